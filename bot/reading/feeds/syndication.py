"""Pure. The dialects of feeds -> items in one form, as written: nothing resolved, nothing judged.

RSS 0.9x, 1.0 and 2.0 (rssboard.org/rss-specification), Atom 0.3 and 1.0 (RFC 4287), JSON Feed
(jsonfeed.org/version/1.1), Microsoft's CDF (w3.org/TR/NOTE-CDFsubmit), sitemaps with Google's news
and image extensions (sitemaps.org). Names are in small letters here, however a feed writes them.

fastfeedparser 0.6.5 was tried first. It takes a GUID that is no permalink for the link, and Atom's
`self` for the article; reads "yesterday 5pm" by the clock; and loses XHTML, `ttl` and language.
"""

import base64
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

# As `_namespace` writes them: feeds use capitals, https and a last slash as they like.
_PREFIXES = {
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns": "atom:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/terms": "dc:",
    "http://search.yahoo.com/mrss": "media:",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://www.google.com/schemas/sitemap-image/1.1": "image:",
    "http://www.w3.org/1999/xhtml": "html:",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss2": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
}
_RECORDINGS = (".mp3", ".m4a", ".ogg", ".opus", ".wav", ".mp4", ".m4v", ".webm", ".mov")
_FILES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")
_BASE64 = frozenset(string.ascii_letters + string.digits + "+/=\r\n\t ")
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_PICTURED = frozenset(
    "enclosure atom:link media:content media:group media:thumbnail itunes:image".split()
)
_UNSEEN = frozenset("script style noscript template iframe object svg".split())
_LINE = 60  # characters of encoded bytes
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, slots=True)
class Words:
    """A text as the feed has it: HTML, or plain."""

    text: str
    html: bool = True


@dataclass(frozen=True, slots=True)
class FeedItem:
    """What a feed says of one entry; `base` is what its links are relative to."""

    guid: str | None = None
    is_permalink: bool = False
    link: str | None = None
    title: Words | None = None
    summary: Words | None = None
    author: Words | None = None
    outlet: Words | None = None
    date: str | None = None
    updated: str | None = None
    image: str | None = None
    lang: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A feed as written; `children` are the addresses that a sitemap index lists."""

    title: Words | None = None
    site: str | None = None
    lang: str | None = None
    ttl: str | None = None
    skip_hours: tuple[str, ...] = ()
    items: tuple[FeedItem, ...] = ()
    children: tuple[str, ...] = ()
    base: str | None = None


Children = Mapping[str, list[etree._Element]]  # noqa: SLF001 - lxml names its type so


def read_tree(root: etree._Element) -> Document | None:
    """The feed whose root this is; None where it is no feed."""
    match _name(str(root.tag)):
        case "?rss":
            return _rss(_in_namespace("", root))
        case "rss" | "?rdf" | "channel":
            return _rss(root)
        case "atom:feed" | "atom:entry" | "feed" | "?feed":
            return _atom(_in_namespace(_ATOM, root))
        case "urlset":
            return Document(items=tuple(map(_page, root.iterchildren("{*}url"))))
        case "sitemapindex":
            locations = root.iterfind("{*}sitemap/{*}loc")
            return Document(children=tuple(filter(None, map(_text, locations))))
        case _:
            return None


def read_json(value: object) -> Document | None:
    """The JSON Feed that this value is; None where it is none."""
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        return None
    items = tuple(_json_item(item) for item in value["items"] if isinstance(item, dict))
    title = _plain(value.get("title"))
    site = _string(value.get("home_page_url"))
    return Document(title=title, site=site, lang=_string(value.get("language")), items=items)


def _rss(root: etree._Element) -> Document:
    channel = _children(root).get("channel", [root])[0]
    if base := channel.get("BASE"):
        channel.set(_BASE, base)
    about = _children(channel)
    return Document(
        title=_words(about, "title"),
        site=_first(about, "link") or channel.get("HREF"),
        lang=_first(about, "language", "dc:language"),
        ttl=_first(about, "ttl"),
        skip_hours=tuple(
            filter(None, (_text(hour) for skip in about.get("skiphours", ()) for hour in skip))
        ),
        items=tuple(map(_rss_item, root.iter("{*}item", "{*}Item", "{*}ITEM"))),
        base=root.base,
    )


def _rss_item(item: etree._Element) -> FeedItem:
    has = _children(item)
    guid = has["guid"][0] if "guid" in has else None
    return FeedItem(
        guid=_first(has, "guid", "id") or item.get(_RDF_ABOUT),
        is_permalink=guid is not None and guid.get("isPermaLink", "true").strip().lower() == "true",
        link=_first(has, "feedburner:origlink", "link")
        or _atom_link(has)
        or item.get("HREF")
        or _recording(has),
        title=_words(has, "title", "dc:title", "media:title"),
        summary=_words(
            has, "description", "dc:description", "atom:summary", "content:encoded",
            "itunes:summary", "media:description", "html:body", "body", "fullitem", "summary",
            "abstract",
        )
        or _of_group(has),
        author=_people(has, "dc:creator", "author", "itunes:author"),
        outlet=_words(has, "source"),
        date=_first(
            has, "pubdate", "dc:date", "dc:issued", "atom:published", "published", "atom:updated"
        ),
        updated=_first(has, "atom:updated", "updated", "dc:modified") or item.get("LASTMOD"),
        image=_image(has),
        lang=_first(has, "dc:language") or item.get(_LANG),
        base=item.base,
    )  # fmt: skip


def _atom(root: etree._Element) -> Document:
    about = _children(root)
    is_entry = _name(str(root.tag)) == "atom:entry"
    entries = [root] if is_entry else root.iterchildren("{*}entry", "{*}item")
    return Document(
        title=_words(about, "atom:title"),
        site=_atom_link(about),
        lang=root.get(_LANG),
        items=tuple(map(_atom_entry, entries)),
        base=root.base,
    )


def _atom_entry(entry: etree._Element) -> FeedItem:
    has = _children(entry)
    names = [
        name for author in has.get("atom:author", ()) for name in author.iterchildren("{*}name")
    ]
    return FeedItem(
        guid=_first(has, "atom:id"),
        is_permalink=True,  # an address, if it is one; used where there is no link
        link=_first(has, "feedburner:origlink") or _atom_link(has) or _first(has, "atom:link"),
        title=_words(has, "atom:title"),
        summary=_words(has, "atom:summary", "atom:content", "media:description") or _of_group(has),
        author=_plain(", ".join(filter(None, map(_text, names)))) or _people(has, "dc:creator"),
        outlet=_plain(_first(_children(has["atom:source"][0]), "atom:title"))
        if "atom:source" in has
        else None,
        date=_first(has, "atom:published", "atom:issued", "atom:updated"),
        updated=_first(has, "atom:updated", "atom:modified"),
        image=_image(has),
        lang=entry.get(_LANG),
        base=entry.base,
    )


def _page(url: etree._Element) -> FeedItem:
    """A sitemap's page; its `lastmod` says when it changed, not when it was published."""
    has = _children(url)
    news = _children(has["news:news"][0]) if "news:news" in has else {}
    outlet = _children(news["news:publication"][0]) if "news:publication" in news else {}
    image = _children(has["image:image"][0]) if "image:image" in has else {}
    return FeedItem(
        link=_first(has, "loc"),
        title=_words(news, "news:title"),
        date=_first(news, "news:publication_date"),
        updated=_first(has, "lastmod"),
        lang=_first(outlet, "news:language"),
        image=_first(image, "image:loc"),
        base=url.base,
    )


def _json_item(item: dict[str, Any]) -> FeedItem:
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    names = [_string(person.get("name")) for person in people if isinstance(person, dict)]
    html = _string(item.get("content_html"))
    return FeedItem(
        guid=_string(item.get("id")),
        link=_string(item.get("url")) or _string(item.get("external_url")),
        title=_plain(item.get("title")),
        summary=_plain(item.get("summary"))
        or _plain(item.get("content_text"))
        or (Words(html) if html else None),
        author=_plain(", ".join(filter(None, names))),
        date=_string(item.get("date_published")),
        updated=_string(item.get("date_modified")),
        image=_string(item.get("image")) or _string(item.get("banner_image")),
        lang=_string(item.get("language")),
    )


def _children(element: etree._Element) -> dict[str, list[etree._Element]]:
    found: dict[str, list[etree._Element]] = {}
    for child in element.iterchildren(etree.Element):
        found.setdefault(_name(str(child.tag)), []).append(child)
    return found


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    return (_PREFIXES.get(_namespace(namespace[1:]), "?") if namespace else "") + local.lower()


def _in_namespace(wanted: str, root: etree._Element) -> etree._Element:
    """The same tree; what is in no namespace, or in the root's that nobody knows, is in this."""
    own = [f"{{{etree.QName(root).namespace}}}*"] if _name(str(root.tag))[0] == "?" else []
    for element in list(root.iter("{}*", *own)):
        local = str(element.tag).rpartition("}")[2]
        if ":" not in local:  # a prefix that the feed does not declare
            element.tag = wanted + local
    return root


def _namespace(address: str) -> str:
    return address.lower().replace("https://", "http://", 1).rstrip("/#")


def _text(element: etree._Element) -> str | None:
    text: str = "".join(_seen(element)) if len(element) else element.text or ""
    return text.strip() or None


def _seen(element: etree._Element) -> Iterator[str]:
    """The texts within, but for what no reader sees."""
    yield element.text or ""
    for child in element:
        name = str(child.tag).rpartition("}")[2] if isinstance(child.tag, str) else "script"
        if name.lower() not in _UNSEEN:
            yield from _seen(child)
        yield child.tail or ""


def _first(has: Children, *names: str) -> str | None:
    for name in names:
        for element in has.get(name, ()):
            if text := _text(element):
                return text
    return None


def _words(has: Children, *names: str) -> Words | None:
    for name in names:
        for element in has.get(name, ()):
            is_encoded = _is_encoded(name, element)
            text = _from_base64(name, element) if is_encoded else _text(element)
            if text and not _is_data(text):
                return Words(text, html=is_encoded or _is_html(name, element))
    return None


def _is_data(text: str) -> bool:
    """Whether a text is a file's bytes in base64, perhaps as an address: a long line of capitals,
    small letters and digits without a blank."""
    if len(text) < _LINE or " " in text[:_LINE]:
        return False
    first = text[:_LINE]
    mixed = any(map(str.isdigit, first)) and any(map(str.isupper, first)) and not first.isupper()
    return (first.startswith("data:") and ";base64," in first) or (
        mixed and _BASE64.issuperset(text)
    )


def _people(has: Children, *names: str) -> Words | None:
    """All that go by the first of the names that any does."""
    for name in names:
        said = dict.fromkeys(filter(None, map(_text, has.get(name, ()))))
        if said:
            return Words(", ".join(said), html=not name.startswith("itunes:"))
    return None


def _of_group(has: Children) -> Words | None:
    """What a film's group of files says of it; beside a single picture it is a caption."""
    groups = has.get("media:group", ())
    found = [one for group in groups for one in group.iterfind("{*}description")]
    return _words({"media:description": found}, "media:description")


def _recording(has: Children) -> str | None:
    """The address of an episode to listen to or to see."""
    files = (one for one in has.get("enclosure", ()) if one.get("url"))
    return next((one.get("url") for one in files if _is_recording(one)), None)


def _is_recording(file: etree._Element) -> bool:
    path = (file.get("url") or "").partition("?")[0].lower()
    return (file.get("type") or "").startswith(("audio/", "video/")) or path.endswith(_RECORDINGS)


def _is_encoded(name: str, element: etree._Element) -> bool:
    """Whether Atom's text is in base64: version 0.3 says so, 1.0 in any type but text and XML."""
    return name.startswith("atom:") and (
        not _is_text(element.get("type", "text")) or element.get("mode") == "base64"
    )


def _is_file(media_type: str) -> bool:
    return media_type.lower().startswith(_FILES)


@lru_cache(maxsize=256)
def _is_text(media_type: str) -> bool:
    kind = media_type.partition(";")[0].lower()
    return "/" not in kind or kind.startswith("text/") or kind.endswith(("+xml", "/xml"))


def _from_base64(name: str, element: etree._Element) -> str | None:
    """The text within; None for a file, as Atom 1.0 may have for content (RFC 4287, 4.1.3.3)."""
    media_type = element.get("type", "")
    if name == "atom:content" and (element.get("mode") is None or _is_file(media_type)):
        return None
    try:
        return base64.b64decode(_text(element) or "").decode().strip() or None
    except ValueError:
        return None


def _is_html(name: str, element: etree._Element) -> bool:
    if name.startswith(("atom:", "media:")):
        return "html" in element.get("type", "text") and not len(element)
    return not name.startswith("itunes:")


def _plain(value: object) -> Words | None:
    text = _string(value)
    return Words(text, html=False) if text else None


def _string(value: object) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    text = value.strip() if isinstance(value, str) else ""
    return text.encode("utf-8", "ignore").decode() or None  # without halves of letters


def _atom_link(has: Children) -> str | None:
    """The link to the page itself: `self`, `edit`, `enclosure`, `replies` are others."""
    for link in (*has.get("atom:link", ()), *has.get("link", ())):
        href: str | None = link.get("href")
        if href and link.get("rel", "alternate") == "alternate":
            return href
    return None


def _image(has: Children) -> str | None:
    if _PICTURED.isdisjoint(has):
        return None
    pictures = [*_media(has), *has.get("enclosure", ()), *has.get("atom:link", ())]
    for picture in pictures:
        address: str | None = picture.get("url") or picture.get("href")
        if address and _is_picture(picture):
            return address
    thumbnails = [*_within(has, "media:thumbnail"), *has.get("itunes:image", ())]
    return next(filter(None, (t.get("url") or t.get("href") for t in thumbnails)), None)


def _media(has: Children) -> Iterable[etree._Element]:
    """The largest picture first, where widths are given."""
    return sorted(_within(has, "media:content"), key=_width, reverse=True)


def _within(has: Children, name: str) -> list[etree._Element]:
    local = "{*}" + name.partition(":")[2]
    parents = [*has.get("media:group", ()), *has.get("media:content", ())]
    return [*has.get(name, ()), *(child for parent in parents for child in parent.iterfind(local))]


def _width(picture: etree._Element) -> int:
    digits = picture.get("width", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0  # noqa: PLR2004 - wider than any picture


def _is_picture(element: etree._Element) -> bool:
    if _name(str(element.tag)) == "atom:link" and element.get("rel") != "enclosure":
        return False
    kind = element.get("type") or element.get("medium") or ""
    path = (element.get("url") or element.get("href") or "").partition("?")[0].lower()
    return kind.startswith("image") or (
        not kind and path.endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"))
    )
