"""`/digest` in all kinds of channels: which one is meant, what is missing there, what is kept."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.models import Channel
from tests.standins.desk import InMemoryDesk
from tests.standins.discord import Discord
from tests.standins.discord_bot import served
from tests.standins.discord_members import words
from tests.standins.discord_world import FORUM, GUILD, NEWS, READERS, TEXT, Place

POST, THREAD = "801", "802"  # in the forum, and under a message of the text channel
VIEW, SEND = 1 << 10, 1 << 11


def scene(work: Callable[[Discord, InMemoryDesk], Awaitable[None]]) -> None:
    async def run() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            discord.places[POST] = Place(POST, 11, "A post", parent=FORUM)
            discord.places[THREAD] = Place(THREAD, 11, "A thread", parent=TEXT)
            await work(discord, desk)

    asyncio.run(run())


async def digest_of(desk: InMemoryDesk, channel: str) -> bool:
    return await desk.subscription(Channel("discord", "100", channel)) is not None


def test_a_digest_is_shown_paused_resumed_posted_and_stopped_from_another_channel() -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        await discord.slash("digest", "set", at="8", channel=FORUM)
        assert await digest_of(desk, FORUM)
        here = await discord.slash("digest", "show")
        assert f"<#{TEXT}> has no digest yet" in words(here.original)
        for name, said in (("show", "next"), ("pause", "paused"), ("resume", "next")):
            told = await discord.slash("digest", name, channel=FORUM)
            assert f"Digest of <#{FORUM}>" in words(told.original)
            assert said in words(told.original)
        now = await discord.slash("digest", "now", channel=FORUM)
        posted = await discord.click(now.original, "Post to channel")
        (post,) = discord.posts()
        assert discord.places[post["id"]].parent == FORUM
        assert f"Posted in <#{post['id']}>" in words(posted.original)
        (kept,) = [made for _, made in desk.posts]
        assert (kept.channel.id, kept.thread) == (FORUM, post["id"])
        stopped = await discord.slash("digest", "stop", channel=FORUM)
        assert f"<#{FORUM}> gets no digest any more" in words(stopped.original)
        assert not await digest_of(desk, FORUM)

    scene(work)


def test_in_a_post_of_a_forum_the_forum_is_meant_and_in_a_thread_the_thread() -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        for place, meant in ((POST, FORUM), (THREAD, THREAD), (TEXT, TEXT)):
            await discord.slash("digest", "set", place=place, at="8")
            assert await digest_of(desk, meant)
            shown = await discord.slash("digest", "show", place=place)
            assert f"Digest of <#{meant}>" in words(shown.original)
        assert not await digest_of(desk, POST)
        now = await discord.slash("digest", "now", place=POST)
        await discord.click(now.original, "Post to channel", place=POST)
        (post,) = discord.posts()
        assert discord.places[post["id"]].parent == FORUM

    scene(work)


def test_a_digest_whose_post_was_refused_can_be_posted_again_and_then_once() -> None:
    async def work(discord: Discord, _: InMemoryDesk) -> None:
        await discord.slash("digest", "set", at="8", channel=NEWS)
        now = await discord.slash("digest", "now", channel=NEWS)
        discord.faults.add("POST", f"/channels/{NEWS}/messages", "403")
        refused = await discord.click(now.original, "Post to channel")
        assert "Send Messages" in words(refused.original)
        await discord.click(now.original, "Post to channel")
        again = await discord.click(now.original, "Post to channel")
        assert "was used before" in words(again.original)
        assert len(discord.posts()) == 1

    scene(work)


def test_a_role_is_notified_until_it_is_taken_away() -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        discord.roles[READERS]["mentionable"] = True
        made = await discord.slash("digest", "set", at="8", role=READERS)
        assert f"notifies <@&{READERS}>" in words(made.original)
        everyone = await discord.slash("digest", "set", role=GUILD)
        assert "never notifies everyone" in words(everyone.original)
        both = await discord.slash("digest", "set", role=READERS, no_role=True)
        assert "not both" in words(both.original)
        none = await discord.slash("digest", "set", no_role=True, topics="none")
        assert "notifies" not in words(none.original)
        assert "the top of the news" in words(none.original)
        kept = await desk.subscription(Channel("discord", "100", TEXT))
        assert kept is not None
        assert (kept.mention, kept.topics) == (None, ())

    scene(work)


def test_another_channels_digest_is_for_those_who_manage_that_channel() -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        await discord.slash("digest", "set", at="8", channel=NEWS)
        discord.may[NEWS] = str(VIEW | SEND)
        for name in ("show", "pause", "resume", "stop", "now"):
            refused = await discord.slash("digest", name, channel=NEWS)
            assert "Manage Channels" in words(refused.original)
        assert await digest_of(desk, NEWS)

    scene(work)
