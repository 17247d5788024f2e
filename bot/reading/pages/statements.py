"""Pure. A page's own statements about its article, gathered once for all that read them.

They stand in meta elements, in JSON-LD, in the title and in the headings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import SplitResult, urljoin, urlsplit

from lxml.html import HtmlElement

from bot.reading.pages import jsonld
from bot.reading.pages.element_texts import is_short
from bot.reading.pages.element_texts import text_of as shown
from bot.reading.pages.headlines import fold, tidy
from bot.reading.pages.jsonld import Json, Node, text_of

_TITLES = {"og": "og:title", "twitter": "twitter:title"}
_MOST = 50  # headings; a page with more is up to something
_LONGEST = 300  # letters of a headline
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Statements:
    """A page's statements, gathered once; the keys of `metas` are in lower case."""

    tree: HtmlElement
    url: str | None
    metas: dict[str, list[str]]
    titles: tuple[tuple[str, str], ...]  # (place, text), as `headlines.choose` takes them
    nodes: list[Node]
    article: Node

    def meta(self, *names: str) -> str:
        return next((self.metas[name][0] for name in names if name in self.metas), "")


def gather(tree: HtmlElement, url: str | None) -> Statements:
    """What the page states; `url` is the address it came from, if known."""
    metas = _metas(tree)
    address = _canonical(tree, metas, url)
    titles = [(place, tidy(metas.get(name, [""])[0])) for place, name in _TITLES.items()]
    titles += [("h1", tidy(shown(h1))) for h1 in islice(tree.iter("h1"), _MOST)]
    title = tidy(tree.findtext(".//title") or "")
    if not any(place == "h1" for place, _ in titles):
        titles += islice((("h1", text) for text in _large(tree) if _heads(text, title)), 1)
    nodes = jsonld.read_nodes(tree)
    keys = {fold(text) for _, text in titles} - {""}
    path = split_address(address).path.strip("/")

    def is_this(node: Node) -> bool:
        addresses = (node.get("url"), node.get("mainEntityOfPage"), node.get("@id"))
        return fold(text_of(node.get("headline"))) in keys or any(
            path and split_address(_address(value)).path.strip("/") == path for value in addresses
        )

    article = jsonld.article_of(nodes, is_this)
    titles.append(("jsonld", tidy(text_of(article.get("headline") or article.get("name")))))
    titles.append(("title", title))
    return Statements(tree, address, metas, tuple(titles), nodes, article)


def _large(tree: HtmlElement) -> Iterator[str]:
    """What is set large or in bold, where a page without a main heading has its headline."""
    for element in islice(tree.iter("h2", "h3", "b", "strong", "big", "font"), _MOST):
        if is_short(element, _LONGEST):
            yield tidy(shown(element))


def _heads(text: str, title: str) -> bool:
    """Whether a page's title says the text and, behind it, the name of a site."""
    return len(text.split()) >= _LEAST_WORDS and fold(title).startswith(fold(text))


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and (content := (meta.get("content") or "").strip()):
            metas.setdefault(name.lower(), []).append(content)
    return metas


def _canonical(tree: HtmlElement, metas: dict[str, list[str]], url: str | None) -> str | None:
    """The address the page gives itself, if on the same host and no front page; else `url`."""
    links = [
        link.get("href") or ""
        for link in tree.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    ]
    for stated in (*links, *metas.get("og:url", ())):
        address = absolute(stated, url)
        parts = split_address(address)
        if (
            address
            and parts.path.strip("/")
            and (not url or parts.hostname == split_address(url).hostname)
        ):
            return address
    return url


def _address(value: Json) -> str:
    """The address in a value: a string, or an object's."""
    if isinstance(value, dict):
        return text_of(value.get("url") or value.get("@id"))
    return text_of(value)


def absolute(address: str, base: str | None) -> str | None:
    """A link as a web address; None where it is none."""
    try:
        found = urljoin(base or "", address.strip())
    except ValueError:  # not an address
        return None
    return found if address and found.startswith(("http://", "https://")) else None


def split_address(address: str | None) -> SplitResult:
    try:
        return urlsplit(address or "")
    except ValueError:  # not an address
        return urlsplit("")
