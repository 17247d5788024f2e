import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.extract.edits import (
    apply,
    cut_clause,
    cut_phrase,
    ordered,
    single_spaced,
    without_connective,
)
from bot.models import Change, Edit, Span
from bot.text.guarded import guarded
from bot.text.words import counted


def cut(sentence: str, most: int) -> str | None:
    edit = cut_clause(sentence, 0, len(sentence), most)
    return apply(sentence, Span("", 0, len(sentence)), (edit,)) if edit else None


@pytest.mark.parametrize(
    ("sentence", "without"),
    [
        ("But the mayor stayed.", "The mayor stayed."),
        ("Meanwhile, rain fell.", "Rain fell."),
        ("In addition, buses stopped.", "Buses stopped."),
        ("However, the mayor stayed.", "The mayor stayed."),
        ("It comes as police search the pier.", "Police search the pier."),
    ],
)
def test_a_leading_connective_goes_and_the_next_letter_rises(sentence: str, without: str) -> None:
    edit = without_connective(sentence, 0, len(sentence))
    assert edit is not None
    assert apply(sentence, Span("", 0, len(sentence)), (edit,)) == without


@pytest.mark.parametrize(
    "sentence",
    [
        "Still reeling, he left.",
        "Yet another flood came.",
        "Nobody but him came.",
        "It comes as a shock to the mayor.",
    ],
)
def test_a_word_that_only_looks_like_a_connective_stays(sentence: str) -> None:
    assert without_connective(sentence, 0, len(sentence)) is None


def test_the_smallest_clause_that_suffices_is_cut_and_marked() -> None:
    sentence = (
        "The harbour board has closed the northern pier to all larger ships and has asked the "
        "navy for divers because the timber below the water is rotten."
    )
    assert cut(sentence, 20) == (
        "The harbour board has closed the northern pier to all larger ships and has asked the "
        "navy for divers …"
    )
    assert cut(sentence, 15) == (
        "The harbour board has closed the northern pier to all larger ships …"
    )


def test_a_clause_between_commas_is_cut_where_the_sentence_goes_on_behind_it() -> None:
    sentence = (
        "The harbour master, who came to Brem from the southern fleet, closed the northern pier to "
        "every ship."
    )
    assert cut(sentence, 15) == "The harbour master … closed the northern pier to every ship."


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Villagers said that the blasts had damaged their houses badly, which include cracked "
            "walls, weakened floors and fallen roofs."
        ),
        (
            "The rule lets the staff of the yard work on their ideas, and Ilse Brandt, Jon Weir, "
            "and Ana Field soon began to test the glass."
        ),
        (
            "The awards were given out at the weekend in many classes, including interactive "
            "television, film, music and design."
        ),
    ],
)
def test_a_list_is_not_cut_in_two(sentence: str) -> None:
    assert cut(sentence, counted(sentence) - 1) is None


@pytest.mark.parametrize(
    "tail",
    [
        ", which the ministry denied.",
        ", which killed 14 sailors.",
        ", which the navy reportedly sank.",
        ", after talks that did not help.",
        ", as the mayor told reporters.",
        ", which critics call “a disgrace.”",
        ", which may open again in spring.",
        " unless the crew of the tug agrees.",
        " but kept the fish market open.",
    ],
)
def test_no_cut_loses_what_a_sentence_hangs_on(tail: str) -> None:
    sentence = f"The harbour board has closed the northern pier to all larger ships{tail}"
    assert cut(sentence, counted(sentence) - 1) is None


def test_a_sentence_is_not_cut_inside_parentheses_or_quotations() -> None:
    sentence = (
        "The board has closed (for a long while, after storms hit the coast) the old pier here."
    )
    assert cut(sentence, 12) is None


def test_an_edit_inside_a_cut_goes_with_it() -> None:
    inside = Edit(Change.INSERT, 12, 12, " [x]")
    whole = Edit(Change.CUT, 10, 20, " …")
    before = Edit(Change.INSERT, 10, 10, " [y]")
    assert ordered((whole, inside, before)) == (before, whole)


def test_white_space_becomes_one_blank() -> None:
    text = "a \t b\u00a0c d"
    edits = single_spaced(text, 0, len(text))
    assert apply(text, Span("", 0, len(text)), edits) == "a b c d"


GUARDED = ("14", "dozens", "said", "reportedly", "may", "not", "“", "”", "(", ")")
PLAIN = ("the", "old", "pier", ", which", "who", "and has", "after", "in", "Tolm", ",", ";", "when")
WORDS = st.sampled_from(GUARDED + 2 * PLAIN)


@given(st.lists(WORDS, min_size=12, max_size=40), st.integers(10, 30))
def test_no_cut_ever_drops_a_number_negation_hedge_attribution_or_quotation(
    words: list[str], most: int
) -> None:
    sentence = " ".join(words).replace(" ,", ",") + "."
    for cutter in (cut_clause, cut_phrase):
        edit = cutter(sentence, 0, len(sentence), most)
        if edit is not None:
            short = apply(sentence, Span("", 0, len(sentence)), (edit,))
            assert guarded(short) == guarded(sentence)
            assert counted(short) <= most


def test_a_bracket_behind_a_cut_goes_with_the_word_that_it_explained() -> None:
    cut, date = Edit(Change.CUT, 10, 20, " …"), Edit(Change.INSERT, 20, 20, " [Nov. 20]")
    elsewhere = Edit(Change.INSERT, 25, 25, " [Nov. 21]")
    assert ordered((date, elsewhere, cut)) == (cut, elsewhere)


def test_a_phrase_is_cut_before_who_said_it_never_past() -> None:
    body = (
        "At least 12 people died after a fire broke out on a ferry off the island of Cebu, "
        "the coast guard said."
    )
    edit = cut_phrase(body, 0, len(body), 18)
    assert edit is not None
    assert apply(body, Span("", 0, len(body)), (edit,)).endswith(" …, the coast guard said.")
