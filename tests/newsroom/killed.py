"""A program that refreshes a store until it is killed, and the site that it reads.

killed serve               the site; prints its port
killed refresh URL PORT N  refreshes the store at URL once, when N leases have lapsed
"""

import asyncio
import random
import sys
from datetime import UTC, datetime, timedelta

from bot.models import Feed
from bot.newsroom.fetching import WebReader
from bot.newsroom.refresh import LEASE, Web, refresh_feeds
from bot.reading.web.fetch import web
from bot.reading.web.politeness import RateLimits
from bot.store import feeds
from bot.store.engine import open_store
from tests.standins.web import Behaviour, page, serving

FEEDS = 40
ENTRIES = 5
_STORY = """<html lang="en"><head><title>Report {0}</title></head><body><article><h1>Report {0}</h1>
<p>The council of town {0} met on Monday and agreed to mend bridge number {0}, officials said.</p>
<p>Work on bridge {0} is to begin in spring, said the engineer of town {0}, Ilse Brandt.</p>
</article></body></html>"""


class _Sites(dict[str, Behaviour]):
    """/f7 lists /f7/0 to /f7/4, which are pages."""

    def get(self, path: str, _default: object = None) -> Behaviour:
        if path == "/robots.txt":
            return page(b"")
        if path.count("/") > 1:
            return page(_STORY.format(path.replace("/", "")).encode(), Content_Type="text/html")
        items = "".join(f"<item><link>{path}/{n}</link></item>" for n in range(ENTRIES))
        return page(f"<rss><channel>{items}</channel></rss>".encode())


async def serve() -> None:
    async with serving(_Sites()) as server:
        print(server.port, flush=True)  # noqa: T201  tells the test
        await asyncio.Event().wait()


async def refresh_once(url: str, port: str, *, later: timedelta) -> None:
    store = open_store(url)

    def now() -> datetime:
        return datetime.now(UTC) + later

    async with web(allow_networks=["127.0.0.0/8"], rates=RateLimits(gap=0)) as session:
        sites = (Feed(f"http://127.0.0.1:{port}/f{number}") for number in range(FEEDS))
        feeds.add(store, sites, now=now())
        print("at work", flush=True)  # noqa: T201  tells the test
        await refresh_feeds(
            Web(store, WebReader(session), now, random.SystemRandom()), lambda _: None
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve"]:
            asyncio.run(serve())
        case ["refresh", url, port, leases]:
            asyncio.run(refresh_once(url, port, later=LEASE * int(leases)))
        case unknown:
            sys.exit(f"no such work: {unknown}")
