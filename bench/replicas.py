"""How many feeds a second one replica polls, and two on the same PostgreSQL.

Each site takes a moment to answer, as sites do, so that it is their waiting that is measured and
not the speed of this machine.
"""

import asyncio
import json
import random
import sys
import time
from asyncio.subprocess import PIPE, Process
from datetime import UTC, datetime
from typing import cast

from rich.console import Console
from rich.table import Table

from bot.models import Feed
from bot.newsroom.fetching import WebReader
from bot.newsroom.refresh import Polled, Web, refresh_feeds
from bot.reading.web.fetch import web
from bot.reading.web.politeness import RateLimits
from bot.store import feeds
from bot.store.engine import open_store
from tests.standins.postgresql import Server
from tests.standins.postgresql import serving as database
from tests.standins.web import Asked, Behaviour, page, serving

FEEDS = 384
ANSWER = 0.8  # seconds that a site takes
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


class Slow(dict[str, Behaviour]):
    """Every address is a feed without entries."""

    def get(self, _path: str, _default: object = None) -> Behaviour:
        async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(ANSWER)
            await page(b"<rss><channel><title>Wire</title></channel></rss>")(asked, writer)

        return behave


async def replica(url: str) -> None:
    """Polls what is due when it is told to, and says of how many feeds."""
    store, polled = open_store(url), list[Polled]()
    async with web(
        allow_networks=["127.0.0.0/8"],
        resolve=lambda _host, _port: ["127.0.0.1"],
        rates=RateLimits(gap=0),
    ) as session:
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        chance = random.Random(1)  # noqa: S311  reproducible
        await refresh_feeds(Web(store, WebReader(session), lambda: NOW, chance), polled.append)
    print(json.dumps(sum(one.error is None for one in polled)), flush=True)
    store.close()


async def _rate(url: str, port: int, replicas: int) -> tuple[float, list[int]]:
    """Feeds a second, and how many each replica polled."""
    store = open_store(url)
    feeds.add(store, (Feed(f"http://h{n}.test:{port}/") for n in range(FEEDS)), now=NOW)
    store.close()
    program = (sys.executable, "-m", "bench.replicas", url)
    started = [
        await asyncio.create_subprocess_exec(*program, stdin=PIPE, stdout=PIPE)
        for _ in range(replicas)
    ]
    await asyncio.gather(*map(_said, started))
    begun = time.perf_counter()
    for one in started:
        cast("asyncio.StreamWriter", one.stdin).write(b"go\n")
    polled = [json.loads(said) for said in await asyncio.gather(*map(_said, started))]
    rate = FEEDS / (time.perf_counter() - begun)
    await asyncio.gather(*(one.wait() for one in started))
    return rate, polled


async def _said(process: Process) -> bytes:
    return await cast("asyncio.StreamReader", process.stdout).readline()


async def _measure(shown: Table, server: Server) -> None:
    async with serving(Slow()) as sites:
        for replicas in (1, 2, 1, 2):
            url = await asyncio.to_thread(server.new_store)
            rate, shares = await _rate(url, sites.port, replicas)
            shown.add_row(str(replicas), f"{rate:.0f}", " and ".join(map(str, shares)))


def table() -> Table:
    shown = Table(
        "replicas", "feeds a second", "polled by each",
        title=f"{FEEDS} feeds on PostgreSQL whose sites answer after {ANSWER:g} s",
    )  # fmt: skip
    with database() as server:
        asyncio.run(_measure(shown, server))
    return shown


if __name__ == "__main__":
    if len(sys.argv) > 1:
        asyncio.run(replica(sys.argv[1]))
    else:
        Console().print(table())
