"""I/O. Pages are read in processes of their own, since only those can be stopped in mid-parsing.

A worker starts when there is something to read and ends when it was idle for a while. A page that
takes it too much time or memory costs only the worker.
"""

import asyncio
import importlib
import os
import resource
import signal

from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from bot.errors import UnreadableError
from bot.models import Article
from bot.newsroom.fetching import article_in
from bot.reading.web.fetch import Response

SECONDS = 5.0  # of work on one page, whatever else the machine does
MEMORY = 300 * 1024 * 1024  # bytes
IDLE = 30  # seconds until a worker without work ends

# An error as it crosses from the worker: its kind, what it logs, and what it advises.
_Refusal = tuple[type[UnreadableError], str, str]


class Workers:
    """A few processes; `read` is a `bot.newsroom.fetching.ReadPage`."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._places = CapacityLimiter(os.cpu_count() or 2)
        self._seconds, self._memory = seconds, memory

    async def read(self, answer: Response, address: str) -> Article:
        """The article in an answer; raises UnreadableError, also where it takes too much."""
        found = await self._read(answer, address)
        if isinstance(found, Article):
            return found
        kind, reason, advice = found
        raise kind(reason, advice=advice)

    async def _read(self, answer: Response, address: str) -> Article | _Refusal:
        clock = asyncio.get_running_loop().time
        async with self._places:
            start = clock()
            try:
                return await self._once(answer, address)
            except BrokenWorkerProcess:
                if clock() - start > self._seconds:
                    return _too_much("time")
            try:  # it may have ended, idle, just as it was asked
                return await self._once(answer, address)
            except BrokenWorkerProcess:
                return _too_much("time")

    async def _once(self, answer: Response, address: str) -> Article | _Refusal:
        one = CapacityLimiter(1)  # places are kept by `_read`
        return await to_process.run_sync(
            _work, answer, address, self._seconds, self._memory, cancellable=True, limiter=one
        )


def _work(answer: Response, address: str, seconds: float, memory: int) -> Article | _Refusal:
    """In the worker: the article, or why there is none. The system ends what takes too long."""
    signal.alarm(0)
    importlib.import_module("bot.reading.article")  # takes time that is not the page's
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return article_in(answer, address)
    except UnreadableError as error:
        return type(error), error.log, error.advice
    except MemoryError:
        return _too_much("memory")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(IDLE)


def _too_much(of: str) -> _Refusal:
    return (
        UnreadableError,
        f"reading it took too much {of}",
        "That page is too much work to read. Please open it yourself.",
    )
