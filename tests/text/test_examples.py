"""What each word of the lexicon is for, on lines of our own: what a native reader sees in them.

A line is tried with each of the words in braces, and beside it stand lines that look like it and
are not. The lines were written without a look at the lexicon, which they judge.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bot.briefing.check.claims import faults, form_faults
from bot.briefing.check.evidence import read
from bot.briefing.check.faults import Fault
from bot.briefing.tallies import tallies
from bot.text.dates import date_insertions
from bot.text.injection import addresses_machine
from bot.text.meanings import meanings
from bot.text.names import is_organisation, mentions
from bot.text.numbers import Quantity, quantities
from bot.text.openings import opens_article, points_back
from bot.text.sentences import split
from bot.text.tense import Tense, tense_of

FOLDER = Path(__file__).parent / "examples"
BRACES = re.compile(r"\{([^{}]*)\}")


def examples(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def told(line: str) -> list[str]:
    """A line with each of the words that stand in its braces."""
    pieces = BRACES.split(line)
    pieces[1::2] = ["{}"] * len(pieces[1::2])
    ways = product(*(one.split("|") for one in BRACES.findall(line)))
    return ["".join(pieces).format(*way) for way in ways]


def lines(block: str) -> list[str]:
    return [line for one in block.strip().splitlines() for line in told(one)]


def counted(text: str) -> set[str]:
    return {tally.what for tally in tallies(text)}


def quantity(text: str) -> Quantity:
    return next(iter(quantities(text)), Quantity(0, "", "none", 0, 0))


def dated(text: str) -> list[str]:
    """What stands before each date of the text's last sentence, a bracket's place."""
    start = text.rfind(". ", 0, -1) + 1
    edits = date_insertions(text, start, len(text), (date(2026, 11, 4),), "en")
    return [text[: edit.start] for edit in edits]


def is_day_part_read(text: str) -> bool:
    return any(before.endswith(text.rsplit(maxsplit=1)[-1].strip(".")) for before in dated(text))


def office(text: str) -> str:
    return next((mention.office or "" for mention in mentions(text)), "")


SEES: dict[str, Callable[[str], bool]] = {
    "past": lambda text: tense_of(text, "") is Tense.PAST,
    "future": lambda text: tense_of(text, "") is Tense.FUTURE,
    "no tense": lambda text: tense_of(text, "") is None,
    "date": lambda text: bool(dated(text)),
    "part of a day": is_day_part_read,
    "tally": lambda text: bool(tallies(text)),
    "counted": lambda text: any(" " in what for what in counted(text)),
    "order to readers": lambda text: Fault.INSTRUCTION in form_faults(text),
    "order to a machine": addresses_machine,
    "number": lambda text: bool(quantities(text)),
    "share": lambda text: quantity(text).unit == "%",
    "times": lambda text: quantity(text).unit == "x",
    "at least": lambda text: quantity(text).bound == "least",
    "at most": lambda text: quantity(text).bound == "most",
    "about": lambda text: quantity(text).bound == "about",
    "organisation": is_organisation,
    "mid-air": points_back,
    "opens an article": opens_article,
    "office": lambda text: bool(office(text)),
    "whole office": lambda text: text.startswith(f"The {office(text)} Ana"),
    "one sentence": lambda text: len(split(text, None)) == 1,
}


def sees(what: str, text: str) -> bool:
    return SEES[what](text) if what in SEES else what in counted(text)


BLOCKS = [block for name in ("news", "orders") for block in examples(name)["lines"]]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["seen"])
def test_a_line_is_seen_as_what_it_is(block: dict[str, str]) -> None:
    what = block["seen"]
    assert [line for line in lines(block["yes"]) if not sees(what, line)] == []
    assert [line for line in lines(block["no"]) if sees(what, line)] == []


PARAPHRASES = examples("paraphrases")


def retold(kind: str) -> Iterator[tuple[str, str]]:
    """Each source of a kind, and what a claim makes of it."""
    for line in PARAPHRASES[kind].strip().splitlines():
        source, *claims = told(line)
        yield from ((source, claim) for claim in claims)


def new_words(source: str, claim: str) -> set[str]:
    known = read(source).words
    return {word for word in read(claim).marks.content if meanings(word).isdisjoint(known)}


def is_contrary(source: str, claim: str) -> bool:
    return not {Fault.OPPOSITE, Fault.NEGATION}.isdisjoint(faults(claim, [source]))


@pytest.mark.parametrize("kind", ["same", "peoples"])
def test_what_says_the_same_may_stand_for_it(kind: str) -> None:
    assert [pair for pair in retold(kind) if new_words(*pair)] == []


PARTS = range(4)  # a test of all would take over a second


@pytest.mark.parametrize("part", PARTS)
def test_what_says_the_same_is_no_contrary(part: int) -> None:
    some = [*retold("same")][part :: len(PARTS)]
    assert [pair for pair in some if is_contrary(*pair)] == []


@pytest.mark.parametrize("part", PARTS)
def test_what_says_another_thing_is_caught(part: int) -> None:
    some = [*retold("contrary")][part :: len(PARTS)]
    assert [pair for pair in some if not is_contrary(*pair)] == []


def test_what_only_looks_alike_is_neither() -> None:
    assert [pair for pair in retold("new") if not new_words(*pair) or is_contrary(*pair)] == []
