"""Pure. The names of months and days of the week, as patterns and as numbers."""

from collections.abc import Iterable
from datetime import date

from bot.text.lexicon import any_of, every_language, lexicon

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


def _by_first_letters() -> dict[str, int]:
    """Each month by the letters that it begins with in any language, if no other does."""
    found: dict[str, set[int]] = {}
    for one in _ALL:
        for number, row in enumerate(one.months, start=1):
            for name in row:
                for length in (_SHORTEST, _SHORTEST + 1):
                    found.setdefault(name[:length].removesuffix("."), set()).add(number)
    return {start: numbers.pop() for start, numbers in found.items() if len(numbers) == 1}


_NUMBERS = _by_first_letters()


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name or its abbreviation in any of the languages; None for others."""
    low = name.lower()
    return _NUMBERS.get(low[:_SHORTEST]) or _NUMBERS.get(low[: _SHORTEST + 1])


def printed_day(day: date) -> str:
    """A day without its year in the style of American newspapers: Nov. 4."""
    return f"{_ENGLISH.printed_months[day.month - 1]} {day.day}"


def printed_weekday(day: date) -> str:
    """A day's weekday, abbreviated: Mon."""
    return _ENGLISH.weekdays[day.weekday()][1].capitalize()
