"""Pure. For which day a sentence announces something, and which report tells that it came."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.briefing import novelty
from bot.models import Change, Kind, Point
from bot.text.calendars import (
    DATE_JOINT,
    DATE_WORDS,
    DAY_ENDING,
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    month_number,
)
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, whole_words
from bot.text.stems import stems
from bot.text.tense import Tense, is_planned, tense_of
from bot.text.words import without_brackets

FARTHEST = timedelta(days=366)  # a date further away is nothing to wait for
HALF_A_YEAR = timedelta(days=183)  # a day without a year that is longer ago is next year's
OF_ITS_WORDS = 0.5  # share of an announcement's words that a report of it has
LEAST_WORDS = 2

_OURS = re.compile(rf"\[(?P<month>{MONTH}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})\]")
_ISO = re.compile(r"\[(\d{4}-\d\d-\d\d)\]")  # as in other languages than English
_WRITTEN = re.compile(
    rf"\b(?:(?P<month>{MONTH})\.? (?P<day>\d{{1,2}}){DAY_ENDING}?(?![\d:–-])"
    rf"|(?P<first>\d{{1,2}}){DAY_ENDING}?(?: {DATE_JOINT})? (?P<named>{MONTH})\b)"
    r"(?:,? (?P<year>[12]\d{3})\b)?"
)
_NOTHING_NEW = {Kind.BACKGROUND, Kind.OPINION}
_called_off = re.compile(whole_words(lexicon("en").roles.called_off)).search
_OF_A_NOUN = re.compile(rf"\b(?:{any_of(lexicon('en').grammar.determiners)}) (?:\w+ )?\Z")
_WEEKDAY = re.compile(rf"\b(?P<name>{WEEKDAY})\b(?!['’-])")
_NO_CONTENT = frozenset(stem for word in DATE_WORDS for stem in stems(word))


def announced_day(point: Point, published: date) -> date | None:
    """The day after `published` for which a sentence announces something; None where it names
    none, or several, or says that it was called off."""
    if point.kind in _NOTHING_NEW or _called_off(point.text):
        return None
    days = _ahead(_days(point, published), published)
    days = days or _ahead(_weekdays(without_brackets(point.text), published), published)
    return days.pop() if len(days) == 1 else None


def _ahead(days: Iterable[date], published: date) -> set[date]:
    return {day for day in days if published < day <= published + FARTHEST}


def _days(point: Point, published: date) -> list[date]:
    ours = "".join(one.text for one in point.edits if one.change is Change.INSERT)
    found = [
        _day(int(match["year"]), match["month"], int(match["day"]))
        for match in _OURS.finditer(ours)
    ]
    found += [date.fromisoformat(one) for one in _ISO.findall(ours)]
    text = without_brackets(point.text)
    for match in _WRITTEN.finditer(text):
        before = text[: match.start()]
        if _OF_A_NOUN.search(before) or tense_of(before, text[match.end() :]) is Tense.PAST:
            continue
        month, number = match["month"] or match["named"], int(match["day"] or match["first"])
        year = int(match["year"]) if match["year"] else published.year
        day = _day(year, month, number)
        if day and published - day > HALF_A_YEAR and not match["year"]:
            day = _day(year + 1, month, number)  # in December, January is next year's
        found.append(day)
    return [one for one in found if one]


def _weekdays(text: str, published: date) -> Iterator[date]:
    """The next day of each name with which something is planned, or may come."""
    for match in _WEEKDAY.finditer(text):
        if is_planned(text[: match.start()]):
            wanted = WEEKDAYS.index(match["name"].lower())
            yield published + timedelta(days=(wanted - published.weekday()) % 7)


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
