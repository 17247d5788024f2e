"""Pure. What a page says about its article in JSON-LD, whatever shape its template gave that.

The vocabulary is schema.org's (https://schema.org/NewsArticle).
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from lxml.html import HtmlElement

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | None"
Node: TypeAlias = "dict[str, Json]"

# No article's own data is longer; a script that is holds a site's catalogue.
MAX_SCRIPT = 1_000_000

# Deeper than any template nests; above Python's own limit a hostile page would stop the reader.
MAX_DEPTH = 60

_ARTICLES = ("Article", "Posting", "Report")  # ends of the types of one
_COMMENTS = re.compile(r"<!--|-->|(?:(?://|/\*)\s{0,99})?(?:<!\[CDATA\[|\]\]>)(?:\s{0,99}\*/)?")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")

# Properties that hold other articles than the page's own.
_OTHERS = {
    "itemListElement", "liveBlogUpdate", "comment", "citation", "isBasedOn", "mentions", "hasPart",
    "relatedLink", "review", "subjectOf", "video", "about",
}  # fmt: skip


def read_nodes(tree: HtmlElement) -> list[Node]:
    """The JSON-LD objects of a page in its order, an object before those inside it.

    Left out are lists of other articles and what is no JSON even with trailing commas mended.
    """
    return [
        node
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
        for value in _parse(script.text or "")
        for node in _objects(value, 0)
    ]


def article_of(nodes: list[Node], is_this: Callable[[Node], bool]) -> Node:
    """The object that describes the page's article, {} for none.

    `is_this` says whether an object's headline or address is the page's own: such a one wins over
    teasers; among equals the fuller one, then the first. Without an article the WebPage is taken.
    """
    articles = [node for node in nodes if any(kind.endswith(_ARTICLES) for kind in types(node))]
    candidates = (
        [node for node in articles if is_this(node)]
        or articles
        or [node for node in nodes if "WebPage" in types(node)]
    )
    return max(candidates, key=_fullness, default={})


def resolve(nodes: list[Node], value: Json) -> Json:
    """The object that a bare reference such as {"@id": "#person"} points to, else the value."""
    if isinstance(value, dict) and "@id" in value and not _stated(value):
        same = [node for node in nodes if node.get("@id") == value["@id"]]
        return max(same, key=len, default=value)
    return value


def types(node: Node) -> list[str]:
    """The names of an object's types, without the vocabulary's address before them."""
    return [name.rpartition("/")[2] for name in each(node.get("@type")) if isinstance(name, str)]


def each(value: Json) -> list[Json]:
    """A property's values: schema.org allows one or a list anywhere."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def text_of(value: Json) -> str:
    """A string with its character references read; an object's name; a list's first of these."""
    if isinstance(value, str):
        return html.unescape(html.unescape(value))
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value"))
    return next(filter(None, map(text_of, value)), "") if isinstance(value, list) else ""


def _parse(script: str) -> Iterator[Json]:
    """The values written one after another in a script, as far as they can be read."""
    if len(script) > MAX_SCRIPT:
        return
    text = _COMMENTS.sub("", script).strip().rstrip(";")
    while text:
        value, rest = _parse_first(text)
        if rest is None:
            return
        yield value
        text = rest.lstrip(" \t\r\n,;")


def _parse_first(text: str) -> tuple[Json, str | None]:
    """The first value and what follows it, None where nothing can be read."""
    decoder = json.JSONDecoder(strict=False)
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            value, end = decoder.raw_decode(attempt)
        except (ValueError, RecursionError):
            continue
        return value, attempt[end:]
    return None, None


def _objects(value: Json, depth: int) -> Iterator[Node]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name not in _OTHERS:
                yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)


def _stated(node: Node) -> bool:
    """Whether an object says anything beside its address and type."""
    return any(not name.startswith("@") for name in node)


def _fullness(node: Node) -> int:
    return sum(bool(node.get(name)) for name in ("headline", "datePublished", "author"))
