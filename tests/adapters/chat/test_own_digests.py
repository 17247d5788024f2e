"""A person's own digest, ordered from anywhere and delivered to their direct messages."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from adapters.chat.digest_options import DigestOptions
from adapters.chat.managing import by_mail
from adapters.chat.managing.by_mail import MailOrder
from bot.models import Channel, Delivery, Person, Subscription, SubscriptionState
from bot.ports import Found
from bot.text import mailboxes
from tests.standins import slack_payloads
from tests.standins.desk import NOW, InMemoryDesk
from tests.standins.discord import Discord
from tests.standins.discord_bot import platform
from tests.standins.discord_members import words
from tests.standins.discord_world import ALICE, NEWS, TEXT, Asked, Place
from tests.standins.on_both import asked, in_discord, in_slack
from tests.standins.slack_run import Talk

IN_SLACK, ANN = Channel("slack", "T1", "DU1"), Person("slack", "T1", "U1")
IN_DISCORD, ALICE_THERE = Channel("discord", "", f"7{ALICE}"), Person("discord", "", ALICE)
INBOX = mailboxes.inbox("ann@reader.example")
KEY = "0123456789abcdef01234567"


async def pressed(talk: Talk, label: str, shown: dict[str, Any], **how: Any) -> str:  # noqa: ANN401
    """What is seen after a button of a message is pressed."""
    rows = (one["elements"] for one in shown["blocks"] if one["type"] == "actions")
    button = next(b for row in rows for b in row if b.get("text", {}).get("text") == label)
    sent = {name: button[name] for name in ("action_id", "type", "value")}
    return str(await talk.slack.shown(await talk.slack.press(sent, shown, **how)))


def test_in_slack_it_is_ordered_by_writing_to_the_bot_alone() -> None:
    async def test(talk: Talk) -> None:
        for text in ("my digest at 7, tolm", "my digest full", "my digest show", "my digest"):
            count = len(talk.slack.posts)
            await talk.slack.event(slack_payloads.direct(text))
            await talk.slack.until(lambda: "Your own digest" in str(talk.slack.posts[count:]))  # noqa: B023  it ends in this step
        (made,) = await talk.desk.own_digests(ANN)
        assert made.at == time(7)

    in_slack(test)


@pytest.mark.parametrize("channel", ["C1", "DU1"])
def test_it_is_ordered_in_slack_from_anywhere_and_delivered_once(channel: str) -> None:
    async def test(talk: Talk) -> None:
        told = await asked(talk, "my digest at 7 UTC, tolm, ferries, full", channel=channel)
        assert "Your own digest" in told
        assert "tolm, ferries at 07:00 UTC every day, full" in told
        (made,) = await talk.desk.own_digests(ANN)
        assert (made.channel, made.personal, made.at) == (IN_SLACK, True, time(7))
        assert "Your own news digest comes here" in talk.slack.posts[0]["text"]
        await asked(talk, "my digest at 8", channel=channel)
        (made,) = await talk.desk.own_digests(ANN)
        assert (made.topics, made.at, len(talk.slack.posts)) == (("tolm", "ferries"), time(8), 1)
        at = datetime.now(UTC) + timedelta(minutes=5)
        wanted = Delivery(made, at.date(), at)
        there, digest = talk.ours.platform, talk.desk.digest(made)
        post = await there.publish(wanted, digest, key=KEY, at=at)
        assert await there.publish(wanted, digest, key=KEY, at=at) == post
        assert [one["channel"] for one in talk.slack.scheduled] == ["DU1"]
        assert (await there.look(wanted, key=KEY, at=at)).found is Found.THERE

    in_slack(test)


def test_in_slack_nobody_needs_to_be_an_admin_for_their_own() -> None:
    async def test(talk: Talk) -> None:
        assert "Only admins" in await asked(talk, "digest tolm at 7")
        assert "07:00" in await asked(talk, "my digest tolm at 7")
        assert "It is paused: " in await asked(talk, "my digest pause")
        shown = await talk.slack.shown(await talk.slack.command(text="my digest resume"))
        assert "/brief my digest resume" in await pressed(talk, "Pause", shown)
        told = await pressed(talk, "Stop", shown)
        assert "You get no digest of your own any more" in told
        assert await talk.desk.own_digests(ANN) == ()
        for command in ("show", "pause", "now"):
            told = await asked(talk, f"my digest {command}")
            assert "You have no digest of your own yet: /brief my digest makes one." in told

    in_slack(test, admins_only=True)


def test_in_slack_it_is_posted_now_and_changed_in_the_form() -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "my digest tolm at 7")
        shown = await talk.slack.shown(await talk.slack.command(text="my digest now"))
        assert "Posted." in await pressed(talk, "Post to channel", shown)
        assert talk.slack.posts[-1]["channel"] == "DU1"
        await talk.slack.command(text="my digest")
        await talk.slack.until(lambda: talk.slack.views)
        assert "DU1" in talk.slack.views[-1]["private_metadata"]

    in_slack(test)


def test_in_slack_what_a_channel_was_told_is_left_out_by_its_name() -> None:
    async def test(talk: Talk) -> None:
        told = await asked(talk, "my digest tolm at 7, not what #general told me")
        assert "No digest is known to come to #general" in told
        await asked(talk, "digest tolm at 8")
        told = await asked(talk, "my digest tolm at 7, not what #general told me")
        assert "Not what was told in" in told
        (made,) = await talk.desk.own_digests(ANN)
        assert made.besides == (Channel("slack", "T1", "C1"),)
        await asked(talk, "my digest not what none told me")
        (made,) = await talk.desk.own_digests(ANN)
        assert made.besides == ()

    in_slack(test)


def test_in_slack_nobody_learns_what_a_private_channel_was_told() -> None:
    async def test(talk: Talk) -> None:
        talk.desk.put(Subscription(Channel("slack", "T1", "G1"), time(8), "UTC", NOW))
        told = await asked(talk, "my digest tolm at 7, not what secret told me")
        assert "No digest is known to come to secret" in told

    in_slack(test)


def test_it_is_ordered_in_discord_from_anywhere_and_delivered_once() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        discord.places["55"] = Place("55", 1, "", guild=None)
        line = "at 7 UTC, tolm, ferries, full"
        for place in (TEXT, "55"):
            told = words((await discord.slash("my", digest=line, place=place)).original)
            told = told.replace("\\", "")
            assert "Your own digest" in told
            assert "tolm, ferries at 07:00 UTC every day, full" in told
        (made,) = await desk.own_digests(ALICE_THERE)
        assert (made.channel, made.personal) == (IN_DISCORD, True)
        (greeting,) = discord.places[IN_DISCORD.id].messages
        assert "Your own news digest comes here" in words(greeting)
        at = datetime.now(UTC)
        wanted, there = Delivery(made, at.date(), at), platform(discord)
        for _ in range(2):
            await there.publish(wanted, desk.digest(made), key=KEY, at=at)
        assert (await there.look(wanted, key=KEY, at=at)).found is Found.THERE
        assert len(discord.places[IN_DISCORD.id].messages) == 2
        await there.close()

    in_discord(test)


def test_in_discord_the_buttons_change_the_digest_of_who_presses_them() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        shown = (await discord.slash("my", digest="tolm at 7")).original
        for how in ({}, {"permissions": "0"}):
            paused = await discord.click(shown, "Pause", **how)
            assert "`/my digest:resume` goes on with it" in words(paused.original)
        await discord.click(paused.original, "Resume")
        await discord.click(shown, "Post now")
        assert "News digest" in words(discord.places[IN_DISCORD.id].messages[-1])
        other = await discord.click(shown, "Stop", who="901")
        assert "You have no digest of your own yet" in words(other.original)
        assert len(await desk.own_digests(ALICE_THERE)) == 1
        preview = await discord.slash("my", digest="now")
        await discord.click(preview.original, "Post to channel")
        assert len(discord.places[IN_DISCORD.id].messages) == 3
        assert "no digest of your own any more" in words(
            (await discord.slash("my", digest="stop")).original
        )

    in_discord(test)


def test_in_discord_a_channel_is_left_out_by_who_can_see_it() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        discord.may[NEWS] = "0"
        refused = await discord.slash("my", digest="tolm at 7", not_told_in=NEWS)
        assert "You can't see that channel" in words(refused.original)
        assert await desk.own_digests(ALICE_THERE) == ()
        told = await discord.slash("my", digest="tolm at 7", not_told_in=TEXT)
        assert f"Not what was told in <#{TEXT}>" in words(told.original)
        named = await discord.slash("my", digest="tolm at 7, not what #news told me")
        assert "`not_told_in`" in words(named.original)

    in_discord(test)


def test_in_discord_closed_direct_messages_are_told_before_anything_is_kept() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        discord.faults.add("POST", f"/channels/{IN_DISCORD.id}/messages", "closed")
        told = await discord.slash("my", digest="tolm at 7")
        assert "Discord lets me write nothing to that person" in words(told.original)
        assert await desk.own_digests(ALICE_THERE) == ()

    in_discord(test)


def test_a_paused_one_stays_paused_and_a_broken_one_starts_again() -> None:
    async def test(talk: Talk) -> None:
        await asked(talk, "my digest tolm at 7")
        (made,) = await talk.desk.own_digests(ANN)
        talk.desk.put(replace(made, state=SubscriptionState.BROKEN, reason="It is closed."))
        assert "It has stopped: It is closed. /brief my digest resume" in await asked(
            talk, "my digest show"
        )
        assert "It had stopped, and starts again." in await asked(talk, "my digest at 8")

    in_slack(test)


def test_mail_is_ordered_in_slack_and_waits_for_its_reader() -> None:
    async def test(talk: Talk) -> None:
        talk.desk.has_mail = True
        told = await asked(talk, "mail me at ann@Reader.example at 7 UTC, tolm, full")
        assert "A letter asks ann@reader.example to confirm: tolm at 07:00" in told
        (made,) = await talk.desk.own_digests(ANN)
        assert (made.channel, made.state) == (INBOX, SubscriptionState.PAUSED)
        assert "It waits to be confirmed." in await asked(talk, "mail me show")
        for command in ("resume", "now"):
            assert "can be shown or stopped" in await asked(talk, f"mail me {command}")
        assert made in await talk.desk.own_digests(ANN)
        assert "Nothing more is sent to ann@reader.example" in await asked(talk, "mail me stop")
        assert talk.desk.gone == [("mail", "ann@reader.example")]
        assert "You have ordered no digest by mail" in await asked(talk, "mail me stop")
        assert "no digest of your own yet" in await asked(talk, "my digest show")

    in_slack(test)


def test_mail_to_several_addresses_is_shown_and_stopped_as_a_whole() -> None:
    async def test(talk: Talk) -> None:
        talk.desk.has_mail = True
        for name in ("ann", "bo"):
            await asked(talk, f"mail me at {name}@reader.example at 7 UTC, tolm")
        told = await asked(talk, "mail me show")
        assert "ann@reader.example gets" in told
        assert "bo@reader.example gets" in told
        assert "sent to ann@reader.example, bo@reader.example." in await asked(talk, "mail me stop")
        assert await talk.desk.own_digests(ANN) == ()

    in_slack(test)


def test_mail_that_names_nothing_is_the_persons_own_digest_or_their_channels() -> None:
    async def test(talk: Talk) -> None:
        talk.desk.has_mail = True
        await asked(talk, "digest skerry at 9 UTC, flash")
        line = "send it to me by mail at ann@reader.example"
        assert "skerry at 09:00 UTC every day, flash" in await asked(talk, line)
        await asked(talk, "mail me stop")
        await asked(talk, "my digest tolm at 6 UTC")
        assert "tolm at 06:00 UTC" in await asked(talk, line)
        assert "Please say the address too" in await asked(talk, "send it to me by mail")

    in_slack(test)


def test_mail_leaves_out_what_a_channel_was_told() -> None:
    async def test(talk: Talk) -> None:
        talk.desk.has_mail = True
        await asked(talk, "digest skerry at 9 UTC")
        await asked(talk, "mail me at ann@reader.example at 7 UTC, not what #general told me")
        (made,) = await talk.desk.own_digests(ANN)
        assert made.besides == (Channel("slack", "T1", "C1"),)
        told = await asked(talk, "mail me at bo@reader.example at 7 UTC, not what #none told me")
        assert "No digest is known to come to #none" in told

    in_slack(test)


def test_where_mail_is_not_set_up_that_is_said() -> None:
    async def slack(talk: Talk) -> None:
        assert "Mail is not set up" in await asked(talk, "mail me at ann@reader.example")
        assert await talk.desk.own_digests(ANN) == ()

    in_slack(slack)


def test_mail_is_ordered_in_discord() -> None:
    async def test(discord: Discord, desk: InMemoryDesk) -> None:
        desk.has_mail = True
        told = await discord.slash("my", digest="tolm at 7", mail="ann@Reader.example")
        assert "A letter asks ann@reader.example to confirm: tolm" in plain(told)
        (made,) = await desk.own_digests(ALICE_THERE)
        assert made.channel == INBOX
        told = await discord.slash("my", digest="stop", mail="ann@reader.example")
        assert "Nothing more is sent to ann@reader.example" in plain(told)
        told = await discord.slash("my", digest="tolm at 7", mail="ann")
        assert "Please say the address too" in plain(told)

    in_discord(test)


def plain(asked: Asked) -> str:
    return words(asked.original).replace("\\", "")


@pytest.mark.parametrize("line", ["royal mail strike", "mail merge", "per mailing"])
def test_what_only_sounds_like_it_orders_no_mail(line: str) -> None:
    assert by_mail.read(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "mail me at ann@x.example at 7, tolm",
        "e-mail me <mailto:ann@x.example|ann@x.example> tolm at 7",
        "per Mail an ann@x.example, tolm um 7",
        "на пошту ann@x.example о 7, tolm",
        "mail me tolm at 7 to ann@x.example",
    ],
)
def test_an_order_by_mail_is_read_as_people_write_it(line: str) -> None:
    assert by_mail.read(line) == MailOrder("ann@x.example", DigestOptions(("tolm",), time(7)))
