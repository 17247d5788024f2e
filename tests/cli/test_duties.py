"""The service keeps each duty up, apart from the others, and ends in time."""

import asyncio
import logging
import time
from datetime import timedelta

import pytest

from bot.cli import duties
from bot.cli.duties import Duty
from bot.delivery.outage import Outage
from bot.errors import PostDelayedError, StoreError, UsageError


async def _until(stop: asyncio.Event) -> None:
    await stop.wait()


def test_a_duty_that_fails_starts_again_and_the_others_never_notice(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(duties, "SHORTEST_WAIT", 0.01)
    tries, steady = [], []

    async def failing(_: asyncio.Event) -> None:
        tries.append(1)
        raise RuntimeError("no connection")

    async def other(stop: asyncio.Event) -> None:
        steady.append(1)
        await stop.wait()

    async def work() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(0.2, stop.set)
        await duties.supervise([Duty("slack", failing), Duty("discord", other)], stop, Outage())

    with caplog.at_level(logging.ERROR):
        asyncio.run(work())
    assert len(tries) > 2
    assert len(steady) == 1
    assert "slack failed and starts again" in caplog.text


def test_a_setting_that_keeps_a_duty_from_its_work_is_told_in_a_sentence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def failing(stop: asyncio.Event) -> None:
        stop.set()
        raise UsageError("no place", advice="Choose another port.")

    async def work() -> None:
        await duties.supervise([Duty("web", failing)], asyncio.Event(), Outage())

    with caplog.at_level(logging.ERROR):
        asyncio.run(work())
    (record,) = caplog.records
    assert (record.getMessage(), record.exc_info) == ("web: Choose another port.", None)


def test_a_network_that_is_away_takes_one_line_a_try(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(duties, "SHORTEST_WAIT", 0.01)
    error = PostDelayedError("discord: no connection", advice="", retry_after=timedelta(0))

    async def failing(_: asyncio.Event) -> None:
        raise error

    async def work() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(0.1, stop.set)
        await duties.supervise([Duty("discord", failing)], stop, Outage())

    with caplog.at_level(logging.ERROR):
        asyncio.run(work())
    said = {(record.getMessage(), record.exc_info) for record in caplog.records}
    assert said == {("discord starts again: discord: no connection", None)}


def test_a_duty_that_does_not_end_is_cut_off(caplog: pytest.LogCaptureFixture) -> None:
    async def stubborn(_: asyncio.Event) -> None:
        await asyncio.sleep(60)

    async def work() -> None:
        stop = asyncio.Event()
        stop.set()
        await duties.supervise(both, stop, Outage(), drain=0.1)

    async def started() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(0.05, stop.set)
        await duties.supervise(both, stop, Outage(), drain=0.1)

    both = [Duty("slack", stubborn), Duty("news", _until)]
    before = time.monotonic()
    asyncio.run(started())
    asyncio.run(work())
    assert time.monotonic() - before < 5
    assert "slack did not end" in caplog.text


def test_periodic_work_stops_at_once_when_told() -> None:
    done = []

    async def work() -> None:
        done.append(1)

    async def started() -> None:
        stop = asyncio.Event()
        outage = Outage()
        asyncio.get_running_loop().call_later(0.05, stop.set)
        await duties.supervise([duties.every("news", 3600, work, outage)], stop, outage)

    asyncio.run(started())
    assert done == [1]


def test_an_outage_of_the_store_is_one_line_a_minute_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(duties, "SHORTEST_WAIT", 0.01)
    tries = []

    async def failing(_: asyncio.Event) -> None:
        tries.append(1)
        raise StoreError("store: no connection", advice="Please see the log.")

    async def work() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(0.2, stop.set)
        await duties.supervise([Duty("news", failing), Duty("stories", failing)], stop, Outage())

    with caplog.at_level(logging.ERROR):
        asyncio.run(work())
    assert len(tries) > 4
    (line,) = caplog.records
    assert line.getMessage() == "news: the store can't be used: store: no connection"
    assert line.exc_info is None
