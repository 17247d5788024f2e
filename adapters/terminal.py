"""A brief on a terminal: headline, sections, photo, sources, and where to check each sentence.

The article's words are printed as they are: rich's markup is never read from them, and the readers
have already removed control characters.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from rich.console import Console, JustifyMethod
from rich.style import Style
from rich.text import Text

from adapters.chat import agenda_card, brief_card, digest_card, lines, timeline_card
from adapters.chat.lines import Listing, TextRun
from adapters.chat.text import known, local
from bot.models import (
    Agenda,
    Answer,
    Brief,
    Difference,
    Digest,
    Headline,
    Point,
    Source,
    Timeline,
    TimelineLine,
)
from bot.translation import ENGLISH, RIGHT_TO_LEFT, Translation

WIDEST = 88  # columns; longer lines are hard to read
INDENT = "  "
_NO_CLOCK = " " * 7

Numbered = tuple[int, Point]
Block = tuple[str, Text]  # an indent and a paragraph


def answer(given: Answer, console: Console, zone: ZoneInfo) -> None:
    """Print an answer: its brief, what it matched, further stories, and what there is to say."""
    if given.brief:
        show(given.brief, console, zone)
    for paragraph in _around(given, zone):
        console.print()
        for line in paragraph.wrap(console, min(console.width, WIDEST)):
            line.rstrip()
            console.print(line, highlight=False, soft_wrap=True)


def digest(made: Digest, console: Console, zone: ZoneInfo) -> None:
    """Print a digest: the lead, the short ones, a line each for the rest, and what was read."""
    tr = digest_card.spoken_in(made)
    title = tr("Digest on {topics}", topics=digest_card.topics(made.topics, tr))
    console.print(Text(title, style="bold reverse"), highlight=False)
    if made.note:
        console.print(Text(made.note), highlight=False)
    for item in made.items:
        console.print()
        if item.update:
            console.print(Text(item.update, style="bold"), highlight=False)
        show(item.brief, console, zone, tr)
        console.print(Text(item.why, style="dim"), highlight=False)
    if made.in_brief:
        console.print(Text(f"\n{tr('In brief')}", style="bold cyan"))
        for line in made.in_brief:
            console.print(_line(line, zone, tr), highlight=False)
    _dates(digest_card.dates(made, tr), console)
    counts = " · ".join(digest_card.counts(made.counts, tr))
    console.print(Text(f"\n{counts}", style="dim"), highlight=False)


def timeline(made: Timeline, console: Console, zone: ZoneInfo) -> None:
    """Print how a story went, day by day: what turned, in the words of its source."""
    title = f"{timeline_card.TITLE}: {made.headline or brief_card.UNTITLED}"
    console.print(Text(title, style="bold"), highlight=False)
    width = min(console.width, WIDEST) - len(_NO_CLOCK)
    for day, turns in groupby(made.lines, key=lambda one: _day_of(one, zone)):
        console.print(Text(f"\n{day:%a %-d %b %Y}", style="bold cyan"), highlight=False)
        for one in turns:
            before = _NO_CLOCK if one.day else f"{one.at.astimezone(zone):%H:%M}  "
            for line in _turn(one, made).wrap(console, width):
                line.rstrip()
                console.print(Text(before) + line, highlight=False, soft_wrap=True)
                before = _NO_CLOCK
    console.print()
    for number, source in enumerate(made.sources, start=1):
        at = Text(f"[{number}] ", style="dim")
        console.print(at + _source(source, zone), highlight=False, soft_wrap=True)


def agenda(made: Agenda, console: Console) -> None:
    """Print what is announced for the days ahead."""
    card = agenda_card.card(made)
    _dates(Listing(lines.words(card.heading), card.turns), console)


def _dates(dates: Listing, console: Console) -> None:
    if not dates.lines:
        return
    console.print(Text(f"\n{dates.heading}", style="bold cyan"), highlight=False)
    width = min(console.width, WIDEST) - len(INDENT)
    for one in dates.lines:
        runs = (run for run in one if isinstance(run, TextRun))
        told = Text.assemble(*((run.text, _look(run)) for run in runs))
        before = "• "
        for line in told.wrap(console, width):
            line.rstrip()
            console.print(Text(before) + line, highlight=False, soft_wrap=True)
            before = INDENT


def _look(run: TextRun) -> Style:
    return Style(bold=run.is_bold, link=run.links[0] if run.links else None)


def _turn(one: TimelineLine, made: Timeline) -> Text:
    named = timeline_card.label(one)
    told = [(f"{named}: ", "bold")] if named else []
    if one.came is not None:
        after = Text.assemble(("\nSince then: ", "bold"), _cited(one.came, made.sources))
    else:
        is_overdue = timeline_card.is_overdue(one, made)
        after = Text(f"\n{timeline_card.NOT_REPORTED}" if is_overdue else "", style="bold")
    return Text.assemble(*told, _cited(one.point, made.sources), after)


def _cited(point: Point, sources: Sequence[Source]) -> Text:
    number, source = next(
        (at, one) for at, one in enumerate(sources, start=1) if one.id == point.spans[0].article
    )
    mark = Text(f"({source.outlet or '?'}) [{number}]", style=Style(dim=True, link=point.link))
    return Text.assemble(f"{point.text} ", mark)


def _day_of(one: TimelineLine, zone: ZoneInfo) -> date:
    return one.day or one.at.astimezone(zone).date()


def _around(given: Answer, zone: ZoneInfo) -> Iterator[Text]:
    if found := brief_card.also_found_by(given):
        yield Text.assemble(("Also found by ", "bold cyan"), ", ".join(found))
    for title, some in (("See also", given.see_also), ("Also", given.others)):
        if some:
            lines = (_line(one, zone) for one in some[: brief_card.MOST_OTHERS])
            yield Text("\n").join([Text(title, style="bold cyan"), *lines])
    if given.note:
        yield Text(given.note)


def _line(one: Headline, zone: ZoneInfo, tr: Translation = ENGLISH) -> Text:
    published = _time(one.published, zone, tr)
    facts = " · ".join(filter(None, (*brief_card.line_facts(one, tr), published)))
    return Text.assemble(INDENT, Text(one.text, style=Style(link=one.url)), (f" · {facts}", "dim"))


def show(brief: Brief, console: Console, zone: ZoneInfo, tr: Translation = ENGLISH) -> None:
    """Print `brief` on `console`, times in `zone`, our own words by `tr`.

    On a terminal each sentence's number is a link to it; elsewhere the links are listed at the end.
    """
    justify: JustifyMethod = "right" if _reads_right_to_left(brief) else "left"
    width = min(console.width, WIDEST)
    for indent, paragraph in _blocks(brief, zone, tr):
        for line in paragraph.wrap(console, width - len(indent), justify=justify) or [Text()]:
            line.rstrip()
            console.print(Text(indent) + line, highlight=False, soft_wrap=True)
    if not console.is_terminal:
        for number, point in enumerate(brief.points, start=1):
            console.print(_link(number, point), highlight=False, soft_wrap=True)


def _reads_right_to_left(brief: Brief) -> bool:
    return bool(brief.sources) and brief.sources[0].lang in RIGHT_TO_LEFT


def _blocks(brief: Brief, zone: ZoneInfo, tr: Translation) -> Iterator[Block]:
    yield "", Text(brief.headline or tr(brief_card.UNTITLED), style="bold")
    yield "", Text(_context(brief, tr), style="dim")
    numbered = enumerate(brief.points, start=1)
    for kind, points in groupby(numbered, key=lambda item: item[1].kind):
        yield "", Text()
        yield from _section(brief.heading(kind), points, tr)
    if brief.differences:
        yield "", Text()
        yield "", Text(tr("Figures differ"), style="bold cyan")
        for difference in brief.differences:
            yield INDENT, _difference(difference, brief.sources)
    yield "", Text()
    if photo := brief_card.credited(brief, tr):
        yield "", Text.assemble((f"{tr('Photo')} ", "bold cyan"), photo.words)
    for source in brief.sources:
        yield "", _source(source, zone, tr)


def _context(brief: Brief, tr: Translation) -> str:
    """Who wrote it, how much was read for how much is shown, and in whose words."""
    read = sum(source.words for source in brief.sources)
    named = next((source.outlet for source in brief.sources if source.outlet), None)
    bylines = ", ".join(dict.fromkeys(s.byline for s in brief.sources if s.byline))
    return " · ".join(
        filter(
            None,
            (
                brief_card.reported_by(named, brief.outlets, tr),
                bylines,
                brief_card.also_in(brief, tr),
                tr("{count} words → {shown}", count=read, shown=brief.words),
                brief_card.voice(brief, tr),
            ),
        )
    )


def _section(heading: str | None, points: Iterable[Numbered], tr: Translation) -> Iterator[Block]:
    if heading:
        yield "", Text(tr(heading), style="bold cyan")
    for number, point in points:
        if speaker := brief_card.speaker(point):
            yield INDENT, Text(speaker, style="italic")
        yield INDENT, _sentence(number, point, tr)


def _sentence(number: int, point: Point, tr: Translation) -> Text:
    mark = Text(f"[{number}]", style=Style(dim=True, link=point.link))
    new = (tr("New: "), "bold") if point.is_new else ""
    return Text.assemble(new, point.text, " ", mark)


def _difference(difference: Difference, sources: Iterable[Source]) -> Text:
    """killed: 12 (Harbour Post), 19 (Courier)"""
    outlets = {source.id: source.outlet or "?" for source in sources}
    told = (f"{one.figure} ({outlets.get(one.source, '?')})" for one in difference.reports)
    return Text(f"{difference.what}: {', '.join(told)}")


def _source(source: Source, zone: ZoneInfo, tr: Translation = ENGLISH) -> Text:
    cut = None if source.complete else tr(brief_card.ONLY_BEGINNING)
    facts = (source.outlet, source.title, _time(source.published, zone, tr), cut, source.url)
    return Text.assemble((f"{tr('Source')} ", "bold cyan"), " · ".join(filter(None, facts)))


def _time(moment: datetime | None, zone: ZoneInfo, tr: Translation = ENGLISH) -> str | None:
    return local(known(moment), zone, tr) if moment else None


def _link(number: int, point: Point) -> Text:
    places = ", ".join(f"{span.start}–{span.end} of the {span.part}" for span in point.spans)
    return Text(f"[{number}] {point.link or f'characters {places}'}", style="dim")
