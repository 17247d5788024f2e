"""What asking and pressing do, whatever the platform: told only after it was shown, posted once."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.chat import actions
from adapters.chat.actions import once
from adapters.chat.lines import Typed
from adapters.discord.rendering.inert import markdown
from bot.errors import PostRefusedError, PostUnknownError, UsageError
from bot.models import Answer, Brief, Channel, Length, Person, Post, Subscription
from bot.ports import Asker
from bot.translation import Translation
from tests.standins.desk import NOW, InMemoryDesk, later

HERE = Channel("chat", "T1", "C1")
ANN = Asker(Person("chat", "T1", "U1"), HERE)
ALONE = Asker(ANN.person)
TYPED = Typed("/new", "/make", "/resume")
POST = Post(HERE, "m1")
Scene = Callable[[InMemoryDesk], Coroutine[Any, Any, None]]


def played(scene: Scene) -> None:
    asyncio.run(scene(InMemoryDesk()))


async def asked(desk: InMemoryDesk, words: str = "skerry") -> Brief:
    brief = (await desk.brief(ANN, words)).brief
    assert brief is not None
    return brief


async def refusing(*_: object) -> None:
    raise PostRefusedError("refused", advice="No.")


async def unknown(*_: object) -> None:
    raise PostUnknownError("unknown", advice="Look.")


def test_a_reader_counts_as_told_only_after_the_answer_was_shown() -> None:
    async def scene(desk: InMemoryDesk) -> None:
        told_before: list[int] = []

        async def shown(answer: Answer) -> None:
            assert answer.brief is not None
            told_before.append(len(desk.shown))

        await actions.show(desk, ANN, await desk.brief(ANN, "skerry"), shown)
        assert told_before == [0]
        ((who, _),) = desk.shown
        assert who == ALONE  # and not their channel, which saw nothing

    played(scene)


def test_what_was_not_shown_is_not_told() -> None:
    async def scene(desk: InMemoryDesk) -> None:
        with pytest.raises(PostRefusedError):
            await actions.show(desk, ANN, await desk.brief(ANN, "skerry"), refusing)
        with pytest.raises(PostRefusedError):
            await actions.publish(desk, ANN, await asked(desk), refusing)
        assert (desk.shown, desk.posts) == ([], [])

    played(scene)


def test_an_answer_without_a_brief_is_shown_and_nobody_is_told() -> None:
    async def scene(desk: InMemoryDesk) -> None:
        seen: list[Answer] = []

        async def shown(answer: Answer) -> None:
            seen.append(answer)

        await actions.show(desk, ANN, await desk.brief(ANN, "nothing of that kind"), shown)
        assert [one.brief for one in seen] == [None]
        assert desk.shown == []

    played(scene)


def test_a_stored_brief_is_posted_once_and_its_channel_is_told() -> None:
    async def scene(desk: InMemoryDesk) -> None:
        brief = await asked(desk)
        sent: list[Brief] = []

        async def published(one: Brief, _: Translation) -> Post:
            sent.append(one)
            return POST

        assert await actions.share(desk, ANN, brief.id or "", once(desk, "key"), published)
        assert not await actions.share(desk, ANN, brief.id or "", once(desk, "key"), published)
        assert sent == [brief]
        assert desk.posts == [(brief.id, POST)]
        assert "Nothing new" in ((await actions.new(desk, ANN, brief.id or "")).note or "")

    played(scene)


def test_a_refused_post_may_be_pressed_again_and_an_unknown_one_not() -> None:
    async def scene(desk: InMemoryDesk) -> None:
        brief = (await asked(desk)).id or ""
        for _ in range(2):
            with pytest.raises(PostRefusedError):
                await actions.share(desk, ANN, brief, once(desk, "key"), refusing)
        with pytest.raises(PostUnknownError):
            await actions.share(desk, ANN, brief, once(desk, "key"), unknown)
        assert not await actions.share(desk, ANN, brief, once(desk, "key"), unknown)
        assert desk.posts == []

    played(scene)


def test_a_post_that_can_not_be_edited_is_not_remembered_but_its_asker_is_told() -> None:
    async def scene(desk: InMemoryDesk) -> None:
        async def as_a_guest(*_: object) -> None:
            return None

        await actions.publish(desk, ANN, await asked(desk), as_a_guest)
        assert desk.posts == []
        assert [who for who, _ in desk.shown] == [ALONE]

    played(scene)


def test_more_is_the_story_in_full_or_the_article_or_the_brief_itself() -> None:
    async def scene(desk: InMemoryDesk) -> None:
        brief = await asked(desk)
        full = (await actions.whole(desk, ANN, brief.id or "")).brief
        assert full is not None
        assert (full.story, full.length) == (brief.story, Length.FULL)
        link = brief.sources[0].url or ""
        of_link = desk.keep(brief, story=None)
        assert (await actions.whole(desk, ANN, of_link)).asked == link
        bare = desk.keep(brief, story=None, sources=())
        same = (await actions.whole(desk, ANN, bare)).brief
        assert same is not None
        assert same.id == bare
        gone = desk.keep(brief, story=None, sources=(brief.sources[0],), topic="x")
        desk.all_stories = ()
        kept = (await actions.whole(desk, ANN, gone)).brief
        assert kept is not None
        assert kept.id == gone

    played(scene)


def test_new_is_what_neither_the_asker_nor_their_channel_was_told() -> None:
    async def scene(desk: InMemoryDesk) -> None:
        brief = await asked(desk)
        first = await actions.new(desk, ANN, brief.id or "")
        assert first.brief is not None
        await desk.told(ANN, brief)
        later(desk, 1)
        assert (await actions.new(desk, ANN, brief.id or "")).brief is None
        pageless = desk.keep(brief, story=None)
        with pytest.raises(UsageError):
            await actions.new(desk, ANN, pageless)

    played(scene)


def test_following_says_who_follows_where_it_comes_and_how_it_stops() -> None:
    async def scene(desk: InMemoryDesk) -> None:
        brief = (await asked(desk)).id or ""

        async def followed(asker: Asker) -> str:
            return markdown(await actions.follow(desk, asker, brief, TYPED))

        here = f"<#{HERE.id}>"
        assert await followed(ANN) == (
            f"{here} follows this story now: what is new in it comes with its digest and `/new`. "
            "Press again to stop. It has no digest yet: `/make` makes one."
        )
        assert desk.followed == {(str(HERE), "ferry-strike")}
        assert await followed(ANN) == (
            f"{here} no longer follows this story. Press again to follow it."
        )
        await desk.subscribe(
            Subscription(HERE, NOW.time(), "UTC", NOW - timedelta(days=1), topics=("skerry",))
        )
        assert "no digest" not in await followed(ANN)
        assert await followed(ALONE) == (
            "You follow this story now: what is new in it comes with `/new`. Press again to stop."
        )
        assert await followed(ALONE) == (
            "You no longer follow this story. Press again to follow it."
        )

    played(scene)


def test_what_is_posted_is_for_who_knows_nothing() -> None:
    async def scene(desk: InMemoryDesk) -> None:
        brief = await asked(desk)
        points = tuple(replace(one, is_new=True) for one in brief.points[:1])
        rest = desk.keep(brief, points=points, told_before=NOW)
        seen: list[Brief] = []

        async def published(one: Brief, _: Translation) -> Post:
            seen.append(one)
            return Post(HERE, "m1")

        assert await actions.share(desk, ANN, rest, once(desk, "rest"), published)
        assert [one.text for one in seen[0].points] == [one.text for one in brief.points]
        assert desk.posts == [(seen[0].id, Post(HERE, "m1"))]
        partly = (replace(brief.points[0], is_new=True), *brief.points[1:])
        marked = desk.keep(brief, points=partly, told_before=NOW)
        assert await actions.share(desk, ANN, marked, once(desk, "marked"), published)
        assert seen[1].id == marked
        storyless = desk.keep(brief, points=points, told_before=NOW, story=None)
        assert await actions.share(desk, ANN, storyless, once(desk, "storyless"), published)
        assert seen[2].id == storyless

    played(scene)
