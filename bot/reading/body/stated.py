"""Pure. The article's text as a page's data have it: for a page that shows none, or only its start.

Search engines are given the whole in JSON-LD; a site that is drawn by a script has it in that
script's state (`__NEXT_DATA__` and its like), in whatever shape its editors' tool writes.
"""

import json
import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from bot.errors import EmptyPageError
from bot.reading.body.blocks import is_menu, read_blocks
from bot.reading.body.features import squeeze
from bot.reading.lines.forms import is_sentence
from bot.reading.pages.jsonld import MAX_DEPTH, Json
from bot.reading.pages.markup import parse
from bot.reading.web.decoding import one_line

_MORE = 1.5  # times as many letters as the page shows
_LEAST = 250  # letters, a short report's
_SAME = 0.5  # of the letters shown stand in the data too, of the first paragraphs
_COMPARED = 40  # paragraphs
_LEAST_MARKUP = 80  # characters of a text that is worth the time to parse it
_MOST_STATE = 2_000_000  # characters; no page's own script is longer
_SHARE = 0.6  # of an object's running text in one of its values
_FEWEST_WORDS = 3

_ASSIGNED = re.compile(r"[\w\s.$\[\]\"'|(){}]{0,100}?=\s{0,9}(?:JSON\.parse\()?")
_STATE_TYPES = {"application/json", "text/json", "application/javascript+json"}
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|li|span|ul)\b", re.IGNORECASE)
_RUN_TOGETHER = re.compile(
    r"(?<=[a-zß-ÿ\d)][.!?])(?=[\"“«]?[A-ZÀ-Þ](?:[a-zß-ÿ]| [a-z]))|(?<=[.!?][\"”»])(?=[A-Z])"
)
_KINDS = ("type", "nodeType", "kind", "tag", "name", "__typename", "_type", "component")
_PARAGRAPHS = re.compile(
    r"p|.{0,20}(?:paragraph|text-?block)s?|h[1-6]|.{0,20}heading.{0,10}", re.IGNORECASE
)
# Keys whose values are no paragraphs of the article, or its beginning once more.
_BESIDE = re.compile(
    r"alt|caption|credit|author|byline|bio|description|excerpt|summary|seo|meta|teaser|related"
    r"|recommend|comment|ur[il]|href|src|slug|class|style|label|copyright|newsletter|nav|menu|footer"
    r"|head|tags?$|i18n|translations?|messages|config|query|css|^id$|^type$|^name$|^title",
    re.IGNORECASE,
)  # fmt: skip


def fuller(told: Sequence[str], tree: HtmlElement, stated: str | None, headline: str) -> list[str]:
    """The paragraphs that a page's data have, if these are more than those `told`, else these.

    `stated` is the body in its JSON-LD. Where the page shows a text, the data must have it too.
    """
    shown = squeeze(" ".join(told))
    for found in (_lines(stated or ""), *_states(tree, headline, shown)):
        letters = squeeze(" ".join(found))
        if len(letters) < max(_LEAST, _MORE * len(shown)):
            continue
        some = [squeeze(one) for one in told[:_COMPARED]]
        same = sum(len(one) for one in some if one in letters)
        if len(shown) < _LEAST or same >= _SAME * sum(map(len, some)):
            return found
    return list(told)


def _lines(text: str) -> list[str]:
    """The paragraphs of a text, which may be markup or have lost the breaks between them."""
    if len(text) >= _LEAST_MARKUP and _MARKUP.search(text):
        try:
            blocks = read_blocks(parse(text))
        except EmptyPageError:
            return []
        return [block.text for block in blocks if not is_menu(block)]
    lines = (line for part in text.split("\n") for line in _RUN_TOGETHER.split(part))
    return list(filter(None, map(one_line, lines)))


def _states(tree: HtmlElement, headline: str, shown: str) -> Iterator[list[str]]:
    """The texts in the states of a page's scripts, if it shows too little to be an article."""
    if len(shown) >= _LEAST:
        return
    left = _MOST_STATE
    for script in tree.iter("script"):
        text = script.text or ""
        left -= len(text)
        if left < 0:
            return
        if len(text) >= _LEAST and (value := _state(script, text)) is not None:
            yield _article(value, squeeze(headline))


def _state(script: HtmlElement, text: str) -> Json:
    """The value that a script is or sets, None for any other script."""
    start = 0
    if (script.get("type") or "").lower() not in _STATE_TYPES:
        found = _ASSIGNED.match(text)
        if found is None:
            return None
        start = found.end()
    decoder = json.JSONDecoder(strict=False)
    try:
        value: Json = decoder.raw_decode(text.lstrip() if not start else text, start)[0]
        return decoder.decode(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return None


def _article(state: Json, headline: str) -> list[str]:
    """The paragraphs of the object with the article's headline, or else of the whole state."""
    whole = _Texts(state)
    longest = 2 * len(headline) + _LEAST_MARKUP
    named = [
        node
        for node in whole.objects
        if any(
            isinstance(one, str) and len(one) <= longest and squeeze(one) == headline
            for one in node.values()
        )
    ]
    node = max(named, key=whole.prose, default=state) if headline else state
    if whole.prose(node) < _LEAST:
        node = state
    while (inner := whole.main_value(node)) is not None:
        node = inner
    return list(dict.fromkeys(whole.lines(node)))


class _Texts:
    """The running texts in a state, each value of it read once."""

    def __init__(self, state: Json) -> None:
        self.objects: list[dict[str, Json]] = []
        self._lines: dict[int, list[str]] = {}
        self._read(state, 0)

    def lines(self, value: Json) -> list[str]:
        return self._lines.get(id(value), [])

    def prose(self, value: Json) -> int:
        return sum(len(line) for line in self.lines(value) if is_sentence(line))

    def main_value(self, value: Json) -> Json:
        """The list or object in a value that has most of its text, or the text that is most."""
        if isinstance(value, dict):
            inner = list(value.values())
        elif isinstance(value, list):
            inner = value
        else:
            return None
        best = max(inner, key=self.prose, default=None)
        return best if self.prose(best) > _SHARE * self.prose(value) else None

    def _read(self, value: Json, depth: int) -> list[str]:
        found: list[str] = []
        if depth > MAX_DEPTH:
            return found
        if isinstance(value, str):
            if len(value.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS and "{" not in value:
                found = _lines(value)
        elif isinstance(value, list):
            found = [line for one in value for line in self._read(one, depth + 1)]
        elif isinstance(value, dict):
            self.objects.append(value)
            if _is_paragraph(value):
                whole = one_line("".join(_leaves(value, depth)))
                found = [whole] if whole else []
            else:
                inner = (self._read(one, depth + 1) for key, one in value.items() if _tells(key))
                found = [line for lines in inner for line in lines]
        self._lines[id(value)] = found
        return found


def _tells(key: str) -> bool:
    return len(key) > 64 or _BESIDE.search(key) is None  # noqa: PLR2004 - an address, say


def _is_paragraph(node: dict[str, Json]) -> bool:
    kinds = (node.get(name) for name in _KINDS)
    return any(isinstance(kind, str) and _PARAGRAPHS.fullmatch(kind) for kind in kinds)


def _leaves(value: Json, depth: int) -> Iterator[str]:
    """The pieces of a paragraph, whose links and emphasis are objects of their own."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, depth + 1)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in _KINDS and _tells(key):
                yield from _leaves(one, depth + 1)
