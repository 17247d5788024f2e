"""What a sentence does and who speaks, by each of the words that show it, in lines of our own."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.briefing.extract.roles import by_rules
from bot.briefing.extract.standalone import standing
from bot.briefing.extract.voices.speakers import speech
from bot.text.sentences import split

FOLDER = Path(__file__).parent / "examples"
LEDE = "The old pier of Tolm was shut. Boats were sent to the new one.\n\n"


def examples(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(
        (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    )["examples"]
    return found


def kind(sentence: str) -> str:
    body = LEDE + sentence
    sentences = split(body, "en")
    found = by_rules(sentences, speech(body, sentences))[-1]
    return found or "none"


def speaker(sentence: str) -> str | None:
    said = speech(sentence, split(sentence, "en"))[0]
    return said.speaker or said.source


def stands(sentence: str) -> bool:
    sentences = split(sentence, "en")
    return standing(sentence, sentences[0], speech(sentence, sentences)[0]) == ()


def lines(example: dict[str, Any]) -> list[str]:
    words = example["words"].replace("\n", ", ").split(", ")
    return [example["line"].format(word.strip()) for word in words if word.strip()]


@pytest.mark.parametrize("example", examples("roles"))
def test_a_sentence_does_what_its_words_show(example: dict[str, Any]) -> None:
    wrong = {line: found for line in lines(example) if (found := kind(line)) != example["kind"]}
    assert wrong == {}


SEES: dict[str, Callable[[str], bool]] = {
    "Ines Cho speaks": lambda line: speaker(line) == "Ines Cho",
    "somebody speaks": lambda line: speaker(line) is not None,
    "nobody speaks": lambda line: speaker(line) is None,
    "no new person": stands,
    "in mid-air": lambda line: not stands(line),
}


@pytest.mark.parametrize("example", examples("speakers"))
def test_the_words_around_a_speaker_show_who_it_is(example: dict[str, Any]) -> None:
    assert [line for line in lines(example) if not SEES[example["sees"]](line)] == []
