"""A clock that a test sets, and a process that dies where a test says."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from tests.standins.board import Crash
from tests.standins.digests import NOW

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass
class Clock:
    now: datetime = NOW - timedelta(minutes=10)

    def __call__(self) -> datetime:
        return self.now


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
