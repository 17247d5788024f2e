"""What a page says beside its body: titles, days and authors told exactly, against trafilatura.

On the shared sets, as far as each has truths. White space and soft hyphens do not count; "letters"
are titles whose letters and digits agree, whatever their case, quotation marks and dashes. A day is
right in UTC or on the page's own clock; authors are compared as sets, without case. "People" leaves
out the outlet's own name, where the truth has it alone: who reads a brief knows it anyway.
Nothing here is learned but the weights of titles' places, which folds by publisher do not change.
"""

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import trafilatura
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from rich.console import Console
from rich.table import Table

from bot.reading.pages.headlines import fold, tidy
from bot.reading.pages.metadata import read_metadata

PAGES = Path(__file__).parents[2] / "shared" / "data" / "pages"
SETS = ("newspapers_a", "more_a", "wcxb_dev")
NONE_STATED = "??none"
_JOINTS = re.compile(r"\s*;\s*|,\s*(?:and\s)?|\s+(?:and|und|et|y|&)\s+|\s*[/|]\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """A title, days, authors and an outlet, as a page's truth or a reader tells them."""

    title: str
    days: frozenset[date]
    authors: frozenset[str]
    outlet: str = ""


def table() -> Table:
    kinds = ("title", "letters", "day", "authors", "people")
    rows = Table("set", "reader", *kinds, "ms a page", title="Metadata")
    for name in SETS:
        path = PAGES / f"{name}.jsonl.gz"
        if not path.exists():
            rows.caption = "the shared data is not here"
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            pages = [json.loads(line) for line in lines]
        for reader, read in (("briefbot", _briefbot), ("trafilatura", _trafilatura)):
            rows.add_row(name, reader, *_scores(pages, read, kinds))
    return rows


def _scores(
    pages: list[dict[str, Any]], read: Callable[[HtmlElement, str], Told], kinds: tuple[str, ...]
) -> list[str]:
    right, counted = Counter[str](), Counter[str]()
    seconds, count = 0.0, 0
    for page in pages:
        truth = _truth(page)
        if not any((truth.title, truth.days, truth.authors)):
            continue
        tree = document_fromstring(page["html"].encode(), parser=HTMLParser(encoding="utf-8"))
        start = time.process_time()
        told = read(tree, page["url"])
        seconds, count = seconds + time.process_time() - start, count + 1
        for kind, is_right in _judged(told, truth).items():
            right[kind] += is_right
            counted[kind] += 1
    shares = [f"{100 * right[kind] / (counted[kind] or 1):.1f}%" for kind in kinds]
    return [*shares, f"{1000 * seconds / (count or 1):.1f}"]


def _judged(told: Told, truth: Told) -> dict[str, bool]:
    """Whether each part that the truth has is told as it is there."""
    found = {}
    if truth.title:
        found["title"] = told.title == truth.title
        found["letters"] = fold(told.title) == fold(truth.title)
    if truth.days:
        found["day"] = bool(told.days & truth.days)
    if truth.authors:
        found["authors"] = told.authors == truth.authors
        own = {name for name in truth.authors if _is_outlet(name, told.outlet)}
        found["people"] = told.authors - own == truth.authors - own
    return found


def _is_outlet(name: str, outlet: str) -> bool:
    one, other = ("".join(filter(str.isalnum, text.casefold())) for text in (name, outlet))
    return bool(other) and (one in other or other in one)


def _truth(page: dict[str, Any]) -> Told:
    authors = page.get("authors") or page.get("byline") or []
    stated = page.get("published") or ""
    return Told(tidy(page.get("title") or ""), _days(stated), _names(authors))


def _days(stated: str) -> frozenset[date]:
    if not stated or stated == NONE_STATED:
        return frozenset()
    published = datetime.fromisoformat(stated)
    utc = {published.astimezone(UTC).date()} if published.tzinfo else set()
    return frozenset({published.date(), *utc})


def _briefbot(tree: HtmlElement, url: str) -> Told:
    found = read_metadata(tree, url)
    days = set()
    if found.published:
        own_clock = found.published + (found.published_offset or timedelta())
        days = {found.published.date(), own_clock.date()}
    names = _names((found.byline or "").split(", "))
    return Told(found.headline or "", frozenset(days), names, found.outlet or "")


def _trafilatura(tree: HtmlElement, url: str) -> Told:
    found = trafilatura.extract_metadata(tree, default_url=url)
    days = {date.fromisoformat(found.date)} if found.date else set()
    names = _names((found.author or "").split("; "))
    return Told(tidy(found.title or ""), frozenset(days), names, found.sitename or "")


def _names(names: str | list[str]) -> frozenset[str]:
    if names == NONE_STATED:
        return frozenset()
    if isinstance(names, str):
        names = _JOINTS.split(names.removeprefix("By "))
    return frozenset(tidy(name).casefold() for name in names if name and name.strip())


if __name__ == "__main__":
    Console().print(table())
