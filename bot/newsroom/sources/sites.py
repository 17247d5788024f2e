"""I/O. What a site's feeds are, and what an address gives when it is asked as a feed."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import BriefbotError, FeedError, FetchError, NoAnswerError, NotAFeedError
from bot.models import Entry, Feed
from bot.newsroom import fetching
from bot.reading.feeds import discovery
from bot.reading.feeds.entries import parse_feed
from bot.reading.web import credentials, decoding, urls
from bot.reading.web.credentials import Headers
from bot.reading.web.fetch import Request, Response, Session, same_place

NO_HEADERS: Headers = {}


@dataclass(frozen=True, slots=True)
class Checked:
    """What one address gave: a feed with so many entries, or the reason why not."""

    url: str
    title: str | None = None
    entries: int = 0
    newest: datetime | None = None
    error: BriefbotError | None = None
    latest: Entry | None = None  # the newest of them, or the first where none has a date


def feed(address: str, headers: Headers = NO_HEADERS) -> Feed:
    """The feed at an address that a person gave; a name and password in it become its header.

    Raises UsageError for no address.
    """
    whole = urls.plain(address)
    bare, said = credentials.split(whole if "://" in whole else f"https://{whole}")
    return Feed(fetching.canonical(bare), headers={**said, **headers})


async def reached(session: Session, address: str, headers: Headers = NO_HEADERS) -> Feed:
    """The feed at an address that a person gave, asked where that leaves open how.

    A feed reader's `feed://example.org/x` is https, but http where nothing answers there; with a
    password or headers it is https alone. Raises UsageError for no address.
    """
    found = feed(address, headers)
    if urls.has_scheme(address) or found.headers:
        return found
    try:
        await session.get(Request(found.url))
    except NoAnswerError:
        plain = replace(found, url=over_http(found.url))
        with suppress(FetchError):
            await session.get(Request(plain.url))
            return plain
    except FetchError:  # it is there, and says no
        pass
    return found


def over_http(url: str) -> str:
    """The address without encryption."""
    return url.replace("https://", "http://", 1)


async def check(session: Session, asked: Iterable[Feed], now: datetime) -> AsyncIterator[Checked]:
    """Each asked once as a feed, in the order of their answers."""
    for answered in asyncio.as_completed([_check(session, one, now) for one in asked]):
        yield await answered


async def discover(session: Session, site: str, now: datetime) -> tuple[Checked, ...]:
    """The feeds of a site that answer with entries; the address itself if it is one.

    Raises FetchError where the site gives nothing.
    """
    given = await reached(session, site)
    page = await session.get(Request(given.url, headers=given.headers))
    try:
        return (_as_feed(session, page, now),)
    except NotAFeedError:
        text = decoding.decode(page.body, page.charset)
    candidates = discovery.candidates(text, page.url)
    asked = [
        Feed(url, headers=given.headers if same_place(given.url, url) else NO_HEADERS)
        for url in candidates
    ]
    checked = [one async for one in check(session, asked, now)]
    good = {one.url: one for one in checked if one.error is None and one.entries}
    return tuple(good[url] for url in candidates if url in good)


async def _check(session: Session, asked: Feed, now: datetime) -> Checked:
    try:
        page = await session.get(Request(asked.url, headers=asked.headers))
        return _as_feed(session, page, now, asked.url)
    except (FetchError, FeedError) as error:
        return Checked(asked.url, error=error)


def _as_feed(session: Session, page: Response, now: datetime, url: str | None = None) -> Checked:
    largest = session.limits.unpacked
    found = parse_feed(page.body, page.url, page.full_type, now=now, largest=largest)
    dated = [entry for entry in found.entries if entry.published]
    first = next(iter(found.entries), None)
    latest = max(dated, key=lambda entry: entry.published or now, default=first)
    newest = latest.published if latest else None
    return Checked(url or page.url, found.title, len(found.entries), newest, latest=latest)
