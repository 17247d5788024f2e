"""I/O. The state of briefbot, for the operator and for monitoring."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot import masking
from bot.delivery.schedule import LATE
from bot.errors import StoreError
from bot.models import Delivery
from bot.ports import Vitals
from bot.reading.feeds import polling
from bot.reading.feeds.polling import Health
from bot.store import articles, briefs, corrections, feeds, model, outcomes
from bot.store.deliveries import DeliveryState
from bot.store.engine import Store
from bot.store.feeds import State
from bot.store.model import Day
from bot.store.outcomes import DeliveryCounts

LOOKED_BACK = timedelta(days=7)  # deliveries that are counted
FRESH = timedelta(seconds=5)  # vitals are not looked up more often
PATIENCE = timedelta(seconds=3)  # with the store; whoever watches us waits little longer

_NO_ANSWER = "The store doesn't answer. Look whether its database runs and its disk works."

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Troubled:
    """A feed that does not answer, and a sentence why."""

    url: str
    health: Health
    why: str


@dataclass(frozen=True, slots=True)
class Status:
    """How many there are, when a feed last answered, and the feeds that don't, the worst first.

    `deliveries` are those due in the last days; `model` is what the language model cost today.
    """

    articles: int
    feeds: int
    last_success: datetime | None
    troubled: tuple[Troubled, ...]
    deliveries: DeliveryCounts
    unknown: tuple[Delivery, ...]  # whether they were posted; a person can look
    posts_to_edit: int
    complaints: int
    model: Day
    rejected: int  # points left out of the briefs of the last days: a programming error


def of(store: Store, now: datetime) -> Status:
    """The store's state at `now`. Raises StoreError."""
    states = feeds.states(store)
    judged = (_judged(state, now) for state in states)
    troubled = (one for one in judged if one.health is not Health.OK)
    return Status(
        articles=articles.count(store),
        feeds=len(states),
        last_success=max((s.last_success for s in states if s.last_success), default=None),
        troubled=tuple(sorted(troubled, key=lambda one: (one.health is not Health.DEAD, one.url))),
        deliveries=outcomes.tally(store, since=now - LOOKED_BACK, now=now, late=LATE),
        unknown=outcomes.unknown(store, since=now - LOOKED_BACK),
        posts_to_edit=corrections.owed(store),
        complaints=len(corrections.open_complaints(store)),
        model=model.spent(store, now.date()),
        rejected=briefs.rejected(store, since=now - LOOKED_BACK),
    )


@dataclass(slots=True)
class Watch:
    """A `ports.Watched` over the store; `troubles` says what else keeps it from its work, and
    `connections` how many are open to each platform."""

    store: Store
    clock: Callable[[], datetime]
    troubles: Callable[[], Iterable[str | None]]
    connections: Callable[[], tuple[tuple[str, int], ...]]
    _last: tuple[datetime, Vitals] | None = field(default=None)
    _counting: asyncio.Task[Status] | None = field(default=None)

    async def vitals(self) -> Vitals:
        now = self.clock()
        if self._last is None or not timedelta(0) <= now - self._last[0] < FRESH:
            found, unready = await self._counted(now)
            unready += [one for one in self.troubles() if one and one not in unready]
            vitals = replace(found, unready=tuple(unready), connections=self.connections())
            self._last = (now, vitals)
        return self._last[1]

    async def _counted(self, now: datetime) -> tuple[Vitals, list[str]]:
        """What the store says; what keeps it from saying so, where it doesn't in time."""
        if self._counting is None or self._counting.done():
            self._counting = asyncio.create_task(asyncio.to_thread(of, self.store, now))
            self._counting.add_done_callback(asyncio.Task.exception)  # whether or not we still wait
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                return _vitals(await asyncio.shield(self._counting)), []
        except StoreError as error:
            return Vitals(), [error.advice]
        except TimeoutError:
            return Vitals(), [_NO_ANSWER]


def _vitals(found: Status) -> Vitals:
    tally = found.deliveries
    return Vitals(
        articles=found.articles,
        feeds=found.feeds,
        feeds_failing=len(found.troubled),
        last_refresh=found.last_success,
        deliveries=tuple((state.value, tally.states.get(state, 0)) for state in DeliveryState),
        last_delivery=tally.last_success,
        last_posts=tuple(sorted(tally.last_posts.items())),
        refusals=tuple((*why, count) for why, count in sorted(tally.refused.items())),
        lateness=tally.worst_lateness.total_seconds(),
        posts_to_edit=found.posts_to_edit,
        complaints=found.complaints,
        model_tokens_today=found.model.tokens,
        model_cost_today=found.model.millionths / _MILLION,
        model_fallbacks=tuple(found.model.fallbacks.items()),
        points_rejected=found.rejected,
    )


def _judged(state: State, now: datetime) -> Troubled:
    health, why = polling.health(
        now, failing_since=state.failing_since, reason=state.last_error, gone=state.gone
    )
    return Troubled(masking.address(state.feed.url), health, why)
