"""Two outboxes on one PostgreSQL share the mornings, and one takes over what a dead one held."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.delivery import outbox
from bot.delivery.courier import Composed
from bot.delivery.outbox import Outbox
from bot.errors import StoreAwayError
from bot.models import Delivery, Subscription
from bot.store import deliveries, engine, schema, subscriptions, transfer
from bot.store.deliveries import Decision
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


def test_a_process_that_is_frozen_in_a_transaction_holds_nothing_up(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if url.startswith("sqlite"):
        pytest.skip("one process on SQLite")
    wanted = replace(subscription(), since=NOW - timedelta(hours=1))
    subscriptions.save(store, wanted)
    deliveries.decide(store, [Decision(Delivery(wanted, NOW.date(), NOW))], now=NOW)
    monkeypatch.setattr(engine, "FROZEN", 0.2)
    frozen, other = open_store(url), open_store(url)

    lease, platform = timedelta(minutes=1), wanted.channel.platform

    def freeze() -> None:
        """Until the other has the delivery, with its row locked."""
        row = select(schema.deliveries).with_for_update()
        with frozen.writing() as connection:
            connection.execute(row).all()
            assert not deliveries.claim(other, platform, now=NOW, limit=1, lease=lease)
            while not deliveries.claim(other, platform, now=NOW, limit=1, lease=lease):
                time.sleep(0.05)
            connection.execute(row).all()

    with pytest.raises(StoreAwayError):
        freeze()
    assert subscriptions.find(frozen, wanted.channel) is not None
    frozen.close()
    other.close()


def test_an_export_may_be_read_slowly(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if url.startswith("sqlite"):
        pytest.skip("it has no limit")
    for number in range(3):
        subscriptions.save(store, subscription(f"C{number}"))
    monkeypatch.setattr(engine, "FROZEN", 0.1)
    reader = open_store(url)
    rows = transfer.rows(reader, transfer.Share.SUBSCRIPTIONS)
    first = next(rows)
    time.sleep(0.3)
    assert len([first, *rows]) == 3
    reader.close()
