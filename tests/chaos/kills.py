"""kill -9 at every step of a delivery, whatever the platform answers.

    python -m tests.chaos.kills 1000

A trial kills a process at a point, starts another, lets it finish, and counts what the platform
has. Lost is a digest that nobody posted; doubled, one posted twice; an outcome that nobody can
know must be reported, and not be sent again.
"""

import asyncio
import itertools
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.delivery.pacing import ahead
from bot.models import SubscriptionState
from bot.ports import Pace
from bot.store import deliveries, subscriptions
from bot.store.engine import Store, open_store
from tests.chaos.platforms import LEADS, OUTCOMES, STANDINS, Place, until
from tests.chaos.processes import POINTS, TIMING, clock_since
from tests.standins.digests import NOW, subscription

FASTER = 20  # a minute is three seconds
SIDE_BY_SIDE = 24
LONGEST = 90  # seconds for a trial
EVERY_POINT = ("composing", "taken", "looked", *POINTS)
KILLED = -9
BLIND = timedelta(minutes=5)  # after a moment, when Slack no longer tells


@dataclass(frozen=True, slots=True)
class Plan:
    """One trial: where the process is killed, what the platform answers, and whether it tells."""

    platform: str
    outcome: str
    point: str
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a trial ended."""

    plan: Plan
    killed: bool
    posts: int
    again: int  # how often it was sent after the kill
    state: str
    broken: bool

    @property
    def fault(self) -> str | None:
        """What must not be."""
        if self.posts > 1:
            return "doubled"
        if self.plan.outcome == "refused":
            fine = self.posts == 0 and self.broken and self.state in {"refused", "unknown"}
            return None if fine else "refusal not heeded"
        if self.plan.blind and self.state == "unknown":
            return "sent blindly" if self.again else None
        if self.state != "sent":
            return f"ended as {self.state}"
        return None if self.posts == 1 else "lost"


@dataclass(slots=True)
class Nursery:
    """The parent of the processes, and what it says of them."""

    process: asyncio.subprocess.Process
    said: dict[str, asyncio.Queue[dict[str, int]]] = field(default_factory=dict)

    async def listen(self) -> None:
        """Hands each answer to the trial that it is for."""
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            answer = json.loads(line)
            self.said[answer["id"]].put_nowait(answer)

    async def start(self, order: dict[str, object]) -> int:
        """Starts a process; returns its id."""
        name = str(order["id"])
        self.said[name] = asyncio.Queue()
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        return (await self.said[name].get())["pid"]

    async def ended(self, order: dict[str, object]) -> int:
        """Waits for its end; returns its exit status."""
        return (await self.said[str(order["id"])].get())["status"]


async def trial(plan: Plan, number: int, nursery: Nursery, empty: Path) -> Verdict:
    """Kills once, starts again, and looks what there is."""
    path = empty.with_name(f"{number}.db")
    shutil.copy(empty, path)
    store = open_store(f"sqlite:///{path}")
    begun = ahead(Pace(1e9, lead=LEADS[plan.platform]), 2, TIMING.preparation)
    started = time.time() + begun.total_seconds() / FASTER
    clock = clock_since(started, FASTER)
    async with STANDINS[plan.platform](plan.outcome, clock, blind=plan.blind) as place:
        since = NOW - timedelta(hours=12)
        subscriptions.save(store, replace(subscription(), channel=place.channel, since=since))
        order: dict[str, object] = {
            "id": str(number), "platform": plan.platform, "database": f"sqlite:///{path}",
            "url": place.url, "started": started, "faster": FASTER, "dies": plan.point,
        }  # fmt: skip
        async with asyncio.timeout(LONGEST):
            killed = await killing(plan, place, nursery, order)
            before = place.tries()
            if killed:
                if plan.blind:
                    await until(lambda: clock() > NOW + BLIND)
                await nursery.start(order | {"dies": None})
                await nursery.ended(order)
        verdict = judged(plan, place, store, killed=killed, again=place.tries() - before)
    store.close()
    return verdict


async def killing(plan: Plan, place: Place, nursery: Nursery, order: dict[str, object]) -> bool:
    """Runs a process until it kills itself, or is killed for what the platform has seen of it."""
    pid = await nursery.start(order)
    ending = asyncio.create_task(nursery.ended(order))
    seen = {"taken": place.taken, "looked": place.looked}.get(plan.point)
    if seen is not None:
        watching = asyncio.create_task(until(seen))
        await asyncio.wait({ending, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not watching.cancel() and not ending.done():
            with suppress(ProcessLookupError):  # it has just ended by itself
                os.kill(pid, signal.SIGKILL)
    return await ending == KILLED


def judged(plan: Plan, place: Place, store: Store, *, killed: bool, again: int) -> Verdict:
    """What the store says and the platform has."""
    tally = deliveries.tally(store, since=NOW, now=NOW, late=timedelta(hours=1))
    (ended,) = (one for one, count in tally.states.items() if count)
    standing = subscriptions.find(store, place.channel)
    assert standing is not None
    broken = standing.subscription.state is SubscriptionState.BROKEN
    return Verdict(plan, killed, place.taken(), again, ended.value, broken)


async def run(plans: Iterable[Plan]) -> list[Verdict]:
    """All trials, so many side by side."""
    places = asyncio.Semaphore(SIDE_BY_SIDE)
    with tempfile.TemporaryDirectory(prefix="briefbot-chaos-") as folder:
        empty = Path(folder) / "empty.db"
        open_store(f"sqlite:///{empty}").close()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.chaos.processes",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        nursery = Nursery(process)
        listening = asyncio.create_task(nursery.listen())

        async def one(plan: Plan, number: int) -> Verdict:
            async with places:
                try:
                    return await trial(plan, number, nursery, empty)
                except TimeoutError as error:
                    raise TimeoutError(f"not over after {LONGEST} s: {plan}") from error

        try:
            verdicts = await asyncio.gather(*(one(plan, n) for n, plan in enumerate(plans)))
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # and whatever it still has running
            await process.wait()
            await listening
    return list(verdicts)


def every_plan() -> list[Plan]:
    """Every point with every outcome on both platforms, and those where nobody can look."""
    known = [
        Plan(platform, outcome, point)
        for platform, outcome, point in itertools.product(LEADS, OUTCOMES, EVERY_POINT)
    ]
    blind = [
        Plan(platform, outcome, point, blind=True)
        for platform, outcome, point in itertools.product(
            LEADS, OUTCOMES, ("taken", "after intend")
        )
        if outcome != "refused"
    ]
    late = [Plan("slack", "taken late", point) for point in EVERY_POINT]
    return known + blind + late


def table(verdicts: list[Verdict]) -> Table:
    """What became of the digests, by what the platform answered."""
    shown = Table("platform", "answer", "kills", "posted once", "lost", "doubled", "not knowable")
    for platform, outcome in itertools.product(LEADS, (*OUTCOMES, "taken late")):
        here = [v for v in verdicts if (v.plan.platform, v.plan.outcome) == (platform, outcome)]
        posts = Counter(min(v.posts, 2) for v in here)
        unknown = sum(v.state == "unknown" for v in here)
        lost = sum(v.fault is not None and v.posts == 0 for v in here)
        kills = sum(v.killed for v in here)
        shown.add_row(platform, outcome, *map(str, (kills, posts[1], lost, posts[2], unknown)))
    return shown


def main(kills: int) -> int:
    """Runs trials until so many processes were killed; 1 where anything went wrong."""
    chance = random.Random(1)  # noqa: S311  no secret
    verdicts: list[Verdict] = []
    while (killed := sum(v.killed for v in verdicts)) < kills:
        plans = every_plan()
        chance.shuffle(plans)
        verdicts += asyncio.run(run(plans[: max(20, kills - killed)]))
    faults = [v for v in verdicts if v.fault]
    Console().print(table(verdicts))
    for verdict in faults:
        print(verdict.fault, verdict)  # noqa: T201  a program's output
    unknown = sum(v.state == "unknown" for v in verdicts)
    print(f"{killed} kills, {len(verdicts)} trials, {len(faults)} faults, {unknown} not knowable")  # noqa: T201  likewise
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
