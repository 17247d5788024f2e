"""I/O. What the service does again and again: read the feeds, group articles, prune the store."""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import NoWebError
from bot.newsroom.fetching import ReadPage
from bot.newsroom.grouping import Grouper
from bot.newsroom.refresh import Polled, Web, refresh_feeds
from bot.reading.web.fetch import Session
from bot.store import articles, briefs, deliveries, model, seen, told
from bot.store.engine import Store
from bot.store.locks import ReplicaLock

log = logging.getLogger("briefbot")

EVENTS_KEPT = timedelta(days=2)  # a platform repeats an event within minutes
BETWEEN_PRUNES = timedelta(hours=6)


@dataclass(slots=True)
class Upkeep:
    """Keeps the stored news up to date; any replica may read feeds, one at a time groups.

    Reading all feeds takes minutes, so articles are grouped beside it.
    """

    store: Store
    session: Session
    read: ReadPage
    clock: Callable[[], datetime]
    retention: timedelta
    grouper: Grouper
    lock: ReplicaLock
    _pruned: datetime | None = field(default=None)

    async def refresh(self) -> None:
        """Reads the feeds that are due, and prunes now and then. Raises StoreError."""
        web = Web(self.store, self.session, self.clock, random.SystemRandom(), self.read)
        try:
            await refresh_feeds(web, _report)
        except NoWebError as error:
            log.warning("%s", error.log)
        await asyncio.to_thread(self._prune)

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

    def _prune(self) -> None:
        now = self.clock()
        if self._pruned and now - self._pruned < BETWEEN_PRUNES:
            return
        self._pruned = now
        before = now - self.retention
        gone = articles.prune(self.store, before=before)
        for forget in (briefs.prune, deliveries.prune, model.prune, told.prune):
            gone += forget(self.store, before=before)
        gone += seen.prune(self.store, before=now - EVENTS_KEPT)
        if gone:
            log.info("%d rows older than %d days forgotten", gone, self.retention.days)


def _report(polled: Polled) -> None:
    if polled.error:
        log.warning("feed %s: %s", polled.url, polled.error.log)
