"""Pure. Whether a name in an article means the thing asked for, or another of that name.

The article tells: names that nothing else has, words of the kind of thing and of its rivals,
capital letters, the words beside the name. Where it doesn't, `settled` asks the other articles.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.stories.senses import names
from bot.stories.senses.gazetteer import COMPANY, GOVERNMENT, ORGANISATION, PERSON, PLACE, Sense
from bot.stories.senses.names import Spot
from bot.text.calendars import MONTHS, WEEKDAYS
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import ARTICLE
from bot.text.lexicon.notation import any_of
from bot.text.stems import content, stems

# What each sign counts, set by hand on invented articles.
MEANT, ANOTHER = 1.0, -1.0  # from here on, and down to here
CAPITAL, CONTEXT, KIND, RIVAL, LOWER = 1.0, 1.5, 1.0, -2.0, -2.0

_FIRST_NAME = re.compile(r"(?P<name>[A-Z][a-z]+) $")
_EN = lexicon("en")
_SURNAME = re.compile(rf" (?:(?:{any_of(_EN.people.particles)})[ -]){{0,3}}(?P<name>[A-Z][a-z]+)\b")
_SPEAKS = re.compile(rf"\b(?:{any_of(_EN.speech.beside_names)}) $")
_HAS_AN_AGE = re.compile(r", \d\d,")
# Capitalised words that stand before or after a place's name without making a person of it.
_NO_NAME = frozenset(
    word.capitalize()
    for word in (*_EN.people.beside_places, *_EN.grammar.stopwords, *MONTHS, *WEEKDAYS)
)
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;—–-]|\n)[\s\"'“‘(]{0,9}\Z")
_ARTICLE = re.compile(rf"\b{ARTICLE} \Z", re.IGNORECASE)
_GOES_ON = re.compile(r"[ -][a-z]{3,}")
_NO_NOUN = re.compile(rf" (?:{any_of(_EN.people.behind_names)})\b")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_TITLE_CASE = 0.8  # of a headline's long words, from which on capitals tell nothing


@dataclass(frozen=True, slots=True)
class Meaning:
    """The spots that may mean what is asked for; `is_sure` is None where the article can't tell."""

    spots: tuple[Spot, ...]
    is_sure: bool | None = True


NONE = Meaning((), is_sure=False)


@dataclass(frozen=True, slots=True)
class Signs:
    """Words that tell for every sense: of its kind, and such as make another thing of a people."""

    kind: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()


NO_SIGNS = Signs()


def meaning(sense: Sense, found: Sequence[Spot], headline: str, body: str, signs: Signs) -> Meaning:
    """Those of a sense's names in an article that mean it."""
    elsewhere = _of_other_places(sense, f"{headline}\n{body}")
    kept = [
        one
        for one in found
        if one.name not in elsewhere and not _is_within(sense, one) and not _is_good(one, signs)
    ]
    if not kept:
        return NONE
    if sense.kind in (PLACE, GOVERNMENT):
        return _of_place(sense, kept, headline, body)
    if not (sense.is_common or sense.in_capitals or sense.is_person):
        return Meaning(tuple(kept))
    return _of_common(sense, kept, headline, body, signs)


def _of_place(sense: Sense, kept: Sequence[Spot], headline: str, body: str) -> Meaning:
    cities = [one for one in kept if one.name in sense.cities]
    if cities and all(map(_is_persons, cities)):  # Paris Jenkins
        kept = [one for one in kept if one not in cities]
    uncertain = {*sense.names, *sense.people}
    is_sure = any(one.name not in uncertain for one in kept)
    if not kept or (not is_sure and _is_another(sense, kept, headline, body)):
        return NONE
    return Meaning(tuple(kept))


def _of_common(
    sense: Sense, kept: Sequence[Spot], headline: str, body: str, signs: Signs
) -> Meaning:
    """Of a name that is also a word, or another's: something must tell."""
    short = {name for name in sense.names if " " not in name and _is_open(name, sense)}
    if any(one.name not in short for one in kept):
        return Meaning(tuple(kept))
    kept = [one for one in kept if not _is_other_spot(sense, one)]
    if not kept:
        return NONE
    weight = _weight(sense, kept, headline, body, signs)
    is_sure = True if weight >= MEANT else False if weight <= ANOTHER else None
    return Meaning(tuple(kept), is_sure)


def _is_open(name: str, sense: Sense) -> bool:
    """Whether a short name could be another thing's; an acronym seldom is."""
    is_acronym = len(name) > 1 and name.isupper() and sense.kind == ORGANISATION
    return sense.in_capitals or not is_acronym


def _weight(sense: Sense, kept: Sequence[Spot], headline: str, body: str, signs: Signs) -> float:
    text = f"{headline}\n{body}"
    weight = 0.0
    if not sense.is_proper and any(map(_is_telling_capital, kept)):
        weight += CAPITAL
    if sense.context and names.any_case(sense.context).search(text):
        weight += CONTEXT
    if signs.kind and names.any_case(signs.kind).search(text):
        weight += KIND
    if sense.rivals and names.any_case(sense.rivals).search(text):
        weight += RIVAL
    spelled = tuple({form for one in kept for form in names.forms(one.name.lower())})
    if any(map(_is_many, kept)) or names.as_written(spelled).search(text):
        weight += LOWER
    return weight


def _is_many(spot: Spot) -> bool:
    """Caterpillars: of a company there is one."""
    return spot.text.startswith("s", spot.end)


def settled(doubtful: Sequence[str], meant: Sequence[str], others: Sequence[str]) -> list[bool]:
    """Which of the doubtful texts mean the thing, by the words of those that surely do or don't.

    Where no words tell, what most of the sure ones mean is meant; where none is sure, all
    are taken.
    """
    if not meant and not others:
        return [True for _ in doubtful]
    of_meant, of_others = _shares(meant), _shares(others)
    likely = len(meant) - len(others)
    return [_leaning(text, of_meant, of_others) + 0.01 * likely > 0 for text in doubtful]


def _shares(texts: Sequence[str]) -> dict[str, float]:
    """By stem, the share of the texts that have it, where at least two do."""
    counts = Counter(stem for text in texts for stem in content(frozenset(stems(text)), None))
    return {stem: count / len(texts) for stem, count in counts.items() if count > 1}


def _leaning(text: str, meant: dict[str, float], others: dict[str, float]) -> float:
    found = content(frozenset(stems(text)), None)
    leaning = [meant.get(stem, 0.0) - others.get(stem, 0.0) for stem in found]
    return sum(leaning) / max(1, len(leaning))


def _is_within(sense: Sense, spot: Spot) -> bool:
    """Whether the name is a part of another: the "Guinea" of "Equatorial Guinea"."""
    if not sense.excluded:
        return False
    start = max(0, spot.start - 40)
    around = names.any_case(sense.excluded).finditer(spot.text, start, spot.end + 40)
    return any(found.start() <= spot.start < found.end() for found in around)


def _is_good(spot: Spot, signs: Signs) -> bool:
    """French fries, a Danish pastry: of no place."""
    after = spot.text[spot.end : spot.end + 40]
    return bool(signs.goods) and bool(
        names.any_case(signs.goods).match(after.removeprefix("s").lstrip(" -"))
    )


def _of_other_places(sense: Sense, text: str) -> set[str]:
    """Names that this text has for another place: "Odessa, Texas"."""
    return {name.partition(",")[0] for name in sense.excluded if "," in name and name in text}


def _is_another(sense: Sense, found: Iterable[Spot], headline: str, body: str) -> bool:
    """Whether the text says that the name, which could be something else, is."""
    if sense.rivals and names.any_case(sense.rivals).search(f"{headline}\n{body}"):
        return True
    return sense.is_person and any(map(_is_persons, found))


def _is_other_spot(sense: Sense, spot: Spot) -> bool:
    """Whether the words beside a name make another thing of it."""
    if sense.kind == PERSON:
        return False
    if sense.in_capitals and is_shouted(spot):
        return True
    if _is_persons(spot) and not (spot.is_headline and is_title_case(spot.text)):
        return True
    article = _ARTICLE.search(spot.text, max(0, spot.start - 5), spot.start)
    if sense.kind == COMPANY and article:
        goes_on = _GOES_ON.match(spot.text, spot.end)
        return goes_on is None or _NO_NOUN.match(spot.text, spot.end) is not None
    return False


def is_shouted(spot: Spot) -> bool:
    """Whether the name stands in a line that is all capitals."""
    return spot.is_headline and spot.text.isupper() and " " in spot.text.strip()


def _is_telling_capital(spot: Spot) -> bool:
    """Whether a word of a sentence would be in small letters there."""
    before = spot.text[max(0, spot.start - 12) : spot.start]
    if spot.is_headline and is_title_case(spot.text):
        return False
    return not _SENTENCE_START.search(before)


def is_title_case(headline: str) -> bool:
    """Whether A Headline Is Written So, where a capital tells nothing."""
    words = _LONG_WORD.findall(headline)
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) > _TITLE_CASE * len(words)


def _is_persons(spot: Spot) -> bool:
    """Michael Jordan, Jordan Henderson: a capitalised name stands beside it; or it is quoted."""
    before = _FIRST_NAME.search(spot.text, max(0, spot.start - 30), spot.start)
    after = _SURNAME.match(spot.text, spot.end)
    if any(beside["name"] not in _NO_NAME for beside in (before, after) if beside):
        return True
    speaks = _SPEAKS.search(spot.text, max(0, spot.start - 10), spot.start)
    return bool(speaks or _HAS_AN_AGE.match(spot.text, spot.end))
