"""Real processes that run an outbox until it is done, or kill -9.

A parent that has everything imported forks one for each order it reads, a JSON line:
{"id", "number", "platform", "work", "database", "url", "clock", "started", "ahead", "step", "dies",
"freezes", "mutation"}; it answers with lines {"id", "pid"}, {"id", "stopped"} and {"id", "status"}.
`clock` is the file of the
trials' time, which is NOW at `started`; the process's own is ahead of it by so many seconds, or by
`step` from its first intent on. `dies` names where the process kills itself, or stops where it
`freezes`, `mutation` what it does wrong.
"""

import asyncio
import json
import logging
import os
import select
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.delivery.clock import StoreClock
from bot.delivery.courier import Composed, Skipped
from bot.delivery.outbox import Outbox
from bot.delivery.timing import Timing
from bot.errors import StoreError
from bot.models import Delivery, Subscription
from bot.store import corrections, deliveries, engine
from bot.store.engine import open_store
from bot.store.following import amendments
from tests.chaos.clock import BEAT, SharedTime
from tests.chaos.mutations import MUTATIONS
from tests.chaos.platforms import platform
from tests.chaos.works import AMENDMENT, WORKS
from tests.standins.digests import NOW

log = logging.getLogger(__name__)

Result = TypeVar("Result")

FROZEN: list[bool] = []  # whether this process was stopped already


def _around(*steps: str) -> tuple[str, ...]:
    return tuple(f"{when} {step}" for step in steps for when in ("before", "after"))


POINTS = _around(
    "decide", "claim", "composed", "intend", "sent", "absent", "look_again", "end", "_holds"
)
POINTS_OF_EDITS = _around("settle", "_tell", "claim_edits", "edited", "edit_failed")
FROZEN_FOR = 2.0  # seconds of the real time, which PostgreSQL goes by
TIMING = Timing(
    preparation=timedelta(seconds=20),
    sending=timedelta(seconds=1),
    lease=timedelta(seconds=40),
    tick=timedelta(seconds=1),
    looks=3,
    settle=timedelta(seconds=60),
    catch_up=timedelta(minutes=12),
)


@dataclass(slots=True)
class Wall:
    """A machine's clock, `ahead` of the right one, on which it is NOW at `started`."""

    time: SharedTime
    started: float
    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        """Now, as this machine believes."""
        return NOW + timedelta(seconds=self.time() - self.started) + self.ahead

    def stepping(self, by: timedelta) -> None:
        """Lets it step as soon as an intent has been written: a digest is on its way then."""
        intend = deliveries.intend

        def then(*arguments: Any, **named: Any) -> bool:  # noqa: ANN401  handed on
            is_ours = intend(*arguments, **named)
            self.ahead = by
            return is_ours

        deliveries.intend = then


async def patiently(work: Callable[[], Result]) -> Result:
    """Does it again until the database is there."""
    while True:
        try:
            return await asyncio.to_thread(work)
        except StoreError:
            await asyncio.sleep(0.2)


def die(order: Mapping[str, Any]) -> None:
    """kill -9; or kill -STOP, once, from which it may wake."""
    if order["freezes"] and FROZEN:
        return
    FROZEN.append(True)
    os.kill(os.getpid(), signal.SIGSTOP if order["freezes"] else signal.SIGKILL)


def dying_at(order: Mapping[str, Any]) -> None:
    """Makes the process die before or after its first call of a function of the store's."""
    when, _, step = order["dies"].partition(" ")
    places = (amendments, corrections) if order["work"] == AMENDMENT else (deliveries,)
    place = next(one for one in places if hasattr(one, step))
    function = getattr(place, step)

    def fatal(*arguments: object, **named: object) -> object:
        if when == "before":
            die(order)
        result = function(*arguments, **named)
        if when == "after" and result != ():  # a claim of nothing is no point
            die(order)
        return result

    setattr(place, step, fatal)


async def work(order: dict[str, Any]) -> None:
    """Runs an outbox until nothing is left to do."""
    shared = SharedTime(Path(order["clock"]))
    wall = Wall(shared, order["started"], timedelta(seconds=order["ahead"]))
    if order["step"]:
        wall.stepping(timedelta(seconds=order["step"]))
    store = await patiently(lambda: open_store(order["database"]))
    clock = StoreClock(store, wall, shared)
    await patiently(clock.set)
    there = platform(order["platform"], order["url"], wall)
    about = WORKS[order["work"]]

    async def compose(wanted: Subscription, one: Delivery) -> Composed | Skipped:
        if order["dies"] == "composing":
            die(order)
        return await asyncio.to_thread(about.compose, store, wanted, one, clock())

    outbox = Outbox(store, {there.name: there}, compose, clock, TIMING)

    async def stop_when_done() -> None:
        is_over = False
        while not is_over:
            shared.beat(order["number"])
            await asyncio.sleep(BEAT)
            with suppress(StoreError):
                await asyncio.to_thread(clock.set)
                is_over = await asyncio.to_thread(about.is_over, store, clock())
        outbox.stop()

    async def run() -> None:
        await patiently(lambda: about.begin(store, clock()))
        await outbox.run()

    await asyncio.gather(run(), stop_when_done())
    store.close()


def forked(order: dict[str, Any]) -> int:
    """The process that does what is ordered."""
    if pid := os.fork():
        return pid
    try:
        if order["mutation"]:
            MUTATIONS[order["mutation"]]()
        if order["dies"] in (*POINTS, *POINTS_OF_EDITS):
            dying_at(order)
        engine.FROZEN = FROZEN_FOR
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
        while running and (ended := os.waitpid(-1, os.WNOHANG | os.WUNTRACED))[0]:
            if os.WIFSTOPPED(ended[1]):
                answer = {"id": running[ended[0]], "stopped": os.WSTOPSIG(ended[1])}
            else:
                status = os.waitstatus_to_exitcode(ended[1])
                answer = {"id": running.pop(ended[0]), "status": status}
            print(json.dumps(answer), flush=True)  # noqa: T201  the answer


if __name__ == "__main__":
    main()
