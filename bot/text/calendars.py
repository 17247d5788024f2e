"""Pure. The names of months, days of the week and zones of clocks, as patterns and as numbers."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.text.lexicon import every_language, lexicon
from bot.text.lexicon.notation import any_of

_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "uk", "ru")  # of the dates on pages
_SHORTEST = 3  # letters by which a month is known; four where two months share three

_ENGLISH = lexicon("en").calendar
_ALL = [lexicon(lang).calendar for lang in _LANGUAGES]


def _capitalised(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.capitalize() for name in names)


# English names in small letters, in full; and with their abbreviations, without a dot.
MONTHS = tuple(row[0] for row in _ENGLISH.months)
DATE_WORDS = frozenset(
    name.removesuffix(".") for row in (*_ENGLISH.months, *_ENGLISH.weekdays) for name in row
)
WEEKDAYS = tuple(row[0] for row in _ENGLISH.weekdays)
# Texts of patterns: English with a capital; in any language, in small letters.
MONTH = f"(?:{any_of(_capitalised(name for row in _ENGLISH.months for name in row))})"
MONTH_IN_FULL = f"(?:{any_of(_capitalised(MONTHS))})"
WEEKDAY = f"(?:{any_of(_capitalised(WEEKDAYS))})"
DAY_ENDING = f"(?:{any_of(_ENGLISH.day_endings)})"
DATE_JOINT = f"(?:{any_of(_ENGLISH.date_joints)})"
ANY_DAY_ENDING = f"(?:{any_of(every_language().calendar.day_endings)})"
ANY_DATE_JOINT = f"(?:{any_of(every_language().calendar.date_joints)})"
ANY_MONTH = f"(?:{any_of({name for one in _ALL for row in one.months for name in row})})"


_ZONES = {
    name: timedelta(hours=hours) for name, hours in every_language().calendar.zone_hours.items()
}
_ZONE_PLACES = {name: row[-1] for row in every_language().calendar.zone_places for name in row[:-1]}
_DIGITS_OF_HOURS = 2
_FARTHEST = timedelta(hours=14)
ANY_ZONE = f"(?:{any_of((*_ZONES, *_ZONE_PLACES))})"


def zone_offset(name: str, local: datetime) -> timedelta | None:
    """How far east of UTC a zone's clock is when it shows `local`, which is naive.

    None for a name that nobody knows or that several zones share.
    """
    if place := _ZONE_PLACES.get(name.lower(), name if "/" in name else None):
        try:
            return ZoneInfo(place).utcoffset(local)
        except ZoneInfoNotFoundError:
            return None
    return _ZONES.get(name.lower())


def written_offset(text: str) -> timedelta | None:
    """The offset in "+01:00", "-0530" or "+2"; None where no clock is so far away."""
    digits = text[1:].replace(":", "")
    hours, minutes = (
        divmod(int(digits), 100) if len(digits) > _DIGITS_OF_HOURS else (int(digits), 0)
    )
    east = timedelta(hours=hours, minutes=minutes)
    return None if east > _FARTHEST else east if text[0] == "+" else -east


def _by_first_letters() -> dict[str, int]:
    """Each month by the letters that it begins with in any language, if no other does; in other
    languages by its name."""
    found: dict[str, set[int]] = {}
    for one in _ALL:
        for number, row in enumerate(one.months, start=1):
            for name in row:
                for length in (_SHORTEST, _SHORTEST + 1):
                    found.setdefault(name[:length].removesuffix("."), set()).add(number)
    for number, row in enumerate(every_language().calendar.other_months, start=1):
        for name in row:
            found.setdefault(name, set()).add(number)
    return {start: numbers.pop() for start, numbers in found.items() if len(numbers) == 1}


_NUMBERS = _by_first_letters()


@lru_cache(maxsize=256)
def month_number(name: str) -> int | None:
    """1 to 12 for a month's name or its abbreviation in any of the languages; None for others."""
    low = name.lower()
    starts = (low, low[:_SHORTEST], low[: _SHORTEST + 1])
    return next((_NUMBERS[start] for start in starts if start in _NUMBERS), None)


def printed_day(day: date) -> str:
    """A day without its year in the style of American newspapers: Nov. 4."""
    return f"{_ENGLISH.printed_months[day.month - 1]} {day.day}"
