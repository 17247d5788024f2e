"""Pure. HTML -> Article, its parts kept apart.

Metadata, pictures and pointers to other articles are taken out first; what is body among the rest
is judged block by block.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from lxml import etree, html
from lxml.html import HtmlElement

from bot.errors import EmptyPageError
from bot.models import Article, Image
from bot.reading.lines import scores
from bot.reading.lines.walls import is_complete, refuse
from bot.reading.pages import block_scores
from bot.reading.pages.block_features import Clues, squeeze
from bot.reading.pages.blocks import Block, is_menu, read_blocks
from bot.reading.pages.figures import figures
from bot.reading.pages.metadata import Metadata, read_metadata
from bot.reading.pages.standfirsts import standfirst
from bot.reading.pages.teasers import related
from bot.reading.web.decoding import admit
from bot.text.detection import identify

_LEAST_OUTSIDE = 0.6  # of the likely body's letters

# The parser compares each attribute of an element with all its others.
_MOST_ATTRIBUTES = 500
_VALUE = r"""=\s*+(?:"[^"]*+"|'[^']*+')?+"""
_LONG_TAG = re.compile(rf"<([a-zA-Z]\w{{0,30}})((?:[^>=]++|{_VALUE})*+)>?")
_ATTRIBUTE = re.compile(rf"{_VALUE}|[\s/]++")


def read_page(
    page: str,
    *,
    id: str,
    url: str | None = None,
    title: str | None = None,
) -> Article:
    """The article in a page.

    `title` wins over the headline that the page states. Raises UnreadableError: its subclass says
    whether the page is empty, a stub for subscribers, or about cookies.
    """
    tree = parse(admit(page))
    held = list(tree.iter())  # else lxml makes each element's object anew in every walk
    metadata = read_metadata(tree, url)
    pointers = related(tree, metadata.url)
    sections = _inside(element for pointer in pointers for element in pointer.elements)
    pictures = figures(tree, metadata.url, sections)
    notes = _inside(element for picture in pictures for element in picture.elements)
    lists = _inside(one for pointer in pointers if pointer.sure for one in pointer.elements)
    blocks = [
        block for block in read_blocks(tree) if not is_menu(block) and block.element not in lists
    ]
    likely = _likely_body(blocks, clues(tree, metadata))
    del held
    body = _without(_without(likely, notes), sections)
    paragraphs = [block.text for block in body]
    lines = [block.text for block in blocks]
    refuse(lines, paragraphs, paid=metadata.is_paywalled)
    headline, whole = title or metadata.headline, "\n\n".join(paragraphs)
    lang = identify(whole, metadata.lang)
    return Article(
        id=id,
        headline=headline,
        body=whole,
        url=metadata.url,
        outlet=metadata.outlet,
        byline=metadata.byline,
        published=metadata.published,
        published_offset=metadata.published_offset,
        lang=lang,
        images=tuple(picture.image for picture in pictures) or _stated_image(metadata),
        related=tuple(pointer.teaser for pointer in pointers),
        standfirst=standfirst(metadata.summary, f"{headline or ''}\n{whole}", lang),
        complete=is_complete(lines, paragraphs, paid=metadata.is_paywalled),
    )


def parse(page: str) -> HtmlElement:
    """The tree of a page; raises EmptyPageError where there is no element."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(_LONG_TAG.sub(_bounded, page).encode(), parser=parser)
    except etree.ParserError as error:
        raise EmptyPageError(
            f"no element: {error}",
            advice="The page is empty. Check the link, or give me the article's text.",
        ) from error


def _bounded(tag: re.Match[str]) -> str:
    """A tag as it is, or without its attributes where they are more than any page's."""
    if len(tag[2]) <= _MOST_ATTRIBUTES:
        return tag[0]
    count = sum(1 for _ in islice(_ATTRIBUTE.finditer(tag[2]), 2 * _MOST_ATTRIBUTES))
    return tag[0] if count < 2 * _MOST_ATTRIBUTES else f"<{tag[1]}>"


def clues(tree: HtmlElement, metadata: Metadata) -> Clues:
    """What else of the page tells its body."""
    captions = (caption.text_content() for caption in tree.iter("figcaption"))
    alts = (image.get("alt") or "" for image in tree.iter("img"))
    return Clues(
        headlines=frozenset({squeeze(metadata.headline or "")} - {""}),
        summaries=frozenset({squeeze(metadata.summary or "")} - {""}),
        pictures=frozenset({squeeze(text) for text in (*captions, *alts)} - {""}),
        stated=squeeze(metadata.body or ""),
    )


def _stated_image(metadata: Metadata) -> tuple[Image, ...]:
    return (metadata.image,) if metadata.image else ()


def _inside(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    return {inner for element in elements for inner in element.iter()}


def _likely_body(blocks: Sequence[Block], known: Clues) -> list[Block]:
    if not blocks:
        return []
    lines = [block.text for block in blocks]
    marks = scores.mark(lines, block_scores.chances(blocks, known))
    return [block for block, is_body in zip(blocks, marks, strict=True) if is_body]


def _without(likely: list[Block], apart: Collection[HtmlElement]) -> list[Block]:
    """The blocks outside the elements `apart`; all of them if those hold a good part of the body.

    Then what was taken for a section beside the article is the article.
    """
    outside = [block for block in likely if block.element not in apart]
    return outside if _letters(outside) >= _LEAST_OUTSIDE * _letters(likely) else likely


def _letters(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
