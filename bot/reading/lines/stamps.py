"""Pure. Lines that say who wrote an article, or when, and nothing else."""

import re

from bot.reading.lines.forms import DASHES, PARTICLES, WORD
from bot.text.calendars import ANY_DATE_JOINT, ANY_DAY_ENDING, ANY_MONTH
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of, is_any_of

# Characters: the longest byline on the shared pages has 83, the longest date 71.
_LENGTH = 120

_PAGE = every_language().page
_DAY = rf"\d{{1,2}}(?:{ANY_DAY_ENDING}|\.)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?:{ANY_MONTH}\s+{_DAY},?\s+{_YEAR}"
    rf"|{_DAY}\s+(?:{ANY_DATE_JOINT}\s+)?{ANY_MONTH},?\s+(?:{ANY_DATE_JOINT}\s+)?{_YEAR}"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)?\d\d|{_YEAR}-\d\d-\d\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\b(?:\d{{1,2}}[:.h]\d\d|{_DAY}|{_YEAR}|{ANY_MONTH})(?!\w)", re.IGNORECASE)
_BYLINE = re.compile(
    rf"(?:{any_of(_PAGE.byline_openings)})(?:\s*+:)?\s++(?P<names>\S.*)", re.IGNORECASE
)
_WEEKDAYS = [day for row in every_language().calendar.weekdays for day in row]
_is_stamp_word = is_any_of((*_PAGE.stamp_words, *_WEEKDAYS))


def is_byline(line: str) -> bool:
    """Whether a line only says who wrote it ("By Ana Ruiz and Bo Li", "Von Eva Kern, Berlin")."""
    line = line.strip(f" \t|•·{DASHES}")
    found = _BYLINE.match(line) if len(line) <= _LENGTH else None
    if not found or line.endswith((".", "!", "?", ":")):
        return False
    words = WORD.findall(found["names"])
    small = [word for word in words if word.islower() and word not in PARTICLES]
    return bool(words) and not words[0].islower() and 4 * len(small) <= len(words)


def byline_names(line: str) -> str:
    """The names in a line that `is_byline`: "By Ana Ruiz and Bo Li" gives "Ana Ruiz and Bo Li"."""
    found = _BYLINE.match(line.strip(f" \t|•·{DASHES}"))
    return found["names"] if found else line


def is_stamp(line: str) -> bool:
    """Whether a line is only a date or time ("Updated 3 May 2024, 10:15", "2 hours ago")."""
    if len(line) > _LENGTH or not any(map(str.isdecimal, line)):
        return False
    rest = _NUMBER.sub(" ", _DATE.sub(" ", line))
    return all(_is_stamp_word(word.rstrip(".").lower()) for word in WORD.findall(rest))


def ends_with_date(line: str) -> bool:
    """Whether the last words are a full date, as agencies end a caption (", March 9, 2025.")."""
    tail = line.rstrip(" .)")[-40:]
    return tail[-1:].isdigit() and any(found.end() == len(tail) for found in _DATE.finditer(tail))
