"""Channels that two companies share, and other bots in them."""

import asyncio
from typing import Any

import pytest

from adapters.slack import payloads
from adapters.slack.installs import Tokens
from bot.models import Channel, Person
from tests.standins import slack_payloads
from tests.standins.slack_run import KEY, talking

Json = dict[str, Any]
OURS = {"authorizations": [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}]}


def test_a_guests_mention_is_answered_with_the_token_of_the_workspace_that_has_the_app() -> None:
    async def run() -> None:
        async with talking("http", client_id="1", bot_token="", token_key=KEY) as talk:
            await Tokens(talk.ours.settings, talk.installs).keep("T1", "xoxb-1")
            mention = {**slack_payloads.mention("skerry", channel="CS"), "user_team": "T2"}
            await talk.slack.event(mention, team_id="T2", context_team_id="T1")
            await talk.slack.until(lambda: talk.desk.posts)
            ((_, post),) = talk.desk.posts
            assert post.channel == Channel("slack", "T1", "CS")
            assert talk.desk.asked[0][0].person == Person("slack", "T2", "")  # for everybody

    asyncio.run(run())


@pytest.mark.parametrize(
    "payload",
    [
        {"team_id": "T2", **OURS, "event": {"user": "U1", "user_team": "T2", "channel": "CS"}},
        {"team_id": "T2", "context_team_id": "T1",
         "event": {"user": "U1", "team": "T2", "channel": "CS"}},
        {"team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T2"}, "channel": {"id": "CS"}},
        {"team": {"id": "T2"}, "user": {"id": "U1", "team_id": "T2"}, "channel": {"id": "CS"},
         "actions": [], "message": {"bot_id": "B1", "team": "T1"}},
        {"team": {"id": "T2"}, "user": {"id": "U1", "team_id": "T2"}, "channel": {"id": "CS"},
         "view": {"app_installed_team_id": "T1"}},
    ],
)  # fmt: skip
def test_the_workspace_is_the_one_that_has_the_app_and_a_guest_keeps_theirs(payload: Json) -> None:
    asker = payloads.asker(payload)
    assert asker.person == Person("slack", "T2", "U1")
    assert asker.channel == Channel("slack", "T1", "CS")


def test_a_message_that_is_briefed_by_its_menu_may_be_anothers() -> None:
    payload = {
        "type": "message_action", "team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T1"},
        "channel": {"id": "CS"}, "message": {"bot_id": "B7", "team": "T2"},
    }  # fmt: skip
    assert payloads.workspace(payload) == "T1"


def test_an_organisations_install_is_the_organisations() -> None:
    asked = {"user_id": "U1", "team_id": None, "enterprise_id": "E1", "channel_id": "C1"}
    assert payloads.workspace(asked) == "E1"
    event = {"authorizations": [{"team_id": None, "enterprise_id": "E1"}], "team_id": "T5"}
    assert payloads.workspace(event) == "E1"
    assert payloads.workspace({}) == ""


@pytest.mark.parametrize("mark", [{"bot_id": "B7"}, {"subtype": "bot_message"}])
def test_another_bots_mention_is_not_answered(mark: Json) -> None:
    async def run() -> None:
        async with talking("http") as talk:
            pressed = await talk.slack.event({**slack_payloads.mention("skerry"), **mark})
            assert pressed.ack is not None
            await talk.ours.front.idle(3)
            assert (talk.desk.asked, talk.slack.posts) == ([], [])

    asyncio.run(run())
