"""The parent of a trial's processes, as the trials see it."""

import asyncio
import itertools
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.chaos.clock import SharedTime

Order = dict[str, object]


@dataclass(slots=True)
class Nursery:
    """It forks a process for each order; see `processes`. `running` are the numbers of those."""

    process: asyncio.subprocess.Process
    running: dict[str, int] = field(default_factory=dict)
    alive: dict[str, int] = field(default_factory=dict)  # the ids of those and of the stopped
    said: dict[str, asyncio.Queue[dict[str, int]]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=itertools.count)
    statuses: dict[str, int] = field(default_factory=dict)

    async def listen(self) -> None:
        """Hands each answer to the trial that it is for."""
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            answer = json.loads(line)
            self.said[answer["id"]].put_nowait(answer)

    async def start(self, order: Order, time: SharedTime) -> int:
        """Starts a process, which time waits for; returns its id."""
        name = str(order["id"])
        number = next(self.numbers)
        time.start(number)
        self.running[name] = number
        order["number"] = number
        self.said[name] = asyncio.Queue()
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.alive[name] = (await self.said[name].get())["pid"]
        return self.alive[name]

    async def ended(self, order: Order) -> int:
        """Waits for its end; returns its exit status."""
        while await self.stopped(order):
            pass
        return self.statuses.pop(str(order["id"]))

    async def stopped(self, order: Order) -> bool:
        """Waits until it is stopped, and time goes on without it; False where it ends first."""
        name = str(order["id"])
        said = await self.said[name].get()
        self.running.pop(name, None)
        if "status" in said:
            self.statuses[name] = said["status"]
            self.alive.pop(name, None)
        return "stopped" in said

    def give_up(self, order: Order) -> None:
        """Kills whoever does what is ordered, if anybody still does; time goes on without it."""
        self.running.pop(str(order["id"]), None)
        if pid := self.alive.pop(str(order["id"]), None):
            os.kill(pid, signal.SIGKILL)

    def wake(self, order: Order, pid: int, time: SharedTime) -> None:
        """Lets one that was stopped go on."""
        number = int(str(order["number"]))
        time.start(number)
        self.running[str(order["id"])] = number
        os.kill(pid, signal.SIGCONT)


@asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    """Until the end, when whatever still runs is killed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.chaos.processes",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    parent = Nursery(process)
    listening = asyncio.create_task(parent.listen())
    try:
        yield parent
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
        await listening
