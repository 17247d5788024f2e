"""Pure. Dates to watch as a calendar (RFC 5545): an event of a day each, in its source's words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from adapters.archive import site
from adapters.archive.site import ArchiveSite
from adapters.chat import brief_card
from bot.models import Agenda, DateToWatch
from bot.text.visible import visible

KIND = "text/calendar"
_LINE = 75  # octets
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(agenda: Agenda, title: str, home: ArchiveSite) -> bytes:
    """The whole calendar; each event keeps its name for good."""
    told = (line for one in agenda.dates for line in _event(one, agenda.as_of, home))
    name = f"{title} · briefbot"
    lines = (
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//briefbot//archive//EN"),
        ("NAME", _text(name)),
        ("X-WR-CALNAME", _text(name)),
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT6H"),
        *told,
        ("END", "VCALENDAR"),
    )
    return b"".join(_folded(f"{name}:{value}") for name, value in lines)


def _event(one: DateToWatch, now: datetime, home: ArchiveSite) -> Iterator[tuple[str, str]]:
    span, source = one.point.spans[0], one.source
    stamp = source.read or source.published or now
    more = [source.outlet or "", one.point.link if brief_card.is_web(one.point.link) else ""]
    yield "BEGIN", "VEVENT"
    yield "UID", home.entry_id("date", span.article, str(span.start), one.day.isoformat())
    yield "DTSTAMP", f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "DTSTART;VALUE=DATE", f"{one.day:%Y%m%d}"
    yield "DTEND;VALUE=DATE", f"{one.day + timedelta(days=1):%Y%m%d}"
    yield "SUMMARY", _text(one.point.text)
    yield "DESCRIPTION", _text("\n".join(filter(None, more)))
    yield "URL", home.address + site.story(one.story)
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _text(words: str) -> str:
    return visible(words).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """A line of the calendar, in pieces of at most 75 octets, none of which ends in a character."""
    folded, room = bytearray(), _LINE
    for letter in line:
        raw = letter.encode("utf-8", "replace")
        if len(raw) > room:
            folded += b"\r\n "
            room = _LINE - 1
        folded += raw
        room -= len(raw)
    return bytes(folded + b"\r\n")
