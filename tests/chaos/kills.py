"""kill -9 at every step of a delivery, whatever the platform answers.

    python -m tests.chaos.kills 1000

A trial kills a process at a point, starts another, lets it finish, and counts what the platform
has. Lost is a digest that nobody posted; doubled, one posted twice; an outcome that nobody can
know must be reported, and not be sent again.
"""

import asyncio
import itertools
import json
import random
import shutil
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
from bot.store.deliveries import DeliveryState
from bot.store.engine import open_store
from tests.chaos.processes import POINTS, TIMING, clock_since
from tests.chaos.wire import LEADS, OUTCOMES, Trial, Wire, serving
from tests.standins.digests import NOW, channel, wish

FASTER = 60  # a minute is a second
SIDE_BY_SIDE = 16
LONGEST = 120  # seconds for a trial
EVERY_POINT = ("composing", "arrived", "taken", "looked", *POINTS)
KILLED = -9


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
    tries: int
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
            return None if self.tries <= 1 + (self.plan.outcome == "429") else "sent blindly"
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

    async def run(self, trial: Trial, order: dict[str, object]) -> int:
        """Runs a process to its end; returns its exit status."""
        name = str(order["id"])
        answers = self.said[name] = asyncio.Queue()
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        trial.pid = (await answers.get())["pid"]
        return (await answers.get())["status"]


async def trial(plan: Plan, number: int, wire: Wire, nursery: Nursery, empty: Path) -> Verdict:
    """Kills once, starts again, and looks what there is."""
    name = f"C{number}"
    path = empty.with_name(f"{name}.db")
    shutil.copy(empty, path)
    database = f"sqlite:///{path}"
    store = open_store(database)
    since = NOW - timedelta(hours=12)
    subscriptions.save(store, replace(wish(name, plan.platform), since=since))
    server = plan.point if plan.point in {"arrived", "taken", "looked"} else None
    wire.trials[name] = state = Trial(plan.outcome, server, plan.blind)
    begun = ahead(Pace(1e9, lead=LEADS[plan.platform]), 1, TIMING.preparation)
    order: dict[str, object] = {
        "id": name, "platform": plan.platform, "database": database, "url": wire.url,
        "started": time.time() + begun.total_seconds() / FASTER, "faster": FASTER,
        "dies": plan.point,
    }  # fmt: skip
    async with asyncio.timeout(LONGEST):
        killed = await nursery.run(state, order) == KILLED
        if killed:
            state.dies = None
            await nursery.run(state, order | {"dies": None})
    tally = deliveries.tally(store, since=since, now=NOW, late=timedelta(hours=1))
    (ended,) = (one for one, count in tally.states.items() if count)
    standing = subscriptions.find(store, channel(name, plan.platform))
    store.close()
    assert standing is not None
    broken = standing.subscription.state is SubscriptionState.BROKEN
    reported = ended is DeliveryState.UNKNOWN
    assert reported == bool(tally.states[DeliveryState.UNKNOWN])
    return Verdict(plan, killed, len(state.taken), state.tries, ended.value, broken)


async def run(plans: Iterable[Plan]) -> list[Verdict]:
    """All trials, so many side by side."""
    places = asyncio.Semaphore(SIDE_BY_SIDE)
    with tempfile.TemporaryDirectory(prefix="briefbot-chaos-") as folder:
        empty = Path(folder) / "empty.db"
        open_store(f"sqlite:///{empty}").close()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.chaos.processes",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        nursery = Nursery(process)
        listening = asyncio.create_task(nursery.listen())

        async def one(plan: Plan, number: int) -> Verdict:
            async with places:
                return await trial(plan, number, wire, nursery, empty)

        async with serving(clock_since(time.time(), FASTER)) as wire:
            verdicts = await asyncio.gather(*(one(plan, n) for n, plan in enumerate(plans)))
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
        listening.cancel()
        with suppress(asyncio.CancelledError):
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
        for platform, outcome, point in itertools.product(LEADS, OUTCOMES, ("taken", "arrived"))
        if outcome != "refused"
    ]
    return known + blind


def table(verdicts: list[Verdict]) -> Table:
    """What became of the digests, by what the platform answered."""
    shown = Table("platform", "answer", "kills", "posted once", "lost", "doubled", "not knowable")
    for platform, outcome in itertools.product(LEADS, OUTCOMES):
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
