from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.briefing import story as stories
from bot.briefing.digest_lines import is_page
from bot.briefing.extract.candidates import genre_as_written
from bot.briefing.extract.compose import Shares, brief
from bot.briefing.genres.labels import genre_of, has_guide_headline, unlabelled
from bot.models import Article, Genre, Kind, Length, Story
from tests.standins.stories import story

NOW = datetime(2026, 3, 3, 7, tzinfo=UTC)
SHOP = """Our kettles are made for people who like their tea strong. Choose from a range of sizes.

Filter and sort

Small kettles

Shop small kettles

Free delivery on all orders over 30 crowns. Every kettle comes with our two-year guarantee.

Large kettles

Our large kettles hold three litres and keep water warm for hours. Add one to your basket today
and get a free whistle.

Kettles for camping

Light, sturdy and easy to clean, our camping kettles are at home on any stove. Find the one that
suits your trip.

Need help?

Contact our team and we will help you choose. We answer within a day.

Reviews

“I love my kettle. It looks great and pours well.”

Sign up for our letters and save on your first order."""
THREAD = """I have a kettle that will not whistle any more. I have cleaned it twice. What can I do?

Did you check the lid? Mine had the same problem and it was the lid.

Thanks, I will try that tonight.

It was not the lid. I also tried another stove, but I get the same result. Does anyone know where
I can buy a new whistle?

I bought mine from the maker. They are cheap. You need to know which model you have.

Where do I find the model?

It should be on the bottom. If you can't read it, post a picture and I can tell you.

Great, found it. I ordered one and it works. Thank you all!

Glad I could help. I will close this thread."""
ADVICE = """If your kettle is full of scale, don't throw it away! All you need is a lemon.

First, fill your kettle with water and add the juice of a lemon. You can use vinegar if you prefer.

Next, bring the water to the boil and leave it for an hour. Don't worry if it looks cloudy!

Then pour it away and rinse your kettle well. You may want to do this twice if your water is hard.

How often should you do it? Once a month is enough for most people, but check your kettle if you
see flakes in your tea.

Finally, wipe it dry with a soft cloth. Your kettle will look as good as new!"""
KETTLES = Article("k", "Kettles", SHOP, url="https://shop.example/kettles", lang="en")


@pytest.mark.parametrize(
    ("headline", "url", "genre"),
    [
        ("Opinion: Close the bridge", None, Genre.OPINION),
        ("Close the bridge", "https://a.example/opinion/bridge", Genre.OPINION),
        ("Analysis | Why the bridge fell", None, Genre.ANALYSIS),
        ("Review: A play about a bridge", None, Genre.REVIEW),
        ("Interview: The man who built the bridge", None, Genre.INTERVIEW),
        ("Live: The bridge is closed", None, Genre.LIVE),
        ("Opinion polls close at eight", "https://a.example/news/opinion-polls", Genre.NEWS),
        (None, None, Genre.NEWS),
    ],
)
def test_a_label_or_a_section_tells_what_kind_of_piece_it_is(
    headline: str | None, url: str | None, genre: Genre
) -> None:
    assert genre_of(Article(id="a", headline=headline, body="", url=url)) is genre


@pytest.mark.parametrize(
    ("headline", "is_one"),
    [
        ("How to mend a net | Step by step", True),
        ("7 tips for painting a boat", True),
        ("Boats and ships: a complete guide", True),
        ("Oars vs. sails: key differences", True),
        ("The 10 best ferries of the coast", True),
        ("Council learns how much the bridge costs", False),
        ("", False),
    ],
)
def test_a_guide_says_so_in_its_headline(headline: str, is_one: bool) -> None:  # noqa: FBT001
    assert has_guide_headline(headline) is is_one


def test_a_headline_is_shown_without_its_label() -> None:
    assert unlabelled("Opinion: Close the bridge") == "Close the bridge"
    assert unlabelled("Close the bridge") == "Close the bridge"


@pytest.mark.parametrize(
    ("headline", "body", "genre"),
    [
        ("Kettles", SHOP, Genre.PAGE),
        ("Kettle will not whistle", THREAD, Genre.PAGE),
        ("A clean kettle in an hour", ADVICE, Genre.GUIDE),
    ],
)
def test_what_is_no_article_and_what_guides_are_told_by_how_they_are_written(
    headline: str, body: str, genre: Genre
) -> None:
    page = replace(KETTLES, headline=headline, body=body)
    assert genre_as_written(page) is genre
    shown = brief(page, Length.BRIEF, NOW, Shares())
    assert shown.genre is genre
    assert {point.kind for point in shown.points} == {Kind.OPINION}
    heading = "On this page" if genre is Genre.PAGE else "In this guide"
    assert shown.heading(Kind.OPINION) == heading


@pytest.mark.parametrize("name", ["tolm-bridge", "marn-quake", "isle-troops", "ferry-strike"])
def test_a_report_is_news_whatever_its_address(name: str) -> None:
    for one in story(name).articles:
        bare = replace(one, url="https://a.example/", published=None, byline=None)
        assert {genre_as_written(one), genre_as_written(bare)} == {Genre.NEWS}


def test_a_text_without_an_address_is_no_page_nor_are_a_few_sentences() -> None:
    assert genre_as_written(replace(KETTLES, url=None)) is not Genre.PAGE
    assert genre_as_written(replace(KETTLES, body=SHOP[:300])) is not Genre.PAGE


def test_a_language_that_the_tagger_does_not_know_is_told_by_its_label() -> None:
    assert genre_as_written(replace(KETTLES, lang="pl")) is Genre.NEWS
    labelled = replace(KETTLES, lang="pl", headline="Opinion: Kettles")
    assert genre_as_written(labelled) is Genre.OPINION


def test_a_label_is_believed_before_how_a_piece_is_written() -> None:
    assert genre_as_written(replace(KETTLES, headline="Review: Kettles")) is Genre.REVIEW


def test_a_story_is_told_by_an_article_and_a_page_adds_nothing() -> None:
    report = story("tolm-bridge").articles[0]
    page = replace(KETTLES, published=report.published)
    both = Story("s", (page, replace(report, body=report.body[:400], lang="en")))
    told = stories.brief(both, Length.FULL, NOW, Shares(), outlets=2)
    assert told.genre is Genre.NEWS
    assert {span.article for point in told.points for span in point.spans} == {report.id}
    assert not is_page(both)
    assert is_page(Story("s", (page,)))
