"""Pure. The dates that feeds and mail write -> UTC; what could be two moments is none.

RFC 5322 and ISO 8601 as they ought to be, and as people and programs write them.
"""

import re
from datetime import UTC, datetime, timedelta

from bot.text.calendars import (
    ANY_DATE_JOINT,
    ANY_DAY_ENDING,
    month_number,
    written_offset,
    zone_offset,
)
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # there was no web before
LATEST_AHEAD = timedelta(days=1)  # clocks without a zone are at most 14 hours ahead

_CALENDAR = every_language().calendar
_LONGEST = 100  # characters; longer is no date
_NOON = 12  # also the months of a year: a larger number is a day
_CENTURY, _OLD = 100, 69  # RFC 2822, 4.3: years of two digits up to 49 are of this century
_BLANKS, _BLANK = r"\s{0,9}", r"\s{1,9}"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    rf"(?:{_BLANKS}(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_OFFSET = r"(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?"
_ZONE = (
    rf"(?P<zone>\(?[A-Za-z]{{1,5}}\)?|[A-Z][a-z]{{2,12}}/[A-Za-z_]{{3,30}})?{_BLANKS}"
    rf"{_OFFSET}(?:{_BLANKS}(?:\([^()]{{1,40}}\)|(?<=\d\s)[A-Z]{{3,5}}))?"
)
_AT = f"(?:{any_of(_CALENDAR.before_clock)})"
_BEFORE_CLOCK = rf"(?:{_BLANKS}[T,]{_BLANKS}|{_BLANK})(?:(?:{_AT}|[-|]){_BLANK})?"
_BEHIND_CLOCK = rf"(?:(?:{any_of(_CALENDAR.behind_clock)})\b)?"
_AFTER = rf"(?:{_BEFORE_CLOCK}{_CLOCK}{_BLANKS}{_BEHIND_CLOCK}{_BLANKS}{_ZONE})?{_BLANKS}"
_WEEKDAY = rf"(?:[^\W\d_]{{2,12}}(?:\.?,?{_BLANK}|,))?"
_DAY = rf"(?P<day>\d{{1,2}})(?:{ANY_DAY_ENDING}|\.)?"
_MONTH = r"(?P<name>[^\W\d_][^\s\d!-/:-@_]{2,12})\.?"  # Hindi's signs are no letters
_OF = rf",?[\s/-]{{1,9}}(?:{ANY_DATE_JOINT}{_BLANK})?"  # "13 de noviembre de 2026"
_YEAR = r"(?P<year>\d{4})"
_SHAPES = (
    rf"{_WEEKDAY}{_DAY}{_OF}{_MONTH}{_OF}(?P<year>\d{{4}}|\d{{2}}){_AFTER}",
    rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_AFTER}",
    rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}}){_AFTER}",
    rf"{_WEEKDAY}{_MONTH}{_BLANK}{_DAY},?{_BLANK}{_YEAR}{_AFTER}",
    rf"{_WEEKDAY}{_MONTH}{_BLANK}{_DAY}{_BLANK}{_CLOCK}{_BLANKS}{_ZONE}{_BLANKS}{_YEAR}{_BLANKS}",
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}{_AFTER}",
    rf"(?P<either>\d{{1,2}})[/-](?P<other>\d{{1,2}})[/-]{_YEAR}{_AFTER}",
)
_DATES = [re.compile(shape) for shape in _SHAPES]
_SIGNS = str.maketrans(
    dict.fromkeys((*_CALENDAR.year_signs, *_CALENDAR.month_signs), "-")
    | dict.fromkeys(_CALENDAR.day_signs, " ")
)
_MAIL = re.compile(  # as most feeds write it
    r"(?:[A-Z][a-z]{2}, )?([0-3]\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) "
    r"(?:GMT|UTC|([+-](?:0\d|1[0-3])[0-5]\d))",
    re.ASCII,
)
_EPOCH = re.compile(r"(?P<seconds>\d{10})(?:\d{3})?")


def read_date(text: str | None, now: datetime) -> datetime | None:
    """The moment in UTC; None where it is unreadable, could be several, or cannot be.

    A time without a zone is UTC; one with a zone that nobody knows, or that several use, is none.
    """
    if not text or len(text) >= _LONGEST:
        return None
    text = text.strip()
    date = _iso_date(text) or _iso_date(_mail_as_iso(text)) or _read(_plain(text))
    return date if date and EARLIEST <= date <= now + LATEST_AHEAD else None


def _plain(text: str) -> str:
    """On one line, and the signs of East Asia as ISO writes them."""
    if not text.isascii():
        text = text.translate(_SIGNS).replace("- ", "-")
    return " ".join(text.split())


def _mail_as_iso(text: str) -> str:
    """What most feeds write, such as "02 Nov 2026 10:00:00 GMT", in the form read fastest."""
    if not (found := _MAIL.fullmatch(text)):
        return ""
    day, month, year, clock, offset = found.groups()
    return f"{year}-{month_number(month) or 0:02}-{day}T{clock}{offset or 'Z'}"


def _iso_date(text: str) -> datetime | None:
    if not text[:4].isdigit() or (text.isdigit() and len(text) != len("20261113")):
        return None
    try:
        date = datetime.fromisoformat(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _read(text: str) -> datetime | None:
    try:
        if text.isdigit() and (epoch := _EPOCH.fullmatch(text)):
            return datetime.fromtimestamp(int(epoch["seconds"]), UTC)
        found = next(filter(None, (shape.fullmatch(text) for shape in _DATES)), None)
        return _moment(found.groupdict()) if found else None
    except (ValueError, OverflowError):
        return None


def _moment(said: dict[str, str | None]) -> datetime | None:
    day, month = _day_and_month(said)
    if day is None or month is None:
        return None
    year = int(said["year"] or 0)
    if year < _CENTURY:
        year += 1900 if year >= _OLD else 2000
    hour, minute, second = (int(said.get(part) or 0) for part in ("hour", "minute", "second"))
    if half := said.get("half"):
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half in "Pp" else 0)
    if minute > 59 or second > 60 or hour > 24:  # noqa: PLR2004  of a clock
        return None
    begun = datetime(year, month, day)  # noqa: DTZ001  its zone comes next
    local = begun + timedelta(hours=hour, minutes=minute, seconds=second)
    offset = _offset(said, local)
    return None if offset is None else (local - offset).replace(tzinfo=UTC)


def _day_and_month(said: dict[str, str | None]) -> tuple[int | None, int | None]:
    if name := said.get("name"):
        return int(said["day"] or 0), month_number(name.lower())
    if either := said.get("either"):
        one, other = int(either), int(said["other"] or 0)
        if one > _NOON or one == other:
            return one, other
        return (other, one) if other > _NOON else (None, None)
    return int(said["day"] or 0), int(said["month"] or 0)


def _offset(said: dict[str, str | None], local: datetime) -> timedelta | None:
    """How far the clock is ahead of UTC; None for a zone that tells nothing for sure."""
    name = (said.get("zone") or "").strip("()")
    named = zone_offset(name, local) if name else timedelta()
    written = said.get("offset")
    if written and not named and named is not None:  # "GMT+2", "+2"; "CET+1" is two clocks in one
        return written_offset(written)
    return named
