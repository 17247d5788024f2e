"""Pure. Where a block stands on its page, as features that tell body from all the rest.

Newsrooms name their elements for what they hold, keep an article's paragraphs in one element, and
repeat its text in their data for search engines. None of these can be trusted alone, so each is a
feature that `bot.reading.pages.block_scores` weighs.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import or_

from lxml.html import HtmlElement

from bot.reading.pages.blocks import Block
from bot.reading.pages.class_names import FEATURES as NAMED
from bot.reading.pages.containers import Holders, holders
from bot.text.words import WORD

_TAGS = (
    "p", "h1", "h2", "h3", "h4", "li", "td", "blockquote", "figcaption", "div", "section", "pre",
    "dd",
)  # fmt: skip
_AROUND = (
    "article", "main", "aside", "nav", "footer", "header", "form", "figure", "table", "ul",
    "blockquote", "figcaption",
)  # fmt: skip

_NAMED_BY = ("class", "id", "data-testid", "data-component", "itemprop")

FEATURES = (
    *(f"is {tag}" for tag in _TAGS),
    *(f"in {tag}" for tag in _AROUND),
    *(f"named {hint}" for hint in NAMED),
    *(f"around named {hint}" for hint in NAMED),
    "before headline", "after headline", "soon after headline", "near headline",
    "share of path with headline", "no headline", "broken", "sibling paragraphs", "marked body",
    "linked", "all linked", "parent's prose", "grandparent's prose", "kind's prose",
    "parent's and kind's prose", "in stated body", "no stated body", "not in stated body",
    "picture's words", "stated summary", "headline", "paragraph of article",
    *(
        f"{what} {holder} holder"
        for holder in Holders._fields
        for what in ("in", "no", "long in", "paragraph in")
    ),
)  # fmt: skip

_PROSE = range(61, 401)  # letters: shorter is no running text, and more counts no more
_ALL_LINKED = 0.9
_SOON = 15  # blocks
_FAR = 100
_DEEP = 20
_MANY_SIBLINGS = 20
_LONG = 20  # letters


@dataclass(frozen=True, slots=True)
class Clues:
    """What the page says elsewhere of its article's text, all of it squeezed (see `squeeze`).

    `stated` is the body as the page's own data gives it; `pictures` are captions and alternative
    texts.
    """

    headlines: frozenset[str]
    summaries: frozenset[str]
    pictures: frozenset[str]
    stated: str


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements down to one say by their names and tags."""

    named: tuple[bool, ...]
    around: tuple[bool, ...]
    tags: frozenset[str]
    is_body: bool


_NOTHING = _Around(
    (False,) * len(NAMED),
    (False,) * len(NAMED),
    frozenset(),
    is_body=False,
)


def squeeze(text: str) -> str:
    """The letters and digits of a text alone, in lower case: equal however it was set."""
    return "".join(WORD.findall(text.lower()))


def features(blocks: Sequence[Block], clues: Clues) -> Iterator[list[float]]:
    """The FEATURES of each block."""
    squeezed = [squeeze(block.text) for block in blocks]
    headline = _headline(blocks, squeezed, clues)
    headline_path = blocks[headline].path if headline is not None else ()
    shares = _prose_shares(blocks)
    article = holders(blocks)
    paragraphs = Counter(_parent(block) for block in blocks if block.element.tag == "p")
    marked = any("articleBody" in (e.get("itemprop") or "") for b in blocks for e in b.path[-3:])
    seen: dict[HtmlElement, _Around] = {}
    for index, (block, letters) in enumerate(zip(blocks, squeezed, strict=True)):
        around = _around(block.path, seen)
        tag = block.element.tag
        yield [
            *(tag == one for one in _TAGS),
            *(one in around.tags for one in _AROUND),
            *around.named,
            *around.around,
            *_headline_features(index, block, headline, headline_path),
            block.broken,
            min(paragraphs[_parent(block)], _MANY_SIBLINGS) / _MANY_SIBLINGS,
            marked and around.is_body,
            block.linked,
            block.linked > _ALL_LINKED,
            *shares[index],
            *_said_elsewhere(letters, clues),
            tag == "p" and "article" in around.tags,
            *_held(block, article, long=len(letters) >= _LONG),
        ]


def _headline(blocks: Sequence[Block], squeezed: Sequence[str], clues: Clues) -> int | None:
    """Which block is the headline: an h1 that says it, another h1, another block that says it."""
    said = [index for index, letters in enumerate(squeezed) if letters in clues.headlines]
    heads = [index for index, block in enumerate(blocks) if block.element.tag == "h1"]
    both = set(said) & set(heads)
    return min(both, default=heads[-1] if heads else said[0] if said else None)


def _headline_features(
    index: int, block: Block, headline: int | None, path: tuple[HtmlElement, ...]
) -> tuple[float, ...]:
    if headline is None:
        return (0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    after = max(0, index - headline)
    common = sum(1 for one, other in zip(block.path, path, strict=False) if one is other)
    return (
        index < headline,
        min(1.0, after / _FAR),
        0 < after <= _SOON,
        common / _DEEP,
        common / len(path),
        0.0,
    )


def _prose_shares(blocks: Sequence[Block]) -> list[tuple[float, float, float, float]]:
    """The share of the page's running text that a block's parent, grandparent and kind hold."""
    prose = [min(len(b.text), _PROSE.stop) if len(b.text) >= _PROSE.start else 0 for b in blocks]
    held: Counter[object] = Counter()
    keys = [(_parent(block), ("grand", _parent(block, 2)), _kind(block)) for block in blocks]
    for own, amount in zip(keys, prose, strict=True):
        for key in own:
            held[key] += amount
    total = sum(prose) or 1
    found = []
    for parent, grandparent, kind in keys:
        of_parent, of_kind = held[parent] / total, held[kind] / total
        found.append((of_parent, held[grandparent] / total, of_kind, of_parent * of_kind))
    return found


def _parent(block: Block, above: int = 1) -> HtmlElement | None:
    return block.path[-1 - above] if len(block.path) > above else None


def _kind(block: Block) -> tuple[str, str, str]:
    """Blocks of one kind have the same tag and names, as an article's paragraphs do."""
    parent = _parent(block)
    return (
        str(block.element.tag),
        block.element.get("class") or "",
        (parent.get("class") or "") if parent is not None else "",
    )


def _around(path: tuple[HtmlElement, ...], seen: dict[HtmlElement, _Around]) -> _Around:
    """What the names and tags from the root down to the last element of a path say."""
    known = _NOTHING
    for element in path:
        if element not in seen:
            seen[element] = _below(known, element)
        known = seen[element]
    return known


def _below(parent: _Around, element: HtmlElement) -> _Around:
    if element.tag in {"html", "body"}:
        return _NOTHING
    return _Around(
        named=_hints(" ".join(filter(None, map(element.get, _NAMED_BY)))),
        around=tuple(map(or_, parent.named, parent.around)),
        tags=parent.tags | ({element.tag} if element.tag in _AROUND else frozenset()),
        is_body=parent.is_body or "articleBody" in (element.get("itemprop") or ""),
    )


@lru_cache(maxsize=4096)  # a page names many elements alike, and a publisher many pages
def _hints(names: str) -> tuple[bool, ...]:
    lowered = names.lower()
    return tuple([hint.search(lowered) is not None for hint in NAMED.values()])


def _said_elsewhere(letters: str, clues: Clues) -> tuple[float, ...]:
    stated = bool(letters and clues.stated) and letters in clues.stated
    return (
        stated,
        not clues.stated,
        bool(clues.stated) and not stated,
        letters in clues.pictures,
        letters in clues.summaries,
        letters in clues.headlines,
    )


def _held(block: Block, article: Holders, *, long: bool) -> Iterator[float]:
    paragraph = block.element.tag == "p"
    for holder in article:
        inside = holder is not None and holder in block.path
        yield from (inside, holder is None, inside and long, inside and paragraph)
