"""Lists of feeds go out and come back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BombError, FeedError
from bot.models import Feed
from bot.reading.feeds import opml

ROOT = Path(__file__).parents[3]
WORDS = st.none() | st.text("abc äß<&\"'", min_size=1).filter(str.strip)
FEEDS = st.builds(
    Feed,
    url=st.integers(0, 99).map("https://ex.com/{}".format),
    title=WORDS,
    site=st.none() | st.just("https://ex.com/"),
    category=st.none()
    | st.lists(st.text("abc &", min_size=1), min_size=1, max_size=3).map("/".join),
    region=WORDS,
)


@given(st.lists(FEEDS, unique_by=lambda feed: feed.url, max_size=8).map(tuple))
def test_what_is_written_is_read_back(feeds: tuple[Feed, ...]) -> None:
    assert opml.parse(opml.write(feeds)) == feeds


def test_outlines_around_a_feed_are_its_category() -> None:
    content = b"""<opml><body><outline text="A"><outline text="B">
        <outline xmlUrl="https://ex.com/1" title="One"/></outline></outline></body></opml>"""
    assert opml.parse(content) == (Feed("https://ex.com/1", title="One", category="A/B"),)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<html><body>no</body></html>", FeedError),
        (b"no", FeedError),
        (b"<opml><body>" + b"<outline>" * 200_000, BombError),
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body>&a;</body></opml>', BombError),
    ],
    ids=["page", "text", "deep", "entities"],
)
def test_what_is_no_opml_is_refused(content: bytes, error: type[FeedError]) -> None:
    with pytest.raises(error):
        opml.parse(content)


def test_the_default_list_is_whole() -> None:
    feeds = opml.parse((ROOT / "bot/reading/feeds/default_feeds.opml").read_bytes())
    assert len(feeds) > 60
    assert all(feed.title and feed.category and feed.region for feed in feeds)
