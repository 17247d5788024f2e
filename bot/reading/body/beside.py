"""Pure. What stands beside a page's article though it reads like one: which of its blocks do.

Another article under the first, readers' comments, and what stands above the headline.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from bot.reading.body.blocks import Block, ancestor, is_prose
from bot.reading.lines.furniture import is_comment_count
from bot.reading.pages.class_names import naming
from bot.text.words import counted

_ACCOUNT = re.compile(r"\(@\w{2,40}(?:@[\w.-]{3,60})?\)")
_SIGNED = 200  # letters
_TOLD = 2  # paragraphs
_TITLE = 4  # words
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
    """The blocks of other articles than the headline's: with an h1 of their own, or beside it."""
    if headline is None:
        return [False] * len(blocks)
    own = set(blocks[headline].path)
    telling = Counter(one for block in blocks if is_prose(block) for one in block.path)
    alike = {(one.tag, one.get("class")) for one in own if one.get("class")}
    headed = {
        around
        for block in blocks[headline + 1 :]
        if _heads_another(block, blocks[headline])
        for around in block.path
        if around not in own
        and (
            _is_article(around)
            or (telling[around] >= _TOLD and counted(block.text) >= _TITLE)
            or ((around.tag, around.get("class")) in alike and telling[around])
        )
    }
    headed |= _next_to(blocks, headline, telling)
    return [any(one in headed for one in block.path) for block in blocks]


def _heads_another(block: Block, headline: Block) -> bool:
    """Whether a block is headed as the article is: by an h1, or by a heading of the same name; a
    shorter one of that name heads a section."""
    element, name = block.element, headline.element.get("class")
    return element.tag == "h1" or (
        element.tag in _HEADINGS
        and bool(name)
        and element.get("class") == name
        and counted(block.text) >= _TITLE
    )


def _next_to(
    blocks: Sequence[Block], headline: int, telling: Counter[HtmlElement]
) -> set[HtmlElement]:
    """The articles beside the headline's own, where both have paragraphs."""
    around = set(blocks[headline].path)
    own = next((one for one in around if one.tag == "article"), None)
    if own is None or telling[own] < _TOLD:
        return set()
    others = {
        one
        for block in blocks[headline:]
        if own not in block.path
        for one in block.path
        if one.tag == "article" and one not in around
    }
    return {one for one in others if telling[one] >= _TOLD}


def _is_article(element: HtmlElement) -> bool:
    return element.tag == "article" or bool(_ARTICLE.search((element.get("class") or "").lower()))


def in_comments(blocks: Sequence[Block], headline: int | None) -> list[bool]:
    """The blocks in elements that are named for readers' comments, and what follows a heading that
    counts them: the article may stand in the same element above it. Below the article any line may
    be that heading."""
    own = set(blocks[headline].path) if headline is not None else set()
    known: dict[HtmlElement, bool] = {}
    telling: Counter[HtmlElement | None] = Counter()  # what holds paragraphs so far, and how many
    found = []
    for index, block in enumerate(blocks):
        for element in block.path:
            if element not in known:
                known[element] = element not in own and _is_commented(element)
        around = ancestor(block)
        if around is not None and _heads_comments(blocks, index, own, telling):
            known[around] = True
        if is_prose(block):
            telling[around] += 1
        found.append(any(known[element] for element in block.path))
    return found


def _heads_comments(
    blocks: Sequence[Block],
    index: int,
    own: Collection[HtmlElement],
    telling: Counter[HtmlElement | None],
) -> bool:
    """Whether a block heads comments. Without a number it may head a section of the article, whose
    paragraphs go on below; beside the headline, only a heading with a number counts, and a line
    that is no heading may stand below a standfirst."""
    block = blocks[index]
    if not is_comment_count(block.text):
        return False
    around = ancestor(block)
    counts, heads = any(map(str.isdigit, block.text)), block.element.tag in _HEADINGS
    if not heads:
        return counts and around not in own and telling.total() >= _TOLD
    if around in own:
        return counts and bool(telling)
    return counts or around not in telling or not _goes_on(blocks, index)


def _goes_on(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph of the same element comes next."""
    below = blocks[index + 1 : index + 2]
    return any(is_prose(one) and ancestor(one) is ancestor(blocks[index]) for one in below)


def _is_commented(element: HtmlElement) -> bool:
    names = " ".join(filter(None, map(element.get, ("class", "id", "aria-label"))))
    return bool(names) and _COMMENTS.search(names.lower()) is not None
