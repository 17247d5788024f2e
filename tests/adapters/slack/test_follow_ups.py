"""What is said below an answer: in its thread, in a direct message, in the assistant's pane."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from adapters.slack.manifest import PROMPTS
from bot.models import Post
from tests.standins import slack_payloads
from tests.standins.slack_payloads import direct, mention
from tests.standins.slack_run import Talk, talking

ASKED = "1700000000.5"
Scene = Callable[[Talk], Awaitable[None]]


def in_talk(test: Scene) -> None:
    async def run() -> None:
        async with talking("http") as talk:
            await test(talk)

    asyncio.run(run())


def words(message: slack_payloads.Json) -> str:
    """All that a message says."""
    return f"{message['text']} {message['blocks']}"


async def said(talk: Talk, event: slack_payloads.Json, nth: int) -> slack_payloads.Json:
    """The nth message of the bot's, which answers the event."""
    await talk.slack.event(event)
    await talk.slack.until(lambda: len(talk.slack.posts) == nth)
    found: slack_payloads.Json = talk.slack.posts[-1]
    return found


def below(text: str) -> slack_payloads.Json:
    return mention(text, thread=ASKED, ts="1700000009.1")


@pytest.mark.parametrize(
    ("text", "seen", "asked"),
    [
        ("more", "Skerry ferries", "1"),
        ("who said that?", "Who says what", "brief-1: "),
        ("more on Skerry", "Skerry", "brief-1: Skerry"),
        ("and sundria?", "Sundria", "sundria"),
        ("and atlantis?", "Nothing on atlantis", "atlantis"),
        ("since when?", "How it went", "1"),
        ("what's new?", "Nothing new since", "1"),
    ],
)
def test_a_thread_goes_on_with_the_story_of_its_brief(text: str, seen: str, asked: str) -> None:
    async def test(talk: Talk) -> None:
        await said(talk, mention("skerry"), 1)
        await talk.slack.until(lambda: talk.desk.posts)
        answer = await said(talk, below(text), 2)
        assert seen in words(answer)
        assert answer["thread_ts"] == ASKED
        last = talk.desk.asked[-1][1]
        assert last == (talk.desk.all_stories[0].id if asked == "1" else asked)
        assert not talk.desk.asked[-1][0].person.id  # everybody sees it

    in_talk(test)


def test_it_goes_on_from_the_last_answer_and_in_the_channel_itself_from_none() -> None:
    async def test(talk: Talk) -> None:
        await said(talk, mention("skerry"), 1)
        await said(talk, below("and sundria?"), 2)
        await talk.slack.until(lambda: len(talk.desk.posts) == 2)
        sundria = talk.desk.posts[-1]
        assert sundria[1] == Post(sundria[1].channel, talk.slack.posts[1]["ts"], ASKED, "en")
        assert "Sundria" in words(await said(talk, below("more"), 3))
        await talk.slack.event(mention("more", ts="1700000010.1"))
        await talk.slack.until(lambda: talk.slack.ephemerals)
        assert "which story you mean" in talk.slack.ephemerals[-1]["text"]

    in_talk(test)


@pytest.mark.parametrize("thread", [None, "1700000000.6"])
def test_a_direct_message_is_answered_and_goes_on(thread: str | None) -> None:
    async def test(talk: Talk) -> None:
        first = await said(talk, direct("skerry", thread=thread), 1)
        assert first["channel"] == "D1"
        assert first.get("thread_ts") == thread
        assert "Post to channel" not in words(first)
        await talk.slack.until(lambda: talk.desk.posts)
        assert [asker.person.id for asker, _ in talk.desk.shown] == ["U1"]
        more = await said(talk, direct("more", thread=thread, ts="1700000009.2"), 2)
        assert talk.desk.asked[-1][1] == talk.desk.all_stories[0].id
        assert "Skerry ferries" in words(more)

    in_talk(test)


def test_what_goes_wrong_in_a_direct_message_is_said_there() -> None:
    async def test(talk: Talk) -> None:
        answer = await said(talk, direct("digest stop", thread="1700000000.6"), 1)
        assert "typed in the channel" in words(answer)
        assert answer["thread_ts"] == "1700000000.6"

    in_talk(test)


@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"bot_id": "B1"},
        {"channel_type": "channel", "channel": "C1"},
    ],
)
def test_what_nobody_said_to_it_is_not_answered(more: dict[str, str]) -> None:
    async def test(talk: Talk) -> None:
        assert (await talk.slack.event(direct("skerry") | more)).seconds
        await said(talk, direct("top", ts="1700000009.3"), 1)
        assert [text for _, text in talk.desk.asked] == ["top"]

    in_talk(test)


def test_each_prompt_of_the_pane_is_answered() -> None:
    async def test(talk: Talk) -> None:
        for at, (_, message) in enumerate(PROMPTS, start=1):
            answer = await said(talk, direct(message, ts=f"170000000{at}.1", thread="1.1"), at)
            assert "Sorry" not in words(answer)
        assert [text for _, text in talk.desk.asked] == ["top", "new"]

    in_talk(test)
