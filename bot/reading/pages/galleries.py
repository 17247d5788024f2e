"""Pure. The captions of a gallery: alike elements beside each other, each a picture and one text.

Neither tag nor class need say so. Cards that have a heading or a link are pointers to something
else, and what is as long as a paragraph is one.
"""

import re
from collections.abc import Callable
from itertools import islice, takewhile

from lxml.html import HtmlElement

from bot.reading.lines.picture_credits import is_credit
from bot.reading.pages import pictures
from bot.reading.pages.element_texts import is_short

_MOST = 500  # pictures of one page
_LEVELS = 4  # elements between a picture and its slide
_LONGEST = 250  # characters of a caption
_WRAPPED = 1  # elements around a slide alone
_FEWEST = 2  # slides
_TEXTS = ("p", "div", "td", "span", "dd", "li", "small", "em")
_COUNTED = re.compile(r"(?:\w{1,12}\s)?\d{1,3}(?:\W{1,3}|\s\w{1,5}\s)\d{1,3}")  # "Image 3 of 9"
_OTHERWISE = ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "button", "time")


def gallery_captions(tree: HtmlElement) -> set[HtmlElement]:
    """The elements that hold the captions of galleries, and no picture."""
    has_text = _HasText()
    slides: dict[HtmlElement, HtmlElement | None] = {}
    for image in islice(tree.iter(*pictures.TAGS), _MOST):
        slide = next(filter(has_text, islice(image.iterancestors(), _LEVELS)), None)
        if slide is not None and slide not in slides:
            slides[slide] = _caption(slide)
    rows: dict[HtmlElement, dict[HtmlElement, HtmlElement]] = {}
    for slide, caption in slides.items():
        around = _row(slide, has_text)
        if caption is not None and around is not None:
            rows.setdefault(around[0], {})[around[1]] = caption
    return {
        caption
        for around, own in rows.items()
        if len(own) >= _FEWEST
        and len({slide.tag for slide in own}) == 1
        and all(child in own or not has_text(child) for child in around)
        for caption in own.values()
    }


def _row(
    slide: HtmlElement, has_text: Callable[[HtmlElement], bool]
) -> tuple[HtmlElement, HtmlElement] | None:
    """What holds a slide beside others, and what holds the slide alone in it: a cell's row."""
    for _ in range(_WRAPPED):
        around = slide.getparent()
        if around is None or around.tag != "tr" or sum(map(has_text, around)) != 1:
            break
        slide = around
    around = slide.getparent()
    return None if around is None else (around, slide)


class _HasText(dict[HtmlElement, bool]):
    """Whether an element holds text: each is looked through once."""

    def __call__(self, element: HtmlElement) -> bool:
        if element not in self:
            self[element] = any(map(_says, element.itertext()))
        return self[element]


def _caption(slide: HtmlElement) -> HtmlElement | None:
    """The one element of a slide that tells something, if there is only one."""
    if not is_short(slide, 2 * _LONGEST) or next(slide.iter(*_OTHERWISE), None) is not None:
        return None
    if any(_says(text) for link in slide.iter("a") for text in link.itertext()):
        return None
    holding = [one for one in slide.iterdescendants() if _tells(one.text) or _says(one.tail)]
    if len(holding) != 1 or _says(holding[0].tail) or _says(slide.text):
        return None
    inner = holding[0]
    around = takewhile(lambda one: one is not slide, (inner, *inner.iterancestors()))
    bare = [one for one in around if next(one.iter(*pictures.TAGS), None) is None]
    return bare[-1] if bare and bare[-1].tag in _TEXTS else None


def _tells(text: str | None) -> bool:
    """Whether a text says more than which of how many pictures it is, and whose."""
    said = (text or "").strip()
    return bool(said) and not (_COUNTED.fullmatch(said) or is_credit(said))


def _says(text: str | None) -> bool:
    return bool(text and text.strip())
