"""A clock that a test sets, a loop on which waiting takes no time, and a process that dies where a
test says."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from tests.standins.board import Crash
from tests.standins.digests import NOW

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass
class Clock:
    now: datetime = NOW - timedelta(minutes=10)

    def __call__(self) -> datetime:
        return self.now


class _Timeless(asyncio.SelectorEventLoop):
    """Its clock stands while anything is to be done, and jumps to what is waited for.

    So what a test says of seconds is so on any machine. Work for threads is done inline.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        return self.seconds

    def run_in_executor(  # type: ignore[override]  # its result is there at once
        self,
        executor: Executor | None,
        func: Callable[..., Any],
        *args: Any,  # noqa: ANN401  asyncio's own
    ) -> asyncio.Future[Any]:
        inline = executor if isinstance(executor, Inline) else Inline([])
        done = inline.submit(func, *args)
        return asyncio.wrap_future(done, loop=self)


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: _Timeless) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._loop.seconds += timeout or 0
        return super().select(0)


def timeless(work: Coroutine[Any, Any, Result]) -> Result:
    """As `asyncio.run`, without waiting."""
    with asyncio.Runner(loop_factory=_Timeless) as runner:
        return runner.run(work)


class Inline(Executor):
    """Runs the store's functions where they are called; the process dies at one of them."""

    def __init__(self, deaths: list[int]) -> None:
        self.deaths = deaths  # at which calls; two numbers a call, before the function and after
        self.calls = 0

    def submit(
        self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Result]:
        """As an executor does."""
        future: Future[Result] = Future()
        self.calls += 2
        if self.calls in self.deaths:
            future.set_exception(Crash())
            return future
        try:
            result = fn(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001  as an executor does
            future.set_exception(error)
        else:
            future.set_result(result)
        if self.calls + 1 in self.deaths:
            raise Crash
        return future
