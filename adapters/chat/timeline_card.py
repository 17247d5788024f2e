"""Pure. A Timeline -> its lines as every platform shows them: when, what turned, in whose words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from adapters.chat import brief_card, lines
from adapters.chat.card import Passage
from adapters.chat.lines import Line, MomentRun, TextRun
from adapters.chat.text import known, shown, spelled
from bot.models import Point, Source, Timeline, TimelineLine, Turn
from bot.translation import ENGLISH, Translation, translatable

TITLE = translatable("How it went")
NOT_REPORTED = translatable("Not yet reported.")
FARTHEST_WEST = timedelta(hours=12)  # behind UTC: past there, a day is past for every reader
SINCE_THEN = translatable("Since then: ")


@dataclass(frozen=True, slots=True)
class TimelineCard:
    """A story's headline, linked, and a line for each of its turns."""

    heading: Line
    turns: tuple[Line, ...]


def card(timeline: Timeline, tr: Translation = ENGLISH) -> TimelineCard:
    """What is shown of how a story went; each sentence leads to its source."""
    headline = shown(timeline.headline, brief_card.HEADLINE) or tr(brief_card.UNTITLED)
    sources = {one.id: one for one in timeline.sources}
    numbers = {article: at for at, article in enumerate(sources, start=1)}
    return TimelineCard(
        (TextRun(f"{tr(TITLE)}: {headline}"),),
        tuple(
            (
                MomentRun(known(one.at), tr),
                TextRun(" · "),
                *_turn(one, timeline, sources, numbers, tr),
            )
            for one in timeline.lines
        ),
    )


def smaller(whole: TimelineCard) -> Iterator[TimelineCard]:
    """The card, then with ever fewer turns: the first stays, and the last ones."""
    first, rest = whole.turns[:1], whole.turns[1:]
    for count in range(len(rest), -1, -1):
        yield TimelineCard(whole.heading, (*first, *rest[len(rest) - count :]))


def label(one: TimelineLine, tr: Translation = ENGLISH) -> str:
    """What kind of turn it is, in words before its sentence; a day's further news needs none."""
    if one.turn is Turn.FIRST:
        return tr("First reported")
    if one.turn is Turn.DENIAL:
        return tr("Denied")
    if one.day is not None:
        return tr("Announced for {day}", day=spelled(one.day, tr))
    return shown(one.change, brief_card.CAPTION)


def is_overdue(one: TimelineLine, timeline: Timeline) -> bool:
    """Whether the day that something was announced for is past, and nothing told of it."""
    today = (timeline.as_of - FARTHEST_WEST).date()
    return one.day is not None and one.came is None and one.day < today


def _turn(
    one: TimelineLine,
    timeline: Timeline,
    sources: Mapping[str, Source],
    numbers: Mapping[str, int],
    tr: Translation,
) -> Iterator[lines.Run]:
    if named := label(one, tr):
        yield TextRun(f"{named}: ", is_bold=True)
    yield from _sentence(one.point, sources, numbers, tr)
    if one.came is not None:
        yield TextRun(f" · {tr(SINCE_THEN)}", is_bold=True)
        yield from _sentence(one.came, sources, numbers, tr)
    elif is_overdue(one, timeline):
        yield TextRun(f" · {tr(NOT_REPORTED)}", is_bold=True)


def _sentence(
    point: Point, sources: Mapping[str, Source], numbers: Mapping[str, int], tr: Translation
) -> Iterator[lines.Run]:
    article = point.spans[0].article
    source = sources.get(article)
    outlet = shown(source.outlet if source else None, brief_card.NAME)
    links = tuple(one for one in (point.link,) if brief_card.is_web(one) and one)
    whole = shown(point.text, brief_card.SENTENCE)
    yield from lines.passage(
        Passage(numbers.get(article, 0), whole, links, brief_card.speaker(point)), tr
    )
    if outlet:
        yield TextRun(f" ({outlet})")
