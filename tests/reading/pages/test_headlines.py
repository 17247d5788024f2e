"""The headline is the publisher's own, without the outlet's name."""

import pytest
from lxml import html

from bot.reading.pages.headlines import around, choose, fold, lead, tidy

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


def test_what_surrounds_the_headline_ends_with_the_body() -> None:
    long = "<p>" + "The bridge was closed on Monday. " * 8 + "</p>"
    page = html.fromstring(
        f"<i>far</i><i>near</i><h1>Town: Bridge closes</h1><b>by</b>{long}{long}<u>after</u>"
    )
    found = around(page, "Bridge closes")
    assert [element.tag for element in found.below] == ["b", "p"]
    assert [element.text for element in found.above if element.tag == "i"] == ["near", "far"]


def test_the_only_h1_is_the_headline_in_other_words() -> None:
    page = html.fromstring("<div><h1>Zoo opens</h1><b>by</b></div>")
    assert [element.tag for element in around(page, "A zoo for all").below] == ["b"]
    two = html.fromstring("<div><h1>Zoo opens</h1><b>by</b><h1>Zoo shuts</h1></div>")
    assert around(two, "A zoo for all").below == ()


@pytest.mark.parametrize("label", ["Harbour Post", "Farming"])
def test_the_name_of_a_site_or_section_is_no_headline(label: str) -> None:
    stated = [("h1", label), ("title", label)]
    assert choose(stated, OUTLETS, "A new mill opens") == "A new mill opens"
    assert choose(stated, OUTLETS, "Read on") == label
    assert choose([*stated, ("og", label)], (), "A new mill opens") == label


def test_the_heading_just_above_the_text_leads() -> None:
    text = "<p>" + "The water fell on Monday. " * 6 + "</p>"
    page = html.fromstring(
        f"<h1>Post</h1><p>short</p><h2>Mill opens</h2>{text}<h2>What now</h2>{text}"
    )
    assert lead(page) == "Mill opens"
    assert lead(html.fromstring("<h1>Post</h1>")) == ""


def test_a_page_that_is_no_news_is_headed_by_what_readers_see() -> None:
    stated = [("og", "How mills work: the guide"), ("h1", "How a mill works"), ("title", "Mills")]
    assert choose(stated, OUTLETS, is_news=False) == "How a mill works"
    assert choose(stated, OUTLETS) == "How mills work: the guide"


def test_a_section_before_the_outlets_name_is_no_part_of_it() -> None:
    title = "Night trams return to Velm - Transport - Evening Velm"
    assert choose([("title", title)], ["velm"]) == "Night trams return to Velm"


@pytest.mark.parametrize("is_news", [True, False])
def test_a_kicker_is_no_part_of_it(is_news: bool) -> None:  # noqa: FBT001 — both kinds of page
    stated = [("og", "Bridge closes for a year"), ("h1", "Brem harbour Bridge closes for a year")]
    stated += [("title", "Brem harbour: Bridge closes for a year")]
    assert choose(stated, (), is_news=is_news) == "Bridge closes for a year"


def test_a_short_headline_gets_no_votes_of_a_longer_one() -> None:
    stated = [("h1", "Why nobody crosses the bridge at Brem now"), ("og", "At Brem now")]
    assert choose(stated, (), is_news=False) == "Why nobody crosses the bridge at Brem now"


def test_several_main_headings_share_one_vote() -> None:
    stated = [("og", "Two weeks in Brem"), ("title", "Two weeks in Brem")]
    stated += [("h1", f"Day {day}") for day in range(1, 5)]
    assert choose(stated, (), is_news=False) == "Two weeks in Brem"


def test_the_outlets_name_in_the_main_heading_is_none() -> None:
    stated = [("h1", "Harbour Post"), ("og", "Bridge closes")]
    assert choose(stated, OUTLETS, is_news=False) == "Bridge closes"


def test_a_page_that_is_no_news_is_spelt_as_readers_see_it() -> None:
    stated = [("og", "The mayor's bridge"), ("h1", "The mayor’s bridge")]
    assert choose(stated, (), is_news=False) == "The mayor’s bridge"
    assert choose(stated, (), is_news=True) == "The mayor's bridge"


@pytest.mark.parametrize(
    "title",
    [
        "Harbour Post » Archive » Night ferries return to Velm",
        "Harbour Post - Night ferries return to Velm",
        "Night ferries return to Velm│Harbour Post",
        "Night ferries return to Velm¶",
        "Night ferries return to Velm #",
    ],
)
def test_the_outlets_name_before_it_and_signs_are_no_part_of_it(title: str) -> None:
    found = choose([("title", title)], ["Harbour Post"], "Night ferries return to Velm")
    assert found == "Night ferries return to Velm"


def test_a_main_heading_with_the_outlets_name_leaves_the_titles_rest() -> None:
    stated = [("h1", "Harbour Post"), ("title", "Harbour Post » Number two: Leo")]
    assert choose(stated, ["Harbour Post"], is_news=False) == "Number two: Leo"
