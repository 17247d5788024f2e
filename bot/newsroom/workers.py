"""I/O. Pages and feeds are read in processes of their own, since only those can be stopped in
mid-parsing.

A worker starts when there is something to read and ends when it was idle for a while. What takes it
too much time or memory costs only the worker.
"""

import asyncio
import os
import pickle
import signal
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar, cast

from bot.errors import FeedError, UnreadableError
from bot.models import Article
from bot.newsroom.worker import SIZE, Answer
from bot.reading import documents
from bot.reading.feeds.entries import ParsedFeed, parse_feed
from bot.reading.web.fetch import Response

SECONDS = 5.0  # of work on one page or feed, whatever else the machine does
MEMORY = 300 * 1024 * 1024  # bytes
LONGEST = 60.0  # seconds until a worker that does not even work is given up

_SERVE = "import sys; sys.path[:] = {}; from bot.newsroom.worker import serve; serve({}, {})"
_FROM_OUTSIDE = {-signal.SIGALRM, -signal.SIGKILL, -signal.SIGTERM}  # no fault of what was read

Result = TypeVar("Result")


class _TooMuchError(Exception):
    """What was to be read took too much, and of what."""


class Workers:
    """A few processes; `read` is a `ReadPage` and `parse` a `ParseFeed` of `fetching`."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._places = asyncio.Semaphore(os.cpu_count() or 2)
        self._idle: list[_Worker] = []
        self._limits = (seconds, memory)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._idle:
            await self._idle.pop().end()

    async def read(self, answer: Response, address: str) -> Article:
        """The article in an answer; raises UnreadableError, also where it takes too much."""
        where = {"url": answer.url, "address": address, "charset": answer.charset}
        try:
            return await self._run(documents.read_answer, answer.body, **where)
        except _TooMuchError as error:
            raise UnreadableError(
                f"reading it took too much {error}",
                advice="That page is too much work to read. Please open it yourself.",
            ) from error

    async def parse(self, answer: Response, now: datetime, largest: int) -> ParsedFeed:
        """The feed in an answer; raises FeedError, also where it takes too much."""
        given = (answer.body, answer.url, answer.full_type)
        try:
            return await self._run(parse_feed, *given, now=now, largest=largest)
        except _TooMuchError as error:
            raise FeedError(
                f"reading it took too much {error}",
                advice="That feed is too much work to read.",
            ) from error

    async def _run(
        self, function: Callable[..., Result], *given: object, **named: object
    ) -> Result:
        """What the function makes of what it is given; it is one that a worker can import."""
        request = pickle.dumps((function, given, named), pickle.HIGHEST_PROTOCOL)
        async with self._places:
            answer = await self._once(request) or await self._once(request)
        if answer is None:
            raise _TooMuchError("memory")  # for want of which the system ends what it likes
        went_well, found = answer
        if went_well:
            result: Result = found
            return result
        kind, log, advice = found
        if kind is MemoryError:
            raise _TooMuchError("memory")
        raise kind(log, advice=advice) if advice else kind(log)

    async def _once(self, request: bytes) -> Answer | None:
        """A worker's answer; None where somebody else ended it, or it was idle for too long just as
        it was asked."""
        worker = await self._worker()
        try:
            async with asyncio.timeout(LONGEST):
                answer = await worker.asked(request)
        except TimeoutError as error:
            raise _TooMuchError("time") from error
        except (EOFError, ConnectionError) as error:
            status = await worker.process.wait()
            if status in _FROM_OUTSIDE:
                return None
            raise _TooMuchError("time" if status == -signal.SIGPROF else "memory") from error
        else:
            self._idle.append(worker)
            return answer
        finally:
            if worker not in self._idle and worker.is_alive:
                worker.process.kill()
                await worker.process.wait()

    async def _worker(self) -> "_Worker":
        while self._idle:
            if (worker := self._idle.pop()).is_alive:
                return worker
        program = _SERVE.format(sys.path, *self._limits)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, stdin=PIPE, stdout=PIPE
        )
        return _Worker(
            process, cast("StreamWriter", process.stdin), cast("StreamReader", process.stdout)
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Worker:
    """A process, and what leads to and from it."""

    process: Process
    given: StreamWriter
    answers: StreamReader

    @property
    def is_alive(self) -> bool:
        return self.process.returncode is None

    async def asked(self, request: bytes) -> Answer:
        self.given.write(request)
        await self.given.drain()
        size = int.from_bytes(await self.answers.readexactly(SIZE))
        answer: Answer = pickle.loads(await self.answers.readexactly(size))  # noqa: S301  ours
        return answer

    async def end(self) -> None:
        """It does so by itself as soon as there is nothing more to come."""
        self.given.close()
        await self.process.wait()
