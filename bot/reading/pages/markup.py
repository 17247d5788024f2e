"""Pure. A page's markup -> its tree, in a time that its length bounds."""

import re
from itertools import islice

from lxml import etree, html
from lxml.html import HtmlElement

from bot.errors import EmptyPageError

# The parser compares each attribute of an element with all its others.
_MOST_ATTRIBUTES = 500
_VALUE = r"""=\s*+(?:"[^"]*+"|'[^']*+')?+"""
_LONG_TAG = re.compile(rf"<([a-zA-Z]\w{{0,30}})((?:[^>=]++|{_VALUE})*+)>?")
_PAGE_END = re.compile(r"</(?:body|html)\s*+>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"{_VALUE}|[\s/]++")


def parse(page: str) -> HtmlElement:
    """The tree of a page; raises EmptyPageError where there is no element.

    What stands behind `</html>` is in the body for browsers, and outside the tree for the parser.
    """
    page = _PAGE_END.sub("", page)
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
