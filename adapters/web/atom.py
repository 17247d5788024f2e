"""Pure. The elements of an Atom feed (RFC 4287)."""

from lxml import etree

from bot.text.visible import visible

NAMESPACE = "http://www.w3.org/2005/Atom"


def feed() -> etree._Element:
    """The root of a feed."""
    return etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """An element at the end of its parent, with nothing in it that no reader sees."""
    said = {attribute: visible(value) for attribute, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", said)
    element.text = visible(text) or None
    return element
