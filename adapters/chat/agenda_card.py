"""Pure. Dates to watch -> lines as every platform shows them: the day, what is announced for it in
the words of a source, and what became of it."""

from collections.abc import Iterable, Iterator
from datetime import date

from adapters.chat import brief_card, lines
from adapters.chat.lines import Line, Listing, TextRun
from adapters.chat.text import shown
from adapters.chat.timeline_card import NOT_REPORTED, SINCE_THEN, TimelineCard
from bot.models import Agenda, DateToWatch, Point, Source
from bot.translation import ENGLISH, Translation, formats, translatable

TITLE = translatable("Dates to watch")
TOPIC = 60  # characters


def card(agenda: Agenda, tr: Translation = ENGLISH) -> TimelineCard:
    """The days ahead, on what was asked for."""
    topic = shown(agenda.asked, TOPIC)
    title = f"{tr(TITLE)}: {topic}" if topic else tr(TITLE)
    told = listing(agenda.dates, agenda.first, tr).lines
    note = shown(tr.said(agenda.note or ""), brief_card.NOTE)
    return TimelineCard((TextRun(title),), told or (lines.said(note),))


def smaller(whole: TimelineCard) -> Iterator[TimelineCard]:
    """The card, then with ever fewer days: the first ones stay."""
    for count in range(len(whole.turns), 0, -1):
        yield TimelineCard(whole.heading, whole.turns[:count])


def listing(dates: Iterable[DateToWatch], today: date, tr: Translation = ENGLISH) -> Listing:
    """A line a date; a day before `today` says what became of it."""
    return Listing(tr(TITLE), tuple(tuple(_line(one, today, tr)) for one in dates))


def _line(one: DateToWatch, today: date, tr: Translation) -> Iterator[lines.Run]:
    yield TextRun(f"{formats.day_and_month(one.day, tr)}: ", is_bold=True)
    yield from _sentence(one.point, one.source, one.outlets - 1, tr)
    if one.came is not None:
        yield TextRun(f" · {tr(SINCE_THEN)}", is_bold=True)
        yield from _sentence(one.came, one.told_by, 0, tr)
    elif one.day < today:
        yield TextRun(f" · {tr(NOT_REPORTED)}", is_bold=True)


def _sentence(point: Point, source: Source | None, more: int, tr: Translation) -> Line:
    """A sentence as it stands in a brief; whose it is leads to where it stands."""
    links = tuple(one for one in (point.link,) if brief_card.is_web(one) and one)
    outlet = shown(source.outlet if source else None, brief_card.NAME) or tr("source")
    by = TextRun(f"{outlet} +{more}" if more else outlet, links)
    speaker = brief_card.speaker(point)
    named = (TextRun(f"{speaker}: ", is_bold=True),) if speaker else ()
    said = shown(point.text, brief_card.SENTENCE)
    return (*named, TextRun(f"{said} ("), by, TextRun(")"))
