"""Pure. What the archive shows of an answer, a story, an outlet and a day, before the frame."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from adapters.archive import site
from adapters.archive.site import ArchiveSite, SiteEntry, View
from adapters.chat import agenda_card, brief_card, digest_card, lines, timeline_card
from adapters.chat.text import known, shown
from adapters.web import digest_page
from adapters.web.hypertext import NOTHING, Hypertext, language, link, spoken
from bot.models import Agenda, Answer, Brief, Digest, Headline, Source, Timeline
from bot.ports import StoryDetails
from bot.translation import formats, translatable

NAME = 80  # characters of an outlet or of what was asked
TITLE = 160
NO_NEWS = translatable("There is nothing yet.")


def today(answer: Answer, days: Sequence[date], home: ArchiveSite) -> View:
    """The story that matters most, the next ones, and the last days' digests."""
    write = _writer(home)
    main = _joined(
        write.element("h1", write.tr("Today")),
        _told(answer.brief, write) if answer.brief else _note(answer, write),
        _section(translatable("More news"), _lines(answer.others, write), write),
        _section(translatable("Digests"), _days(days, write), write),
    )
    lead = (_entry_of_brief(answer.brief, write),) if answer.brief else ()
    entries = (*lead, *_entries(answer.others, write, answer.as_of))
    return View(write.tr("Today"), "/", main, answer.as_of, entries)


def found(answer: Answer, title: str, path: str, home: ArchiveSite) -> View:
    """What a topic or a search found."""
    write = _writer(home)
    main = _joined(
        write.element("h1", title),
        _note(answer, write),
        _lines(answer.others, write),
        _section(translatable("You can also ask for"), _topics(answer.suggestions, write), write),
    )
    entries = tuple(_entries(answer.others, write, answer.as_of))
    return View(title, path, main, answer.as_of, entries, query=answer.asked)


def story(told: StoryDetails, home: ArchiveSite, *, is_full: bool) -> View:
    """A story: its brief, what was corrected in it, and every report of it."""
    write, path = _writer(home, level=1), site.story(told.story)
    brief = told.brief
    title = shown(brief.headline if brief else told.reports[0].title, TITLE)
    short = _writer(home)
    main = _joined(
        _card(brief, write)
        if brief
        else write.element("h1", title or write.tr(brief_card.UNTITLED)),
        _further(path, write, is_full=is_full) if brief else NOTHING,
        _section(translatable("Corrections"), short.items(_corrections(told, short)), short),
        _section(
            translatable("Reports"), short.items(_report(one, short) for one in told.reports), short
        ),
        _section(translatable("See also"), _lines(told.see_also, short), short),
    )
    first = (_entry_of_brief(brief, short, told.changed),) if brief else ()
    entries = (*first, *(_entry_of_report(one, told, short) for one in told.reports))
    return View(title or write.tr("A story"), path, main, told.changed, entries)


def timeline(told: Timeline, home: ArchiveSite) -> View:
    """How a story went, turn by turn."""
    write, path = _writer(home), site.story(told.story)
    card = timeline_card.card(told, home.tr)
    title = lines.words(card.heading)
    back = write.element("p", link(write.tr("The story"), path), "facts")
    turns = write.items(map(write.line, card.turns))
    main = _joined(write.element("h1", title), turns, back)
    return View(title, f"{path}/timeline", main, told.as_of, has_feed=False)


def ahead(told: Agenda, home: ArchiveSite) -> View:
    """What is announced for the days ahead, and where a calendar of it is."""
    write, path = _writer(home), site.ahead(told.asked)
    card = agenda_card.card(told, home.tr)
    title = lines.words(card.heading)
    more = link(write.tr("As a calendar (iCalendar)"), f"{path}/calendar.ics")
    main = _joined(
        write.element("h1", title),
        write.items(map(write.line, card.turns)),
        write.element("p", more, "facts"),
    )
    return View(title, path, main, told.as_of, has_feed=False, agenda=told)


def outlet(name: str, newest: Sequence[Headline], now: datetime, home: ArchiveSite) -> View:
    """What an outlet published last."""
    write, path = _writer(home), site.outlet(name)
    main = _joined(write.element("h1", shown(name, NAME)), _lines(newest, write))
    entries = tuple(_entries(newest, write, now))
    return View(shown(name, NAME), path, main, now, entries)


def days(
    some: Sequence[date], digests: Sequence[tuple[date, Digest]], now: datetime, home: ArchiveSite
) -> View:
    """The days that have a digest; its feed has the last of them whole."""
    write = _writer(home)
    listed = _days(some, write) or write.element("p", write.tr(NO_NEWS))
    entries = tuple(_entry_of_day(day, digest, write) for day, digest in digests)
    main = _joined(write.element("h1", write.tr("Digests")), listed)
    return View(write.tr("Digests"), "/days", main, now, entries)


def day(date: date, digest: Digest, before: Sequence[date]) -> View:
    """The digest of a day, each of its stories in full."""
    write = digest_page.writer(digest, ZoneInfo(digest.zone))
    title = digest_card.of(digest).title
    main = _joined(
        digest_page.content(digest, write, site.story),
        _day_before(before[0], write) if before else NOTHING,
    )
    return View(title, site.day(date.isoformat()), main, digest.as_of, has_feed=False)


def advice(text: str, path: str, now: datetime, home: ArchiveSite) -> View:
    """What to do where there is nothing to show."""
    write = _writer(home)
    title = write.tr("Not here")
    main = write.element("h1", title) + write.element("p", write.tr.said(text))
    return View(title, path, main, now, has_feed=False)


def _day_before(day: date, write: Hypertext) -> Markup:
    return write.element("p", link(write.tr("The day before"), site.day(day.isoformat())), "facts")


def _writer(home: ArchiveSite, level: int = 2) -> Hypertext:
    return Hypertext(home.zone, level, tr=home.tr)


def _further(path: str, write: Hypertext, *, is_full: bool) -> Markup:
    longer = link(write.tr("The same at length"), f"{path}?length=full") + Markup(" · ")
    went = link(write.tr("How it went"), f"{path}/timeline")
    return write.element("p", (NOTHING if is_full else longer) + went, "facts")


def _told(brief: Brief, write: Hypertext) -> Markup:
    """A brief whose headline leads to its story."""
    return _card(brief, write, site.story(brief.story) if brief.story else None)


def _card(brief: Brief, write: Hypertext, href: str | None = None) -> Markup:
    return write.card(brief_card.public(brief, write.tr), language(brief), href)


def _note(answer: Answer, write: Hypertext) -> Markup:
    said = shown(answer.note, brief_card.NOTE) or ("" if answer.others else write.tr(NO_NEWS))
    return write.element("p", said) if said else NOTHING


def _lines(some: Iterable[Headline], write: Hypertext) -> Markup:
    return write.items(digest_page.line(one, write, site.story) for one in some)


def _report(one: Source, write: Hypertext) -> Markup:
    """When, by whom and who is behind them, under which headline."""
    name, title = (
        shown(one.outlet, NAME),
        shown(one.title, TITLE) or write.tr(brief_card.UNTITLED),
    )
    when = write.moment(known(one.published)) + Markup(" · ") if one.published else NOTHING
    behind = f" ({about})" if (about := brief_card.behind(one.behind, write.tr)) else ""
    by = link(name, site.outlet(one.outlet or "")) + escape(f"{behind}: ") if name else NOTHING
    return when + by + Markup("<span{}>{}</span>").format(spoken(one.lang), link(title, one.url))


def _corrections(told: StoryDetails, write: Hypertext) -> list[Markup]:
    """Those that the brief shown does not name itself."""
    said = told.brief.correction if told.brief else None
    return [
        write.line(lines.correction(brief_card.public(one, write.tr)))
        for one in told.corrected
        if one.correction != said
    ]


def _days(some: Iterable[date], write: Hypertext) -> Markup:
    named = ((formats.long_date(one, write.tr), site.day(one.isoformat())) for one in some)
    return write.items(link(name, path) for name, path in named)


def _topics(some: Iterable[str], write: Hypertext) -> Markup:
    return write.items(link(shown(one, NAME), site.topic(one)) for one in some)


def _section(heading: str, content: Markup, write: Hypertext) -> Markup:
    if not content:
        return NOTHING
    head = write.element("h2", write.tr(heading))
    return Markup("<section>\n{}{}</section>\n").format(head, content)


def _joined(*parts: Markup) -> Markup:
    return NOTHING.join(parts)


def _entries(some: Iterable[Headline], write: Hypertext, as_of: datetime) -> Iterable[SiteEntry]:
    for one in some:
        card = brief_card.line(one, write.tr)
        path = site.story(one.story) if one.story else card.url or "/"
        facts = write.element("p", write.line(lines.between(map(lines.fact, card.facts))))
        name = ("story", one.story or one.url or card.text)
        when = one.published or as_of
        yield SiteEntry(name, card.text, path, when, facts, one.published)


def _entry_of_brief(brief: Brief, write: Hypertext, changed: datetime | None = None) -> SiteEntry:
    """The entry is the story's, however often it is told anew."""
    read = [one.read or one.published for one in brief.sources if one.read or one.published]
    moments = [one for one in (changed, brief.corrected, *read) if one]
    published = [one.published for one in brief.sources if one.published]
    return SiteEntry(
        ("story", brief.story or brief.headline or ""),
        shown(brief.headline, TITLE) or write.tr(brief_card.UNTITLED),
        site.story(brief.story) if brief.story else "/",
        max(moments, default=brief.as_of),
        _card(brief, write),
        min(published, default=None),
        language(brief),
    )


def _entry_of_report(one: Source, told: StoryDetails, write: Hypertext) -> SiteEntry:
    return SiteEntry(
        ("report", one.id),
        shown(one.title, TITLE) or write.tr(brief_card.UNTITLED),
        one.url if brief_card.is_web(one.url) and one.url else site.story(told.story),
        one.published or one.read or told.changed,
        write.element("p", shown(one.outlet, NAME)),
        one.published,
        one.lang,
    )


def _entry_of_day(day: date, digest: Digest, write: Hypertext) -> SiteEntry:
    corrected = [item.brief.corrected for item in digest.items if item.brief.corrected]
    return SiteEntry(
        ("day", day.isoformat()),
        digest_card.of(digest).title,
        site.day(day.isoformat()),
        max(digest.as_of, *corrected) if corrected else digest.as_of,
        digest_page.content(digest, write, site.story),
        digest.as_of,
    )
