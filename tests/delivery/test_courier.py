"""Each digest is posted exactly once, whatever becomes of an attempt and of the process."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from bot.delivery.courier import Composed, Courier, Skipped
from bot.delivery.outage import Outage
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Turns
from bot.delivery.timing import Timing
from bot.errors import StoreFullError
from bot.models import Delivery, Person, Subscription, SubscriptionState
from bot.ports import Pace
from bot.store import briefs, deliveries, outcomes, subscriptions, told
from bot.store.deliveries import Decision
from bot.store.engine import Store, open_store
from bot.store.outcomes import DeliveryCounts
from tests.standins.board import SPEED, Board, Crash
from tests.standins.digests import NOW, channel, digest, subscription
from tests.standins.processes import Clock, Inline, timeless

TIMING = Timing(sending=timedelta(seconds=0.05), composing=timedelta(seconds=0.05))
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
OWNER = Person("discord", "T1", "U1")
LEADS = {"at once": timedelta(0), "ahead": timedelta(minutes=4)}


@dataclass
class World:
    """An outbox with a board, on a clock of its own."""

    store: Store
    clock: Clock
    board: Board
    made: list[Delivery] = field(default_factory=list)
    compose: Callable[[Subscription, Delivery], Composed | Skipped] | None = None

    def run(self, deaths: list[int] | None = None) -> int:
        """A process that does what is due; how many calls of the store's it took."""
        thread = Inline(deaths or [])

        async def composing(subscription: Subscription, delivery: Delivery) -> Composed | Skipped:
            self.made.append(delivery)
            if self.compose:
                made = self.compose(subscription, delivery)
                await asyncio.sleep(0)  # others go on meanwhile
                return made
            return Composed(digest(), {"s1": "v1"})

        outbox = Outbox(
            self.store, {"discord": self.board}, composing, self.clock, TIMING, lambda: thread
        )
        timeless(outbox.deliver_due())
        return thread.calls

    def until(self, end: datetime, step: timedelta = MINUTE) -> None:
        """Lets time go by, a step at a time."""
        while self.clock.now < end:
            self.clock.now = min(end, self.clock.now + step)
            self.run()

    @property
    def tally(self) -> DeliveryCounts:
        since = NOW - timedelta(days=40)
        return outcomes.tally(self.store, since=since, now=self.clock(), late=15 * MINUTE)

    @property
    def ended(self) -> dict[str, int]:
        return {state.value: count for state, count in self.tally.states.items() if count}


@pytest.fixture(params=LEADS)
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    store = open_store("sqlite://")
    clock = Clock()
    subscribe(store, "C1")
    yield World(store, clock, Board(clock, pace=Pace(SPEED, lead=LEADS[request.param])))
    store.close()


def subscribe(store: Store, *names: str) -> None:
    for name in names:
        since = NOW - timedelta(hours=12)
        subscriptions.save(store, replace(subscription(name, "discord"), owner=OWNER, since=since))


def test_a_digest_appears_at_its_moment_once_and_is_told(world: World) -> None:
    world.until(NOW + HOUR)
    (pinned,) = world.board.pinned
    assert pinned.at == NOW
    assert pinned.handed_over <= NOW
    assert (NOW - pinned.handed_over >= 4 * MINUTE) == bool(world.board.pace.lead)
    assert world.ended == {"sent": 1}
    assert list(told.of(world.store, str(pinned.channel), ["s1"])) == ["s1"]
    assert (world.tally.late, world.tally.worst_lateness) == (0, timedelta(0))


def test_a_digest_with_nothing_new_is_skipped_and_says_so(world: World) -> None:
    world.compose = lambda _subscription, _delivery: Skipped("nothing new")
    world.until(NOW + HOUR)
    assert world.board.tries == 0
    assert world.tally.skipped == {"nothing new": 1}


@pytest.mark.parametrize(
    "outcome", ["lost", "taken, no answer", "taken, then silence", "taken, then a surprise"]
)
def test_an_open_outcome_is_looked_at_never_sent_blindly(world: World, outcome: str) -> None:
    world.board.outcomes.append(outcome)
    world.until(NOW + HOUR)
    assert len(world.board.pinned) == 1
    assert world.board.tries == (2 if outcome == "lost" else 1)
    assert world.ended == {"sent": 1}


def test_what_nobody_can_tell_is_not_sent_again_and_is_reported(world: World) -> None:
    world.board.outcomes.append("taken, no answer")
    world.board.looks.extend(["unknown"] * 99)
    world.until(NOW + HOUR)
    assert (world.board.tries, 99 - len(world.board.looks)) == (1, TIMING.looks)
    assert world.ended == {"unknown": 1}
    assert [one.date for one in outcomes.unknown(world.store, since=NOW)] == [NOW.date()]
    assert told.of(world.store, str(channel("C1", "discord")), ["s1"]) == {}


def test_a_look_that_fails_is_made_again(world: World) -> None:
    world.board.outcomes.append("taken, no answer")
    world.board.looks.extend(["lost", "delayed 30", "unknown"])
    world.until(NOW + HOUR)
    assert (world.board.tries, world.ended) == (1, {"sent": 1})


@pytest.mark.parametrize("seconds", [45, 170, 240])
def test_a_request_that_is_carried_out_late_doubles_nothing(seconds: int) -> None:
    """Before it has settled it is waited for; later, what is scheduled twice is taken back."""
    store, clock = open_store("sqlite://"), Clock()
    world = World(store, clock, Board(clock, pace=Pace(SPEED, lead=5 * MINUTE)))
    subscribe(store, "C1")
    world.board.outcomes.append(f"late {seconds}")
    world.until(NOW - 8 * MINUTE)
    world.until(NOW + 6 * MINUTE, step=timedelta(seconds=15))
    assert (len(world.board.pinned), world.board.coming, world.ended) == (1, [], {"sent": 1})
    assert world.board.tries == (1 if seconds < TIMING.settle.total_seconds() else 2)
    store.close()


@pytest.mark.parametrize("hours", [0.5, 3])
def test_after_an_outage_of_the_platform_every_digest_comes_once_late(
    world: World, hours: float
) -> None:
    subscribe(world.store, "C2")
    world.board.outcomes.extend(["delayed 1"] * 999)
    world.until(NOW)
    world.until(NOW + hours * HOUR, step=3 * MINUTE)
    assert world.board.tries < 30 + 60 * hours
    world.board.outcomes.clear()
    world.until(NOW + hours * HOUR + 15 * MINUTE)
    assert sorted(pinned.channel.id for pinned in world.board.pinned) == ["C1", "C2"]
    late = "Late: this was due on November 4 at 08:00 UTC."
    assert {pinned.digest.note for pinned in world.board.pinned} == {late}


@pytest.mark.parametrize("hours", [0.5, 3])
def test_what_may_have_been_sent_is_looked_for_as_long_as_the_outage_lasts(hours: float) -> None:
    store, clock = open_store("sqlite://"), Clock()
    world = World(store, clock, Board(clock))
    subscribe(store, "C1")
    world.board.outcomes.append("lost")
    world.board.looks.extend(["lost"] * 9999)
    world.until(NOW + hours * HOUR, step=2 * MINUTE)
    assert (world.board.tries, world.ended) == (1, {"trying": 1})
    world.board.looks.clear()
    world.until(NOW + hours * HOUR + 15 * MINUTE)
    assert (world.board.tries, len(world.board.pinned), world.ended) == (2, 1, {"sent": 1})
    store.close()


def test_an_outage_longer_than_a_digest_is_wanted_leaves_it_unknown() -> None:
    store, clock = open_store("sqlite://"), Clock()
    world = World(store, clock, Board(clock))
    subscribe(store, "C1")
    world.board.outcomes.append("lost")
    world.board.looks.extend(["lost"] * 9999)
    world.until(NOW + TIMING.catch_up + HOUR, step=5 * MINUTE)
    assert (world.board.tries, world.ended) == (1, {"unknown": 1})
    assert world.board.looks.count("lost") > 9999 - 80
    store.close()


CHANGES: dict[str, Callable[[Store], object]] = {
    "stopped": lambda store: subscriptions.remove(store, channel("C1", "discord")),
    "paused": lambda store: subscriptions.set_state(
        store, subscription("C1", "discord"), SubscriptionState.PAUSED
    ),
    "changed": lambda store: subscriptions.save(
        store, replace(subscription("C1", "discord", at=time(9)), since=NOW - 3 * MINUTE)
    ),
}


@pytest.mark.parametrize(("change", "hours"), [("stopped", []), ("paused", []), ("changed", [9])])
def test_what_was_handed_over_is_taken_back_where_it_is_not_wanted_any_more(
    change: str, hours: list[int]
) -> None:
    store, clock = open_store("sqlite://"), Clock()
    world = World(store, clock, Board(clock, pace=Pace(SPEED, lead=4 * MINUTE)))
    subscribe(store, "C1")
    world.until(NOW - 3 * MINUTE)
    assert (len(world.board.pinned), world.ended) == (1, {"sent": 1})
    CHANGES[change](store)
    world.until(NOW + 2 * HOUR, step=2 * MINUTE)
    assert [pinned.at.hour for pinned in world.board.pinned] == hours
    known = told.of(store, str(channel("C1", "discord")), ["s1"])
    assert [one.at.hour for one in known.values()] == hours
    store.close()


def test_what_was_handed_over_at_the_first_attempt_is_not_looked_at(world: World) -> None:
    world.board.looks.extend(["seen"] * 9)
    world.until(NOW + HOUR)
    assert (len(world.board.looks), world.ended) == (9, {"sent": 1})


def test_a_channel_is_told_when_its_digest_appears_and_not_when_it_is_handed_over() -> None:
    store, clock = open_store("sqlite://"), Clock()
    world = World(store, clock, Board(clock, pace=Pace(SPEED, lead=4 * MINUTE)))
    subscribe(store, "C1")
    world.until(NOW - MINUTE)
    assert (len(world.board.pinned), told.of(store, "discord:T1:C1", ["s1"])) == (1, {})
    world.until(NOW + MINUTE)
    (known,) = told.of(store, "discord:T1:C1", ["s1"]).values()
    assert (known.what, known.at) == ("v1", NOW)
    store.close()


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_process_that_stood_still_sends_nothing_late(
    world: World, is_alone: bool, monkeypatch: pytest.MonkeyPatch  # noqa: FBT001  drawn
) -> None:  # fmt: skip
    """It wakes behind its intent, after its lease and after all of it would have settled."""
    intend, frozen = deliveries.intend, [True]

    def freezing(*arguments: Any, **named: Any) -> bool:  # noqa: ANN401  handed on
        is_ours = intend(*arguments, **named)
        if frozen and frozen.pop():
            for _ in range(10):
                world.clock.now += timedelta(seconds=30)
                if not is_alone:  # another process
                    with ThreadPoolExecutor(1) as apart:
                        apart.submit(world.run).result()
        return is_ours

    monkeypatch.setattr(deliveries, "intend", freezing)
    world.until(NOW + HOUR)
    assert (len(world.board.pinned), world.board.tries, world.ended) == (1, 1, {"sent": 1})


def test_a_retry_sends_the_digest_that_was_stored_and_composes_no_other(world: World) -> None:
    made = [digest("s1"), digest("s2")]
    world.compose = lambda _subscription, _delivery: Composed(made.pop(0), {"s1": "v1"})
    world.board.outcomes.extend(["delayed 30", "lost", "delayed 30"])
    world.until(NOW + HOUR)
    (pinned,) = world.board.pinned
    assert [item.brief.story for item in pinned.digest.items] == ["s1"]
    assert (len(made), world.board.tries) == (1, 4)


def test_a_scheduled_digest_that_appeared_before_it_was_found_stays_unknown() -> None:
    store, clock = open_store("sqlite://"), Clock()
    world = World(store, clock, Board(clock, pace=Pace(SPEED, lead=4 * MINUTE)))
    subscribe(store, "C1")
    world.board.outcomes.append("taken, then a crash")
    with pytest.raises(Crash):
        world.until(NOW)
    world.clock.now = NOW + MINUTE
    world.until(NOW + HOUR)
    assert (world.board.tries, world.ended) == (1, {"unknown": 1})
    store.close()


def test_a_platform_that_asks_to_wait_is_given_time_and_the_others_go_on(world: World) -> None:
    subscribe(world.store, "C2")
    world.board.outcomes.extend(["delayed 600", "taken"])
    world.until(NOW)
    assert [one.channel.id for one in world.board.pinned] == ["C2"]
    assert (world.board.tries, world.ended) == (2, {"due": 1, "sent": 1})
    world.until(NOW + HOUR)
    assert (world.board.tries, world.ended) == (3, {"sent": 2})


def test_a_refusal_breaks_one_subscription_and_tells_its_owner(world: World) -> None:
    subscribe(world.store, "C2")
    world.board.outcomes.append("refused")
    world.until(NOW + 25 * HOUR, step=10 * MINUTE)
    assert [one.channel.id for one in world.board.pinned] == ["C2", "C2"]
    assert world.board.told == [(OWNER, "The channel is gone.")]
    found = subscriptions.find(world.store, channel("C1", "discord"))
    assert found is not None
    assert found.subscription.state is SubscriptionState.BROKEN
    assert found.subscription.reason == "The channel is gone."
    assert world.tally.refused == {("discord", "The channel is gone."): 1}
    assert world.tally.last_posts["discord"] == world.tally.last_success


def test_an_owner_who_can_not_be_told_holds_nobody_up(world: World) -> None:
    subscribe(world.store, "C2")
    world.board.outcomes.extend(["refused", "lost", "taken"])
    world.until(NOW + HOUR)
    assert world.board.told == []
    assert world.ended == {"refused": 1, "sent": 1}


@pytest.mark.parametrize("trouble", [RuntimeError("a bug"), TimeoutError()])
def test_a_digest_that_can_not_be_composed_is_tried_again(world: World, trouble: Exception) -> None:
    troubles = [trouble] * 3

    def compose(_subscription: Subscription, _delivery: Delivery) -> Composed:
        if troubles:
            raise troubles.pop()
        return Composed(digest())

    world.compose = compose
    world.until(NOW + HOUR)
    assert (len(world.made), world.ended) == (4, {"sent": 1})


@pytest.mark.parametrize(
    ("down", "posts", "late"),
    [
        (timedelta(minutes=5), 1, False),
        (timedelta(hours=3), 1, True),
        (timedelta(hours=5), 0, False),
        (timedelta(days=3, hours=-1), 1, False),
    ],
)
def test_after_an_outage_there_is_one_late_digest_or_none(
    world: World, down: timedelta, posts: int, late: bool  # noqa: FBT001  drawn
) -> None:  # fmt: skip
    world.clock.now = NOW + down
    world.run()
    world.until(NOW + down + (HOUR if posts else 2 * HOUR))
    assert len(world.board.pinned) == posts
    notes = [one.digest.note for one in world.board.pinned]
    said = "Late: this was due on November 4 at 08:00 UTC."
    assert notes == [said] * late + [None] * (posts - late)
    for one in world.board.pinned:
        assert briefs.digest(world.store, one.digest.id or "").note == one.digest.note
    lead = world.board.pace.lead  # ahead, also of a moment that is past
    assert all(one.at - one.handed_over == lead for one in world.board.pinned if late)


def test_who_is_stopped_amid_a_post_ends_and_leaves_open_what_became_of_it(world: World) -> None:
    world.board.outcomes.append("taken, then silence")
    world.clock.now = NOW - world.board.pace.lead
    standing = subscriptions.find(world.store, channel("C1", "discord"))
    assert standing is not None
    due = Delivery(standing.subscription, NOW.date(), NOW)
    deliveries.decide(world.store, [Decision(due)], now=world.clock())
    now, lease = world.clock(), TIMING.lease
    (claim,) = deliveries.claim(world.store, "discord", now=now, limit=1, lease=lease)

    async def compose(_subscription: Subscription, _delivery: Delivery) -> Composed:
        return Composed(digest(), {"s1": "v1"})

    async def stopped() -> None:
        courier = Courier(
            store=world.store,
            platform=world.board,
            compose=compose,
            clock=world.clock,
            timing=replace(TIMING, sending=MINUTE),
            turns=Turns(world.board.pace),
            thread=Inline([]),
            stopping=asyncio.Event(),
            outage=Outage(),
        )
        task = asyncio.create_task(courier.deliver(claim))
        for _ in range(99):
            await asyncio.sleep(0)
        assert world.board.pinned
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(stopped())
    assert deliveries.next_try(world.store, "discord") is not None
    world.until(NOW + HOUR)
    assert (len(world.board.pinned), world.board.tries, world.ended) == (1, 1, {"sent": 1})


def test_a_clock_that_steps_posts_nothing_twice(world: World) -> None:
    world.until(NOW + HOUR)
    for step in (-HOUR, -2 * HOUR, 3 * HOUR):
        world.clock.now += step
        world.run()
    assert len(world.board.pinned) == 1


def test_a_subscription_changed_before_its_digest_is_sent_counts_as_changed(world: World) -> None:
    world.board.outcomes.append("delayed 300")
    world.until(NOW - world.board.pace.lead)
    changed = replace(subscription("C1", "discord", at=time(20)), since=world.clock())
    subscriptions.save(world.store, changed)
    world.until(NOW + 13 * HOUR, step=5 * MINUTE)
    assert [one.at.hour for one in world.board.pinned] == [20]


def test_a_channel_that_paused_gets_nothing_that_was_begun(world: World) -> None:
    world.board.outcomes.append("delayed 300")
    world.until(NOW - world.board.pace.lead)
    subscriptions.set_state(world.store, subscription("C1", "discord"), SubscriptionState.PAUSED)
    world.until(NOW + HOUR)
    assert (world.board.pinned, world.ended) == ([], {})


def test_of_a_channel_that_changed_its_mind_nothing_more_is_composed(world: World) -> None:
    def compose(subscription: Subscription, _delivery: Delivery) -> Composed:
        subscriptions.set_state(world.store, subscription, SubscriptionState.PAUSED)
        return Composed(digest(), {"s1": "v1"})

    world.compose = compose
    world.board.outcomes.append("delayed 60")
    world.until(NOW + HOUR)
    assert (len(world.made), world.ended) == (1, {})


def test_a_pause_that_is_over_before_the_hour_costs_no_digest(world: World) -> None:
    world.board.outcomes.append("delayed 1")
    world.until(NOW - world.board.pace.lead - timedelta(minutes=1))
    subscriptions.set_state(world.store, subscription("C1", "discord"), SubscriptionState.PAUSED)
    world.until(NOW - world.board.pace.lead - timedelta(seconds=30))
    again = replace(subscription("C1", "discord"), since=world.clock())
    subscriptions.save(world.store, again)
    world.until(NOW + HOUR)
    assert (len(world.board.pinned), world.ended) == (1, {"sent": 1})


def test_a_zone_that_is_gone_breaks_its_subscription_and_no_other(world: World) -> None:
    subscriptions.save(world.store, replace(subscription("C2", "discord"), zone="Mars/Phobos"))
    world.until(NOW + HOUR)
    found = subscriptions.find(world.store, channel("C2", "discord"))
    assert found is not None
    assert found.subscription.state is SubscriptionState.BROKEN
    assert world.ended == {"sent": 1}


def test_nothing_is_sent_where_the_intent_can_not_be_written(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    intend = deliveries.intend

    def full(*_: object, **__: object) -> bool:
        raise StoreFullError("database or disk is full", advice="Make room.")

    monkeypatch.setattr(deliveries, "intend", full)
    with pytest.raises(StoreFullError):
        world.until(NOW + MINUTE)
    assert world.board.tries == 0
    monkeypatch.setattr(deliveries, "intend", intend)
    world.until(NOW + HOUR)
    assert (world.board.tries, world.ended) == (1, {"sent": 1})


def test_a_death_at_any_point_neither_loses_nor_doubles_a_digest(world: World) -> None:
    """Before and after each call of the store's, of the calls of a whole delivery; one a day."""
    deaths = 0
    for day in range(32):
        eight = NOW + timedelta(days=day)
        world.clock.now = eight - TIMING.preparation - world.board.pace.lead
        calls, died = 0, False
        while world.clock.now < eight + 10 * MINUTE:
            try:
                calls += world.run([] if died else [day - calls])
            except Crash:
                died = True
                world.clock.now += TIMING.lease
            world.clock.now += MINUTE
        deaths += died
        assert len(world.board.pinned) == day + 1, f"died at call {day}"
        assert world.ended == {"sent": day + 1}
    assert deaths > 20


def test_two_digests_of_a_channel_due_in_one_minute_come_once_each_and_one_after_the_other(
    world: World,
) -> None:
    weekly = replace(subscription("C1", "discord"), name="weekly", owner=OWNER)
    subscriptions.save(world.store, replace(weekly, since=NOW - timedelta(hours=12)))
    known: list[tuple[str, list[str]]] = []

    def compose(one: Subscription, _: Delivery) -> Composed:
        coming = deliveries.coming(world.store, [str(one.channel)])
        known.append((one.name, sorted(story for news in coming for story in news)))
        return Composed(digest(), {f"of {one.name}": "v1"})

    world.compose = compose
    world.until(NOW + HOUR)
    assert len(known) == 2
    assert known[1][1] == [f"of {known[0][0]}"]
    assert len(world.board.pinned) == len({one.key for one in world.board.pinned}) == 2
    assert world.ended == {"sent": 2}
    names = ["of ", "of weekly"]
    assert sorted(told.of(world.store, str(channel("C1", "discord")), names)) == names


def test_a_digest_that_can_not_be_composed_does_not_hold_up_another(world: World) -> None:
    weekly = replace(subscription("C1", "discord"), name="weekly", owner=OWNER)
    subscriptions.save(world.store, replace(weekly, since=NOW - timedelta(hours=12)))

    def compose(one: Subscription, _: Delivery) -> Composed:
        if not one.name:
            raise RuntimeError("never")
        return Composed(digest(), {})

    world.compose = compose
    world.until(NOW + HOUR)
    assert [one.at for one in world.board.pinned] == [NOW]
