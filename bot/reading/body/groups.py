"""Pure. What the groups are like that a block stands in: its parent, its list or table, its kind.

An item of three words is body where its list is: among an article's paragraphs, behind a line that
ends in a colon, with few links. A menu or a list of other articles is all links.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from bot.reading.body.blocks import PROSE, Block, ancestor, is_prose
from bot.reading.lines.furniture import is_comment_count

FEATURES = (
    "parent's prose", "grandparent's prose", "kind's prose", "parent's and kind's prose",
    "parent's links", "grandparent's links", "kind's links", "kind's number", "kind's length",
    "no collection", "collection's links", "collection's number", "collection's length",
    "collection after a colon", "collection after prose", "collection in holder",
    "few links in holder", "after comments",
)  # fmt: skip

CHANCES = (
    *(f"chance of {group}" for group in ("parent", "grandparent", "kind", "collection")),
    "no parent's others", "no kind's others", "chance of prose before", "chance of prose after",
    "chance of prose around", "chance of its section", "lesser of parent and kind",
)  # fmt: skip

_MOST_PROSE = 401  # letters: more counts no more
_COLLECTIONS = frozenset({"ul", "ol", "dl", "table"})
_LONG = 200  # letters
_SHORT = 10  # letters that a block weighs beside its own
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_MANY = 150  # blocks
_BEGUN = 3  # paragraphs, before which a number of comments stands at the headline
_FEW_LINKS = 0.2  # of the letters


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one block, None where it is in none."""

    parent: HtmlElement | None
    grandparent: HtmlElement | None
    kind: tuple[str, str, str]
    collection: HtmlElement | None  # the outermost list or table that is no page's frame


@dataclass(slots=True)
class _Held:
    """What a group holds: blocks, letters, those inside links, those of running text."""

    blocks: int = 0
    letters: int = 0
    linked: float = 0.0

    @property
    def links(self) -> float:
        return self.linked / self.letters if self.letters else 0.0

    @property
    def number(self) -> float:
        return math.log1p(min(self.blocks, _MANY)) / 5

    @property
    def length(self) -> float:
        return min(self.letters / self.blocks, _LONG) / _LONG if self.blocks else 0.0


def groups(blocks: Sequence[Block]) -> list[Groups]:
    """The groups of each block."""
    return [
        Groups(ancestor(block), ancestor(block, 2), _kind(block), _collection(block))
        for block in blocks
    ]


def _kind(block: Block) -> tuple[str, str, str]:
    """Blocks of one kind have the same tag and names, as an article's paragraphs do."""
    around = ancestor(block)
    return (
        str(block.element.tag),
        block.element.get("class") or "",
        (around.get("class") or "") if around is not None else "",
    )


def _collection(block: Block) -> HtmlElement | None:
    """The innermost list or table around a block."""
    return next((one for one in reversed(block.path) if one.tag in _COLLECTIONS), None)


def features(
    blocks: Sequence[Block], grouped: Sequence[Groups], holder: HtmlElement | None
) -> Iterator[list[float]]:
    """The FEATURES of each block; `holder` is the element that holds the article, if known."""
    held, prose = _survey(blocks, grouped)
    total = prose["page"] or 1
    nothing = _Held()
    led: dict[HtmlElement, tuple[bool, bool]] = {}
    before, so_far, commented = "", 0, False
    for block, own in zip(blocks, grouped, strict=True):
        parent = held["parent", own.parent]
        kind = held["kind", own.kind]
        of_parent, of_kind = prose[own.parent] / total, prose[own.kind] / total
        collection, opening = nothing, (False, False)
        if own.collection is not None:
            collection = held["collection", own.collection]
            opening = led.setdefault(own.collection, (before.endswith(":"), len(before) >= PROSE))
        inside = holder is not None and own.collection is not None and holder in block.path
        so_far += len(block.text) >= PROSE
        commented = commented or (so_far >= _BEGUN and is_comment_count(block.text))
        yield [
            of_parent,
            prose["grand", own.grandparent] / total,
            of_kind,
            of_parent * of_kind,
            parent.links,
            held["grand", own.grandparent].links,
            kind.links,
            kind.number,
            kind.length,
            own.collection is None,
            collection.links,
            collection.number,
            collection.length,
            *opening,
            inside,
            inside and collection.links < _FEW_LINKS,
            commented,
        ]
        before = block.text


def _survey(
    blocks: Sequence[Block], grouped: Sequence[Groups]
) -> tuple[dict[object, _Held], Counter[object]]:
    """What each group holds, and how much running text."""
    held: dict[object, _Held] = {}
    prose: Counter[object] = Counter()
    for block, own in zip(blocks, grouped, strict=True):
        letters = len(block.text)
        linked = letters * block.linked
        for key in (
            ("parent", own.parent),
            ("grand", own.grandparent),
            ("kind", own.kind),
            ("collection", own.collection),
        ):
            group = held.setdefault(key, _Held())
            group.blocks += 1
            group.letters += letters
            group.linked += linked
        if letters >= PROSE:
            amount = min(letters, _MOST_PROSE)
            for where in ("page", own.parent, ("grand", own.grandparent), own.kind):
                prose[where] += amount
    return held, prose


def chances(
    blocks: Sequence[Block], grouped: Sequence[Groups], likely: Sequence[float]
) -> Iterator[list[float]]:
    """The features CHANCES of each block: how likely what stands around it is to be body."""
    sizes = [min(len(block.text), _LONG) + _SHORT for block in blocks]
    size: Counter[object] = Counter()
    amount: defaultdict[object, float] = defaultdict(float)
    keys = [
        (
            ("parent", own.parent), ("grand", own.grandparent), ("kind", own.kind),
            ("collection", own.collection),
        )
        for own in grouped
    ]  # fmt: skip
    for own, letters, chance in zip(keys, sizes, likely, strict=True):
        for key in own:
            size[key] += letters
            amount[key] += letters * chance
    before = _last_prose(blocks, likely)
    after = list(reversed(_last_prose(list(reversed(blocks)), list(reversed(likely)))))
    for index, (own, letters, chance) in enumerate(zip(keys, sizes, likely, strict=True)):
        others = []
        for key in own:
            rest = size[key] - letters
            others.append((amount[key] - letters * chance) / rest if rest > _SHORT else 0.0)
        parent, grandparent, kind, collection = others
        headed = blocks[index].element.tag in _HEADINGS
        yield [
            parent,
            grandparent,
            kind,
            collection if grouped[index].collection is not None else 0.0,
            size[own[0]] - letters <= _SHORT,
            size[own[2]] - letters <= _SHORT,
            before[index],
            after[index],
            min(before[index], after[index]),
            after[index] if headed else 0.0,
            min(parent, kind),
        ]


def _last_prose(blocks: Sequence[Block], likely: Sequence[float]) -> list[float]:
    """For each block, the chance of the last running text before it."""
    found = []
    last = 0.0
    for block, chance in zip(blocks, likely, strict=True):
        found.append(last)
        if is_prose(block):
            last = chance
    return found
