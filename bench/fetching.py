"""How many feeds a minute: most unchanged (304), each on a host of its own, on one core."""

import asyncio
import multiprocessing
import resource
import time
from multiprocessing.connection import Connection

from rich.console import Console
from rich.table import Table

from bot.reading.web.fetch import Request, Response, Session, web
from bot.reading.web.politeness import RateLimits
from tests.standins.web import Behaviour, serving, unchanged

FEEDS = 10_000
ETAG = '"same"'
BODY = b"<rss>" + b" " * 20_000 + b"</rss>"


class _Everywhere(dict[str, Behaviour]):
    """One behaviour for every path."""

    def get(self, _path: str, _other: object = None) -> Behaviour:
        return self["*"]


def _serve(parent: Connection) -> None:
    async def run() -> None:
        async with serving(_Everywhere({"*": unchanged(ETAG, BODY)})) as server:
            parent.send(server.port)
            await asyncio.sleep(3600)

    asyncio.run(run())


async def _poll(port: int, hosts: int) -> tuple[float, float]:
    """Seconds on the clock and of the processor for all feeds; one in twenty has changed."""

    async def get(session: Session, number: int) -> Response:
        etag = ETAG if number % 20 else None
        return await session.get(
            Request(f"http://feed{number % hosts}.test:{port}/{number}", etag=etag)
        )

    async with web(
        allow_networks=["127.0.0.0/8"],
        resolve=lambda _host, _port: ["127.0.0.1"],
        rates=RateLimits(gap=0),
    ) as session:
        started, worked = time.perf_counter(), time.process_time()
        pages = await asyncio.gather(*(get(session, number) for number in range(FEEDS)))
        assert sum(page.status == 304 for page in pages) == FEEDS * 19 // 20  # noqa: PLR2004, S101 — a benchmark of failures would be worthless
        return time.perf_counter() - started, time.process_time() - worked


def table() -> Table:
    """Polls a local server twice: every feed on its own host, and all on ten hosts."""
    result = Table(title=f"Polling {FEEDS:,} feeds, 95 in 100 unchanged")
    for column in ("hosts", "seconds", "feeds a second", "CPU ms a feed", "peak MB"):
        result.add_column(column, justify="right")
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
    for hosts in (FEEDS, 10):
        seconds, worked = asyncio.run(_poll(port, hosts))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        result.add_row(
            f"{hosts:,}",
            f"{seconds:.1f}",
            f"{FEEDS / seconds:.0f}",
            f"{1000 * worked / FEEDS:.2f}",
            str(peak),
        )
    server.terminate()
    return result


if __name__ == "__main__":
    Console().print(table())
