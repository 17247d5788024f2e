"""Pure. What posts of networks leave to be told: a title, and the page that they point to."""

import html
import re
from dataclasses import replace
from urllib.parse import urlsplit

from bot.reading.feeds.syndication import FeedItem, Words
from bot.text import sentences

LONGEST_TITLE = 100
SHORTEST_TITLE = 20  # letters; "Update." alone says nothing
_MOST_READ = 1_000
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_LINKED = re.compile(r"<a href=\"([^\"<>]{1,2000})\">\[link\]</a>")
_OWN_FILES = "redd.it"  # pictures and films that readers of a network gave it


def title(block: str) -> str | None:
    """A title from the first block of a post: its first sentence without addresses and tags."""
    words = _ADDRESS.sub(" ", block[:_MOST_READ]).split()
    while words and words[-1].startswith("#"):
        words.pop()
    text = " ".join(words)
    ends = (one.end for one in sentences.split(text))
    return text[: next((end for end in ends if end >= SHORTEST_TITLE), len(text))] or None


def unwrapped(item: FeedItem) -> FeedItem:
    """Reddit's post as what it points to: another site's page, or its own text."""
    if item.summary is None or ">[comments]</a>" not in item.summary.text:
        return item
    said, _, after = item.summary.text.rpartition("submitted by")
    linked = _LINKED.search(after)
    if linked is None:
        return item
    item = replace(item, summary=Words(said))
    address = html.unescape(linked[1])
    site = _site(address)
    if site.endswith((_site(item.link or ""), _OWN_FILES)):
        return item
    return replace(item, link=address, outlet=Words(site, html=False), author=None)


def _site(address: str) -> str:
    """The host without `www.`; "" where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
