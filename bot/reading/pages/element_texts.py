"""Pure. What a reader sees of an element, and how much text it holds."""

from collections.abc import Collection

from lxml.html import HtmlElement

from bot.reading.web.decoding import one_line

_HIDDEN = ("script", "style", "noscript", "template", "button", "svg", "iframe", "select")
_BLOCKS = {
    "p", "div", "li", "ul", "figcaption", "br", "h1", "h2", "h3", "h4", "h5", "h6", "section",
    "td", "dd", "dt", "blockquote", "small", "cite",
}  # fmt: skip


def text_of(element: HtmlElement, without: Collection[HtmlElement] = ()) -> str:
    """What a reader sees of an element, cleaned, on one line; leaves out the elements `without`."""
    hidden = set(element.iter(*_HIDDEN))
    hidden.update(without)
    hidden = {inner for top in hidden for inner in top.iter()} if hidden else hidden
    pieces: list[str] = []
    for piece in element.xpath("descendant::text()"):
        owner = piece.getparent()
        if piece.is_tail:
            pieces.append(" " if owner.tag in _BLOCKS else "")
            owner = owner.getparent()
        elif owner.tag in _BLOCKS:
            pieces.append(" ")
        if owner not in hidden:
            pieces.append(str(piece))
    return one_line("".join(pieces))


def is_short(element: HtmlElement, most: int) -> bool:
    """Whether an element's text, as it stands in the page, has at most so many characters."""
    read = 0
    for piece in element.itertext():
        read += len(piece)
        if read > most:
            return False
    return True
