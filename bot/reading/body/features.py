"""Pure. Where a block stands on its page, as features that tell body from all the rest.

Newsrooms name their elements for what they hold, keep an article's paragraphs in one element, and
repeat its text in their data for search engines. None of these can be trusted alone, so each is a
feature that `bot.reading.body.scores` weighs.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import or_

from lxml.html import HtmlElement

from bot.reading.body import groups
from bot.reading.body.blocks import Block, ancestor
from bot.reading.body.containers import Holders, holders
from bot.reading.body.groups import Groups
from bot.reading.pages.class_names import FEATURES as NAMED
from bot.text.words import WORD

_TAGS = (
    "p", "h1", "h2", "h3", "h4", "li", "td", "th", "blockquote", "figcaption", "div", "section",
    "pre", "dd", "dt",
)  # fmt: skip
_AROUND = (
    "article", "main", "aside", "nav", "footer", "header", "form", "figure", "table", "ul", "ol",
    "blockquote", "figcaption", "details",
)  # fmt: skip

_NAMED_BY = ("class", "id", "data-testid", "data-component", "itemprop")

FEATURES = (
    *(f"is {tag}" for tag in _TAGS),
    *(f"in {tag}" for tag in _AROUND),
    *(f"named {hint}" for hint in NAMED),
    *(f"around named {hint}" for hint in NAMED),
    "before headline", "after headline", "soon after headline", "near headline",
    "share of path with headline", "no headline", "broken", "sibling paragraphs", "marked body",
    "linked", "all linked", "in stated body", "no stated body", "not in stated body",
    "picture's words", "stated summary", "headline", "paragraph of article",
    *(
        f"{what} {holder} holder"
        for holder in Holders._fields
        for what in ("in", "no", "long in", "paragraph in", "heading in", "item in", "cell in")
    ),
    *groups.FEATURES,
)  # fmt: skip

_HEADINGS = {"h2", "h3", "h4", "h5"}
_ITEMS = {"li", "dd", "dt"}
_CELLS = {"td", "th"}
_ALL_LINKED = 0.9
_SOON = 15  # blocks
_FAR = 100
_DEEP = 20
_MANY_SIBLINGS = 20
_LONG = 20  # letters
_LONG_SUMMARY = 60  # letters: it may be cut short


@dataclass(frozen=True, slots=True)
class Clues:
    """What the page says elsewhere of its article's text, all of it squeezed (see `squeeze`).

    `stated` is the body as the page's own data gives it; `pictures` are captions and alternative
    texts. `kinds` is what the data call the page (as they are: "NewsArticle", "website"); `dated`
    and `signed` say whether they give a day and an author.
    """

    headlines: frozenset[str]
    summaries: frozenset[str]
    pictures: frozenset[str]
    stated: str
    kinds: frozenset[str] = frozenset()
    dated: bool = False
    signed: bool = False


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


def features(
    blocks: Sequence[Block], grouped: Sequence[Groups], clues: Clues
) -> Iterator[list[float]]:
    """The FEATURES of each block."""
    squeezed = [squeeze(block.text) for block in blocks]
    headline = find_headline(blocks, clues)
    headline_path = blocks[headline].path if headline is not None else ()
    article = holders(blocks)
    placed = groups.features(blocks, grouped, article.likeliest)
    paragraphs = Counter(ancestor(block) for block in blocks if block.element.tag == "p")
    marked = any("articleBody" in (e.get("itemprop") or "") for b in blocks for e in b.path[-3:])
    seen: dict[HtmlElement, _Around] = {}
    for index, (block, letters, group) in enumerate(zip(blocks, squeezed, placed, strict=True)):
        around = _around(block.path, seen)
        tag = block.element.tag
        yield [
            *(tag == one for one in _TAGS),
            *(one in around.tags for one in _AROUND),
            *around.named,
            *around.around,
            *_headline_features(index, block, headline, headline_path),
            block.broken,
            min(paragraphs[ancestor(block)], _MANY_SIBLINGS) / _MANY_SIBLINGS,
            marked and around.is_body,
            block.linked,
            block.linked > _ALL_LINKED,
            *_said_elsewhere(letters, clues),
            tag == "p" and "article" in around.tags,
            *_held(block, article, long=len(letters) >= _LONG),
            *group,
        ]


def find_headline(blocks: Sequence[Block], clues: Clues) -> int | None:
    """Which block is the headline: an h1 that says it, another h1, another block that says it."""
    longest = max(map(len, clues.headlines), default=0) * 2 + _LONG
    said = [
        index
        for index, block in enumerate(blocks)
        if len(block.text) <= longest and squeeze(block.text) in clues.headlines
    ]
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
        any(letters.startswith(one[:_LONG_SUMMARY]) for one in clues.summaries),
        letters in clues.headlines,
    )


def _held(block: Block, article: Holders, *, long: bool) -> Iterator[float]:
    tag = block.element.tag
    kinds = (long, tag == "p", tag in _HEADINGS, tag in _ITEMS, tag in _CELLS)
    for holder in article:
        inside = holder is not None and holder in block.path
        yield from (inside, holder is None, *(inside and kind for kind in kinds))
