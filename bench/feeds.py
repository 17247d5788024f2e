"""How many entries of feeds a CPU second reads, and how soon bombs are refused.

python -m bench.feeds FOLDER   the feeds in a folder of which feedparser has more entries; its own
                               tests are in `pip download --no-binary :all: feedparser`
"""

import io
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import feedparser  # type: ignore[import-untyped]  # it ships no types
from rich.console import Console
from rich.table import Table

from bot.errors import FeedError
from bot.reading.feeds.entries import parse_feed

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ENTRIES = 2_000
DEEP = 200_000
ITEM = """<item><guid isPermaLink="false">n{0}</guid>
<link>https://ex.com/{0}?utm_source=rss</link>
<title>Harbour opens, part {0} &amp;amp; last</title>
<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate>
<description><![CDATA[<p>The ferry was <b>late</b>.</p>]]></description></item>"""
FEED = f"<rss><channel>{''.join(map(ITEM.format, range(ENTRIES)))}</channel></rss>".encode()
BOMBS = {
    "200,000 levels": b"<rss>" + b"<a>" * DEEP + b"</a>" * DEEP + b"</rss>",
    "entities": b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>',
    "5 MB of ampersands": b"&" * 5_000_000,
    "100,000 levels of JSON": b'{"items":' * 100_000,
}


def ours(content: bytes) -> object:
    return parse_feed(content, "https://ex.com/feed", None, now=NOW)


READERS: dict[str, Callable[[bytes], object]] = {
    "feedparser": lambda content: feedparser.parse(io.BytesIO(content)),
    "briefbot": ours,
}


def seconds(read: Callable[[bytes], object], content: bytes) -> float:
    """CPU seconds until the content was read or refused."""
    start = time.process_time()
    with suppress(FeedError, ValueError):
        read(content)
    return time.process_time() - start


def table() -> Table:
    shown = Table("", *READERS, title="Feeds: entries a CPU second; bombs in seconds")
    speeds = (ENTRIES / seconds(read, FEED) for read in READERS.values())
    shown.add_row("entries/s", *(f"{speed:,.0f}" for speed in speeds))
    for name, bomb in BOMBS.items():
        shown.add_row(name, *(f"{seconds(read, bomb):.3f}" for read in READERS.values()))
    return shown


def lost(folder: Path) -> Iterator[str]:
    """A line for each feed that gives fewer entries than feedparser has, then what all have."""
    counts = []
    for path in sorted(folder.rglob("*.xml")):
        content, found = path.read_bytes(), 0
        theirs = len(feedparser.parse(io.BytesIO(content)).entries)
        with suppress(FeedError):
            found = len(parse_feed(content, "https://ex.com/feed", None, now=NOW).entries)
        counts.append((theirs, max(theirs - found, 0)))
        if found < theirs:
            yield f"{path.relative_to(folder)}: {found} of {theirs}"
    entries, missing = map(sum, zip(*counts, strict=True))
    yield f"{len(counts)} feeds, {entries} entries, {missing} lost"


if __name__ == "__main__":
    for line in map(lost, map(Path, sys.argv[1:])):
        Console().print(*line, sep="\n")
    if not sys.argv[1:]:
        Console().print(table())
