"""What members of a server see: a whole server in memory (simcord) and the real discord.py."""

import asyncio
from typing import Any

import discord
import pytest
import simcord

from adapters.discord.app import Bot
from tests.standins.desk import InMemoryDesk
from tests.standins.discord_members import parts


def texts(message: Any) -> str:  # noqa: ANN401  simcord's message
    return "\n".join(one.get("content", "") for one in parts({"components": message.components}))


def button(message: Any, label: str) -> str:  # noqa: ANN401  simcord's message
    raw = [{**getattr(one, "to_dict", lambda one=one: one)()} for one in message.components]
    (found,) = [one for one in parts({"components": raw}) if one.get("label") == label]
    return str(found["custom_id"])


@pytest.mark.slow
def test_a_member_asks_posts_and_another_reads_on() -> None:
    async def scene() -> None:
        bot = Bot(InMemoryDesk(), "UTC")
        async with simcord.run(bot) as env:
            guild = env.create_guild()
            channel = guild.create_text_channel("general")
            alice = guild.add_member(env.create_user("alice"))
            bob = guild.add_member(env.create_user("bob"))

            asked = await alice.slash(channel, "brief", topic="skerry")
            assert asked.ephemeral
            assert asked.response is not None
            assert "Skerry ferries cancelled" in texts(asked.response)
            assert "digest" not in alice.available_commands(channel)

            await alice.click(asked.response, custom_id=button(asked.response, "Post to channel"))
            shown = channel.last_message
            assert shown is not None

            others = await bob.click(shown, custom_id=button(shown, "Sources"))
            assert others.ephemeral
            assert "## Sources" in texts(others.response)

            await env.restart_bot(Bot(bot.answering.desk, "UTC"))  # the same desk
            rest = await bob.click(shown, custom_id=button(shown, "⋯"))
            assert rest.response is not None
            new = button(rest.response, "What is new")
            again = await bob.click(rest.response, custom_id=new)
            assert "Skerry ferries" in texts(again.response)

    asyncio.run(scene())


@pytest.mark.slow
def test_who_manages_channels_sets_a_forums_digest_and_is_told_what_the_bot_lacks() -> None:
    async def scene() -> None:
        async with simcord.run(Bot(InMemoryDesk(), "UTC")) as env:
            guild = env.create_guild()
            channel = guild.create_text_channel("general")
            forum = guild.create_forum_channel("news")
            silent = discord.PermissionOverwrite(send_messages=False)
            closed = guild.create_text_channel("closed", overwrites={guild.default_role: silent})
            may = discord.Permissions(manage_channels=True)
            staff = guild.create_role("staff", permissions=may)
            alice = guild.add_member(env.create_user("alice"), roles=[staff])

            made = await alice.slash(channel, "digest set", channel=forum)
            assert f"**Digest of** <#{forum.id}>" in texts(made.response)
            now = await alice.slash(channel, "digest now", channel=forum)
            assert now.response is not None
            await alice.click(now.response, custom_id=button(now.response, "Post to channel"))
            (post,) = forum.threads
            assert "Skerry ferries" in (post.name or "")

            lacking = await alice.slash(channel, "digest set", channel=closed)
            assert f"I need Send Messages in <#{closed.id}>" in texts(lacking.response)

    asyncio.run(scene())
