"""Pure. Lists of feeds as OPML 2.0 (opml.org/spec2.opml), which feed readers take and give."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from bot import masking
from bot.errors import FeedError
from bot.models import Feed
from bot.reading.feeds import xmltree
from bot.reading.web import credentials, urls
from bot.text.visible import visible

_LONGEST_NAME = 100  # characters of an outline that is left out


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An outline that gives no feed: what it is called, and why not, in a few words."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What an OPML file lists: its feeds in its order, each address once, and what is none."""

    feeds: tuple[Feed, ...]
    left_out: tuple[LeftOut, ...] = ()


def parse(content: bytes, languages: Collection[str] = ()) -> Listed:
    """The feeds that an OPML file lists.

    The outlines around a feed are its category, joined by "/"; its own `category` attribute counts
    where there are none. `region` is ours. A name and password in an address become the feed's
    headers. Where `languages` are given, a feed that says it is in none of them is passed over.
    Raises FeedError for what is no OPML.
    """
    root = xmltree.parse(xmltree.admit(content))
    body = root.find("body") if root.tag == "opml" else None
    if body is None:
        raise FeedError(
            "no OPML",
            advice="This file is not OPML. Export the feeds from your reader as OPML "
            "and import that file.",
        )
    once: dict[str, Feed] = {}
    left_out = []
    for outline in body.iter("outline"):
        lang = outline.get("language")
        if languages and lang and lang not in languages:
            continue
        found = _feed(outline)
        if isinstance(found, Feed):
            once.setdefault(found.url, found)
        elif found:
            left_out.append(found)
    return Listed(tuple(once.values()), tuple(left_out))


def write(feeds: tuple[Feed, ...], title: str = "briefbot") -> bytes:
    """The OPML of these feeds, grouped by category; `parse(write(feeds))` gives them back."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = visible(title)
    body = etree.SubElement(root, "body")
    for category, members in groupby(feeds, key=lambda feed: feed.category):
        parent = body
        for name in category.split("/") if category else ():
            parent = etree.SubElement(parent, "outline", text=visible(name))
        for feed in members:
            etree.SubElement(parent, "outline", _attributes(feed))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _feed(outline: etree._Element) -> Feed | LeftOut | None:
    """None for a folder."""
    given = _attribute(outline, "xmlUrl")
    bare, headers = credentials.split(urls.plain(given))
    url = urls.canonical(bare)
    if url is None:
        return _left_out(outline, given)
    around = [o.get("text") or o.get("title") or "" for o in outline.iterancestors("outline")]
    category = "/".join(filter(None, reversed(around))) or outline.get("category", "").strip("/")
    return Feed(
        url=url,
        title=_title(outline, given),
        site=urls.canonical(_attribute(outline, "htmlUrl")),
        category=category or None,
        region=outline.get("region") or None,
        headers=headers,
    )


def _left_out(outline: etree._Element, given: str) -> LeftOut | None:
    name = outline.get("title") or outline.get("text") or given or _attribute(outline, "url")
    shown = masking.address(name)[:_LONGEST_NAME] or "(no name)"
    scheme, colon, _ = given.strip().partition(":")
    if given:
        is_known = not colon or scheme.lower() in {"http", "https", "feed"}
        return LeftOut(shown, "no web address" if is_known else f"{scheme[:20]} is not read")
    return None if len(outline) else LeftOut(shown, "no address of a feed (xmlUrl)")


def _attribute(outline: etree._Element, name: str) -> str:
    """Its value, however some program has spelled its name: `xmlUrl`, `xmlurl`, `XMLURL`."""
    spelled = next((one for one in outline.attrib if str(one).lower() == name.lower()), name)
    return str(outline.get(spelled, ""))


def _title(outline: etree._Element, url: str) -> str | None:
    title = outline.get("title") or outline.get("text")
    return None if title == url else title or None


def _attributes(feed: Feed) -> dict[str, str]:
    given = {
        "type": "rss",
        "text": feed.title or feed.url,
        "title": feed.title,
        "xmlUrl": feed.url,
        "htmlUrl": feed.site,
        "region": feed.region,
    }
    return {name: visible(value) for name, value in given.items() if value}
