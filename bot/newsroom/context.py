"""I/O. What the newsroom works with: its store and thread, and what the operator chose."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from bot.briefing.extract.compose import Shares
from bot.models import Brief
from bot.reading.feeds.outlets import Outlets
from bot.store.engine import Store
from bot.stories.senses.gazetteer import Gazetteer

Given = ParamSpec("Given")
Result = TypeVar("Result")


def no_page(story: str) -> None:
    """There are no pages."""
    del story


@dataclass(frozen=True, slots=True)
class Context:
    """The store, what topics mean, and what the operator chose.

    `weights` says how much an outlet counts, 1 where it names none; `zone` is whose "today" and
    "08:00" are meant where nobody says, and `languages` are those of who says none. `outlets` reads
    who is behind them when that is first asked, and `permalink` gives the page of a story.
    `forbidden` are the hosts that nobody may add in chat.
    """

    store: Store
    gazetteer: Gazetteer
    shares: Shares
    zone: ZoneInfo
    weights: Mapping[str, float] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    outlets: Callable[[], Outlets] = Outlets
    permalink: Callable[[str], str | None] = no_page
    forbidden: tuple[str, ...] = ()

    def with_permalink(self, brief: Brief) -> Brief:
        """The brief, which leads to its story's page if there is one."""
        return replace(brief, permalink=self.permalink(brief.story)) if brief.story else brief


class Threaded:
    """Does what blocks in its `thread`, so that it holds up nothing else."""

    __slots__ = ()
    thread: Executor

    async def _do(
        self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
    ) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.thread, partial(work, *given, **named))
