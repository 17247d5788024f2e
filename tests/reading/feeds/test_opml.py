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
    assert opml.parse(opml.write(feeds)).feeds == feeds


def test_outlines_around_a_feed_are_its_category() -> None:
    content = b"""<opml><body><outline text="A"><outline text="B">
        <outline xmlUrl="https://ex.com/1" title="One"/></outline></outline></body></opml>"""
    assert opml.parse(content).feeds == (Feed("https://ex.com/1", title="One", category="A/B"),)


def test_what_gives_no_feed_is_left_out_with_its_reason() -> None:
    content = b"""<opml><body>
        <outline text="One" xmlUrl="https://a.example/f"/>
        <outline text="A link" url="https://b.example/f"/>
        <outline text="Three" xmlUrl="feed://c.example/f"/>
        <outline text="Four" xmlUrl="ftp://d.example/f"/>
        <outline text="Five" xmlurl="https://e.example/f"/>
        <outline text="Six" XMLURL="nothing at all"/>
        <outline text="Folder"><outline xmlUrl="mailto:a@b.example"/></outline>
        <outline text="One again" xmlUrl="https://a.example/f"/>
        <outline/></body></opml>"""
    listed = opml.parse(content)
    assert [feed.url for feed in listed.feeds] == [
        "https://a.example/f", "https://c.example/f", "https://e.example/f",
    ]  # fmt: skip
    assert [(one.name, one.why) for one in listed.left_out] == [
        ("A link", "no address of a feed (xmlUrl)"),
        ("Four", "ftp is not read"),
        ("Six", "no web address"),
        ("mailto:a@b.example", "mailto is not read"),
        ("(no name)", "no address of a feed (xmlUrl)"),
    ]


def test_a_password_becomes_a_header_and_is_not_written() -> None:
    content = b"""<opml><body><outline xmlUrl="https://ann:s3cret@a.example/f"/>
        <outline xmlUrl="ftp://ann:s3cret@a.example/f"/></body></opml>"""
    listed = opml.parse(content)
    (feed,) = listed.feeds
    assert (feed.url, feed.title) == ("https://a.example/f", None)
    assert feed.headers == {"authorization": "Basic YW5uOnMzY3JldA=="}
    assert b"YW5u" not in opml.write(listed.feeds)
    assert "s3cret" not in str(listed)


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_written_and_read(title: str, category: str, region: str) -> None:
    feed = Feed("https://ex.com/1", title=title, category=category or None, region=region)
    written = opml.write((feed,), title)
    assert [one.url for one in opml.parse(written).feeds] == [feed.url]
    assert not set(written.decode()) & set("\x00\x07\x1b\x9b\u202e")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<html><body>no</body></html>", FeedError),
        (b"no", FeedError),
        (b"<opml><body>" + b"<outline>" * 200_000, BombError),
        (b'<!DOCTYPE o [<!ENTITY a "&b;">]><opml><body>&a;</body></opml>', BombError),
    ],
    ids=["page", "text", "deep", "entities"],
)
def test_what_is_no_opml_is_refused(content: bytes, error: type[FeedError]) -> None:
    with pytest.raises(error):
        opml.parse(content)


def test_the_default_list_is_whole() -> None:
    feeds = opml.parse((ROOT / "bot/reading/feeds/default_feeds.opml").read_bytes()).feeds
    assert len(feeds) > 60
    assert all(feed.title and feed.category and feed.region for feed in feeds)
