"""I/O. Pages are read in processes of their own, since only those can be stopped in mid-parsing.

A worker starts when there is something to read and ends when it was idle for a while. A page that
takes it too much time or memory costs only the worker.
"""

import asyncio
import os

from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from bot.models import Article
from bot.newsroom import page_worker
from bot.newsroom.page_worker import Refusal, too_much
from bot.reading.web.fetch import Response

SECONDS = 5.0  # of work on one page, whatever else the machine does
MEMORY = 300 * 1024 * 1024  # bytes


class Workers:
    """A few processes; `read` is a `bot.newsroom.fetching.ReadPage`."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._places = CapacityLimiter(os.cpu_count() or 2)
        self._limits = (seconds, memory)

    async def read(self, answer: Response, address: str) -> Article:
        """The article in an answer; raises UnreadableError, also where it takes too much."""
        found = await self._read(answer, address)
        if isinstance(found, Article):
            return found
        kind, reason, advice = found
        raise kind(reason, advice=advice)

    async def _read(self, answer: Response, address: str) -> Article | Refusal:
        clock, (seconds, _) = asyncio.get_running_loop().time, self._limits
        async with self._places:
            start = clock()
            try:
                return await self._once(answer, address)
            except BrokenWorkerProcess:
                if clock() - start > seconds:
                    return too_much("time")
            try:  # it may have ended, idle, just as it was asked
                return await self._once(answer, address)
            except BrokenWorkerProcess:
                return too_much("time")

    async def _once(self, answer: Response, address: str) -> Article | Refusal:
        one = CapacityLimiter(1)  # places are kept by `_read`
        given = (answer.body, answer.url, answer.charset, address, self._limits)
        try:
            return await to_process.run_sync(
                page_worker.read, *given, cancellable=True, limiter=one
            )
        except MemoryError:  # on the way in or out, where `page_worker` can't catch it
            return too_much("memory")
