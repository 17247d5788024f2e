"""Feeds we wrote, beside what they say; and what must be refused."""

import json
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BombError, FeedError, NotAFeedError
from bot.reading.feeds.entries import ParsedFeed, parse_feed

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DATA = Path(__file__).parents[2] / "data" / "feeds"
URL = "https://harbour.example/feeds/all"


def said(feed: ParsedFeed) -> object:
    """The feed as JSON says it: what is empty left out."""
    whole = {**asdict(feed), "skip_hours": sorted(feed.skip_hours)}
    whole["entries"] = [{k: v for k, v in entry.items() if v} for entry in whole["entries"]]
    for entry in whole["entries"]:
        if "image" in entry:
            entry["image"] = entry["image"]["url"]
    return json.loads(json.dumps({k: v for k, v in whole.items() if v}, default=str))


@pytest.mark.parametrize(
    "path", sorted(p for p in DATA.iterdir() if ".expected" not in p.suffixes), ids=lambda p: p.name
)
def test_a_feed_says_what_stands_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert said(parse_feed(path.read_bytes(), URL, None, now=NOW)) == expected


@pytest.mark.parametrize("header", [None, "text/xml; charset=windows-1251"])
def test_a_feed_that_lies_about_its_charset_is_read(header: str | None) -> None:
    text = "Паром опоздал на два часа из-за тумана в гавани"
    xml = f'<?xml version="1.0" encoding="utf-8"?><rss><item><title>{text}</title></item></rss>'
    assert parse_feed(xml.encode("cp1251"), URL, header, now=NOW).entries[0].title == text


DEEP = 200_000
ENTITIES = '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>'


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<rss>" + b"<a>" * DEEP + b"</a>" * DEEP + b"</rss>", BombError),
        (b"<a>" * DEEP, BombError),
        (b"<a>" * DEEP + b"&nbsp;", BombError),
        (ENTITIES.encode(), BombError),
        (ENTITIES.encode("utf-16"), BombError),
        (b" " * 10_000_001, BombError),
        (b"", FeedError),
        (b"\xef\xbb\xbf \n", FeedError),
        (b'{"items":' * DEEP, FeedError),
        (b"<!doctype html><html><title>Home</title>", NotAFeedError),
        (b"\x89PNG\r\n\x1a\n" + bytes(999), NotAFeedError),
        (b"<svg/>", NotAFeedError),
        (b"&" * 1_000_000, NotAFeedError),
    ],
    ids=range(13),
)
def test_what_is_no_feed_is_refused_at_once(content: bytes, error: type[FeedError]) -> None:
    start = time.perf_counter()
    with pytest.raises(error) as caught:
        parse_feed(content, URL, None, now=NOW)
    assert time.perf_counter() - start < 2
    assert caught.value.advice


def test_a_web_page_points_to_discovery() -> None:
    with pytest.raises(NotAFeedError) as caught:
        parse_feed(b"<html><body>Home", URL, None, now=NOW)
    assert "web page" in caught.value.advice
    assert "briefbot feeds discover" in caught.value.advice


PIECES = st.sampled_from(
    [b"<rss>", b"<item>", b"<title>", b"</title>", b"<link>", b"http://[", b"<!DOCTYPE", b"&#0;",
     b"<![CDATA[", b"]]>", b"&amp;", b"&nbsp;", b"\xff", b"<pubDate>", b"99999-01-01", b"{", b"[",
     b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<entry>", b"</item>", b"<link href='::'/>"]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=500), st.lists(PIECES, max_size=25).map(b"".join)))
def test_any_bytes_give_a_feed_or_a_reason(content: bytes) -> None:
    try:
        feed = parse_feed(content, URL, None, now=NOW)
    except FeedError:
        return
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def rss(*items: str) -> bytes:
    return (
        f"<rss><channel>{''.join(f'<item>{one}</item>' for one in items)}</channel></rss>".encode()
    )


def test_one_link_with_two_texts_is_two_entries() -> None:
    line = "<title>In brief</title><link>https://harbour.example/brief</link>"
    texts = [f"<description>{text}</description>" for text in ("Fog.", "Sun.", "Sun.")]
    feed = parse_feed(rss(*(line + text for text in texts)), URL, None, now=NOW)
    assert [entry.summary for entry in feed.entries] == ["Fog.", "Sun."]
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


@pytest.mark.parametrize("joint", [" - ", " : ", " » "])
def test_an_outlet_behind_a_title_goes_in_any_case(joint: str) -> None:
    item = (
        f"<title>Fog lifts{joint}BAY NEWS</title><source url='https://b.example'>Bay News</source>"
    )
    assert parse_feed(rss(item), URL, None, now=NOW).entries[0].title == "Fog lifts"


def test_an_outlet_in_brackets_goes_too() -> None:
    item = "<title>Fog lifts (Bay News)</title><source url='https://b.example'>Bay News</source>"
    assert parse_feed(rss(item), URL, None, now=NOW).entries[0].title == "Fog lifts"


def test_a_mailbox_is_no_author() -> None:
    item = "<title>Fog</title><author>desk-2@bay.example (desk-2)</author>"
    assert parse_feed(rss(item), URL, None, now=NOW).entries[0].author is None


def test_no_page_lies_at_numbers_that_are_no_address() -> None:
    item = "<title>Fog</title><link>http://300.1.1.1/fog</link>"
    assert parse_feed(rss(item), URL, None, now=NOW).entries[0].url is None


def test_a_name_in_quotation_marks_is_bare() -> None:
    item = '<title>Fog</title><author>"Ada Novak" &lt;ada@bay.example&gt;</author>'
    assert parse_feed(rss(item), URL, None, now=NOW).entries[0].author == "Ada Novak"


BYTES = "QmF5IE5ld3MgMjAyNiBwbGFuIG9mIHRoZSBoYXJib3VyLCBzZWNvbmQgZHJhZnQgb2YgdGhl"


@pytest.mark.parametrize("text", [BYTES, f"data:application/pdf;base64,{BYTES}"])
def test_a_file_in_the_feed_is_no_summary(text: str) -> None:
    item = f"<title>Plan</title><description>{text}</description>"
    assert parse_feed(rss(item), URL, None, now=NOW).entries[0].summary is None
    assert parse_feed(rss(f"<title>{'Rätsel' * 20}</title>"), URL, None, now=NOW).entries[0].title


@pytest.mark.parametrize("tag", ["script", "iframe", "noscript"])
def test_what_xhtml_does_not_show_is_not_told(tag: str) -> None:
    inner = f"Fog<{tag} xmlns='http://www.w3.org/1999/xhtml'>count()</{tag}> lifts"
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id>"
        f"<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{inner}</div></title>"
        "</entry></feed>"
    )
    assert parse_feed(atom.encode(), URL, None, now=NOW).entries[0].title == "Fog lifts"
