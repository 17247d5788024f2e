"""The words of a text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.text.words import words_in


@given(st.text(alphabet="aéX7_.’' \0\n", max_size=30) | st.text(max_size=30))
def test_the_words_of_a_text_are_found_with_and_without_a_pattern(text: str) -> None:
    assert words_in(text) == frozenset(re.findall(r"\w+", text))
