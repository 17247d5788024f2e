"""Posts of networks: a title where none is given, and the page that a post points to."""

import json
from html import escape

import pytest

from bot.models import Entry
from bot.reading.feeds.entries import parse_feed
from tests.reading.feeds.test_entries import NOW

THREAD = "https://www.reddit.com/r/harbours/comments/1x/quay/"
LINKED = "https://www.post.example/a?x=1&y=2"
LONG = (
    "The quay, which three storms had damaged since October, will be closed to all but foot "
    "traffic until the masons have finished"
)
TAGGED = (
    '<p>The quay is open <a href="/l">https://<span>a.example</span></a> '
    '<a href="/t">#<span>quay</span></a></p>'
)
JAPANESE = "桟橋は三度の嵐で傷んだため月曜日まで閉鎖される。"


def entry(feed: str) -> Entry:
    (found,) = parse_feed(feed.encode(), "https://social.example/@quay.rss", None, now=NOW).entries
    return found


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (TAGGED, "The quay is open"),
        ("<p>The quay opens on Monday. Ships may land from noon.</p>", "The quay opens on Monday."),
        ("<p>Update. The quay is open. Ships land.</p>", "Update. The quay is open."),
        ("<p>The quay is open<br>since noon</p>", "The quay is open"),
        ("<p>https://a.example/1</p><p>The quay is open</p>", "The quay is open"),
        (f"<p>{LONG}.</p>", LONG[: LONG.index(" until the")] + "…"),
        (f"<p>{JAPANESE}船は入れない。</p>", JAPANESE),
    ],
)  # fmt: skip
def test_a_post_is_titled_by_its_beginning(text: str, title: str) -> None:
    link = "https://social.example/@quay/7"
    rss = f"<rss><item><link>{link}</link><description>{escape(text)}</description></item></rss>"
    assert entry(rss).title == title
    assert entry(json.dumps({"items": [{"url": link, "content_html": text}]})).title == title


def test_a_plain_text_is_titled_by_its_first_line() -> None:
    item = {"id": "7", "content_text": "The quay is open\nsince <noon>", "title": ""}
    assert entry(json.dumps({"items": [item]})).title == "The quay is open"


@pytest.mark.parametrize(
    ("linked", "url", "outlet", "author"),
    [
        ("https://www.post.example/a?x=1&amp;y=2", LINKED, "post.example", None),
        (THREAD, THREAD, None, "/u/mason"),
        ("https://www.reddit.com/gallery/1x", THREAD, None, "/u/mason"),
        ("https://i.redd.it/1x.jpg", THREAD, None, "/u/mason"),
    ],
)  # fmt: skip
def test_a_post_of_a_link_is_what_it_links(
    linked: str, url: str, outlet: str | None, author: str | None
) -> None:
    said = (
        '<div class="md"><p>Is it open?</p></div> &#32; submitted by &#32; '
        '<a href="https://www.reddit.com/user/mason"> /u/mason </a> <br/> '
        f'<span><a href="{linked}">[link]</a></span> &#32; '
        f'<span><a href="{THREAD}">[comments]</a></span>'
    )
    found = entry(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><author><name>/u/mason</name></author>'
        f'<content type="html">{escape(said)}</content><id>t3_1x</id><link href="{THREAD}"/>'
        "<title>Quay open?</title></entry></feed>"
    )
    assert (found.url, found.outlet, found.author) == (url, outlet, author)
    assert (found.title, found.summary) == ("Quay open?", "Is it open?")
