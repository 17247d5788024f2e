"""Pure. A page's stated time -> an instant and the offset of the page's own clock.

Only what is written is read: a missing year, month or day makes no date, and "04/05/2024", which
two continents read differently, makes none either.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.text.calendars import (
    ANY_DATE_JOINT,
    ANY_DAY_ENDING,
    ANY_ZONE,
    month_number,
    written_offset,
    zone_offset,
)
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of


@dataclass(frozen=True, slots=True)
class Stated:
    """A time as a page states it: `at` in UTC, `offset` of its clock.

    `offset` is None where the page gives none or UTC itself, which is a machine's clock. A date
    without a time is midnight UTC and has no clock, and a time without an offset is taken as it
    stands, so that the day is the one that the page names.
    """

    at: datetime
    offset: timedelta | None
    has_clock: bool = True

    @property
    def day(self) -> date:
        """The day on the page's own clock."""
        return (self.at + (self.offset or timedelta())).date()


_CALENDAR = every_language().calendar
_LONGEST = 200  # characters
_MONTHS = 12

_HALF = r"[ap]\.?m\b\.?"
_HALF_BEFORE = any_of((*_CALENDAR.forenoon, *_CALENDAR.afternoon))
_AFTERNOON = frozenset(_CALENDAR.afternoon)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAMED_MONTH = r"(?P<month>[^\W\d_][^\s\d!-/:-@_]{2,12})\.?"  # Hindi's signs are no letters
_ZONE = (
    r"(?:\s*+\(?(?:(?:GMT|UTC)\s*+(?=[+\-−]\d))?"
    rf"(?P<zone>[+\-−]\d\d?:?\d\d|[+\-−]\d\d?\b|{ANY_ZONE}\b))?"
)
_CLOCK = (
    rf"(?P<hour>\d{{1,2}})(?=[:h.]\d\d(?!\d)|\s?{_HALF})"
    r"(?:[:h.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    rf"(?:\s*+(?P<half>{_HALF}))?(?:\s*+(?:{any_of(_CALENDAR.behind_clock)})\b)?{_ZONE}"
)
_MARKS = r"[^\w\n]{0,4}"
_AT = any_of((*_CALENDAR.before_clock, *(day for row in _CALENDAR.weekdays for day in row)))
_THEN_CLOCK = rf"(?:(?:\D{{0,6}}|{_MARKS}(?:r\.)?{_MARKS}(?:{_AT})\b\.?{_MARKS}){_CLOCK})?"
_FIRST_CLOCK = rf"\b{_CLOCK}[^\w\n]{{1,4}}(?:[^\W\d_]{{2,12}}\.?,?\s)?"
_ISO = rf"\b{_YEAR}(?P<_>[-/.])(?P<month>\d\d?)(?P=_)(?P<day>\d\d?)(?:(?:T|[\s,]|\b)\s*{_CLOCK})?"
_COMPACT_ISO = (
    rf"^{_YEAR}(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?$"
)
_UNIX_DATE = rf"\b{_NAMED_MONTH}\s+(?P<day>\d\d?)\s+{_CLOCK}\s+{_YEAR}\b"
_MONTH_FIRST = rf"\b{_NAMED_MONTH}\s+(?P<day>\d\d?){ANY_DAY_ENDING}?,?\s+{_YEAR}"
_DAY_FIRST = (
    rf"\b(?P<day>\d\d?)\.?{ANY_DAY_ENDING}?[\s-]\s*(?:{ANY_DATE_JOINT}\s+)?{_NAMED_MONTH},?"
    rf"[\s-]\s*(?:{ANY_DATE_JOINT}\s+)?{_YEAR}"
)
_YEAR_FIRST = rf"\b{_YEAR}\.?\s+{_NAMED_MONTH}\s+(?P<day>\d\d?)\b"
_POINTED = rf"\b(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?{_YEAR}\b"
_POINTED_SHORT = r"\b(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d\d)\b"
_EITHER_FIRST = rf"\b(?P<day>\d\d?)(?P<_>[/-])(?P<month>\d\d?)(?P=_)(?P<either>{_YEAR})\b"
_SIGNED = (
    rf"{_YEAR}\s?(?:{any_of(_CALENDAR.year_signs)})\s?(?P<month>\d\d?)\s?"
    rf"(?:{any_of(_CALENDAR.month_signs)})\s?(?P<day>\d\d?)\s?(?:{any_of(_CALENDAR.day_signs)})"
    rf"(?:\D{{0,8}}?(?P<half>{_HALF_BEFORE})?\s?(?P<hour>\d\d?)\s?"
    rf"(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?|(?:{any_of(_CALENDAR.hour_signs)})"
    rf"(?:\s?(?P<minute_>\d\d?)\s?(?:{any_of(_CALENDAR.minute_signs)}))?){_ZONE})?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        _ISO,
        _COMPACT_ISO,
        _SIGNED,
        _UNIX_DATE,
        _FIRST_CLOCK + _MONTH_FIRST,
        _FIRST_CLOCK + _DAY_FIRST,
        _MONTH_FIRST + _THEN_CLOCK,
        _DAY_FIRST + _THEN_CLOCK,
        _YEAR_FIRST + _THEN_CLOCK,
        _POINTED + _THEN_CLOCK,
        _POINTED_SHORT + _THEN_CLOCK,
        _EITHER_FIRST + _THEN_CLOCK,
    )
)
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?")
_PLAIN = str.maketrans("０１２３４５６７８９٠١٢٣٤٥٦٧٨٩：／．－\u2212", f"{'0123456789' * 2}:/.--")


def read_time(text: str) -> Stated | None:
    """The first time that the text states, in ISO 8601, RFC 2822, Unix seconds or milliseconds, or
    with a month's name (in a language of `bot.text.calendars`), points, slashes or the signs of
    East Asia; else None."""
    text = text.strip()[:_LONGEST].translate(_PLAIN)
    if epoch := _EPOCH.fullmatch(text):
        return Stated(datetime.fromtimestamp(int(epoch[1]), UTC), None)
    for form in _FORMS:
        if (found := form.search(text)) and (stated := _stated(found.groupdict())):
            return stated
    return None


def _stated(parts: dict[str, str | None]) -> Stated | None:
    day, month = int(parts["day"] or 0), _month(parts["month"] or "")
    if parts.get("either"):
        if day != month and max(day, month) <= _MONTHS:
            return None
        day, month = (day, month) if month <= _MONTHS else (month, day)
    try:
        local = datetime(  # noqa: DTZ001  its zone comes next
            int(f"20{parts['year']}"[-4:]),
            month,
            day,
            _hour(parts.get("hour"), parts.get("half")),
            int(parts.get("minute") or parts.get("minute_") or 0),
            int(parts.get("second") or 0),
        )
    except ValueError:  # the 31st of February is no time
        return None
    zone = parts.get("zone")
    offset = _offset(zone, local) if zone else None
    if zone and offset is None:
        return None
    at = (local - (offset or timedelta())).replace(tzinfo=UTC)
    return Stated(at, offset or None, has_clock=bool(parts.get("hour")))


def _month(word: str) -> int:
    return int(word) if word.isdigit() else month_number(word) or 0


def _hour(hour: str | None, half: str | None) -> int:
    if not hour or not half:
        return int(hour or 0)
    is_late = half in _AFTERNOON or half[0] in "pP"
    return int(hour) % _MONTHS + (_MONTHS if is_late else 0)


def _offset(zone: str, local: datetime) -> timedelta | None:
    if zone[0] in "+-":
        return written_offset(zone)
    return zone_offset(zone, local)
