"""Pure. Names in a text: how they are spelled, and whether one means the place or another thing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.stories.places import Place
from bot.text.calendars import MONTHS, WEEKDAYS
from bot.text.lexicon import any_of, lexicon

SHORTEST_STEM = 4  # letters; a shorter word has no ending to leave out

_CAPITALISED = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-ÞĀĆČĐŁŃŐŚŞŠŽİ]\w*")
_PATTERN = re.compile(r"[^\w\s-].*")  # from where a name in another language is a pattern
_ENDS = re.compile(r"s?(?!\w)(?!\.\w)")
_FIRST_NAME = re.compile(r"(?P<name>[A-Z][a-z]+) $")
_EN = lexicon("en")
_SURNAME = re.compile(rf" (?:(?:{any_of(_EN.people.particles)})[ -])*(?P<name>[A-Z][a-z]+)\b")
_SPEAKS = re.compile(rf"\b(?:{any_of(_EN.speech.beside_names)}) $")
_HAS_AN_AGE = re.compile(r", \d\d,")
# Capitalised words that stand before or after a place's name without making a person of it.
_NO_NAME = frozenset(word.capitalize() for word in (*_EN.people.beside_places, *MONTHS, *WEEKDAYS))


@dataclass(frozen=True, slots=True)
class Spot:
    """A name at a place of a text."""

    name: str
    start: int
    text: str
    is_headline: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.name)


@dataclass(frozen=True, slots=True)
class Spellings:
    """Names ready to be looked for, as they are spelled, their case too.

    "Turkey" is no bird then, and "US" no pronoun. Those in Latin capitals are looked up by their
    first word; a pattern looks for the others, if one of their beginnings is in the text at all.
    Both are there for speed: one pattern of all names is ten times slower.
    """

    by_first_word: Mapping[str, tuple[str, ...]]
    beginnings: tuple[str, ...]
    others: re.Pattern[str]


def spellings(names: Iterable[str], beginnings: Iterable[str] = ()) -> Spellings:
    """Of names as they are spelled, and of patterns of how names in other languages begin."""
    firsts: defaultdict[str, list[str]] = defaultdict(list)
    others = {_PATTERN.sub("", name): rf"{name}\w*" for name in beginnings}
    for name in sorted(names, key=len, reverse=True):
        if first := _CAPITALISED.match(name):
            firsts[first[0]].append(name)
            firsts[f"{first[0]}s"].append(name)
        else:
            others[name] = re.escape(name) + r"s?(?!\w)"
    by_first_word = {first: tuple(some) for first, some in firsts.items()}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(others.values())})")
    return Spellings(by_first_word, tuple(others), pattern)


def spots(spelled: Spellings, text: str, *, is_headline: bool = False) -> Iterator[Spot]:
    """Where the text has the names, the longest where several begin; "Danes" counts as "Dane"."""
    for word in _CAPITALISED.finditer(text):
        for name in spelled.by_first_word.get(word[0], ()):
            if text.startswith(name, word.start()) and _ENDS.match(text, word.start() + len(name)):
                yield Spot(name, word.start(), text, is_headline)
                break
    if any(beginning in text for beginning in spelled.beginnings):
        for found in spelled.others.finditer(text):
            yield Spot(found[0], found.start(), text, is_headline)


def forms(word: str) -> tuple[str, ...]:
    """A plain word in the singular and plural; in other scripts, as it begins, for its endings."""
    bare = re.sub(r"['’]s$", "", word)
    if not bare.isascii():
        return (f"{bare[:-1]}*",) if len(bare) > SHORTEST_STEM else (bare,)
    if re.search(r"[^aeiou\W]ies$", bare):
        one = f"{bare[:-3]}y"
    elif re.fullmatch(r"[\w -]{3,}[^su\W]s", bare):
        one = bare[:-1]
    else:
        one = bare
    many = f"{one[:-1]}ies" if re.search(r"[^aeiou\W]y$", one) else f"{one}s"
    return tuple(dict.fromkeys((bare, one, many)))


@lru_cache(maxsize=512)
def plain(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words in any case and number, but for what is all capitals, such as AI."""
    spelled = "|".join(
        f"(?-i:{re.escape(word)})"
        if word.isupper() and len(words) > 1
        else "|".join(map(_spelled, forms(word)))
        for word in words
    )
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)", re.IGNORECASE)


def meant(place: Place, found: Sequence[Spot], headline: str, body: str) -> list[Spot]:
    """Those of a place's names in an article that mean the place."""
    elsewhere = _of_other_places(place, f"{headline}\n{body}")
    kept = [one for one in found if one.name not in elsewhere and not _is_within(place, one)]
    uncertain = {*place.names, *place.people}
    if any(one.name not in uncertain for one in kept):
        return kept
    return [] if _is_another(place, found, headline, body) else kept


def _is_within(place: Place, spot: Spot) -> bool:
    """Whether the name is a part of another: the "Guinea" of "Equatorial Guinea"."""
    if not place.excluded:
        return False
    around = _any(place.excluded).finditer(spot.text, max(0, spot.start - 40), spot.start + 60)
    return any(found.start() <= spot.start < found.end() for found in around)


def _of_other_places(place: Place, text: str) -> set[str]:
    """Names that this text has for another place: "Odessa, Texas"."""
    return {name.partition(",")[0] for name in place.excluded if "," in name and name in text}


def _is_another(place: Place, found: Iterable[Spot], headline: str, body: str) -> bool:
    """Whether the text says that the name, which could be something else, is."""
    if place.rivals and _any_case(place.rivals).search(f"{headline}\n{body}"):
        return True
    return place.is_person and any(map(_is_persons, found))


def _is_persons(spot: Spot) -> bool:
    """Michael Jordan, Jordan Henderson: a capitalised name stands beside it; or it is quoted."""
    before = _FIRST_NAME.search(spot.text, max(0, spot.start - 30), spot.start)
    after = _SURNAME.match(spot.text, spot.end)
    if any(beside["name"] not in _NO_NAME for beside in (before, after) if beside):
        return True
    speaks = _SPEAKS.search(spot.text, max(0, spot.start - 10), spot.start)
    return bool(speaks or _HAS_AN_AGE.match(spot.text, spot.end))


def _spelled(form: str) -> str:
    return re.escape(form[:-1]) + r"\w{0,4}" if form.endswith("*") else re.escape(form)


@lru_cache(maxsize=512)
def _any(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_longest_first(names)})s?(?!\w)")


@lru_cache(maxsize=512)
def _any_case(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_longest_first(names)})s?(?!\w)", re.IGNORECASE)


def _longest_first(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
