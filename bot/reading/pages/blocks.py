"""Pure. A page's tree -> its visible blocks of text, each with where it stands.

A block is what a reader sees as one line or paragraph: the text between two edges of block-level
elements. What a browser doesn't show is not there, so hidden text can never become news.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from bot.reading.web.decoding import one_line

_BLOCKS = """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary
    table tbody td tfoot th thead tr ul
"""
BLOCK_TAGS = frozenset(_BLOCKS.split())
_UNSEEN = """
    script style noscript template svg iframe object embed canvas audio video button select option
    textarea input head math dialog
"""
UNSEEN_TAGS = frozenset(_UNSEEN.split())
_NAVIGATION = frozenset({"nav", "footer", "menu"})
_LINK_ONLY = 0.95  # share of letters
_SHORT_LINK = 60  # letters

_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader(?:-text)?|u-?hidden|is-hidden)(?:\s|$)"
)
# React sends parts of a page hidden, under such an id, and moves them into sight on arrival.
_STREAMED = re.compile(r"S:[0-9a-f]+$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line of a page.

    `path` is the block-level elements around it from the root down to its own; `linked` the share
    of its letters inside links; `broken` whether a <br> stands in it.
    """

    text: str
    path: tuple[HtmlElement, ...]
    linked: float
    broken: bool

    @property
    def element(self) -> HtmlElement:
        return self.path[-1]


def read_blocks(tree: HtmlElement) -> list[Block]:
    """The blocks of a tree in the order of the page, none of them empty."""
    return _Collector().collect(tree)


def is_menu(block: Block) -> bool:
    """Whether a block is surely no part of an article: a short link, or navigation."""
    if block.linked > _LINK_ONLY and len(block.text) <= _SHORT_LINK:
        return True
    return any(element.tag in _NAVIGATION for element in block.path)


def is_unseen(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of an element."""
    if element.tag in UNSEEN_TAGS or element.get("aria-hidden") == "true":
        return True
    if element.get("hidden") is not None and not _STREAMED.match(element.get("id") or ""):
        return True
    style, names = element.get("style"), element.get("class")
    return bool((style and _is_unseen_style(style)) or (names and _is_unseen_class(names)))


@lru_cache(maxsize=4096)
def _is_unseen_style(style: str) -> bool:
    return _UNSEEN_STYLE.search(style.lower()) is not None


@lru_cache(maxsize=4096)
def _is_unseen_class(names: str) -> bool:
    return _UNSEEN_CLASS.search(names.lower()) is not None


class _Collector:
    """The blocks so far, the text since the last edge of one, and the elements that are open."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._path: list[HtmlElement] = []
        self._pieces: list[str] = []
        self._links = 0
        self._linked = 0
        self._broken = False

    def collect(self, tree: HtmlElement) -> list[Block]:
        walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        skipped: HtmlElement | None = None
        for event, element in walker:
            if event == "start":
                if is_unseen(element):
                    walker.skip_subtree()
                    skipped = element
                else:
                    self._open(element)
                continue
            if event == "end" and element is not skipped:
                self._close(element)
            if element is not tree:
                self._add(element.tail)
        return self._blocks

    def _open(self, element: HtmlElement) -> None:
        if element.tag in BLOCK_TAGS:
            self._edge()
            self._path.append(element)
        elif element.tag == "a":
            self._links += 1
        elif element.tag == "br":
            self._broken = True
            self._pieces.append(" ")
        self._add(element.text)

    def _close(self, element: HtmlElement) -> None:
        if element.tag in BLOCK_TAGS:
            self._edge()
            self._path.pop()
        elif element.tag == "a":
            self._links -= 1

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(text) if self._links else 0

    def _edge(self) -> None:
        if not self._pieces:
            return
        text = one_line("".join(self._pieces))
        if text and self._path:
            linked = min(1.0, self._linked / len(text))
            self._blocks.append(Block(text, tuple(self._path), linked, self._broken))
        self._pieces.clear()
        self._linked = 0
        self._broken = False
