"""Pure. Points that a language model chose or wrote -> the brief, in its sections, led by news."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.briefing.extract.compose import own_words, source_of
from bot.models import Article, Brief, Kind, Point
from bot.text.words import counted, without_brackets

_LEADS = {Kind.NEWS, Kind.OPINION}


def assembled(
    base: Brief, points: Sequence[Point], articles: Iterable[Article], most: int, summarizer: str
) -> Brief:
    """`base` with these points, of these articles, in their sections: in at most `most` words, led
    by its own news where they have none."""
    kept = list(points)
    if not any(point.kind in _LEADS for point in kept):
        lead = [point for point in base.points if point.kind in _LEADS][:1]
        while lead and kept[1:] and sum(map(words, [*lead, *kept])) > most:
            kept.pop()
        kept = [*lead, *kept]
    kept.sort(key=lambda point: point.kind.place)
    cited = {span.article for point in kept for span in point.spans}
    known = {source.id for source in base.sources}
    added = [source_of(one) for one in articles if one.id in cited - known]
    return replace(
        base,
        points=tuple(kept),
        words=sum(map(words, kept)),
        summarizer=summarizer,
        sources=(*base.sources, *added),
    )


def words(point: Point) -> int:
    """The words of a point without the brackets that we add."""
    return own_words(point) if point.by == "source" else counted(without_brackets(point.text))
