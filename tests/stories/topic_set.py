"""The set of queries and articles in tests/data/topics, and how well a search answers it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.briefing.extract.compose import Shares
from bot.cli.wiring import bundled_gazetteer
from bot.models import Article
from bot.newsroom import search
from bot.newsroom.context import Context
from bot.store import articles
from bot.store.articles import FETCHED
from bot.store.engine import Store, open_store
from bot.store.search import Search, find
from bot.stories import requests

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
FILES = tuple(sorted((Path(__file__).parents[1] / "data" / "topics").glob("*.txt")))
GAZETTEER = bundled_gazetteer()


@dataclass(frozen=True, slots=True)
class Score:
    """Over all queries together."""

    precision: float
    recall: float


def read(file: Path) -> tuple[list[Article], dict[str, set[str]]]:
    """The articles of a file, and the headlines that each query must find."""
    found: list[Article] = []
    wanted: dict[str, set[str]] = {}
    for number, block in enumerate(file.read_text(encoding="utf-8").split("\n== ")[1:]):
        queries, headline, *body = block.strip().splitlines()
        found.append(_article(str(number), headline, "\n".join(body)))
        for query in queries.split(" | "):
            wanted.setdefault(query.strip(), set()).add(headline)
    return found, wanted


def stored(found: Iterable[Article]) -> Store:
    store = open_store("sqlite://")
    for article in found:
        articles.save(store, article, FETCHED, now=NOW)
    return store


def ours(store: Store, query: str) -> set[str | None]:
    request = requests.parse(query, now=NOW, zone=ZoneInfo("UTC"))
    context = Context(store, GAZETTEER, Shares(), ZoneInfo("UTC"))
    return {one.article.headline for one in search.articles_on(context, request)}


def bare(store: Store, query: str) -> set[str | None]:
    """What a full-text search for the words as they are typed finds."""
    search = Search((tuple(query.strip('"').split()),))
    return {one.kept.article.headline for one in find(store, search, limit=400)}


def score(answer: Callable[[Store, str], set[str | None]], files: Iterable[Path] = FILES) -> Score:
    """Each file's queries are asked of that file's articles; all of them are counted together."""
    right = given = meant = 0
    for file in files:
        made, wanted = read(file)
        store = stored(made)
        for query, headlines in wanted.items():
            found = answer(store, query)
            right += len(found & headlines)
            given += len(found)
            meant += len(headlines)
        store.close()
    return Score(right / max(1, given), right / meant)


def _article(number: str, headline: str, body: str) -> Article:
    return Article(
        id=number,
        headline=headline,
        body=body,
        url=f"https://wire.example/{number}",
        published=NOW - timedelta(minutes=int(number)),
    )
