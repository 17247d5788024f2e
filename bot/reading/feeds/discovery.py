"""Pure. Where a site's feeds may be: what its page names, its links look like, sites have."""

import re
from collections.abc import Iterator

from lxml import etree, html

from bot.reading.web import urls

_TYPES = {
    "application/rss+xml", "application/atom+xml", "application/rdf+xml",
    "application/feed+json",
}  # fmt: skip
_LOOKS_LIKE_A_FEED = re.compile(
    r"(?:[/._-](?:rss|atom|rdf|feed|feeds)(?:[/._-]|$)|[?&](?:feed|format)=(?:rss|atom))",
    re.IGNORECASE,
)
COMMON_PATHS = (
    "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json",
    "/news-sitemap.xml", "/sitemap-news.xml",
)  # fmt: skip
MOST_LINKS = 20


def candidates(page: str, url: str) -> tuple[str, ...]:
    """Canonical addresses to try, the likeliest first, each once; the caller fetches them.

    `url` is where `page` (HTML) was found.
    """
    found = [*_from_page(page, url), *(urls.resolve(url, path) for path in COMMON_PATHS)]
    return tuple(dict.fromkeys(filter(None, found)))


def _from_page(page: str, url: str) -> Iterator[str | None]:
    try:
        root = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # a page without any element names no feed
        return
    base = urls.resolve(url, next((b.get("href") for b in root.iter("base")), None)) or url
    for link in root.iter("link"):
        kinds = link.get("rel", "").lower().split()
        declared = link.get("type", "").partition(";")[0].strip().lower()
        if "alternate" in kinds and declared in _TYPES:
            yield urls.resolve(base, link.get("href"))
    hrefs = (a.get("href", "") for a in root.iter("a"))
    alike = [href for href in hrefs if _LOOKS_LIKE_A_FEED.search(href[:500])]
    for href in alike[:MOST_LINKS]:
        yield urls.resolve(base, href)
