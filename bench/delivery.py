"""A thousand channels at eight o'clock: how long until the last digest is handed over.

The fastest the limits allow is the number of channels by what a platform takes a second: Discord
50 requests a second for a bot, Slack 50 calls of chat.scheduleMessage a minute in each workspace
(its tier 3), which is why a workspace's digests are begun earlier the more there are of them.
"""

import asyncio
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.delivery.courier import Composed
from bot.delivery.outbox import Outbox
from bot.delivery.timing import Timing
from bot.models import Channel, Delivery, Subscription
from bot.ports import Pace
from bot.store import subscriptions
from bot.store.engine import open_store
from tests.standins.board import Board
from tests.standins.digests import digest, subscription

CHANNELS = 1_000
ANSWER = 0.15  # seconds that a platform takes to answer
SOON = timedelta(seconds=15)  # from the start to eight o'clock, for composing


@dataclass(frozen=True, slots=True)
class Morning:
    """How a morning went, in seconds after the first digest could be handed over."""

    last: float
    fastest: float
    busiest: int  # handed over in the busiest second
    composed_by: float


def morning(pace: Pace, workspaces: int) -> Morning:
    """A morning on a real clock, an SQLite file and a platform in memory."""
    start = datetime.now(UTC)
    eight = (start + SOON).replace(microsecond=0)
    composed: list[datetime] = []

    async def compose(_subscription: Subscription, _delivery: Delivery) -> Composed:
        composed.append(datetime.now(UTC))
        return Composed(digest("s1", "s2", "s3"), {"s1": "v1"})

    async def deliver(outbox: Outbox) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(outbox.run())
            while len(board.pinned) < CHANNELS:  # noqa: ASYNC110  the board rings no bell
                await asyncio.sleep(0.1)
            outbox.stop()

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'store.db'}")
        board = Board(lambda: datetime.now(UTC), pace=pace, takes=ANSWER)
        for number in range(CHANNELS):
            channel = Channel("discord", f"W{number % workspaces}", f"C{number}")
            at, since = eight.time(), eight - timedelta(hours=1)
            made = replace(subscription(), channel=channel, at=at, since=since)
            subscriptions.save(store, made)
        outbox = Outbox(
            store, {"discord": board}, compose, lambda: datetime.now(UTC),
            Timing(tick=timedelta(seconds=1)),
        )  # fmt: skip
        asyncio.run(deliver(outbox))
        store.close()
    times = sorted(pinned.handed_over for pinned in board.pinned)
    first = min(eight, times[0]) if pace.lead else eight
    seconds = [(moment - first).total_seconds() for moment in times]
    busiest = max(sum(a <= b < a + 1 for b in seconds) for a in seconds)
    shared = CHANNELS / workspaces if pace.each_workspace else CHANNELS
    return Morning(
        last=seconds[-1],
        fastest=(shared - 1) / pace.per_second,
        busiest=busiest,
        composed_by=(max(composed) - first).total_seconds(),
    )


def table() -> Table:
    """Both platforms; Slack's thousand channels lie in 50 workspaces."""
    shown = Table("platform", "last after", "fastest", "share", "busiest second", "composed by")
    for name, pace, workspaces in (
        ("discord, 50 a second", Pace(50), 1),
        (
            "slack, 50 a minute in each of 50 workspaces",
            Pace(50 / 60, each_workspace=True, lead=timedelta(minutes=4)),
            50,
        ),
    ):
        found = morning(pace, workspaces)
        shown.add_row(
            name, f"{found.last:.1f} s", f"{found.fastest:.1f} s",
            f"{found.fastest / found.last:.0%}", str(found.busiest), f"{found.composed_by:.1f} s",
        )  # fmt: skip
    return shown


if __name__ == "__main__":
    began = time.perf_counter()
    Console().print(table())
    print(f"{time.perf_counter() - began:.0f} s")
