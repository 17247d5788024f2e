"""Every kind of question put to a large store on PostgreSQL, twenty times in a row.

    python -m bench.postgresql 500000

A few thousand invented articles are stored as always, and copied by the database until there are so
many, over 90 days. It starts a PostgreSQL of its own.
"""

import sys
import time
from collections.abc import Callable
from itertools import islice
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from bench.answers import group
from bench.store import milliseconds
from bot.briefing.extract.compose import Shares
from bot.cli.wiring import bundled_gazetteer
from bot.newsroom import answers
from bot.newsroom.answers import Inquiry
from bot.newsroom.context import Context
from bot.store import articles
from bot.store.engine import Store, open_store
from bot.stories import requests
from tests.standins.news import NOW, many
from tests.standins.postgresql import serving

ARTICLES, SAVED = 500_000, 2_000
IN_A_ROW = 20
ASKED = (
    "ukraine", "ukraine 6h", "spitsbergen", "greenland", "kyiv election", "port council",
    "europe", "zyxwvut",
)  # fmt: skip
BETWEEN = 1_000_003  # of an article's number and its copy's: microseconds
_COPIED = (
    "saved, page, page_error, page_retry, headline, outlet, byline, published, published_offset, "
    "lang, images, related, body, features, standfirst, complete"
)


def fill(store: Store, count: int) -> None:
    """So many articles, each a story of its own."""
    for one in islice(many(SAVED), SAVED):
        articles.save(store, one, articles.FETCHED, now=NOW)
    group(store)
    copies = f"generate_series(1, {count // SAVED - 1}) AS copy"
    number = f"id + copy * {BETWEEN}"
    columns = f"{number}, ({number})::text, url || '?' || copy, {_COPIED}"
    copied = f"SELECT {columns} FROM articles, {copies}"  # noqa: S608  ours
    words = f"SELECT {number}, words FROM search, {copies}"  # noqa: S608  ours
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in (
            "DROP INDEX ix_search_words",
            f"INSERT INTO articles (id, story, url, {_COPIED}) {copied}",
            f"INSERT INTO search (id, words) {words}",
            "CREATE INDEX ix_search_words ON search USING gin (words)",
            "ANALYZE",
        ):
            connection.exec_driver_sql(statement)


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """What people ask, by its name."""
    context = Context(store, bundled_gazetteer(), Shares(), ZoneInfo("UTC"))
    inquiry = Inquiry(NOW)

    def topic(words: str) -> Callable[[], object]:
        request = requests.parse(words, now=NOW, zone=context.zone)
        return lambda: answers.on_topic(context, request, inquiry)

    asked = {f"brief {words}": topic(words) for words in ASKED}
    return asked | {"top": lambda: answers.top(context, inquiry)}


def table(count: int = ARTICLES) -> Table:
    shown = Table("", "median, ms", "p95, ms", title=f"{count:,} articles on PostgreSQL")
    settings = "-c shared_buffers=512MB -c maintenance_work_mem=1GB -c max_wal_size=8GB"
    with serving(settings) as server:
        store = open_store(server.new())
        start = time.perf_counter()
        fill(store, count)
        shown.caption = f"filled in {time.perf_counter() - start:.0f} s"
        for name, ask in questions(store).items():
            middle, slow = milliseconds(ask, runs=IN_A_ROW)
            shown.add_row(name, f"{middle:.0f}", f"{slow:.0f}")
        store.close()
    return shown


if __name__ == "__main__":
    Console().print(table(*map(int, sys.argv[1:])))
