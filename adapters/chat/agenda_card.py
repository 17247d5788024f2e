"""Pure. Dates to watch -> lines as every platform shows them: the day, what is announced for it in
the words of a source, and what became of it."""

from collections.abc import Iterable, Iterator
from datetime import date

from adapters.chat import brief_card, lines, timeline_card
from adapters.chat.lines import Line, Listing, TextRun
from adapters.chat.text import shown
from adapters.chat.timeline_card import TimelineCard
from bot.models import Agenda, DateToWatch, Point, Source, Timeline
from bot.translation import ENGLISH, Translation, formats, translatable

TITLE = translatable("Dates to watch")
TOPIC = 60  # characters


def drafts(made: Timeline | Agenda, tr: Translation = ENGLISH) -> Iterator[TimelineCard]:
    """What is shown of either, whole and then with ever fewer lines, for where there is no room."""
    if isinstance(made, Timeline):
        yield from timeline_card.smaller(timeline_card.card(made, tr))
        return
    whole = card(made, tr)
    for count in range(len(whole.turns), 0, -1):  # the first days stay
        yield TimelineCard(whole.heading, whole.turns[:count])


def card(agenda: Agenda, tr: Translation = ENGLISH) -> TimelineCard:
    """The days ahead, on what was asked for."""
    topic = shown(agenda.asked, TOPIC)
    title = f"{tr(TITLE)}: {topic}" if topic else tr(TITLE)
    told = listing(agenda.dates, agenda.first, tr).lines
    note = shown(tr.said(agenda.note or ""), brief_card.NOTE)
    return TimelineCard((TextRun(title),), told or (lines.said(note),))


def listing(dates: Iterable[DateToWatch], today: date, tr: Translation = ENGLISH) -> Listing:
    """A line a date; a day before `today` says what became of it."""
    return Listing(tr(TITLE), tuple(_line(one, today, tr) for one in dates))


def _line(one: DateToWatch, today: date, tr: Translation) -> Line:
    came = _sentence(one.came, one.told_by, 0, tr) if one.came else ()
    return (
        TextRun(f"{formats.day_and_month(one.day, tr)}: ", is_bold=True),
        *_sentence(one.point, one.source, one.outlets - 1, tr),
        *timeline_card.outcome(came, is_overdue=one.day < today, tr=tr),
    )


def _sentence(point: Point, source: Source | None, more: int, tr: Translation) -> Line:
    """A sentence as it stands in a brief; whose it is leads to where it stands."""
    outlet = shown(source.outlet if source else None, brief_card.NAME) or tr("source")
    by = TextRun(f"{outlet} +{more}" if more else outlet, timeline_card.own_link(point))
    speaker = brief_card.speaker(point)
    named = (TextRun(f"{speaker}: ", is_bold=True),) if speaker else ()
    said = shown(point.text, brief_card.SENTENCE)
    return (*named, TextRun(f"{said} ("), by, TextRun(")"))
