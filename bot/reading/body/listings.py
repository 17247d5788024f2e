"""Pure. Whether a page lists stories, each under a headline that leads to it, and tells none."""

import re
from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.reading.body.blocks import Block
from bot.reading.body.features import squeeze
from bot.reading.pages.element_texts import is_short
from bot.reading.pages.metadata import Metadata

_HEADINGS = ("h2", "h3", "h4", "h5")
_MOST = 500  # headings
_HEADLINE = 12  # letters of the shortest
_LONGEST = 300
_FEWEST = 3  # stories
_SECTIONS = 2  # parts of the longest address of a section
_STORY = re.compile(r"\d{4}|[-_]\w{1,40}[-_]\w{1,40}[-_]|\.\w{0,5}html?$")
_IN_CARDS = 0.8  # of the letters
_IN_ONE = 0.6  # of the letters, in a page's own article


def lists_stories(tree: HtmlElement, body: Sequence[Block], metadata: Metadata) -> bool:
    """Whether what was taken for body is the beginnings of several stories.

    Each stands in an element with one linked headline, and none of them is most of the page. A page
    that calls itself an article is one, and so is one whose address is too long for a section's.
    """
    is_article = any("article" in kind.lower() for kind in metadata.kinds)
    if is_article or not _is_section(metadata.url):
        return False
    held: dict[HtmlElement, int] = {}
    for heading in _linked_headings(tree, metadata.url):
        for around in heading.iterancestors():
            held[around] = held.get(around, 0) + 1
    cards: dict[HtmlElement, int] = {}
    for block in body:
        card = next((one for one in reversed(block.path) if one in held), None)
        if card is not None and held[card] == 1:
            cards[card] = cards.get(card, 0) + len(block.text)
    letters = sum(len(block.text) for block in body)
    return (
        len(cards) >= _FEWEST
        and sum(cards.values()) >= _IN_CARDS * letters
        and max(cards.values()) <= _IN_ONE * letters
    )


def _is_section(url: str | None) -> bool:
    """Whether an address may be a front page's or a section's, as one that is not known may."""
    parts = urlsplit(url or "").path.strip("/").split("/")
    return len(parts) <= _SECTIONS and not any(map(_STORY.search, parts))


def _linked_headings(tree: HtmlElement, url: str | None) -> list[HtmlElement]:
    """The headings that lead to pages of the same site, each wording once."""
    own = urlsplit(url or "")
    found: dict[str, HtmlElement] = {}
    for heading in islice(tree.iter(*_HEADINGS), _MOST):
        inside = next(heading.iter("a"), None)
        link = inside if inside is not None else next(heading.iterancestors("a"), None)
        if link is None or not is_short(heading, _LONGEST):
            continue
        text = squeeze(heading.text_content())
        if len(text) >= _HEADLINE and _leads_on(link.get("href") or "", own.hostname, own.path):
            found.setdefault(text, heading)
    return list(found.values())


def _leads_on(href: str, host: str | None, path: str) -> bool:
    """Whether a link leads to another page of a site, or of any where the site is not known."""
    try:
        to = urlsplit(href.strip())
    except ValueError:
        return False
    at_home = not to.hostname or not host or to.hostname.split(".")[-2:] == host.split(".")[-2:]
    return bool(to.path) and to.path != path and to.scheme in {"", "http", "https"} and at_home
