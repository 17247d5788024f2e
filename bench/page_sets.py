"""The shared pages with what is known of their bodies, and how well a reader tells them.

Some sets have the whole body, some its first words, some snippets that must and must not be in it.
"""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from bench import flat_text

PAGES = Path(__file__).parent.parent.parent / "shared" / "data" / "pages"
FILES = ("newspapers_a", "benchmark_a", "more_a", "wcxb_dev")
CELLS = 5  # in a row of a table that are told together
START = 60  # letters of a beginning that have to be there
_CELLS = re.compile(r"\s*[|\t]\s*")
_BULLET = re.compile(r"(?:[-*•]|\d{1,2}\.)\s+")

Record = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """A shared page: its markup, and what is known of its body (None where that is little).

    `news` is None where nobody has said. A caption or credit that is part of the body is none.
    """

    name: str
    url: str
    html: str
    news: bool | None
    body: tuple[str, ...] | None
    start: str
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    captions: tuple[str, ...]
    credits: tuple[str, ...]

    @property
    def publisher(self) -> str:
        return ".".join((urlsplit(self.url).hostname or "").split(".")[-2:])


def read_sets() -> Iterator[Shown]:
    for file in FILES:
        with gzip.open(PAGES / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                yield _shown(file, record)


def _shown(file: str, record: Record) -> Shown:
    body = record.get("body")
    if isinstance(body, str):
        body = list(filter(str.strip, body.split("\n")))
    images = record.get("images", ())
    name = record.get("set") or file.removesuffix("_dev")
    if file == "wcxb_dev":
        name = "wcxb, articles" if record["type"] == "article" else "wcxb, other pages"
    news = {"newspapers_a": True, "more_a": record.get("news"), "wcxb_dev": False}.get(file)
    return Shown(
        name=name,
        url=record["url"],
        html=record["html"],
        news=news,
        body=tuple(body) if body else None,
        start=record.get("start") or "",
        inside=tuple(record.get("withs") or record.get("keep") or ()),
        outside=tuple(record.get("withouts") or record.get("leave") or ()),
        captions=tuple(image["caption"] for image in images if image["caption"]),
        credits=tuple(name for image in images for name in image["authors"]),
    )


def squeezed(text: str) -> str:
    return "".join(flat_text.folded_words(text))


def pieces(body: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs of a true body; a row of a table in cells, an item without its bullet."""
    cells = (cell for line in body for cell in _CELLS.split(line))
    return tuple(filter(None, (_BULLET.sub("", cell, count=1) for cell in cells)))


def labels(page: Shown, lines: Sequence[str]) -> list[bool | None]:
    """Which lines are body; None where nobody knows."""
    if page.body is not None:
        truth = flat_text.Page(
            page.publisher, bool(page.news), pieces(page.body), page.captions, page.credits, (), ()
        )
        return _joined(flat_text.label(truth, lines), lines, squeezed(" ".join(page.body)))
    inside = [squeezed(text) for text in page.inside]
    outside = [squeezed(text) for text in page.outside]
    start = squeezed(page.start)[:START]
    found: list[bool | None] = []
    for line in map(squeezed, lines):
        if any(text in line for text in outside if text):
            found.append(False)
        elif any(text in line for text in inside if text) or (start and start in line):
            found.append(True)
        else:
            found.append(None)
    return found


def _joined(marks: list[bool], lines: Sequence[str], body: str) -> list[bool | None]:
    """The marks, with those of short lines that only their neighbours tell: cells of a table."""
    letters = [squeezed(line) for line in lines]
    found: list[bool | None] = list(marks)
    for start in range(len(lines) - CELLS + 1):
        window = letters[start : start + CELLS]
        if not all(marks[start : start + CELLS]) and max(map(len, window)) < flat_text.LEAST_PIECE:
            joined = "".join(window)
            if len(joined) >= CELLS and joined in body:
                found[start : start + CELLS] = [True] * CELLS
    return found


@dataclass
class Tally:
    """What a reader did with the pages of a set."""

    f1: list[float]
    first: list[bool]
    inside: list[bool]
    outside: list[bool]
    captions: list[bool]
    credits: list[bool]

    def figures(self) -> Iterator[str]:
        """F1, first paragraphs and snippets kept, snippets, captions and credits leaked."""
        for values in (
            self.f1, self.first, self.inside, self.outside, self.captions, self.credits,
        ):  # fmt: skip
            yield f"{np.mean(values):.3f}" if values else ""


def tally(pages: Sequence[Shown], bodies: Sequence[Sequence[str]]) -> Mapping[str, Tally]:
    """The figures of each set, its paragraphs given as a reader found them."""
    found: dict[str, Tally] = defaultdict(lambda: Tally([], [], [], [], [], []))
    for page, paragraphs in zip(pages, bodies, strict=True):
        own = found[page.name]
        lines = {squeezed(line) for line in paragraphs}
        whole = squeezed(" ".join(paragraphs))
        if page.body is not None:
            true = squeezed(" ".join(page.body))
            own.f1.append(flat_text.f1(paragraphs, page.body))
            begin = next((line for line in page.body if len(line.split()) >= flat_text.SHINGLE), "")
            own.first.append(squeezed(begin)[:START] in whole)
            own.captions += [any(c in line for line in lines) for c in _aside(page.captions, true)]
            own.credits += [
                any(line.endswith(c) for line in lines) for c in _aside(page.credits, true)
            ]
        elif page.start:
            own.first.append(squeezed(page.start)[:START] in whole)
        own.inside += [squeezed(text) in whole for text in page.inside]
        own.outside += [squeezed(text) in whole for text in page.outside]
    return found


def _aside(texts: Sequence[str], body: str) -> set[str]:
    found = {squeezed(text) for text in texts}
    return {text for text in found if len(text) >= flat_text.LEAST_ASIDE and text not in body}
