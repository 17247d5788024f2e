"""Years of mornings: many channels, two replicas, outages, deaths, moves to other zones.

What a platform shows in the end is compared with what each channel's clock called for: never two
digests on one local date, none missing but where everything was down for too long.
"""

import asyncio
import logging
import os
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.courier import Composed, key
from bot.delivery.outbox import Outbox
from bot.delivery.schedule import next_due
from bot.delivery.timing import Timing
from bot.models import Delivery, Subscription
from bot.ports import Pace
from bot.store import deliveries, outcomes, subscriptions
from bot.store.deliveries import DeliveryState
from bot.store.engine import Store, open_store
from tests.standins.board import SPEED, Board, Crash
from tests.standins.digests import NOW, digest, subscription
from tests.standins.processes import Clock, Inline

YEARS = float(os.environ.get("YEARS", "0.25"))
CHANNELS = 20
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
TIMING = Timing(sending=timedelta(seconds=0.01))
SURELY = timedelta(hours=2)  # outages are shorter, so that nothing may be missed
ZONES = (
    "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Apia", "Pacific/Kiritimati",
    "America/Nuuk", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "Europe/Kiev",
)  # fmt: skip
OUTCOMES = ("taken",) * 30 + (
    "lost", "taken, no answer", "taken, then a surprise", "delayed 90", "taken, then a crash",
    "crash",
)  # fmt: skip


@dataclass
class Years:
    """The world, and what every channel was promised."""

    chance: random.Random
    store: Store
    clock: Clock
    boards: dict[str, Board]
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    coming: dict[str, datetime] = field(default_factory=dict)  # when each is to be begun
    died: bool = False
    promised: set[tuple[str, date]] = field(default_factory=set)

    def subscribe(self, name: str, platform: str) -> None:
        """A new subscription, or another for a channel that has one."""
        self.keep_promises(name)
        at = time(self.chance.choice((0, 2, 7, 8, 23)), self.chance.choice((0, 30)))
        made = replace(
            subscription(name, platform, at),
            zone=self.chance.choice(ZONES),
            days=frozenset(self.chance.sample(range(7), 2)),
            since=self.clock.now,
        )
        subscriptions.save(self.store, made)
        self.subscriptions[name] = made
        self.coming.pop(name, None)

    def keep_promises(self, name: str) -> None:
        """Notes the dates that the subscription called for until now, by the clock of its zone.

        Left out are the first and the last days of a subscription: what is due then depends on
        what the one before it had sent on the same date.
        """
        if (old := self.subscriptions.get(name)) is None:
            return
        zone = ZoneInfo(old.zone)
        day = old.since.astimezone(zone).date() + 2 * DAY
        while day < self.clock.now.astimezone(zone).date() - 2 * DAY:
            if day.weekday() in old.days:
                self.promised.add((name, day))
            day += DAY

    def replica(self) -> None:
        """A process that does what is due, and may die of it."""

        async def compose(_subscription: Subscription, _delivery: Delivery) -> Composed:
            return Composed(MADE)

        for board in self.boards.values():
            board.outcomes.clear()
            board.outcomes.extend(self.chance.choices(OUTCOMES, k=8))
        deaths = [self.chance.randrange(2, 60)] if self.chance.random() < 0.05 else []
        outbox = Outbox(
            self.store, self.boards, compose, self.clock, TIMING, partial(Inline, deaths)
        )
        try:
            asyncio.run(outbox.deliver_due())
        except Crash:
            self.died = True

    def go_on(self) -> None:
        """To the next moment at which something is to be done, or a while longer."""
        for name, one in self.subscriptions.items():
            begun = TIMING.preparation + self.boards[one.channel.platform].pace.lead
            if self.coming.get(name, NOW) <= self.clock.now:
                later = self.clock.now + begun
                due = next_due(one, now=later, last=later.date() - 3 * DAY)
                assert due is not None
                self.coming[name] = due - begun
        open_ones = [deliveries.next_try(self.store, board.name) for board in self.boards.values()]
        soonest = [*self.coming.values(), *(again for again in open_ones if again is not None)]
        if self.died:  # it is started again
            soonest = [self.clock.now]
            self.died = False
        away = self.chance.random() * SURELY if self.chance.random() < 0.02 else timedelta(0)
        self.clock.now = max(min(soonest), self.clock.now + MINUTE) + away


MADE = digest()


def lived(seed: int, years: float) -> Years:
    clock = Clock(NOW)
    boards = {
        "discord": Board(clock, "discord"),
        "slack": Board(clock, "slack", Pace(SPEED, lead=4 * MINUTE)),
    }
    world = Years(random.Random(seed), open_store("sqlite://"), clock, boards)  # noqa: S311  no secret
    names = [f"C{n}" for n in range(CHANNELS)]
    for number, name in enumerate(names):
        world.subscribe(name, ("slack", "discord")[number % 2])
    while clock.now < NOW + years * 365 * DAY:
        world.go_on()
        world.replica()
        if world.chance.random() < 0.01:
            number = world.chance.randrange(CHANNELS)
            world.subscribe(names[number], ("slack", "discord")[number % 2])
    for name in names:
        world.keep_promises(name)
    return world


@pytest.mark.slow
def test_years_of_mornings(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    world = lived(int(os.environ.get("SEED", "5")), YEARS)
    posted = Counter(
        (pinned.channel.id, pinned.key)
        for board in world.boards.values()
        for pinned in board.pinned
    )
    assert max(posted.values()) == 1
    tally = outcomes.tally(world.store, since=NOW - DAY, now=world.clock(), late=MINUTE)
    assert len(posted) >= tally.states[DeliveryState.SENT]
    nobody_knows = {
        (one.subscription.channel.id, one.date) for one in outcomes.unknown(world.store, since=NOW)
    }
    missing = [
        (name, day)
        for name, day in world.promised - nobody_knows
        if (name, key(Delivery(world.subscriptions[name], day, NOW))) not in posted
    ]
    assert not missing
    assert len(world.promised) > CHANNELS * YEARS * 52
    world.store.close()
