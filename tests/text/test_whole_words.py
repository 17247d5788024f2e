"""Whole words are found as a pattern between word boundaries finds them, only faster."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.whole_words import spelt, whole_words, words_in

ALTERNATIVES = r"said|say(?:s|ing)?|[Tt]old|(?:is|are) (?:to|set)|plans? to|no one|a"
SPELT = st.sampled_from(
    (
        *"said|say|says|saying|Told|told|is to|are set|plan to|plans to|no one".split("|"),
        *"aéx7_.’ ",
    )
)


@given(st.lists(SPELT).map("".join))
def test_the_same_words_are_found_at_the_same_places(text: str) -> None:
    plain = re.compile(rf"\b(?:{ALTERNATIVES})\b")
    fast = re.compile(whole_words(ALTERNATIVES))
    found, wanted = fast.finditer(text), plain.finditer(text)
    assert [match.span() for match in found] == [match.span() for match in wanted]


@pytest.mark.parametrize("pattern", [r"\w+ed", "(?:not )?yet", "s?aid", "(?<!x)a", ""])
def test_what_begins_with_no_letter_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="begins with no letter"):
        whole_words(pattern)


def test_every_word_is_spelt_that_a_pattern_stands_for() -> None:
    assert spelt("[Tt]old|say(?:s|ing)") == {"told", "Told", "says", "saying"}


def test_a_word_that_may_go_on_anyhow_cannot_be_spelt() -> None:
    with pytest.raises(ValueError, match="begins with no letter"):
        spelt(r"say\w+")


@given(st.text(alphabet="aéX7_.’' \0\n", max_size=30) | st.text(max_size=30))
def test_the_words_of_a_text_are_found_with_and_without_a_pattern(text: str) -> None:
    assert words_in(text) == frozenset(re.findall(r"\w+", text))
