"""Pure. A page's tree -> its visible blocks of text, each with where it stands.

A block is what a reader sees as one line or paragraph: the text between two edges of block-level
elements. What a browser doesn't show is not there, so hidden text can never become news.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, takewhile

from lxml import etree
from lxml.html import HtmlElement

from bot.reading.pages.class_names import naming
from bot.reading.web.decoding import one_line

_BLOCKS = """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary
    table tbody td tfoot th thead tr ul
"""
BLOCK_TAGS = frozenset(_BLOCKS.split())
_NO_TEXT = """
    script style svg iframe object embed canvas audio video select option textarea input head math
"""
_NO_TEXT_TAGS = frozenset(_NO_TEXT.split())
UNSEEN_TAGS = _NO_TEXT_TAGS | {"noscript", "template", "button", "dialog"}
_HEADED = frozenset({"h2", "h3", "h4", "h5", "h6"})
_NAVIGATION = frozenset({"nav", "footer", "menu"})
_LINK_ONLY = 0.95  # share of letters
_SHORT_LINK, _LONG_LINK = 60, 250  # letters: a word of a menu, a line of many links
PROSE = 61  # letters: shorter is no running text
_MOSTLY = 0.5  # share of letters
_BREAK = "\N{LINE SEPARATOR}"  # stands for <br>

_EMBED = naming("embed")
_EMBED_DEPTH = 4  # block-level elements that a network's post is nested

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
    of its letters inside links; `broken` whether a <br> stands in it. `lines` are the paragraphs
    that line breaks part, where that was asked for.
    """

    text: str
    path: tuple[HtmlElement, ...]
    linked: float
    broken: bool
    lines: tuple[str, ...] = ()

    @property
    def element(self) -> HtmlElement:
        return self.path[-1]


def read_blocks(
    tree: HtmlElement,
    *,
    unseen: bool = False,
    alone: Collection[HtmlElement] = (),
    parted: bool = False,
) -> list[Block]:
    """The blocks of a tree in the order of the page, none of them empty.

    With `unseen`, what stands in <noscript>, <template> and the like is among them, never what is
    hidden: that may be anybody's. The
    elements `alone` are blocks whatever their tags are. `parted` asks for each block's lines.
    """
    return _Collector(_is_no_text if unseen else is_unseen, alone, parted=parted).collect(tree)


def is_menu(block: Block) -> bool:
    """Whether a block is surely no part of an article: a short link, many links, navigation,
    a network's post.

    A menu that was never closed may have the page's main element inside it.
    """
    length = len(block.text)
    if block.linked > _LINK_ONLY and (length <= _SHORT_LINK or length > _LONG_LINK):
        return not _links_to_itself(block)
    if any(_is_embed(element.get("class") or "") for element in block.path[-_EMBED_DEPTH:]):
        return True
    around = (element.tag for element in reversed(block.path))
    return any(tag in _NAVIGATION for tag in takewhile(lambda tag: tag != "main", around))


def _links_to_itself(block: Block) -> bool:
    """Whether a block is a heading with a link to its own place."""
    if block.element.tag not in _HEADED:
        return False
    return all((link.get("href") or "").startswith("#") for link in block.element.iter("a"))


def is_prose(block: Block) -> bool:
    """Whether a block is long enough for running text, and no list of links."""
    return len(block.text) >= PROSE and block.linked < _MOSTLY


def ancestor(block: Block, above: int = 1) -> HtmlElement | None:
    """The block-level element so many levels above a block's own."""
    return block.path[-1 - above] if len(block.path) > above else None


def is_unseen(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of an element."""
    return element.tag in UNSEEN_TAGS or _is_hidden(element)


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("aria-hidden") == "true":
        return True
    if element.get("hidden") is not None and not _STREAMED.match(element.get("id") or ""):
        return True
    style, names = element.get("style"), element.get("class")
    return bool((style and _is_unseen_style(style)) or (names and _is_unseen_class(names)))


@lru_cache(maxsize=4096)
def _is_embed(names: str) -> bool:
    return bool(names) and _EMBED.search(names.lower()) is not None


def _is_no_text(element: HtmlElement) -> bool:
    return element.tag in _NO_TEXT_TAGS or _is_hidden(element)


@lru_cache(maxsize=4096)
def _is_unseen_style(style: str) -> bool:
    return _UNSEEN_STYLE.search(style.lower()) is not None


@lru_cache(maxsize=4096)
def _is_unseen_class(names: str) -> bool:
    return _UNSEEN_CLASS.search(names.lower()) is not None


def _paragraphs(text: str) -> Iterator[str]:
    """What two line breaks part; where most lines of it are too short for wrapped ones, each."""
    for told, some in groupby(map(one_line, text.split(_BREAK)), bool):
        lines = list(some)
        short = sum(len(line) < PROSE for line in lines)
        if told:
            yield from lines if 2 * short > len(lines) else [" ".join(lines)]


class _Collector:
    """The blocks so far, the text since the last edge of one, and the elements that are open."""

    def __init__(
        self,
        is_skipped: Callable[[HtmlElement], bool],
        alone: Collection[HtmlElement],
        *,
        parted: bool,
    ) -> None:
        self._is_skipped = is_skipped
        self._alone = alone
        self._parted = parted
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
                if self._is_skipped(element):
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
        if element.tag in BLOCK_TAGS or element in self._alone:
            self._edge()
            self._path.append(element)
        elif element.tag == "a":
            self._links += 1
        elif element.tag == "br":
            self._broken = True
            self._pieces.append(_BREAK if self._parted else " ")
        self._add(element.text)

    def _close(self, element: HtmlElement) -> None:
        if element.tag in BLOCK_TAGS or element in self._alone:
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
        text = "".join(self._pieces)
        line = one_line(text)
        if line and self._path:
            linked = min(1.0, self._linked / len(line))
            lines = tuple(_paragraphs(text)) if self._parted else ()
            self._blocks.append(Block(line, tuple(self._path), linked, self._broken, lines))
        self._pieces.clear()
        self._linked = 0
        self._broken = False
