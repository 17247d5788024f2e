"""Who is behind an outlet: every fact has its source and day, and an operator's counts more."""

from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

import pytest
from babel import Locale

from bot.errors import UsageError
from bot.models import Outlet, OutletFact, Source
from bot.reading.feeds import opml, outlets
from bot.reading.feeds.outlets import FACTS, Outlets
from tests.standins.cards import PLAIN

FILES = resources.files("bot.reading.feeds")
OURS = outlets.parse(FILES.joinpath("outlets.toml").read_text(encoding="utf-8"))
FEEDS = opml.parse(FILES.joinpath("default_feeds.opml").read_bytes()).feeds
ABOUT = 'source = "https://post.example/about", on = 2026-11-29}'
POST = f"""
[[outlet]]
name = "Harbour Post"
hosts = ["post.example", "www.wire.example/post"]
country = {{is = "NO", {ABOUT}
owner = {{is = ["The Harbour Trust", "Ines Calloway"], {ABOUT}
"""
# Of whom no page was found that states it; whoever finds one takes the name away.
NO_COUNTRY = {"allAfrica"}
NO_OWNER = {"Daily Maverick"}
NO_LANGUAGES = {
    "ANTARA", "Rappler", "Суспільне", "RTP Notícias", "NOS", "DR", "iROZHLAS", "Telex", "Digi24",
}  # fmt: skip


def known(part: str) -> list[Outlet]:
    """The outlet of each feed that comes along of which that is known."""
    found = (OURS.at(feed.url) for feed in FEEDS)
    return [one for one in found if one and getattr(one, part)]


def facts(found: Outlets) -> list[OutletFact]:
    every = (getattr(one, part) for one in found.by_name.values() for part in FACTS)
    return [fact for fact in every if fact]


def test_every_feed_that_comes_along_has_an_outlet_and_none_is_without_a_feed() -> None:
    of_feeds = [OURS.at(feed.url) for feed in FEEDS]
    assert [feed.title for feed, one in zip(FEEDS, of_feeds, strict=True) if one is None] == []
    assert {one.name for one in of_feeds if one} == {one.name for one in OURS.by_name.values()}


def test_what_is_not_known_is_named_here_and_is_little() -> None:
    def without(part: str) -> set[str]:
        return {one.name for one in OURS.by_name.values() if getattr(one, part) is None}

    assert without("country") == NO_COUNTRY
    assert without("owner") == NO_OWNER
    assert without("languages") == NO_LANGUAGES
    assert without("kind") == set()
    assert sum(len(known(part)) for part in FACTS) >= 0.95 * len(FACTS) * len(FEEDS)


def test_our_facts_are_dated_and_their_codes_are_known() -> None:
    english = Locale("en")
    assert {fact.on for fact in facts(OURS)} == {date(2026, 11, 29)}
    for one in OURS.by_name.values():
        assert one.country is None or len(one.country.values) == 1
        for code in one.country.values if one.country else ():
            assert code in english.territories, one.name
        for code in one.languages.values if one.languages else ():
            assert code in english.languages, one.name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://feeds.bbci.co.uk/news/world/africa/rss.xml", "BBC News"),
        ("https://feeds.bbci.co.uk/russian/rss.xml", "BBC News Русская служба"),
        ("https://www.bbc.com/russian/articles/c0", "BBC News Русская служба"),
        ("https://www.bbc.com/russians", "BBC News"),
        ("AlJazeera.com", "Al Jazeera"),
        ("https://notaljazeera.com/", None),
        ("https://aljazeera.com.evil.example/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_an_outlet_is_found_by_the_address_of_a_page(address: str, name: str | None) -> None:
    found = OURS.at(address)
    assert (found and found.name) == name


def source(outlet: str | None, url: str | None) -> Source:
    return Source("a1", outlet, "A title", url, None, "en")


def test_a_site_that_prints_others_articles_does_not_tell_whose_one_is() -> None:
    page = "https://allafrica.com/stories/1.html"
    for outlet, found in (("allAfrica", "allAfrica"), ("Premium Times", "Premium Times"),
                          ("Harbour Post", None), (None, None)):  # fmt: skip
        of = OURS.of(source(outlet, page))
        assert (of and of.name) == found
    of = OURS.of(source("The BBC's correspondent", "https://www.bbc.co.uk/news/1"))
    assert of == OURS.named("bbc news")


def test_a_brief_is_told_with_who_is_behind_its_sources() -> None:
    ours, other = source("Al Jazeera", "https://www.aljazeera.com/news/1"), PLAIN.sources[0]
    told = OURS.told_in(replace(PLAIN, sources=(ours, other)))
    assert [one.behind for one in told.sources] == [OURS.named("Al Jazeera"), None]


def test_an_operators_file_adds_and_corrects() -> None:
    sold = f"""
[[outlet]]
name = "harbour post"
hosts = ["new.example"]
owner = {{is = "Bo Lind", {ABOUT}

[[outlet]]
name = "The Wire"
hosts = ["wire.example", "post.example"]
"""
    both = outlets.merged(outlets.parse(POST), outlets.parse(sold))
    post = both.at("https://new.example/1")
    assert post == both.at("https://wire.example/post/1") == both.named("Harbour Post")
    assert post is not None
    assert post.owner is not None
    assert post.country is not None
    assert (post.name, post.owner.values, post.country.values) == (
        "Harbour Post", ("Bo Lind",), ("NO",)
    )  # fmt: skip
    wire = both.at("https://post.example/")
    assert wire == both.at("wire.example")
    assert wire is not None
    assert (wire.name, wire.kind) == ("The Wire", None)


def test_a_file_may_be_empty() -> None:
    assert outlets.parse("") == Outlets()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[outlet]", "Expected ']]'"),
        ("[outlet]", "in two brackets"),
        ("[[outlets]]", "there is no part outlets"),
        ("outlet = [1]", "an outlet has no name"),
        ("[[outlet]]\nhosts = []", "an outlet has no name"),
        (f"{POST}score = 5", "Harbour Post has a part score"),
        (f"{POST}others = 1", "either true or false"),
        (POST.replace('"post.example"', '"https://post.example"'), "without https://"),
        (POST.replace("hosts = [", "hosts = [[").replace('post"]', 'post"]]'), "write hosts ="),
        (f'{POST}kind = "public"', "Harbour Post, kind: write {is = "),
        (f'{POST}kind = {{is = "public"}}', "Harbour Post, kind: write {is = "),
        (f'{POST}kind = {{is = "trusted", {ABOUT}', "one of state-run, public, non-profit"),
        (f"{POST}kind = {{is = [], {ABOUT}", "one of state-run"),
        (POST.replace('"NO"', '"Norway"'), "two capital letters"),
        (POST.replace('"NO"', "47"), "two capital letters"),
        (f'{POST}languages = {{is = "English", {ABOUT}', "a language's code"),
        (POST.replace("https://post.example/about", "our desk"), "the address of a page"),
        (POST.replace("2026-11-29", '"today"'), "the day it was looked up"),
        (POST.replace("2026-11-29", "2026-11-29T08:00:00Z"), "the day it was looked up"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(text: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        outlets.parse(text, "mine.toml")
    assert says in caught.value.advice
    assert caught.value.advice.startswith("Please correct the file of outlets mine.toml: ")


def test_a_fact_is_never_without_a_source() -> None:
    for missing in ("source", "on"):
        fact: dict[str, Any] = {"source": '"https://a.example"', "on": "2026-11-29"}
        del fact[missing]
        given = ", ".join(f"{key} = {value}" for key, value in fact.items())
        with pytest.raises(UsageError):
            outlets.parse(f'[[outlet]]\nname = "A"\ncountry = {{is = "NO", {given}}}')
