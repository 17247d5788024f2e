"""The time of the trials: much faster than ours, and shared by every process.

It stands still while one of them has no turn on a busy machine, or its database hasn't: so no
verdict depends on how fast the machine is. The time is a file that the parent of the trials writes
and whoever takes part reads; beside it stands when each process last had a turn.
"""

import asyncio
import os
import struct
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

FASTER = 20  # a minute is three seconds
BEAT = 0.2  # seconds between two turns of a process that has all it needs
_MISSED = 3 * BEAT
_TICK = 0.02  # seconds between two writings
_FORM = "%020.6f"  # always as long, so that a reader never sees half of it
_TURN = struct.Struct("d")


@dataclass(frozen=True, slots=True)
class SharedTime:
    """Reads it."""

    path: Path

    def __call__(self) -> float:
        """Seconds since it began."""
        return float(self.path.read_bytes())

    def beat(self, number: int) -> None:
        """Process `number` has a turn."""
        _put(self.turns, number, time.monotonic())

    def start(self, number: int) -> None:
        """It has not had one yet, so time waits for it."""
        _put(self.turns, number, 0.0)

    def have_turns(self, numbers: Iterable[int]) -> bool:
        """Whether all of these had one just now."""
        turns, now = self.turns.read_bytes(), time.monotonic()
        last = (_TURN.unpack_from(turns, number * _TURN.size)[0] for number in numbers)
        return all(now - one < _MISSED for one in last)

    @property
    def turns(self) -> Path:
        """The file of the processes' turns."""
        return self.path.with_name("turns")


@asynccontextmanager
async def passing(folder: Path, running: Callable[[], Iterable[int]]) -> AsyncIterator[SharedTime]:
    """Lets time go by until the end, while those that run have turns."""
    shared = SharedTime(folder / "clock")
    shared.start(0)
    file = os.open(shared.path, os.O_WRONLY | os.O_CREAT, 0o644)  # PostgreSQL is another user
    os.write(file, (_FORM % 0).encode("ascii"))
    ticking = asyncio.create_task(_tick(file, lambda: shared.have_turns(running())))
    try:
        yield shared
    finally:
        ticking.cancel()
        os.close(file)


async def _tick(file: int, may: Callable[[], bool]) -> None:
    passed = 0.0
    while True:
        await asyncio.sleep(_TICK)
        if may():
            passed += FASTER * _TICK
            os.pwrite(file, (_FORM % passed).encode("ascii"), 0)


def _put(path: Path, number: int, turn: float) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
    os.pwrite(file, _TURN.pack(turn), number * _TURN.size)
    os.close(file)
