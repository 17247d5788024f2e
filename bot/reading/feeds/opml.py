"""Pure. Lists of feeds as OPML 2.0 (opml.org/spec2.opml), which feed readers take and give."""

from itertools import groupby

from lxml import etree

from bot.errors import FeedError
from bot.models import Feed
from bot.reading.feeds import xmltree
from bot.reading.web import urls


def parse(content: bytes) -> tuple[Feed, ...]:
    """The feeds that an OPML file lists, each address once, in its order.

    The outlines around a feed are its category, joined by "/"; its own `category` attribute counts
    where there are none. `region` is ours. Raises FeedError for what is no OPML.
    """
    root = xmltree.parse(xmltree.admit(content))
    body = root.find("body") if root.tag == "opml" else None
    if body is None:
        raise FeedError(
            "no OPML",
            advice="This file is not OPML. Export the feeds from your reader as OPML "
            "and import that file.",
        )
    feeds = (_feed(outline) for outline in body.iter("outline"))
    once: dict[str, Feed] = {}
    for feed in filter(None, feeds):
        once.setdefault(feed.url, feed)
    return tuple(once.values())


def write(feeds: tuple[Feed, ...], title: str = "briefbot") -> bytes:
    """The OPML of these feeds, grouped by category; `parse(write(feeds))` gives them back."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for category, members in groupby(feeds, key=lambda feed: feed.category):
        parent = body
        for name in category.split("/") if category else ():
            parent = etree.SubElement(parent, "outline", text=name)
        for feed in members:
            etree.SubElement(parent, "outline", _attributes(feed))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _feed(outline: etree._Element) -> Feed | None:
    url = urls.canonical(outline.get("xmlUrl", ""))
    if url is None:
        return None
    around = [o.get("text") or o.get("title") or "" for o in outline.iterancestors("outline")]
    category = "/".join(filter(None, reversed(around))) or outline.get("category", "").strip("/")
    return Feed(
        url=url,
        title=_title(outline),
        site=urls.canonical(outline.get("htmlUrl", "")),
        category=category or None,
        region=outline.get("region") or None,
    )


def _title(outline: etree._Element) -> str | None:
    title = outline.get("title") or outline.get("text")
    return None if title == outline.get("xmlUrl") else title or None


def _attributes(feed: Feed) -> dict[str, str]:
    given = {
        "type": "rss",
        "text": feed.title or feed.url,
        "title": feed.title,
        "xmlUrl": feed.url,
        "htmlUrl": feed.site,
        "region": feed.region,
    }
    return {name: value for name, value in given.items() if value}
