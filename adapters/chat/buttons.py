"""I/O. What each button under a brief and beside a digest does, on any platform.

A platform implements `Press` and opens its own forms; the rest is decided here, once.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Protocol, TypeVar

from adapters.chat import actions, brief_card
from adapters.chat.card import Action
from adapters.chat.digest_options import DigestAction
from adapters.chat.lines import Line, Typed, channel, filled, said
from adapters.chat.managing import changing, sources
from adapters.chat.managing.naming import DigestKey
from adapters.chat.managing.panel import DigestPanel
from adapters.chat.managing.sources import SourcePanel
from bot.models import Answer, Brief, Channel, Digest, Post, Timeline
from bot.ports import Asker, Desk
from bot.translation import Translation, translatable, translation

Asked = TypeVar("Asked")

MUTED = translatable("No more alerts on this story come here. A digest may still tell of it.")
PROPOSED = translatable("Proposed: everybody here sees it now.")


class Press(Protocol):
    """A button that somebody pressed, a choice they made, or a form they sent."""

    @property
    def asker(self) -> Asker:
        """Who pressed it, and in which channel."""

    @property
    def target(self) -> str:
        """The id that it carries: a story's from the menu of stories, else a stored brief's."""

    @property
    def written(self) -> str:
        """What was written in the form; nothing at a button."""

    @property
    def in_thread(self) -> Line:
        """Where the full brief is, in words."""

    def once(self, what: str) -> AbstractAsyncContextManager[bool]:
        """Gives True for the first press of this button under this message."""

    async def follower(self) -> Asker:
        """For whom a story is followed; raises NotAllowedError where they may not choose that."""

    async def answered(self, question: Awaitable[Asked], waiting: str) -> Asked:
        """The answer; `waiting` is shown where it takes long."""

    async def say(self, line: Line) -> None:
        """Says something to the asker alone."""

    async def show(self, answer: Answer) -> None:
        """Shows an answer to the asker alone."""

    async def show_sources(self, brief: Brief) -> None:
        """Shows the asker alone what a brief rests on."""

    async def show_timeline(self, timeline: Timeline) -> None:
        """Shows the asker alone how a story went."""

    async def done(self, line: Line) -> None:
        """Ends a press whose outcome everybody sees; says so where the platform wants an answer."""

    def require_leave(self) -> None:
        """Raises BriefbotError where nothing can be posted to the channel."""

    async def post(self, brief: Brief, tr: Translation) -> Post | None:
        """Posts a brief in the channel; None where it can't be edited later."""

    def has_thread(self) -> bool:
        """Whether everybody sees the message, and more of it can stand in a thread below."""

    async def post_in_thread(self, brief: Brief, tr: Translation) -> Post:
        """Posts a brief in the thread below the message."""

    @property
    def typed(self) -> Typed:
        """How commands are typed here."""

    async def managed(self) -> DigestKey:
        """The digest that it is about; raises NotAllowedError for who may not change it."""

    async def post_digest(self, where: Channel, digest: Digest) -> Post:
        """Posts a digest in its channel; raises NotAllowedError or PostError."""

    async def require_admin(self) -> None:
        """Raises NotAllowedError for who may not add sources."""

    async def post_sources(self, shown: SourcePanel) -> None:
        """Shows everybody in the channel something of the sources."""

    async def show_panels(self, shown: Sequence[DigestPanel]) -> None:
        """Shows the presser what became of digests."""


async def _post(desk: Desk, press: Press) -> None:
    """Posts the brief for everybody, once: a second press of the same button does nothing."""
    press.require_leave()
    if await actions.share(desk, press.asker, press.target, press.once("post"), press.post):
        await press.done(said(_tr(press)(actions.POSTED)))
    else:
        await press.say(said(_tr(press)(actions.USED)))


async def _more(desk: Desk, press: Press) -> None:
    """The full length: in the thread where the brief stands in the channel, once."""
    if not press.has_thread():
        await _read(desk, press)
        return
    async with press.once("more") as is_first:
        if is_first and (brief := (await _whole(desk, press)).brief):
            await actions.publish(desk, press.asker, brief, press.post_in_thread)
    await (press.done if is_first else press.say)(press.in_thread)


async def _read(desk: Desk, press: Press) -> None:
    await actions.show(desk, press.asker, await _whole(desk, press), press.show)


async def _whole(desk: Desk, press: Press) -> Answer:
    question = actions.whole(desk, press.asker, press.target)
    return await press.answered(question, _tr(press)("Reading the whole story…"))


async def _sources(desk: Desk, press: Press) -> None:
    await press.show_sources(await desk.stored(press.target))


async def _new(desk: Desk, press: Press) -> None:
    question = actions.new(desk, press.asker, press.target)
    answer = press.answered(question, _tr(press)("Looking for what is new…"))
    await actions.show(desk, press.asker, await answer, press.show)


async def _timeline(desk: Desk, press: Press) -> None:
    story = await actions.story_of(desk, press.target)
    question = desk.timeline(press.asker, story)
    await press.show_timeline(await press.answered(question, _tr(press)("Looking up how it went…")))


async def _story(desk: Desk, press: Press) -> None:
    question = desk.story(press.asker, press.target)
    answer = press.answered(question, _tr(press)("Reading the story…"))
    await actions.show(desk, press.asker, await answer, press.show)


async def _language(desk: Desk, press: Press) -> None:
    """The same story from articles in its next language; all else is said in the asker's own."""
    stored = await desk.stored(press.target)
    wanted = (brief_card.next_language(stored), *press.asker.languages)
    story = await actions.story_of(desk, press.target)
    question = desk.story(replace(press.asker, languages=wanted), story, stored.length)
    answer = await press.answered(question, _tr(press)("Reading the story…"))
    await actions.show(desk, press.asker, answer, press.show)


async def _follow(desk: Desk, press: Press) -> None:
    asker = await press.follower()
    await press.say(await actions.follow(desk, asker, press.target, press.typed))


async def _mute(desk: Desk, press: Press) -> None:
    """No more alerts on a story: it is told once as it breaks, and again only to who follows it."""
    asker = await press.follower()
    await desk.unfollow(asker, await actions.story_of(desk, press.target))
    await press.say(said(_tr(press)(MUTED)))


async def _no_alerts(desk: Desk, press: Press) -> None:
    """Ends a channel's alerts, and shows the digests that it still gets."""
    where = (await press.managed()).channel
    await press.show_panels(await changing.without_alerts(desk, where, press.typed, _tr(press)))


async def _useful(desk: Desk, press: Press) -> None:
    await desk.useful(press.asker, press.target)
    await press.say(said(_tr(press)(actions.NOTED)))


async def _wrong(desk: Desk, press: Press) -> None:
    """What the form says: to open it is the platform's."""
    await desk.wrong(press.asker, press.target, press.written)
    await press.say(said(_tr(press)(actions.THANKS)))


async def _post_previewed(desk: Desk, press: Press) -> None:
    where = (await press.managed()).channel
    await _post_digest(desk, press, where, lambda: desk.stored_digest(press.target))


async def _post_now(desk: Desk, press: Press) -> None:
    key = await press.managed()
    where = key.channel
    wanted = await changing.of_key(desk, key, press.typed)

    async def made() -> Digest:
        question = desk.digest_now(replace(press.asker, channel=where), wanted)
        return await press.answered(question, _tr(press)("Making the digest…"))

    await _post_digest(desk, press, where, made)


async def _post_digest(
    desk: Desk, press: Press, where: Channel, made: Callable[[], Awaitable[Digest]]
) -> None:
    """Posts a digest in its channel, which is then told of it, once."""
    async with press.once("digest") as is_first:
        if not is_first:
            await press.say(said(_tr(press)(actions.USED)))
            return
        digest = await made()
        post = await press.post_digest(where, digest)
    if digest.id:
        await desk.posted_digest(digest.id, post)
    standing = await desk.subscription(where)
    told = filled(
        _tr(press)("Posted in {channel}."), channel=channel(post.thread or post.channel.id)
    )
    if standing and standing.personal:
        told = said(_tr(press)(actions.POSTED))
    await press.show_panels([DigestPanel(where, (told,), tr=_tr(press))])


async def _add_source(desk: Desk, press: Press) -> None:
    await press.require_admin()
    found = await desk.add_source(press.target, press.asker.person)
    await press.say(sources.added(found, _tr(press)))


async def _propose(desk: Desk, press: Press) -> None:
    """Shows a found feed to the channel, once, for who may add it."""
    press.require_leave()
    found = await desk.found_source(press.target)
    async with press.once("propose") as is_first:
        if is_first:
            tr = await actions.everybodys(desk, press.asker)
            await press.post_sources(sources.proposed(found, tr))
    await press.say(said(_tr(press)(PROPOSED if is_first else actions.USED)))


def _changing(action: DigestAction) -> Callable[[Desk, Press], Awaitable[None]]:
    async def change(desk: Desk, press: Press) -> None:
        key = await press.managed()
        await press.show_panels(
            [await changing.pressed(desk, key, action, press.typed, _tr(press))]
        )

    return change


def _tr(press: Press) -> Translation:
    return translation(press.asker.languages)


ON_PRESS: Mapping[Action, Callable[[Desk, Press], Awaitable[None]]] = {
    Action.POST: _post,
    Action.MORE: _more,
    Action.READ: _read,
    Action.SOURCES: _sources,
    Action.NEW: _new,
    Action.TIMELINE: _timeline,
    Action.STORY: _story,
    Action.FOLLOW: _follow,
    Action.MUTE: _mute,
    Action.NO_ALERTS: _no_alerts,
    Action.LANGUAGE: _language,
    Action.USEFUL: _useful,
    Action.WRONG: _wrong,
    Action.POST_DIGEST: _post_previewed,
    Action.ADD_SOURCE: _add_source,
    Action.PROPOSE: _propose,
    Action.POST_NOW: _post_now,
    Action.PAUSE: _changing(DigestAction.PAUSE),
    Action.RESUME: _changing(DigestAction.RESUME),
    Action.STOP: _changing(DigestAction.STOP),
}
