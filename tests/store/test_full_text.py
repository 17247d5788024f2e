"""What a word is."""

from hypothesis import given
from hypothesis import strategies as st

from bot.store import full_text


@given(st.text())
def test_words_hold_nothing_that_a_database_reads_as_an_operator(text: str) -> None:
    for word in full_text.split(text):
        assert not set(word) & set(" '\"\\*:()&|!<>^+-{}\x00")
        assert 0 < len(word) <= full_text.LONGEST_WORD
        assert full_text.split(word) == [word]


def test_copies_of_a_text_have_one_key_and_short_texts_none() -> None:
    body = "Twenty words make a text that can be told apart: " + "one two " * 6
    assert full_text.content_key(body)
    assert full_text.content_key(body) == full_text.content_key(body.upper().replace(" ", "\n\n"))
    assert full_text.content_key(body) != full_text.content_key(body + "more")
    assert full_text.content_key("Read more on our site.") is None
