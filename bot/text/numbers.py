"""Pure. The numbers of an English text with their units: "about 2.5bn dollars", "a dozen", "half".

Two spellings of one quantity are the same value here: "2.5bn", "2.5 billion" and "2,500 million";
"12%" and "12 percent"; "Nov. 4" and "4 November"; "half" and "50%".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.text.calendars import DATE_JOINT, DAY_ENDING, MONTH, MONTHS, month_number
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import AN, ARTICLE
from bot.text.lexicon.notation import any_of
from bot.text.lexicon.sections import Words

_LISTS = lexicon("en").numbers
_PERCENT = "%"
_HUNDRED = 100
_JOINT = any_of(lexicon("en").clauses.joining)
_BETWEEN = frozenset((*_LISTS.outcome, *lexicon("en").grammar.joining, "-", "–", "—"))
_HALF = next(iter(_LISTS.shares))
_SCALES = {**_LISTS.scales, **_LISTS.scale_signs}
NUMBER_WORDS = {word: float(value) for value, word in enumerate(_LISTS.cardinals)} | {
    word: 10.0 * value for value, word in enumerate(_LISTS.tens, start=2)
}
_ORDINALS = {word: float(value) for value, word in enumerate(_LISTS.ordinals, start=1)}
_VAGUE = {word: (float(low), float(high)) for word, low, high in _LISTS.vague}
_UNITS = {name: row[0] for row in _LISTS.units for name in row[1:]} | dict.fromkeys(
    _LISTS.percent, _PERCENT
)
_UNIT = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))  # "km/h" as it is
_WORDED = any_of(NUMBER_WORDS)
_SCALE = any_of(_LISTS.scales)
_QUANTITY = re.compile(
    rf"(?P<clock>\b\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?m\b|\b\d{{1,2}}:\d\d\b)"
    rf"|\b(?P<month>{MONTH}) (?P<day>\d{{1,2}}){DAY_ENDING}?\b(?!\d|[:%])"
    rf"|\b(?P<day2>\d{{1,2}}){DAY_ENDING}?(?: {DATE_JOINT})? (?P<month2>{MONTH})\b"
    rf"|(?:(?P<sign>US\$|[$€£¥]) ?)?(?P<digits>\b\d+(?:,\d{{3}})+(?:\.\d+)?|\b\d+(?:\.\d+)?)"
    rf"(?:[ -]?(?P<scale>{_SCALE}|(?:{any_of(_LISTS.scale_signs)})(?![a-z0-9])))?"
    rf"(?P<ordinal>{DAY_ENDING}\b)?"
    rf"|\b(?P<dozen>(?:(?:{AN}|{_WORDED}|{_HALF} {AN}) )?{any_of(_LISTS.dozen)})\b"
    rf"|\b(?P<share>{any_of(_LISTS.shares)})\b"
    rf"|\b(?P<times>{any_of(_LISTS.multiples)})\b|\b(?P<vague>{any_of(_VAGUE)})\b"
    rf"|\b(?P<rank>{any_of(_ORDINALS)})\b"
    rf"|\b(?P<words>(?:{_WORDED}|{AN} (?={_SCALE}\b))"
    rf"(?:[ -]?(?:(?:{_JOINT}) )?(?:{_WORDED}|{_SCALE})\b)*)(?![a-z])",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?: ?- ?| )?(?P<unit>{_UNIT})(?![a-z])(?P<age>(?: ?- ?| )(?:{any_of(_LISTS.of_age)})\b)?",
    re.IGNORECASE,
)


def _before(*entries: Words) -> re.Pattern[str]:
    """Matches a text that ends with one of `entries`, and perhaps an article."""
    led = any_of(entry for words in entries for entry in words)
    return re.compile(rf"\b(?:{led}) (?:{ARTICLE} )?$", re.IGNORECASE)


_BOUNDS = {
    "least": _before(_LISTS.at_least, _LISTS.above),
    "most": _before(_LISTS.at_most, _LISTS.below),
    "about": _before(_LISTS.about),
}
_OR_MORE = re.compile(rf"[^.;,]{{0,24}}?\b(?:{any_of(_LISTS.or_more)})\b")
_LOOK = 30
_NOON = 12  # o'clock
_AGE_LIKE = frozenset({"", "age"})
_EXACT = 1e-6  # what floating point adds
_ROUNDED = 0.05  # by which "about" may be off; by which "more than" may fall short: twice that


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at [start, end): its value in its unit; `bound` is "", "least", "most" or "about".

    `unit` is "" for a bare number, "th" for a rank, "age", "clock" (minutes of the day), or a
    month's name for a date. `low` and `high` bound what a vague word ("dozens") may mean.
    """

    value: float
    unit: str
    bound: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of `text`, in order; the word "one" alone is none, it says too many things."""
    found = list(_found(text))
    for place, (one, after) in enumerate(pairwise(found)):
        between = text[one.end : after.start].strip().casefold()
        if one.unit == "" and between in _BETWEEN and after.unit != "th":
            found[place] = replace(one, unit=after.unit)  # "8 to 10 percent"
    return tuple(found)


def is_same(claimed: Quantity, told: Quantity) -> bool:
    """Whether `claimed` may be said where `told` was: the same value, or one rounded and so told.

    A bound that was told is kept, and none is made up.
    """
    if not _same_unit(claimed.unit, told.unit):
        return False
    if told.low is not None or claimed.low is not None:
        return _same_vague(claimed, told)
    if abs(claimed.value - told.value) <= _EXACT * max(1.0, abs(told.value)):
        return claimed.bound == told.bound or (claimed.bound == "about" and not told.bound)
    if told.bound not in {"", claimed.bound, "about"} or claimed.unit in {"th", "clock", *MONTHS}:
        return False
    return _is_rounded(claimed, told.value)


def _is_rounded(claimed: Quantity, value: float) -> bool:
    """Whether "about", "more than" or "up to" this number is said of `value`, and near it."""
    off = claimed.value - value
    share = abs(off) / abs(value) if value else 1.0
    if claimed.bound == "about":
        return share <= _ROUNDED
    beyond = {"least": off < 0, "most": off > 0}.get(claimed.bound, False)
    return beyond and share <= 2 * _ROUNDED


def is_same_but_for_bound(claimed: Quantity, told: Quantity) -> bool:
    """Whether only an "about", "at least" or "up to" is lost, changed or made up."""
    return not is_same(claimed, told) and is_same(
        replace(claimed, bound=""), replace(told, bound="")
    )


def _same_unit(one: str, other: str) -> bool:
    return one == other or {one, other} <= _AGE_LIKE or {one, other} == {"age", "year"}


def _same_vague(claimed: Quantity, told: Quantity) -> bool:
    if claimed.low is None or claimed.high is None:
        return False  # "12" is more than "dozens" says
    return claimed.value == told.value if told.low else claimed.low <= told.value < claimed.high


def _found(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        quantity = _read(text, match)
        if quantity is not None:
            yield quantity


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    if match["clock"]:
        return Quantity(_minutes(match["clock"]), "clock", "", start, end)
    if match["month"] or match["month2"]:
        month = MONTHS[(month_number(match["month"] or match["month2"]) or 0) - 1]
        return Quantity(float(match["day"] or match["day2"]), month, "", start, end)
    if match["vague"]:
        low, high = _VAGUE[match["vague"].casefold()]
        return Quantity(low, "", "", start, end, low, high)
    value, unit = _value_and_unit(match)
    if value is None:
        return None
    if not unit and (after := _AFTER.match(text, end)):
        end = after.end()
        unit = "age" if after["age"] else _UNITS[after["unit"].casefold()]
    return Quantity(value, unit, _bound(text, start, end), start, end)


def _value_and_unit(match: re.Match[str]) -> tuple[float | None, str]:
    if match["digits"]:
        value = float(match["digits"].replace(",", "")) * _SCALES.get(
            (match["scale"] or "").casefold(), 1
        )
        sign = (match["sign"] or "").removeprefix("US")
        return value, "th" if match["ordinal"] else sign
    if match["share"]:
        return _LISTS.shares[match["share"].casefold()], _PERCENT
    if match["times"]:
        return _LISTS.multiples[match["times"].casefold()], "x"
    if match["rank"]:
        return _ORDINALS[match["rank"].casefold()], "th"
    if match["dozen"]:
        return _dozens(match["dozen"].casefold()), ""
    words = match["words"].casefold()
    return (None if words == _LISTS.cardinals[1] else _spelt(words)), ""


def _dozens(text: str) -> float:
    first = text.split(maxsplit=1)[0]
    return 6.0 if first == _HALF else 12.0 * NUMBER_WORDS.get(first, 1.0)


def _spelt(words: str) -> float:
    """ "two hundred and fifty thousand" -> 250000."""
    total = part = 0.0
    for word in re.split(r"[ -]+", words):
        if word in NUMBER_WORDS:
            part += NUMBER_WORDS[word]
        elif _SCALES.get(word) == _HUNDRED:
            part = (part or 1) * _HUNDRED
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0.0
    return total + part


def _minutes(clock: str) -> float:
    hours, _, minutes = re.sub(r"[^\d:.]", "", clock).strip(".").replace(".", ":").partition(":")
    hour = int(hours)
    if "p" in clock.casefold() and hour < _NOON:
        hour += _NOON
    elif "a" in clock.casefold() and hour == _NOON:
        hour = 0
    return 60.0 * hour + int(minutes or 0)


def _bound(text: str, start: int, end: int) -> str:
    if _OR_MORE.match(text, end):
        return "least"
    before = text[max(0, start - _LOOK) : start]
    found = ((pattern.search(before), bound) for bound, pattern in _BOUNDS.items())
    begun = [(match.start(), bound) for match, bound in found if match]
    return min(begun)[1] if begun else ""  # "no more than" begins before the "more than" in it


def value_of(figure: str) -> float:
    """The number that a short text says in digits or in one word, and a scale: "1.2 million"."""
    value, scale = 0.0, 1.0
    for word in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", figure.lower()):
        if word[0].isdigit():
            value = float(word.replace(",", ""))
        value = NUMBER_WORDS.get(word, value)
        scale = _LISTS.scales.get(word, scale)
    return value * scale
