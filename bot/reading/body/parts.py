"""Pure. Which of a page's blocks are its article's body: the likely ones, less what stands apart.

Pictures with their captions and pointers to other articles are taken out first; what is body among
the rest is judged block by block.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from bot.reading.body import beside, scores, standfirsts
from bot.reading.body.blocks import (
    BLOCK_TAGS,
    PROSE,
    Block,
    is_menu,
    is_prose,
    read_blocks,
)
from bot.reading.body.features import Clues, find_headline, squeeze
from bot.reading.lines.furniture import is_furniture
from bot.reading.lines.repeats import repeated
from bot.reading.lines.scores import is_part
from bot.reading.pages.element_texts import is_short
from bot.reading.pages.figures import Figure, figures
from bot.reading.pages.galleries import gallery_captions
from bot.reading.pages.metadata import Metadata
from bot.reading.pages.teasers import Related, related

_LEAST_OUTSIDE = 0.6  # of the likely body's letters
_LEAST_OF_SEVERAL = 0.25  # likewise, of the first of several articles, or beside pointers
_LEAST_BELOW = 0.5  # likewise, of an article below its headline
_MOST_ABOVE = 3  # blocks: with more of them, the heading stands in the midst of the article
_SURE = 3.0  # log-odds from which on a paragraph in a section of pointers is body
_MOST_HELD = 0.8  # of the letters, by which the article's own element is told
_RATHER = 1.0  # log-odds from which on a line behind it is body
_LEAST_LETTERS = 100  # of an article; a site's motto has fewer
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_OPENING = tuple('"“„«‘')  # quotation marks
_LISTED = {"li", "td", "th", "dt", "dd", "pre"}


@dataclass(frozen=True, slots=True)
class Apart:
    """Which blocks of a page stand apart: in a picture's note, in a section of pointers to other
    articles, above the headline, in another article; which is the headline, and the standfirst;
    which are items or cells, that may say the same, or headings; and the elements around each."""

    noted: tuple[bool, ...]
    pointing: tuple[bool, ...]
    above: tuple[bool, ...]
    elsewhere: tuple[bool, ...]
    titled: tuple[bool, ...]
    leading: tuple[bool, ...]
    listed: tuple[bool, ...]
    heading: tuple[bool, ...]
    paths: tuple[tuple[HtmlElement, ...], ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A page taken apart: its blocks, and what stands beside its text."""

    blocks: tuple[Block, ...]
    apart: Apart
    headline: int | None
    pictures: tuple[Figure, ...]
    pointers: tuple[Related, ...]

    @property
    def lines(self) -> list[str]:
        return [block.text for block in self.blocks]


def take_apart(tree: HtmlElement, metadata: Metadata, known: Clues) -> Parts:
    """The parts of a page; where it shows no running text, also of what stands in for it.

    Some sites show their text by a script, and give it in <noscript> or <template> besides. A page
    whose text is in no <p>, as print versions are, parts its paragraphs by two line breaks.
    """
    pointers = related(tree, metadata.url)
    sections = _inside(element for pointer in pointers for element in pointer.elements)
    captions = gallery_captions(tree)
    pictures = figures(tree, metadata.url, sections, captions)
    described = [
        *captions,
        *(element for picture in pictures for element in picture.elements),
    ]
    notes = _inside(described)
    lists = _inside(one for pointer in pointers if pointer.sure for one in pointer.elements)
    inline = {one for one in described if one.tag not in BLOCK_TAGS}
    is_bare = all(is_short(paragraph, PROSE - 1) for paragraph in tree.iter("p"))
    found = read_blocks(tree, alone=inline, parted=is_bare)
    blocks = _without_frame(found, lists)
    if _prose(blocks) < _LEAST_LETTERS:
        found = read_blocks(tree, unseen=True, alone=inline, parted=is_bare)
        blocks = _without_frame(found, lists)
    blocks = _without_comments(blocks, known)
    headline = find_headline(blocks, known)
    stated = headline if headline is not None and _is_stated(blocks[headline], known) else None
    noted = tuple(block.element in notes for block in blocks)
    leading = standfirsts.shown(blocks, headline, metadata.summary, noted)
    apart = Apart(
        noted=noted,
        pointing=tuple(block.element in sections for block in blocks),
        above=tuple(beside.before(blocks, stated)),
        elsewhere=tuple(beside.in_others(blocks, stated)),
        titled=tuple(_is_stated(block, known) for block in blocks),
        leading=tuple(index == leading for index in range(len(blocks))),
        listed=tuple(block.element.tag in _LISTED for block in blocks),
        heading=tuple(block.element.tag in _HEADINGS for block in blocks),
        paths=tuple(block.path for block in blocks),
    )
    return Parts(blocks, apart, headline, pictures, pointers)


def _without_frame(found: Sequence[Block], lists: Collection[HtmlElement]) -> tuple[Block, ...]:
    """The blocks but for menus, lists of other articles and networks' posts."""
    posts = beside.posts(found)
    return tuple(
        block
        for block in found
        if not is_menu(block) and block.element not in lists and posts.isdisjoint(block.path)
    )


def _without_comments(blocks: tuple[Block, ...], known: Clues) -> tuple[Block, ...]:
    """The blocks outside readers' comments, if there is an article among them."""
    commenting = beside.in_comments(blocks, find_headline(blocks, known))
    rest = tuple(b for b, comments in zip(blocks, commenting, strict=True) if not comments)
    return rest if _prose(rest) >= _LEAST_LETTERS else blocks


def _prose(blocks: Iterable[Block]) -> int:
    """How many letters of running text some blocks have."""
    return sum(len(block.text) for block in blocks if is_prose(block))


def _is_stated(headline: Block, known: Clues) -> bool:
    """Whether a page's main heading is what its data say that the article's headline is."""
    return headline.element.tag == "h1" and squeeze(headline.text) in known.headlines


def clues(tree: HtmlElement, metadata: Metadata) -> Clues:
    """What else of the page tells its body."""
    captions = (caption.text_content() for caption in tree.iter("figcaption"))
    alts = (image.get("alt") or "" for image in tree.iter("img"))
    return Clues(
        headlines=frozenset({squeeze(metadata.headline or "")} - {""}),
        summaries=frozenset({squeeze(metadata.summary or "")} - {""}),
        pictures=frozenset({squeeze(text) for text in (*captions, *alts)} - {""}),
        stated=squeeze(metadata.body or ""),
        kinds=metadata.kinds,
        dated=metadata.published is not None,
        signed=metadata.byline is not None,
    )


def paragraphs(parts: Parts, known: Clues) -> list[Block]:
    """The article's paragraphs."""
    if not parts.blocks:
        return []
    odds = scores.chances(parts.blocks, known)
    return [parts.blocks[index] for index in chosen(parts.lines, odds, parts.apart)]


def parted(body: Sequence[Block], known: Clues) -> Iterator[str]:
    """The texts of some blocks, each in its lines, without a headline and a page's frame."""
    for block in body:
        lines = block.lines or (block.text,)
        if len(lines) > 1:
            heads = [at for at, line in enumerate(lines) if squeeze(line) in known.headlines]
            below = lines[heads[0] + 1 :] if heads else lines
            lines = tuple(line for line in below if not is_furniture(line))
        yield from lines


def chosen(lines: Sequence[str], odds: Sequence[float], apart: Apart) -> list[int]:
    """Which blocks are body, by their log-odds and by what stands apart."""
    likely = [index for index in _likely(lines, odds, apart) if not apart.titled[index]]
    pointing = [points and odd < _SURE for points, odd in zip(apart.pointing, odds, strict=True)]
    is_head = sum(apart.above[index] for index in likely) <= _MOST_ABOVE
    above = [is_head and one for one in apart.above]
    for beside_it, share in (
        (apart.elsewhere, _LEAST_OF_SEVERAL),
        (apart.noted, _LEAST_OUTSIDE),
        (pointing, _LEAST_OF_SEVERAL),
        (above, _LEAST_BELOW),
    ):
        likely = _without(lines, likely, beside_it, least=share * _letters(lines, likely))
    likely = list(_without_rest(lines, odds, likely, apart.paths))
    if likely:
        likely = sorted({*likely, *(index for index, leads in enumerate(apart.leading) if leads)})
    quotable = [
        lines[index].startswith(_OPENING) or not (apart.listed[index] or apart.heading[index])
        for index in likely
    ]
    again = repeated([lines[index] for index in likely], quotable)
    return [index for index, twice in zip(likely, again, strict=True) if not twice]


def _likely(lines: Sequence[str], odds: Sequence[float], apart: Apart) -> Iterator[int]:
    """The blocks that are likely body, less what is surely a part by its wording.

    A line once more is a copy for other screens, unless both stand in one element, one not right
    below the other, or it is a paragraph that was no body there. Of items and cells, the odds alone
    tell: they have every wording, and many say the same.
    """
    seen: dict[str, HtmlElement | None] = {}
    above = ""
    for index, (line, likely) in enumerate(zip(lines, odds, strict=True)):
        parent = next(iter(apart.paths[index][-2:-1]), None)
        copied = line in seen and (seen[line] is not parent or line == above)
        body = likely > 0 and (apart.listed[index] or not (copied or is_part(line)))
        if body or len(line) < PROSE:
            seen.setdefault(line, parent)
        if body:
            above = line if len(line) >= PROSE else ""
            yield index


def _inside(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    return {inner for element in elements for inner in element.iter()}


def _without(
    lines: Sequence[str], likely: list[int], apart: Sequence[bool], least: float
) -> list[int]:
    """The lines that don't stand apart, if these have so many letters; else all of them.

    Then what was taken for a section beside the article is the article.
    """
    outside = [index for index in likely if not apart[index]]
    return outside if _letters(lines, outside) >= least else likely


def _without_rest(
    lines: Sequence[str],
    odds: Sequence[float],
    likely: Sequence[int],
    paths: Sequence[tuple[HtmlElement, ...]],
) -> Iterator[int]:
    """The lines without what is hardly likely behind the element that holds most of the others."""
    held: Counter[HtmlElement] = Counter()
    for index in likely:
        held.update(dict.fromkeys(paths[index], len(lines[index])))
    most = _MOST_HELD * _letters(lines, likely)
    depths = [sum(held[one] >= most for one in paths[index]) for index in likely]
    inside = [index for index, depth in zip(likely, depths, strict=True) if depth == max(depths)]
    return (index for index in likely if index <= inside[-1] or odds[index] >= _RATHER)


def _letters(lines: Sequence[str], some: Sequence[int]) -> int:
    return sum(len(lines[index]) for index in some)
