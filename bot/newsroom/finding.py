"""I/O. A request -> the stored articles that are about it, in the sense meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.models import Article, Teaser
from bot.store.engine import Store
from bot.store.search import Hit, Search, find
from bot.stories import topics
from bot.stories.places import Gazetteer
from bot.stories.requests import Request
from bot.stories.topics import Match, Topic

CANDIDATES = 200  # of a topic, the newest; more would not be read by anyone


@dataclass(frozen=True, slots=True)
class Matched:
    """An article about a topic: what it was matched by, and its teasers that were meant."""

    article: Article
    match: Match
    teasers: tuple[Teaser, ...] = ()


def about(store: Store, request: Request, gazetteer: Gazetteer) -> tuple[Matched, ...]:
    """The articles that a request asks for, newest first; without a topic, all of its time."""
    asked = topics.topics_of(request, gazetteer)
    candidates = _candidates(store, request, asked)
    outlets = [name.casefold() for name in request.outlets]
    return tuple(
        matched
        for found in candidates
        if (matched := _matched(asked, found)) and _is_wanted(matched.article, request, outlets)
    )


def _candidates(store: Store, request: Request, asked: Sequence[Topic]) -> list[Hit]:
    """Each article that has one of the phrases, once, the newest first."""
    searches = [
        Search(topic.phrases, since=request.since, until=request.until) for topic in asked
    ] or [Search(since=request.since, until=request.until)]
    found = {
        one.kept.article.id: one
        for search in searches
        for one in find(store, search, limit=CANDIDATES)
    }
    return sorted(found.values(), key=lambda one: int(one.kept.article.id), reverse=True)


def _matched(asked: Sequence[Topic], found: Hit) -> Matched | None:
    article = found.kept.article
    if not asked:
        return Matched(article, Match((), 0.0))
    match = topics.matches(asked, article)
    if match:
        return Matched(article, match, found.teasers)
    return None


def _is_wanted(article: Article, request: Request, outlets: Sequence[str]) -> bool:
    if topics.mentions(request.unwanted, article):
        return False
    if not outlets:
        return True
    names = f"{article.outlet or ''} {article.url or ''}".casefold()
    return any(outlet in names for outlet in outlets)
