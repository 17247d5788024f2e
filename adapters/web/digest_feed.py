"""Pure. A digest -> an Atom feed (RFC 4287), which every RSS reader takes; an entry a story."""

from zoneinfo import ZoneInfo

from lxml import etree

from adapters.web import atom, digest_page
from adapters.web.atom import add
from bot.models import Digest, Item


def feed(digest: Digest) -> bytes:
    """The feed of this digest; a story's entry is the same all day, and a new one tomorrow."""
    root = atom.feed()
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


def _stamp(digest: Digest) -> str:
    return digest.as_of.isoformat(timespec="seconds")
