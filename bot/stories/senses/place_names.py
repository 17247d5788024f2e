"""What countries, their peoples and capitals are called in every language.

The table beside this file was written from the CLDR by `bench/place_names.py`, which says what is
in it. It is read when it is first needed.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

LONGEST_ENDING = 4  # letters

_FILE = Path(__file__).with_name("place_names.tsv")
_TOLD_ELSEWHERE = ("en", "mul")  # languages whose names are the gazetteer's own


class _PlaceRow(NamedTuple):
    """A line: the place of the gazetteer, empty for another territory; its code; its cells."""

    place: str
    code: str
    cells: str

    def names(self, *, capitals: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each language, and the names there, with the capital's or without."""
        for cell in self.cells.split("\t"):
            lang, _, said = cell.partition(":")
            own, _, capital = said.partition(";")
            both = f"{own}|{capital}" if capitals else own
            yield lang, tuple(name for name in both.split("|") if name)


def names(place: str) -> dict[str, tuple[str, ...]]:
    """The names of a place in languages other than English; one that ends in * may end in
    anything."""
    row = _by_place().get(place)
    told = dict(row.names(capitals=True)) if row else {}
    return {lang: said for lang, said in told.items() if lang not in _TOLD_ELSEWHERE}


def names_in(languages: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """The code of each territory, one of these languages and a name there."""
    for row in _rows():
        for lang, said in row.names(capitals=False):
            if lang in languages:
                yield from ((row.code, lang, name) for name in said)


def called_in(languages: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The places of the gazetteer and what each is called in one of these languages."""
    for row in _rows():
        for lang, said in row.names(capitals=False):
            if row.place and lang in languages:
                yield from ((row.place, name) for name in said)


def place_called(word: str) -> str | None:
    """The place that goes by a word in some language, with any ending where it may have one."""
    folded = word.casefold()
    found = _by_name().get(folded)
    for end in range(len(folded), len(folded) - LONGEST_ENDING, -1) if found is None else ():
        if found := _by_name().get(f"{folded[:end]}*"):
            return found
    return found


@cache
def _rows() -> tuple[_PlaceRow, ...]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_PlaceRow(*line.split("\t", 2)) for line in lines)


@cache
def _by_place() -> dict[str, _PlaceRow]:
    return {row.place: row for row in _rows() if row.place}


@cache
def _by_name() -> dict[str, str]:
    return {name: place for place in reversed(_by_place()) for name in _all(place)}


def _all(place: str) -> Iterator[str]:
    for said in names(place).values():
        yield from (name.casefold() for name in said)
