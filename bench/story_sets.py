"""Labelled sets of articles for grouping: events, headlines, unrelated articles, an invented week.

The shared sets are told in two halves that share no event, so that what is fitted on one is
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

Parts = frozenset[int]
PARTS = 4
ODD, EVEN, ALL = Parts({1, 3}), Parts({0, 2}), Parts({0, 1, 2, 3})
Cut = Literal["headline", "two sentences", "whole"]
NAMESAKES = 5
_INSIDE = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}")
_INVENTED = [
    begun + ended
    for begun in "Bran Dovr Esk Falm Gorn Hald Jarv Korm Lusk Marn Nolv Orst Pelt Rusk".split()
    for ended in "holt avik eda mark ova sund itz ania un ester".split()
]
CUTS: tuple[Cut, ...] = ("headline", "two sentences", "whole")


class Labelled(NamedTuple):
    """An article and the event it is about."""

    article: Article
    event: str


def events(parts: Parts = ALL) -> list[Labelled]:
    """The shared events, "13ecb" and its look-alike "13ecbplus"; they have no dates."""
    return [
        Labelled(Article(id=one["id"], headline=None, body=one["text"]), one["story"])
        for one in _records(EVENTS)
        if _topic(one["story"]) % PARTS in parts
    ]


def _topic(story: str) -> int:
    return int("".join(re.findall(r"^\d+", story)))


def apart(labelled: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """The events without their look-alikes, and those alone, as dates would part them."""
    later = [one for one in labelled if one.event.endswith("plus")]
    return [one for one in labelled if not one.event.endswith("plus")], later


def headlines(parts: Parts = ALL) -> list[Labelled]:
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
        if part_of(one["story"]) in parts
    ]
    return sorted(found, key=lambda one: (one.article.published or MONDAY, one.article.id))


def unrelated(cut: Cut, parts: Parts = ALL, sets: Sequence[str] = SINGLES) -> list[Labelled]:
    """Articles each of an event of its own, dated within a day, in an order of chance."""
    records = [
        one
        for name in sets
        for one in _records(SHARED / "summaries" / f"{name}.jsonl")
        if part_of(one["id"]) in parts
    ]
    random.Random(7).shuffle(records)  # noqa: S311  reproducible, no secret
    step = timedelta(days=1) / max(1, len(records))
    return [
        Labelled(shortened(_single(one, MONDAY + at * step), cut), one["id"])
        for at, one in enumerate(records)
    ]


def _single(record: dict[str, Any], published: datetime) -> Article:
    """Of a set without titles the first line of the summary is the headline."""
    headline = record.get("title") or record["summary"].partition("\n")[0]
    return Article(id=record["id"], headline=headline, body=record["article"], published=published)


def shortened(article: Article, cut: Cut) -> Article:
    """Its headline alone, or two sentences more; an article without one begins with its first."""
    if cut == "whole":
        return article
    sentences = [one.text for one in split(article.body[:2_000])]
    headline = article.headline or sentences.pop(0)
    body = " ".join(sentences[:2]) if cut == "two sentences" else ""
    return replace(article, headline=headline, body=body)


def namesakes(cut: Cut, parts: Parts = ALL) -> list[Labelled]:
    """Unrelated articles, NAMESAKES in a row with a name in common: an invented one in place of the
    first of each, as if all were about one place or one surname."""
    found = []
    for at, (article, event) in enumerate(unrelated(cut, parts)):
        text = f"{article.headline}\n{article.body}"
        name = _INSIDE.search(text)
        called = _INVENTED[at // NAMESAKES % len(_INVENTED)]
        headline, _, body = (text.replace(name[0], called) if name else text).partition("\n")
        found.append(Labelled(replace(article, headline=headline, body=body), event))
    return found


def week(edition: int) -> list[Labelled]:
    """The invented week."""
    return [Labelled(report.article, report.event) for report in reports(seed=edition)]


def orders(labelled: Sequence[Labelled], count: int = ORDERS) -> Iterator[list[Labelled]]:
    for seed in range(count):
        shuffled = list(labelled)
        random.Random(seed).shuffle(shuffled)  # noqa: S311  reproducible, no secret
        yield shuffled


def part_of(name: str) -> int:
    """Which part a story or an article falls into."""
    return zlib.crc32(name.encode()) % PARTS


def _records(path: Path) -> list[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
