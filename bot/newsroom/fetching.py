"""I/O. Pages become articles: those that a feed's new entries point to, and an address on request.

A page that can't be read leaves what its entry says, with the reason.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot import masking
from bot.errors import (
    BriefbotError,
    FetchError,
    GoneError,
    RateLimitedError,
    UnreadableError,
    UsageError,
)
from bot.models import Article, Entry
from bot.reading import documents
from bot.reading.web import urls
from bot.reading.web.fetch import Request, Response, Session
from bot.store import articles
from bot.store.articles import FETCHED, Kept, PageState, PageStatus
from bot.store.engine import Store
from bot.store.feeds import ReadEntry

if TYPE_CHECKING:
    from bot.reading.feeds.entries import ParsedFeed

log = logging.getLogger("briefbot")

PAGES_A_POLL = 50  # the newest; what a feed lists beyond is kept as its entry says
PAGES_AT_ONCE = 4  # of one feed, whose host takes fewer
RETRY_AFTER = timedelta(hours=1)
RETRIED_AT_ONCE = 200
LEASE = timedelta(minutes=10)

# The article in an answer, under the address it was asked for; raises UnreadableError.
ReadPage = Callable[[Response, str], Awaitable[Article]]
# The feed in an answer at a time, unless it unpacks to more bytes than this; raises FeedError.
ParseFeed = Callable[[Response, datetime, int], Awaitable["ParsedFeed"]]

_UNWANTED = PageStatus(PageState.UNWANTED)


async def in_thread(answer: Response, address: str) -> Article:
    """A `ReadPage` for a command line, which its user can stop."""
    read = partial(documents.read_answer, url=answer.url, address=address, charset=answer.charset)
    return await asyncio.to_thread(read, answer.body)


async def parsed_in_thread(answer: Response, now: datetime, largest: int) -> "ParsedFeed":
    """A `ParseFeed` likewise."""
    from bot.reading.feeds.entries import parse_feed  # noqa: PLC0415  a page needs none of it

    parse = partial(parse_feed, answer.body, answer.url, answer.full_type)
    return await asyncio.to_thread(parse, now=now, largest=largest)


@dataclass(frozen=True, slots=True)
class WebReader:
    """Where pages and feeds come from, and where they are read."""

    session: Session
    read: ReadPage = in_thread
    parse: ParseFeed = parsed_in_thread


async def read_entries(
    pages: WebReader, entries: Sequence[Entry], outlet: str | None, now: datetime
) -> list[ReadEntry]:
    """The entries with their articles, in their order."""
    places = asyncio.Semaphore(PAGES_AT_ONCE)

    async def one(entry: Entry) -> ReadEntry:
        async with places:
            return await _item(pages, entry, outlet, now)

    wanted, rest = entries[:PAGES_A_POLL], entries[PAGES_A_POLL:]
    items = await asyncio.gather(*(one(entry) for entry in wanted))
    return [*items, *(ReadEntry(e, articles.from_entry(e, outlet), _UNWANTED) for e in rest)]


async def retry_failed_pages(store: Store, pages: WebReader, now: datetime) -> None:
    """Asks once more for pages that failed for a while, then leaves them: news does not keep."""
    failed = await asyncio.to_thread(
        articles.claim_failed_pages, store, now=now, limit=RETRIED_AT_ONCE, lease=LEASE
    )
    await asyncio.gather(*(_retry(store, pages, kept, now) for kept in failed))


async def article_at(store: Store, pages: WebReader, url: str, now: datetime) -> Article:
    """The article at an address that a person gave, from the store where it is there.

    Raises UsageError for no address, FetchError where nothing comes, UnreadableError where what
    comes is no article.
    """
    address = canonical(url)
    kept = await asyncio.to_thread(articles.by_url, store, address)
    if kept and kept.page.state is PageState.FETCHED:
        return kept.article
    answer = await pages.session.get(Request(address))
    article = await pages.read(answer, address)
    kept = await asyncio.to_thread(articles.save, store, article, FETCHED, now=now)
    return kept.article


def canonical(url: str) -> str:
    """The address as the store knows it; one without a scheme is taken as https."""
    whole = urls.plain(url)
    address = urls.canonical(whole if "://" in whole else f"https://{whole}")
    if address is None:
        raise UsageError(
            f"no web address: {masking.address(url)[:200]!r}",
            advice="That is no web address. Give one such as https://example.org/news/1.",
        )
    return address


async def _item(pages: WebReader, entry: Entry, outlet: str | None, now: datetime) -> ReadEntry:
    said = articles.from_entry(entry, outlet)
    if entry.url is None:
        return ReadEntry(entry, said, _UNWANTED)
    try:
        return ReadEntry(entry, await _article(pages, entry.url, said), FETCHED)
    except UnreadableError as error:  # the same tomorrow: a wall, a film, a table
        return ReadEntry(entry, said, PageStatus(PageState.FAILED, error.log))
    except FetchError as error:
        return ReadEntry(
            entry, said, PageStatus(PageState.FAILED, error.log, _retry_at(error, now))
        )


async def _retry(store: Store, pages: WebReader, kept: Kept, now: datetime) -> None:
    said, page = kept.article, FETCHED
    article = said
    try:
        article = await _article(pages, said.url or "", said)
    except (FetchError, UnreadableError) as error:
        page = PageStatus(PageState.FAILED, error.log)
    await asyncio.to_thread(articles.save, store, article, page, now=now)


async def _article(pages: WebReader, url: str, said: Article) -> Article:
    try:
        answer = await pages.session.crawl(Request(url))
        return completed(await pages.read(answer, url), said)
    except BriefbotError:
        raise
    except Exception as error:  # whatever it is, it is this page's alone
        log.exception("a page failed in a way briefbot does not know: %s", url)
        raise UnreadableError(
            f"briefbot failed on it: {type(error).__name__}",
            advice="Briefbot failed on this page. Please report its address.",
        ) from error


def completed(article: Article, said: Article) -> Article:
    """The page's word, then its entry's; but the outlet is as the operator's list of feeds has it.

    A reader knows an outlet by one name, and pages spell it in several. An entry's summary is the
    standfirst of a page that gives none, unless it is a promotion or was cut off.
    """
    from bot.reading.body.standfirsts import standfirst  # noqa: PLC0415 — slow to import, as pages are

    return replace(
        article,
        headline=article.headline or said.headline,
        outlet=said.outlet or article.outlet,
        byline=article.byline or said.byline,
        published=article.published or said.published,
        lang=article.lang or said.lang,
        images=article.images or said.images,
        standfirst=article.standfirst
        or standfirst(said.body, f"{article.headline or ''}\n{article.body}", article.lang),
    )


def _retry_at(error: FetchError, now: datetime) -> datetime | None:
    if isinstance(error, GoneError):
        return None
    asked = error.retry_after if isinstance(error, RateLimitedError) else None
    return now + max(asked or RETRY_AFTER, RETRY_AFTER)
