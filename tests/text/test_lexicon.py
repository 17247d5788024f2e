"""The lexicon: how an entry is written, and that each file holds only lists that are known."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.lexicon import SECTIONS, every_language, languages, lexicon
from bot.text.lexicon.notation import any_of, is_any_of, key_words, not_behind, whole_words
from bot.text.words import words_in

ENTRIES = ["said", "say", "says", "is/are to/set", "[no/any] one", "plan [not] to", "a", "won't"]
TOKENS = st.sampled_from(
    [*"said|say|saying|is to|are set|any one|one|plan not to|plan to|won’t".split("|"), *"aéx7_.’ "]
)


@pytest.mark.parametrize(
    ("entry", "found", "missed"),
    [
        ("warn", ["warn"], ["warns", "war"]),
        ("kein*", ["kein", "keinen"], ["ein"]),
        ("on/at noon", ["on noon", "at noon"], ["noon"]),
        ("has [yet] to", ["has to", "has yet to"], ["has never to"]),
        ("not [yet/ever]+ seen", ["not seen", "not yet ever seen"], ["not seen yet"]),
        ("plan [to]", ["plan", "plan to"], ["plan for"]),
        ("no _ claim", ["no such claim", "no state-run claim"], ["no claim"]),
        ("[the] [new] plan", ["the new plan", "new plan", "plan"], ["the plan new"]),
        ("plan [new] [two]", ["plan", "plan new two", "plan two"], ["plan three"]),
        ("# of #", ["12 of 15"], ["12 of", "two of three"]),
        ("skip to ..", ["skip to", "skip to main content"], ["skip to it. Now", "skip tomorrow"]),
        ("join us ... today", ["join us at noon. Or today"], ["join us", "join useless today"]),
        ("didn't", ["didn't", "didn’t"], ["didnt"]),
        ("a.m.", ["a.m."], ["a m "]),
    ],
)
def test_an_entry_stands_for_its_forms(entry: str, found: list[str], missed: list[str]) -> None:
    pattern = re.compile(any_of([entry]))
    assert [text for text in found + missed if pattern.fullmatch(text)] == found


def test_an_entry_is_read_with_each_of_its_endings() -> None:
    speech = lexicon("en").speech.saying
    assert {"warn", "warns", "warned", "warning"} <= {*speech}
    assert "warn(s|ed|ing)" not in speech


def test_a_word_is_looked_up_whole_and_in_any_notation() -> None:
    is_known = is_any_of(["said", "kein*", "*n't"])
    assert [word for word in ("said", "keinen", "didn’t", "saids", "ein") if is_known(word)] == [
        "said", "keinen", "didn’t",
    ]  # fmt: skip
    assert not is_any_of([])("said")


def test_the_longer_of_two_entries_is_tried_first() -> None:
    match = re.match(any_of(["more", "more than"]), "more than ten")
    assert match is not None
    assert match[0] == "more than"


def test_the_words_of_every_language_are_together_and_each_is_there_once() -> None:
    pitches = every_language().page.pitches
    assert set(pitches) > {*lexicon("it").page.pitches, *lexicon("any").page.pitches}
    assert len(pitches) == len(set(pitches))


@pytest.mark.parametrize("lang", languages())
def test_every_file_of_words_is_read(lang: str) -> None:
    sections = [getattr(lexicon(lang), name) for name in SECTIONS]
    assert any(words for section in sections for words in section)


def test_a_language_without_a_file_has_no_words() -> None:
    assert not any(words for name in SECTIONS for words in getattr(lexicon("xx"), name))


@given(st.lists(TOKENS).map("".join))
def test_whole_words_are_found_where_a_pattern_between_boundaries_finds_them(text: str) -> None:
    plain = re.compile(rf"\b(?:{any_of(ENTRIES)})\b")
    fast = re.compile(whole_words(ENTRIES))
    found, wanted = fast.finditer(text), plain.finditer(text)
    assert [match.span() for match in found] == [match.span() for match in wanted]


@pytest.mark.parametrize("entry", ["*n't", "_ years", "# of them", "[*ly] told"])
def test_whole_words_begin_with_a_letter(entry: str) -> None:
    with pytest.raises(ValueError, match="begins with no letter"):
        whole_words([entry])


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        ("no comment", {"comment"}),
        ("not clear/known whether/if", {"clear", "known"}),
        ("no [official] word", {"word"}),
        ("won't", {"won"}),
        ("no doubt*", {"no"}),
    ],
)
def test_the_words_to_ask_for_first_are_the_longest_that_must_be_there(
    entry: str, keys: set[str]
) -> None:
    assert key_words([entry]) == keys


@pytest.mark.parametrize("name", ["unconfirmed", "doubting", "denials", "at_first", "captions"])
def test_a_text_with_an_entry_has_a_word_to_ask_for_first(name: str) -> None:
    for entry in getattr(lexicon("en").roles, name):
        text = re.sub(r"\[[^]]*\]\+? ?", "", entry).replace("_", "any")
        for alternative in range(4):
            words = [word.split("/")[alternative % len(word.split("/"))] for word in text.split()]
            assert key_words([entry]) & words_in(" ".join(words)), entry


def test_what_may_not_stand_before_is_a_whole_word() -> None:
    found = re.compile(rf"{not_behind(['film', 'no'])}critics")
    texts = ("film critics", "no critics", "piano critics", "critics")
    assert [bool(found.search(text)) for text in texts] == [False, False, True, True]
