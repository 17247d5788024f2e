"""Names are found where a plainer and slower pattern finds them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.stories.senses import names

LETTERS = "aAeÉéİıſsSŠßKk'- .\n_9中b"
CAPITALISED = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-ÞĀĆČĐŁŃŐŚŞŠŽİ]\w*")


@given(st.text(LETTERS, max_size=20))
def test_a_name_is_found_where_a_capital_begins_a_word(text: str) -> None:
    expected = [(one[0], one.start()) for one in CAPITALISED.finditer(text)]
    spelled = names.spellings(name for name, _ in expected)
    found = [(one.name, one.start) for one in names.spots(spelled, text)]
    ends = re.compile(r"(?!\w)(?!\.\w)")
    assert found == [one for one in expected if ends.match(text, one[1] + len(one[0]))]


@given(st.lists(st.text("aesškb中é", min_size=1, max_size=3), min_size=1), st.text(LETTERS))
def test_words_are_found_in_any_case(words: list[str], text: str) -> None:
    shapes = (re.escape(form) for one in words for form in names.forms(one) if form[-1] != "*")
    plainly = re.compile(rf"(?<!\w)(?:{'|'.join(shapes)})(?!\w)", re.IGNORECASE)
    found = {one.span() for one in names.plain(tuple(words)).finditer(text)}
    assert {one.span() for one in plainly.finditer(text)} <= found


WORDS = st.lists(st.text("flyeisnaAkKſé'-# ", min_size=1, max_size=6), min_size=1, max_size=4)


@given(WORDS, st.text("flyeisnaAkKſé'- 0123", max_size=60), st.sampled_from(["plain", "subject"]))
def test_looking_where_words_begin_finds_what_the_pattern_finds(
    words: list[str], text: str, kind: str
) -> None:
    made = names.plain(tuple(words)) if kind == "plain" else names.subject(tuple(words))
    everywhere = [one.span() for one in made.pattern.finditer(text)]
    assert [one.span() for one in made.finditer(text)] == everywhere
    assert bool(made.search(text)) == bool(everywhere)


def test_a_word_of_another_number_may_begin_otherwise() -> None:
    assert names.subject(("fly",)).search("Two flies sat there.")
