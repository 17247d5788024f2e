"""Pure. Articles -> the numbered sentences that a language model is shown.

Each is shown as a brief would show it, with its dates made absolute and its "he" named, so that
what the model writes can be checked against what it saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.briefing.extract.candidates import as_point, candidates
from bot.briefing.extract.grounding import grounded
from bot.briefing.text_fragments import fragment_link
from bot.models import Article, Point, Span
from bot.text.injection import addresses_machine
from bot.text.sentences import split

MOST_ARTICLES = 4
MOST_CHARACTERS = (
    12_000  # of all together: some 4,000 tokens, with room in a small context of 8,000
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence as shown; `point` is what it makes by itself, None where it can't stand alone."""

    article: Article
    span: Span
    text: str
    link: str | None
    point: Point | None


def numbered(articles: Sequence[Article]) -> tuple[tuple[Numbered, ...], ...]:
    """The sentences of each of the first articles, in order, those left out that speak to machines.

    Long articles lose their ends, each no more than its share.
    """
    shown = articles[:MOST_ARTICLES]
    return tuple(_bounded(_sentences(one), MOST_CHARACTERS // len(shown)) for one in shown)


def _sentences(article: Article) -> list[Numbered]:
    sentences = split(article.body, article.lang)
    alone = {one.sentence.index: as_point(article, one) for one in candidates(article, sentences)}
    good = set(grounded(alone.values(), article).points)
    found = []
    for sentence in sentences:
        if addresses_machine(sentence.text):
            continue
        point = alone.get(sentence.index)
        found.append(
            Numbered(
                article=article,
                span=Span(article.id, sentence.start, sentence.end),
                text=point.text if point else " ".join(sentence.text.split()),
                link=fragment_link(article.url, sentence.text),
                point=point if point in good else None,
            )
        )
    return found


def _bounded(sentences: Sequence[Numbered], most: int) -> tuple[Numbered, ...]:
    taken = []
    for sentence in sentences:
        most -= len(sentence.text)
        if most < 0:
            break
        taken.append(sentence)
    return tuple(taken)
