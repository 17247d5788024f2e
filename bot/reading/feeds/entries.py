"""Pure. Feed bytes -> entries: what a feed may say is judged, a bomb is refused at once."""

import hashlib
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import FeedError, NotAFeedError
from bot.models import Entry, Image
from bot.reading.feeds import posts, syndication, xmltree
from bot.reading.feeds.dates import read_date
from bot.reading.feeds.syndication import Document, FeedItem, Words
from bot.reading.web import decoding, urls

LONGEST_TITLE = 500
LONGEST_SUMMARY = 2_000

_JSON = json.JSONDecoder(strict=False)
_ITEMS = re.compile(r'"items"\s*+:\s*+\[\s*+')
_BETWEEN_ITEMS = re.compile(r"\s*+,?+\s*+")
_VERSIONS = 2  # entries that may be one story under one identifier and link, told anew
_JOINTS = (" - ", " – ", " — ", " | ", " · ", " : ", " • ", " » ")
_MAIL = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@[\w.-]{1,253}", re.IGNORECASE)
_MAIL_AND_NAME = re.compile(rf"{_MAIL.pattern}\s*\(([^()]{{1,200}})\)", re.IGNORECASE)

_FIRST_TAG = re.compile(
    rb"<(?:(?P<page>html|head|body)|rss|feed|(?:\w+:)?RDF|urlset|sitemapindex)\b",
    re.IGNORECASE,
)
_UNSEEN_PARTS = re.compile(r"<(?:script|style)\b[^<>]*>[^<]*", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|figure|figcaption|img)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_LANGUAGE = re.compile(r"\s{0,9}([A-Za-z]{2,3})(?:[-_].*)?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What one fetch of a feed says.

    `ttl` is how long the feed asks to be left alone; `skip_hours` are hours of the day in UTC at
    which it is not updated. `children` are the sitemaps that a sitemap index lists.
    """

    title: str | None
    site: str | None
    lang: str | None
    ttl: timedelta | None
    entries: tuple[Entry, ...]
    skip_hours: frozenset[int] = frozenset()
    children: tuple[str, ...] = ()


def parse_feed(
    content: bytes,
    url: str,
    content_type: str | None,
    *,
    now: datetime,
    largest: int = xmltree.MAX_BYTES,
) -> ParsedFeed:
    """The feed that was found at `url`; its entries in its order, each GUID once.

    `now` is aware. Raises FeedError, or NotAFeedError or BombError, which are kinds of it.
    """
    document = _document(xmltree.admit(content, largest), url, content_type)
    lang = _language(document.lang)
    entries = [_entry(item, url, lang, now) for item in document.items]
    return ParsedFeed(
        title=_plain(document.title, LONGEST_TITLE),
        site=urls.resolve(document.base or url, document.site),
        lang=lang,
        ttl=_minutes(document.ttl),
        entries=tuple(_apart(entries, [item.link for item in document.items])),
        skip_hours=frozenset(
            int(hour) % 24 for hour in document.skip_hours if re.fullmatch("[0-9]{1,2}", hour)
        ),
        children=tuple(filter(None, (urls.resolve(url, child) for child in document.children))),
    )


def _document(content: bytes, url: str, content_type: str | None) -> Document:
    if content.startswith((b"{", b"\xef\xbb\xbf{")):
        document = syndication.read_json(_json(xmltree.decoded(content, content_type)))
    else:
        _refuse_web_page(content)
        begun = xmltree.from_its_start(content)
        document = syndication.read_tree(xmltree.parse(begun, url, content_type))
    if document is None:
        raise NotAFeedError("no feed known to us", advice=xmltree.NO_FEED)
    return document


def _refuse_web_page(content: bytes) -> None:
    first = _FIRST_TAG.search(content[:4096])
    if first and first["page"]:
        raise NotAFeedError(
            "a web page, no feed",
            advice="This is a web page, not a feed. "
            "`briefbot feeds discover` with this address finds its feeds.",
        )


def _json(text: str) -> object:
    """The value; of a broken one, the items that can be read."""
    try:
        return _JSON.decode(text)
    except (ValueError, RecursionError) as error:
        if items := list(_whole_items(text)):
            return {"items": items}
        raise FeedError(
            f"JSON that cannot be read: {type(error).__name__}",
            advice="This looks like a JSON Feed but is broken. Try again later, "
            "or look for the site's other feeds with `briefbot feeds discover`.",
        ) from error


def _whole_items(text: str) -> Iterator[object]:
    """The items of a JSON Feed up to where it breaks."""
    begun = _ITEMS.search(text)
    at = begun.end() if begun else len(text)
    while text[at : at + 1] == "{":
        try:
            item, at = _JSON.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        else:
            yield item
            at = _BETWEEN_ITEMS.match(text, at).end()  # type: ignore[union-attr]  # it may be empty


def _entry(item: FeedItem, feed_url: str, lang: str | None, now: datetime) -> Entry:
    item = posts.unwrapped(item)
    base = item.base or feed_url
    url = urls.resolve(base, item.link)
    if url is None and item.is_permalink and item.guid:
        is_path = item.guid.startswith("/")
        url = urls.resolve(base, item.guid) if is_path else urls.canonical(item.guid)
    outlet = _plain(item.outlet, LONGEST_TITLE)
    stated = _without_outlet(_plain(item.title, LONGEST_TITLE), outlet)
    title = stated or _of_a_post(item.summary)
    summary = _plain(item.summary, LONGEST_SUMMARY)
    if outlet and summary == f"{title} {outlet}":  # an aggregator's, which says nothing more
        summary = None
    image = urls.resolve(base, item.image)
    return Entry(
        id=item.guid
        or url
        or _fingerprint(*((stated, summary) if stated or summary else [repr(item)])),
        url=url,
        title=title,
        summary=summary,
        author=_author(item.author),
        published=read_date(item.date, now),
        updated=read_date(item.updated, now),
        image=Image(url=image) if image else None,
        lang=_language(item.lang) or lang,
        outlet=outlet,
    )


def _of_a_post(text: Words | None) -> str | None:
    """A title from the beginning of a text that has none."""
    if text is None:
        return None
    whole = text.text[: LONGEST_SUMMARY * 20]
    blocks = _BLOCK.split(whole) if text.html else whole.split("\n")
    plain = (_plain(Words(block, html=text.html), LONGEST_SUMMARY) for block in blocks)
    titles = (posts.title(block) for block in plain if block)
    found = next(filter(None, titles), None)
    return found and _shortened(found, posts.LONGEST_TITLE)


def _author(words: Words | None) -> str | None:
    """Who wrote it, without an e-mail address; None where that is all there is."""
    said = text = _plain(words, LONGEST_TITLE)
    if said and text and "@" in text:
        text = _MAIL_AND_NAME.sub(r"\1", text)
        text = _MAIL.sub("", text).strip(" ,;:-–|()<>[]\"'")
        if " " not in text and f"{text}@" in said:
            return None
    if text and text[0] == text[-1] == '"':  # as mail writes a name before its address
        text = text.strip(' "')
    return text or None


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """A title without the name of its outlet after it, as aggregators write them."""
    if not title or not outlet:
        return title
    if title.lower().endswith(f" ({outlet.lower()})"):
        return title[: -len(outlet) - 3].strip() or title
    if title[-len(outlet) :].lower() != outlet.lower():
        return title
    bare = title[: -len(outlet)]
    joint = next((one for one in _JOINTS if bare.endswith(one)), None)
    return bare.removesuffix(joint).strip() or title if joint else title


def _apart(entries: list[Entry], links: list[str | None]) -> Iterator[Entry]:
    """Each entry once: two are one where identifier, link and title say so together.

    An identifier that several entries share is no identifier where link and title differ, nor
    where more than two entries have it: "N/A". Nor is a link that several titles share.
    """
    by_id: dict[str, list[tuple[Entry, str | None]]] = {}
    for entry, link in zip(entries, links, strict=True):
        by_id.setdefault(entry.id, []).append((entry, link))
    shown: set[str] = set()
    for entry, link in zip(entries, links, strict=True):
        same = by_id[entry.id]
        if len(same) == 1:
            yield entry
            continue
        one = _told_apart(entry, link, same)
        if one.id not in shown:
            shown.add(one.id)
            yield one


def _told_apart(entry: Entry, link: str | None, same: list[tuple[Entry, str | None]]) -> Entry:
    """The entry under an identifier that no other thing has."""
    titles = {one.title for one, _ in same}
    places = {place for _, place in same}
    is_own = entry.id != entry.url
    if len(titles) == 1 and (is_own or len(places) == len({one.summary for one, _ in same}) == 1):
        return entry
    if is_own and len(places) == 1 and len(titles) <= _VERSIONS:
        return entry
    said = () if is_own or len(titles) > 1 else (entry.summary,)
    return replace(entry, id=f"{entry.id}#{_fingerprint(link, entry.title, *said)}")


def _plain(words: Words | None, longest: int) -> str | None:
    if words is None:
        return None
    text = words.text[: longest * 20]  # markup around the text is cut with it
    if words.html and "<" in text:
        if "<s" in text or "<S" in text:
            text = _UNSEEN_PARTS.sub("", text)
        text = _TAG.sub("", _BLOCK.sub(" ", text))
    if words.html and "&" in text:
        text = html.unescape(text)
    text = " ".join(decoding.clean(text).split())
    return _shortened(text, longest) or None


def _shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def _language(tag: str | None) -> str | None:
    found = _LANGUAGE.fullmatch(tag) if tag else None
    return found[1].lower() if found else None


def _minutes(text: str | None) -> timedelta | None:
    return timedelta(minutes=int(text)) if text and re.fullmatch("[0-9]{1,6}", text) else None


def _fingerprint(*texts: str | None) -> str:
    return "sha256:" + hashlib.sha256("\n".join(t or "" for t in texts).encode()).hexdigest()
