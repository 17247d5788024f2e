"""What a button does, on a platform that only writes down what it was asked for."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from adapters.chat import actions, brief_card
from adapters.chat.actions import once
from adapters.chat.buttons import ON_PRESS, Asked
from adapters.chat.card import Action
from adapters.chat.lines import Line, Typed, said
from adapters.chat.managing.naming import DigestKey
from adapters.chat.managing.panel import DigestPanel
from adapters.chat.managing.sources import SourcePanel
from adapters.discord.rendering.inert import markdown
from bot.errors import BriefbotError, NotAllowedError, PostRefusedError, PostUnknownError
from bot.models import (
    Answer,
    Brief,
    Channel,
    Digest,
    Length,
    Person,
    Post,
    Subscription,
    Timeline,
    Turn,
)
from bot.ports import Asker
from bot.translation import Translation
from tests.standins.cards import PLAIN
from tests.standins.desk import NOW, InMemoryDesk

HERE = Channel("chat", "T1", "C1")
ANN = Asker(Person("chat", "T1", "U1"), HERE)
BELOW, TYPED = said("It is below."), Typed("/new", "/make", "/resume")
Scene = Callable[["NotedPress"], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class NotedPress:
    """A press of which everything that happens is noted, in order."""

    desk: InMemoryDesk
    target: str = ""
    asker: Asker = ANN
    written: str = ""
    in_thread: Line = BELOW
    typed: Typed = TYPED
    may: bool = True
    threads: bool = True
    refused: list[BriefbotError] = field(default_factory=list)
    happened: list[tuple[str, object]] = field(default_factory=list)

    def once(self, what: str) -> AbstractAsyncContextManager[bool]:
        return once(self.desk, f"{what}:{self.target}")

    async def follower(self) -> Asker:
        self.require_leave()
        return self.asker

    async def answered(self, question: Awaitable[Asked], waiting: str) -> Asked:
        self.happened.append(("wait", waiting))
        return await question

    async def say(self, line: Line) -> None:
        self.happened.append(("say", markdown(line)))

    async def show(self, answer: Answer) -> None:
        shown = answer.brief.length if answer.brief else answer.note
        self.happened.append(("show", shown))

    async def show_sources(self, brief: Brief) -> None:
        self.happened.append(("sources", brief.id))

    async def show_timeline(self, timeline: Timeline) -> None:
        self.happened.append(("timeline", [one.turn for one in timeline.lines]))

    async def done(self, line: Line) -> None:
        self.happened.append(("done", markdown(line)))

    def require_leave(self) -> None:
        if not self.may:
            raise NotAllowedError("no leave", advice="You may not.")

    async def post(self, brief: Brief, _: Translation) -> Post:
        self.happened.append(("post", brief.id))
        return Post(HERE, "m1")

    def has_thread(self) -> bool:
        return self.threads

    async def post_in_thread(self, brief: Brief, _: Translation) -> Post:
        self.happened.append(("thread", brief.length))
        return Post(HERE, "m2", "m1")

    async def managed(self) -> DigestKey:
        self.require_leave()
        return DigestKey(HERE)

    async def post_digest(self, where: Channel, digest: Digest) -> Post:
        if self.refused:
            raise self.refused.pop()
        self.happened.append(("digest", digest.topics))
        return Post(where, "m3")

    async def require_admin(self) -> None:
        self.require_leave()

    async def post_sources(self, shown: SourcePanel) -> None:
        self.happened.append(("sources", [markdown(one) for one in shown.lines]))

    async def show_panels(self, shown: Sequence[DigestPanel]) -> None:
        self.happened.append(("panel", [markdown(one) for each in shown for one in each.lines]))


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
            ("done", str(actions.POSTED)),
        ]
        assert await pressed(Action.POST, press) == [("say", str(actions.USED))]
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


def test_how_a_story_went_is_shown_to_the_asker_alone() -> None:
    async def scene(press: NotedPress) -> None:
        assert await pressed(Action.TIMELINE, press) == [
            ("wait", "Looking up how it went…"),
            ("timeline", [Turn.FIRST, Turn.ANNOUNCED]),
        ]
        assert press.desk.posts == []

    played(scene)


def test_sources_a_complaint_and_a_story_to_follow_reach_the_desk() -> None:
    async def scene(press: NotedPress) -> None:
        assert await pressed(Action.SOURCES, press) == [("sources", press.target)]
        form = replace(press, written="The figure is old.")
        assert await pressed(Action.WRONG, form) == [("say", str(actions.THANKS))]
        assert press.desk.complaints == [(ANN.person, press.target, "The figure is old.")]
        assert await pressed(Action.USEFUL, press) == [("say", str(actions.NOTED))]
        assert press.desk.praised == [(ANN.person, press.target)]
        ((what, said),) = await pressed(Action.FOLLOW, press)
        assert what == "say"
        assert str(said).startswith("<#C1> follows this story now")
        with pytest.raises(NotAllowedError):
            await pressed(Action.FOLLOW, replace(press, may=False))

    played(scene)


def test_each_language_of_a_story_is_reached_in_turn() -> None:
    made = replace(PLAIN, also_in=("de", "uk"))
    assert brief_card.next_language(made) == "uk"
    german = replace(made, also_in=("en", "uk"), sources=(replace(made.sources[0], lang="de"),))
    assert brief_card.next_language(german) == "en"
    assert brief_card.next_language(replace(made, also_in=())) == ""
    card = brief_card.public(made)
    assert card.label(Action.LANGUAGE) == "In Ukrainian"
    assert Action.LANGUAGE not in brief_card.public(PLAIN).buttons

    class InGerman(InMemoryDesk):
        """A desk that is asked for a story in a language."""

        async def story(self, asker: Asker, *some: Any, **more: Any) -> Answer:  # noqa: ANN401  as given
            self.asked.append((asker, "in"))
            return await InMemoryDesk.story(self, asker, *some, **more)

    async def scene(press: NotedPress) -> None:
        desk = InGerman()
        stored = desk.keep((await desk.brief(ANN, "skerry")).brief or PLAIN, also_in=("uk",))
        ((_, waiting), (what, shown)) = await pressed(
            Action.LANGUAGE, replace(press, desk=desk, target=stored)
        )
        assert (waiting, what, shown) == ("Reading the story…", "show", Length.BRIEF)
        assert next(one for one, text in desk.asked if text == "in").languages[0] == "uk"

    played(scene)


async def with_digest(press: NotedPress) -> None:
    await press.desk.subscribe(Subscription(HERE, NOW.time(), "UTC", NOW, topics=("skerry",)))


@pytest.mark.parametrize("action", [Action.POST_NOW, Action.POST_DIGEST])
def test_a_digest_is_posted_once_and_its_channel_told(action: Action) -> None:
    async def scene(press: NotedPress) -> None:
        await with_digest(press)
        made = await press.desk.digest_now(ANN)
        digest = replace(press, target=made.id or "")
        happened = await pressed(action, digest)
        assert happened[-2:] == [("digest", ("skerry",)), ("panel", ["Posted in <#C1>."])]
        assert await pressed(action, digest) == [("say", str(actions.USED))]
        ((named, post),) = press.desk.posts
        assert post == Post(HERE, "m3")
        assert (named == made.id) == (action is Action.POST_DIGEST)

    played(scene)


@pytest.mark.parametrize(
    ("error", "is_open"), [(PostRefusedError, True), (PostUnknownError, False)]
)
def test_a_digest_that_was_surely_not_posted_may_be_posted_again(
    error: type[BriefbotError], *, is_open: bool
) -> None:
    async def scene(press: NotedPress) -> None:
        await with_digest(press)
        press.refused.append(error("no", advice="Not now."))
        with pytest.raises(error):
            await pressed(Action.POST_NOW, press)
        assert press.desk.posts == []
        again = [what for what, _ in await pressed(Action.POST_NOW, press)]
        assert ("digest" in again) == is_open

    played(scene)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (Action.PAUSE, "It is paused: `/resume` goes on with it."),
        (Action.RESUME, "The next one comes "),
        (Action.STOP, "<#C1> gets no digest any more. It was: skerry at "),
    ],
)
def test_what_becomes_of_a_digest_is_shown(action: Action, said: str) -> None:
    async def scene(press: NotedPress) -> None:
        await with_digest(press)
        ((kind, lines),) = await pressed(action, press)
        assert kind == "panel"
        assert isinstance(lines, list)
        assert any(one.startswith(said) for one in lines)

    played(scene)


@pytest.mark.parametrize(
    "action",
    [Action.POST_NOW, Action.POST_DIGEST, Action.PAUSE, Action.RESUME, Action.STOP],
)
def test_who_may_not_change_a_digest_changes_nothing(action: Action) -> None:
    async def scene(press: NotedPress) -> None:
        await with_digest(press)
        before = await press.desk.subscriptions("T1")
        with pytest.raises(NotAllowedError):
            await pressed(action, replace(press, may=False))
        assert await press.desk.subscriptions("T1") == before
        assert press.desk.posts == []

    played(scene)
