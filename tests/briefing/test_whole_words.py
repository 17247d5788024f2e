"""Whole words are found as a pattern between word boundaries finds them, only faster."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.whole_words import whole_words

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
