"""Pure. What the articles of a story say of something, in their own sentences.

It answers a question about a brief: each sentence is one that could stand in a brief of its article
and breaks none of a brief's invariants.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.briefing import novelty
from bot.briefing.extract.candidates import Candidate, as_point, candidates, shortened
from bot.briefing.extract.compose import SENTENCE_WORDS, Shares, allowed_words, own_words, source_of
from bot.briefing.extract.grounding import violated
from bot.briefing.story import MOST_READ, by_fullness
from bot.models import Brief, Length, Point, Story
from bot.text.sentences import split

MOST_QUOTED = 4  # sentences


def quoting(
    base: Brief, story: Story, is_wanted: Callable[[Candidate], bool], shares: Shares, question: str
) -> Brief | None:
    """`base`, a brief of `story`, with the sentences that `is_wanted` takes in the place of its
    own, the fullest article's first; None where there is none. No article is quoted beyond its
    share of a brief."""
    lang = base.sources[0].lang if base.sources else None
    points: list[Point] = []
    known: list[str] = []
    articles = by_fullness([one for one in story.articles if one.lang == lang])[:MOST_READ]
    for article in articles:
        room = allowed_words(article, Length.BRIEF, shares)
        for one in candidates(article, split(article.body, article.lang)):
            short = shortened(article, one, min(room, SENTENCE_WORDS)) if is_wanted(one) else None
            if short is None or len(points) == MOST_QUOTED or not is_wanted(short):
                continue
            point = as_point(article, short)
            told = novelty.key(point.text, lang)
            if violated(point, article) or novelty.is_told(told, known):
                continue
            points.append(point)
            known.append(told)
            room -= own_words(point)
    if not points:
        return None
    quoted = {span.article for point in points for span in point.spans}
    sources = tuple(source_of(one) for one in articles if one.id in quoted)
    return replace(
        base,
        id=None,
        question=question,
        points=tuple(sorted(points, key=lambda one: one.kind.place)),
        words=sum(map(own_words, points)),
        summarizer="extractive",
        sources=sources,
        outlets=len({one.outlet for one in sources}),
        length=Length.BRIEF,
        image=None,
        differences=(),
        rejected=(),
        told_before=None,
        corrected=None,
        correction=None,
    )
