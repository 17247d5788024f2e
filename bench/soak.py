"""Hours of traffic with the clock run faster: what the service holds on to from hour to hour.

    python -m bench.soak            a day of it: 500 articles an hour, 20 questions a minute
    python -m bench.soak 6 0.1      so many hours, and a tenth of the traffic

Feeds and pages come from a local server, digests go to a platform in memory. Everything else is as
`briefbot run` has it, in one process with its workers.
"""

import asyncio
import itertools
import os
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from bot.briefing.extract.compose import Shares
from bot.cli.wiring import bundled_gazetteer
from bot.delivery.outbox import Outbox
from bot.errors import BriefbotError
from bot.models import Channel, Feed, Person
from bot.newsroom.context import Context
from bot.newsroom.desk import NewsDesk
from bot.newsroom.digests import Composer, DigestDelivery
from bot.newsroom.drafts import Editor, as_it_is
from bot.newsroom.fetching import WebReader
from bot.newsroom.following.rereading import ReadingBudget
from bot.newsroom.grouping import Grouper
from bot.newsroom.upkeep import Upkeep
from bot.newsroom.workers import Workers
from bot.ports import Asker
from bot.reading.web.fetch import web
from bot.reading.web.politeness import RateLimits
from bot.store import articles, feeds, subscriptions
from bot.store.engine import open_store
from bot.store.locks import ReplicaLock
from tests.standins.board import Board
from tests.standins.digests import subscription
from tests.standins.processes import Clock
from tests.standins.web import Behaviour, page, serving

START = datetime(2026, 11, 23, tzinfo=UTC)
HOURS, SHARE = 24, 1.0
FEEDS, ARTICLES, QUESTIONS, DIGESTS = 20, 500, 20, 50  # an hour, a minute, a day
STEPS = 6  # rounds of work an hour
KEPT = timedelta(hours=3)  # so that the store is as large from then on
PLACES = ("Bergen", "Odesa", "Lagos", "Lima", "Hanoi", "Perth", "Quito", "Turin", "Gdansk", "Accra")
NOUNS = ("harbour", "bridge", "mine", "court", "school", "railway", "dam", "market", "clinic")
VERBS = ("closed", "reopened", "flooded", "sold", "inspected", "rebuilt", "searched", "evacuated")
NAMES = ("Ilse Brandt", "Ada Novak", "Bo Lind", "Mara Diaz", "Chi Okafor", "Jon Vik", "Eva Roth")


class Sites(dict[str, Behaviour]):
    """/f3 is a feed, whose entries are new in each round; any other address is an article."""

    def __init__(self, clock: Clock, entries: int) -> None:
        self._clock, self._entries = clock, entries

    def get(self, path: str, _default: object = None) -> Behaviour:
        if path == "/robots.txt":
            return page(b"")
        if path.count("/") == 1:
            now = self._clock()
            items = "".join(
                f"<item><link>{path}/{now:%d%H%M}-{number}</link>"
                f"<title>{_sentence(Random(f'{path}{now}{number}'))}</title>"  # noqa: S311  no secret
                f"<pubDate>{now:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
                for number in range(self._entries)
            )
            return page(f"<rss><channel>{items}</channel></rss>".encode(), Content_Type="text/xml")
        chance = Random(path)  # noqa: S311  no secret
        body = "".join(f"<p>{' '.join(_sentence(chance) for _ in range(3))}</p>" for _ in range(5))
        return page(f"<html lang=en><article><h1>{_sentence(chance)}</h1>{body}".encode(),
                    Content_Type="text/html")  # fmt: skip


def _sentence(chance: Random) -> str:
    return (
        f"The {chance.choice(NOUNS)} of {chance.choice(PLACES)} was {chance.choice(VERBS)} for "
        f"{chance.randrange(2, 90)} days, said {chance.choice(NAMES)}."
    )


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds, and its workers' memory."""

    memory: float  # MB, resident
    workers: float
    files: int
    threads: int

    @classmethod
    def now(cls) -> "Held":
        """As the system has it."""
        own = os.getpid()
        listed = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii").split()
        return cls(
            _resident(own),
            sum(_resident(int(one)) for one in listed),
            len(os.listdir(f"/proc/{own}/fd")),  # noqa: PTH208  it counts itself
            threading.active_count(),
        )


def _resident(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def soak(shown: Table, hours: int, share: float) -> None:
    """Adds a row an hour."""
    clock = Clock(START)
    asker = Asker(Person("discord", "T1", "U1"), Channel("discord", "T1", "C0"))
    board = Board(clock)
    entries = max(1, round(ARTICLES * share / STEPS / FEEDS))
    async with AsyncExitStack() as held:
        folder = held.enter_context(tempfile.TemporaryDirectory())
        store = open_store(f"sqlite:///{folder}/soak.db")
        held.callback(store.close)
        thread = held.enter_context(ThreadPoolExecutor(4, "newsroom"))
        server = await held.enter_async_context(serving(Sites(clock, entries)))
        workers = await held.enter_async_context(Workers())
        session = await held.enter_async_context(
            web(allow_networks=["127.0.0.0/8"], rates=RateLimits(gap=0), now=clock)
        )
        reader = WebReader(session, workers.read, workers.parse)
        context = Context(store, bundled_gazetteer(), Shares(), ZoneInfo("UTC"))
        desk = NewsDesk(context, lambda: web(), as_it_is, clock, thread, workers.read)  # noqa: PLW0108  as it is called
        due = DigestDelivery(Composer(context), Editor(), clock, thread)
        outbox = Outbox(store, {"discord": board}, due.compose, clock)
        upkeep = Upkeep(
            store, reader, clock, KEPT, Grouper(store), ReplicaLock(store, "grouping"), context,
            ReadingBudget(0.1), "now", 2,
        )  # fmt: skip
        feeds.add(store, [Feed(server.url(f"/f{number}")) for number in range(FEEDS)], now=clock())
        for number in range(round(DIGESTS * share)):
            at = time(number * 24 // max(1, round(DIGESTS * share)))
            made = replace(subscription(f"C{number}", "discord", at), since=START)
            subscriptions.save(store, made)
        asked = itertools.cycle((*PLACES, "mine flooded", "top", "court 6h"))
        for hour in range(1, hours + 1):
            briefs = 0
            for _ in range(STEPS):
                clock.now += timedelta(hours=1) / STEPS
                await upkeep.refresh()
                await upkeep.group()
                await outbox.deliver_due()
                for _ in range(round(QUESTIONS * share * 60 / STEPS)):
                    try:
                        await desk.brief(asker, next(asked))
                    except BriefbotError:
                        continue
                    briefs += 1
            posted = len(board.pinned)
            board.pinned.clear()
            now = Held.now()
            figures = (f"{now.memory:.0f}", f"{now.workers:.0f}", now.files, now.threads)
            done = (hour, articles.count(store), briefs, posted)
            shown.add_row(*map(str, (*done, *figures)))
            Console(stderr=True).print(*done, *figures)  # as it comes: it takes long


def table(hours: int = HOURS, share: float = SHARE) -> Table:
    shown = Table(
        "hour", "articles kept", "questions answered", "digests", "memory, MB", "of its workers",
        "files", "threads",
        title=f"{hours} hours of traffic, {share:g} of it",
    )  # fmt: skip
    asyncio.run(soak(shown, hours, share))
    return shown


if __name__ == "__main__":
    given = sys.argv[1:]
    Console().print(table(int(given[0]), float(given[1])) if len(given) > 1 else table())
