"""`/digest` in all kinds of channels: which one is meant, what is missing there, what is kept."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.models import Channel, SubscriptionState
from tests.standins.desk import InMemoryDesk
from tests.standins.discord import TAG_REQUIRED, Discord
from tests.standins.discord_bot import served
from tests.standins.discord_members import words
from tests.standins.discord_world import (
    EVERYTHING,
    FORUM,
    GUILD,
    NEWS,
    READERS,
    TEXT,
    Place,
    denied,
    tag,
)

POST, THREAD = "801", "802"  # in the forum, and under a message of the text channel
VIEW, SEND, HISTORY, MENTION, IN_THREADS = 1 << 10, 1 << 11, 1 << 16, 1 << 17, 1 << 38


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
        assert "has no digest yet" in words(here.original)
        for name, said in (("show", "next"), ("pause", "paused"), ("resume", "next")):
            told = await discord.slash("digest", name, channel=FORUM)
            assert f"**Digest of** <#{FORUM}>" in words(told.original)
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


@pytest.mark.parametrize("channel", [None, FORUM])
def test_a_digest_is_paused_resumed_posted_and_stopped_where_it_is_shown(
    channel: str | None,
) -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        where = {"channel": channel} if channel else {}
        made = await discord.slash("digest", "set", at="8", topics="tolm", **where)
        assert "Set by <@500>" in words(made.original)
        for _ in range(2):  # though an answer was lost or not, and though it is pressed again
            posted = await discord.click(made.original, "Post now")
        assert "was used before" in words(posted.original)
        (post,) = discord.posts()
        assert "News digest" in words(post)
        assert len(desk.posts) == 1
        paused = await discord.click(made.original, "Pause")
        assert "It is paused: `/digest resume`" in words(paused.original)
        resumed = await discord.click(paused.original, "Resume")
        assert "The next one comes" in words(resumed.original)
        stopped = await discord.click(resumed.original, "Stop")
        assert "It was: tolm at 08" in words(stopped.original)
        assert not await digest_of(desk, channel or TEXT)

    scene(work)


def test_only_who_manages_the_channel_can_press_what_changes_its_digest() -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        made = await discord.slash("digest", "set", at="8")
        for label in ("Post now", "Pause", "Stop"):
            told = await discord.click(made.original, label, permissions=str(VIEW | SEND))
            assert "Manage Channels" in words(told.original)
        assert discord.posts() == []
        standing = await desk.subscription(Channel("discord", "100", TEXT))
        assert standing is not None
        assert standing.state is SubscriptionState.ACTIVE

    scene(work)


def test_in_a_post_of_a_forum_the_forum_is_meant_and_in_a_thread_the_thread() -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        for place, meant in ((POST, FORUM), (THREAD, THREAD), (TEXT, TEXT)):
            await discord.slash("digest", "set", place=place, at="8")
            assert await digest_of(desk, meant)
            shown = await discord.slash("digest", "show", place=place)
            assert f"**Digest of** <#{meant}>" in words(shown.original)
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


@pytest.mark.parametrize(
    ("channel", "missing", "said"),
    [
        (NEWS, VIEW, "I need View Channel and Send Messages"),
        (NEWS, SEND, "I need Send Messages"),
        (FORUM, SEND, "I need Create Posts"),
        (THREAD, IN_THREADS, "I need Send Messages in Threads"),
    ],
)
def test_what_the_bot_lacks_is_named_before_a_digest_is_set(
    channel: str, missing: int, said: str
) -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        holder = discord.places[channel].parent or channel
        discord.places[holder].overwrites.append(denied(missing))
        there = await discord.slash("digest", "set", channel=channel)
        assert f"{said} in <#{channel}>" in words(there.original)
        rest = str(int(EVERYTHING) & ~missing)
        data = discord.command("digest", "set")
        here = await discord.act(2, data, place=channel, app_permissions=rest)
        assert said.partition(" and ")[0] in words(here.original)
        assert not await digest_of(desk, channel)
        discord.places[holder].overwrites.clear()
        await discord.slash("digest", "set", channel=channel)
        assert await digest_of(desk, channel)

    scene(work)


def test_all_that_is_wrong_is_told_at_once_and_what_can_never_be_first() -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        discord.places[NEWS].overwrites.append(denied(SEND))
        told = await discord.slash(
            "digest", "set", at="25:00", zone="Nowhere/Such", role=GUILD, channel=NEWS
        )
        said = words(told.original)
        order = ["give the time", "time zone", "never notifies everyone", "I need Send"]
        assert sorted(order, key=said.index) == order
        asked = discord.command("digest", "set", role=READERS, at="noon o'clock")
        told = await discord.act(2, asked, permissions=str(VIEW | SEND), app_permissions=str(VIEW))
        said = words(told.original)
        order = ["give the time", "You may not mention that role", "Manage Channels"]
        assert sorted(order, key=said.index) == order
        assert "I need" not in said  # which is the business of who may do that
        assert not await digest_of(desk, NEWS)

    scene(work)


@pytest.mark.parametrize("channel", [NEWS, FORUM, THREAD])
def test_where_the_history_can_not_be_read_a_digest_is_set_with_a_warning(channel: str) -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        for is_hidden in (True, False):
            holder = discord.places[discord.places[channel].parent or channel]
            holder.overwrites = [denied(HISTORY)] if is_hidden else []
            told = await discord.slash("digest", "set", at="8", channel=channel)
            assert ("I can't read that channel's history" in words(told.original)) == is_hidden
            assert await digest_of(desk, channel)

    scene(work)


def test_a_digest_that_had_stopped_says_that_it_starts_again() -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        await discord.slash("digest", "set", at="8")
        here = Channel("discord", "100", TEXT)
        made = await desk.subscription(here)
        assert made is not None
        broken = replace(made, state=SubscriptionState.BROKEN, reason="It was gone.")
        await desk.subscribe(broken)
        for is_first in (True, False):
            told = await discord.slash("digest", "set", topics="chad")
            assert ("It had stopped, and starts again." in words(told.original)) == is_first

    scene(work)


@pytest.mark.parametrize("place", [TEXT, FORUM])
@pytest.mark.parametrize("kind", ["500", "500-after"])
def test_a_digest_whose_post_is_in_doubt_stands_there_once_after_the_next_click(
    place: str, kind: str
) -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        await discord.slash("digest", "set", at="8", channel=place)
        now = await discord.slash("digest", "now", channel=place)
        discord.faults.add("POST", f"/channels/{place}/", kind)
        await discord.click(now.original, "Post to channel")
        discord.places[place].nonces.clear()  # some minutes later
        again = await discord.click(now.original, "Post to channel")
        assert "Posted in" in words(again.original)
        used = await discord.click(now.original, "Post to channel")
        assert "was used before" in words(used.original)
        (post,), ((_, kept),) = discord.posts(), desk.posts
        assert kept.message == post["id"]

    scene(work)


def test_who_manages_another_channel_posts_there_from_here() -> None:
    async def work(discord: Discord, _: InMemoryDesk) -> None:
        await discord.slash("digest", "set", channel=NEWS)
        asked = discord.command("digest", "now", channel=NEWS)
        now = await discord.act(2, asked, permissions=str(VIEW | SEND))
        await discord.click(now.original, "Post to channel", permissions=str(VIEW | SEND))
        assert len(discord.places[NEWS].messages) == 1
        here = await discord.slash("digest", "now", channel=NEWS, place=NEWS)
        lost = {"place": NEWS, "permissions": str(VIEW | SEND)}
        refused = await discord.click(here.original, "Post to channel", **lost)
        assert "Manage Channels" in words(refused.original)

    scene(work)


def test_what_the_bot_lacks_is_named_before_a_digest_is_posted() -> None:
    async def work(discord: Discord, _: InMemoryDesk) -> None:
        await discord.slash("digest", "set", channel=FORUM)
        now = await discord.slash("digest", "now", channel=FORUM)
        discord.places[FORUM].overwrites.append(denied(SEND))
        refused = await discord.click(now.original, "Post to channel")
        assert f"I need Create Posts in <#{FORUM}>" in words(refused.original)
        discord.places[FORUM].overwrites.clear()
        await discord.click(now.original, "Post to channel")
        assert len(discord.posts()) == 1

    scene(work)


def test_a_role_that_the_bot_may_not_notify_is_said() -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        data = discord.command("digest", "set", role=READERS)
        rest = str(int(EVERYTHING) & ~MENTION)
        refused = await discord.act(2, data, app_permissions=rest)
        assert "I need Mention @everyone, @here, and All Roles" in words(refused.original)
        assert not await digest_of(desk, TEXT)
        discord.roles[READERS]["mentionable"] = True
        data = discord.command("digest", "set", role=READERS)
        await discord.act(2, data, app_permissions=rest)
        assert await digest_of(desk, TEXT)

    scene(work)


def test_a_forum_that_wants_tags_gets_the_first_that_everybody_may_use() -> None:
    async def work(discord: Discord, _: InMemoryDesk) -> None:
        await discord.slash("digest", "set", channel=FORUM)
        forum = discord.places[FORUM]
        forum.flags, forum.tags = TAG_REQUIRED, [tag("1", "Staff", moderated=True)]
        now = await discord.slash("digest", "now", channel=FORUM)
        refused = await discord.click(now.original, "Post to channel")
        assert "needs a tag" in words(refused.original)
        forum.tags += [tag("2", "News"), tag("3", "Other")]
        await discord.click(now.original, "Post to channel")
        assert [body["applied_tags"] for method, path, body in discord.calls
                if path.endswith("/threads") and "applied_tags" in body] == [["2"]]  # fmt: skip

    scene(work)


@pytest.mark.parametrize("place", [POST, THREAD])
def test_a_story_followed_in_a_thread_is_followed_where_the_digest_is(place: str) -> None:
    async def work(discord: Discord, desk: InMemoryDesk) -> None:
        parent = discord.places[place].parent or ""
        asked = await discord.slash("brief", place=place, topic="skerry")
        followed = await discord.click(asked.original, "Follow", place=place)
        assert f"<#{parent}> follows this story now" in words(followed.original)
        assert "`/digest set` makes one" in words(followed.original)
        assert {channel for channel, _ in desk.followed} == {f"discord:100:{parent}"}
        ended = await discord.click(asked.original, "Follow", place=parent)
        assert "no longer follows" in words(ended.original)
        await discord.slash("digest", "set", place=parent, channel=place)  # one of its own
        own = await discord.click(asked.original, "Follow", place=place)
        assert f"<#{place}> follows" in words(own.original)
        assert "/digest set" not in words(own.original)

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
