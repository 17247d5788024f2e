"""A platform that can't be reached, or won't have us, is said to be so."""

from datetime import timedelta

from adapters.chat.connection import Connection
from tests.standins.digests import NOW
from tests.standins.processes import Clock

HALF_A_MINUTE = timedelta(seconds=30)


def test_a_connection_may_be_away_for_half_a_minute() -> None:
    clock = Clock(NOW)
    connection = Connection("Slack", clock)
    clock.now += HALF_A_MINUTE
    assert connection.trouble() is None  # nobody has asked for one
    connection.expected()
    clock.now += HALF_A_MINUTE - timedelta(seconds=1)
    connection.expected()
    assert connection.trouble() is None
    clock.now += timedelta(seconds=1)
    assert "Slack can't be reached" in (connection.trouble() or "")
    connection.opened()
    assert (connection.trouble(), connection.count) == (None, 1)


def test_one_of_several_connections_is_enough() -> None:
    clock = Clock(NOW)
    connection = Connection("Slack", clock)
    connection.opened()
    connection.opened()
    connection.closed()
    clock.now += HALF_A_MINUTE
    assert connection.trouble() is None
    connection.closed()
    clock.now += HALF_A_MINUTE
    assert connection.trouble()


def test_a_refusal_is_said_at_once_until_a_connection_is_open() -> None:
    connection = Connection("Discord", Clock(NOW))
    connection.expected()
    connection.refused("Set another token.")
    assert connection.trouble() == "Set another token."
    connection.opened()
    assert connection.trouble() is None
    connection.refused("Set another token.")
    connection.unneeded()
    assert (connection.trouble(), connection.count) == (None, 0)
