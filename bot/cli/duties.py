"""I/O. Supervises what `briefbot run` does at once, on one loop, until it is told to stop.

A duty that fails is started again, after ever longer waits; the others go on.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf

from bot.errors import StoreError

log = logging.getLogger("briefbot")

BETWEEN_LINES = 60.0  # seconds, about an outage of the store
DRAIN = 8.0  # seconds that a duty has to end; what stops us kills after ten
SHORTEST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds before a failed duty starts again

Work = Callable[[asyncio.Event], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the service does until `stop`; its work returns soon after that is set."""

    name: str
    work: Work


def every(seconds: float, work: Callable[[], Awaitable[None]]) -> Work:
    """Work that is done at once, and again so long after it ended, until the service stops."""

    async def repeat(stop: asyncio.Event) -> None:
        while not stop.is_set():
            await work()
            await waited(stop, seconds)

    return repeat


async def waited(stop: asyncio.Event, seconds: float) -> bool:
    """Waits so long, or until `stop`; says whether it was that."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()


@dataclass(slots=True)
class _Outage:
    """When an outage of the store was last logged: all duties meet it, again and again."""

    said: float = -inf

    def to_be_said(self, now: float) -> bool:
        if now - self.said < BETWEEN_LINES:
            return False
        self.said = now
        return True


async def supervise(duties: Sequence[Duty], stop: asyncio.Event, *, drain: float = DRAIN) -> None:
    """Keeps the duties up until `stop`, then gives them `drain` seconds to end."""
    outage = _Outage()
    tasks = [asyncio.create_task(_kept_up(duty, stop, outage), name=duty.name) for duty in duties]
    await stop.wait()
    _, late = await asyncio.wait(tasks, timeout=drain) if tasks else ((), ())
    for task in late:
        log.warning("%s did not end in %s seconds and is cut off", task.get_name(), drain)
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _kept_up(duty: Duty, stop: asyncio.Event, outage: _Outage) -> None:
    wait = SHORTEST_WAIT
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        started = loop.time()
        try:
            await duty.work(stop)
        except StoreError as error:
            if outage.to_be_said(loop.time()):
                log.error("the store can't be used: %s", error.log)  # noqa: TRY400  expected
        except Exception:  # whatever it is, it must not end the other duties
            log.exception("%s failed and starts again", duty.name)
        if loop.time() - started > LONGEST_WAIT:
            wait = SHORTEST_WAIT
        await waited(stop, wait)
        wait = min(wait * 2, LONGEST_WAIT)
