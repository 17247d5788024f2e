"""What a sentence does, by each of the words that show it: the examples are our own."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.briefing.extract.roles import roles
from bot.briefing.extract.speakers import speech
from bot.text.sentences import split

FILE = Path(__file__).parents[2] / "text" / "examples" / "roles.toml"
LEDE = "The old pier of Tolm was shut. Boats were sent to the new one.\n\n"


def kind(sentence: str) -> str:
    body = LEDE + sentence
    sentences = split(body, "en")
    found = roles(sentences, speech(body, sentences))[-1]
    return found or "none"


def lines(example: dict[str, Any]) -> list[str]:
    words = example["words"].replace("\n", ", ").split(", ")
    return [example["line"].format(word.strip()) for word in words if word.strip()]


@pytest.mark.parametrize("example", tomllib.loads(FILE.read_text(encoding="utf-8"))["examples"])
def test_a_sentence_does_what_its_words_show(example: dict[str, Any]) -> None:
    wrong = {line: found for line in lines(example) if (found := kind(line)) != example["kind"]}
    assert wrong == {}
