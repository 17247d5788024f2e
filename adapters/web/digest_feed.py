"""Pure. A digest -> an Atom feed (RFC 4287), which every RSS reader takes; an entry a story."""

from zoneinfo import ZoneInfo

from lxml import etree

from adapters.web import digest_page
from bot.models import Digest, Item
from bot.text.visible import visible

NAMESPACE = "http://www.w3.org/2005/Atom"


def feed(digest: Digest) -> bytes:
    """The feed of this digest; a story's entry is the same all day, and a new one tomorrow."""
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    name = digest_page.title(digest)
    add(root, "title", name)
    add(root, "id", f"urn:briefbot:{'+'.join(digest.topics).replace(' ', '-') or 'top'}")
    add(root, "updated", _stamp(digest))
    add(add(root, "author"), "name", "briefbot")
    for place, item in enumerate(digest.items):
        _entry(add(root, "entry"), digest, item, place)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _entry(entry: etree._Element, digest: Digest, item: Item, place: int) -> None:
    brief = item.brief
    day = f"{digest.as_of:%Y-%m-%d}"
    add(entry, "title", brief.headline or "Without a headline")
    add(entry, "id", f"urn:briefbot:{day}:{brief.story or place}")
    add(entry, "updated", _stamp(digest))
    for source in brief.sources[:1]:
        if source.url:
            add(entry, "link", rel="alternate", href=source.url)
    story = digest_page.story(item, digest_page.writer(digest, ZoneInfo(digest.zone)))
    add(entry, "content", str(story), type="html")


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """An element of Atom in another, with what others wrote fit for XML."""
    said = {attribute: visible(value) for attribute, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", said)
    element.text = visible(text) or None
    return element


def _stamp(digest: Digest) -> str:
    return digest.as_of.isoformat(timespec="seconds")
