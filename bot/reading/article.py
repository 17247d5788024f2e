"""Pure. HTML -> Article, its parts kept apart.

Metadata, pictures and pointers to other articles are taken out first; what is body among the rest
is judged block by block.
"""

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from bot.errors import EmptyPageError
from bot.models import Article, Image
from bot.reading.body.blocks import Block
from bot.reading.body.features import Clues, squeeze
from bot.reading.body.listings import lists_stories
from bot.reading.body.parts import Parts, clues, paragraphs, parted, take_apart
from bot.reading.body.standfirsts import standfirst
from bot.reading.body.stated import fuller
from bot.reading.lines.forms import is_sentence
from bot.reading.lines.service import without_service
from bot.reading.lines.stamps import byline_names, is_byline
from bot.reading.lines.walls import is_complete, refuse
from bot.reading.pages import bylines
from bot.reading.pages.headlines import fold
from bot.reading.pages.markup import parse
from bot.reading.pages.metadata import Metadata, read_metadata
from bot.reading.web.decoding import admit
from bot.text.detection import identify

_GALLERY = 3  # pictures whose captions are sentences
_NOTICE = 60  # words for browsers that show no frames; with more it is the article
_BELOW = 3  # lines below a headline


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
    known = clues(tree, metadata)
    parts = take_apart(tree, metadata, known)
    shown = paragraphs(parts, known)
    told = fuller(list(parted(shown, known)), tree, metadata.body, metadata.headline or "")
    captions = _captions(parts)
    beside = [line for line in told if line not in captions]
    told = told if any(map(is_sentence, beside)) else beside + captions
    _refuse_collection(tree, shown, told, metadata)
    del held
    lines = parts.lines
    refuse(
        lines,
        told,
        headline=metadata.headline or "",
        paid=metadata.is_paywalled,
        signed=known.signed or known.dated,
    )
    lang = identify("\n\n".join(told), metadata.lang)
    told = without_service(told, lang)
    headline, whole = title or metadata.headline, "\n\n".join(told)
    return Article(
        id=id,
        headline=headline,
        body=whole,
        url=metadata.url,
        outlet=metadata.outlet,
        byline=metadata.byline or _byline(parts, known, fold(metadata.outlet or "")),
        published=metadata.published,
        published_offset=metadata.published_offset,
        lang=lang,
        images=tuple(picture.image for picture in parts.pictures) or _stated_image(metadata),
        related=tuple(pointer.teaser for pointer in parts.pointers),
        standfirst=_standfirst(parts, metadata.summary, f"{headline or ''}\n{whole}", lang),
        complete=is_complete(lines, told, paid=metadata.is_paywalled),
    )


def _standfirst(parts: Parts, summary: str | None, article: str, lang: str | None) -> str | None:
    """The line under the headline, or else the description."""
    shown = (line for line, leads in zip(parts.lines, parts.apart.leading, strict=True) if leads)
    found = (standfirst(said, article, lang) for said in (*shown, summary))
    return next(filter(None, found), None)


def _refuse_collection(
    tree: HtmlElement, shown: Sequence[Block], told: Sequence[str], metadata: Metadata
) -> None:
    """Return unless a page only leads to other pages, in frames or under several headlines."""
    if lists_stories(tree, shown, metadata):
        raise EmptyPageError(
            "a list of stories",
            advice="This page lists several stories. Open the one you mean, and give me its "
            "address.",
        )
    if next(tree.iter("frameset"), None) is not None and len(" ".join(told).split()) < _NOTICE:
        raise EmptyPageError(
            "a set of frames",
            advice="This page only holds frames, and the text is in one of them. Open that frame "
            "by itself, and give me its address.",
        )


def _captions(parts: Parts) -> list[str]:
    """What the pictures of a page tell, if they are enough for a gallery."""
    captions = (picture.image.caption or "" for picture in parts.pictures)
    told = list(filter(is_sentence, captions))
    return told if len(told) >= _GALLERY else []


def _byline(parts: Parts, known: Clues, outlet: str) -> str | None:
    """The people whom a line right below the headline names, whatever element it is in."""
    lines = [line for block in parts.blocks for line in block.lines or (block.text,)]
    heads = (at for at, line in enumerate(lines) if squeeze(line) in known.headlines)
    below = [line for at in islice(heads, 1) for line in lines[at + 1 : at + 1 + _BELOW]]
    found = (bylines.split(byline_names(line)) for line in below if is_byline(line))
    people = (
        [name for name in names if bylines.is_person(name) and not _is_of(name, outlet)]
        for names in found
    )
    return next((", ".join(names) for names in people if names), None)


def _is_of(name: str, outlet: str) -> bool:
    """Whether a name is the outlet's: "Harbour Post Staff"."""
    return bool(outlet) and fold(name).startswith(outlet)


def _stated_image(metadata: Metadata) -> tuple[Image, ...]:
    return (metadata.image,) if metadata.image else ()
