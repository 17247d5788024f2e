"""I/O. Pages that readers were told of are read again, soon and then ever less often.

It costs little: a page whose server says that nothing changed sends nothing, no host is asked for
more than a few pages a round, and in all no more pages are read again than a share of the polls.
"""

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from bot.briefing.dates_to_watch import announcements
from bot.briefing.revisions import Alteration, Revision, revisions
from bot.errors import BriefbotError
from bot.models import Article
from bot.newsroom import fetching, search
from bot.newsroom.context import Context
from bot.newsroom.fetching import WebReader
from bot.reading.web.fetch import Request
from bot.store import articles
from bot.store.articles import FETCHED, PageStatus
from bot.store.engine import Store
from bot.store.following import versions
from bot.store.following.versions import DuePage, NextRead, Reread
from bot.stories import features

log = logging.getLogger("briefbot")

# After a page was read first. News changes most in its first hours: of what is told in a day, most.
STEPS = tuple(timedelta(hours=hours) for hours in (0.5, 1, 2, 4, 8, 16, 32))
KEPT_AN_EYE_ON = timedelta(hours=48)
PER_HOST = 2  # pages a round
MOST_AT_ONCE = 20  # pages a round, however many polls there were
TOP = 10  # stories
LEASE = timedelta(minutes=10)


@dataclass(slots=True)
class ReadingBudget:
    """How many pages may be read again: a `share` of the feeds polled since the start."""

    share: float
    left: float = field(default=0.0)

    def earn(self, polls: int) -> int:
        """What may be read in a round of so many polls."""
        self.left = min(self.left + self.share * polls, MOST_AT_ONCE)
        return int(self.left)

    def spend(self, pages: int) -> None:
        """So many were asked for."""
        self.left -= pages


def changed(store: Store, number: int, article: Article, page: PageStatus) -> Reread:
    """An article as it was read again, with what its publisher changed; work for a thread."""
    before = articles.by_id(store, str(number))
    mine = replace(article, id=str(number), body=article.body[: articles.LONGEST_BODY])
    found = revisions(before, mine) if before and before.complete and article.complete else ()
    return Reread(
        number,
        article,
        page,
        features.of(mine).dumps(),
        dumped(found),
        is_news=not found or any(one.alteration is not Alteration.WORDING for one in found),
        announced=announcements(mine),
    )


def dumped(some: Sequence[Revision]) -> str:
    """Revisions as the store keeps them; empty for none."""
    return json.dumps([asdict(one) for one in some], ensure_ascii=False) if some else ""


def loaded(changes: str) -> tuple[Revision, ...]:
    """What `dumped` made of them."""
    return tuple(
        Revision(**{**one, "alteration": Alteration(one["alteration"])})
        for one in json.loads(changes)
    )


def plan(context: Context, now: datetime) -> None:
    """Notes which pages are to be read again."""
    top = [one.story for one in search.top_stories(context, now)[:TOP]]
    since = now - KEPT_AN_EYE_ON
    versions.plan(context.store, top, since=since, first=STEPS[0])


async def read_again(store: Store, pages: WebReader, now: datetime, limit: int) -> int:
    """Reads at most `limit` pages that are due; returns how many were asked for."""
    claimed = await asyncio.to_thread(
        versions.claim, store, now=now, limit=limit, per_host=PER_HOST, lease=LEASE
    )
    await asyncio.gather(*(_read(store, pages, one, now) for one in claimed))
    return len(claimed)


def next_read(page: DuePage, now: datetime) -> datetime | None:
    """When a page is read after this time; None where it is old enough to be left."""
    read = page.article.read or now
    later = (read + step for step in STEPS[page.step + 1 :])
    return next((due for due in later if due > now), None)


def _completed(article: Article, before: Article) -> Article:
    """The page's word, and what its feed said of it that the page does not say."""
    line = article.standfirst or before.standfirst
    return fetching.completed(replace(article, standfirst=line), replace(before, body=""))


async def _read(store: Store, pages: WebReader, page: DuePage, now: datetime) -> None:
    following = NextRead(next_read(page, now), page.etag, page.last_modified)
    again: Reread | None = None
    try:
        address = page.article.url or ""
        request = Request(address, page.etag, page.last_modified)
        answer = await pages.session.crawl(request)
        following = replace(following, etag=answer.etag, last_modified=answer.last_modified)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            read = _completed(await pages.read(answer, address), page.article)
            again = await asyncio.to_thread(changed, store, page.number, read, FETCHED)
    except BriefbotError as error:  # what is stored stands, and its time comes again
        log.debug("a page was not read again: %s", error.log)
    except Exception:  # whatever it is, it is this page's alone
        log.exception("a page read again failed in a way briefbot does not know")
    await asyncio.to_thread(versions.record, store, page, again, following, now=now)
