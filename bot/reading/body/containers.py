"""Pure. Which element of a page holds its article, as names, tags and running text tell.

Newsrooms call that element "article-body", "entry-content" or the like, or use the tag made for it.
The first of its kind in the page that holds a good part of the page's running text is taken:
comments and lists of other articles come after the article, or have names of their own.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from bot.reading.body.blocks import Block
from bot.reading.pages.class_names import naming

# Set by hand; together they were tried once, by bench/train_pages.py.
_PARAGRAPH = 80  # letters from which on a block is running text
_LINKED = 0.5  # share of its letters inside links from which on it is not
_LEAST = 200  # letters of running text that an article has
_LEAST_SHARE = 0.1  # of the page's

_HOLDING = {"div", "section", "article", "main", "td"}
_NAMED = naming("article")
_OTHERWISE = naming("beside_article")


class Holders(NamedTuple):
    """The element whose name says that it holds the article, the one whose tag does, and the
    likeliest of all."""

    named: HtmlElement | None
    tagged: HtmlElement | None
    likeliest: HtmlElement | None


def holders(blocks: Sequence[Block]) -> Holders:
    """The elements that hold a page's article, None where there is no such element."""
    prose: dict[HtmlElement, float] = {}
    for block in blocks:
        if len(block.text) > _PARAGRAPH and block.linked < _LINKED:
            for element in block.path:
                prose[element] = prose.get(element, 0.0) + len(block.text) * (1 - block.linked)
    least = max(_LEAST, _LEAST_SHARE * max(prose.values(), default=0.0))
    large = [e for e, held in prose.items() if held >= least and e.tag not in {"html", "body"}]
    marked = _first(e for e in large if "articleBody" in _names(e))
    named = _first(e for e in large if e.tag in _HOLDING and _is_named(e))
    tagged = _first(e for e in large if e.tag == "article")
    main = _first(e for e in large if e.tag == "main" or "main" in _names(e).lower())
    return Holders(named, tagged, _first(e for e in (marked, named, tagged, main) if e is not None))


def _first(elements: Iterable[HtmlElement]) -> HtmlElement | None:
    return next(iter(elements), None)


def _is_named(element: HtmlElement) -> bool:
    names = _names(element).lower()
    return bool(_NAMED.search(names)) and not _OTHERWISE.search(names)


def _names(element: HtmlElement) -> str:
    return " ".join(filter(None, map(element.get, ("class", "id", "itemprop"))))
