"""Hostile pages, feeds, texts and topics: the slowest of each kind, the memory, and any crash.

    python -m bench.hostile          5,000 of them
    python -m bench.hostile 500 7    so many, by another seed

A page or a text is read, grouped and briefed; all of it must end in a result or in a sentence that
says why not.
"""

import resource
import sys
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime
from random import Random

from rich.console import Console
from rich.table import Table

from bot.briefing.extract import compose
from bot.errors import BriefbotError
from bot.models import Length
from bot.reading import documents
from bot.reading.feeds.entries import parse_feed
from bot.stories import features, requests
from tests.standins.hostile import FEED, KINDS, TOPIC

COUNT, SEED = 5_000, 1
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
URL = "https://news.example/x"


def take(given_as: str, raw: bytes) -> None:
    """All that is done with it; raises BriefbotError where it is refused."""
    if given_as == FEED:
        parse_feed(raw, URL, None, now=NOW)
    elif given_as == TOPIC:
        requests.parse(raw.decode(errors="replace"), now=NOW, zone=UTC)
    else:
        article = documents.read_bytes(raw, id="x", url=URL)
        features.of(article)
        compose.brief(article, Length.BRIEF, NOW, compose.Shares())


def table(count: int = COUNT, seed: int = SEED) -> Table:
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    refused: Counter[str] = Counter()
    crashes: Counter[str] = Counter()
    for number in range(count):
        kind = [*KINDS][number % len(KINDS)]
        given_as, make = KINDS[kind]
        raw = make(Random(f"{seed} {number}"))  # noqa: S311  no secret
        start = time.thread_time()
        try:
            take(given_as, raw)
        except BriefbotError:
            refused[kind] += 1
        except Exception as error:  # noqa: BLE001  which is what is counted
            crashes[kind] += 1
            Console(stderr=True).print(f"{kind} {number}: {error!r}", markup=False)
        seconds[kind].append(time.thread_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found = Table(
        "kind", "of them", "refused", "crashes", "slowest, s", "median, ms",
        title=f"{count} hostile inputs; memory {peak} MB at its peak, all in one process",
    )  # fmt: skip
    for kind, taken in seconds.items():
        middle = sorted(taken)[len(taken) // 2] * 1000
        figures = (len(taken), refused[kind], crashes[kind], f"{max(taken):.2f}", f"{middle:.0f}")
        found.add_row(kind, *map(str, figures))
    return found


if __name__ == "__main__":
    Console().print(table(*map(int, sys.argv[1:3])))
