"""How many of the archive's pages of stories a second one core serves, over 100,000 articles.

The server is a process of its own on one core, asked over keep-alive connections; every page is of
another story, so that none is served from what was kept. Half of the stories have a stored brief.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import Process, Queue
from zoneinfo import ZoneInfo

import aiohttp
from rich.console import Console
from rich.table import Table

from adapters.archive.server import ArchivePages
from adapters.archive.site import ArchiveSite
from adapters.web import hosts
from adapters.web.door import Door
from bench.store import ARTICLES, fill
from bot.briefing.extract.compose import Shares
from bot.cli.wiring import bundled_gazetteer
from bot.newsroom import answers, search
from bot.newsroom.answers import Inquiry
from bot.newsroom.archive import NewsArchive
from bot.newsroom.context import Context
from bot.newsroom.digests import Composer
from bot.store import articles, briefs, stories
from bot.store.engine import Store, open_store
from bot.store.stories import Grouped
from bot.stories import features
from tests.standins.news import NOW

PAGES = 1_200
AT_ONCE = (1, 4)  # connections
THREADS = 2
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def context_of(store: Store) -> Context:
    return Context(store, bundled_gazetteer(), Shares(), ZoneInfo("UTC"))


def serve(url: str, ports: "Queue[int]") -> None:
    """Serves the pages on one core until it is ended."""
    os.sched_setaffinity(0, {0})

    async def forever() -> None:
        context = context_of(open_store(url))
        with ThreadPoolExecutor(THREADS) as thread:
            archive = NewsArchive(context, Composer(context), lambda: NOW, thread)
            home = ArchiveSite("https://news.example", "bench", ZoneInfo("UTC"))

            async def nobody(*_: object) -> None:
                return None

            door = Door(frozenset(), nobody)
            pages = ArchivePages(archive, door, home, lambda: NOW, is_open=True)
            routes = pages.routes()
            async with hosts.serving(routes, "127.0.0.1", 0, hosts.only_own([])) as (address,):
                ports.put(int(address.rpartition(":")[2]))
                await asyncio.Event().wait()

    asyncio.run(forever())


async def ask(port: int, paths: Sequence[str], at_once: int) -> tuple[float, list[float]]:
    """Pages a second, and the seconds that each took."""
    took: list[float] = []
    waiting = list(paths)

    async def reader(session: aiohttp.ClientSession) -> None:
        while waiting:
            path, start = waiting.pop(), time.perf_counter()
            async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                await answer.read()
                answer.raise_for_status()
            took.append(time.perf_counter() - start)

    async with aiohttp.ClientSession() as session:
        start = time.perf_counter()
        await asyncio.gather(*(reader(session) for _ in range(at_once)))
        return len(paths) / (time.perf_counter() - start), sorted(took)


@contextmanager
def serving(url: str) -> Iterator[int]:
    """The port where the pages are served."""
    ports: Queue[int] = Queue()
    process = Process(target=serve, args=(url, ports), daemon=True)
    process.start()
    try:
        yield ports.get()
    finally:
        process.terminate()
        process.join()


def group_newest(store: Store) -> list[str]:
    """Makes each of the newest articles a story of its own; their ids."""
    newest = [one.article for one in articles.recent(store, since=LONG_AGO, limit=PAGES)]
    stories.assign(store, [Grouped(one.id, one.id, features.of(one).dumps()) for one in newest])
    return [one.id for one in newest]


def told(store: Store, names: Sequence[str]) -> None:
    """Stores the brief of each, as a channel that asked for it was given it."""
    context = context_of(store)
    for name in names:
        if listed := search.story(context, name, NOW):
            brief = answers.of_story(context, listed, Inquiry(NOW)).answer.brief
            if brief:
                briefs.save_brief(store, brief, now=NOW)


def table() -> Table:
    shown = Table(
        "", "connections", "pages/s", "median, ms", "p95, ms",
        title=f"Pages of stories from {ARTICLES:,} articles on SQLite, one core",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/store.db"
        store = open_store(url)
        fill(store)
        names = group_newest(store)
        half = names[: PAGES // 2]
        told(store, half)
        store.close()
        paths = {
            "with a stored brief": [f"/story/{name}" for name in half],
            "briefed anew": [f"/story/{name}" for name in names[PAGES // 2 :]],
            "made within the last minute": ["/story/" + half[0]] * PAGES,
        }
        for what, some in paths.items():
            for at_once in AT_ONCE:
                with serving(url) as port:
                    asyncio.run(ask(port, some[:50], at_once))  # what is imported and planned once
                    speed, took = asyncio.run(ask(port, some[50:], at_once))
                middle, slow = took[len(took) // 2], took[int(len(took) * 0.95)]
                shown.add_row(
                    what, str(at_once), f"{speed:.0f}", f"{middle * 1000:.1f}", f"{slow * 1000:.1f}"
                )
    shown.caption = f"measured {datetime.now(UTC):%Y-%m-%d}, Python {sys.version.split()[0]}"
    return shown


if __name__ == "__main__":
    Console().print(table())
