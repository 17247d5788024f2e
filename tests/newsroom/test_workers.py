"""A page that takes too much ends its worker, and nothing else."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable

import pytest

from bot.errors import EmptyPageError, UnreadableError
from bot.models import Article
from bot.newsroom.fetching import in_thread
from bot.newsroom.workers import Workers
from bot.reading.web.fetch import Response

ADDRESS = "https://news.example/quay"
PAGE = """<html lang="en"><head><title>Quay closed</title></head><body><article><h1>Quay closed</h1>
<p>The northern quay was closed on Monday after a crane fell into the water, officials said.</p>
<p>Nobody was hurt, said the harbour master, Ilse Brandt, who expects it to open on Thursday.</p>
</article></body></html>"""
SLOW = f"<html><body>{'<div><p>The quay was closed, <b>she said</b>.</p></div>' * 60_000}"
BEAT = 0.05  # seconds


def answer(page: str) -> Response:
    return Response(ADDRESS, 200, page.encode())


def run(work: Callable[[], Awaitable[Article]]) -> Article:
    async def wait() -> Article:
        return await work()

    return asyncio.run(wait())


def test_a_page_is_read_as_it_is_in_the_process_itself() -> None:
    read = run(lambda: Workers().read(answer(PAGE), ADDRESS))
    assert read == run(lambda: in_thread(answer(PAGE), ADDRESS))
    assert "officials said" in read.body


def test_a_worker_starts_without_a_database_or_http() -> None:
    program = "import bot.newsroom.page_worker, sys; print(*sys.modules)"
    loaded = subprocess.run(  # noqa: S603  ours
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.split()
    assert "lxml.etree" in loaded
    assert not {"sqlalchemy", "httpx", "pydantic"} & set(loaded)


def test_why_a_page_is_unreadable_crosses_over() -> None:
    with pytest.raises(EmptyPageError) as here:
        run(lambda: in_thread(answer("<p></p>"), ADDRESS))
    with pytest.raises(EmptyPageError) as there:
        run(lambda: Workers().read(answer("<p></p>"), ADDRESS))
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
    async def both() -> Article:
        beating = asyncio.create_task(_longest_silence())
        with pytest.raises(UnreadableError, match=reason):
            await workers.read(answer(SLOW), ADDRESS)
        beating.cancel()
        assert await beating < 1
        return await workers.read(answer(PAGE), ADDRESS)

    assert "officials said" in run(both).body
