"""How fast 100,000 articles are stored and searched, on SQLite."""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from pathlib import Path
from statistics import quantiles

from rich.console import Console
from rich.table import Table

from bot.models import Feed
from bot.store import articles, feeds
from bot.store.engine import Store, open_store
from bot.store.feeds import FeedAnswer, ReadEntry
from bot.store.search import Search, find
from tests.standins.news import NOW, entry, many

ARTICLES = 100_000
OF_A_FEED = 30  # articles a transaction
LIMIT = 50
RUNS = 200
COLD = """
import sys
from bot.store.engine import open_store
from bot.store.search import Search, find
store = open_store(sys.argv[1])
assert len(find(store, Search((("ukraine",),)), limit=50)) == 50
"""
SEARCHES = {
    "common word, newest 50": Search((("ukraine",),)),
    "rare word": Search((("spitsbergen",),)),
    "phrase": Search((("port", "council"),)),
    "any ending": Search((("ukrain*",),)),
    "20 alternatives": Search(tuple((f"word{n}",) for n in range(20))),
    "common word of one day": Search((("ukraine",),), since=NOW - timedelta(days=1)),
}


def fill(store: Store) -> float:
    """Seconds to store the articles, OF_A_FEED a poll."""
    made = many(ARTICLES)
    feeds.add(store, (Feed(f"https://ex.com/{n}") for n in range(20_000)), now=NOW)
    taken = 0.0
    while batch := list(islice(made, OF_A_FEED)):
        start = time.perf_counter()
        (claim,) = feeds.claim_due(store, now=NOW, limit=1, lease=timedelta(minutes=5))
        items = tuple(ReadEntry(entry(one.id, url=one.url), one, articles.FETCHED) for one in batch)
        listed = tuple(one.id for one in batch)
        answer = FeedAnswer(NOW + timedelta(days=1), listed=listed, items=items)
        feeds.record(store, claim, answer, now=NOW)
        taken += time.perf_counter() - start
    return taken


def milliseconds(run: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """The median and the 95th percentile of `runs` runs, after one to warm up."""
    run()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1_000)
    cuts = quantiles(taken, n=20)
    return cuts[9], cuts[18]


def cold(url: str) -> None:
    subprocess.run([sys.executable, "-c", COLD, url], check=True)  # noqa: S603  the program above


def polls_a_second(store: Store) -> float:
    claims = feeds.claim_due(store, now=NOW, limit=10_000, lease=timedelta(minutes=5))
    start = time.perf_counter()
    for claim in claims:
        feeds.record(store, claim, FeedAnswer(NOW + timedelta(days=1)), now=NOW)
    return len(claims) / (time.perf_counter() - start)


def table() -> Table:
    shown = Table("", "median", "p95", title=f"Store: {ARTICLES:,} articles on SQLite")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        url = f"sqlite:///{path}"
        store = open_store(url)
        shown.add_row("articles stored a second", f"{ARTICLES / fill(store):,.0f}", "")
        shown.add_row("polls without news recorded a second", f"{polls_a_second(store):,.0f}", "")
        for name, search in SEARCHES.items():
            middle, slow = milliseconds(lambda search=search: find(store, search, limit=LIMIT))  # type: ignore[misc]  # mypy can't infer a lambda's default
            shown.add_row(f"{name}, ms", f"{middle:.1f}", f"{slow:.1f}")
        store.close()
        middle, slow = milliseconds(lambda: cold(url), runs=10)
        shown.add_row("a new process opens and searches, ms", f"{middle:.0f}", f"{slow:.0f}")
        shown.add_row("file, MB", f"{path.stat().st_size / 1e6:,.0f}", "")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    shown.add_row("peak memory of all this, MB", f"{peak:,.0f}", "")
    return shown


if __name__ == "__main__":
    Console().print(table())
