"""What a page says beside its body: titles, days and authors told exactly, against trafilatura.

On the shared newspapers. White space and soft hyphens do not count; a day is right in UTC or on the
page's own clock; authors are compared as sets, without case.
"""

import gzip
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import trafilatura
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from rich.console import Console
from rich.table import Table

from bot.reading.pages.headlines import tidy
from bot.reading.pages.metadata import read_metadata

PAGES = Path(__file__).parents[2] / "shared" / "data" / "pages" / "newspapers_a.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Told:
    """A title, a day and authors, as a page's truth or a reader tells them."""

    title: str
    days: frozenset[date]
    authors: frozenset[str]


def table() -> Table:
    rows = Table("reader", "title", "day", "authors", "ms a page", title="Metadata, newspapers_a")
    if not PAGES.exists():
        rows.caption = "the shared data is not here"
        return rows
    with gzip.open(PAGES, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    for name, reader in (("briefbot", _briefbot), ("trafilatura", _trafilatura)):
        rows.add_row(name, *_scores(pages, reader))
    return rows


def _scores(pages: list[dict[str, Any]], reader: Callable[[HtmlElement, str], Told]) -> list[str]:
    right = {"title": 0, "day": 0, "authors": 0}
    seconds = 0.0
    for page in pages:
        tree = document_fromstring(page["html"].encode(), parser=HTMLParser(encoding="utf-8"))
        start = time.process_time()
        told = reader(tree, page["url"])
        seconds += time.process_time() - start
        truth = _truth(page)
        right["title"] += told.title == truth.title
        right["day"] += told.days == truth.days or bool(told.days & truth.days)
        right["authors"] += told.authors == truth.authors
    shares = [f"{100 * count / len(pages):.1f}%" for count in right.values()]
    return [*shares, f"{1000 * seconds / len(pages):.1f}"]


def _truth(page: dict[str, Any]) -> Told:
    published = datetime.fromisoformat(page["published"])
    days = {published.date()}
    if published.tzinfo:
        days.add(published.astimezone(UTC).date())
    return Told(tidy(page["title"]), frozenset(days), _names(page["authors"]))


def _briefbot(tree: HtmlElement, url: str) -> Told:
    found = read_metadata(tree, url)
    days = {found.published.date()} if found.published else set()
    return Told(found.headline or "", frozenset(days), _names((found.byline or "").split(", ")))


def _trafilatura(tree: HtmlElement, url: str) -> Told:
    found = trafilatura.extract_metadata(tree, default_url=url)
    days = {date.fromisoformat(found.date)} if found.date else set()
    return Told(tidy(found.title or ""), frozenset(days), _names((found.author or "").split("; ")))


def _names(names: list[str]) -> frozenset[str]:
    return frozenset(tidy(name).casefold() for name in names if name)


if __name__ == "__main__":
    Console().print(table())
