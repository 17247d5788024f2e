"""Pure. What a sentence of news counts: "At least 12 people were killed" -> killed: At least 12.

Only English, and only what can be told apart for certain: a sentence that also speaks of another
time, of a part, of a claim or of what might be gives nothing. A tally missed costs a line; one
set beside a tally of something else misleads.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text.calendars import MONTH, WEEKDAY
from bot.text.lexicon import any_of, lexicon
from bot.text.numbers import value_of

_LISTS = lexicon("en").numbers
_WORDED = any_of((*_LISTS.cardinals[1:], *_LISTS.tens))
_SCALE = f"(?: (?:{any_of(_LISTS.scales)}))?"
_HEDGE = (
    "(?:(?i:at least|at most|more than|less than|fewer than|no fewer than|up to|as many as|over|"
    "about|around|nearly|almost|some|roughly|approximately|an estimated) )?"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_NUMBER = rf"{_HEDGE}(?<![\w.,$€£-])(?:{_DIGITS}|(?i:{_WORDED})(?!\w)){_SCALE}"
_FIGURE = rf"(?P<figure>{_NUMBER})(?![\w%]|[.,:]\d|-\w)"
_ANYBODY = ("people", "persons", "others")
_SOMEBODY = (
    "civilians|soldiers|troops|children|women|men|workers|miners|students|pupils|police officers|"
    "officers|tourists|firefighters|militants|fighters|protesters|migrants|passengers|residents|"
    "families|sailors|fishermen|prisoners|hostages|homes|houses|buildings"
)
_NOUN = rf"(?: (?P<noun>{'|'.join(_ANYBODY)}|(?:[A-Z][a-z]+ )?(?:{_SOMEBODY})))?"
_FATES = {
    "killed": "killed|dead|died|confirmed dead",
    "injured": "injured|wounded|hurt",
    "missing": "missing|unaccounted for",
    "arrested": "arrested|detained",
    "displaced": "displaced|evacuated|made homeless",
    "rescued": "rescued",
}
_DEEDS = {
    "killed": "killed|killing|kills",
    "injured": "injured|injuring|injures|wounded|wounding|wounds",
    "arrested": "arrested|arresting|detained|detaining",
    "displaced": "displaced|displacing|evacuated|evacuating",
    "rescued": "rescued|rescuing",
}
_BEING = "(?:(?:were|was|are|is|have|has|had|remain|remained|still|also|been|now) )+"
_ENDS = (
    r"(?= (?:and|in|at|near|on|when|after|as|early|late|overnight|from|by|during|following|amid|"
    r"outside)\b|[,.;:]|$)"
)
_TOLL = (
    r"\b[Dd]eath toll(?: (?:from|in|of) [^,.;]{1,60}?)?,? (?:has |had )?(?:rises?|rose|risen|"
    rf"climbed|reache[sd]|stands?|stood|jumped|was|is)(?: from {_NUMBER})?(?: to| at)?"
)
_MONEY = rf"(?P<figure>{_HEDGE}(?P<unit>[$€£])\d[\d,]*(?:\.\d+)?{_SCALE})(?!\w)"
_LEVEL = "(?:was|is|of|at|reached|hit|stood at|(?:rose|fell|climbed|dropped|slowed) to)"
_WORTH = "(?:(?:was|is|were|are|has been) )?(?:estimated |put )?(?:of|at|to)"


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """What each pattern counts; empty where its noun says that alone."""
    for fate, words in _FATES.items():
        yield fate, re.compile(rf"{_FIGURE}{_NOUN} (?:{_BEING}(?:{words})\b|(?:{words}){_ENDS})")
    for fate, words in _DEEDS.items():
        yield fate, re.compile(rf"\b(?:{words}) {_FIGURE}{_NOUN}{_ENDS}")
    yield "killed", re.compile(rf"{_TOLL} {_FIGURE}(?! percent)")
    yield "killed", re.compile(rf"\b(?:leaving|left) {_FIGURE}{_NOUN} dead\b")
    force = r"(?P<noun>(?:[A-Z][a-z]+ ){0,2}(?:troops|soldiers))"
    fallen = (
        r"(?! (?:were |was |have been |had been )?(?:killed|dead|died|wounded|injured|captured))"
    )
    yield "troops", re.compile(rf"{_FIGURE} {force}\b{fallen}")
    yield "magnitude", re.compile(r"\b[Mm]agnitude[- ](?:of )?(?P<figure>\d\.\d)\b")
    yield "magnitude", re.compile(r"(?<![\d.])(?P<figure>\d\.\d)[- ]magnitude\b")
    share = rf"(?P<figure>{_NUMBER}(?:%| percent\b| per cent\b))"
    yield "", re.compile(rf"\b(?P<noun>[Tt]urnout|[Ii]nflation|[Uu]nemployment) {_LEVEL} {share}")
    yield "", re.compile(rf"\b(?P<noun>[Dd]amage|[Ll]osses|[Cc]osts?|[Ff]ine) {_WORTH} {_MONEY}")


_PATTERNS = tuple(_patterns())
_ELSEWHERE = re.compile(
    r"\b(?:since|so far|in total|overall|altogether|(?:this|last|past|previous) (?:year|month|week|"
    r"decade)|(?<!-)years?(?!-)|decades?|months|weeks|(?<!, )(?:19|20)\d\d|previous(?:ly)?|earlier|"
    r"initial(?:ly)?|first (?:said|put|reported)|average|every|each|annual(?:ly)?|per|including|"
    r"among (?:them|the)|separate(?:ly)?|aftershocks?|foreshocks?|another|combined|similar|"
    r"others (?:were killed|died)|would|could|might|may|if|unless|den(?:y|ies|ied)|false(?:ly)?|"
    r"claim(?:s|ed|ing)?|reportedly|alleged(?:ly)?|feared|unconfirmed|not|no|never|target|goal|"
    r"forecast|expected)\b",
    re.IGNORECASE,
)
_ANOTHER_MONTH = re.compile(rf"\b(?:in|last|of) {MONTH}(?!\w)(?! \d)")
_QUOTED = re.compile(r"[“\"„«][^”\"“»]*[”\"“»]?")
_PLACE = re.compile(
    r"\b(?:in|at|near|on|outside|across)(?: the)?(?: [a-z]+){0,2} "
    r"(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)
_DAYS = re.compile(rf"\b{WEEKDAY}\b")
_MONTH = re.compile(rf"{MONTH}(?!\w)")
_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed)(?: \w+){0,2}?(?: on)?(?: late| early)? "
    rf"{WEEKDAY}\b"
)
_ROUNDED = re.compile(
    r"more|less|fewer|over|about|around|near|almost|some|rough|appr|an est", re.IGNORECASE
)
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
            figure = match["figure"]
            tally = Tally(_counted(what, match), _lowered(figure), value_of(figure), places, days)
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
    if what == "troops":
        return noun.replace("soldiers", "troops")
    if not what:
        return f"{noun.lower()} in {unit}" if unit else noun.lower()
    return what if not noun or noun in _ANYBODY else f"{noun} {what}"


def _lowered(figure: str) -> str:
    """The figure as it is written within a line."""
    return figure[0].lower() + figure[1:]
