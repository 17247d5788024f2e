"""What a button does, on a platform that only writes down what it was asked for."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from adapters.chat import actions
from adapters.chat.buttons import ON_PRESS
from adapters.chat.card import Action
from adapters.chat.once import once
from bot.errors import NotAllowedError
from bot.models import Answer, Brief, Channel, Length, Person, Post
from bot.ports import Asker
from tests.standins.desk import InMemoryDesk

HERE = Channel("chat", "T1", "C1")
ANN = Asker(Person("chat", "T1", "U1"), HERE)
Scene = Callable[["NotedPress"], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class NotedPress:
    """A press of which everything that happens is noted, in order."""

    desk: InMemoryDesk
    target: str = ""
    asker: Asker = ANN
    written: str = ""
    in_thread: str = "It is below."
    may: bool = True
    threads: bool = True
    happened: list[tuple[str, object]] = field(default_factory=list)

    def names(self, asker: Asker) -> actions.Names:
        return actions.Names("#news" if asker.channel else "")

    def once(self, what: str) -> AbstractAsyncContextManager[bool]:
        return once(self.desk, f"{what}:{self.target}")

    async def follower(self) -> Asker:
        self.require_leave()
        return self.asker

    async def answered(self, question: Awaitable[Answer], waiting: str) -> Answer:
        self.happened.append(("wait", waiting))
        return await question

    async def say(self, text: str) -> None:
        self.happened.append(("say", text))

    async def show(self, answer: Answer) -> None:
        shown = answer.brief.length if answer.brief else answer.note
        self.happened.append(("show", shown))

    async def show_sources(self, brief: Brief) -> None:
        self.happened.append(("sources", brief.id))

    async def done(self, text: str) -> None:
        self.happened.append(("done", text))

    def require_leave(self) -> None:
        if not self.may:
            raise NotAllowedError("no leave", advice="You may not.")

    async def post(self, brief: Brief) -> Post:
        self.happened.append(("post", brief.id))
        return Post(HERE, "m1")

    def has_thread(self) -> bool:
        return self.threads

    async def post_in_thread(self, brief: Brief) -> Post:
        self.happened.append(("thread", brief.length))
        return Post(HERE, "m2", "m1")


def played(scene: Scene) -> None:
    """Plays the scene with a press under a brief that was asked for."""

    async def prepared() -> None:
        desk = InMemoryDesk()
        brief = (await desk.brief(ANN, "skerry")).brief
        assert brief is not None
        await scene(NotedPress(desk, brief.id or ""))

    asyncio.run(prepared())


async def pressed(action: Action, press: NotedPress) -> list[tuple[str, object]]:
    """What this press alone makes happen."""
    before = len(press.happened)
    await ON_PRESS[action](press.desk, press)
    return press.happened[before:]


def test_a_brief_is_posted_once_and_the_second_press_is_told_so() -> None:
    async def scene(press: NotedPress) -> None:
        assert await pressed(Action.POST, press) == [
            ("post", press.target),
            ("done", actions.POSTED),
        ]
        assert await pressed(Action.POST, press) == [("say", actions.USED)]
        assert press.desk.posts == [(press.target, Post(HERE, "m1"))]

    played(scene)


def test_who_may_not_post_uses_nothing_up() -> None:
    async def scene(press: NotedPress) -> None:
        with pytest.raises(NotAllowedError):
            await pressed(Action.POST, replace(press, may=False))
        assert ("post", press.target) in await pressed(Action.POST, press)

    played(scene)


def test_the_full_brief_goes_below_what_everybody_sees_once() -> None:
    async def scene(press: NotedPress) -> None:
        first = await pressed(Action.MORE, press)
        assert first[1:] == [("thread", Length.FULL), ("done", "It is below.")]
        assert await pressed(Action.MORE, press) == [("say", "It is below.")]
        ((_, post),) = press.desk.posts
        assert post == Post(HERE, "m2", "m1")

    played(scene)


@pytest.mark.parametrize("action", [Action.MORE, Action.READ])
def test_the_full_brief_is_for_the_reader_alone_elsewhere(action: Action) -> None:
    async def scene(press: NotedPress) -> None:
        alone = replace(press, threads=action is Action.READ)
        assert (await pressed(action, alone))[1:] == [("show", Length.FULL)]
        assert press.desk.posts == []
        assert [who for who, _ in press.desk.shown] == [Asker(ANN.person)]

    played(scene)


def test_a_story_of_the_menu_is_shown_as_a_brief() -> None:
    async def scene(press: NotedPress) -> None:
        story = (await press.desk.stored(press.target)).story or ""
        happened = await pressed(Action.STORY, replace(press, target=story))
        assert happened == [("wait", "Reading the story…"), ("show", Length.BRIEF)]

    played(scene)


def test_what_is_new_is_shown_until_it_was_told_to_the_asker_or_their_channel() -> None:
    async def scene(press: NotedPress) -> None:
        unread = replace(press, asker=replace(ANN, person=Person("chat", "T1", "U2")))
        assert (await pressed(Action.NEW, unread))[1:] == [("show", Length.BRIEF)]
        await pressed(Action.POST, press)
        for reader in (unread, replace(unread, asker=replace(ANN, person=Person("chat", "", "3")))):
            ((_, waiting), (_, note)) = await pressed(Action.NEW, reader)
            assert waiting == "Looking for what is new…"
            assert str(note).startswith("Nothing new")

    played(scene)


def test_sources_a_complaint_and_a_story_to_follow_reach_the_desk() -> None:
    async def scene(press: NotedPress) -> None:
        assert await pressed(Action.SOURCES, press) == [("sources", press.target)]
        form = replace(press, written="The figure is old.")
        assert await pressed(Action.WRONG, form) == [("say", actions.THANKS)]
        assert press.desk.complaints == [(ANN.person, press.target, "The figure is old.")]
        ((what, said),) = await pressed(Action.FOLLOW, press)
        assert what == "say"
        assert str(said).startswith("#news follows this story now")
        with pytest.raises(NotAllowedError):
            await pressed(Action.FOLLOW, replace(press, may=False))

    played(scene)
