"""Spellings of one name sound alike, and a slip of the pen leads to the nearest word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories.senses import place_names, spelling


@pytest.mark.parametrize(
    "names",
    [
        "Zelensky Zelenskyy Selenskyj Zelenskiy Зеленський Зеленский",
        "Tchaikovsky Tschaikowsky Chaikovsky Чайковский",
        "Lukashenko Lukaschenko Лукашенко",
        "Navalny Nawalny Навальный",
        "Erdogan Erdoğan",
        "Mitsotakis Μιτσοτάκης",
    ],
)
def test_spellings_of_a_name_sound_alike(names: str) -> None:
    assert len({spelling.sound(name) for name in names.split()}) == 1


def test_other_names_sound_otherwise() -> None:
    names = "Zelensky Yanukovych Kravchuk Kuchma Poroshenko Yushchenko Merkel Merz Macron"
    assert len({spelling.sound(name) for name in names.split()}) == len(names.split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("urkaine", "ukraine"), ("ukrane", "ukraine"), ("ukrainne", "ukraine"), ("ukraone", "ukraine"),
     ("grmany", "germany"), ("phillipines", "philippines")],
)  # fmt: skip
def test_a_slip_leads_to_the_nearest_word(typed: str, meant: str) -> None:
    known = {"ukraine": 9, "germany": 9, "philippines": 9, "bahrain": 9}
    assert spelling.nearest(typed, known) == meant


@pytest.mark.parametrize("typed", ["uk", "zzzzzz", "2026", "ukrrrane"])
def test_what_is_near_nothing_is_left(typed: str) -> None:
    assert spelling.nearest(typed, {"ukraine": 9, "iran": 9}) is None


def test_of_two_as_near_the_more_frequent_is_meant() -> None:
    assert spelling.nearest("irax", {"iraq": 5, "iran": 9}) == "iran"


@given(st.text(max_size=9), st.text(max_size=9))
def test_slips_are_as_many_from_either_side(one: str, other: str) -> None:
    assert spelling.distance(one, other, 20) == spelling.distance(other, one, 20)
    assert (spelling.distance(one, other, 20) == 0) == (one == other)


@pytest.mark.parametrize(
    ("word", "place"),
    [("Ucrania", "ukraine"), ("Україна", "ukraine"), ("Украины", "ukraine"), ("Polen", "poland"),
     ("Нигерия", "nigeria"), ("Нигер", "niger"), ("فرنسا", "france"), ("日本", "japan"),
     ("Saksa", "germany"), ("nowhere", None), ("ukraine grain", None)],
)  # fmt: skip
def test_a_country_is_known_in_other_languages(word: str, place: str | None) -> None:
    assert place_names.place_called(word) == place
