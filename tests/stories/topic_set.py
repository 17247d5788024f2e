"""The set of queries and articles in tests/data/topics, and how well a search answers it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.models import Article
from bot.newsroom import finding
from bot.store import articles
from bot.store.articles import FETCHED
from bot.store.engine import Store, open_store
from bot.store.search import Search, find
from bot.stories import places, requests

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
FILE = Path(__file__).parents[1] / "data" / "topics" / "articles.txt"
GAZETTEER = places.parse(
    resources.files("bot.stories").joinpath("places.toml").read_text(encoding="utf-8")
)

Answers = Mapping[str, Collection[str]]  # the ids of the articles that each query finds


@dataclass(frozen=True, slots=True)
class Score:
    """Over all queries together."""

    precision: float
    recall: float


def read() -> tuple[list[Article], dict[str, set[str]]]:
    """The articles, and the ids that each query must find."""
    found, wanted = [], {}  # type: ignore[var-annotated]  # filled below
    for number, block in enumerate(FILE.read_text(encoding="utf-8").split("\n== ")[1:]):
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
    return {one.article.headline for one in finding.about(store, request, GAZETTEER)}


def bare(store: Store, query: str) -> set[str | None]:
    """What a full-text search for the words as they are typed finds."""
    search = Search((tuple(query.strip('"').split()),))
    return {one.kept.article.headline for one in find(store, search, limit=400)}


def score(answer: Callable[[Store, str], set[str | None]]) -> Score:
    made, wanted = read()
    store = stored(made)
    answers = {query: answer(store, query) for query in wanted}
    store.close()
    right = sum(len(answers[query] & wanted[query]) for query in wanted)
    return Score(
        right / max(1, sum(map(len, answers.values()))), right / sum(map(len, wanted.values()))
    )


def _article(number: str, headline: str, body: str) -> Article:
    return Article(
        id=number,
        headline=headline,
        body=body,
        url=f"https://wire.example/{number}",
        published=NOW - timedelta(minutes=int(number)),
    )
