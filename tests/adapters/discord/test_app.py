"""The bot on a stand-in for Discord over real sockets, by the real discord.py.

Each test that uses `served` also claims that every call was as Discord's own document has it.
"""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adapters.chat.allowance import Allowance
from adapters.discord import answering
from adapters.discord.answering import PATIENCE
from adapters.discord.app import DiscordApp
from adapters.discord.history import PAGE
from bot.errors import UnreadableError
from bot.models import Channel
from tests.standins.desk import InMemoryDesk
from tests.standins.discord import HAS_THREAD
from tests.standins.discord import running as running_discord
from tests.standins.discord_bot import (
    NOTHING,
    connected,
    pointed_back,
    replicas,
    served,
    settings,
    signed,
)
from tests.standins.discord_members import parts, words
from tests.standins.discord_world import BOB, GUILD, TEXT, Json, Place, guild, message

MANAGE, SEND, VIEW = 1 << 4, 1 << 11, 1 << 10
EPHEMERAL = 1 << 6
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1, 1 << 9, 1 << 12
DEFERRED, FORM = 5, 9


LANGUAGES = {"uk", "de", "fr", "es-ES", "es-419"}


class NoTopics(InMemoryDesk):
    """A desk that knows no topics now."""

    async def topics(self, start: str = "", limit: int = 25) -> tuple[str, ...]:
        raise UnreadableError(f"{start} {limit}", advice="")


def test_it_asks_for_nothing_privileged_and_tells_discord_of_its_commands_once() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            assert discord.gateway.intents == GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES
            assert {one["name"] for one in discord.commands} == {
                "brief", "top", "new", "digest", "my", "feeds", "Brief this",
            }  # fmt: skip
            (digest,) = [one for one in discord.commands if one["name"] == "digest"]
            assert digest["default_member_permissions"] == str(MANAGE)
            assert digest["contexts"] == [0]  # servers alone
            (brief,) = [one for one in discord.commands if one["name"] == "brief"]
            assert brief["integration_types"] == [0, 1]
            assert set(brief["name_localizations"]) == LANGUAGES
            async with connected(discord, desk):
                assert discord.syncs == 1
            discord.commands[0]["description"] = "An older text"
            async with connected(discord, desk):
                assert discord.syncs == 2

    asyncio.run(scene())


def test_every_name_and_text_of_the_commands_is_in_every_language() -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            for one in everything_in(discord.commands):
                texts = [one["name_localizations"]]
                texts += [one["description_localizations"]] if one.get("description") else []
                assert all(set(each or {}) == LANGUAGES for each in texts), one

    asyncio.run(scene())


def everything_in(commands: list[Json]) -> Iterator[Json]:
    """Commands, and all options and choices in them."""
    for one in commands:
        yield one
        yield from everything_in([*one.get("options", ()), *one.get("choices", ())])


def test_a_topic_a_link_and_the_top_are_briefed_for_the_asker_alone() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            link = desk.all_stories[0].articles[0].url or ""
            for asked in (
                await discord.slash("brief", topic="skerry"),
                await discord.slash("brief", link=link, length="in full"),
                await discord.slash("top"),
                await discord.slash("brief"),
            ):
                assert asked.acknowledged == DEFERRED
                assert asked.private
                assert "Skerry ferries cancelled" in words(asked.original)
            assert [text for _, text in desk.asked] == ["skerry", link, "top", "top"]
            assert all(asker.channel is None for asker, _ in desk.asked)
            both = await discord.slash("brief", topic="skerry", link=link)
            assert "not both" in words(both.original)
            wrapped = await discord.slash("brief", link=f"[Ferries](<{link}>).")
            assert "Skerry ferries cancelled" in words(wrapped.original)
            bare = await discord.slash("brief", link="skerry")
            assert "begins with https://" in words(bare.original)
            ahead = await discord.slash("brief", topic="week ahead skerry")
            assert "Dates to watch: skerry" in words(ahead.original)
            none = await discord.slash("brief", topic="nothing of that kind")
            assert "You could ask for" in words(none.original)

    asyncio.run(scene())


def test_new_goes_on_from_what_the_reader_and_their_channel_were_told() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            first = await discord.slash("new")
            assert "Skerry ferries cancelled" in words(first.original)
            second = await discord.slash("new")
            assert second.original
            assert "Skerry ferries cancelled" not in words(second.original)
            assert desk.asked[0][0].channel == Channel("discord", "100", TEXT)
            assert all(asker.channel is None for asker, _ in desk.shown)

    asyncio.run(scene())


def test_of_neither_topic_nor_link_the_top_comes_as_long_as_it_was_asked_for() -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            short = await discord.slash("brief", length="one sentence")
            long = await discord.slash("brief", length="in full")
            assert len(words(short.original)) < len(words(long.original))

    asyncio.run(scene())


def test_topics_are_suggested_and_a_failing_desk_suggests_none() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            found = await discord.suggest("brief", topic="s", focused="topic")
            assert [one["value"] for one in found] == ["skerry", "sundria"]
        async with served(NoTopics()) as (discord, _):
            assert await discord.suggest("brief", topic="s", focused="topic") == []

    asyncio.run(scene())


def test_brief_this_briefs_the_first_link_of_a_message() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            link = desk.all_stories[0].articles[0].url
            found = await discord.menu_command("Brief this", f"Read this: <{link}>.")
            assert "Skerry ferries cancelled" in words(found.original)
            none = await discord.menu_command("Brief this", "No link here")
            assert "no link in that message" in words(none.original)
            forwarded = {**message(Place("1", 0, ""), {"content": f"||{link}||"}), "components": []}
            display = {"type": 10, "id": 1, "content": f"## [Ferries](<{link}>)"}
            button = {"type": 2, "style": 5, "label": "Read", "url": link}
            section = {"type": 9, "id": 2, "components": [display], "accessory": button}
            for shown in (
                {"message_snapshots": [{"message": forwarded}]},
                {"embeds": [{"type": "rich", "description": f"See [here]({link})!"}]},
                {"components": [{"type": 17, "id": 3, "components": [section]}]},
                {"components": [{"type": 1, "id": 4, "components": [button]}]},
            ):
                found = await discord.menu_command("Brief this", "", **shown)
                assert "Skerry ferries cancelled" in words(found.original), shown

    asyncio.run(scene())


def test_every_button_does_its_work_after_a_restart_too() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        with pointed_back():
            async with running_discord() as discord:
                async with connected(discord, desk):
                    asked = await discord.slash("brief", topic="skerry")
                async with connected(discord, desk):
                    sources = await discord.click(asked.original, "Sources")
                    assert "## Sources" in words(sources.original)
                    more = await discord.click(asked.original, "More")
                    assert "Skerry ferries" in words(more.original)
                    new = await discord.click(asked.original, "What is new")
                    assert "Nothing new" in words(new.original)
                    followed = await discord.click(asked.original, "Follow")
                    assert "follows this story now" in words(followed.original)
                    assert desk.followed
                    other = await discord.choose(asked.original or {}, desk.all_stories[1].id)
                    assert words(other.original).startswith("\n")
                    assert other.original
                assert discord.problems == []

    asyncio.run(scene())


def test_a_post_is_for_everybody_once_and_anyone_may_click_on_it() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            await discord.click(asked.original, "Post to channel")
            again = await discord.click(asked.original, "Post to channel")
            assert "was used before" in words(again.original)
            (post,) = discord.posts()
            assert not post["flags"] & EPHEMERAL
            assert {made.message for _, made in desk.posts} == {post["id"]}
            others = await discord.click(post, "Sources", who=BOB)
            assert others.private
            assert desk.shown[0][0].channel is None
            assert {made.channel for _, made in desk.posts} == {Channel("discord", "100", TEXT)}

    asyncio.run(scene())


def test_more_under_a_post_opens_one_thread_with_the_full_length() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            await discord.click(asked.original, "Post to channel")
            post = discord.posts()[0]
            first = await discord.click({**post}, "More", who=BOB)
            assert f"<#{post['id']}>" in words(first.original)
            stale = {**post, "flags": post["flags"] & ~HAS_THREAD}  # as another saw it
            second = await discord.click(stale, "More")
            assert f"<#{post['id']}>" in words(second.original)
            thread = discord.places[post["id"]]
            talk = [message(thread, {"content": "A reader talks"}) for _ in range(2 * PAGE)]
            thread.messages += talk
            thread.nonces.clear()  # some days later
            await discord.click(discord.posts()[0], "More", who=BOB)
            assert len(thread.messages) == 1 + len(talk)
            assert desk.posts[-1][1].thread == post["id"]

    asyncio.run(scene())


@pytest.mark.parametrize("kind", ["500", "500-after"])
def test_a_full_length_whose_post_is_in_doubt_stands_there_once_after_the_next_click(
    kind: str,
) -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            await discord.click(asked.original, "Post to channel")
            post = discord.posts()[0]
            discord.faults.add("POST", f"/channels/{post['id']}/messages", kind)
            doubtful = await discord.click({**post}, "More")
            assert "look whether it worked" in words(doubtful.original)
            discord.places[post["id"]].nonces.clear()  # some minutes later
            for _ in range(2):
                await discord.click(discord.posts()[0], "More")
            assert len(discord.places[post["id"]].messages) == 1

    asyncio.run(scene())


def test_a_button_whose_post_was_refused_works_again() -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            for label, count in (("Post to channel", 1), ("More", 2)):
                shown = discord.posts()[0] if discord.posts() else asked.original
                discord.faults.add("POST", "/messages", "403")
                refused = await discord.click(shown, label)
                assert "Send Messages" in words(refused.original)
                await discord.click(shown, label)
                assert len(discord.posts()) == count

    asyncio.run(scene())


@pytest.mark.parametrize("kind", ["500", "500-after", "reset", "reset-after", "truncated"])
@pytest.mark.parametrize("is_later", [False, True])
def test_a_post_that_is_in_doubt_stands_there_once_after_the_next_click(
    kind: str, *, is_later: bool
) -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            discord.faults.add("POST", f"/channels/{TEXT}/messages", kind)
            doubtful = await discord.click(asked.original, "Post to channel")
            assert "look whether it worked" in words(doubtful.original)
            if is_later:
                discord.places[TEXT].nonces.clear()
            again = await discord.click(asked.original, "Post to channel")
            assert "Posted." in words(again.original)
            used = await discord.click(asked.original, "Post to channel")
            assert "was used before" in words(used.original)
            (post,), ((_, kept),) = discord.posts(), desk.posts
            assert kept.message == post["id"]

    asyncio.run(scene())


def test_a_post_that_is_in_doubt_and_can_not_be_looked_for_is_not_sent_again() -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            discord.places[TEXT].messages.append(message(discord.places[TEXT], {"content": "Hi"}))
            discord.hidden.add(TEXT)
            discord.faults.add("POST", f"/channels/{TEXT}/messages", "500-after")
            for said in ("look whether it worked", "can't see whether", "can't see whether"):
                shown = await discord.click(asked.original, "Post to channel")
                assert said in words(shown.original)
            assert len(discord.posts()) == 2

    asyncio.run(scene())


def test_what_is_missing_to_open_a_thread_or_post_is_named() -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            mute = await discord.click(asked.original, "Post to channel", app_permissions=str(VIEW))
            assert "I need Send Messages" in words(mute.original)
            person = await discord.click(asked.original, "Post to channel", permissions=str(VIEW))
            assert "You may not write" in words(person.original)
            await discord.click(asked.original, "Post to channel")
            more = await discord.click(discord.posts()[0], "More", app_permissions=str(VIEW | SEND))
            shown = words(more.original)
            needed = "Read Message History, Create Public Threads and Send Messages in Threads"
            assert f"I need {needed}" in shown
            assert "Skerry ferries" in shown

    asyncio.run(scene())


def test_a_guest_of_one_person_posts_by_answering_in_public() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            posted = await discord.click(asked.original, "Post to channel", installed=False)
            for _ in range(500):
                if "Posted." in words(posted.original):
                    break
                await asyncio.sleep(0.01)
            assert "Posted." in words(posted.original)
            assert posted.private
            assert not posted.followups[0]["flags"] & EPHEMERAL
            assert discord.posts() == []
            assert desk.posts == []
            discord.places["dm"] = Place("600", 1, "", guild=None)
            discord.places["600"] = discord.places["dm"]
            private = await discord.slash("brief", place="600", topic="skerry")
            assert "Skerry ferries" in words(private.original)

    asyncio.run(scene())


def test_wrong_opens_a_form_and_the_operator_is_told() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            form = await discord.click(asked.original, "Wrong")
            assert form.acknowledged == FORM
            await discord.submit(form, "The figure is last year's")
            ((_, brief, why),) = desk.complaints
            assert brief == "brief-1"
            assert why == "The figure is last year's"

    asyncio.run(scene())


def test_what_was_typed_into_a_form_that_could_not_be_taken_is_given_back() -> None:
    async def scene() -> None:
        async with served(InMemoryDesk(), Allowance(1)) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            form = await discord.click(asked.original, "⋯")  # one request too many
            form = await discord.act(3, {"custom_id": "bb:wrong::brief-1", "component_type": 2})
            sent = await discord.submit(form, "The *figure* is old")
            assert "You wrote:" in words(sent.original)
            assert r"The \*figure\* is old" in words(sent.original)

    asyncio.run(scene())


def test_a_digest_is_set_shown_paused_resumed_previewed_posted_and_stopped() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            shown = await discord.slash("digest", "show")
            assert "has no digest yet" in words(shown.original)
            made = await discord.slash(
                "digest", "set", at="7:15", zone="Europe/Kyiv", topics="skerry, ferries",
                days="Monday to Friday", quiet="22:00-07:00", only_news=True,
            )  # fmt: skip
            said = words(made.original).replace("\\", "")
            assert "skerry, ferries at 07:15 Europe/Kyiv on weekdays, brief, quiet" in said
            assert re.search(r"next one comes <t:\d+:f>", words(made.original))
            paused = await discord.slash("digest", "pause")
            assert "paused" in words(paused.original)
            resumed = await discord.slash("digest", "resume")
            assert "next" in words(resumed.original)
            now = await discord.slash("digest", "now")
            assert "News digest" in words(now.original)
            await discord.click(now.original, "Post to channel")
            (post,) = discord.posts()
            why = await discord.click(post, "Why these?", who=BOB)
            assert "articles read" in words(why.original)
            (menu,) = [one for one in parts(post) if one["type"] == 3]
            read = await discord.choose(post, menu["options"][-1]["value"])
            assert read.private
            assert "Sources" not in words(read.original)
            wrong = await discord.slash("digest", "set", at="soon")
            assert "as 08:00" in words(wrong.original)
            zone = await discord.slash("digest", "set", at="8", zone="Europe/Kiw")
            assert "time zone" in words(zone.original)
            stopped = await discord.slash("digest", "stop")
            assert "no digest any more" in words(stopped.original)

    asyncio.run(scene())


def test_a_digest_is_for_those_who_manage_the_channel_whatever_an_admin_allowed() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            data = discord.command("digest", "set", at="8")
            refused = await discord.act(2, data, permissions=str(VIEW | SEND))
            assert "Manage Channels" in words(refused.original)
            assert await desk.subscriptions("100") == ()

    asyncio.run(scene())


def test_a_server_that_removes_the_bot_is_forgotten_and_one_that_is_away_is_not() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            for is_away in (True, False):
                await discord.slash("digest", "set", at="8")
                gone = {"id": GUILD} | ({"unavailable": True} if is_away else {})
                await discord.gateway.dispatch("GUILD_DELETE", gone)
                await discord.slash("top")  # which is read after it
                assert desk.gone == ([] if is_away else [("discord", GUILD)])

    asyncio.run(scene())


@pytest.mark.slow  # discord.py waits two seconds for the servers it is in
def test_a_server_that_lets_the_bot_in_is_greeted_once_until_it_comes_back() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            await asyncio.sleep(2.5)
            joined = {**guild(discord.roles), "system_channel_id": TEXT}
            joined["channels"] = [discord.places[TEXT].shown()]
            for _ in range(2):
                await discord.gateway.dispatch("GUILD_CREATE", joined)
                await discord.slash("top")  # which is read after it
                await asyncio.sleep(0.5)
                assert len(discord.posts()) == 1
            await discord.gateway.dispatch("GUILD_DELETE", {"id": GUILD})
            await discord.slash("top")
            assert await desk.first_time(f"discord:greeted:{GUILD}")
            assert "`/brief topic:ukraine`  a topic" in words(discord.posts()[0])

    asyncio.run(scene())


def test_help_is_given_by_example_to_the_asker_alone() -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            asked = await discord.slash("brief", topic="Help ")
            assert asked.private
            assert "`/top`  what matters most now" in str(asked.callback)

    asyncio.run(scene())


def test_a_session_is_resumed_and_misses_nothing() -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            await discord.gateway.ask_to_reconnect()
            asked = await discord.slash("top")
            assert "Skerry ferries" in words(asked.original)
            assert (discord.gateway.identified, discord.gateway.resumed) == (1, 1)

    asyncio.run(scene())


@pytest.mark.slow
def test_a_lost_session_is_begun_anew() -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            await discord.gateway.invalidate()
            await discord.gateway.up(20.0)
            asked = await discord.slash("top")
            assert "Skerry ferries" in words(asked.original)
            assert discord.gateway.identified == 2

    asyncio.run(scene())


def test_a_bad_token_is_said_once_and_left_alone(caplog: pytest.LogCaptureFixture) -> None:
    async def scene() -> None:
        with pointed_back():
            async with running_discord() as discord:
                app = DiscordApp(settings(discord, token="another"), InMemoryDesk())  # noqa: S106  nobody's
                stop = asyncio.Event()
                serving = asyncio.create_task(app.serve(stop))
                while app.connection.trouble() is None:  # noqa: ASYNC110  whatever becomes so
                    await asyncio.sleep(0.01)
                assert [path for _, path, _ in discord.calls] == ["/users/@me"]
                assert "BRIEFBOT_DISCORD_TOKEN" in (app.connection.trouble() or "")
                assert not serving.done()
                stop.set()
                await serving

    asyncio.run(scene())
    (said,) = [one for one in caplog.records if one.levelname == "ERROR"]
    assert said.exc_info is None


@pytest.mark.parametrize("close", [4010, 4011, 4012, 4013, 4014])
def test_a_gateway_that_closes_for_good_is_said_and_left_alone(close: int) -> None:
    async def scene() -> None:
        with pointed_back():
            async with running_discord() as discord:
                app, stop = DiscordApp(settings(discord), InMemoryDesk()), asyncio.Event()
                serving = asyncio.create_task(app.serve(stop))
                await discord.gateway.up(20.0)
                while not app.connection.count:  # noqa: ASYNC110  whatever becomes so
                    await asyncio.sleep(0.01)
                assert app.connection.trouble() is None
                await discord.gateway.drop(close)
                while app.connection.trouble() is None:  # noqa: ASYNC110  likewise
                    await asyncio.sleep(0.01)
                assert discord.gateway.identified == 1
                assert not serving.done()
                stop.set()
                await serving

    asyncio.run(scene())


@pytest.mark.parametrize("kind", ["40060", "10062"])
def test_an_interaction_that_another_answered_is_left_to_it(
    kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            discord.faults.add("POST", "/callback", kind)
            with pytest.raises(TimeoutError):
                await discord.act(2, discord.command("top"), seconds=0.3)
            assert desk.asked == []

    asyncio.run(scene())
    assert not [one for one in caplog.records if one.levelname in {"WARNING", "ERROR"}
                and "adapters" in one.name]  # fmt: skip


SLOW = pytest.param("timeout", marks=pytest.mark.slow)


@pytest.mark.parametrize("kind", ["500", "reset", "500-after", "reset-after", SLOW])
def test_an_acknowledgement_whose_answer_is_lost_is_followed_by_the_answer(kind: str) -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            discord.faults.add("POST", "/callback", kind, seconds=PATIENCE + 1)
            asked = await discord.slash("top")
            assert asked.private
            assert "Skerry ferries" in words(asked.original)
            assert len(desk.asked) == 1

    asyncio.run(scene())


@pytest.mark.parametrize("kind", ["429", "429-proxy"])
def test_an_acknowledgement_that_discord_has_no_time_for_is_repeated(kind: str) -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            discord.faults.add("POST", "/callback", kind, times=2, seconds=0.1)
            asked = await discord.slash("top")
            assert "Skerry ferries" in words(asked.original)

    asyncio.run(scene())


@pytest.mark.parametrize("kind", ["400", "403"])
def test_an_answer_that_discord_does_not_take_is_replaced_by_what_to_do(kind: str) -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with served(desk) as (discord, _):
            discord.faults.add("PATCH", "/webhooks/", kind)
            asked = await discord.slash("top")
            assert "for a shorter length" in words(asked.original)
            assert desk.shown == []  # what nobody saw is told to nobody
            discord.faults.add("PATCH", "/webhooks/", kind, times=2)  # and not for ever
            with pytest.raises(TimeoutError):
                await discord.act(2, discord.command("top"), seconds=0.5)
            assert discord.faults.waiting == []

    asyncio.run(scene())


@pytest.mark.parametrize("kind", ["reset", "reset-after"])
def test_an_answer_that_may_not_have_arrived_is_shown_again(kind: str) -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            discord.faults.add("PATCH", "/webhooks/", kind)
            asked = await discord.slash("top")
            assert "Skerry ferries" in words(asked.original)

    asyncio.run(scene())


def test_errors_go_to_the_asker_alone_with_what_to_do() -> None:
    async def scene() -> None:
        desk = InMemoryDesk(failing=UnreadableError("paywall", advice="Please open it yourself."))
        async with served(desk) as (discord, _):
            asked = await discord.slash("top")
            assert asked.private
            assert words(asked.original).strip() == "Please open it yourself."
            desk.failing = RuntimeError("a bug")  # type: ignore[assignment]  # what nobody foresaw
            asked = await discord.slash("top")
            assert "in the log" in words(asked.original)
            assert "a bug" not in words(asked.original)

    asyncio.run(scene())


def test_one_person_can_not_ask_without_end() -> None:
    async def scene() -> None:
        async with served(InMemoryDesk(), Allowance(per_minute=1)) as (discord, _):
            await discord.slash("top")
            much = await discord.slash("top")
            assert "ask again in" in words(much.original)
            other = await discord.slash("top", who=BOB)
            assert "Skerry ferries" in words(other.original)

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("kind", "said"),
    [("403", "Send Messages"), ("no-access", "View Channel"), ("404", "channel is gone"),
     ("429-banned", "try again in 600 seconds"), ("500", "Please look whether it worked"),
     ("200000", "AutoMod")],
)  # fmt: skip
def test_a_post_that_fails_says_what_to_do(kind: str, said: str) -> None:
    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            asked = await discord.slash("top")
            discord.faults.add("POST", "/channels/", kind)
            failed = await discord.click(asked.original, "Post to channel")
            assert said in words(failed.original)
            assert discord.posts() == []

    asyncio.run(scene())


@pytest.mark.parametrize("kind", ["429", "429-proxy", "500", "reset"])
def test_an_answer_that_discord_has_no_time_for_is_filled_in_later(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "LONGEST", 0.5)  # which is for what is asked
    monkeypatch.setattr(answering, "FIRST_PAUSE", 0.1)

    async def scene() -> None:
        async with served(InMemoryDesk()) as (discord, _):
            discord.faults.add("PATCH", "/webhooks/", kind, times=3, seconds=0.2)
            asked = await discord.slash("top")
            assert "Skerry ferries" in words(asked.original)

    asyncio.run(scene())


def test_stopping_lets_an_answer_end_within_ten_seconds() -> None:
    async def scene() -> None:
        desk = InMemoryDesk(pause_before=0.5)
        with pointed_back():
            async with running_discord() as discord:
                stop = asyncio.Event()
                serving = asyncio.create_task(DiscordApp(settings(discord), desk).serve(stop))
                await discord.gateway.up()
                answer = asyncio.create_task(discord.slash("top"))
                await asyncio.sleep(0.2)
                assert desk.asked
                stop.set()
                async with asyncio.timeout(10):
                    await serving
                assert "Skerry ferries" in words((await answer).original)

    asyncio.run(scene())


def test_who_waits_when_the_bot_stops_is_told_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.discord.app.DRAIN", 0.1)

    async def scene() -> None:
        desk = InMemoryDesk(pause_before=30)
        async with running_discord() as discord:
            async with connected(discord, desk):
                answer = asyncio.create_task(discord.slash("top"))
                await asyncio.sleep(0.2)
                assert desk.asked
            assert "ask again in a minute" in words((await answer).original)

    with pointed_back():
        asyncio.run(scene())


def test_interactions_over_http_are_answered_by_one_of_two_replicas() -> None:
    async def scene() -> None:
        desk = InMemoryDesk()
        async with replicas(desk, 2) as (discord, _):
            asked = await discord.slash("brief", topic="skerry")
            assert "Skerry ferries" in words(asked.original)
            assert len(desk.asked) == 1
            await discord.click(asked.original, "Post to channel", who=BOB)
            assert len(discord.posts()) == 1
            assert discord.gateway.identified == 0

    asyncio.run(scene())


@pytest.mark.parametrize(
    "odd", [None, [1], "a", 3, {"type": 2}, {"type": "x"}, {}, {"type": 2, "data": 1}]
)
def test_an_odd_body_that_is_signed_is_refused_in_a_line(
    odd: Any,  # noqa: ANN401  whatever JSON holds
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scene() -> None:
        async with replicas(InMemoryDesk()) as (_, (address,)):
            assert await signed(address, odd) == 400

    asyncio.run(scene())
    assert not any(record.exc_info for record in caplog.records)


def test_only_discords_signature_opens_the_door() -> None:
    async def scene() -> None:
        async with replicas(InMemoryDesk()) as (_, (address,)):
            stranger = Ed25519PrivateKey.generate()
            assert await signed(address, {"type": 1}) == 200
            assert await signed(address, NOTHING, by=stranger) == 401
            assert await signed(address, {"type": 1}, by=stranger) == 401

    asyncio.run(scene())
