"""A workflow of Microsoft Teams on a real socket."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from adapters.teams import rendering
from adapters.teams.platform import TeamsPlatform
from adapters.teams.settings import TeamsSettings
from bot.errors import PostUnknownError
from bot.models import Channel, Digest, Item, Kind, Point, Post, Span
from bot.ports import Found
from tests.standins.digests import NOW, brief, corrected, delivery, digest
from tests.standins.receiver import Receiver, receiving

RISK = Channel("teams", "", "risk")
LATER = NOW + timedelta(hours=1)


def tried(work: Callable[[TeamsPlatform, Receiver], Awaitable[None]]) -> Receiver:
    async def trying() -> Receiver:
        async with receiving() as receiver:
            url = SecretStr(f"{receiver.base}/flow")
            platform = TeamsPlatform(TeamsSettings(urls={"risk": url}))
            try:
                await work(platform, receiver)
            finally:
                await platform.close()
            return receiver

    return asyncio.run(trying())


async def publish(platform: TeamsPlatform, one: Digest) -> Post:
    due = delivery()
    due = replace(due, subscription=replace(due.subscription, channel=RISK))
    return await platform.publish(due, one, key="k1", at=NOW)


def texts(card: Any) -> Iterator[str]:  # noqa: ANN401  JSON
    """Every text in a card, in its order."""
    if isinstance(card, dict):
        if card.get("type") == "TextRun":
            yield card["text"]
        card = list(card.values())
    if isinstance(card, list):
        for one in card:
            yield from texts(one)


def with_sentence(text: str, many: int = 1) -> Digest:
    point = Point(Kind.NEWS, text, (Span("a1", 0, len(text)),), link="https://ex.com/a1#x")
    one = replace(brief(), points=(point,) * many)
    return replace(digest(), items=(Item(one, "reported by 3 outlets"),))


def test_a_digest_is_one_card_with_its_stories() -> None:
    async def work(platform: TeamsPlatform, _receiver: Receiver) -> None:
        assert await publish(platform, digest("s1", "s2")) == Post(RISK, "k1")

    receiver = tried(work)
    assert not receiver.problems
    [card] = receiver.cards
    said = "".join(texts(card))
    for words in (
        "Monday 4 November",
        "A dam <breaks>",
        "A dam broke on Monday.",
        "A bridge opens",
    ):
        assert words in said


def test_nothing_of_the_web_s_acts_in_a_card() -> None:
    text = "See [this](https://evil.example) **now** <at>all</at> {{DATE(2020-01-01,SHORT)}}."
    [card] = [
        json.loads(rendering.digest_message(with_sentence(text)))["attachments"][0]["content"]
    ]
    assert "{{DATE(2020" not in json.dumps(card)
    assert "<at>all</at>" in "".join(texts(card))  # a run of text, which knows no markup
    assert '"TextBlock"' not in json.dumps(card)


def test_a_link_leads_only_to_the_web() -> None:
    message = with_sentence("A dam broke.")
    item = message.items[0]
    bad = replace(item.brief.sources[0], url="javascript:alert(1)")
    shown = replace(message, items=(replace(item, brief=replace(item.brief, sources=(bad,))),))
    assert b"javascript" not in rendering.digest_message(shown)


def test_a_long_digest_is_cut_to_what_a_workflow_takes() -> None:
    assert len(rendering.digest_message(with_sentence("Окремий потік води. " * 40, 60))) <= 28_000


def test_a_lost_answer_stays_unknown() -> None:
    async def work(platform: TeamsPlatform, receiver: Receiver) -> None:
        receiver.faults = [("reset-after", 0)]
        with pytest.raises(PostUnknownError):
            await publish(platform, digest())
        assert (await platform.look(delivery(), key="k1", at=NOW)).found is Found.UNKNOWN

    assert len(tried(work).cards) == 1


def test_a_correction_is_a_post_of_its_own_and_of_what_was_corrected_alone() -> None:
    now = digest("s1", "s2")
    wrong = replace(now.items[0], brief=corrected(now.items[0].brief, "It was a bridge.", LATER))
    mended = replace(now, items=(wrong, *now.items[1:]))

    async def work(platform: TeamsPlatform, receiver: Receiver) -> None:
        await platform.correct_digest(Post(RISK, "k1"), now)
        receiver.faults = [("reset-after", 0)]
        await platform.correct_digest(Post(RISK, "k1"), mended)

    [card] = tried(work).cards
    said = "".join(texts(card))
    assert "It was a bridge." in said
    assert said.count("A dam broke on Monday.") == 1


def test_what_was_corrected_before_it_was_posted_is_not_announced_again() -> None:
    now = digest("s1")
    before = replace(now.items[0], brief=corrected(now.items[0].brief, "It was a bridge.", NOW))

    async def work(platform: TeamsPlatform, _receiver: Receiver) -> None:
        await platform.correct_digest(Post(RISK, "k1"), replace(now, items=(before,)))

    assert tried(work).asked == 0


def test_a_correction_of_a_long_brief_is_cut_not_lost() -> None:
    [item] = with_sentence("Окремий потік води. " * 40, 60).items
    long = corrected(item.brief, "It was a bridge.", LATER)

    async def work(platform: TeamsPlatform, _receiver: Receiver) -> None:
        await platform.correct(Post(RISK, "k1", lang="de"), long)

    receiver = tried(work)
    assert not receiver.problems
    said = "".join(texts(receiver.cards))
    assert "It was a bridge." in said
    assert "Überblick wurde berichtigt" in said
