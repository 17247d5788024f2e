"""Pure. What a sentence of news counts: "At least 12 people were killed" -> killed: At least 12.

Only English, and only what can be told apart for certain: a sentence that also speaks of another
time, of a part, of a claim or of what might be gives nothing. A tally missed costs a line; one
set beside a tally of something else misleads.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text.calendars import MONTH, WEEKDAY
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import THE
from bot.text.lexicon.notation import any_of, any_of_either_case
from bot.text.numbers import value_of

_ENGLISH = lexicon("en")
_NUMBERS, _WORDS = _ENGLISH.numbers, _ENGLISH.tallies
_SCALE = f"(?: (?:{any_of(_NUMBERS.scales)}))?"
_PERCENT = "|".join(_NUMBERS.percent)
_ROUGH = (*_NUMBERS.about, *_NUMBERS.above, *_NUMBERS.below, *_WORDS.rough)
_BOUND = f"(?:(?i:{any_of((*_NUMBERS.at_least, *_NUMBERS.at_most, *_ROUGH))}) )?"
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_WORDED = rf"(?i:{any_of((*_NUMBERS.cardinals[1:], *_NUMBERS.tens))})(?!\w)"
_NUMBER = rf"{_BOUND}(?<![\w.,$€£-])(?:{_DIGITS}|{_WORDED}){_SCALE}"
_FIGURE = rf"(?P<figure>{_NUMBER})(?![\w%]|[.,:]\d|-\w)"
_NOUN = rf"(?: (?P<noun>{any_of(_WORDS.anybody)}|(?:[A-Z][a-z]+ )?(?:{any_of(_WORDS.counted)})))?"
_MONEY = rf"(?P<figure>{_BOUND}(?P<unit>[$€£])\d[\d,]*(?:\.\d+)?{_SCALE})(?!\w)"


def _patterns() -> Iterator[tuple[str, str]]:
    """What each pattern counts; empty where its noun says that alone."""
    being = f"(?:(?:{any_of(_WORDS.being)}) )"
    ends = rf"(?= (?:{any_of(_WORDS.going_on)})\b|[,.;:]|$)"
    for fate, *words in _WORDS.fates:
        fated = any_of(words)
        yield fate, rf"{_FIGURE}{_NOUN} (?:{being}+(?:{fated})\b|(?:{fated}){ends})"
    for fate, *words in _WORDS.deeds:
        yield fate, rf"\b(?:{any_of(words)}) {_FIGURE}{_NOUN}{ends}"
    killed = _WORDS.fates[0][0]
    toll = (
        rf"\b(?:{any_of_either_case(_WORDS.toll)})"
        rf"(?: (?:{any_of(_WORDS.behind_toll)}) [^,.;]{{1,60}}?)?,? "
        rf"{being}?(?:{any_of(_WORDS.reaching)})"
        rf"(?: (?:{any_of(_NUMBERS.origin)}) {_NUMBER})?(?: (?:{any_of(_WORDS.reached)}))?"
    )
    yield killed, rf"{toll} {_FIGURE}(?! ?(?:{_PERCENT}))"
    left = any_of(_WORDS.left_behind)
    yield killed, rf"\b(?:{any_of(_WORDS.leaving)}) {_FIGURE}{_NOUN} (?:{left})\b"
    forces = rf"(?P<noun>(?:[A-Z][a-z]+ ){{0,2}}(?:{any_of(_WORDS.forces)}))"
    fallen = rf"(?! {being}*(?:{any_of(_WORDS.fallen)}))"
    yield _WORDS.forces[0], rf"{_FIGURE} {forces}\b{fallen}"
    (quake,) = _WORDS.quake
    of = f"(?:(?:{any_of(_WORDS.behind_quake)}) )"
    yield quake, rf"\b{any_of_either_case(_WORDS.quake)}[- ]{of}?(?P<figure>\d\.\d)\b"
    yield quake, rf"(?<![\d.])(?P<figure>\d\.\d)[- ]{quake}\b"
    share = rf"(?P<figure>{_NUMBER} ?(?:{_PERCENT}))"
    rate, sum_ = any_of_either_case(_WORDS.rates), any_of_either_case(_WORDS.sums)
    yield "", rf"\b(?P<noun>{rate}) (?:{any_of(_WORDS.levels)}) {share}"
    yield "", rf"\b(?P<noun>{sum_}) (?:{any_of(_WORDS.worth)}) {_MONEY}"


_PATTERNS = [(what, re.compile(pattern)) for what, pattern in _patterns()]
_ELSEWHERE = re.compile(
    rf"\b(?:{any_of(_WORDS.elsewhere)}|(?<!-)(?:{any_of(_ENGLISH.calendar.periods)})(?!-)"
    r"|(?<!, )(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_AN_AGE = re.compile(
    rf"\b(?:{any_of(_ENGLISH.people.somebody)}),? (?:{any_of(_WORDS.before_age)}) $"
)
_ANOTHER_MONTH = re.compile(rf"\b(?:{any_of(_WORDS.before_month)}) {MONTH}(?!\w)(?! \d)")
_QUOTED = re.compile(r"[“\"„«][^”\"“»]*[”\"“»]?")
_PLACE = re.compile(
    rf"\b(?:{any_of(_WORDS.before_place)})(?: {THE})?(?: [a-z]+){{0,2}} "
    r"(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)
_DAYS = re.compile(rf"\b{WEEKDAY}\b")
_MONTH = re.compile(rf"{MONTH}(?!\w)")
_SAID = re.compile(
    rf"\b(?:{any_of(_WORDS.saying)})(?: \w+){{0,2}}?"
    rf"(?: (?:{any_of(_WORDS.before_weekday)}))? {WEEKDAY}\b"
)
_ROUNDED = re.compile(rf"(?:{any_of(_ROUGH)})\b", re.IGNORECASE)
_NEAR = 0.1  # the share by which a rounded figure may lie off and still be the same


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure of a sentence as it is written there, within a line ("at least 12").

    `what` is "killed", "children killed", "Sundrian troops"; `places` and `days` are the sentence's
    own, by which tallies of two events are told apart.
    """

    what: str
    figure: str
    value: float
    places: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()


def tallies(text: str) -> tuple[Tally, ...]:
    """What can be told for certain of `text`, one English sentence, in its order."""
    plain = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    if _ELSEWHERE.search(plain) or _ANOTHER_MONTH.search(plain):
        return ()
    places = frozenset(_places(plain))
    days = frozenset(_DAYS.findall(_SAID.sub(" ", plain)))
    found: dict[int, Tally] = {}
    for what, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if _AN_AGE.search(plain, 0, match.start("figure")):
                continue
            figure = match["figure"][0].lower() + match["figure"][1:]  # as within a line
            tally = Tally(_counted(what, match), figure, value_of(figure), places, days)
            found.setdefault(match.start("figure"), tally)
    return tuple(found[start] for start in sorted(found))


def are_alike(one: Tally, other: Tally) -> bool:
    """Whether two tallies count the same thing: in no other place, on no other day."""
    return (
        one.what == other.what
        and not _apart(one.places, other.places)
        and not _apart(one.days, other.days)
    )


def differ(one: Tally, other: Tally) -> bool:
    """Whether two tallies of the same thing differ; a rounded one may be near."""
    if one.value == other.value:
        return False
    rounded = _ROUNDED.match(one.figure) or _ROUNDED.match(other.figure)
    near = _NEAR * max(one.value, other.value)
    return not (rounded and abs(one.value - other.value) <= near)


def _apart(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)


def _places(text: str) -> Iterator[str]:
    for match in _PLACE.finditer(text):
        place = match["place"].removesuffix("’s").removesuffix("'s")
        if not _MONTH.match(place) and not _DAYS.match(place):
            yield place


def _counted(what: str, match: re.Match[str]) -> str:
    """What the match counts, as one reads it: "killed", "children killed", "damage in $"."""
    parts = match.groupdict()
    noun, unit = parts.get("noun") or "", parts.get("unit") or ""
    if what in _WORDS.forces:
        return noun.replace(_WORDS.forces[-1], what)
    if not what:
        return f"{noun.lower()} in {unit}" if unit else noun.lower()
    return what if not noun or noun in _WORDS.anybody else f"{noun} {what}"
