"""Pure. A Timeline -> its lines as every platform shows them: when, what turned, in whose words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from adapters.chat import brief_card, lines
from adapters.chat.card import Passage
from adapters.chat.lines import Line, MomentRun, Run, TextRun
from adapters.chat.text import known, shown, spelled
from bot.models import Point, Source, Timeline, TimelineLine, Turn
from bot.translation import ENGLISH, Translation, translatable

TITLE = translatable("How it went")
NOT_REPORTED = translatable("Not yet reported.")
FARTHEST_WEST = timedelta(hours=12)  # behind UTC: past there, a day is past for every reader
SINCE_THEN = translatable("Since then: ")


@dataclass(frozen=True, slots=True)
class TimelineCard:
    """A heading, and a line for each turn of a story, or each date to watch."""

    heading: Line
    turns: tuple[Line, ...]


def card(timeline: Timeline, tr: Translation = ENGLISH) -> TimelineCard:
    """What is shown of how a story went; each sentence leads to its source."""
    headline = shown(timeline.headline, brief_card.HEADLINE) or tr(brief_card.UNTITLED)
    sources = {one.id: one for one in timeline.sources}
    return TimelineCard(
        (TextRun(f"{tr(TITLE)}: {headline}"),),
        tuple(tuple(_turn(one, timeline, sources, tr)) for one in timeline.lines),
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


def outcome(came: Iterable[Run], *, is_overdue: bool, tr: Translation) -> Line:
    """What became of what was announced, in the sentence that tells it; or that none does yet."""
    if told := tuple(came):
        return (TextRun(f" · {tr(SINCE_THEN)}", is_bold=True), *told)
    return (TextRun(f" · {tr(NOT_REPORTED)}", is_bold=True),) if is_overdue else ()


def own_link(point: Point) -> tuple[str, ...]:
    """The link to where a sentence stands, if it is one of the web's."""
    return (point.link,) if point.link and brief_card.is_web(point.link) else ()


def _turn(
    one: TimelineLine, timeline: Timeline, sources: Mapping[str, Source], tr: Translation
) -> Iterator[Run]:
    yield from (MomentRun(known(one.at), tr), TextRun(" · "))
    if named := label(one, tr):
        yield TextRun(f"{named}: ", is_bold=True)
    yield from _sentence(one.point, sources, tr)
    came = _sentence(one.came, sources, tr) if one.came else ()
    yield from outcome(came, is_overdue=is_overdue(one, timeline), tr=tr)


def _sentence(point: Point, sources: Mapping[str, Source], tr: Translation) -> Iterator[Run]:
    article = point.spans[0].article
    number = list(sources).index(article) + 1 if article in sources else 0
    source = sources.get(article)
    whole = shown(point.text, brief_card.SENTENCE)
    told = Passage(number, whole, own_link(point), brief_card.speaker(point))
    yield from lines.passage(told, tr)
    if outlet := shown(source.outlet if source else None, brief_card.NAME):
        yield TextRun(f" ({outlet})")
