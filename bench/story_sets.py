"""Labelled sets of articles for grouping: events, headlines, unrelated articles, an invented week.

The shared sets are told in halves, "odd" and "even", that share no event: what is fitted on one is
measured on the other (`python -m bench.train_stories`). Of the events a half has whole topics,
since a topic is two events that look alike.
"""

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple

from bot.models import Article
from bot.text.sentences import split
from tests.standins.week import MONDAY, reports

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
EVENTS = SHARED / "stories" / "events_a.jsonl.gz"
HEADLINES = SHARED / "stories" / "headlines_a.jsonl.gz"
SINGLES = ("bbc_extractive_a", "xsum_a", "inshorts_a")
ORDERS = 5

Half = Literal["odd", "even", "both"]
Cut = Literal["headline", "two sentences", "whole"]
CUTS: tuple[Cut, ...] = ("headline", "two sentences", "whole")


class Labelled(NamedTuple):
    """An article and the event it is about."""

    article: Article
    event: str


def events(half: Half = "both") -> list[Labelled]:
    """The shared events, "13ecb" and its look-alike "13ecbplus"; they have no dates."""
    return [
        Labelled(Article(id=one["id"], headline=None, body=one["text"]), one["story"])
        for one in _records(EVENTS)
        if half in ("both", "odd" if _topic(one["story"]) % 2 else "even")
    ]


def _topic(story: str) -> int:
    return int("".join(re.findall(r"^\d+", story)))


def apart(labelled: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """The events without their look-alikes, and those alone, as dates would part them."""
    later = [one for one in labelled if one.event.endswith("plus")]
    return [one for one in labelled if not one.event.endswith("plus")], later


def headlines(half: Half = "both") -> list[Labelled]:
    """Headlines of three days, as an aggregator grouped them; in the order of publication."""
    found = [
        Labelled(
            Article(
                id=one["id"],
                headline=one["title"],
                body="",
                outlet=one["source"],
                published=datetime.fromisoformat(one["published"]),
            ),
            one["story"],
        )
        for one in _records(HEADLINES)
        if half in ("both", parity(one["story"]))
    ]
    return sorted(found, key=lambda one: (one.article.published or MONDAY, one.article.id))


def unrelated(cut: Cut, half: Half = "both") -> list[Labelled]:
    """Articles each of an event of its own, dated within a day, in an order of chance."""
    records = [
        one
        for name in SINGLES
        for one in _records(SHARED / "summaries" / f"{name}.jsonl")
        if half in ("both", parity(one["id"]))
    ]
    random.Random(7).shuffle(records)  # noqa: S311  reproducible, no secret
    step = timedelta(days=1) / max(1, len(records))
    return [
        Labelled(shortened(_single(one, MONDAY + at * step), cut), one["id"])
        for at, one in enumerate(records)
    ]


def _single(record: dict[str, Any], published: datetime) -> Article:
    """XSum has no titles; its summary was the article's first sentence."""
    headline = record.get("title") or record["summary"]
    return Article(id=record["id"], headline=headline, body=record["article"], published=published)


def shortened(article: Article, cut: Cut) -> Article:
    """Its headline alone, or two sentences more; an article without one begins with its first."""
    if cut == "whole":
        return article
    sentences = [one.text for one in split(article.body[:2_000])]
    headline = article.headline or sentences.pop(0)
    body = " ".join(sentences[:2]) if cut == "two sentences" else ""
    return replace(article, headline=headline, body=body)


def week(edition: int) -> list[Labelled]:
    """The invented week."""
    return [Labelled(report.article, report.event) for report in reports(seed=edition)]


def orders(labelled: Sequence[Labelled], count: int = ORDERS) -> Iterator[list[Labelled]]:
    for seed in range(count):
        shuffled = list(labelled)
        random.Random(seed).shuffle(shuffled)  # noqa: S311  reproducible, no secret
        yield shuffled


def parity(name: str) -> Half:
    """Which half a story or an article falls into."""
    return "odd" if zlib.crc32(name.encode()) % 2 else "even"


def _records(path: Path) -> list[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
