"""The outbox's Discord: a digest once, whatever the network does, and found again."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from pydantic import SecretStr

from adapters.chat.card import Action
from adapters.discord.history import PAGE, key_of
from adapters.discord.platform import DiscordPlatform
from adapters.discord.rendering import layout
from adapters.discord.rendering.custom_ids import Click
from adapters.discord.settings import DiscordSettings
from bot.errors import PostDelayedError, PostRefusedError, PostUnknownError
from bot.models import Brief, Channel, Delivery, Digest, Person, Post, Subscription
from bot.ports import Asker, Found
from tests.standins.desk import InMemoryDesk
from tests.standins.discord import CROSSPOSTED, Discord, running
from tests.standins.discord_bot import platform, pointed_back
from tests.standins.discord_members import TOKEN, parts, words
from tests.standins.discord_world import FORUM, NEWS, TEXT, Place, message
from tests.standins.proxy import proxying

KEY = "0123456789abcdef01234567"


def delivery(channel: str = TEXT, mention: str | None = None) -> Delivery:
    now = datetime.now(UTC)
    place = Channel("discord", "100", channel)
    return Delivery(Subscription(place, time(8), "UTC", now, mention=mention), now.date(), now)


def digest(headline: str = "") -> Digest:
    desk = InMemoryDesk()
    made = desk.digest(delivery().subscription)
    return made if not headline else Digest(made.as_of, "UTC", (headline,), (), (), made.counts)


def scene(work: Callable[[Discord, DiscordPlatform], Awaitable[None]], **more: object) -> None:
    async def run() -> None:
        with pointed_back():
            async with running() as discord:
                there = platform(discord, **more)
                try:
                    await work(discord, there)
                finally:
                    await there.close()
                assert discord.problems == []

    asyncio.run(run())


async def publish(there: DiscordPlatform, wanted: Delivery) -> Post:
    return await there.publish(wanted, digest(), key=KEY, at=wanted.due)


async def looked(there: DiscordPlatform, wanted: Delivery) -> tuple[Found, Post | None]:
    found = await there.look(wanted, key=KEY, at=wanted.due)
    return found.found, found.post


def test_a_digest_is_posted_without_a_gateway_and_found_by_its_key() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        wanted = delivery()
        assert await looked(there, wanted) == (Found.ABSENT, None)
        post = await publish(there, wanted)
        assert await looked(there, wanted) == (Found.THERE, post)
        other = await there.look(wanted, key="another", at=wanted.due)
        assert other.found is Found.ABSENT
        assert discord.gateway.identified == 0

    scene(work)


def test_the_same_key_sent_again_is_the_first_post() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        first = await publish(there, delivery())
        assert await publish(there, delivery()) == first
        assert len(discord.posts()) == 1

    scene(work)


@pytest.mark.parametrize("channel", [TEXT, FORUM])
@pytest.mark.parametrize("kind", ["500-after", "reset-after", "truncated", "garbage"])
def test_an_answer_that_is_lost_is_unknown_not_repeated_and_found(kind: str, channel: str) -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        wanted = delivery(channel)
        discord.faults.add("POST", "/channels/", kind)
        with pytest.raises(PostUnknownError):
            await publish(there, wanted)
        assert len(discord.posts()) == 1
        found, post = await looked(there, wanted)
        assert found is Found.THERE
        assert post is not None
        assert post.message == discord.posts()[0]["id"]

    scene(work)


def test_a_timeout_leaves_a_post_that_is_found() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        await looked(there, delivery())
        discord.faults.add("POST", "/channels/", "timeout", seconds=5)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await publish(there, delivery())
        assert (await looked(there, delivery()))[0] is Found.THERE

    scene(work)


@pytest.mark.parametrize(
    ("kind", "advice"),
    [("403", "Send Messages"), ("no-access", "View Channel"), ("404", "gone"), ("401", "refuses")],
)
def test_what_can_never_be_posted_is_refused_with_advice(kind: str, advice: str) -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        discord.faults.add("POST", "/channels/", kind)
        with pytest.raises(PostRefusedError) as caught:
            await publish(there, delivery())
        assert advice in caught.value.advice
        assert discord.posts() == []

    scene(work)


def test_a_network_that_is_down_is_not_called_busy() -> None:
    async def run() -> None:
        there = DiscordPlatform(
            DiscordSettings(token=SecretStr(TOKEN), base_url="http://127.0.0.1:1")
        )
        for work in (publish(there, delivery()), looked(there, delivery())):
            with pytest.raises(PostDelayedError, match="no connection") as caught:
                await work
            assert caught.value.advice == "Discord can't be reached: please look at the network."
        await there.close()

    asyncio.run(run())


def test_a_wrong_token_is_refused_and_a_missing_server_is_waited_for() -> None:
    async def work(_: Discord, there: DiscordPlatform) -> None:
        with pytest.raises(PostRefusedError, match="token"):
            await publish(there, delivery())

    scene(work, token="wrong")  # noqa: S106  nobody's

    async def nobody(_: Discord, there: DiscordPlatform) -> None:
        with pytest.raises(PostDelayedError):
            await publish(there, delivery())

    scene(nobody, base_url="http://127.0.0.1:9/api/v10")


def test_discord_is_reached_through_the_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody but the proxy knows the name of this Discord."""

    async def run(no_proxy: str) -> list[str]:
        monkeypatch.setenv("NO_PROXY", no_proxy)
        with pointed_back():
            async with running() as discord:
                port = int(discord.base.split(":")[2].partition("/")[0])
                named = discord.base.replace("127.0.0.1", "discord.invalid")
                way = proxying({"discord.invalid": port}, wants="Basic YW5uOnBhc3M=")
                async with way as proxy:
                    monkeypatch.setenv("HTTP_PROXY", proxy.url.replace("//", "//ann:pass@"))
                    there = platform(discord, base_url=named)
                    try:
                        await publish(there, delivery())
                    finally:
                        await there.close()
                    assert len(discord.posts()) == 1
                    return proxy.asked

    asked = asyncio.run(run(""))
    assert {one.split("/")[2].partition(":")[0] for one in asked} == {"discord.invalid"}
    with pytest.raises(PostDelayedError):
        asyncio.run(run("example.org,.invalid"))


def test_a_ban_by_the_proxy_and_a_long_wait_are_given_back_to_the_outbox() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        await looked(there, delivery())
        discord.faults.add("POST", "/channels/", "429-banned")
        with pytest.raises(PostDelayedError) as caught:
            await publish(there, delivery())
        assert caught.value.retry_after == timedelta(minutes=10)
        discord.faults.add("POST", "/channels/", "429", seconds=77)
        with pytest.raises(PostDelayedError) as caught:
            await publish(there, delivery())
        assert caught.value.retry_after == timedelta(seconds=77)
        discord.faults.add("POST", "/channels/", "429", seconds=0.1)
        await publish(there, delivery())
        assert len(discord.posts()) == 1

    scene(work)


def test_a_wait_that_is_cut_off_leaves_nothing_unknown() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        await looked(there, delivery())
        discord.faults.add("POST", "/channels/", "429", seconds=1)
        with pytest.raises(PostDelayedError):
            async with asyncio.timeout(0.8):
                await publish(there, delivery())
        assert discord.posts() == []

    scene(work)


def test_a_payload_that_discord_refuses_is_no_reason_to_end_a_subscription() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        discord.faults.add("POST", "/channels/", "400")
        with pytest.raises(PostDelayedError):
            await publish(there, delivery())

    scene(work)


def test_a_busy_channel_is_read_page_by_page_and_then_nobody_can_tell() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        place = discord.places[TEXT]
        place.messages += [message(place, {"content": "chat"}) for _ in range(PAGE + 50)]
        post = await publish(there, delivery())
        assert await looked(there, delivery()) == (Found.THERE, post)
        place.messages.pop()
        assert (await looked(there, delivery()))[0] is Found.ABSENT
        place.messages += [message(place, {"content": "chat"}) for _ in range(5 * PAGE)]
        assert (await looked(there, delivery()))[0] is Found.UNKNOWN

    scene(work)


def test_a_channel_whose_history_is_hidden_can_not_tell() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        await publish(there, delivery())
        discord.hidden.add(TEXT)
        assert (await looked(there, delivery()))[0] is Found.UNKNOWN

    scene(work)


def test_a_forum_gets_a_post_and_followers_get_announcements_where_the_setting_says_so() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        forum = await publish(there, delivery(FORUM))
        assert forum.thread == forum.message
        assert "Skerry ferries" in discord.places[forum.message].name
        news = await publish(there, delivery(NEWS))
        discord.faults.add("POST", "/crosspost", "403")
        assert discord.places[NEWS].messages[-1]["flags"] & CROSSPOSTED
        assert news.thread is None

    scene(work, crosspost=True)


def test_without_the_setting_nothing_goes_to_followers() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        await publish(there, delivery(NEWS))
        assert not discord.places[NEWS].messages[-1]["flags"] & CROSSPOSTED

    scene(work)


def test_only_the_role_that_was_set_is_notified_and_never_everyone() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        await there.publish(delivery(mention="42"), digest(), key="one", at=datetime.now(UTC))
        await there.publish(delivery(mention="100"), digest(), key="two", at=datetime.now(UTC))
        sent = [body["allowed_mentions"] for method, path, body in discord.calls
                if method == "POST" and path.startswith("/channels/")]  # fmt: skip
        assert sent == [{"parse": [], "roles": ["42"]}, {"parse": []}]

    scene(work)


def test_a_post_is_corrected_in_place_in_channels_threads_and_forums() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        desk = InMemoryDesk()
        asker = Asker(Person("discord", "100", "500"))
        brief = (await desk.brief(asker, "skerry")).brief
        assert brief is not None
        for channel in (TEXT, FORUM):
            post = await publish(there, delivery(channel))
            await there.correct_digest(post, digest("Corrected topic"))
            assert "Corrected topic" in words(discord.posts()[-1])
            await there.correct(post, brief)
            assert "Skerry ferries cancelled" in words(discord.posts()[-1])
        gone = Post(Channel("discord", "100", TEXT), "1")
        with pytest.raises(PostRefusedError) as caught:
            await there.correct(gone, brief)
        assert "deleted" in caught.value.advice

    scene(work)


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_correction_reaches_an_archived_thread_which_is_then_as_it_was(
    *, is_locked: bool
) -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        brief, post = await in_thread(discord)
        thread = discord.places["77"]
        thread.archived, thread.locked = True, is_locked
        await there.correct(post, replace(brief, headline="What was wrong is mended"))
        assert "What was wrong is mended" in words(thread.messages[0])
        assert (thread.archived, thread.locked) == (True, is_locked)
        discord.faults.add("PATCH", "/channels/77", "403", times=2)
        with pytest.raises(PostRefusedError) as caught:
            await there.correct(post, brief)
        assert "Send Messages in Threads" in caught.value.advice

    scene(work)


def test_a_thread_is_archived_again_where_the_edit_failed() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        brief, post = await in_thread(discord)
        discord.places["77"].archived = True
        gone = replace(post, message="1")
        with pytest.raises(PostRefusedError):
            await there.correct(gone, brief)
        assert discord.places["77"].archived

    scene(work)


@pytest.mark.parametrize("is_hidden", [False, True])
def test_a_corrected_copy_keeps_the_key_that_it_is_found_by(*, is_hidden: bool) -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        brief, post = await in_thread(discord)
        discord.hidden |= {"77", TEXT} if is_hidden else set()
        await there.correct(post, replace(brief, headline="Mended"))
        copy = discord.places["77"].messages[0]
        assert "Mended" in words(copy)  # that matters more than the key
        assert key_of(copy) == ("" if is_hidden else KEY)
        wanted = delivery(mention="42")
        made = await publish(there, wanted)
        await there.correct_digest(made, digest("Corrected topic"))
        corrected = next(one for one in discord.posts() if one["id"] == made.message)
        assert key_of(corrected) == ("" if is_hidden else KEY)
        assert ("<@&42>" in words(corrected)) != is_hidden

    scene(work)


async def in_thread(discord: Discord) -> tuple[Brief, Post]:
    """A brief, and its copy in thread 77."""
    brief = (await InMemoryDesk().brief(Asker(Person("discord", "100", "500")), "skerry")).brief
    assert brief is not None
    thread = discord.places["77"] = Place("77", 11, "A thread", parent=TEXT)
    thread.messages.append(message(thread, layout.posted(brief, key=KEY)))
    return brief, Post(Channel("discord", "100", TEXT), thread.messages[0]["id"], thread="77")


def test_an_owner_is_told_in_private() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        one = replace(delivery().subscription, owner=Person("discord", "100", "500"))
        named = replace(one, place="#general in *A* server", days=frozenset({0}))
        await there.tell_stopped(named, "That channel is gone.")
        assert words(discord.places["7500"].messages[0]).strip() == (
            r"The digest of <#200> (#general in \*A\* server) has stopped: That channel is gone. "
            "It was: the top of the news at 08\\:00 UTC on Mon, brief. Once that is mended, "
            "`/digest resume` there goes on with it."
        )
        await there.tell_stopped(replace(one, owner=None), "That channel is gone.")
        assert len(discord.places["7500"].messages) == 1

    scene(work)


def test_a_digests_button_holds_its_key() -> None:
    async def work(discord: Discord, there: DiscordPlatform) -> None:
        await publish(there, delivery())
        ids = [one.get("custom_id") for one in parts(discord.posts()[0])]
        assert f"bb:{Click(Action.WHY).action}:{KEY}:digest-1" in ids

    scene(work)
