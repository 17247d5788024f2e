"""Headlines of one kind of event share a key in whatever language they are, by words of our own."""

import tomllib
from pathlib import Path

import pytest

from bot.stories.crosslingual.keys import keys_of

LANGUAGES = ("en", "de", "fr", "es", "uk", "ru")
EXAMPLES = tomllib.loads(
    (Path(__file__).parent / "examples" / "concepts.toml").read_text(encoding="utf-8")
)


def rows(block: str) -> list[list[list[str]]]:
    return [
        [words.strip().split("|") for words in line.split(";")]
        for line in block.strip().splitlines()
    ]


def events(word: str, lang: str) -> set[str]:
    """The events that a headline with this word tells of."""
    return {key for key in keys_of(f"x {word}", "", lang) if key.startswith("!")}


@pytest.mark.parametrize("row", rows(EXAMPLES["same"]), ids=lambda row: row[0][0])
def test_an_event_is_the_same_in_every_language(row: list[list[str]]) -> None:
    wanted = events(row[0][0], "en")
    apart = [
        word
        for lang, words in zip(LANGUAGES, row, strict=True)
        for word in words
        if wanted.isdisjoint(events(word, lang))
    ]
    assert apart == []


@pytest.mark.parametrize("row", rows(EXAMPLES["other"]), ids=lambda row: row[-1][0])
def test_what_only_looks_like_an_event_is_none(row: list[list[str]]) -> None:
    *columns, (event,) = row
    alike = [
        word
        for lang, words in zip(LANGUAGES, columns, strict=True)
        for word in words
        if events(event, "en") & events(word, lang)
    ]
    assert alike == []
