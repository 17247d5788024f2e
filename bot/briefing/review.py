"""Pure. What a week's story came to: its newest state, and how it began."""

from dataclasses import replace
from datetime import timedelta

from bot.briefing.extract.compose import own_words
from bot.models import Brief, Kind, Timeline, Turn

LONG = timedelta(days=1)  # between the first report and the newest; else the brief has it all


def with_beginning(brief: Brief, told: Timeline) -> Brief:
    """The brief, and under "Background" the sentence that reported its story first, where that was
    a day before what the brief tells."""
    first = told.lines[0]
    by = {one.id: one for one in told.sources}[first.point.spans[0].article]
    newest = max((one.published for one in brief.sources if one.published), default=first.at)
    is_known = any(span.article == by.id for one in brief.points for span in one.spans)
    if first.turn is not Turn.FIRST or is_known or newest - first.at < LONG:
        return brief
    point = replace(first.point, kind=Kind.BACKGROUND)
    return replace(
        brief,
        points=(*brief.points, point),
        sources=brief.sources
        if by.id in {one.id for one in brief.sources}
        else (*brief.sources, by),
        words=brief.words + own_words(point),
    )
