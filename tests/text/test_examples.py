"""What single words do in short lines: a word that the lexicon loses is noticed."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.briefing.check.claims import form_faults
from bot.briefing.check.faults import Fault
from bot.briefing.tallies import tallies
from bot.text.dates import date_insertions
from bot.text.injection import addresses_machine
from bot.text.meanings import contraries, meanings
from bot.text.names import is_organisation, mentions
from bot.text.numbers import Quantity, quantities
from bot.text.openings import points_back
from bot.text.polarity import is_content_word
from bot.text.stems import root
from bot.text.tense import Tense, tense_of

FOLDER = Path(__file__).parent / "examples"


def examples(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def entries(block: str) -> list[str]:
    return [one.strip() for one in block.replace("\n", ",").split(",") if one.strip()]


def rows(block: str) -> list[list[str]]:
    return [entries(line) for line in block.splitlines() if line]


MEANINGS, GRAMMAR, LINES = examples("meanings"), examples("grammar"), examples("lines")


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


SEES: dict[str, Callable[[str], bool]] = {
    "past": lambda text: tense_of(text, "") is Tense.PAST,
    "future": lambda text: tense_of(text, "") is Tense.FUTURE,
    "no tense": lambda text: tense_of(text, "") is None,
    "date": lambda text: bool(dated(text)),
    "part of a day": is_day_part_read,
    "no date": lambda text: not dated(text),
    "tally": lambda text: bool(tallies(text)),
    "no tally": lambda text: not tallies(text),
    "tally of some": lambda text: any(what.endswith(" killed") for what in counted(text)),
    "order to readers": lambda text: Fault.INSTRUCTION in form_faults(text.capitalize()),
    "order to a machine": addresses_machine,
    "number": lambda text: bool(quantities(text)),
    "share": lambda text: quantity(text).unit == "%",
    "times": lambda text: quantity(text).unit == "x",
    "organisation": is_organisation,
    "mid-air": points_back,
    "office": lambda text: any(mention.office for mention in mentions(text)),
}


def sees(what: str, text: str) -> bool:
    if what.startswith("tally of ") and what not in SEES:
        return what.removeprefix("tally of ") in counted(text)
    if what.startswith("bound "):
        return quantity(text).bound == what.removeprefix("bound ")
    return SEES[what](text)


@pytest.mark.parametrize("frame", LINES["frames"], ids=lambda one: f"{one['seen']}: {one['frame']}")
def test_a_word_is_seen_in_its_place(frame: dict[str, str]) -> None:
    what, line = frame["seen"], frame["frame"]
    assert not sees(what, line.format(frame.get("harmless", "blue")))
    assert [one for one in entries(frame["words"]) if not sees(what, line.format(one))] == []


def test_a_unit_is_read_as_it_is_written() -> None:
    written = {word: unit for unit, *words in rows(LINES["units"]) for word in words}
    read = {word: quantity(f"The firm has 12 {word} left.").unit for word in written}
    assert read == written


def pairs(block: str) -> Iterator[tuple[str, str]]:
    return ((first, other) for first, *others in rows(block) for other in others)


def test_words_of_one_meaning_may_stand_for_each_other() -> None:
    apart = [
        (one, other)
        for one, other in pairs(MEANINGS["alike"])
        if meanings(root(one)).isdisjoint(meanings(root(other)))
    ]
    assert apart == []


def test_words_of_opposite_meaning_never_do() -> None:
    alike = [
        (one, other)
        for one, other in pairs(MEANINGS["opposite"])
        if root(other) not in contraries(root(one))
    ]
    assert alike == []


def test_the_forms_of_a_word_have_one_root() -> None:
    different = [row for row in rows(GRAMMAR["forms"]) if len({root(word) for word in row}) > 1]
    assert different == []


def test_little_words_say_nothing_of_their_own() -> None:
    assert [word for word in entries(GRAMMAR["little"]) if is_content_word(word)] == []
    assert is_content_word("harbour")
