"""Pure. Which sentence is the main news: the one that a colleague would shout across the room.

A linear score of each sentence that may be shown, first of all by where it stands and by how much
of the headline it tells. The weights in `main_news_weights.json` are written by
`bench/train_main_news.py`, with the figures of unseen articles beside them.
"""

from collections.abc import Iterable, Sequence
from math import exp, log, sqrt

from bot.briefing.extract import salience, weights
from bot.briefing.extract.candidates import Candidate
from bot.briefing.extract.worth import weighed
from bot.models import Article
from bot.text.lexicon import every_language
from bot.text.sentences import Sentence
from bot.text.stems import content, stems
from bot.text.words import words_in

_CALENDAR = every_language().calendar
_DAYS = frozenset((*_CALENDAR.days, *(row[0] for row in _CALENDAR.weekdays)))


def odds(
    article: Article, sentences: Sequence[Sentence], found: Sequence[Candidate]
) -> tuple[float, ...]:
    """How likely each of `found` is to be the main news: log-odds that compare in one article.

    `sentences` are all of the body's.
    """
    learned = weights.main_news()
    return tuple(
        sum(learned[name] * value for name, value in each.items())
        for each in features(article, sentences, found)
    )


def features(
    article: Article, sentences: Sequence[Sentence], found: Sequence[Candidate]
) -> list[dict[str, float]]:
    """What tells of each of `found` whether it is the main news, by name."""
    among = {one.sentence.index: one.words for one in found}
    worth = _standardised(salience.weights(sentences, article.headline, article.lang, among=among))
    lines = weighed(tuple([one.text for one in sentences]), article.headline, article.lang).lines
    wanted = content(frozenset(stems(article.headline or "")), article.lang)
    told = [_share(wanted, lines[one.sentence.index]) for one in found]
    most = max(told, default=0.0)
    most_at = told.index(most) if most else -1
    return [
        {
            "place": one.sentence.index / len(sentences),
            "worth": worth[at],
            "of headline": told[at],
            "first, without headline": one.sentence.index == 0 and not article.headline,
            "most of headline": at == most_at,
            "words": log(1 + one.words),
            "dated": not _DAYS.isdisjoint(map(str.lower, words_in(one.sentence.text))),
        }
        for at, one in enumerate(found)
    ]


def chances(found: Sequence[Candidate], odds: Sequence[float]) -> dict[int, float]:
    """By the index of each sentence, how likely it is the main news."""
    best = max(odds, default=0.0)
    likely = [exp(one - best) for one in odds]
    whole = sum(likely)
    return {one.sentence.index: each / whole for one, each in zip(found, likely, strict=True)}


def _share(wanted: frozenset[str], told: Iterable[str]) -> float:
    """The share of the words `wanted` that are `told`."""
    return len(wanted.intersection(told)) / len(wanted) if wanted else 0.0


def _standardised(values: Sequence[float]) -> list[float]:
    """`values` as deviations from their mean, in units of their spread."""
    if not values:
        return []
    mean = sum(values) / len(values)
    spread = sqrt(sum((one - mean) ** 2 for one in values) / len(values)) or 1.0
    return [(one - mean) / spread for one in values]
