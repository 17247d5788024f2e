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

from adapters.chat import times
from bot.briefing.check.claims import faults, form_faults
from bot.briefing.check.evidence import read
from bot.briefing.check.faults import Fault
from bot.briefing.cuts import cut_clauses
from bot.briefing.edits import apply
from bot.briefing.extract.other_languages import roles_in_another_language
from bot.briefing.tallies import tallies
from bot.errors import UsageError
from bot.models import Kind, Span
from bot.reading.lines.captions import is_caption
from bot.reading.lines.furniture import is_furniture, is_related_heading
from bot.reading.lines.picture_credits import is_credit
from bot.reading.lines.stamps import is_stamp
from bot.reading.pages.timestamps import read_time
from bot.text import zones
from bot.text.dates import date_insertions
from bot.text.injection import addresses_machine
from bot.text.meanings import meanings
from bot.text.names import is_organisation, mentions
from bot.text.numbers import Quantity, quantities
from bot.text.openings import is_mid_air, opens_article, points_back, speaks_of_us
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


def kind_abroad(text: str) -> Kind | None:
    (kind,) = roles_in_another_language(split(text, None))
    return kind


KEPT = "The harbour board of the town closed the northern pier to all larger ships of the fleet"


def is_cut(tail: str) -> bool:
    sentence = f"{KEPT}, {tail}."
    return cut_clauses(sentence, 0, len(sentence), len(sentence.split()) - 1) != ()


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
    "heading above pointers": is_related_heading,
    "part of the page": is_furniture,
    "credit": is_credit,
    "caption": is_caption,
    "a voice": lambda text: kind_abroad(text) is Kind.VOICE,
    "said by nobody": lambda text: kind_abroad(text) is None,
    "cut": is_cut,
    "nothing said": lambda text: not read(text).marks.content,
    "one sentence": lambda text: len(split(text, None)) == 1,
}


def sees(what: str, text: str) -> bool:
    seen, _, lang = what.partition(" in ")
    if lang:
        return {"mid-air": is_mid_air, "us": speaks_of_us}[seen](text, lang)
    return SEES[what](text) if what in SEES else what in counted(text)


BLOCKS = [
    block
    for name in ("news", "cuts", "orders", "page", "languages")
    for block in examples(name)["lines"]
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["seen"])
def test_a_line_is_seen_as_what_it_is(block: dict[str, str]) -> None:
    what = block["seen"]
    assert [line for line in lines(block["yes"]) if not sees(what, line)] == []
    assert [line for line in lines(block["no"]) if sees(what, line)] == []


VALUES = examples("values")


def read_zone(text: str) -> str:
    try:
        return zones.read(text)
    except UsageError as error:
        return error.advice.removeprefix(f"{text} can mean ").partition(". Please")[0]


def read_date(text: str) -> str:
    found = read_time(text)
    return str(found.day if found else None)


READS: dict[str, Callable[[str], str]] = {
    "date": read_date,
    "stamp": lambda text: str(is_stamp(text)),
    "days": lambda text: "".join(map(str, sorted(times.days(text)))),
    "clock": lambda text: f"{times.clock(text):%H:%M}",
    "zone": read_zone,
}


@pytest.mark.parametrize("what", READS)
def test_a_line_is_read_as_its_value(what: str) -> None:
    wanted = dict(line.rsplit(" = ", 1) for line in lines(VALUES[what]))
    assert {line: READS[what](line) for line in wanted} == wanted


@pytest.mark.parametrize("lang", VALUES["dated"])
def test_a_day_that_is_certain_is_told(lang: str) -> None:
    wanted = lines(VALUES["dated"][lang])
    plain = [re.sub(r" \[.*?\]", "", line) for line in wanted]
    days = (date(2026, 11, 4),)
    told = [
        apply(line, Span("", 0, len(line)), date_insertions(line, 0, len(line), days, lang))
        for line in plain
    ]
    assert told == wanted


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


@pytest.mark.parametrize("kind", ["same", "forms", "peoples"])
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
