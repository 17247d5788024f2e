"""How much of a brief is on its card, whatever the web has put in it."""

from dataclasses import replace
from datetime import date

import pytest

from adapters.chat import brief_card, lines
from adapters.chat.card import Passage
from bot.models import Answer, Genre, Image, Outlet, OutletFact, OutletKind
from bot.translation import ENGLISH, Translation
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


@pytest.mark.parametrize(
    ("genre", "said"), [(Genre.PAGE, "Not an article"), (Genre.GUIDE, "Guide"), (Genre.NEWS, None)]
)
def test_what_is_no_news_is_said_to_be_what_it_is(genre: Genre, said: str | None) -> None:
    told = [fact.words for fact in brief_card.public(replace(PLAIN, genre=genre)).facts]
    usual = [fact.words for fact in brief_card.public(PLAIN).facts]
    assert told == ([said, *usual] if said else usual)


def test_a_picture_is_shown_from_the_web_alone_and_credited_anyhow() -> None:
    for url, is_shown in (("https://a.example/1.jpg", True), ("data:image/png,x", False)):
        card = replace(PLAIN, image=Image(url=url, credit="Ann Example"))
        assert (brief_card.photo(card) is not None) is is_shown
        assert brief_card.credited(card)
    assert brief_card.credited(replace(PLAIN, image=Image(url="https://a.example/1.jpg"))) is None


def test_what_is_longer_than_it_is_shown_is_cut_to_the_letter() -> None:
    def passage(length: int) -> Passage:
        point = replace(PLAIN.points[0], text="a" * length)
        return brief_card.public(replace(PLAIN, points=(point,))).sections[0].passages[0]

    assert passage(700).text == "a" * 700
    assert len(passage(701).text) < 700
    assert (passage(700).is_cut, passage(701).is_cut) == (False, True)
    assert brief_card.public(replace(PLAIN, headline="a" * 90)).headline == "a" * 90
    assert brief_card.public(replace(PLAIN, headline="a" * 91)).headline.endswith("a…")


def test_each_language_that_a_story_is_told_in_is_reached_in_turn() -> None:
    def after(told: str | None, *others: str) -> str:
        sources = tuple(replace(one, lang=told) for one in PLAIN.sources)
        return brief_card.next_language(replace(PLAIN, sources=sources, also_in=others))

    assert [after("de", "fr", "uk"), after("fr", "de", "uk"), after("uk", "de", "fr")] == [
        "fr",
        "uk",
        "de",
    ]
    assert after(None, "de", "fr") == "de"
    assert not after("de")


def test_a_sentence_leads_to_the_web_alone() -> None:
    def links(link: str, page: str) -> tuple[str, ...]:
        point = replace(PLAIN.points[0], link=link)
        sources = (replace(PLAIN.sources[0], url=page), *PLAIN.sources[1:])
        card = brief_card.public(replace(PLAIN, points=(point,), sources=sources))
        return card.sections[0].passages[0].links

    page = "https://a.example/1"
    assert links(f"{page}#:~:text=a", page) == (f"{page}#:~:text=a", page)
    assert links("javascript:alert(1)", page) == (page,)
    assert links("javascript:alert(1)", "mailto:a@a.example") == ()


def test_a_translated_brief_says_from_which_language_and_is_in_the_readers() -> None:
    told = (replace(PLAIN.sources[0], lang="uk"),)
    own = brief_card.public(replace(PLAIN, sources=told))
    assert (own.lang, own.voice) == ("uk", "")
    translated = brief_card.public(replace(PLAIN, sources=told, summarizer="translated"))
    assert translated.lang is None
    assert translated.voice.startswith("translated from Ukrainian by a language model")
    assert brief_card.public(replace(PLAIN, sources=())).lang is None


def test_a_source_tells_who_is_behind_its_outlet_where_that_is_known() -> None:
    def fact(value: str) -> OutletFact:
        return OutletFact((value,), "https://a.example/about", date(2026, 11, 29))

    def told(outlet: Outlet | None, tr: Translation = ENGLISH) -> str:
        source = replace(PLAIN.sources[0], outlet="Harbour Post", behind=outlet)
        card = brief_card.sources(replace(PLAIN, sources=(source,)), tr)
        return "".join(getattr(run, "text", "") for run in lines.source(card.sources[0]))

    both = Outlet("Harbour Post", country=fact("QA"), kind=fact("state-run"))
    assert told(both).startswith("Harbour Post (state-run, Qatar): Ferry fire")
    assert told(both, Translation("de")).startswith("Harbour Post (staatlich gelenkt, Katar): ")
    assert told(replace(both, kind=None)).startswith("Harbour Post (Qatar): ")
    assert told(replace(both, country=fact("ZY"))).startswith("Harbour Post (state-run, ZY): ")
    for nothing in (None, Outlet("Harbour Post", owner=fact("Ines Calloway"))):
        assert told(nothing).startswith("Harbour Post: Ferry fire")
    for kind in OutletKind:
        assert brief_card.behind(Outlet("A", kind=fact(kind))) == kind
