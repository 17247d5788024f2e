"""What a word is."""

from hypothesis import given
from hypothesis import strategies as st

from bot.store import words


@given(st.text())
def test_words_hold_nothing_that_a_database_reads_as_an_operator(text: str) -> None:
    for word in words.split(text):
        assert not set(word) & set(" '\"\\*:()&|!<>^+-{}\x00")
        assert 0 < len(word) <= words.LONGEST_WORD
        assert words.split(word) == [word]


def test_copies_of_a_text_have_one_key_and_short_texts_none() -> None:
    body = "Twenty words make a text that can be told apart: " + "one two " * 6
    assert words.content_key(body)
    assert words.content_key(body) == words.content_key(body.upper().replace(" ", "\n\n"))
    assert words.content_key(body) != words.content_key(body + "more")
    assert words.content_key("Read more on our site.") is None
