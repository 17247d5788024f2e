"""I/O. What blocks, in a thread, so that it holds up nothing else."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Threaded:
    """Works in its `thread`."""

    __slots__ = ()
    thread: Executor

    async def _do(
        self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
    ) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.thread, partial(work, *given, **named))
