"""I/O. Each feed that is due is asked, and what is new in it is read and kept.

    claim -> fetch -> parse -> unseen, changed -> read the pages -> record    (a transaction a feed)

Any replica may do this at any time, and die at any time: a claim lapses, and a feed's news is
recorded whole or not at all.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from bot.errors import (
    BriefbotError,
    FeedError,
    FetchError,
    GoneError,
    NoAnswerError,
    NoWebError,
    RateLimitedError,
    StoreError,
    TooSlowError,
)
from bot.models import Entry, Feed
from bot.newsroom import fetching
from bot.newsroom.fetching import WebReader
from bot.newsroom.following import rereading
from bot.reading.feeds import polling
from bot.reading.feeds.entries import ParsedFeed
from bot.reading.feeds.polling import PollingHints
from bot.reading.web import urls
from bot.reading.web.fetch import Request, Response, same_place
from bot.store import feeds
from bot.store.engine import Store
from bot.store.feeds import Failure, FeedAnswer, FeedClaim, ReadEntry, Unseen
from bot.store.following.versions import Reread

log = logging.getLogger("briefbot")

LEASE = timedelta(minutes=10)  # a feed and its pages take far less
CLAIMED_AT_ONCE = 8  # few, so that other replicas have work too, and a dead one holds up few
SIDE_BY_SIDE = 8  # claims under way; the session's rate limits bound the requests
REREAD_A_POLL = 10  # entries that say something else than before
NO_WEB = 3  # hosts that fail to answer, while none does, are the network's fault
NO_WEB_FOR = timedelta(minutes=2)  # until it is tried again
CHILDREN = 3  # sitemaps that a sitemap index leads to


@dataclass(frozen=True, slots=True)
class Polled:
    """What became of one feed: how many entries it brought, or why it failed."""

    url: str
    brought: int = 0
    error: BriefbotError | None = None


@dataclass(frozen=True, slots=True)
class Web:
    """What a refresh works with: `now` is the clock, `chance` spreads the polls."""

    store: Store
    reader: WebReader
    now: Callable[[], datetime]
    chance: random.Random


@dataclass(frozen=True, slots=True)
class _Unchanged:
    """A poll that brought nothing; recorded together with others like it."""

    claim: FeedClaim
    answer: FeedAnswer


@dataclass(frozen=True, slots=True)
class _Unreached:
    """A feed whose host could not be reached: its fault, unless no host could be."""

    claim: FeedClaim
    error: FetchError

    @property
    def host(self) -> str:
        return urlsplit(self.claim.state.feed.url).netloc


@dataclass(slots=True)
class _Round:
    """What a refresh knows of all its polls."""

    polled: Callable[[Polled], None]
    unreached: list[_Unreached] = field(default_factory=list)
    has_answer: bool = False

    def tell(self, one: Polled) -> None:
        self.has_answer = True
        self.polled(one)


async def refresh_feeds(web: Web, polled: Callable[[Polled], None]) -> None:
    """Asks every feed whose time has come, and tells `polled` of each.

    What is wrong with a feed is recorded with it, and the others go on. Raises a StoreError, since
    then nothing can be kept, and a NoWebError where no host can be reached: no feed is told of or
    blamed for that.
    """
    this = _Round(polled)
    ended = await asyncio.gather(
        *(_poll_due(web, this) for _ in range(SIDE_BY_SIDE)), return_exceptions=True
    )
    for error in ended:
        if error is not None:
            raise error
    await _blame(web, this)
    await fetching.retry_failed_pages(web.store, web.reader, web.now())


async def _blame(web: Web, this: _Round) -> None:
    """Records what was not reached with each feed, or raises NoWebError where nothing was."""
    count = len(this.unreached)
    if not this.has_answer and len({one.host for one in this.unreached}) >= NO_WEB:
        claims, until = [one.claim for one in this.unreached], web.now() + NO_WEB_FOR
        await asyncio.to_thread(feeds.put_off, web.store, claims, until=until)
        first = this.unreached[0].error
        raise NoWebError(
            f"none of {count} feeds can be reached; the first: {first.log}",
            advice=f"The web can't be reached: none of {count} feeds answers. Look at this "
            f"machine's network and proxy. The first says: {first.advice}",
        )
    for one in this.unreached:
        this.polled(await _fail(web, one.claim, one.error))


async def _poll_due(web: Web, this: _Round) -> None:
    while claims := await asyncio.to_thread(
        feeds.claim_due, web.store, now=web.now(), limit=CLAIMED_AT_ONCE, lease=LEASE
    ):
        await _poll_all(web, claims, this)


async def _poll_all(web: Web, claims: Sequence[FeedClaim], this: _Round) -> None:
    async def one(claim: FeedClaim) -> _Unchanged | None:
        outcome = await _outcome(web, claim)
        if isinstance(outcome, _Unreached):
            this.unreached.append(outcome)
            return None
        if isinstance(outcome, _Unchanged):
            this.tell(Polled(claim.state.feed.url))
            return outcome
        this.tell(outcome)
        return None

    outcomes = await asyncio.gather(*(one(claim) for claim in claims))
    unchanged = [(each.claim, each.answer) for each in outcomes if each]
    if unchanged:
        await asyncio.to_thread(feeds.record_unchanged, web.store, unchanged, now=web.now())


async def _outcome(web: Web, claim: FeedClaim) -> Polled | _Unchanged | _Unreached:
    try:
        return await _poll(web, claim)
    except (NoAnswerError, TooSlowError) as error:
        return _Unreached(claim, error)
    except (FetchError, FeedError) as error:
        return await _fail(web, claim, error)
    except StoreError:
        raise
    except Exception as error:  # whatever it is, it is this feed's alone
        log.exception("a feed failed in a way briefbot does not know: %s", claim.state.feed.url)
        unknown = FeedError(
            f"briefbot failed on it: {type(error).__name__}",
            advice="Briefbot failed on this feed. Please report its address.",
        )
        return await _fail(web, claim, unknown)


async def _poll(web: Web, claim: FeedClaim) -> Polled | _Unchanged:
    state = claim.state
    feed = await asyncio.to_thread(feeds.with_headers, web.store, state)
    asked = Request(feed.url, state.etag, state.last_modified, feed.headers)
    page = await web.reader.session.get(asked)
    if page.status == HTTPStatus.NOT_MODIFIED:
        return _Unchanged(
            claim, FeedAnswer(_next_poll(web, state.newest, PollingHints(page.expires)))
        )
    parsed = await _parsed(web, page, feed)
    unseen = await asyncio.to_thread(feeds.unseen, web.store, claim, parsed.entries, now=web.now())
    outlet = state.feed.title or parsed.title
    read = await fetching.read_entries(web.reader, unseen.read, outlet, web.now())
    again, said_anew = await _read_again(web, unseen, outlet)
    newest = _newest(parsed, state.newest, web.now() if unseen.read else None)
    answer = FeedAnswer(
        next_poll=_next_poll(
            web, newest, PollingHints(page.expires, parsed.ttl, parsed.skip_hours)
        ),
        etag=page.etag,
        last_modified=page.last_modified,
        listed=tuple(entry.id for entry in parsed.entries),
        items=(*read, *(ReadEntry(entry, None) for entry in unseen.known)),
        said_anew=tuple(said_anew),
        again=tuple(again),
        newest=newest,
        title=outlet,
        site=parsed.site,
    )
    brought = await asyncio.to_thread(feeds.record, web.store, claim, answer, now=web.now())
    await _follow_move(web.store, feed, page.moved_to)
    return Polled(state.feed.url, brought or 0)


async def _read_again(
    web: Web, unseen: Unseen, outlet: str | None
) -> tuple[list[Reread], list[Entry]]:
    """The articles of changed entries as they are now, and the entries that need no second look:
    one whose page fails for a while does."""
    changed = unseen.changed[:REREAD_A_POLL]
    entries = [one.entry for one in changed]
    found = await fetching.read_entries(web.reader, entries, outlet, web.now())
    again = []
    later = {one.entry.id for one in unseen.changed[REREAD_A_POLL:]}
    for one, item in zip(changed, found, strict=True):
        if item.page is None or item.page.retry is not None:
            later.add(one.entry.id)
        elif item.article is not None:
            read = (one.article, item.article, item.page)
            again.append(await asyncio.to_thread(rereading.changed, web.store, *read))
    return again, [entry for entry in unseen.said_anew if entry.id not in later]


async def _parsed(web: Web, page: Response, feed: Feed) -> ParsedFeed:
    """The feed in an answer; a sitemap index has the entries of its first sitemaps."""
    parsed = await _parse(web, page)
    for child in parsed.children[:CHILDREN]:
        own = feed.headers if same_place(feed.url, child) else {}
        more = await _parse(web, await web.reader.session.get(Request(child, headers=own)))
        parsed = replace(parsed, entries=parsed.entries + more.entries)
    return parsed


async def _parse(web: Web, page: Response) -> ParsedFeed:
    return await web.reader.parse(page, web.now(), web.reader.session.limits.unpacked)


def _newest(parsed: ParsedFeed, before: datetime | None, seen: datetime | None) -> datetime | None:
    """When the feed last had news: its newest date, or when an undated entry was first `seen`."""
    dated = max((entry.published for entry in parsed.entries if entry.published), default=None)
    return dated or seen or before


def _next_poll(web: Web, newest: datetime | None, hints: PollingHints) -> datetime:
    return polling.next_poll(web.now(), newest=newest, chance=web.chance.random(), hints=hints)


async def _follow_move(store: Store, feed: Feed, moved_to: str | None) -> None:
    """Asks at the new address from now on, since the server moved the feed for good.

    A feed with headers of its own stays, unless within its server: they were given for that alone.
    """
    to = urls.canonical(moved_to) if moved_to else None
    if to and to != feed.url and (not feed.headers or same_place(feed.url, to)):
        await asyncio.to_thread(feeds.move, store, feed.url, to)


async def _fail(web: Web, claim: FeedClaim, error: BriefbotError) -> Polled:
    due = polling.retry(
        web.now(),
        failures=claim.state.failures + 1,
        chance=web.chance.random(),
        retry_after=error.retry_after if isinstance(error, RateLimitedError) else None,
    )
    failure = Failure(due, error.log, gone=isinstance(error, GoneError))
    await asyncio.to_thread(feeds.record, web.store, claim, failure, now=web.now())
    return Polled(claim.state.feed.url, error=error)
