import pytest

from bot.briefing.edits import apply, is_connective, ordered, single_spaced, without_connective
from bot.models import Change, Edit, Span


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
        "For example, a driver lost a finger.",
        "For instance, a driver lost a finger.",
    ],
)
def test_a_word_that_only_looks_like_a_connective_stays(sentence: str) -> None:
    assert without_connective(sentence, 0, len(sentence)) is None


def test_an_edit_inside_a_cut_goes_with_it() -> None:
    inside = Edit(Change.INSERT, 12, 12, " [x]")
    whole = Edit(Change.CUT, 10, 20, " …")
    before = Edit(Change.INSERT, 10, 10, " [y]")
    assert ordered((whole, inside, before)) == (before, whole)


def test_white_space_becomes_one_blank() -> None:
    text = "a \t b\u00a0c d"
    edits = single_spaced(text, 0, len(text))
    assert apply(text, Span("", 0, len(text)), edits) == "a b c d"


def test_a_bracket_behind_a_cut_goes_with_the_word_that_it_explained() -> None:
    cut, date = Edit(Change.CUT, 10, 20, " …"), Edit(Change.INSERT, 20, 20, " [Nov. 20]")
    elsewhere = Edit(Change.INSERT, 25, 25, " [Nov. 21]")
    assert ordered((date, elsewhere, cut)) == (cut, elsewhere)


def test_only_a_connective_with_its_letter_raised_is_one() -> None:
    assert is_connective("But t", raised="T")
    assert not is_connective("But t", raised="t")
    assert not is_connective("But th", raised="T")
    assert not is_connective("The t", raised="T")


def test_a_cut_swallows_what_overlaps_it_and_what_only_touches_it_stays() -> None:
    left = Edit(Change.INSERT, 2, 6, "[left]")
    overlapping = Edit(Change.SPACE, 9, 12, " ")
    cut = Edit(Change.CUT, 10, 20, " …")
    touching = Edit(Change.SPACE, 6, 10, " ")
    assert ordered((cut, overlapping, left)) == (left, cut)
    assert ordered((left, touching, cut)) == (left, touching, cut)
    assert ordered((Edit(Change.SPACE, 10, 12, " "), Edit(Change.SPACE, 11, 13, " "))) == (
        Edit(Change.SPACE, 10, 12, " "),
    )
