"""Pure. A page's stated time -> an instant and the offset of the page's own clock.

Only what is written is read: a missing year, month or day makes no date, and "04/05/2024", which
two continents read differently, makes none either.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from bot.text.calendars import ANY_DATE_JOINT, ANY_DAY_ENDING, month_number
from bot.text.lexicon import every_language


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


_ZONES = every_language().calendar.zone_hours
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAMED_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"(?:\s*+(?P<half>[ap]\.?m\b\.?))?"
    r"(?:\s*+(?:GMT\s*+(?=[+-]))?(?P<zone>[+-]\d\d:?\d\d|[+-]\d\d\b|Z\b|[A-Z]{2,4}\b))?"
)
_THEN_CLOCK = rf"(?:\D{{0,6}}{_CLOCK})?"
_ISO = rf"\b{_YEAR}(?P<_>[-/])(?P<month>\d\d?)(?P=_)(?P<day>\d\d?)(?:(?:T|\s)\s*{_CLOCK})?"
_COMPACT_ISO = (
    rf"^{_YEAR}(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?$"
)
_UNIX_DATE = rf"\b{_NAMED_MONTH}\s+(?P<day>\d\d?)\s+{_CLOCK}\s+{_YEAR}\b"
_MONTH_FIRST = rf"\b{_NAMED_MONTH}\s+(?P<day>\d\d?){ANY_DAY_ENDING}?,?\s+{_YEAR}{_THEN_CLOCK}"
_DAY_FIRST = (
    rf"\b(?P<day>\d\d?)\.?{ANY_DAY_ENDING}?\s+(?:{ANY_DATE_JOINT}\s+)?{_NAMED_MONTH},?"
    rf"\s+(?:{ANY_DATE_JOINT}\s+)?{_YEAR}"
    rf"{_THEN_CLOCK}"
)
_POINTED = rf"\b(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?{_YEAR}\b{_THEN_CLOCK}"
_POINTED_SHORT = rf"\b(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d\d)\b{_THEN_CLOCK}"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        _ISO,
        _COMPACT_ISO,
        _UNIX_DATE,
        _MONTH_FIRST,
        _DAY_FIRST,
        _POINTED,
        _POINTED_SHORT,
    )
)
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?")


def read_time(text: str) -> Stated | None:
    """The first time that the text states, in ISO 8601, RFC 2822, Unix seconds or milliseconds, or
    with a month's name (in a language of `bot.text.calendars`) or points; else None."""
    text = text.strip()[:200]
    if epoch := _EPOCH.fullmatch(text):
        return Stated(datetime.fromtimestamp(int(epoch[1]), UTC), None)
    for form in _FORMS:
        if (found := form.search(text)) and (stated := _stated(found.groupdict())):
            return stated
    return None


def _stated(parts: dict[str, str | None]) -> Stated | None:
    offset = _offset(parts.get("zone"))
    try:
        local = datetime(
            int(f"20{parts['year']}"[-4:]),
            _month(parts["month"] or ""),
            int(parts["day"] or 0),
            _hour(parts.get("hour"), parts.get("half")),
            int(parts.get("minute") or 0),
            int(parts.get("second") or 0),
            tzinfo=UTC if offset is None else timezone(offset),
        )
    except ValueError:  # the 31st of February is no time
        return None
    return Stated(local.astimezone(UTC), offset or None, has_clock=bool(parts.get("hour")))


def _month(word: str) -> int:
    return int(word) if word.isdigit() else month_number(word) or 0


def _hour(hour: str | None, half: str | None) -> int:
    if not hour or not half:
        return int(hour or 0)
    return int(hour) % 12 + (12 if half.lower().startswith("p") else 0)


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        hours = _ZONES.get(zone.lower())
        return None if hours is None else timedelta(hours=hours)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if zone[0] == "-" else offset
