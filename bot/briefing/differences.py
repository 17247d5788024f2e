"""Pure. Articles of one story -> the figures they give differently, side by side, never blended.

The newest statement of each outlet, from the sentences that tell the news, counts. An article that
gives two figures for one thing has none to compare, and an older figure is not a different one but
an outdated one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from bot.briefing.tallies import Tally, are_alike, differ, tallies
from bot.models import Article, Difference, Reported
from bot.text.sentences import split

NEWS_SENTENCES = 6  # from the top; what follows is more often about another time or place
STILL_STANDS = timedelta(hours=12)  # a figure older than that beside the newest is outdated
MOST_OUTLETS = 2  # named for one figure


@dataclass(frozen=True, slots=True)
class _Statement:
    """What one article counts."""

    article: Article
    tally: Tally


def between(articles: Sequence[Article]) -> tuple[Difference, ...]:
    """What independent outlets count differently in `articles`, which tell one story.

    Each report names an article by its id; its figure stands so in that article's body.
    """
    stated: dict[str, list[_Statement]] = {}
    for article in _newest_of_outlets(articles):
        for tally in _stated(article):
            stated.setdefault(tally.what, []).append(_Statement(article, tally))
    found = (_difference(what, statements) for what, statements in stated.items())
    return tuple(difference for difference in found if difference is not None)


def _newest_of_outlets(articles: Iterable[Article]) -> list[Article]:
    """One article an outlet, the newest first; nobody knows when an undated one spoke."""
    newest: dict[str, Article] = {}
    for article in sorted(articles, key=attrgetter("at"), reverse=True):
        if article.published is not None and article.lang in (None, "en"):
            newest.setdefault(article.outlet or article.id, article)
    return list(newest.values())


def _stated(article: Article) -> list[Tally]:
    """The figures of the article's news, but for those that it gives in two ways."""
    sentences = split(article.body, article.lang)[:NEWS_SENTENCES]
    stated: dict[str, list[Tally]] = {}
    for sentence in sentences:
        for tally in tallies(sentence.text):
            stated.setdefault(tally.what, []).append(tally)
    return [some[0] for some in stated.values() if len({one.value for one in some}) == 1]


def _difference(what: str, statements: Sequence[_Statement]) -> Difference | None:
    """The reports of one thing that go together with the newest one, if any two differ."""
    together: list[_Statement] = []
    for statement in statements:
        if all(_go_together(statement, other) for other in together):
            together.append(statement)
    shown = _few_of_each_figure(together)
    first = shown[0].tally
    if not any(differ(first, statement.tally) for statement in shown[1:]):
        return None
    shown.sort(key=lambda statement: (statement.tally.value, statement.article.at))
    return Difference(what, tuple(Reported(one.tally.figure, one.article.id) for one in shown))


def _go_together(one: _Statement, other: _Statement) -> bool:
    apart = abs(one.article.at - other.article.at)
    return apart <= STILL_STANDS and are_alike(one.tally, other.tally)


def _few_of_each_figure(statements: Iterable[_Statement]) -> list[_Statement]:
    shown: list[_Statement] = []
    for statement in statements:
        value = statement.tally.value
        if sum(one.tally.value == value for one in shown) < MOST_OUTLETS:
            shown.append(statement)
    return shown
