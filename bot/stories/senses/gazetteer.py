"""Pure. What a name or a subject of the news can mean, and what it is called, from readable files.

The head of `bot/stories/senses/places.toml` explains the rows of the files there; an operator's
file adds to them, in tables.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.errors import UsageError
from bot.stories.senses.spelling import sound

PLACE, COMPANY, ORGANISATION, PERSON, SUBJECT = KINDS = (
    "places", "companies", "organisations", "people", "subjects",
)  # fmt: skip
GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name can mean, by its many names; `places.toml` says what each part is."""

    name: str
    kind: str = PLACE
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    other_languages: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    is_person: bool = False
    is_common: bool = False
    is_proper: bool = False
    in_capitals: bool = False


@dataclass(frozen=True, eq=False)  # one is as good as itself: what is made of it can be kept
class Gazetteer:
    """Senses by the name they are asked for by, in lower case, and other spellings of those names.

    `context` are words that tell of a kind of sense; `goods` make another thing of an adjective
    before them ("French fries"); `officials` are a government's, after its adjective.
    """

    senses: Mapping[str, Sense] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    goods: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    by_name: Mapping[str, str] = field(default_factory=dict)

    @property
    def places(self) -> dict[str, Sense]:
        return {name: one for name, one in self.senses.items() if one.kind == PLACE}

    def sense(self, words: str) -> Sense | None:
        """What words mean that name something, in any spelling and language; None for other words.

        What is asked for in capitals only, WHO, is so in capitals, or by its whole name.
        """
        folded = _folded(words)
        if folded not in self.senses:
            folded = self.also.get(folded, folded)
        key = self.by_name.get(folded, "")
        found = self.senses.get(folded) or self.senses.get(key)
        if found is None:
            return self._of_city(folded, key) or self._abroad(folded) or self._by_sound(folded)
        is_capitals = found.in_capitals and " " not in words and not words.isupper()
        return None if is_capitals else found

    def excluded(self, words: str) -> str | None:
        """What has a place's name in it and is something else, as it is spelled: "new england"."""
        folded = words.casefold()
        every = (name for one in self.senses.values() if one.kind == PLACE for name in one.excluded)
        return next((name for name in every if name.casefold().replace(",", "") == folded), None)

    def all_members(self, place: Sense) -> tuple[Sense, ...]:
        """The place and, for a region, every place in it, each once."""
        found: dict[str, Sense] = {}
        waiting = [place]
        while waiting:
            one = waiting.pop()
            if one.name not in found:
                found[one.name] = one
                waiting += [self.senses[name] for name in one.members if name in self.senses]
        return tuple(found.values())

    def topics(self) -> tuple[str, ...]:
        """Everything that can be asked for by name."""
        return (*self.senses, *self.also)

    def names(self) -> Iterator[str]:
        """Everything that is understood, in lower case."""
        yield from self.senses
        yield from self.also
        yield from self.by_name

    def _of_city(self, city: str, key: str) -> Sense | None:
        """A city; a capital also stands for its government."""
        place = self.senses.get(key.removeprefix("city of "))
        if place is None:
            return None
        spelled = [one for one in place.cities if alike(one) == alike(city)]
        if place.cities[0] not in spelled:
            return Sense(city, names=tuple(spelled), excluded=place.excluded, is_person=True)
        government = (f"{people} {one}" for people in place.people for one in self.officials)
        return Sense(
            city,
            GOVERNMENT,
            names=tuple(spelled),
            sure=tuple(government),
            excluded=place.excluded,
            is_person=True,
        )

    def _abroad(self, word: str) -> Sense | None:
        """By its name in another language, whose endings only other scripts leave open."""
        for one in self.senses.values():
            for name in map(str.casefold, one.other_languages):
                ending = len(word) - len(name)
                if word.startswith(name) and (not ending or (not name.isascii() and ending <= 3)):  # noqa: PLR2004  letters
                    return one
        return None

    def _by_sound(self, word: str) -> Sense | None:
        """A city by its name in other letters: Львів, Одесса."""
        if word.isascii():
            return None
        said = sound(word)
        cities = (city for one in self.places.values() for city in one.cities)
        return next((self.sense(city) for city in cities if sound(city) == said), None)


def parse(text: str, source: str = "places.toml", kind: str = PLACE) -> Gazetteer:
    """The gazetteer in a TOML text; raises UsageError that names what is wrong in `source`.

    A file that comes along has rows, all of one kind; an operator's has tables.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(source, str(error)) from error
    if "senses" in given:
        return _of_rows(given, kind)
    unknown = given.keys() - {*KINDS, "also"}
    if unknown:
        raise _wrong(source, f"there is no part [{min(unknown)}]")
    senses = [
        _sense(name.casefold(), of, part, source)
        for part in KINDS
        for name, of in given.get(part, {}).items()
    ]
    also = given.get("also", {}).items()
    return _gazetteer(
        senses, {str(name).casefold(): _text(of, source).casefold() for name, of in also}
    )


def merged(first: Gazetteer, *more: Gazetteer) -> Gazetteer:
    """The first with what the others add."""
    every = (first, *more)
    senses: dict[str, Sense] = {}
    for one in (one for gazetteer in every for one in gazetteer.senses.values()):
        senses[one.name] = _joined(senses[one.name], one) if one.name in senses else one
    joined = _gazetteer(
        senses.values(), {key: value for one in every for key, value in one.also.items()}
    )
    return replace(
        joined,
        context={kind: words for one in every for kind, words in one.context.items()},
        goods=tuple(word for one in every for word in one.goods),
        officials=tuple(word for one in every for word in one.officials),
    )


def alike(name: str) -> str:
    """The same for spellings of one city: Kyiv and Kiev, Odesa and Odessa."""
    consonants = re.sub(r"[aeiouy'’ -]", "", name.casefold())
    return name[:1].casefold() + re.sub(r"(.)\1", r"\1", consonants)


def _gazetteer(senses: Iterable[Sense], also: Mapping[str, str]) -> Gazetteer:
    by_key = {one.name: one for one in senses}
    by_name: dict[str, str] = {}
    for one in by_key.values():
        for name in (*one.names, *one.people):
            if one.kind == SUBJECT and " " not in name:
                continue  # what a subject also goes by is often less than it: a runoff, an election
            by_name.setdefault(name.casefold(), one.name)
    for one in by_key.values():
        for city in one.cities:
            by_name.setdefault(city.casefold(), f"city of {one.name}")
    return Gazetteer(by_key, also, by_name=by_name)


def _folded(words: str) -> str:
    return re.sub(r"['’]s?$", "", words.casefold())


_LABELS = {
    "also": "names", "people": "people", "cities": "cities", "leaders": "leaders", "sure": "sure",
    "abroad": "other_languages", "with": "context", "against": "rivals", "not": "excluded",
    "of": "members", "is": "called", "other": "alternatives",
}  # fmt: skip
_FLAGS = {"person": "is_person", "common": "is_common", "proper": "is_proper",
          "capitals": "in_capitals"}  # fmt: skip


def _of_rows(given: Mapping[str, str], kind: str) -> Gazetteer:
    senses = [_of_row(row, kind) for row in given["senses"].splitlines() if row]
    also = (row.partition(" = ") for row in given.get("also", "").splitlines() if row)
    made = _gazetteer(senses, {name: of for name, _, of in also})
    context = {kind: _entries(given["with"])} if "with" in given else {}
    goods, officials = (_entries(given.get(part, "")) for part in ("goods", "officials"))
    return replace(made, context=context, goods=goods, officials=officials)


def _of_row(row: str, kind: str) -> Sense:
    first, *rest = row.split("; ")
    key, is_named, names = first.rpartition(" =")
    parts: dict[str, Any] = {"names": _entries(names)}
    for part in rest:
        label, _, entries = part.partition(" ")
        if label in _FLAGS:
            parts[_FLAGS[label]] = True
        else:
            parts[_LABELS[label]] = (*parts.get(_LABELS[label], ()), *_entries(entries))
    name = key if is_named else parts["names"][0]
    return Sense(name.casefold(), kind, **parts)


def _entries(text: str) -> tuple[str, ...]:
    """The entries of a list; a comma without a blank after it is a part of its entry."""
    found = text.replace("\n", " ").strip().split(", ")
    return tuple(entry.replace(",", ", ") if "," in entry else entry for entry in found if entry)


_KEYS = {"not": "excluded", "with": "context", "against": "rivals", **_FLAGS}
_LISTS = tuple(one.name for one in fields(Sense) if one.type == tuple[str, ...])
_FIELDS = {*_LISTS} - {"excluded", "context"} | set(_KEYS)


def _joined(one: Sense, other: Sense) -> Sense:
    both: dict[str, Any] = {
        part: tuple(dict.fromkeys((*getattr(one, part), *getattr(other, part)))) for part in _LISTS
    }
    return replace(one, **both, is_person=one.is_person or other.is_person)


def _sense(name: str, given: Any, kind: str, source: str) -> Sense:  # noqa: ANN401  whatever the file has
    if kind == SUBJECT:
        return Sense(name, kind, names=_texts(given, source))
    if not isinstance(given, dict) or given.keys() - _FIELDS:
        raise _wrong(source, f'"{name}" has a part that is none of {", ".join(sorted(_FIELDS))}')
    parts: dict[str, Any] = {
        _KEYS.get(key) or key: value is True if key in _FLAGS else _texts(value, source)
        for key, value in given.items()
    }
    return Sense(name, kind, **parts)


def _texts(given: object, source: str) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise _wrong(source, f"{given!r} should be a list of words")
    return tuple(_text(one, source) for one in given)


def _text(given: object, source: str) -> str:
    if not isinstance(given, str):
        raise _wrong(source, f"{given!r} should be a word between quotation marks")
    return given


def _wrong(source: str, what: str) -> UsageError:
    return UsageError(
        f"topics: {source}: {what}", advice=f"Please correct the file of topics {source}: {what}."
    )
