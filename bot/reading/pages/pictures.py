"""Pure. One image element: whether a reader would call it a picture, and where it lies.

Pages show logos, icons, portraits of their authors and pixels that count visits by the same element
as pictures, and many put a placeholder where a script will set the picture.
"""

import re
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from bot.reading.pages.class_names import naming

TAGS = ("img", "amp-img")

_SMALLEST = 60  # pixels a side: icons have 16 to 48, authors' portraits mostly up to 96
_LONGEST = 2000  # characters of an address
_WIDEST = 4000  # characters of a srcset that are read

_LAZY = (
    "data-src", "data-lazy-src", "data-original", "data-lazy", "data-url", "data-image",
    "data-full-src", "data-hi-res-src", "data-srcset", "data-lazy-srcset", "srcset", "src",
)  # fmt: skip
_PLACEHOLDER = re.compile(
    r"^(?:data|about|blob|javascript):|\.svg(?:$|[?#])"
    r"|\b(?:placeholder|spacer|blank|transparent|loading|1x1|pixel|lazy[-_]?load)\b",
    re.IGNORECASE,
)
_NO_PICTURE = naming("no_picture")
_AROUND = 3  # elements around an image whose classes tell what it is
_NUMBER = re.compile(r"\s{0,9}(\d{1,5})(?:\.\d+)?(?:px)?\s{0,9}")
_WIDTH = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)[wx](?:,(.*))?", re.DOTALL)


def is_picture(image: HtmlElement) -> bool:
    """Whether an image element shows something, rather than serving the page."""
    for side in ("width", "height"):
        number = _NUMBER.fullmatch(image.get(side) or "")
        if number and int(number[1]) < _SMALLEST:
            return False
    names = [image.get("class") or "", image.get("id") or ""]
    names += [around.get("class") or "" for around in islice(image.iterancestors(), _AROUND)]
    return not any(name and _NO_PICTURE.search(name.lower()) for name in names)


def address(image: HtmlElement, page: str | None) -> str | None:
    """The picture's absolute address, passing by placeholders; None without one.

    A page without an address of its own leaves relative ones as they are.
    """
    sources = [image]
    picture = next(image.iterancestors("picture"), None)
    if picture is not None:  # the parser puts what follows a source inside it
        sources += islice(picture.iter("source"), _AROUND)
    for source in sources:
        for name in _LAZY:
            value = (source.get(name) or "").strip()
            found = _largest(value) if name.endswith("srcset") else value
            if found and len(found) <= _LONGEST and not _PLACEHOLDER.search(found):
                return resolve(found, page)
    return None


def resolve(link: str, page: str | None) -> str | None:
    """A link's absolute address; None where it is no web address."""
    try:
        found = urljoin(page or "", link.strip())
        scheme = urlsplit(found).scheme
    except ValueError:  # "//[": not an address
        return None
    return found if scheme in {"http", "https", ""} else None


def _largest(srcset: str) -> str:
    """The widest candidate of a srcset."""
    widths: dict[str, float] = {}
    link = ""
    for token in srcset[:_WIDEST].split():
        width = _WIDTH.fullmatch(token) if link else None
        if width:
            widths.setdefault(link, float(width[1]))
        link = (width[2] or "" if width else token).lstrip(",")
        if link.endswith(","):
            widths.setdefault(link[:-1], 0)
            link = ""
    if link:
        widths.setdefault(link, 0)
    return max(widths, key=widths.__getitem__, default="")
