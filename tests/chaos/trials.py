"""One trial: a digest is due, something goes wrong in the middle, and what became of it is judged.
So is an alert, and a change of a publisher's that is to reach what was posted; see `works`.

One process runs on SQLite, or two at once share a PostgreSQL, their clocks a second apart. Each may
kill itself at a step of its own, or is killed when the platform has seen something of it; its clock
may step once it has begun to send, or it is frozen for longer than any of it is at work; PostgreSQL
may be stopped and started all the while. Whoever was
killed is started again, and when nobody has anything left to do, the channel on the platform and
the row in the store are compared:

lost      the channel has no digest, though the platform would have taken it
doubled   it has two
unknown   nobody can tell, says the store: right only where the platform doesn't answer looks and
          no process was told what became of the digest; it must not be sent a second time then
"""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.delivery.pacing import ahead
from bot.ports import Pace
from bot.store.engine import Store, open_store
from tests.chaos.clock import SharedTime
from tests.chaos.nursery import Nursery, Order
from tests.chaos.platforms import LEADS, STANDINS, TELL_NOBODY, TOLD, Place, until
from tests.chaos.processes import POINTS, TIMING, Wall, patiently
from tests.chaos.works import AMENDMENT, CHANGED, WORKS
from tests.standins.digests import NOW

LONGEST = 240  # seconds for a trial, on a machine that is very busy
HUNG = "not over"
EVERY_POINT = ("composing", "taken", "looked", *POINTS)
KILLED = -9
BLIND = timedelta(minutes=5)  # after a moment, when Slack no longer tells
APART = timedelta(seconds=1)  # between the clocks of two processes


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes wrong in a trial.

    `outcome` is what the platform does with the digest, and `blind` that it doesn't tell later.
    `point` is where each process dies; where it `freezes`, the first is stopped there instead,
    until the other has done its work. A `pair` runs on PostgreSQL, which is restarted as `restart`
    says. `step` is by how much the first one's clock steps, and `mutation` what all do wrong.
    `work` is what is brought to the platform.
    """

    platform: str
    outcome: str
    point: str
    blind: bool = False
    pair: bool = False
    restart: str = ""
    step: timedelta = timedelta(0)
    mutation: str = ""
    freezes: bool = False
    work: str = "digest"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a trial ended."""

    plan: Plan
    kills: int
    posts: int
    tries: int
    state: str
    broken: bool

    @property
    def fault(self) -> str | None:
        """What must not be."""
        if self.state == HUNG:
            return f"not over after {LONGEST} s"
        if self.posts > 1:
            return "doubled"
        if self.plan.outcome == "refused":
            # Some can't be asked, so that who dies before sending never hears of the refusal.
            is_heard = self.broken or (self.is_untold and self.state == "unknown")
            fine = self.posts == 0 and is_heard and self.state in {"refused", "unknown"}
            return None if fine else "refusal not heeded"
        if self.state == "unknown":
            return self._unknown()
        if self.state != "sent":
            return f"ended as {self.state}"
        return None if self.posts == 1 else "lost"

    @property
    def is_untold(self) -> bool:
        """Whether nobody can look for what was sent there."""
        return self.plan.platform in TELL_NOBODY

    def _unknown(self) -> str | None:
        plan = self.plan
        stopped = self.kills or plan.restart or plan.freezes
        if not (plan.blind or self.is_untold) or (plan.outcome in TOLD and not stopped):
            return "unknown, though it could be known"
        # A 429 says that nothing was taken, and so does Slack of a reset before the moment is over.
        is_known = plan.outcome == "429" or (plan.platform, plan.outcome) == ("slack", "reset")
        return "sent blindly" if self.tries > 1 + is_known else None


async def trial(
    plan: Plan, number: int, nursery: Nursery, database: str, time: SharedTime
) -> Verdict:
    """Runs one on an empty store; what is not over in time is a fault, and holds up no other."""
    store = await patiently(lambda: open_store(database))
    about = WORKS[plan.work]
    is_planned = plan.work == "digest"  # and so begun before it is due
    begun = ahead(Pace(1e9, lead=LEADS[plan.platform]), 2, TIMING.preparation)
    started = time() + begun.total_seconds() * is_planned
    clock = Wall(time, started)
    await patiently(lambda: _quicken(store, time, started))
    edits = CHANGED if plan.work == AMENDMENT else ""
    standin = STANDINS[plan.platform](plan.outcome, clock, blind=plan.blind, edits=edits)
    async with standin as place:
        await patiently(lambda: about.prepare(store, place.channel, place.message))
        orders = [
            _order(plan, f"{number} {n}", place, database)
            | {"clock": str(time.path), "started": started, "ahead": n * APART.seconds}
            for n in range(1 + plan.pair)
        ]
        orders[0]["step"] = plan.step.total_seconds()
        again: list[Order] = []
        try:
            async with asyncio.timeout(LONGEST):
                if plan.freezes:
                    await _freezing(place, nursery, orders, time)
                else:
                    again = await _until_killed(place, nursery, orders, time)
                if again and plan.blind:
                    await until(lambda: clock() > NOW + BLIND)
                await asyncio.gather(*(_finishing(nursery, one, time) for one in again))
        except TimeoutError:
            for order in orders:
                nursery.give_up(order)
            verdict = Verdict(plan, len(again), place.taken(), place.tries(), HUNG, broken=False)
        else:
            verdict = await patiently(lambda: _judged(plan, place, store, kills=len(again)))
    store.close()
    return verdict


def empty_file(folder: Path, number: int, empty: bytes) -> str:
    """The address of a copy of an empty SQLite store."""
    path = folder / f"{number}.db"
    path.write_bytes(empty)
    return f"sqlite:///{path}"


def _quicken(store: Store, time: SharedTime, started: float) -> None:
    """Gives a PostgreSQL the right time."""
    if store.engine.dialect.name != "postgresql":
        return
    passed = f"pg_read_file('{time.path}')::float8 - {started}"
    name = "quick.clock_timestamp() RETURNS timestamptz LANGUAGE sql"
    now = f"SELECT timestamptz '{NOW}' + make_interval(secs => {passed})"
    path = "search_path = public, quick, pg_catalog"
    with store.writing() as connection:
        connection.exec_driver_sql("CREATE SCHEMA quick")
        connection.exec_driver_sql(f"CREATE FUNCTION {name} AS $$ {now} $$")
        connection.exec_driver_sql(f"ALTER DATABASE {store.engine.url.database} SET {path}")


def _order(plan: Plan, name: str, place: Place, database: str) -> Order:
    return {
        "id": name, "platform": plan.platform, "work": plan.work, "database": database,
        "url": place.url, "step": 0, "dies": plan.point, "freezes": plan.freezes,
        "mutation": plan.mutation,
    }  # fmt: skip


async def _freezing(place: Place, nursery: Nursery, orders: list[Order], time: SharedTime) -> None:
    """Stops the first process where it would die, and lets it go on after the other's end."""
    first, other = orders
    pid = await nursery.start(first, time)
    stopping = asyncio.create_task(nursery.stopped(first))
    await _when_seen(place, first, stopping, lambda: os.kill(pid, signal.SIGSTOP))
    was_stopped = await stopping
    await _finishing(nursery, other, time)
    if was_stopped:
        nursery.wake(first, pid, time)
        await nursery.ended(first)


async def _when_seen(
    place: Place, order: Order, ending: asyncio.Task[Any], act: Callable[[], None]
) -> None:
    """Acts as soon as the platform has seen of a process what it is to end for, unless it ended."""
    seen = {"taken": place.taken, "looked": place.looked}.get(str(order["dies"]))
    if seen is None:
        return
    watching = asyncio.create_task(until(seen))
    await asyncio.wait({ending, watching}, return_when=asyncio.FIRST_COMPLETED)
    if not watching.cancel() and not ending.done():
        with suppress(ProcessLookupError):  # it has just ended by itself
            act()


async def _until_killed(
    place: Place, nursery: Nursery, orders: list[Order], time: SharedTime
) -> list[Order]:
    """Runs all at once; the orders of those that were killed."""
    killed = await asyncio.gather(*(_killing(place, nursery, one, time) for one in orders))
    return [one for one, was_killed in zip(orders, killed, strict=True) if was_killed]


async def _killing(place: Place, nursery: Nursery, order: Order, time: SharedTime) -> bool:
    """Runs a process until it kills itself, or is killed for what the platform has seen of it."""
    pid = await nursery.start(order, time)
    ending = asyncio.create_task(nursery.ended(order))
    await _when_seen(place, order, ending, lambda: os.kill(pid, signal.SIGKILL))
    return await ending == KILLED


async def _finishing(nursery: Nursery, order: Order, time: SharedTime) -> None:
    """Runs it again to the end; a clock that stepped is still as wrong."""
    stepped = {"ahead": order["step"] or order["ahead"], "step": 0}
    again = order | stepped | {"dies": None}
    await nursery.start(again, time)
    await nursery.ended(again)


def _judged(plan: Plan, place: Place, store: Store, *, kills: int) -> Verdict:
    """What the store says and the platform has."""
    ended = WORKS[plan.work].ended(store, place.channel)
    return Verdict(plan, kills, place.taken(), place.tries(), ended.state, ended.broken)
