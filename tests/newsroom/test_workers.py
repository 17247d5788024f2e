"""A page that takes too much ends its worker, and nothing else."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from bot.errors import EmptyPageError, FeedError, NotAFeedError, UnreadableError
from bot.models import Article
from bot.newsroom.fetching import in_thread, parsed_in_thread
from bot.newsroom.workers import Workers
from bot.reading.web.fetch import Response

Result = TypeVar("Result")

ADDRESS = "https://news.example/quay"
PAGE = """<html lang="en"><head><title>Quay closed</title></head><body><article><h1>Quay closed</h1>
<p>The northern quay was closed on Monday after a crane fell into the water, officials said.</p>
<p>Nobody was hurt, said the harbour master, Ilse Brandt, who expects it to open on Thursday.</p>
</article></body></html>"""
SLOW = f"<html><body>{'<div><p>The quay was closed, <b>she said</b>.</p></div>' * 60_000}"
FEED = b"""<rss version="2.0"><channel><title>Quay</title><item><title>Closed</title>
<link>https://news.example/quay</link></item></channel></rss>"""
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
BEAT = 0.05  # seconds


def answer(page: str) -> Response:
    return Response(ADDRESS, 200, page.encode())


def run(work: Callable[[Workers], Awaitable[Result]], workers: Workers | None = None) -> Result:
    async def wait() -> Result:
        async with workers or Workers() as some:
            return await work(some)

    return asyncio.run(wait())


def test_a_page_is_read_as_it_is_in_the_process_itself() -> None:
    read = run(lambda workers: workers.read(answer(PAGE), ADDRESS))
    assert read == run(lambda _: in_thread(answer(PAGE), ADDRESS))
    assert "officials said" in read.body


def loaded_by(module: str) -> set[str]:
    program = f"import {module}, sys; print(*sys.modules)"
    return set(subprocess.run(  # noqa: S603  ours
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.split())  # fmt: skip


def test_a_worker_starts_without_a_database_or_http_and_its_parent_without_the_readers() -> None:
    worker = "bot.newsroom.worker, bot.reading.article, bot.reading.feeds.entries"
    assert not {"sqlalchemy", "httpx", "pydantic"} & loaded_by(worker)
    assert "bot.reading.article" not in loaded_by("bot.newsroom.workers")


def test_why_a_page_is_unreadable_crosses_over() -> None:
    with pytest.raises(EmptyPageError) as here:
        run(lambda _: in_thread(answer("<p></p>"), ADDRESS))
    with pytest.raises(EmptyPageError) as there:
        run(lambda workers: workers.read(answer("<p></p>"), ADDRESS))
    assert (there.value.log, there.value.advice) == (here.value.log, here.value.advice)


async def _longest_silence() -> float:
    """The longest that this loop did not get its turn, until it is cancelled."""
    clock, longest = asyncio.get_running_loop().time, 0.0
    try:
        while True:
            before = clock()
            await asyncio.sleep(BEAT)
            longest = max(longest, clock() - before)
    except asyncio.CancelledError:
        return longest


@pytest.mark.parametrize(
    ("workers", "reason"),
    [
        (Workers(seconds=0.5), "too much time"),
        (Workers(memory=48 * 1024 * 1024), "too much"),
        (Workers(memory=64 * 1024 * 1024), "too much"),
        (Workers(memory=100 * 1024 * 1024), "too much"),
    ],
    ids=["time", "memory of Python", "memory of the parser", "memory of the reader"],
)
def test_a_page_that_takes_too_much_is_unreadable_and_the_next_is_read(
    workers: Workers, reason: str
) -> None:
    async def both(workers: Workers) -> Article:
        beating = asyncio.create_task(_longest_silence())
        with pytest.raises(UnreadableError, match=reason):
            await workers.read(answer(SLOW), ADDRESS)
        beating.cancel()
        assert await beating < 1
        return await workers.read(answer(PAGE), ADDRESS)

    assert "officials said" in run(both, workers).body


def test_a_feed_is_parsed_as_it_is_in_the_process_itself() -> None:
    found = Response("https://news.example/feed", 200, FEED, "text/xml", "utf-8")
    parsed = run(lambda workers: workers.parse(found, NOW, 10_000))
    assert parsed == run(lambda _: parsed_in_thread(found, NOW, 10_000))
    assert [entry.title for entry in parsed.entries] == ["Closed"]
    with pytest.raises(NotAFeedError):
        run(lambda workers: workers.parse(answer(PAGE), NOW, 10_000))


def test_a_feed_that_takes_too_much_is_refused_and_the_next_is_parsed() -> None:
    items = b"".join(b"<item><title>%d</title></item>" % number for number in range(40_000))
    long = Response(ADDRESS, 200, FEED.replace(b"</channel>", items + b"</channel>"), "text/xml")
    short = replace(long, body=FEED)

    async def both(workers: Workers) -> int:
        with pytest.raises(FeedError, match="too much time"):
            await workers.parse(long, NOW, 10_000_000)
        return len((await workers.parse(short, NOW, 10_000)).entries)

    assert run(both, Workers(seconds=0.2)) == 1


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGALRM, signal.SIGTERM])
def test_a_worker_that_somebody_ends_costs_no_page(ending: signal.Signals) -> None:
    async def after(workers: Workers) -> tuple[Article, Article]:
        first = await workers.read(answer(PAGE), ADDRESS)
        os.kill(children()[0], ending)
        return first, await workers.read(answer(PAGE), ADDRESS)

    first, second = run(after)
    assert first == second
    assert children() == []


def test_workers_end_with_their_parent_and_leave_nothing_when_cancelled() -> None:
    async def cancelled(workers: Workers) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await workers.read(answer(SLOW), ADDRESS)

    run(cancelled)
    assert children() == []


def children() -> list[int]:
    """The processes that this one started and that are not over."""
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(one) for one in listed.split() if is_worker(one)]


def is_worker(process: str) -> bool:
    return b"bot.newsroom.worker" in Path(f"/proc/{process}/cmdline").read_bytes()
