"""kill -9 at every step of a delivery, whatever the platform, the clock and the database do.

    python -m tests.chaos.kills 1000 300     so many kills of one process, so many trials of two
    python -m tests.chaos.kills 60 20 7      fewer, drawn by another seed
    python -m tests.chaos.kills --mutations  what the trials notice of code that is wrong

See `trials` for what one is and how it is judged.
"""

import asyncio
import itertools
import os
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
from rich.console import Console
from rich.table import Table

from bot.store.engine import open_store
from tests.chaos.clock import passing
from tests.chaos.nursery import nursery
from tests.chaos.platforms import LEADS, LOOKED_AT, OUTCOMES
from tests.chaos.processes import POINTS_OF_EDITS
from tests.chaos.trials import EVERY_POINT, Plan, Verdict, empty_file, trial
from tests.chaos.works import ALERT, AMENDMENT
from tests.standins.postgresql import Server, serving

SIDE_BY_SIDE = 6
STEPS = tuple(timedelta(minutes=minutes) for minutes in (-8, 8))
WAYS = ("fast", "immediate")  # that PostgreSQL may stop

IN_A_TRANSACTION = "after _holds"  # with the row of the delivery locked
WHERE_IT_FREEZES = (
    "composing", "after claim", "before intend", "after intend", "looked", "taken", "before sent",
    IN_A_TRANSACTION,
)  # fmt: skip

POINTS_OF_ALERTS = (
    "never", "before decide", "after decide", "composing", "taken", "looked", "after composed",
    "before intend", "after intend", "before sent", "after sent",
)  # fmt: skip

# Where each mutation shows.
REVEALING = (
    Plan("discord", "taken, then silence", "taken", mutation="send before the intent"),
    Plan("discord", "taken, then reset", "never", mutation="skip the look"),
    Plan("slack", "taken, then silence", "taken", blind=True, mutation="resend the unknown"),
    Plan("discord", "reset", "never", work=ALERT, mutation="commit before sending"),
    Plan("slack", "taken, then 500", "taken", blind=True, mutation="resend when all looks failed"),
    Plan("discord", "slow", "never", blind=True, pair=True, mutation="ignore leases"),
    Plan("slack", "taken", "after claim_edits", work=AMENDMENT, mutation="end edits first"),
    Plan("mail", "taken", "before edited", work=AMENDMENT, mutation="name letters by the clock"),
)


def of_one() -> list[Plan]:
    """One process on SQLite: every point with every outcome, where nobody can look, and where the
    clock steps; alerts and amendments likewise."""
    known = [Plan(*each) for each in itertools.product(LEADS, OUTCOMES, EVERY_POINT)]
    blind = [
        Plan(*each, blind=True)
        for each in itertools.product(LOOKED_AT, OUTCOMES, ("taken", "after intend"))
        if "refused" not in each
    ]
    stepping = [
        # Slack doesn't tell once the moment has passed, and a step may make us that late.
        Plan(platform, outcome, point, step=step, blind=platform == "slack")
        for platform, outcome, point, step in itertools.product(
            LEADS, ("taken", "taken, then reset"), ("taken", "before sent"), STEPS
        )
    ]
    return known + blind + stepping + alerts() + amendments()


def alerts(*, pair: bool = False) -> list[Plan]:
    """Each outcome, killed wherever it may be decided twice or not at all."""
    return [
        Plan(*each, pair=pair, work=ALERT)
        for each in itertools.product(LEADS, OUTCOMES, POINTS_OF_ALERTS)
    ]


def amendments(*, pair: bool = False) -> list[Plan]:
    """A change that is to reach a post in a chat, an event and a letter, killed at every step."""
    return [
        Plan(*each, pair=pair, work=AMENDMENT)
        for each in itertools.product(LEADS, OUTCOMES, ("never", "taken", *POINTS_OF_EDITS))
        if "teams" not in each  # a workflow can't edit, and so posts anew
    ]


def of_two() -> list[Plan]:
    """Two at once on PostgreSQL: every outcome, killed or not, where the clock steps, where the
    database stops and where one is frozen until the other has done its work."""
    points = ("never", "composing", "taken", "after claim", "after intend", "before sent")
    plain = [Plan(*each, pair=True) for each in itertools.product(LEADS, OUTCOMES, points)]
    blind = [
        Plan(*each, blind=True, pair=True)
        for each in itertools.product(LOOKED_AT, ("slow", "taken, then reset"), ("never", "taken"))
    ]
    stepping = [
        Plan(platform, outcome, point, pair=True, step=step)
        for platform, outcome, point, step in itertools.product(
            LEADS, ("slow", "taken late", "reset"), ("never", "after intend"), STEPS
        )
    ]
    restarting = [
        Plan(platform, outcome, point, pair=True, restart=way)
        for platform, outcome, point, way in itertools.product(
            LEADS, ("taken", "slow", "429", "taken, then reset", "taken late"),
            ("never", "taken", "after intend"), WAYS,
        )
    ]  # fmt: skip
    freezing = [
        Plan(*each, pair=True, freezes=True)
        for each in itertools.product(LEADS, ("taken", "slow"), WHERE_IT_FREEZES)
    ]
    following = [*alerts(pair=True)[::7], *amendments(pair=True)[::7]]
    return plain + blind + stepping + restarting + freezing + following


async def run(plans: Sequence[Plan]) -> list[Verdict]:
    """All trials, so many side by side; those that restart PostgreSQL among themselves."""
    verdicts: dict[int, Verdict] = {}
    numbered = sorted(enumerate(plans), key=lambda one: one[1].restart)
    async with (
        _stores(plans) as (folder, empty, server),
        nursery() as parent,
        passing(folder, parent.running.values) as clock,
    ):
        places = asyncio.Semaphore(SIDE_BY_SIDE)

        async def one(number: int, plan: Plan) -> None:
            async with AsyncExitStack() as held:
                await held.enter_async_context(places)
                if plan.pair:
                    database = await held.enter_async_context(_database(server))
                else:
                    database = empty_file(folder, number, empty)
                verdicts[number] = await trial(plan, number, parent, database, clock)

        for way, group in itertools.groupby(numbered, key=lambda one: one[1].restart):
            async with _restarting(server, way):
                await asyncio.gather(*(one(*each) for each in group))
    return [verdicts[number] for number in range(len(plans))]


@asynccontextmanager
async def _stores(plans: Iterable[Plan]) -> AsyncIterator[tuple[Path, bytes, Server | None]]:
    """A folder, an empty SQLite file's bytes, and a PostgreSQL where a plan wants one."""
    async with AsyncExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="briefbot-chaos-")))
        os.chmod(folder, 0o755)  # noqa: PTH101, S103  PostgreSQL reads the clock in it
        open_store(f"sqlite:///{folder / 'empty.db'}").close()
        server = None
        if any(plan.pair for plan in plans):
            server = held.enter_context(serving("-c max_connections=300"))
            server.new_store()  # the others are copies of its tables
        yield folder, (folder / "empty.db").read_bytes(), server


@asynccontextmanager
async def _database(server: Server | None) -> AsyncIterator[str]:
    """A store on PostgreSQL, as soon as it runs."""
    assert server is not None
    made = None
    while made is None:
        with suppress(psycopg.OperationalError):
            await asyncio.sleep(0.1)
            made = await asyncio.to_thread(server.new_store)
    yield made
    with suppress(psycopg.OperationalError):  # it is stopped: so one more is left until the end
        await asyncio.to_thread(server.drop, made)


@asynccontextmanager
async def _restarting(server: Server | None, way: str) -> AsyncIterator[None]:
    """Stops PostgreSQL for a moment, again and again until the end, when it runs."""
    chance = random.Random(2)  # noqa: S311  no secret
    over = asyncio.Event()

    async def restart(server: Server) -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), chance.uniform(3, 8))
            await asyncio.to_thread(server.stop, way)
            await asyncio.sleep(chance.uniform(0, 1))
            await asyncio.to_thread(server.start)

    async with asyncio.TaskGroup() as group:
        if server is not None and way:
            group.create_task(restart(server))
        try:
            yield
        finally:
            over.set()


def table(verdicts: Iterable[Verdict]) -> Table:
    """What became of the digests, by what went wrong."""
    shown = Table("", "trials", "kills", "posted once", "lost", "doubled", "not knowable", "faults")
    kinds: dict[str, list[Verdict]] = {}
    for one in verdicts:
        kinds.setdefault(_kind(one.plan), []).append(one)
    for kind, here in sorted(kinds.items()):
        figures = (
            len(here),
            sum(one.kills for one in here),
            sum(one.posts == 1 for one in here),
            sum(one.posts == 0 and one.fault is not None for one in here),
            sum(one.posts > 1 for one in here),
            sum(one.state == "unknown" for one in here),
            sum(one.fault is not None for one in here),
        )
        shown.add_row(kind, *map(str, figures))
    return shown


def _kind(plan: Plan) -> str:
    processes = "two processes" if plan.pair else "one process"
    restarting = f", PostgreSQL stopped ({plan.restart})" if plan.restart else ""
    stepping = ", clock steps" if plan.step else ", one frozen" if plan.freezes else ""
    work = "" if plan.work == "digest" else f"{plan.work}, "
    return f"{work}{processes}, {plan.platform}: {plan.outcome}{restarting}{stepping}"


def some(plans: Sequence[Plan], trials: int, chance: random.Random) -> list[Plan]:
    """So many of them, each as often as another but for one."""
    rounds = [chance.sample(plans, len(plans)) for _ in range(0, trials, len(plans))]
    return list(itertools.chain(*rounds))[:trials]


def shown_faults(verdicts: Iterable[Verdict]) -> int:
    """Prints what must not be; returns how many."""
    faults = [one for one in verdicts if one.fault]
    for one in faults:
        print(one.fault, one)  # noqa: T201  a program's output
    return len(faults)


def kill(kills: int, trials: int, seed: int = 1) -> int:
    """Runs trials until so many processes were killed; 1 where anything went wrong."""
    chance = random.Random(seed)  # noqa: S311  no secret
    verdicts = asyncio.run(run(some(of_two(), trials, chance)))
    while (missing := kills - sum(one.kills for one in verdicts if not one.plan.pair)) > 0:
        verdicts += asyncio.run(run(some(of_one(), max(20, missing), chance)))
    Console(width=120).print(table(verdicts))
    faults = shown_faults(verdicts)
    killed, unknown = (
        sum(one.kills for one in verdicts),
        sum(one.state == "unknown" for one in verdicts),
    )
    print(f"{killed} kills, {len(verdicts)} trials, {faults} faults, {unknown} not knowable")  # noqa: T201  likewise
    return 1 if faults else 0


def mutate() -> int:
    """Runs what reveals each mutation, with it and without; 1 where one goes unnoticed."""
    right = [replace(plan, mutation="") for plan in REVEALING]
    verdicts = asyncio.run(run([*REVEALING, *right]))
    faults = shown_faults(verdicts[len(REVEALING) :])
    for one in verdicts[: len(REVEALING)]:
        print(f"{one.plan.mutation}: {one.fault or 'NOT NOTICED'}")  # noqa: T201  a program's output
        faults += one.fault is None
    return 1 if faults else 0


if __name__ == "__main__":
    if "--mutations" in sys.argv:
        sys.exit(mutate())
    sys.exit(kill(*map(int, sys.argv[1:])))
