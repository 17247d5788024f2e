"""Pure. What a page says about its article beside the body: headline, byline, time, outlet, image.

JSON-LD is read first, since newsrooms keep it for search engines, then meta elements, microdata
and what a reader sees. What a page does not say is None: nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice
from urllib.parse import SplitResult, urljoin, urlsplit

from lxml.html import HtmlElement

from bot.models import Image
from bot.reading.pages import bylines, headlines, jsonld
from bot.reading.pages.headlines import fold, tidy
from bot.reading.pages.jsonld import Json, Node, each, text_of
from bot.reading.pages.timestamps import Stated, read_time
from bot.text import detection as language
from bot.text.lexicon import any_of, every_language


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page states of its article.

    `byline` is the names of people and agencies joined by ", "; the outlet's own name stands there
    only alone. `published` is UTC, midnight for a bare date; `published_offset` is the offset of
    the page's own clock, None where it stated none. `lang` is the ISO 639-1 code that the page
    declares, which may be wrong. `url` is the page's canonical address, `image` its lead image.
    `is_paywalled` says that the page declares its article not free to read. `summary` and `body`
    are what the page's data say the article's are; a body may be cut short or lack its paragraphs.
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


# Names of meta elements (property, name or itemprop, in lower case), the best first.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date", "pubdate", "parsely-pub-date", "publishdate", "publish-date", "publish_date",
    "published_at", "published", "pub_date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "prism.publicationdate", "citation_publication_date", "date.available",
    "date.created", "sailthru.date", "release_date",
)  # fmt: skip
_AUTHORS = (
    "article:author", "og:article:author", "article:author_name", "author", "parsely-author",
    "sailthru.author", "cxenseparse:author", "mrf:authors", "byl", "dc.creator", "dcterms.creator",
)  # fmt: skip
_TITLES = {"og": "og:title", "twitter": "twitter:title"}
_WWW = re.compile(r"^www\d*\.")
_TAGLINE = re.compile(r"\s[|–—-]\s.*$")
_OUTLET_LETTERS = 3
_NOT_FREE = {"false", "no", "0"}
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|-|$)")
_CREDITS = ("creditText", "copyrightHolder", "author", "creator")
_CLOCK_SKEW = timedelta(minutes=1)
_MOST = 50  # headings or authors; a page with more is up to something
_UPDATED = re.compile(any_of(every_language().page.updated), re.IGNORECASE)
_DATE_LINE = 100  # characters, of which the words before the date and all words:
_WORDS_BEFORE_DATE = 3
_WORDS_OF_DATE_LINE = 12


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's statements, gathered once; the keys of `metas` are in lower case."""

    tree: HtmlElement
    url: str | None
    metas: dict[str, list[str]]
    titles: tuple[tuple[str, str], ...]  # (place, text), as `headlines.choose` takes them
    nodes: list[Node]
    article: Node

    def meta(self, *names: str) -> str:
        return next((self.metas[name][0] for name in names if name in self.metas), "")


def read_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """What the page states; `url` is the address it came from, if known."""
    page = _gather(tree, url)
    outlet = _outlet(page)
    headline = headlines.choose(page.titles, _outlet_names(page))
    below = headlines.below(tree, headline)
    stated = _published(page, below)
    return Metadata(
        headline=headline,
        byline=", ".join(_byline(page, below)) or None,
        published=stated.at if stated else None,
        published_offset=stated.offset if stated else None,
        lang=_lang(page),
        outlet=outlet,
        url=page.url,
        image=_image(page),
        is_paywalled=str(page.article.get("isAccessibleForFree", "")).lower() in _NOT_FREE,
        summary=tidy(page.meta("og:description", "description")) or None,
        body=tidy(text_of(page.article.get("articleBody"))) or None,
    )


def _gather(tree: HtmlElement, url: str | None) -> _Page:
    metas = _metas(tree)
    address = _canonical(tree, metas, url)
    titles = [(place, tidy(metas.get(name, [""])[0])) for place, name in _TITLES.items()]
    titles += [("h1", tidy(h1.text_content())) for h1 in islice(tree.iter("h1"), _MOST)]
    nodes = jsonld.read_nodes(tree)
    keys = {fold(text) for _, text in titles} - {""}
    path = _split(address).path.strip("/")

    def is_this(node: Node) -> bool:
        addresses = (node.get("url"), node.get("mainEntityOfPage"), node.get("@id"))
        return fold(text_of(node.get("headline"))) in keys or any(
            path and _split(_address(value)).path.strip("/") == path for value in addresses
        )

    article = jsonld.article_of(nodes, is_this)
    titles.append(("jsonld", tidy(text_of(article.get("headline") or article.get("name")))))
    titles.append(("title", tidy(tree.findtext(".//title") or "")))
    return _Page(tree, address, metas, tuple(titles), nodes, article)


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and (content := (meta.get("content") or "").strip()):
            metas.setdefault(name.lower(), []).append(content)
    return metas


def _canonical(tree: HtmlElement, metas: dict[str, list[str]], url: str | None) -> str | None:
    """The address the page gives itself, if on the same host and no front page; else `url`."""
    links = [
        link.get("href") or ""
        for link in tree.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    ]
    for stated in (*links, *metas.get("og:url", ())):
        absolute = _absolute(stated, url)
        parts = _split(absolute)
        if (
            absolute
            and parts.path.strip("/")
            and (not url or parts.hostname == _split(url).hostname)
        ):
            return absolute
    return url


def _outlet(page: _Page) -> str | None:
    stated = (page.meta("og:site_name"), text_of(_publisher(page)))
    names = (_TAGLINE.sub("", tidy(text)).lstrip("@") for text in stated)
    return next((name for name in names if name and "://" not in name), None)


def _publisher(page: _Page) -> Json:
    return jsonld.resolve(page.nodes, page.article.get("publisher"))


def _outlet_names(page: _Page) -> set[str]:
    """What the outlet goes by: its name, its publisher, its host and the longest part of that."""
    host = _WWW.sub("", _split(page.url).hostname or "")
    label = max(host.split("."), key=len)
    return {page.meta("og:site_name"), text_of(_publisher(page)), host, label} - {""}


def _byline(page: _Page, below: list[HtmlElement]) -> list[str]:
    """Names: as JSON-LD gives them, or a meta element that gives these and more; where that is only
    an organisation, as a reader sees them."""
    own = {fold(name) for name in _outlet_names(page)}
    values = [jsonld.resolve(page.nodes, value) for value in _author_values(page.article)]
    declared = _distinct(name for value in values for name in _author(value))
    best = declared
    for names in _authors_in_metas(page):
        if set(map(fold, best)) < set(map(fold, names)):
            best = names
    people = _without_own(best, own)
    organisations = {fold(text_of(value)) for value in values if _is_organisation(value)}
    if any(fold(name) not in organisations for name in people):
        return people
    shown = chain(bylines.below_headline(below), bylines.signatures(page.tree) if best else ())
    return next(filter(None, (_without_own(_distinct(names), own) for names in shown)), best)


def _without_own(names: list[str], own: set[str]) -> list[str]:
    """The names without the outlet's: "CNN Business" is CNN."""
    keys = tuple(key for key in own if len(key) >= _OUTLET_LETTERS)
    return [
        name
        for name in names
        if fold(name) not in own
        and not fold(name).startswith(keys)
        and not fold(name).endswith(keys)
    ]


def _authors_in_metas(page: _Page) -> Iterator[list[str]]:
    for name in _AUTHORS:
        names = (part for text in page.metas.get(name, [])[:_MOST] for part in bylines.split(text))
        yield _distinct(name for name in names if " " in name or bylines.is_agency(name))
    for label, name in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if bylines.starts_by(page.meta(label)):
            yield _distinct(_author(page.meta(name)))


def _author_values(article: Node) -> list[Json]:
    return (each(article.get("author")) or each(article.get("creator")))[:_MOST]


def _is_organisation(value: Json) -> bool:
    return isinstance(value, dict) and any(
        name.endswith("Organization") for name in jsonld.types(value)
    )


def _author(value: Json) -> list[str]:
    """The names in an author's value: a string, or an object with a name or its parts."""
    name = tidy(text_of(value))
    if isinstance(value, dict) and not name:
        name = tidy(f"{text_of(value.get('givenName'))} {text_of(value.get('familyName'))}")
    return [name] if name and _is_organisation(value) else bylines.split(name)


def _distinct(names: Iterable[str]) -> list[str]:
    return list({fold(name): name for name in reversed(list(names)) if fold(name)}.values())[::-1]


def _published(page: _Page, below: list[HtmlElement]) -> Stated | None:
    """The time of publication that the page declares, or else shows, or else has in its address.

    A declared time in UTC takes the offset from another place that states the same instant, a bare
    date the time from one that states the same day.
    """
    declared = list(filter(None, map(read_time, _declared_times(page, below))))
    if not declared:
        return next(filter(None, map(read_time, _shown_times(page, below))), None)
    first = declared[0]
    if not first.has_clock:
        return next((time for time in declared if time.has_clock and time.day == first.day), first)
    same = (time for time in declared if time.offset and abs(time.at - first.at) < _CLOCK_SKEW)
    return next(same, first)


def _declared_times(page: _Page, below: list[HtmlElement]) -> Iterator[str]:
    """What a machine is to read as the time of publication, the surest first."""
    yield text_of(page.article.get("datePublished"))
    yield from (page.meta(name) for name in _PUBLISHED if name in page.metas)
    for element in page.tree.xpath(".//*[@itemprop='datePublished']|.//time[@pubdate]"):
        yield element.get("datetime") or element.get("content") or element.text_content()
    pages = (node for node in page.nodes if "WebPage" in jsonld.types(node))
    yield from (text_of(node.get("datePublished")) for node in pages)
    times = (element for element in below if element.tag == "time" and not _is_update(element))
    yield from (element.get("datetime") or "" for element in times)


def _is_update(time: HtmlElement) -> bool:
    marks = f"{time.get('class')} {time.get('itemprop')}".lower()
    return ("updat" in marks or "modif" in marks) and "publish" not in marks


def _shown_times(page: _Page, below: list[HtmlElement]) -> Iterator[str]:
    """Lines that are a date rather than a sentence with one; the day in the address."""
    yield from (e.text for e in below if e.text and _is_date_line(e.text))
    if dated := _DATED_PATH.search(_split(page.url).path):
        yield "-".join(dated.groups())


def _is_date_line(text: str) -> bool:
    if len(text) > _DATE_LINE or not any(map(str.isdigit, text)):
        return False
    words = text.split()
    before = next(at for at, word in enumerate(words) if any(map(str.isdigit, word)))
    return (
        before <= _WORDS_BEFORE_DATE
        and len(words) <= _WORDS_OF_DATE_LINE
        and not _UPDATED.search(" ".join(words[:before]))
    )


def _lang(page: _Page) -> str | None:
    root = page.tree.getroottree().getroot()
    stated = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        text_of(page.article.get("inLanguage")),
        page.meta("content-language", "language", "dc.language", "og:locale"),
    )
    return next(filter(None, map(language.code, stated)), None)


def _image(page: _Page) -> Image | None:
    """The lead image, with caption and credit where JSON-LD has them."""
    alt = tidy(page.meta("og:image:alt", "twitter:image:alt")) or None
    for value in each(page.article.get("image")):
        image = jsonld.resolve(page.nodes, value)
        node = image if isinstance(image, dict) else {"url": image}
        if url := _absolute(text_of(node.get("url") or node.get("contentUrl")), page.url):
            credits_ = (tidy(text_of(node.get(name))) for name in _CREDITS)
            credit = next((text for text in credits_ if text and "://" not in text), None)
            return Image(tidy(text_of(node.get("caption"))) or None, credit, alt, url)
    url = _absolute(page.meta("og:image", "og:image:url", "twitter:image"), page.url)
    return Image(alt=alt, url=url) if url else None


def _address(value: Json) -> str:
    """The address in a value: a string, or an object's."""
    if isinstance(value, dict):
        return text_of(value.get("url") or value.get("@id"))
    return text_of(value)


def _absolute(address: str, base: str | None) -> str | None:
    try:
        absolute = urljoin(base or "", address.strip())
    except ValueError:  # not an address
        return None
    return absolute if address and absolute.startswith(("http://", "https://")) else None


def _split(address: str | None) -> SplitResult:
    try:
        return urlsplit(address or "")
    except ValueError:  # not an address
        return urlsplit("")
