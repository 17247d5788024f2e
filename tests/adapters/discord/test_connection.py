"""How soon discord.py comes back to the gateway, and what it logs until then."""

import logging

import aiohttp
import discord
import pytest

from adapters.discord.connection import HELD, LONGEST_AWAY, Backoff, in_a_line

TRIES = 40
A_DAY = 24 * 3600


class _Closed(discord.ConnectionClosed):
    def __init__(self) -> None:
        Exception.__init__(self, "closed with 1000")


def _waits(error: Exception) -> list[float]:
    backoff, found = Backoff(), []
    for _ in range(TRIES):
        try:
            raise error  # noqa: TRY301  as discord.py meets it
        except Exception:  # noqa: BLE001  likewise
            found.append(backoff.delay())
    return found


@pytest.mark.parametrize(
    "error", [ConnectionResetError(), TimeoutError(), aiohttp.ServerDisconnectedError()]
)
def test_a_gateway_that_is_away_is_tried_twice_a_minute(error: Exception) -> None:
    assert max(_waits(error)) <= LONGEST_AWAY


def test_a_gateway_that_closes_costs_no_thousand_connections_a_day() -> None:
    tries = [sum(_waits(_Closed())) for _ in range(20)]
    assert A_DAY / (sum(tries) / len(tries) / TRIES) < 1000
    assert A_DAY / HELD < 1000


def test_discord_py_waits_so() -> None:
    assert discord.client.ExponentialBackoff is Backoff  # type: ignore[attr-defined]  # not told


@pytest.mark.parametrize(
    ("error", "is_expected"),
    [(OSError("reset"), True), (_Closed(), True), (RuntimeError("a fault of ours"), False)],
)
def test_a_connection_that_fails_is_a_line(error: Exception, is_expected: bool) -> None:  # noqa: FBT001
    told = (type(error), error, None)
    record = logging.LogRecord("discord.client", 40, "", 1, "Again in %.2fs", (1.5,), told)
    assert in_a_line(record)
    assert (record.exc_info is None) == is_expected
    assert str(error) in record.getMessage() or not is_expected
