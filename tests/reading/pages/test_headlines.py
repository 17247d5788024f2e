"""The headline is the publisher's own, without the outlet's name."""

import pytest
from lxml import html

from bot.reading.pages.headlines import below, choose, fold, tidy

OUTLETS = ["Harbour Post", "harbourpost.example"]


@pytest.mark.parametrize(
    "stated",
    [
        [("og", "Bridge closes - Harbour Post")],
        [("title", "Bridge closes | News | Harbour Post"), ("h1", "Bridge closes")],
        [("title", "Bridge closes – Harbour Post Online")],
        [("og", "Bridge closes | Region 4"), ("h1", "Bridge closes")],
        [("jsonld", "Bridge <em>clo\xadses</em>")],
        [("h1", "Harbour Post"), ("og", "Bridge closes"), ("title", "Bridge closes")],
    ],
)
def test_the_outlets_name_is_no_part_of_it(stated: list[tuple[str, str]]) -> None:
    assert choose(stated, OUTLETS) == "Bridge closes"


def test_a_dash_of_the_headlines_own_stays() -> None:
    stated = [("og", "Bridge closes – and nobody knows why"), ("h1", "")]
    assert choose(stated, OUTLETS) == "Bridge closes – and nobody knows why"


def test_most_places_win_and_the_best_place_spells() -> None:
    stated = [
        ("og", "Mayor: “No” to bridge"),
        ("jsonld", 'Mayor: "No" to bridge'),
        ("h1", "No bridge"),
    ]
    assert choose(stated, ()) == "Mayor: “No” to bridge"


def test_a_title_made_for_sharing_has_no_vote() -> None:
    stated = [("og", "You won't cross this | Harbour Post"), ("jsonld", "Bridge closes")]
    assert choose(stated, OUTLETS) == "Bridge closes"


def test_nothing_stated_is_no_headline() -> None:
    assert choose([("og", ""), ("h1", " — ")], OUTLETS) is None


def test_two_spellings_of_one_headline_are_equal() -> None:
    assert fold("Été: l’eau «monte»") == fold("ete - l'eau monte")
    assert tidy(" AT&amp;amp;T\u200b \n wins ") == "AT&T wins"


def test_what_stands_below_the_headline_ends_with_the_body() -> None:
    long = "<p>" + "The bridge was closed on Monday. " * 8 + "</p>"
    page = html.fromstring(
        f"<div><i>before</i><h1>Town: Bridge closes</h1><b>by</b>{long}{long}<u>after</u></div>"
    )
    assert [element.tag for element in below(page, "Bridge closes")] == ["b", "p"]
    assert below(page, "Zoo opens") == []
