"""Pure. The pictures of a page: caption, credit and alternative text, each apart and each once.

Pages print a caption in a figcaption, in a div beside the picture, or in both. One pass in document
order gathers what stands at each picture: figure elements first, then classes and microdata, then
the wording of a paragraph right after a picture (`bot.reading.lines.captions`).
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice, takewhile

from lxml import etree
from lxml.html import HtmlElement

from bot.models import Image
from bot.reading.lines.captions import is_caption
from bot.reading.lines.forms import is_name
from bot.reading.lines.picture_credits import is_credit
from bot.reading.pages import picture_notes, pictures
from bot.reading.pages.class_names import naming
from bot.reading.pages.element_texts import is_short, text_of
from bot.reading.web.decoding import one_line

_MOST = 200  # pictures of one page
_LONGEST_CAPTION = 1200  # characters
_LONG_PARAGRAPH = 160
_PROSE = 60  # characters of a paragraph from which on it parts a picture from what follows

_INLINE = {"span", "label", "font"}
_FRAMES = 4  # elements around a picture in a paragraph
_LONGEST_NOTE = 300  # characters, as it stands in the page

_APART = ("nav", "footer", "script", "style", "template", "svg", "button", "iframe", "select")
_TEXTS = {"p", "div", "span", "small", "em", "cite", "i", "figcaption", "dd", "center"}
_BOUNDARIES = {"h1", "h2", "h3", "h4", "h5", "h6", "li", "article", "blockquote"}

_CREDIT_CLASS = naming("credit")
_CAPTION_CLASS = naming("caption")
_CREDIT_PROPERTIES = {"copyrightholder", "credittext", "copyrightnotice"}
_PICTURE_LINK = re.compile(r"^(?:#|javascript:)|\.(?:jpe?g|png|webp|gif|avif)\b", re.IGNORECASE)
_DANGLING = " -–—|"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and the elements of its caption, credit and alternative text: never body."""

    image: Image
    elements: tuple[HtmlElement, ...]


@dataclass(slots=True)
class _Draft:
    """A picture being read: what was found of it so far."""

    figure: HtmlElement | None
    alt: str = ""
    url: str | None = None
    captions: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    elements: list[HtmlElement] = field(default_factory=list)
    has_picture: bool = False
    link: HtmlElement | None = None  # to another page, around the picture
    is_open: bool = True


def figures(
    tree: HtmlElement,
    url: str | None,
    apart: Collection[HtmlElement] = (),
    captions: Collection[HtmlElement] = (),
) -> tuple[Figure, ...]:
    """The article's pictures in document order, without those inside the elements `apart`.

    `url` is the page's address, which relative ones are resolved against; `captions` are elements
    that are known for some. A picture's caption is
    None where the page prints none: the alternative text is no caption, unless it is printed too.
    """
    skipped = _skipped(tree, apart)
    article = _until(_last_prose(tree, skipped), tree)
    drafts = _drafts(article, skipped, url, captions)
    own = (draft for draft in drafts if not _is_elsewhere(draft))
    return _distinct(islice(own, _MOST))


def card_figures(card: HtmlElement, url: str | None) -> tuple[Figure, ...]:
    """The pictures of a teaser's card, which may be one link as a whole."""
    return _distinct(islice(_drafts(card.iter(etree.Element), _skipped(card, ()), url), _MOST))


def _distinct(drafts: Iterable[_Draft]) -> tuple[Figure, ...]:
    found: dict[str, Figure] = {}
    for figure in map(_finished, drafts):
        key = figure.image.caption or figure.image.url
        if key:
            same = found.get(key)
            found[key] = replace(same, elements=same.elements + figure.elements) if same else figure
    return tuple(found.values())


def _skipped(tree: HtmlElement, apart: Collection[HtmlElement]) -> set[HtmlElement]:
    """The elements `apart` and those of the page's frame, with all they hold."""
    skipped: set[HtmlElement] = set()
    for top in (*apart, *tree.iter(*_APART)):
        if top.tag != "footer" or _figure_of(top) is None:
            skipped.update(top.iter())
    return skipped


def _until(last: HtmlElement | None, tree: HtmlElement) -> Iterator[HtmlElement]:
    yield from takewhile(lambda element: element is not last, tree.iter(etree.Element))
    yield from last.iter(etree.Element) if last is not None else ()


def _drafts(
    elements: Iterable[HtmlElement],
    skipped: set[HtmlElement],
    url: str | None,
    captions: Collection[HtmlElement] = (),
) -> Iterator[_Draft]:
    draft: _Draft | None = None
    for element in elements:
        if element in skipped:
            continue
        if element.tag in pictures.TAGS:
            begun = _with_picture(draft, element, url)
        elif kind := "caption" if element in captions else _kind(element):
            skipped.update(element.iter())
            begun = _with_note(draft, element, kind)
        else:
            begun = draft
            if draft and draft.is_open:
                _read_on(draft, element, skipped)
        if begun is not draft and draft:
            yield draft
        draft = begun
    if draft:
        yield draft


def _last_prose(tree: HtmlElement, skipped: Collection[HtmlElement]) -> HtmlElement | None:
    """The last paragraph of running text, or a shorter one beside it: pictures after it are other
    articles'."""
    last: HtmlElement | None = None
    for paragraph in tree.iter("p"):
        if paragraph in skipped or is_short(paragraph, _PROSE):
            continue
        beside = last is not None and paragraph.getparent() is last.getparent()
        if beside or not is_short(paragraph, _LONG_PARAGRAPH):
            last = paragraph
    return last


def _with_picture(draft: _Draft | None, image: HtmlElement, url: str | None) -> _Draft | None:
    """The draft that an image element belongs to, itself noted there; a new one or the same."""
    if not pictures.is_picture(image):
        return draft
    figure = _figure_of(image)
    address = pictures.address(image, url)
    alt = _line(image.get("alt"))
    if draft and draft.is_open and figure is draft.figure:
        if figure is not None and not draft.has_picture:
            draft.alt, draft.url, draft.has_picture = alt, address, True
            draft.link = _link_of(image)
            return draft
        if not draft.captions and not draft.credits and (_is_fallback(image) or alt == draft.alt):
            draft.url = draft.url or address
            return draft
    if _is_fallback(image):
        return draft
    return _Draft(figure, alt, address, has_picture=True, link=_link_of(image))


def _with_note(draft: _Draft | None, element: HtmlElement, kind: str) -> _Draft | None:
    """The draft that a caption or credit belongs to, noted there; a new one or the same."""
    figure = _figure_of(element)
    if figure is not None and (draft is None or draft.figure is not figure):
        draft = _Draft(figure)
    if draft and draft.is_open:
        _note(draft, element, kind)
    return draft


def _note(draft: _Draft, element: HtmlElement, kind: str) -> None:
    if not is_short(element, 4 * _LONGEST_CAPTION):
        return
    marked = _topmost_credits(element) if kind == "caption" else []
    named = [text_of(credit) for credit in marked]
    text = text_of(element, marked)
    if len(text) > _LONGEST_CAPTION:
        return
    draft.elements.append(element)
    if kind == "credit":
        caption, credit = picture_notes.in_credit(text)
        named.append(credit)
        if not any(draft.captions):
            draft.captions.append(caption)
    else:
        for caption, credit in picture_notes.in_caption(text, draft.alt):
            draft.captions.append(caption)
            named.append(credit)
    draft.credits += named


def _read_on(draft: _Draft, element: HtmlElement, skipped: set[HtmlElement]) -> None:
    """What an unmarked element after a picture is: its caption, its credit, or the end of it."""
    if element.tag in _BOUNDARIES and draft.figure is None:
        draft.is_open = False
    if element.tag not in _TEXTS or not (element.tag == "p" or (element.text or "").strip()):
        return
    text = text_of(element)
    if not text:
        return
    inside = draft.figure is not None and _figure_of(element) is draft.figure
    if text in (draft.alt, *draft.captions) or (not draft.captions and is_caption(text)):
        _note(draft, element, "caption")
    elif is_credit(text) or (inside and not draft.credits and is_name(text)):
        _note(draft, element, "credit")
    elif inside and not draft.captions and not _has_caption(draft.figure):
        _note(draft, element, "caption")
    else:
        draft.is_open = inside or len(text) < _PROSE
        return
    skipped.update(element.iter())


def _finished(draft: _Draft) -> Figure:
    caption = next(filter(None, draft.captions), "").rstrip(_DANGLING) or None
    elements = draft.elements
    if (
        draft.figure is not None
        and draft.has_picture
        and is_short(draft.figure, 2 * _LONGEST_CAPTION)
    ):
        elements = [draft.figure, *elements]
    image = Image(
        caption, ", ".join(picture_notes.names(draft.credits)) or None, draft.alt or None, draft.url
    )
    return Figure(image, tuple(elements))


def _is_elsewhere(draft: _Draft) -> bool:
    """Whether a picture is another article's, the site's own, or one of which nothing is said."""
    if draft.link is not None and _is_teaser(draft.link):
        return True
    if any(map(picture_notes.is_beside, (draft.alt, *draft.captions))):
        return True
    said = any(draft.captions) or any(draft.credits)
    shown = draft.link is None and (draft.alt or draft.figure is not None)
    return not (said or shown)


def _kind(element: HtmlElement) -> str | None:
    """Whether the markup calls an element a caption or a credit, and it holds no picture."""
    kind = (
        "caption"
        if element.tag in {"figcaption", "amp-caption"}
        else _named_kind(element.get("class") or "", element.get("itemprop") or "")
    )
    if element.tag == "footer":
        kind = "credit"
    if kind is None or next(element.iter(*pictures.TAGS, "h1", "article"), None) is not None:
        return None
    return kind


@lru_cache(maxsize=4096)
def _named_kind(classes: str, properties: str) -> str | None:
    names, lowered = set(properties.lower().split()), classes.lower()
    if names & _CREDIT_PROPERTIES or _CREDIT_CLASS.search(lowered):
        return "credit"
    if "caption" in names or _CAPTION_CLASS.search(lowered):
        return "caption"
    return None


def _topmost_credits(element: HtmlElement) -> list[HtmlElement]:
    """The credits marked within a caption."""
    found: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for inner in element.iterdescendants():
        if inner in inside or not isinstance(inner.tag, str):
            continue
        named = _named_kind(inner.get("class") or "", inner.get("itemprop") or "")
        small = inner.tag in {"small", "cite"} and text_of(inner) != text_of(element)
        if named == "credit" or small:
            found.append(inner)
            inside.update(inner.iter())
    return found


def _has_caption(figure: HtmlElement | None) -> bool:
    return figure is not None and next(figure.iter("figcaption"), None) is not None


def _figure_of(element: HtmlElement) -> HtmlElement | None:
    figure = next(element.iterancestors("figure"), None)
    return _frame_of(element) if figure is None else figure


def _frame_of(element: HtmlElement) -> HtmlElement | None:
    """What stands for a figure where none may: a span with a picture and its words, in a paragraph
    that goes on beside it."""
    inside = takewhile(lambda around: around.tag != "p", islice(element.iterancestors(), _FRAMES))
    frame = next((around for around in reversed(list(inside)) if around.tag in _INLINE), None)
    if frame is None or not is_short(frame, _LONGEST_NOTE) or is_short(frame, 0):
        return None
    paragraph = frame.getparent()
    if paragraph is None or paragraph.tag != "p" or next(frame.iter(*pictures.TAGS), None) is None:
        return None
    return frame if len(text_of(paragraph)) > len(text_of(frame)) + _PROSE else None


def _link_of(image: HtmlElement) -> HtmlElement | None:
    """The link to another page that a picture stands in."""
    link = next(image.iterancestors("a"), None)
    if link is None or _PICTURE_LINK.search(link.get("href") or "#"):
        return None
    return link


def _is_teaser(link: HtmlElement) -> bool:
    """Whether a link has words of its own, as a teaser has and a picture has not."""
    return next(link.iter("h2", "h3", "h4", "h5", "h6", "p"), None) is not None


def _is_fallback(image: HtmlElement) -> bool:
    return next(image.iterancestors("noscript"), None) is not None


def _line(text: str | None) -> str:
    return one_line(text or "")
