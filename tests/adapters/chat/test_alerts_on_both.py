"""Alerts in Slack and in Discord: set in the form or an option, and ended under an alert itself."""

from dataclasses import replace
from typing import Any

from adapters.discord.rendering import digests
from adapters.slack.rendering.digests import digest_message
from bot.models import Channel, Digest, Item, Person
from bot.ports import Asker
from tests.standins.cards import ALERT
from tests.standins.desk import InMemoryDesk
from tests.standins.discord import Discord
from tests.standins.discord_members import words
from tests.standins.discord_world import ALICE, FORUM, TEXT, Place
from tests.standins.on_both import asked, in_discord, in_slack
from tests.standins.slack_run import Talk

C1, TEXT_THERE = Channel("slack", "T1", "C1"), Channel("discord", "100", TEXT)
POST, KEY = "801", "0123456789abcdef01234567"


async def alert(desk: InMemoryDesk, *, followed: bool = False) -> Digest:
    """An alert on one of the stand-in's stories, as it is posted."""
    brief = (await desk.brief(Asker(Person("x", "y", "z")), "skerry")).brief
    assert brief is not None
    return replace(ALERT, items=(Item(brief, "You asked.", "New", followed=followed),))


async def pressed(talk: Talk, label: str, made: Digest) -> str:
    """What the presser sees who presses a button under a posted digest."""
    message = {"blocks": list(digest_message(made).blocks)}
    rows = (one["elements"] for one in message["blocks"] if one["type"] == "actions")
    (button,) = [b for row in rows for b in row if b["text"]["text"] == label]
    sent = {name: button[name] for name in ("action_id", "type", "value")}
    return str(await talk.slack.shown(await talk.slack.press(sent, message, is_ephemeral=False)))


def filled(alerts: str | None) -> dict[str, Any]:
    """The form as it is sent."""
    return {
        "topics": {"topics": {"value": "tolm"}},
        "at": {"at": {"selected_time": "07:30"}},
        "zone": {"zone": {"selected_option": {"value": "Europe/Kyiv"}}},
        "days": {"days": {"selected_options": [{"value": "0"}]}},
        "length": {"length": {"selected_option": {"value": "full"}}},
        "alerts": {"alerts": {"type": "number_input", "value": alerts}},
    }


def field(view: dict[str, Any]) -> dict[str, Any]:
    (found,) = [one["element"] for one in view["blocks"] if one.get("block_id") == "alerts"]
    return dict(found)


def test_slacks_form_has_what_was_typed_of_alerts_and_sets_their_number() -> None:
    async def test(talk: Talk) -> None:
        for typed, shown, sent, kept in (
            ("digest alert me on tolm", "5", "3", 3),
            ("digest tolm", "3", "4", 4),
            ("digest no alerts", None, None, 0),
        ):
            count = len(talk.slack.views)
            await talk.slack.command(text=typed)
            await talk.slack.until(lambda: len(talk.slack.views) > count)  # noqa: B023  it ends in this step
            assert field(talk.slack.views[-1]).get("initial_value") == shown
            await talk.slack.submit(talk.slack.views[-1], filled(sent))
            made = await talk.desk.subscription(C1)
            assert made is not None
            assert made.alerts == kept

    in_slack(test)


def test_discords_command_sets_the_number_of_alerts_and_leaves_it_unsaid() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        made = await discord.slash("digest", "set", at="8", topics="tolm", alerts=3)
        assert "alerts 3" in words(made.original)
        await discord.slash("digest", "set", at="9")
        standing = await desk.subscription(TEXT_THERE)
        assert standing is not None
        assert standing.alerts == 3
        ended = await discord.slash("digest", "set", alerts=0)
        assert "alerts" not in words(ended.original)

    in_discord(test)


def test_an_alerts_story_is_followed_muted_and_looked_into_in_slack() -> None:
    async def test(talk: Talk) -> None:
        new, turned = await alert(talk.desk), await alert(talk.desk, followed=True)
        assert "First reported" in await pressed(talk, "How it went", new)
        assert "follows this story now" in await pressed(talk, "Follow", new)
        assert talk.desk.followed
        for _ in range(2):  # whoever presses it again
            said = await pressed(talk, "Mute this story", turned)
            assert "No more alerts on this story come here." in said
            assert not talk.desk.followed

    in_slack(test)


def test_an_alerts_story_is_followed_muted_and_looked_into_in_discord() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        new, turned = await alert(desk), await alert(desk, followed=True)
        shown = await discord.click(digests.digest(new, KEY), "How it went")
        assert "First reported" in words(shown.original)
        followed = await discord.click(digests.digest(new, KEY), "Follow")
        assert "follows this story now" in words(followed.original)
        for _ in range(2):
            muted = await discord.click(digests.digest(turned, KEY), "Mute this story")
            assert "No more alerts on this story come here." in words(muted.original)
            assert not desk.followed

    in_discord(test)


def test_alerts_are_ended_under_one_and_the_digest_stays_in_slack() -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "digest tolm at 8 UTC, alerts 3")
        said = await pressed(talk, "No more alerts", await alert(talk.desk))
        assert "No more alerts come here." in said
        assert "tolm at 08:00 UTC" in said
        made = await talk.desk.subscription(C1)
        assert made is not None
        assert made.alerts == 0

    in_slack(test)


def test_alerts_are_ended_by_who_manages_the_channel_in_discord_in_a_forum_too() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        discord.places[POST] = Place(POST, 11, "An alert", parent=FORUM)
        message = digests.digest(await alert(desk), KEY)
        for place, channel in ((TEXT, TEXT), (POST, FORUM)):
            there = replace(TEXT_THERE, id=channel)
            await discord.slash("digest", "set", at="8", alerts=3, channel=channel)
            refused = await discord.click(message, "No more alerts", place=place, permissions="0")
            assert "Manage Channels" in words(refused.original)
            ended = await discord.click(message, "No more alerts", place=place)
            assert "No more alerts come here." in words(ended.original)
            made = await desk.subscription(there)
            assert made is not None
            assert made.alerts == 0

    in_discord(test)


def test_alerts_of_ones_own_digest_are_ended_in_direct_messages() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        await discord.slash("my", digest="tolm at 8 UTC, alerts 3")
        message = digests.digest(await alert(desk), KEY)
        ended = await discord.click(message, "No more alerts", place=f"7{ALICE}")
        assert "No more alerts come here." in words(ended.original)
        (mine,) = await desk.own_digests(Person("discord", "", ALICE))
        assert mine.alerts == 0

    in_discord(test)


def test_an_alert_in_discord_is_found_by_its_key() -> None:
    shown = digests.digest(ALERT, KEY)
    held = [str(one["custom_id"]) for top in shown["components"] if top["type"] == 1
            for one in top["components"]]  # fmt: skip
    assert [KEY in one for one in held] == [True, False, False, False]
