"""What countries, their peoples and capitals are called in other languages.

The table beside this file was written from the CLDR by `bench/place_names.py`, which says what is
in it. It is read when a topic first needs it.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

LONGEST_ENDING = 4  # letters

_FILE = Path(__file__).with_name("place_names.tsv")


def names(place: str) -> dict[str, tuple[str, ...]]:
    """The names of a place by language; one that ends in * may end in anything."""
    cells = _rows().get(place, "").split("\t")
    parted = (cell.partition(":") for cell in cells if cell)
    return {lang: tuple(said.split("|")) for lang, _, said in parted}


def place_called(word: str) -> str | None:
    """The place that goes by a word in some language, with any ending where it may have one."""
    folded = word.casefold()
    found = _by_name().get(folded)
    for end in range(len(folded), len(folded) - LONGEST_ENDING, -1) if found is None else ():
        if found := _by_name().get(f"{folded[:end]}*"):
            return found
    return found


@cache
def _rows() -> dict[str, str]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return {place: cells for place, _, cells in (line.partition("\t") for line in lines)}


@cache
def _by_name() -> dict[str, str]:
    return {name: place for place in reversed(_rows()) for name in _all(place)}


def _all(place: str) -> Iterator[str]:
    for said in names(place).values():
        yield from (name.casefold() for name in said)
