"""What is written to the bot: a mention, a reply to a post of its, a direct message."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from adapters.chat.allowance import Allowance
from bot.errors import UnreadableError
from tests.standins.desk import InMemoryDesk
from tests.standins.discord import Discord
from tests.standins.discord_bot import served
from tests.standins.discord_members import labels, words
from tests.standins.discord_world import BOT, TEXT, Json, Place, user

PRIVATE = "7500"
ME = f"<@{BOT}>"
Scene = Callable[[Discord, InMemoryDesk], Awaitable[None]]


def in_server(scene: Scene, desk: InMemoryDesk | None = None, asks: int = 100) -> None:
    async def run() -> None:
        made = desk or InMemoryDesk()
        async with served(made, Allowance(asks)) as (discord, _):
            discord.places[PRIVATE] = Place(PRIVATE, 1, "", guild=None)
            await scene(discord, made)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("more", "Skerry ferries"),
        ("who said that?", "Who says what"),
        ("more on Skerry", "Skerry"),
        ("and sundria?", "Sundria"),
        ("and atlantis?", "Nothing on atlantis"),
        ("since when?", "How it went"),
        ("what's new?", "Nothing new since"),
    ],
)
def test_a_reply_goes_on_with_the_story_of_its_brief(text: str, seen: str) -> None:
    async def scene(discord: Discord, desk: InMemoryDesk) -> None:
        first = await discord.write(f"{ME} skerry")
        assert "Skerry ferries cancelled" in words(first)
        answer = await discord.write(f"{ME} {text}", to=first["id"])
        assert seen in words(answer)
        assert not desk.asked[-1][0].person.id  # everybody sees it
        if len(desk.posts) > 1:
            assert desk.posts[-1][1].message == answer["id"]

    in_server(scene)


def test_each_answer_replies_to_what_was_asked_and_notifies_nobody() -> None:
    async def scene(discord: Discord, _: InMemoryDesk) -> None:
        await discord.write(f"{ME} skerry")
        (sent,) = [
            body for method, path, body in discord.calls if path.endswith(f"{TEXT}/messages")
        ]
        assert sent["message_reference"]["message_id"]
        assert sent["allowed_mentions"] == {"parse": []}
        assert sent["nonce"].startswith("re-")

    in_server(scene)


@pytest.mark.parametrize(("text", "asked"), [("top", "top"), ("new", "new"), ("skerry", "skerry")])
def test_what_hangs_on_nothing_is_asked_as_it_is(text: str, asked: str) -> None:
    async def scene(discord: Discord, desk: InMemoryDesk) -> None:
        await discord.write(f"{ME} sundria")
        await discord.write(f"{text} {ME}")
        assert desk.asked[-1][1] == asked

    in_server(scene)


def test_a_direct_message_goes_on_by_itself_and_offers_no_channel() -> None:
    async def scene(discord: Discord, desk: InMemoryDesk) -> None:
        first = await discord.write("skerry", place=PRIVATE)
        assert "Post to channel" not in str(first)
        assert [asker.person.id for asker, _ in desk.shown] == ["500"]
        await discord.write("more", place=PRIVATE)
        assert desk.asked[-1][1] == desk.all_stories[0].id
        assert "What you can ask" in words(await discord.write("help", place=PRIVATE))

    in_server(scene)


def test_the_thread_of_a_full_brief_is_gone_on_with() -> None:
    async def scene(discord: Discord, desk: InMemoryDesk) -> None:
        asked = await discord.slash("brief", topic="skerry")
        await discord.click(asked.original, "Post to channel")
        post = discord.places[TEXT].messages[-1]
        await discord.click(post, "More")
        thread = discord.places[post["id"]]
        whole = thread.messages[-1]
        await discord.write(f"{ME} since when?", to=whole["id"], place=thread.id)
        assert desk.asked[-1][1] == desk.all_stories[0].id

    in_server(scene)


@pytest.mark.parametrize("more", [{"mentions": []}, {"author": user("77", "other", bot=True)}])
def test_what_is_not_said_to_it_by_a_person_is_left_alone(more: Json) -> None:
    async def scene(discord: Discord, desk: InMemoryDesk) -> None:
        assert not await discord.write("skerry", **more)
        await discord.write(f"{ME} top")
        assert [text for _, text in desk.asked] == ["top"]

    in_server(scene)


def test_what_goes_wrong_is_said_and_a_message_that_comes_twice_is_answered_once() -> None:
    async def scene(discord: Discord, desk: InMemoryDesk) -> None:
        desk.failing = UnreadableError("broken", advice="That can't be read.")
        assert "can't be read" in words(await discord.write(f"{ME} skerry"))
        desk.failing = None
        assert await discord.write(f"{ME} skerry", id="123456789012345678")
        assert not await discord.write(f"{ME} skerry", id="123456789012345678")
        assert [text for _, text in desk.asked].count("skerry") == 2

    in_server(scene)


def test_who_asks_too_often_is_asked_to_wait() -> None:
    async def scene(discord: Discord, desk: InMemoryDesk) -> None:
        await discord.write(f"{ME} skerry")
        await discord.write(f"{ME} sundria")
        assert len(desk.asked) == 1

    in_server(scene, asks=1)


def test_what_was_missed_is_shown_to_the_asker_alone_and_not_again() -> None:
    async def scene(discord: Discord, _: InMemoryDesk) -> None:
        refused = await discord.write(f"{ME} while I was away")
        assert "only you see the answer then" in words(refused)
        digest = await discord.slash("brief", topic="While I was away?")
        assert digest.private
        assert "Skerry ferries cancelled" in words(digest.original)
        assert "Post to channel" not in labels(digest.original or {})
        again = await discord.slash("brief", topic="what did I miss")
        assert "Skerry ferries cancelled" not in words(again.original)
        for is_first in (True, False):
            written = words(await discord.write("what did I miss", place=PRIVATE))
            assert ("Skerry ferries cancelled" in written) is is_first
            assert "News digest" in written

    in_server(scene)


def typings(discord: Discord) -> int:
    return sum(path.endswith("/typing") for _, path, _ in discord.calls)


@pytest.mark.parametrize(("seconds", "shown"), [(0.0, 0), (1.5, 1)])
def test_it_types_while_an_answer_is_made_slowly(seconds: float, shown: int) -> None:
    async def scene(discord: Discord, _: InMemoryDesk) -> None:
        assert "Skerry" in words(await discord.write(f"{ME} skerry"))
        assert typings(discord) == shown

    in_server(scene, InMemoryDesk(pause_before=seconds))


def test_an_answer_comes_where_it_may_not_type() -> None:
    async def scene(discord: Discord, _: InMemoryDesk) -> None:
        discord.faults.add("POST", f"/channels/{TEXT}/typing", "403")
        assert "Skerry" in words(await discord.write(f"{ME} skerry"))
        assert typings(discord) == 1

    in_server(scene, InMemoryDesk(pause_before=1.5))
