"""Pure. Feed bytes -> entries: what a feed may say is judged, a bomb is refused at once."""

import hashlib
import html
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from bot.errors import FeedError, NotAFeedError
from bot.models import Entry, Image
from bot.reading.feeds import syndication, xmltree
from bot.reading.feeds.syndication import Document, FeedItem, Words
from bot.reading.web import decoding, urls

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # there was no web before
LATEST_AHEAD = timedelta(days=1)  # clocks without a zone are at most 14 hours ahead

LONGEST_TITLE = 500
LONGEST_SUMMARY = 2_000

_FIRST_TAG = re.compile(
    rb"<(?:(?P<page>!doctype\s+html|html|head|body)|rss|feed|(?:\w+:)?RDF|urlset|sitemapindex)\b",
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
    found = (_entry(item, url, lang, now) for item in document.items)
    once = {entry.id: entry for entry in reversed([entry for entry in found if entry])}
    return ParsedFeed(
        title=_plain(document.title, LONGEST_TITLE),
        site=urls.resolve(document.base or url, document.site),
        lang=lang,
        ttl=_minutes(document.ttl),
        entries=tuple(reversed(once.values())),
        skip_hours=frozenset(
            int(hour) % 24 for hour in document.skip_hours if re.fullmatch("[0-9]{1,2}", hour)
        ),
        children=tuple(filter(None, (urls.resolve(url, child) for child in document.children))),
    )


def _document(content: bytes, url: str, content_type: str | None) -> Document:
    if content.startswith((b"{", b"\xef\xbb\xbf{")):
        document = syndication.read_json(_json(content))
    else:
        _refuse_web_page(content)
        document = syndication.read_tree(xmltree.parse(content, url, content_type))
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


def _json(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FeedError(
            f"JSON that cannot be read: {type(error).__name__}",
            advice="This looks like a JSON Feed but is broken. Try again later, "
            "or look for the site's other feeds with `briefbot feeds discover`.",
        ) from error


def _entry(item: FeedItem, feed_url: str, lang: str | None, now: datetime) -> Entry | None:
    url = urls.resolve(item.base or feed_url, item.link)
    if url is None and item.is_permalink and item.guid:
        url = urls.canonical(item.guid)
    title = _plain(item.title, LONGEST_TITLE)
    summary = _plain(item.summary, LONGEST_SUMMARY)
    image = urls.resolve(item.base or feed_url, item.image)
    if not (url or title or summary):
        return None
    return Entry(
        id=item.guid or url or _fingerprint(title, summary),
        url=url,
        title=title,
        summary=summary,
        author=_plain(item.author, LONGEST_TITLE),
        published=read_date(item.date, now),
        updated=read_date(item.updated, now),
        image=Image(url=image) if image else None,
        lang=_language(item.lang) or lang,
    )


def read_date(text: str | None, now: datetime) -> datetime | None:
    """The date of RFC 5322 or ISO 8601 in UTC; None where it is unreadable or cannot be.

    A time without a zone is UTC, as RFC 5322 has it for zones nobody knows.
    """
    date = _iso_date(text) or _mail_date(text) if text and len(text) < 100 else None  # noqa: PLR2004 - longer is no date
    return date if date and EARLIEST <= date <= now + LATEST_AHEAD else None


def _iso_date(text: str) -> datetime | None:
    try:
        return _utc(datetime.fromisoformat(text.strip()))
    except (ValueError, OverflowError):
        return None


def _mail_date(text: str) -> datetime | None:
    try:
        parts = parsedate_tz(text)
        if parts is None:
            return None
        zone = timezone(timedelta(seconds=parts[9] or 0))
        return _utc(datetime(*parts[:6], tzinfo=zone))
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _utc(date: datetime) -> datetime:
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)


def _plain(words: Words | None, longest: int) -> str | None:
    if words is None:
        return None
    text = words.text[: longest * 20]  # markup around the text is cut with it
    if words.html:
        text = _TAG.sub("", _BLOCK.sub(" ", _UNSEEN_PARTS.sub("", text)))
        text = html.unescape(text)
    text = " ".join(decoding.clean(text).split())
    return _shortened(text, longest) or None


def _shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def _language(tag: str | None) -> str | None:
    found = _LANGUAGE.fullmatch(tag or "")
    return found[1].lower() if found else None


def _minutes(text: str | None) -> timedelta | None:
    return timedelta(minutes=int(text)) if text and re.fullmatch("[0-9]{1,6}", text) else None


def _fingerprint(*texts: str | None) -> str:
    return "sha256:" + hashlib.sha256("\n".join(t or "" for t in texts).encode()).hexdigest()
