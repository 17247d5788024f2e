"""Real processes that run an outbox until it is done, or kill -9.

A parent that has everything imported forks one for each order it reads, a JSON line:
{"id", "platform", "database", "url", "started", "faster", "dies"}; it answers with lines
{"id", "pid"} and {"id", "status"}. A clock `faster` times the machine's shows NOON at `started`.
"""

import asyncio
import json
import logging
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.delivery.courier import Composed
from bot.delivery.outbox import Outbox
from bot.delivery.timing import Timing
from bot.models import Delivery, Subscription
from bot.store import deliveries
from bot.store.engine import open_store
from tests.chaos.platforms import platform
from tests.standins.digests import NOW, digest

log = logging.getLogger(__name__)

POINTS = tuple(
    f"{when} {step}"
    for step in ("decide", "claim", "composed", "intend", "sent", "absent", "look_again", "end")
    for when in ("before", "after")
)
TIMING = Timing(
    preparation=timedelta(seconds=20),
    sending=timedelta(seconds=1),
    lease=timedelta(seconds=40),
    tick=timedelta(seconds=1),
    looks=3,
    settle=timedelta(seconds=60),
    catch_up=timedelta(minutes=20),
)


def clock_since(started: float, faster: float) -> Callable[[], datetime]:
    """A clock that goes so many times faster, and that every process can read."""
    return lambda: NOW + timedelta(seconds=(time.time() - started) * faster)


def die() -> None:
    """kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


def dying_at(point: str) -> None:
    """Makes the process die before or after its first call of a function of the store's."""
    when, _, step = point.partition(" ")
    function = getattr(deliveries, step)

    def fatal(*arguments: object, **named: object) -> object:
        if when == "before":
            die()
        result = function(*arguments, **named)
        if result != ():  # a claim of nothing is no point
            die()
        return result

    setattr(deliveries, step, fatal)


async def work(order: dict[str, Any]) -> None:
    """Runs an outbox until nothing is left to do."""
    clock = clock_since(order["started"], order["faster"])
    store = open_store(order["database"])
    there = platform(order["platform"], order["url"], clock)

    async def compose(_subscription: Subscription, _delivery: Delivery) -> Composed:
        if order["dies"] == "composing":
            die()
        return Composed(digest(), {"s1": "v1"})

    outbox = Outbox(store, {there.name: there}, compose, clock, TIMING)

    async def stop_when_done() -> None:
        while True:
            await asyncio.sleep(0.1)
            tally = await asyncio.to_thread(
                deliveries.tally, store, since=NOW, now=clock(), late=TIMING.lease
            )
            open_ones = tally.states[deliveries.DeliveryState.DUE]
            open_ones += tally.states[deliveries.DeliveryState.TRYING]
            if sum(tally.states.values()) and not open_ones:
                outbox.stop()
                return

    await asyncio.gather(outbox.run(), stop_when_done())
    store.close()


def forked(order: dict[str, Any]) -> int:
    """The process that does what is ordered."""
    if pid := os.fork():
        return pid
    try:
        if order["dies"] in POINTS:
            dying_at(order["dies"])
        logging.disable(logging.ERROR)
        asyncio.run(work(order))
    except Exception:
        log.critical("a process failed", exc_info=True)
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Forks on order, until there are no more."""
    running: dict[int, str] = {}
    asked, unread = True, b""
    while asked or running:
        if asked and select.select([sys.stdin], [], [], 0.01)[0]:
            some = os.read(sys.stdin.fileno(), 65_536)
            asked = bool(some)
            *lines, unread = (unread + some).split(b"\n")
            for order in map(json.loads, lines):
                pid = forked(order)
                running[pid] = order["id"]
                print(json.dumps({"id": order["id"], "pid": pid}), flush=True)  # noqa: T201  the answer
        while running and (ended := os.waitpid(-1, os.WNOHANG))[0]:
            answer = {"id": running.pop(ended[0]), "status": os.waitstatus_to_exitcode(ended[1])}
            print(json.dumps(answer), flush=True)  # noqa: T201  the answer


if __name__ == "__main__":
    main()
