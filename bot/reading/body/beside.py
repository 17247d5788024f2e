"""Pure. What stands beside a page's article though it reads like one: which of its blocks do.

Another article under the first, readers' comments, and what stands above the headline.
"""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from bot.reading.body.blocks import Block, ancestor, is_prose
from bot.reading.lines.furniture import is_comment_count
from bot.reading.pages.class_names import naming

_ACCOUNT = re.compile(r"\(@\w{2,40}(?:@[\w.-]{3,60})?\)")
_SIGNED = 200  # letters
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_ARTICLE = naming("article")
_COMMENTS = naming("comments")


def posts(blocks: Sequence[Block]) -> set[HtmlElement]:
    """The quotations that a network's post is, by who signed it with an account's name."""
    return {
        around
        for block in blocks
        if len(block.text) <= _SIGNED and _ACCOUNT.search(block.text)
        for around in block.path
        if around.tag == "blockquote"
    }


def before(blocks: Sequence[Block], headline: int | None) -> list[bool]:
    """The blocks down to the headline."""
    return [headline is not None and index <= headline for index in range(len(blocks))]


def in_others(blocks: Sequence[Block], headline: int | None) -> list[bool]:
    """The blocks of other articles than the headline's, each with an h1 of its own."""
    if headline is None:
        return [False] * len(blocks)
    own = set(blocks[headline].path)
    headed = {
        around
        for block in blocks[headline:]
        if block.element.tag == "h1"
        for around in block.path
        if around not in own and _is_article(around)
    }
    return [any(one in headed for one in block.path) for block in blocks]


def _is_article(element: HtmlElement) -> bool:
    return element.tag == "article" or bool(_ARTICLE.search((element.get("class") or "").lower()))


def in_comments(blocks: Sequence[Block], headline: int | None) -> list[bool]:
    """The blocks in elements that are named for readers' comments, and what follows a heading that
    counts them: the article may stand in the same element above it. Below the article any line may
    be that heading."""
    own = set(blocks[headline].path) if headline is not None else set()
    known: dict[HtmlElement, bool] = {}
    found = []
    told = False
    for block in blocks:
        for element in block.path:
            if element not in known:
                known[element] = element not in own and _is_commented(element)
        around = ancestor(block)
        heads = block.element.tag in _HEADINGS or (told and any(map(str.isdigit, block.text)))
        counts = heads and is_comment_count(block.text)
        told = told or is_prose(block)
        if counts and around is not None and around not in own:
            known[around] = True
        found.append(any(known[element] for element in block.path))
    return found


def _is_commented(element: HtmlElement) -> bool:
    names = " ".join(filter(None, map(element.get, ("class", "id", "aria-label"))))
    return bool(names) and _COMMENTS.search(names.lower()) is not None
