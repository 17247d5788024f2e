"""How much of a brief is on its card, whatever the web has put in it."""

from dataclasses import replace

from adapters.chat import brief_card
from bot.models import Answer
from tests.standins.cards import ANSWERS, NOW, PLAIN, SEVERAL


def test_no_more_than_a_reader_can_take_in() -> None:
    point, source = PLAIN.points[0], PLAIN.sources[0]
    heap = replace(PLAIN, points=(point,) * 30, sources=(source,) * 30)
    card = brief_card.public(heap)
    assert len(card.passages) == 24
    assert card.left_out == 6
    assert brief_card.public(replace(PLAIN, points=(point,) * 24)).left_out == 0
    assert len(brief_card.sources(heap).sources) == 12


def test_at_most_four_differences_of_six_figures() -> None:
    one = SEVERAL.differences[0]
    heap = replace(one, reports=one.reports[:1] * 9)
    shown = brief_card.public(replace(SEVERAL, differences=(heap,) * 9)).disagreements
    assert [len(each.figures) for each in shown] == [6, 6, 6, 6]


def test_at_most_five_suggestions_that_can_be_pressed() -> None:
    names = ("", " \u200b ", "x" * 81, "y" * 80, *(f"topic {n}" for n in range(9)))
    card = brief_card.nothing(Answer("skerry", NOW, suggestions=names))
    assert card.suggestions == ("y" * 80, "topic 0", "topic 1", "topic 2", "topic 3")
    assert card.said == "Nothing was found on skerry."


def test_at_most_five_other_stories_and_four_other_names() -> None:
    others = next(one.others for one in ANSWERS.values() if one.others)
    card = brief_card.nothing(Answer("skerry", NOW, others=others[:1] * 9))
    assert len(card.others) == 5
    names = tuple(f"Name{n}" for n in range(9))
    found = Answer("skerry", NOW, brief=SEVERAL, matched=names)
    assert brief_card.also_found_by(found) == ("Name0", "Name1", "Name2", "Name3")


def test_a_reader_is_told_that_nobody_gave_more_than_the_beginning() -> None:
    whole, *others = SEVERAL.sources
    cut = tuple(replace(source, complete=False) for source in (whole, *others))
    for sources, told in ((cut, True), ((whole, *cut[1:]), False), (SEVERAL.sources, False)):
        facts = brief_card.public(replace(SEVERAL, sources=sources)).facts
        assert (brief_card.ONLY_BEGINNING in [fact.words for fact in facts]) is told
    listed = brief_card.sources(replace(SEVERAL, sources=cut)).sources
    assert all(brief_card.ONLY_BEGINNING in [fact.words for fact in one.facts] for one in listed)
