"""Pure. HTML -> Article, its parts kept apart.

Metadata, pictures and pointers to other articles are taken out first; what is body among the rest
is judged block by block.
"""

from bot.models import Article, Image
from bot.reading.body.parts import Parts, clues, paragraphs, take_apart
from bot.reading.body.standfirsts import standfirst
from bot.reading.body.stated import fuller
from bot.reading.lines.walls import is_complete, refuse
from bot.reading.pages.markup import parse
from bot.reading.pages.metadata import Metadata, read_metadata
from bot.reading.web.decoding import admit
from bot.text.detection import identify


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
    told = fuller(paragraphs(parts, known), tree, metadata.body, metadata.headline or "")
    del held
    lines = parts.lines
    refuse(
        lines,
        told,
        headline=metadata.headline or "",
        paid=metadata.is_paywalled,
        signed=known.signed or known.dated,
    )
    headline, whole = title or metadata.headline, "\n\n".join(told)
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


def _stated_image(metadata: Metadata) -> tuple[Image, ...]:
    return (metadata.image,) if metadata.image else ()
