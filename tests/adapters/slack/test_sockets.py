"""Connections that fail, and how they come back."""

import asyncio

import pytest

from adapters.slack import sockets
from tests.standins import slack_payloads
from tests.standins.slack import Slack
from tests.standins.slack_run import Talk, talking


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same waits, a tenth as long."""
    for name in ("CONNECT_SECONDS", "LOOK_EVERY", "PING_EVERY", "SHORTEST_PAUSE"):
        monkeypatch.setattr(sockets, name, getattr(sockets, name) / 10)


def test_a_used_ticket_at_the_start_is_not_tried_for_ever() -> None:
    async def run() -> None:
        async with talking(slack=Slack(used_tickets=1), connections=1) as talk:
            assert (await talk.slack.command(text="help")).seconds is not None

    asyncio.run(run())


def test_a_used_ticket_after_a_drop_is_not_tried_for_ever() -> None:
    async def run() -> None:
        async with talking(connections=1) as talk:
            talk.slack.used_tickets = 1
            await talk.slack.drop()
            await talk.slack.connected(1)
            pressed = await talk.slack.command(text="skerry")
            assert "Skerry" in (await talk.slack.shown(pressed))["text"]

    asyncio.run(run())


def test_a_dropped_socket_comes_back_while_the_others_go_on() -> None:
    async def run() -> None:
        async with talking(connections=2) as talk:
            await talk.slack.drop()
            await talk.slack.connected(2)
            pressed = await talk.slack.command(text="skerry")
            assert pressed.seconds is not None

    asyncio.run(run())


def test_a_connection_that_slack_asks_to_renew_is_renewed() -> None:
    async def run() -> None:
        async with talking(connections=1) as talk:
            before = talk.slack.handshakes
            await talk.slack.disconnect()
            await talk.slack.until(lambda: talk.slack.handshakes > before)
            await talk.slack.connected(1)
            assert (await talk.slack.command(text="help")).seconds is not None

    asyncio.run(run())


def test_an_envelope_that_comes_again_on_a_new_socket_is_answered_once() -> None:
    async def run() -> None:
        async with talking(connections=1) as talk:
            pressed = await talk.slack.event(slack_payloads.mention("skerry"))
            await talk.slack.until(lambda: talk.desk.posts)
            await talk.slack.drop()
            await talk.slack.connected(1)
            await talk.slack.deliver(pressed)
            await talk.ours.front.idle(3)
            assert len(talk.slack.posts) == 1

    asyncio.run(run())


def test_stopping_while_no_connection_can_be_made_takes_no_longer() -> None:
    async def run() -> None:
        async with talking(connections=1) as talk:
            talk.slack.used_tickets = 1000
            await talk.slack.drop()
            await asyncio.sleep(0.3)
            talk.stop.set()
            async with asyncio.timeout(2):
                await talk.serving

    asyncio.run(run())


def test_open_connections_are_counted() -> None:
    async def run() -> None:
        async with talking(connections=2) as talk:
            await talk.slack.until(lambda: talk.ours.connection.count == 2)
            await talk.slack.drop()
            await talk.slack.until(lambda: talk.ours.connection.count < 2)
            await talk.slack.until(lambda: talk.ours.connection.count == 2, 60)
            assert talk.ours.connection.trouble() is None

    asyncio.run(run())


def opened(talk: Talk) -> int:
    """How often a ticket was asked for."""
    return sum(call.method == "apps.connections.open" for call in talk.slack.calls)


@pytest.mark.parametrize("reason", ["too_many_websockets", "refresh_requested", "warning"])
def test_a_slack_that_turns_each_connection_away_is_left_in_peace(reason: str) -> None:
    async def run() -> None:
        async with talking(connections=1) as talk:
            talk.slack.turning_away = True
            before = opened(talk)
            await talk.slack.disconnect(reason)
            await asyncio.sleep(0.8)  # of which a tenth of the pauses makes eight seconds
            assert 2 <= opened(talk) - before <= 10
            assert talk.ours.connection.count <= 1

    asyncio.run(run())


def test_as_long_as_slack_asks_no_ticket_is_asked_for() -> None:
    async def run() -> None:
        async with talking(connections=1) as talk:
            talk.slack.fail("apps.connections.open", "rate_limited", times=1, after=30)
            await talk.slack.drop()
            await talk.slack.until(lambda: talk.slack.faults["apps.connections.open"].times == 0)
            asked = opened(talk)
            await asyncio.sleep(0.5)
            assert opened(talk) == asked

    asyncio.run(run())


def test_a_token_that_slack_does_not_take_is_said_once_and_keeps_it_from_being_ready(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        async with talking(connections=1) as talk:
            talk.slack.fail("apps.connections.open", "invalid_auth", times=1000)
            await talk.slack.drop()
            await talk.slack.until(talk.ours.connection.trouble)
            trouble = talk.ours.connection.trouble()
            assert trouble is not None
            assert "not connected (invalid_auth): copy BRIEFBOT_SLACK_APP_TOKEN" in trouble
            await asyncio.sleep(0.4)
            assert opened(talk) > 2
            said = [one for one in caplog.records if "invalid_auth" in one.getMessage()]
            assert [(len(said), said[0].exc_info)] == [(1, None)]

    asyncio.run(run())
