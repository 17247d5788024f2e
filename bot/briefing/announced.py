"""Pure. For which day a sentence announces something, and which report tells that it came."""

import re
from datetime import date, timedelta

from bot.briefing import novelty
from bot.models import Change, Point
from bot.text.calendars import DATE_JOINT, DATE_WORDS, DAY_ENDING, MONTH, month_number
from bot.text.stems import stems
from bot.text.words import without_brackets

FARTHEST = timedelta(days=366)  # a date further away is nothing to wait for
HALF_A_YEAR = timedelta(days=183)  # a day without a year that is longer ago is next year's
OF_ITS_WORDS = 0.5  # share of an announcement's words that a report of it has
LEAST_WORDS = 2

_OURS = re.compile(rf"\[(?P<month>{MONTH}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})\]")
_WRITTEN = re.compile(
    rf"\b(?:(?P<month>{MONTH})\.? (?P<day>\d{{1,2}}){DAY_ENDING}?(?![\d:–-])"
    rf"|(?P<first>\d{{1,2}}){DAY_ENDING}?(?: {DATE_JOINT})? (?P<named>{MONTH})\b)"
    r"(?:,? (?P<year>20\d\d)\b)?"
)
_NO_CONTENT = frozenset(stem for word in DATE_WORDS for stem in stems(word))


def announced_day(point: Point, published: date) -> date | None:
    """The day after `published` that a sentence about what is to come names; None where it names
    none, or several."""
    days = {day for day in _days(point, published) if published < day <= published + FARTHEST}
    return days.pop() if len(days) == 1 else None


def _days(point: Point, published: date) -> list[date]:
    ours = "".join(one.text for one in point.edits if one.change is Change.INSERT)
    found = [
        _day(int(match["year"]), match["month"], int(match["day"]))
        for match in _OURS.finditer(ours)
    ]
    for match in _WRITTEN.finditer(without_brackets(point.text)):
        month, number = match["month"] or match["named"], int(match["day"] or match["first"])
        year = int(match["year"]) if match["year"] else published.year
        day = _day(year, month, number)
        if day and published - day > HALF_A_YEAR and not match["year"]:
            day = _day(year + 1, month, number)  # in December, January is next year's
        found.append(day)
    return [one for one in found if one]


def _day(year: int, month: str, number: int) -> date | None:
    try:
        return date(year, month_number(month) or 0, number)
    except ValueError:
        return None


def content(text: str, lang: str | None) -> frozenset[str]:
    """The words of an announcement by which a report of what became of it is known."""
    return frozenset(novelty.key(text, lang).split()) - _NO_CONTENT


def tells_of(announced: frozenset[str], told: frozenset[str]) -> float:
    """The share of an announcement's words that a report has; 0 where that is too few."""
    shared = len(announced & told)
    if shared < LEAST_WORDS or shared < OF_ITS_WORDS * len(announced):
        return 0.0
    return shared / len(announced)


def is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two announcements for one day are of one thing."""
    return len(one & other) >= OF_ITS_WORDS * min(len(one), len(other))
