"""Pure. A page's tree -> its visible blocks of text, each with where it stands.

A block is what a reader sees as one line or paragraph: the text between two edges of block-level
elements. What a browser doesn't show is not there, so hidden text can never become news.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from bot.reading.decoding import one_line

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

_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader(?:-text)?|u-?hidden|is-hidden)(?:\s|$)",
    re.IGNORECASE,
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
    return list(_Collector().collect(tree))


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
    return bool((style and _UNSEEN_STYLE.search(style)) or (names and _UNSEEN_CLASS.search(names)))


class _Collector:
    """The text met since the last edge of a block, and the elements that are open."""

    def __init__(self) -> None:
        self._path: list[HtmlElement] = []
        self._pieces: list[str] = []
        self._links = 0
        self._linked = 0
        self._broken = False

    def collect(self, tree: HtmlElement) -> Iterator[Block]:
        walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        skipped: HtmlElement | None = None
        for event, element in walker:
            if event == "start":
                if is_unseen(element):
                    walker.skip_subtree()
                    skipped = element
                else:
                    yield from self._open(element)
                continue
            if event == "end" and element is not skipped:
                yield from self._close(element)
            if element is not tree:
                self._add(element.tail)

    def _open(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag in BLOCK_TAGS:
            yield from self._edge()
            self._path.append(element)
        elif element.tag == "a":
            self._links += 1
        elif element.tag == "br":
            self._broken = True
            self._pieces.append(" ")
        self._add(element.text)

    def _close(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag in BLOCK_TAGS:
            yield from self._edge()
            self._path.pop()
        elif element.tag == "a":
            self._links -= 1

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(text) if self._links else 0

    def _edge(self) -> Iterator[Block]:
        if not self._pieces:
            return
        text = one_line("".join(self._pieces))
        if text and self._path:
            linked = min(1.0, self._linked / len(text))
            yield Block(text, tuple(self._path), linked, self._broken)
        self._pieces.clear()
        self._linked = 0
        self._broken = False
