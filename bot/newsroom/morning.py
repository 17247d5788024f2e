"""I/O. The digest of a delivery, as the outbox asks for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.briefing.digest import trimmed
from bot.delivery.courier import Composed, Skipped
from bot.models import Delivery, Digest, Item, Subscription
from bot.newsroom.digests import Composer
from bot.newsroom.rewriting import Rewrite
from bot.store import deliveries, stories

LONGEST = timedelta(days=4)  # what a digest looks back on; what is older is no news


@dataclass(frozen=True, slots=True)
class Morning:
    """Composes what is due: `bot.delivery.courier.Compose`."""

    composer: Composer
    rewrite: Rewrite
    clock: Callable[[], datetime]
    thread: Executor

    async def compose(self, subscription: Subscription, _: Delivery) -> Composed | Skipped:
        """The digest for a channel's local date, or why there is none."""
        loop = asyncio.get_running_loop()
        made = await loop.run_in_executor(self.thread, self._made, subscription)
        if isinstance(made, Skipped):
            return made
        digest = await self._rewritten(made)
        news = await loop.run_in_executor(
            self.thread, self.composer.told_by, subscription, digest, self.clock()
        )
        return Composed(digest, news)

    def _made(self, subscription: Subscription) -> Digest | Skipped:
        store, now = self.composer.room.store, self.clock()
        before = deliveries.last_digest(store, str(subscription.channel))
        since = max(before, now - LONGEST) if before else None
        made = self.composer.compose(subscription, now, since=since).digest
        if subscription.skip_if_nothing_new and not made.items and not made.in_brief:
            return Skipped("nothing new")
        return made

    async def _rewritten(self, digest: Digest) -> Digest:
        """Each brief in the model's words, side by side; those it can't write stay as they are."""
        items = await asyncio.gather(*map(self._item, digest.items))
        return replace(digest, items=tuple(items))

    async def _item(self, item: Item) -> Item:
        store, name = self.composer.room.store, item.brief.story or ""
        members = await asyncio.to_thread(stories.members, store, [name])
        better = await self.rewrite(item.brief, members.get(name, ()), item.brief.length)
        return replace(item, brief=trimmed(better, item.brief.words))
