"""Two outboxes on one PostgreSQL share the mornings, and one takes over what a dead one held."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery import outbox
from bot.delivery.courier import Composed
from bot.delivery.outbox import Outbox
from bot.models import Delivery, Subscription
from bot.store import subscriptions
from bot.store.engine import Store, open_store
from tests.standins.board import Board
from tests.standins.digests import NOW, digest, subscription
from tests.standins.processes import Clock

CHANNELS = 32


async def compose(_subscription: Subscription, _delivery: Delivery) -> Composed:
    """The same for everybody."""
    return Composed(digest())


def test_two_replicas_post_each_digest_once(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "SIDE_BY_SIDE", 4)
    if url.startswith("sqlite"):
        pytest.skip("one process on SQLite")
    clock = Clock(NOW)
    board = Board(clock, takes=0.1)
    for number in range(CHANNELS):
        made = replace(subscription(f"C{number}", "discord"), since=NOW - timedelta(hours=1))
        subscriptions.save(store, made)
    other = open_store(url)
    boxes = [Outbox(one, {"discord": board}, compose, clock) for one in (store, other)]

    async def both() -> list[int]:
        return await asyncio.gather(*(box.deliver_due() for box in boxes))

    steps = asyncio.run(both())
    other.close()
    assert all(steps)
    assert len({pinned.channel for pinned in board.pinned}) == len(board.pinned) == CHANNELS
