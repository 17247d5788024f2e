"""Pure. The gazetteer: what a place or a subject is called in the news, from a readable file.

`bot/stories/places.toml` explains its form. An operator's file of the same form adds to it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.errors import UsageError


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its many names; `places.toml` says what each part means."""

    name: str
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    other_languages: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by their names in lower case, other spellings of those, and subjects."""

    places: Mapping[str, Place] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    subjects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def place(self, word: str) -> Place | None:
        """The place that a topic names, in any of its spellings and languages."""
        folded = word.casefold()
        return self.places.get(self.also.get(folded, folded)) or self._in_another_language(folded)

    def subject(self, words: str) -> tuple[str, ...] | None:
        """What a subject goes by, from its name or a phrase for it; a word alone is itself."""
        folded = words.casefold()
        for name, others in self.subjects.items():
            if folded == name or (" " in folded and folded in map(str.casefold, others)):
                return others
        return None

    def is_excluded(self, words: str) -> bool:
        """Whether the words have a place's name in them and are something else: "new england"."""
        folded = words.casefold()
        return any(folded in map(str.casefold, place.excluded) for place in self.places.values())

    def _in_another_language(self, word: str) -> Place | None:
        """By its name in another language, whose endings only other scripts leave open."""
        for place in self.places.values():
            for name in map(str.casefold, place.other_languages):
                ending = len(word) - len(name)
                if word.startswith(name) and (not ending or (not name.isascii() and ending <= 3)):  # noqa: PLR2004  letters
                    return place
        return None

    def all_members(self, place: Place) -> tuple[Place, ...]:
        """The place and, for a region, every place in it, each once."""
        found: dict[str, Place] = {}
        waiting = [place]
        while waiting:
            one = waiting.pop()
            if one.name not in found:
                found[one.name] = one
                waiting += [self.places[name] for name in one.members if name in self.places]
        return tuple(found.values())

    def topics(self) -> tuple[str, ...]:
        """Everything that can be asked for by name."""
        return (*self.places, *self.also, *self.subjects)


_KEYS = {"not": "excluded", "person": "is_person"}
_FIELDS = {one.name for one in fields(Place)} - {"name", "excluded", "is_person"} | set(_KEYS)


def parse(text: str, source: str = "places.toml") -> Gazetteer:
    """The gazetteer in a TOML text; raises UsageError that names what is wrong in `source`."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(source, str(error)) from error
    unknown = given.keys() - {"places", "also", "subjects"}
    if unknown:
        raise _wrong(source, f"there is no part [{min(unknown)}]")
    return Gazetteer(
        {
            name.casefold(): _place(name.casefold(), of, source)
            for name, of in given.get("places", {}).items()
        },
        {
            str(name).casefold(): _text(of, source).casefold()
            for name, of in given.get("also", {}).items()
        },
        {
            name.casefold(): _texts(words, source)
            for name, words in given.get("subjects", {}).items()
        },
    )


def merged(first: Gazetteer, *more: Gazetteer) -> Gazetteer:
    """The first with what the others add."""
    places = dict(first.places)
    for gazetteer in more:
        for name, place in gazetteer.places.items():
            places[name] = _joined(places[name], place) if name in places else place
    return Gazetteer(
        places,
        {key: value for one in (first, *more) for key, value in one.also.items()},
        {key: value for one in (first, *more) for key, value in one.subjects.items()},
    )


def _joined(one: Place, other: Place) -> Place:
    lists = {one.name for one in fields(Place)} - {"name", "is_person"}
    both: dict[str, Any] = {
        part: tuple(dict.fromkeys((*getattr(one, part), *getattr(other, part)))) for part in lists
    }
    return replace(one, **both, is_person=one.is_person or other.is_person)


def _place(name: str, given: Any, source: str) -> Place:  # noqa: ANN401  whatever the file has
    if not isinstance(given, dict) or given.keys() - _FIELDS:
        raise _wrong(source, f'"{name}" has a part that is none of {", ".join(sorted(_FIELDS))}')
    parts: dict[str, Any] = {
        _KEYS.get(key) or key: value if key == "person" else _texts(value, source)
        for key, value in given.items()
    }
    return Place(name, **parts)


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
