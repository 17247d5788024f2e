"""I/O. Supervises what `briefbot run` does at once, on one loop, until it is told to stop.

A duty that fails is started again, after ever longer waits; the others go on.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.delivery.outage import Outage
from bot.errors import BriefbotError, StoreError, UsageError

log = logging.getLogger("briefbot")

DRAIN = 8.0  # seconds that a duty has to end; what stops us kills after ten
SHORTEST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds before a failed duty starts again

Work = Callable[[asyncio.Event], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the service does until `stop`; its work returns soon after that is set."""

    name: str
    work: Work


def every(name: str, seconds: float, work: Callable[[], Awaitable[None]], outage: Outage) -> Duty:
    """Work that is done at once, and again so long after it ended, until the service stops."""

    async def repeat(stop: asyncio.Event) -> None:
        while not stop.is_set():
            with outage.noting(name):
                await work()
            await waited(stop, seconds)

    return Duty(name, repeat)


async def waited(stop: asyncio.Event, seconds: float) -> bool:
    """Waits so long, or until `stop`; says whether it was that."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()


async def supervise(
    duties: Sequence[Duty], stop: asyncio.Event, outage: Outage, *, drain: float = DRAIN
) -> None:
    """Keeps the duties up until `stop`, then gives them `drain` seconds to end."""
    tasks = [asyncio.create_task(_kept_up(duty, stop, outage), name=duty.name) for duty in duties]
    await stop.wait()
    _, late = await asyncio.wait(tasks, timeout=drain) if tasks else ((), ())
    for task in late:
        log.warning("%s did not end in %s seconds and is cut off", task.get_name(), drain)
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _kept_up(duty: Duty, stop: asyncio.Event, outage: Outage) -> None:
    wait = SHORTEST_WAIT
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        started = loop.time()
        try:
            await duty.work(stop)
        except StoreError as error:
            outage.tell(duty.name, error)
        except UsageError as error:  # a setting's, which the operator can mend
            log.error("%s: %s", duty.name, error.advice)  # noqa: TRY400  expected
        except BriefbotError as error:
            log.error("%s starts again: %s", duty.name, error.log)  # noqa: TRY400  likewise
        except Exception:  # whatever it is, it must not end the other duties
            log.exception("%s failed and starts again", duty.name)
        if loop.time() - started > LONGEST_WAIT:
            wait = SHORTEST_WAIT
        await waited(stop, wait)
        wait = min(wait * 2, LONGEST_WAIT)
