"""Whole refreshes from a local server: feeds a second, most unchanged; pages a second."""

import asyncio
import multiprocessing
import random
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.models import Feed
from bot.newsroom.fetching import WebReader
from bot.newsroom.refresh import Web, refresh_feeds
from bot.newsroom.workers import Workers
from bot.reading.web.fetch import web
from bot.reading.web.politeness import RateLimits
from bot.store import articles, feeds
from bot.store.engine import Store, open_store
from tests.standins.web import Asked, Behaviour, answer, page, serving

QUIET = 10_000  # feeds without news
BUSY, ENTRIES = 500, 30
CHANGED = 20  # one quiet feed in so many sends its list again
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SAMPLE = Path(__file__).parents[1] / "tests/data/articles/1-grain-insurers.html"


class Sites(dict[str, Behaviour]):
    """/q7 is a quiet feed, /b7 one with news, /b7/3 its page; `sent` counts the bytes of bodies."""

    def __init__(self) -> None:
        self.sent = 0
        self._page = SAMPLE.read_text(encoding="utf-8")

    def get(self, path: str, _default: object = None) -> Behaviour:
        if path == "/robots.txt":
            return page(b"")
        if path == "/sent":
            return page(str(self.sent).encode())
        if path.count("/") > 1:
            town = path.strip("/").replace("/", "x")
            text = self._page.replace("Ukraine", f"Ukraine {town}").replace("Odesa", town)
            return self._counted(text.encode(), "text/html")
        return self._feed(path)

    def _feed(self, path: str) -> Behaviour:
        items = "".join(
            f"<item><link>{path}/{n}</link><title>Report {path} {n}</title></item>"
            for n in range(ENTRIES if path.startswith("/b") else 0)
        )
        listed = f"<rss><channel>{items}</channel></rss>".encode()

        async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
            changes = path.startswith("/q") and int(path[2:]) % CHANGED == 0
            same = asked.headers.get("if-none-match") == '"1"' and not changes
            unchanged = answer("304 Not Modified", ETag='"1"')
            await (unchanged if same else self._counted(listed, "text/xml"))(asked, writer)

        return behave

    def _counted(self, body: bytes, kind: str) -> Behaviour:
        self.sent += len(body)
        return page(body, Content_Type=kind, ETag='"1"')


def _serve(parent: Connection) -> None:
    async def run() -> None:
        async with serving(Sites()) as server:
            parent.send(server.port)
            await asyncio.Event().wait()

    asyncio.run(run())


async def _refresh(store: Store, later: timedelta) -> float:
    """Seconds that a refresh takes, so much after NOW."""
    async with (
        Workers() as workers,
        web(
            allow_networks=["127.0.0.0/8"],
            resolve=lambda _host, _port: ["127.0.0.1"],
            rates=RateLimits(gap=0),
        ) as session,
    ):
        reader = WebReader(session, workers.read, workers.parse)
        room = Web(store, reader, lambda: NOW + later, random.Random(1))  # noqa: S311  reproducible
        started = time.perf_counter()
        await refresh_feeds(room, lambda _: None)
        return time.perf_counter() - started


async def _sent(port: int) -> int:
    from bot.reading.web.fetch import Request  # noqa: PLC0415  for this alone

    async with web(allow_networks=["127.0.0.0/8"]) as session:
        return int((await session.get(Request(f"http://127.0.0.1:{port}/sent"))).body)


def _measure(shown: Table, folder: Path, port: int, kind: str, count: int) -> None:
    store = open_store(f"sqlite:///{folder}/{kind}.db")
    sites = (Feed(f"http://{kind}{n}.test:{port}/{kind}{n}") for n in range(count))
    feeds.add(store, sites, now=NOW)
    for name, later in (("first", timedelta()), ("second", timedelta(days=2))):
        before = asyncio.run(_sent(port))
        seconds = asyncio.run(_refresh(store, later))
        sent = asyncio.run(_sent(port)) - before
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
        shown.add_row(
            f"{name} refresh of {count:,} feeds", f"{articles.count(store):,}", f"{seconds:.1f}",
            f"{count / seconds:,.0f}", f"{sent / 1e6:.1f}", f"{peak:.0f}",
        )  # fmt: skip
    store.close()


def table() -> Table:
    shown = Table(
        "", "articles after", "seconds", "feeds a second", "MB sent", "peak memory, MB",
        title=f"Refresh: {QUIET:,} quiet feeds, then {BUSY} feeds of {ENTRIES} entries with pages",
    )  # fmt: skip
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
    with tempfile.TemporaryDirectory() as folder:
        _measure(shown, Path(folder), port, "q", QUIET)
        _measure(shown, Path(folder), port, "b", BUSY)
    server.terminate()
    return shown


if __name__ == "__main__":
    Console().print(table())
