"""Work that is given up wherever it waits, and what it leaves open.

    await give_up_everywhere(lambda: mailer.send(letter))

A task waits at a number of places, and may be cancelled while it waits at one, or just when what it
waited for has come, which is then nobody's. Each place is tried both ways.
"""

import asyncio
import gc
import itertools
import os
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

PATIENCE = 5.0  # seconds in which whatever is closed is gone
MOST = 2_000  # places; a loop that waits for nothing has no end


@dataclass(slots=True)
class _Trial:
    """Work that is given up at the `place`th wait of its own task or of one that it has begun;
    `late`, when that wait is over."""

    place: int
    late: bool
    waits: int = 0
    task: "asyncio.Task[object] | None" = None

    def waiting(self, waited: "asyncio.Future[object] | None") -> None:
        """One more wait."""
        self.waits += 1
        if self.waits != self.place or self.task is None:
            return
        if self.late and waited is not None:
            waited.add_done_callback(lambda _: self.task and self.task.cancel())
        else:
            asyncio.get_running_loop().call_soon(self.task.cancel)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A coroutine that tells of each of its waits."""

    work: Coroutine[Any, Any, object]
    trial: _Trial

    def __await__(self) -> Generator[Any, None, object]:
        error: BaseException | None = None
        while True:
            try:
                waited = self.work.throw(error) if error else self.work.send(None)
            except StopIteration as ended:
                return ended.value
            self.trial.waiting(waited)
            error = None
            try:
                yield waited
            except BaseException as thrown:  # noqa: BLE001  it is the coroutine's
                error = thrown


_TRIAL: ContextVar[_Trial | None] = ContextVar("trial", default=None)


def _begun(
    loop: asyncio.AbstractEventLoop,
    work: Coroutine[Any, Any, object],
    **more: Any,  # noqa: ANN401  as the loop gives it
) -> "asyncio.Task[object]":
    """A task, as the loop makes it; one of a trial tells of its waits."""
    trial = _TRIAL.get()
    return asyncio.Task(_telling(work, trial) if trial else work, loop=loop, **more)


async def _telling(work: Coroutine[Any, Any, object], trial: _Trial) -> object:
    return await _Counted(work, trial)


async def give_up_everywhere(
    work: Callable[[], Coroutine[Any, Any, object]],
    after: Callable[[], Awaitable[object]] | None = None,
) -> int:
    """Begins the work again and again, and gives it up a place further each time; returns how many
    places there were. `after` tidies up what outlives the work on purpose.

    Fails where a file, a connection, a task or a process is left.
    """
    loop = asyncio.get_running_loop()
    await asyncio.gather(work(), return_exceptions=True)  # what is made once stays
    if after:
        await after()
    before, places = _open(), 0
    loop.set_task_factory(_begun)  # type: ignore[arg-type]  # ours are never generators
    for late in (False, True):
        for place in itertools.count(1):
            trial = _Trial(place, late)
            _TRIAL.set(trial)
            trial.task = loop.create_task(work())
            _TRIAL.set(None)
            await asyncio.gather(trial.task, return_exceptions=True)
            if after:
                await after()
            left = await _settled(before)
            assert left <= before, f"given up at place {place}, {late=}: {left - before} are left"
            if trial.waits < place:
                break
            places += 1
            assert place < MOST
    loop.set_task_factory(None)
    gc.collect()  # what nobody closed is a warning, which fails the test
    return places


async def _settled(before: int) -> int:
    """How much is open, when no more is than before or time is up."""
    clock = asyncio.get_running_loop().time
    end = clock() + PATIENCE
    while (now := _open()) > before and clock() < end:  # noqa: ASYNC110  the system tells nobody
        await asyncio.sleep(0.005)
    return now


def _open() -> int:
    """Open files and connections, tasks, and children."""
    own = os.getpid()
    with open(f"/proc/{own}/task/{own}/children", encoding="ascii") as listed:  # noqa: PTH123
        children = len(listed.read().split())
    return len(os.listdir("/proc/self/fd")) + len(asyncio.all_tasks()) + children  # noqa: PTH208
