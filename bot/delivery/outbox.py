"""I/O. What is due is decided, shared out among couriers, and ended in order when it is time.

Several processes may run this on one PostgreSQL: each delivery is claimed by one of them, and what
a dead one held is taken over when its lease is over.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from bot.delivery.corrections import edit_posts
from bot.delivery.courier import Compose, Courier
from bot.delivery.handed_over import look_after
from bot.delivery.outage import Outage
from bot.delivery.pacing import Turns
from bot.delivery.planning import plan
from bot.delivery.timing import Timing
from bot.ports import Platform
from bot.store import deliveries
from bot.store.deliveries import Claim
from bot.store.engine import Store

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 64  # deliveries of a platform under way at once
_ROOM = 8  # places that are free before more are claimed: a claim is a transaction
_BREATH = 0.05  # seconds between two claims at least


@dataclass(slots=True)
class Outbox:
    """Delivers every subscription's digest once on each of its dates; edits what is corrected.

    `clock` gives aware UTC. `thread` makes where the store is used: one thread, since SQLite takes
    one writer and each transaction is short.
    """

    store: Store
    platforms: Mapping[str, Platform]
    compose: Compose
    clock: Callable[[], datetime]
    timing: Timing = field(default_factory=Timing)
    thread: Callable[[], Executor] = field(default=lambda: ThreadPoolExecutor(1, "outbox"))
    outage: Outage = field(default_factory=Outage)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Works until `stop`; then ends what is on its way, within `timing.drain`."""
        with self.thread() as thread:
            async with asyncio.TaskGroup() as group:
                for platform in self.platforms.values():
                    courier = self._courier(platform, thread)
                    group.create_task(self._serve(courier))
                    looking = partial(look_after, courier)
                    group.create_task(self._each_tick(f"looking after {platform.name}", looking))
                correcting = partial(edit_posts, self.store, self.platforms, self.clock)
                group.create_task(self._each_tick("correcting", correcting))

    def stop(self) -> None:
        """Nothing more is begun."""
        self._stopping.set()

    async def deliver_due(self) -> int:
        """Brings everything that is due as far as it can be now; returns how many steps it took.

        Raises StoreError.
        """
        steps = 0
        with self.thread() as thread:
            for platform in self.platforms.values():
                courier = self._courier(platform, thread)
                await look_after(courier)
                await self._plan(courier)
                while claims := await self._claim(courier, SIDE_BY_SIDE):
                    await asyncio.gather(*(courier.deliver(claim) for claim in claims))
                    steps += len(claims)
        return steps

    async def _serve(self, courier: Courier) -> None:
        """Keeps a platform's couriers at work."""
        running: dict[asyncio.Task[None], int] = {}  # the id of each one's delivery
        stop = asyncio.create_task(self._stopping.wait())
        clock = asyncio.get_running_loop().time
        planned = float("-inf")
        try:
            while not self._stopping.is_set():
                rest = self.timing.tick.total_seconds()
                with self.outage.noting(f"planning for {courier.platform.name}"):
                    if clock() - planned >= rest:
                        planned = clock()
                        await self._plan(courier)
                    if SIDE_BY_SIDE - len(running) >= _ROOM:
                        room = SIDE_BY_SIDE - len(running)
                        for claim in await self._claim(courier, room, running.values()):
                            task = asyncio.create_task(self._deliver(courier, claim))
                            running[task] = claim.id
                        rest = min(rest, await self._until_next(courier))
                rest = max(_BREATH, min(rest, planned + rest - clock()))
                await asyncio.sleep(_BREATH if running else 0)
                done, _ = await asyncio.wait(
                    {stop, *running}, timeout=rest, return_when=asyncio.FIRST_COMPLETED
                )
                running = {task: one for task, one in running.items() if task not in done}
            if running:
                await asyncio.wait(running, timeout=self.timing.drain.total_seconds())
        finally:
            stop.cancel()
            for task in running:
                task.cancel()
            await asyncio.gather(*running, stop, return_exceptions=True)

    async def _deliver(self, courier: Courier, claim: Claim) -> None:
        """One delivery; what goes wrong with it is none of the others' business."""
        try:
            with self.outage.noting("delivering"):
                await courier.deliver(claim)
        except Exception:
            log.exception("delivery %s broke off", claim.id)

    async def _each_tick(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        while not self._stopping.is_set():
            with self.outage.noting(name):
                await work()
            try:
                async with asyncio.timeout(self.timing.tick.total_seconds()):
                    await self._stopping.wait()
            except TimeoutError:
                continue

    def _courier(self, platform: Platform, thread: Executor) -> Courier:
        return Courier(
            store=self.store,
            platform=platform,
            compose=self.compose,
            clock=self.clock,
            timing=self.timing,
            turns=Turns(platform.pace),
            thread=thread,
            stopping=self._stopping,
            outage=self.outage,
        )

    async def _plan(self, courier: Courier) -> None:
        await courier.in_store(plan, courier.platform, self.timing, now=self.clock())

    async def _claim(
        self, courier: Courier, limit: int, busy: Collection[int] = ()
    ) -> tuple[Claim, ...]:
        return await courier.in_store(
            deliveries.claim,
            courier.platform.name,
            now=self.clock(),
            limit=limit,
            lease=self.timing.lease,
            busy=tuple(busy),
        )

    async def _until_next(self, courier: Courier) -> float:
        """Seconds until the next delivery can be claimed."""
        soonest = await courier.in_store(deliveries.next_try, courier.platform.name)
        return float("inf") if soonest is None else (soonest - self.clock()).total_seconds()
