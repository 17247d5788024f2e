"""Pure. The dates that feeds and mail write -> UTC; what could be two moments is none.

RFC 5322 and ISO 8601 as they ought to be, and as people and programs write them.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

from bot.text.calendars import month_number

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # there was no web before
LATEST_AHEAD = timedelta(days=1)  # clocks without a zone are at most 14 hours ahead

_LONGEST = 100  # characters; longer is no date
_NOON = 12  # also the months of a year: a larger number is a day
_CENTURY, _OLD = 100, 69  # RFC 2822, 4.3: years of two digits up to 49 are of this century
# Minutes from UTC. RFC 822 has the American ones; the others are those that mean one thing in the
# time zone database. What means several, such as IST, is left out, and a time with it is no date.
_ZONES = {
    name: round(float(hours) * 60)
    for hours, names in {
        "0": "UT UTC GMT Z WET", "1": "CET MEZ WEST WAT BST", "2": "CEST MESZ EET CAT SAST",
        "3": "EEST MSK EAT TRT", "4": "MSD GST", "5": "PKT", "5.75": "NPT", "7": "ICT WIB",
        "8": "AWST HKT SGT WITA PHT", "9": "JST KST WIT", "9.5": "ACST", "10": "AEST",
        "10.5": "ACDT", "11": "AEDT", "12": "NZST", "13": "NZDT", "-2.5": "NDT", "-3.5": "NST",
        "-3": "BRT ART ADT", "-4": "EDT CLT", "-5": "EST CDT COT PET", "-6": "CST MDT",
        "-7": "MST PDT", "-8": "PST AKDT", "-9": "AKST", "-10": "HST",
    }.items()
    for name in names.split()
}  # fmt: skip

_BLANKS, _BLANK = r"\s{0,9}", r"\s{1,9}"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    rf"(?:{_BLANKS}(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_OFFSET = r"(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?"
_ZONE = rf"(?P<zone>\(?[A-Za-z]{{1,5}}\)?)?{_BLANKS}{_OFFSET}(?:{_BLANKS}\([^()]{{1,40}}\))?"
_BEFORE_CLOCK = rf"(?:{_BLANKS}[T,]{_BLANKS}|{_BLANK}(?:at{_BLANK}|-{_BLANK})?)"
_AFTER = rf"(?:{_BEFORE_CLOCK}{_CLOCK}{_BLANKS}{_ZONE})?{_BLANKS}"
_WEEKDAY = rf"(?:[^\W\d_]{{2,12}}\.?,?{_BLANK})?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_MONTH = r"(?P<name>[^\W\d_]{3,12})\.?"
_OF = rf",?[\s-]{{1,9}}(?:de{_BLANK})?"  # "13 de noviembre de 2026"
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
_HOUR = 2  # digits
_EPOCH = re.compile(r"(?P<seconds>\d{10})(?:\d{3})?")


def read_date(text: str | None, now: datetime) -> datetime | None:
    """The moment in UTC; None where it is unreadable, could be several, or cannot be.

    A time without a zone is UTC; one with a zone that nobody knows, or that several use, is none.
    """
    if not text or len(text) >= _LONGEST:
        return None
    date = _iso_date(text.strip()) or _read(" ".join(text.split()))
    return date if date and EARLIEST <= date <= now + LATEST_AHEAD else None


def _iso_date(text: str) -> datetime | None:
    if text.isdigit() and len(text) != len("20261113"):
        return None
    try:
        date = datetime.fromisoformat(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _read(text: str) -> datetime | None:
    try:
        if epoch := _EPOCH.fullmatch(text):
            return datetime.fromtimestamp(int(epoch["seconds"]), UTC)
        found = next(filter(None, (shape.fullmatch(text) for shape in _DATES)), None)
        return _moment(found.groupdict()) if found else None
    except (ValueError, OverflowError):
        return None


def _moment(said: dict[str, str | None]) -> datetime | None:
    day, month = _day_and_month(said)
    offset = _offset(said)
    if day is None or month is None or offset is None:
        return None
    year = int(said["year"] or 0)
    if year < _CENTURY:
        year += 1900 if year >= _OLD else 2000
    date = datetime(year, month, day, tzinfo=timezone(offset))
    hour, minute, second = (int(said.get(part) or 0) for part in ("hour", "minute", "second"))
    if half := said.get("half"):
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half in "Pp" else 0)
    if minute > 59 or second > 60 or hour > 24:  # noqa: PLR2004  of a clock
        return None
    return (date + timedelta(hours=hour, minutes=minute, seconds=second)).astimezone(UTC)


def _day_and_month(said: dict[str, str | None]) -> tuple[int | None, int | None]:
    if name := said.get("name"):
        return int(said["day"] or 0), month_number(name.lower())
    if either := said.get("either"):
        one, other = int(either), int(said["other"] or 0)
        if one > _NOON or one == other:
            return one, other
        return (other, one) if other > _NOON else (None, None)
    return int(said["day"] or 0), int(said["month"] or 0)


def _offset(said: dict[str, str | None]) -> timedelta | None:
    """How far the clock is ahead of UTC; None for a zone that tells nothing for sure."""
    name = (said.get("zone") or "").strip("()").upper()
    minutes = _ZONES.get(name, 0 if not name else None)
    if written := said.get("offset"):
        if name and minutes:  # "CET+1": two clocks in one
            return None if name not in _ZONES else timedelta(minutes=minutes)
        digits = written[1:].replace(":", "")
        hours, rest = divmod(int(digits), 100) if len(digits) > _HOUR else (int(digits), 0)
        minutes = (hours * 60 + rest) * (-1 if written[0] == "-" else 1)
    return None if minutes is None else timedelta(minutes=minutes)
