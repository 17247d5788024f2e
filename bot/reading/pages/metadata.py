"""Pure. What a page says about its article beside the body: headline, byline, time, outlet, image.

JSON-LD is read first, since newsrooms keep it for search engines, then meta elements, microdata
and what a reader sees. What a page does not say is None: nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from lxml.html import HtmlElement

from bot.models import Image
from bot.reading.pages import bylines, headlines, jsonld
from bot.reading.pages.headlines import Neighbours, fold, tidy
from bot.reading.pages.jsonld import Json, Node, each, text_of
from bot.reading.pages.publication import published
from bot.reading.pages.statements import Statements, absolute, gather, split_address
from bot.text import detection as language


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page states of its article.

    `byline` is the names of people and agencies joined by ", "; the outlet's own name stands
    there only alone, and where it signs. `published` is UTC, midnight for a bare date;
    `published_offset` is the offset of the page's own clock, None where it stated none. `lang` is
    the ISO 639-1 code that the page declares, which may be wrong. `url` is the page's canonical
    address, `image` its lead image. `is_paywalled` says that the page declares its article not
    free to read. `summary` and `body` are what the page's data say the article's are; a body may
    be cut short or lack its paragraphs.
    `kinds` is what the data call the page: types of schema.org's and og:type.
    """

    headline: str | None = None
    byline: str | None = None
    published: datetime | None = None
    published_offset: timedelta | None = None
    lang: str | None = None
    outlet: str | None = None
    url: str | None = None
    image: Image | None = None
    is_paywalled: bool = False
    summary: str | None = None
    body: str | None = None
    kinds: frozenset[str] = frozenset()


# Names of meta elements (property, name or itemprop, in lower case), the best first.
_AUTHORS = (
    "article:author", "og:article:author", "article:author_name", "author", "parsely-author",
    "sailthru.author", "cxenseparse:author", "mrf:authors", "byl", "dc.creator", "dcterms.creator",
)  # fmt: skip
_WWW = re.compile(r"^www\d*\.")
_TAGLINE = re.compile(r"\s[|–—-]\s.*", re.DOTALL)
_OUTLET_LETTERS = 3
_NOT_FREE = {"false", "no", "0"}
_CREDITS = ("creditText", "copyrightHolder", "author", "creator")
_MOST = 50  # authors; a page with more is up to something


def read_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """What the page states; `url` is the address it came from, if known."""
    page = gather(tree, url)
    outlet = _outlet(page)
    headline = headlines.choose(
        page.titles, _outlet_names(page), headlines.lead(tree), is_news=_is_news(page.article)
    )
    around = headlines.around(tree, headline)
    stated = published(page, around)
    return Metadata(
        headline=headline,
        byline=", ".join(_byline(page, around)) or None,
        published=stated.at if stated else None,
        published_offset=stated.offset if stated else None,
        lang=_lang(page),
        outlet=outlet,
        url=page.url,
        image=_image(page),
        is_paywalled=_is_paywalled(page),
        summary=tidy(page.meta("og:description", "description")) or None,
        body=text_of(page.article.get("articleBody")).strip() or None,
        kinds=frozenset({*jsonld.types(page.article), page.meta("og:type")}) - {""},
    )


def _is_paywalled(page: Statements) -> bool:
    stated = page.article.get("isAccessibleForFree", page.meta("isaccessibleforfree"))
    return str(stated).lower() in _NOT_FREE or page.meta("article:content_tier").lower() == "locked"


def _is_news(article: Node) -> bool:
    return any("News" in kind or "Report" in kind for kind in jsonld.types(article))


def _outlet(page: Statements) -> str | None:
    stated = (page.meta("og:site_name"), text_of(_publisher(page)), _site(page))
    names = (_TAGLINE.sub("", tidy(text)).lstrip("@") for text in stated)
    return next((name for name in names if name and "://" not in name), None)


def _publisher(page: Statements) -> Json:
    return jsonld.resolve(page.nodes, page.article.get("publisher"))


def _site(page: Statements) -> str:
    """The name of the site in its JSON-LD."""
    sites = (node for node in page.nodes if "WebSite" in jsonld.types(node))
    return next(filter(None, map(text_of, sites)), "")


def _outlet_names(page: Statements) -> set[str]:
    """What the outlet goes by: its name, its publisher, its host and the longest part of that."""
    host = _WWW.sub("", split_address(page.url).hostname or "")
    label = max(host.split("."), key=len)
    stated = {page.meta("og:site_name"), text_of(_publisher(page)), _site(page)}
    return stated.union((host, label)) - {""}


def _byline(page: Statements, around: Neighbours) -> list[str]:
    """Names: as JSON-LD gives them, or a meta element that gives these and more; where that is only
    an organisation, as a reader sees them. The outlet's own stands there only where it signs."""
    own = {fold(name) for name in (*_outlet_names(page), *_behind_title(page))}
    values = [jsonld.resolve(page.nodes, value) for value in _author_values(page.article)]
    best = bylines.distinct(name for value in values for name in _author(value))
    for names in _authors_in_metas(page):
        if set(map(fold, best)) < set(map(fold, names)):
            best = names
    people = _without_own(best, own)
    organisations = {fold(text_of(value)) for value in values if _is_a(value, "Organization")}
    if any(fold(name) not in organisations and not bylines.is_login(name) for name in people):
        return people
    near = (*around.below, *around.above)
    shown = chain(
        bylines.below_headline(near),
        bylines.signatures(page.tree) if best else (),
        [bylines.only_author(page.tree)],
    )
    persons = {fold(text_of(value)) for value in values if _is_a(value, "Person")}
    if _is_news(page.article):  # else a newspaper that calls itself a person would sign
        persons &= {fold(name) for names in _authors_in_metas(page) for name in names}
    signing = (
        name
        for name in best
        if (fold(name) in persons and bylines.is_person(name)) or bylines.is_signed(near, name)
    )
    found = filter(None, (_without_own(names, own) for names in shown))
    return next(found, None) or people or list(signing)


def _behind_title(page: Statements) -> Iterator[str]:
    """What stands behind the headline in the title of a page that does not name its outlet."""
    if page.meta("og:site_name"):
        return
    texts = [text for _, text in page.titles if text]
    title = next((text for place, text in page.titles if place == "title"), "")
    for text in texts:
        if text != title and title.startswith(text):
            yield title[len(text) :].strip(" |–—-·›»•")


def _without_own(names: list[str], own: set[str]) -> list[str]:
    """The names without the outlet's: "CNN Business" is CNN."""
    return [name for name in names if not own.intersection(_beginnings_and_ends(name))]


def _beginnings_and_ends(name: str) -> Iterator[str]:
    words = name.split()
    for count in range(1, len(words) + 1):
        parts = ("".join(words[:count]), "".join(words[-count:]))
        yield from (key for part in parts if len(key := fold(part)) >= _OUTLET_LETTERS)


def _authors_in_metas(page: Statements) -> Iterator[list[str]]:
    for name in _AUTHORS:
        names = (part for text in page.metas.get(name, [])[:_MOST] for part in bylines.split(text))
        yield bylines.distinct(filter(_is_whole, names))
    for label, name in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if bylines.starts_by(page.meta(label)):
            yield bylines.distinct(_author(page.meta(name)))


def _is_whole(name: str) -> bool:
    """Whether it is more than a login: two words, an agency, a name in a script without case."""
    caseless = not any(letter.isupper() or letter.islower() for letter in name)
    return " " in name or bylines.is_agency(name) or caseless


def _author_values(article: Node) -> list[Json]:
    return (each(article.get("author")) or each(article.get("creator")))[:_MOST]


def _is_a(value: Json, kind: str) -> bool:
    """Whether an object's type is of a kind: a NewsMediaOrganization is an Organization."""
    return isinstance(value, dict) and any(name.endswith(kind) for name in jsonld.types(value))


def _author(value: Json) -> list[str]:
    """The names in an author's value: a string, or an object with a name or its parts."""
    name = tidy(text_of(value))
    if isinstance(value, dict) and not name:
        name = tidy(f"{text_of(value.get('givenName'))} {text_of(value.get('familyName'))}")
    return [name] if name and _is_a(value, "Organization") else bylines.split(name)


def _lang(page: Statements) -> str | None:
    root = page.tree.getroottree().getroot()
    stated = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        text_of(page.article.get("inLanguage")),
        page.meta("content-language", "language", "dc.language", "og:locale"),
    )
    return next(filter(None, map(language.code, stated)), None)


def _image(page: Statements) -> Image | None:
    """The lead image, with caption and credit where JSON-LD has them."""
    alt = tidy(page.meta("og:image:alt", "twitter:image:alt")) or None
    for value in each(page.article.get("image")):
        image = jsonld.resolve(page.nodes, value)
        node = image if isinstance(image, dict) else {"url": image}
        if url := absolute(text_of(node.get("url") or node.get("contentUrl")), page.url):
            credits_ = (tidy(text_of(node.get(name))) for name in _CREDITS)
            credit = next((text for text in credits_ if text and "://" not in text), None)
            return Image(tidy(text_of(node.get("caption"))) or None, credit, alt, url)
    url = absolute(page.meta("og:image", "og:image:url", "twitter:image"), page.url)
    return Image(alt=alt, url=url) if url else None
