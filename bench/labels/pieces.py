"""What kind of piece each of some articles and pages is, by reading.

`genres.jsonl` has one a line: its set and id in the shared data and its kind: news (a report),
explainer, analysis, opinion, review, interview, feature, guide (a list or service piece, too), page
(no article) or article (one of any kind: read for that alone). `also` is a second kind that another
reader could choose. They were read without a look at what the product says. Of a set that says
itself which of its pages are no articles, those that nobody read count as it has them.

Half of them, drawn by a hash, is only measured.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha1
from typing import Any

from bench.labels.articles import DATA, HERE, NO_HEADLINE, SETS
from bot.errors import BriefbotError
from bot.models import Article
from bot.reading.article import read_page

FILE = HERE / "genres.jsonl"
NEWS = frozenset({"news", "feature", "explainer", "interview"})
ARGUED = frozenset({"opinion", "review"})
ANY = "article"
_TYPED, _NEWS_ONLY = "wcxb_dev", "newspapers_a"


@dataclass(frozen=True, slots=True)
class Piece:
    """An article with its kind; `measured` where nothing may be fitted on it."""

    article: Article
    kind: str
    also: str | None
    measured: bool

    def is_surely(self, *kinds: str) -> bool:
        """Whether it is of these kinds, and no reader could say else."""
        return self.kind in kinds and self.also in {None, *kinds}


@cache
def pieces() -> tuple[Piece, ...]:
    """Those that can be read of the sets that are there."""
    lines = map(json.loads, FILE.read_text(encoding="utf-8").splitlines())
    known = {(one["set"], one["id"]): one for one in lines}
    return tuple(
        Piece(article, told["kind"], told.get("also"), _is_measured(article.id))
        for name in dict.fromkeys((*(name for name, _ in known), _NEWS_ONLY))
        for record in _records(name)
        if (told := known.get((name, record["id"])) or _by_set(name, record))
        if (article := _article(name, record))
    )


def _by_set(name: str, record: dict[str, Any]) -> dict[str, str] | None:
    if name == _TYPED and record["type"] != "article":
        return {"kind": "page"}
    return {"kind": ANY} if name == _NEWS_ONLY else None


def _is_measured(known_as: str) -> bool:
    return bool(int(sha1(known_as.encode(), usedforsecurity=False).hexdigest(), 16) % 2)


def _records(name: str) -> Iterator[dict[str, Any]]:
    path = DATA / SETS[name]
    if path.exists():
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
        yield from map(json.loads, text.split("\n")[:-1])


def _article(name: str, record: dict[str, Any]) -> Article | None:
    """None where the page is refused."""
    known_as = f"{name}/{record['id']}"
    if "html" in record:
        try:
            return read_page(record["html"], id=known_as, url=record["url"])
        except BriefbotError:
            return None
    body = record["article"]
    return Article(
        id=known_as,
        headline=None if name in NO_HEADLINE else record.get("title"),
        body="\n\n".join(body) if isinstance(body, list) else body,
        lang=record.get("lang", "en"),
    )
