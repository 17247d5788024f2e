"""I/O. What a site's feeds are, and what an address gives when it is asked as a feed."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.errors import BriefbotError, FeedError, FetchError, NotAFeedError
from bot.newsroom import fetching
from bot.reading.feeds import discovery, feeds
from bot.reading.web import decoding
from bot.reading.web.fetch import Page, Request, Session


@dataclass(frozen=True, slots=True)
class Checked:
    """What one address gave: a feed with so many entries, or the reason why not."""

    url: str
    title: str | None = None
    entries: int = 0
    newest: datetime | None = None
    error: BriefbotError | None = None


async def check(session: Session, urls: Iterable[str], now: datetime) -> AsyncIterator[Checked]:
    """Each address asked once as a feed, in the order of their answers."""
    for answered in asyncio.as_completed([_check(session, url, now) for url in urls]):
        yield await answered


async def discover(session: Session, site: str, now: datetime) -> tuple[Checked, ...]:
    """The feeds of a site that answer with entries; the address itself if it is one.

    Raises FetchError where the site gives nothing.
    """
    page = await session.get(Request(fetching.canonical(site)))
    try:
        return (_as_feed(page, now),)
    except NotAFeedError:
        text = decoding.decode(page.body, page.charset)
    candidates = discovery.candidates(text, page.url)
    checked = [one async for one in check(session, candidates, now)]
    good = {one.url: one for one in checked if one.error is None and one.entries}
    return tuple(good[url] for url in candidates if url in good)


async def _check(session: Session, url: str, now: datetime) -> Checked:
    try:
        return _as_feed(await session.get(Request(url)), now, url)
    except (FetchError, FeedError) as error:
        return Checked(url, error=error)


def _as_feed(page: Page, now: datetime, url: str | None = None) -> Checked:
    kind = f"{page.content_type or ''}; charset={page.charset or ''}"
    feed = feeds.parse(page.body, page.url, kind, now=now)
    newest = max((entry.published for entry in feed.entries if entry.published), default=None)
    return Checked(url or page.url, feed.title, len(feed.entries), newest)
