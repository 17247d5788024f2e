"""Phrases at the beginning of a line."""

import pytest

from bot.reading.lines.phrases import Phrases


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("sign up", "Sign up today"),
        ("[please] enable", "Please enable it"),
        ("[please] enable", "enable it"),
        ("a/to read", "To read it"),
        ("© *", "© Ana"),
        ("©*", "©2025 Ana"),
        ("訂閱*", "訂閱我們"),
        ("# of #", "3 of 5"),
        ("_ of five", "three of five"),
        ("it", "it"),
        ("sign up", " – sign up"),
    ],
)
def test_a_phrase_is_found_at_the_beginning(entry: str, line: str) -> None:
    assert Phrases(["other words", entry]).match(line)


@pytest.mark.parametrize("line", ["Now sign up", "signal", "sign upwards", ""])
def test_what_is_not_the_phrase_is_not_found(line: str) -> None:
    assert not Phrases(["sign up"]).match(line)


def test_the_match_ends_where_the_phrase_does() -> None:
    found = Phrases(["read", "read more"]).match("Read more: rain")
    assert found is not None
    assert found[0] == "Read more"


def test_what_has_to_follow_is_asked_for() -> None:
    phrases = Phrases(["live"], r"\W*$")
    assert phrases.match("Live!")
    assert not phrases.match("Live music")
