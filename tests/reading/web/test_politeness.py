"""Politeness, on a clock of the test's own."""

import asyncio
from datetime import timedelta

import pytest

from bot.errors import FetchError, GoneError, NoAnswerError, RateLimitedError, StatusError
from bot.reading.web.politeness import HostPace, RateLimits, Robots


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


def test_requests_to_one_host_keep_their_distance_and_another_host_need_not_wait() -> None:
    clock = Clock()
    pace = HostPace(RateLimits(gap=0.5), clock, clock.sleep)

    async def times(*hosts: str, delay: float = 0.0) -> list[float]:
        seen = []
        for host in hosts:
            async with pace.turn(host, delay):
                seen.append(clock.time - 100.0)
        return seen

    assert asyncio.run(times("a.test", "a.test", "b.test", "a.test")) == [0.0, 0.5, 0.5, 1.0]
    assert asyncio.run(times("c.test", "c.test", delay=2.0)) == [1.0, 3.0]
    assert asyncio.run(times("d.test", "d.test", delay=86400.0)) == [3.0, 13.0]


@pytest.mark.parametrize(("rates", "most"), [(RateLimits(9, 2, 0), 2), (RateLimits(3, 9, 0), 3)])
def test_no_more_than_so_many_are_asked_at_once(rates: RateLimits, most: int) -> None:
    pace, under_way, seen = HostPace(rates), 0, []

    async def ask() -> None:
        nonlocal under_way
        async with pace.turn("a.test"):
            under_way += 1
            seen.append(under_way)
            await asyncio.sleep(0)
            under_way -= 1

    async def run() -> None:
        await asyncio.gather(*(ask() for _ in range(20)))

    asyncio.run(run())
    assert (len(seen), max(seen)) == (20, most)


@pytest.mark.parametrize(
    ("asked", "seconds"), [(timedelta(minutes=1), 60), (timedelta(days=365), 24 * 3600)]
)
def test_a_host_is_held_as_long_as_it_asked_but_a_day_at_most(
    asked: timedelta, seconds: int
) -> None:
    clock = Clock()
    pace = HostPace(RateLimits(), clock, clock.sleep)

    async def run() -> None:
        pace.hold("a.test", asked)
        async with pace.turn("b.test"):
            pass
        with pytest.raises(RateLimitedError):
            async with pace.turn("a.test"):
                pass
        clock.time += seconds
        async with pace.turn("a.test"):
            pass

    asyncio.run(run())


RULES = b"User-agent: *\nDisallow: /\n\nUser-agent: briefbot\nDisallow: /x\nCrawl-delay: 3\n"


@pytest.mark.parametrize(
    ("served", "delay"),
    [
        (RULES, 3.0),
        (b"User-agent: *\nDisallow: /\n", None),
        (b"", 0.0),
        (b"<html>\xff\x00" * 50, 0.0),
        (StatusError("", advice="", status=404), 0.0),
        (StatusError("", advice="", status=403), 0.0),
        (GoneError("", advice=""), 0.0),
        (StatusError("", advice="", status=500), None),
        (RateLimitedError("", advice=""), None),
        (NoAnswerError("", advice=""), None),
    ],
)
def test_what_robots_txt_says_and_what_its_absence_says(
    served: bytes | FetchError, delay: float | None
) -> None:
    async def read(url: str) -> bytes:
        assert url == "http://a.test/robots.txt"
        if isinstance(served, FetchError):
            raise served
        return served

    robots = Robots(read, "briefbot")
    assert asyncio.run(robots.delay("http://a.test", "http://a.test/news")) == delay


def test_robots_txt_is_read_once_a_day_and_sooner_where_it_could_not_be_read() -> None:
    clock, read_at = Clock(), []

    async def read(url: str) -> bytes:
        read_at.append(clock.time)
        if len(read_at) == 1:
            raise NoAnswerError(url, advice="")
        return RULES

    async def run() -> None:
        robots = Robots(read, "briefbot", clock)
        for hours in (0, 0.2, 0.3, 20, 25):
            clock.time = hours * 3600
            await asyncio.gather(*(robots.delay("http://a.test", "http://a.test/") for _ in "ab"))

    asyncio.run(run())
    assert [time / 3600 for time in read_at] == [0, 0.3, 25]
