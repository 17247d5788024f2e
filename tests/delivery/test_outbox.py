"""The outbox at work: many side by side, one stuck, a stop in the middle."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.delivery.courier import Composed
from bot.delivery.outbox import Outbox
from bot.delivery.timing import Timing
from bot.errors import StoreFullError
from bot.models import Delivery, Post, Subscription
from bot.ports import Pace
from bot.store import briefs, corrections, deliveries, outcomes, subscriptions
from bot.store.deliveries import DeliveryState
from bot.store.engine import Store, open_store
from tests.standins.board import Board
from tests.standins.digests import NOW, brief, channel, digest, subscription
from tests.standins.processes import Clock, timeless

TIMING = Timing(tick=timedelta(seconds=0.1), drain=timedelta(seconds=2))


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def subscribe(store: Store, platform: str, count: int) -> None:
    for number in range(count):
        made = replace(subscription(f"C{number}", platform), since=NOW - timedelta(hours=1))
        subscriptions.save(store, made)


def outbox(store: Store, *boards: Board) -> Outbox:
    async def compose(_subscription: Subscription, _delivery: Delivery) -> Composed:
        return Composed(digest())

    return Outbox(store, {board.name: board for board in boards}, compose, Clock(NOW), TIMING)


async def at_work(box: Outbox, seconds: float) -> float:
    """Runs it for so long, and returns how long it took to stop."""
    task = asyncio.create_task(box.run())
    await asyncio.sleep(seconds)
    clock = asyncio.get_running_loop().time
    before = clock()
    box.stop()
    await task
    return clock() - before


def states(store: Store) -> dict[str, int]:
    tally = outcomes.tally(store, since=NOW, now=NOW, late=timedelta(minutes=1))
    return {state.value: count for state, count in tally.states.items() if count}


def test_many_channels_are_served_side_by_side(store: Store) -> None:
    subscribe(store, "discord", 40)
    board = Board(Clock(NOW), takes=0.2)
    timeless(at_work(outbox(store, board), 1.5))
    assert (len(board.pinned), states(store)) == (40, {"sent": 40})


def test_a_correction_reaches_what_was_posted_while_others_are_served(store: Store) -> None:
    made = str(briefs.save_brief(store, brief(), now=NOW).id)
    briefs.add_post(store, made, Post(channel("C9", "discord"), "1"), now=NOW)
    corrections.correct(store, made, "Two dams.", now=NOW)
    board = Board(Clock(NOW))
    timeless(at_work(outbox(store, board), 0.5))
    assert [post.channel.id for post, _ in board.edits] == ["C9"]


def test_a_platform_that_hangs_holds_up_no_other(store: Store) -> None:
    subscribe(store, "discord", 3)
    subscribe(store, "slack", 3)
    stuck, other = Board(Clock(NOW), takes=60), Board(Clock(NOW), "slack")
    timeless(at_work(outbox(store, stuck, other), 0.8))
    assert (len(stuck.pinned), len(other.pinned)) == (0, 3)


def test_a_stop_ends_what_is_on_its_way_and_begins_nothing(store: Store) -> None:
    subscribe(store, "discord", 20)
    board = Board(Clock(NOW), pace=Pace(per_second=10), takes=0.5)
    took = timeless(at_work(outbox(store, board), 1.0))
    found = states(store)
    assert took < TIMING.drain.total_seconds() + 1
    assert found["sent"] == len(board.pinned) < 20
    assert found.get("trying", 0) == 0


def test_a_stop_does_not_wait_for_a_platform_that_hangs(store: Store) -> None:
    subscribe(store, "discord", 1)
    took = timeless(at_work(outbox(store, Board(Clock(NOW), takes=60)), 0.5))
    assert took < TIMING.drain.total_seconds() + 1
    assert states(store) == {"trying": 1}


def test_the_pace_is_kept(store: Store) -> None:
    def clock() -> datetime:
        return NOW + timedelta(seconds=asyncio.get_running_loop().time())

    subscribe(store, "discord", 60)
    board = Board(clock, pace=Pace(per_second=20))
    box = outbox(store, board)
    box.clock = clock
    timeless(at_work(box, 3.5))
    taken = sorted(pinned.handed_over for pinned in board.pinned)
    assert len(taken) > 50
    for first, twentieth in zip(taken, taken[20:], strict=False):
        assert twentieth - first > timedelta(seconds=0.95)
    assert taken[-1] - taken[0] < timedelta(seconds=len(taken) / 20 + 0.5)


def test_a_full_disk_is_trouble_until_it_is_over(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> bool:
        raise StoreFullError("database or disk is full", advice="Make room.")

    subscribe(store, "discord", 1)
    board = Board(Clock(NOW))
    box = outbox(store, board)
    with monkeypatch.context() as patched:
        patched.setattr(deliveries, "intend", full)
        timeless(at_work(box, 0.5))
    assert (box.outage.trouble, board.tries) == ("Make room.", 0)
    assert states(store) == {DeliveryState.DUE.value: 1}


def test_a_clock_put_forward_while_a_digest_is_on_its_way_doubles_nothing(store: Store) -> None:
    subscribe(store, "discord", 3)
    clock = Clock(NOW)
    board = Board(clock, takes=0.6)
    box = outbox(store, board)
    box.clock = clock

    async def stepping() -> None:
        task = asyncio.create_task(at_work(box, 1.5))
        await asyncio.sleep(0.3)
        clock.now += timedelta(hours=1)
        await task

    timeless(stepping())
    assert (board.tries, states(store)) == (3, {"sent": 3})
