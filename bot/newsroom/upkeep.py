"""I/O. What the service does again and again: read the feeds, group articles, prune the store."""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot import masking
from bot.errors import NoWebError
from bot.newsroom.context import Context
from bot.newsroom.fetching import WebReader
from bot.newsroom.following import alerting, amending, rereading
from bot.newsroom.following.rereading import ReadingBudget
from bot.newsroom.grouping import Grouper
from bot.newsroom.refresh import Polled, Web, refresh_feeds
from bot.store import articles, briefs, deliveries, model, seen, told
from bot.store.access import proposals
from bot.store.engine import Store
from bot.store.following import versions
from bot.store.locks import ReplicaLock

log = logging.getLogger("briefbot")

EVENTS_KEPT = timedelta(days=2)  # a platform repeats an event within minutes
BETWEEN_PRUNES = timedelta(hours=6)
BETWEEN_PLANS = timedelta(minutes=5)  # of which pages are read again


@dataclass(slots=True)
class Upkeep:
    """Keeps the stored news up to date; any replica may read feeds, one at a time groups.

    Reading all feeds takes minutes, so articles are grouped beside it.
    """

    store: Store
    reader: WebReader
    clock: Callable[[], datetime]
    retention: timedelta
    grouper: Grouper
    lock: ReplicaLock
    context: Context
    budget: ReadingBudget
    amends: Literal["now", "approve", "off"]
    alert_outlets: int
    _pruned: datetime | None = field(default=None)
    _planned: datetime | None = field(default=None)

    async def refresh(self) -> None:
        """Reads the feeds that are due, and prunes now and then. Raises StoreError."""
        web = Web(self.store, self.reader, self.clock, random.SystemRandom())
        polled: list[Polled] = []

        def note(one: Polled) -> None:
            polled.append(one)
            _report(one)

        try:
            await refresh_feeds(web, note)
        except NoWebError as error:
            log.warning("%s", error.log)
        await self._read_again(web, len(polled))
        await asyncio.to_thread(self._prune)

    async def _read_again(self, web: Web, polls: int) -> None:
        """Reads pages that readers were told of, and tells them what was changed there."""
        now = self.clock()
        if self.budget.share and (not self._planned or now - self._planned >= BETWEEN_PLANS):
            self._planned = now
            await asyncio.to_thread(rereading.plan, self.context, now)
        if most := self.budget.earn(polls):
            asked = await rereading.read_again(self.store, web.reader, self.clock(), most)
            self.budget.spend(asked)
        if self.amends == "off":
            await asyncio.to_thread(versions.pass_over, self.store)
            return
        at_once = self.amends == "now"
        await asyncio.to_thread(amending.amend, self.store, self.clock(), at_once=at_once)

    async def group(self) -> None:
        """Groups the new articles. Raises StoreError."""
        await asyncio.to_thread(self._group)

    def _group(self) -> None:
        if not self.lock.held():
            self.grouper.forget()
            return
        grouped = self.grouper.group_new(self.clock())
        if grouped:
            log.info("%d new articles", grouped)
            alerting.decide(self.context, self.clock(), outlets=self.alert_outlets)

    def _prune(self) -> None:
        now = self.clock()
        if self._pruned and now - self._pruned < BETWEEN_PRUNES:
            return
        self._pruned = now
        before = now - self.retention
        gone = articles.prune(self.store, before=before)
        for forget in (briefs.prune, deliveries.prune, model.prune, proposals.prune, told.prune):
            gone += forget(self.store, before=before)
        gone += seen.prune(self.store, before=now - EVENTS_KEPT)
        if gone:
            log.info("%d rows older than %d days forgotten", gone, self.retention.days)


def _report(polled: Polled) -> None:
    if polled.error:
        log.warning("feed %s: %s", masking.address(polled.url), polled.error.log)
