"""I/O. What happens at a click: on a button, in the menu of stories, or on a sent form.

Everything needed is in the custom_id, so a click works after a restart, on any replica, and by
whoever sees the message.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import cast

import discord

from adapters.chat import lines
from adapters.chat.actions import OUTDATED
from adapters.chat.buttons import ON_PRESS, Asked
from adapters.chat.card import Action
from adapters.chat.lines import Line, Typed
from adapters.chat.managing import changing, naming
from adapters.chat.managing.naming import DigestKey
from adapters.chat.managing.panel import DigestPanel
from adapters.chat.managing.sources import SourcePanel
from adapters.discord import posting
from adapters.discord.answering import (
    Answering,
    Fill,
    Interaction,
    channel,
    reader,
    speaking,
    this_channel,
    whose,
)
from adapters.discord.calls import post_to
from adapters.discord.history import in_channel, in_forum
from adapters.discord.permissions import FORUMS, TEXT
from adapters.discord.places import known, require_posting
from adapters.discord.rendering import digests, layout
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.custom_ids import Click, unpacked
from adapters.discord.rendering.forms import reason, wrong_form
from adapters.discord.rendering.inert import markdown
from adapters.discord.typed import digest_form
from adapters.discord.typed.digest_commands import TYPED
from adapters.discord.typed.source_commands import may_add
from bot.errors import BriefbotError, NotAllowedError, PostUnknownError, UsageError
from bot.models import Answer, Brief, Channel, Digest, Post, Timeline
from bot.ports import Asker, Desk, Found
from bot.translation import Translation, translatable

OPENING = 2.0  # seconds; Discord waits three for a form
_LOOK_FIRST = translatable(
    "I can't see whether it was posted. Please look in the channel; to post it anew, ask again."
)
_MANAGE = translatable(
    "Only people with Manage Channels can do that for this channel. Please ask one of them."
)
_MANAGE_SERVER = translatable("Only people with Manage Server add sources. Please ask one of them.")


@dataclass(frozen=True, slots=True)
class DiscordPress:
    """What was clicked, and what Discord can do about it; `fill` answers the one who clicked."""

    desk: Desk
    interaction: Interaction
    click: Click
    fill: Fill
    doubts: set[str] = field(default_factory=set)  # nonces of posts that may be there already

    @property
    def asker(self) -> Asker:
        return replace(reader(self.interaction), channel=channel(self.interaction))

    @property
    def tr(self) -> Translation:
        """Says our words in the language of the one who clicked."""
        return speaking(self.interaction)

    @property
    def target(self) -> str:
        if self.click.action not in {Action.STORY, Action.READ}:
            return self.click.id
        values = _sent(self.interaction).get("values")
        if not isinstance(values, list) or not values:
            raise UsageError("nothing chosen", advice="Please choose a story.")
        return str(values[0])

    @property
    def written(self) -> str:
        return reason(_sent(self.interaction).get("components"))

    @property
    def in_thread(self) -> Line:
        message = self.interaction.message  # a thread has the id of the post that it is under
        there = lines.channel(str(message.id) if message else "")
        return lines.filled(self.tr("The full brief is in {thread}."), thread=there)

    def once(self, what: str) -> AbstractAsyncContextManager[bool]:
        return self._unless_in_thread() if what == Action.MORE else self._unless_posted(what)

    async def follower(self) -> Asker:
        if self.interaction.guild_id is None:
            return self.asker
        _require_manager(self.interaction)
        return replace(self.asker, channel=await self._with_digest())

    async def answered(self, question: Awaitable[Asked], _: str) -> Asked:
        """Discord itself shows that an answer is awaited."""
        return await question

    async def say(self, line: Line) -> None:
        await self.fill(layout.notice(markdown(line)))

    async def show(self, answer: Answer) -> None:
        message = layout.answer(answer, self.tr)
        if self.click.action is Action.MORE and (lacking := self._lacking()):
            said = self.tr("I could not open a thread: I need {permissions}.", permissions=lacking)
            message = posting.noted(message, said)
        await self.fill(message)

    async def show_sources(self, brief: Brief) -> None:
        await self.fill(layout.sources(brief, self.tr))

    async def show_timeline(self, timeline: Timeline) -> None:
        await self.fill(layout.turns(timeline, self.tr))

    async def done(self, line: Line) -> None:
        await self.say(line)

    def require_leave(self) -> None:
        posting.require_leave(self.interaction)

    async def post(self, brief: Brief, tr: Translation) -> Post | None:
        nonce = self.nonce("post")
        found = await self._posted_already(channel(self.interaction), TEXT, nonce)
        if found is None:
            shown = layout.posted(brief, tr, nonce)
            found = await posting.to_channel(self.interaction, shown, nonce)
        return replace(found, lang=tr.lang) if found else None

    def has_thread(self) -> bool:
        return self._lacking() == ""

    async def post_in_thread(self, brief: Brief, tr: Translation) -> Post:
        nonce = self.nonce("more")
        title, shown = brief.headline or tr("The full brief"), layout.posted(brief, tr, nonce)
        post = await posting.to_thread(self.interaction, title, shown, nonce)
        return replace(post, lang=tr.lang)

    def nonce(self, what: str) -> str:
        """The same for every click of that button under that message; 24 characters, of 25."""
        message = self.interaction.message or self.interaction
        named = "\n".join((what, self.click.id, self.click.key, str(message.id)))
        return hashlib.blake2b(named.encode(), digest_size=12).hexdigest()

    @property
    def typed(self) -> Typed:
        return TYPED

    async def managed(self) -> DigestKey:
        """Another channel was checked for whom alone sees this button. Under an alert it names
        none."""
        channel, mark = naming.split(self.click.key)
        if channel == layout.OWN or self.interaction.guild_id is None:
            own = await changing.required_own(self.desk, whose(self.interaction), TYPED)
            return DigestKey(own, mark)
        here = this_channel(self.interaction)
        if not channel:
            _require_manager(self.interaction)
            return DigestKey(await self._with_digest())
        where = replace(here, id=channel)
        if where == here:
            _require_manager(self.interaction)
        return DigestKey(where, mark)

    async def post_digest(self, where: Channel, digest: Digest) -> Post:
        place = await known(self.interaction, where)
        if where.workspace:
            await require_posting(self.interaction, place)
        nonce = self.nonce("digest")
        if found := await self._posted_already(where, place.kind, nonce):
            return found
        title, shown = digests.title(digest), digests.digest(digest, nonce)
        http = self.interaction.client.http
        return await post_to(http, where, place.kind, title, shown, nonce)

    async def require_admin(self) -> None:
        if not may_add(self.interaction):
            raise NotAllowedError("no manage_guild", advice=_MANAGE_SERVER)

    async def post_sources(self, shown: SourcePanel) -> None:
        message = layout.sources_asked(shown)
        await posting.to_channel(self.interaction, message, self.nonce("propose"))

    async def show_panels(self, shown: Sequence[DigestPanel]) -> None:
        await self.fill(layout.panel(*shown))

    async def _posted_already(self, where: Channel | None, kind: int, nonce: str) -> Post | None:
        """Where it stands already, if that was in doubt; raises PostUnknownError where it still
        is."""
        if where is None or nonce not in self.doubts:
            return None
        if not self.interaction.is_guild_integration():  # which may not read the channel
            raise PostUnknownError("discord: a guest's post is in doubt", advice=_LOOK_FIRST)
        message = self.interaction.message or self.interaction
        look = in_forum if kind in FORUMS else in_channel
        looked = await look(self.interaction.client.http, where, nonce, message.id)
        if looked.found is Found.UNKNOWN:
            raise PostUnknownError("discord: nobody can tell", advice=_LOOK_FIRST)
        return looked.post

    def _lacking(self) -> str | None:
        return posting.lacking_for_thread(self.interaction)

    @asynccontextmanager
    async def _unless_posted(self, what: str) -> AsyncIterator[bool]:
        """For the first press, and for the next where nobody knows what came of that: it has the
        same nonce, and what stands in the channel by then is looked for."""
        nonce = self.nonce(what)
        begun, ended = f"discord:{nonce}", f"discord:{nonce}:ended"
        is_first = await self.desk.first_time(begun)
        if not is_first and not await self.desk.first_time(ended):
            yield False
            return
        if not is_first:
            self.doubts.add(nonce)
        try:
            yield True
        except BaseException as error:
            await self.desk.undone(ended)
            if not isinstance(error, PostUnknownError | asyncio.CancelledError):
                await self.desk.undone(begun)
            raise
        await self.desk.first_time(ended)

    @asynccontextmanager
    async def _unless_in_thread(self) -> AsyncIterator[bool]:
        """Looks whether it is there, so that one that was deleted comes again."""
        yield not await posting.is_in_thread(self.interaction, self.nonce("more"))

    async def _with_digest(self) -> Channel:
        """This channel; for a thread that has no digest of its own, the channel it belongs to."""
        here, thread = this_channel(self.interaction), self.interaction.channel
        if not isinstance(thread, discord.Thread) or await self.desk.subscription(here):
            return here
        return replace(here, id=str(thread.parent_id))


Work = Callable[[DiscordPress], Awaitable[None]]


async def _reasons(press: DiscordPress) -> None:
    await press.fill(digests.why(await press.desk.stored_digest(press.click.id)))


async def _rest(press: DiscordPress) -> None:
    message = press.interaction.message
    is_private = message is not None and message.flags.ephemeral
    brief = await press.desk.stored(press.target)
    await press.fill(layout.rest(brief, press.tr, is_private=is_private))


async def _form_sent(press: DiscordPress) -> None:
    components = _sent(press.interaction).get("components")
    key = await press.managed()
    await press.show_panels(await digest_form.sent(press.desk, press.interaction, key, components))


async def _form(press: DiscordPress) -> Json:
    """The form that a button opens."""
    if press.click.action is Action.WRONG:
        return wrong_form(press.click, press.tr)
    key = await press.managed()
    return await digest_form.opened(press.desk, press.interaction, press.click, key)


_FORMS = {Action.WRONG, Action.CHANGE, Action.ANOTHER}
_OURS: Mapping[Action, Work] = {
    Action.CHANGE: _form_sent,
    Action.ANOTHER: _form_sent,
    Action.MENU: _rest,
    Action.WHY: _reasons,
}


async def clicked(answering: Answering, interaction: Interaction) -> None:
    """Answers a click or a form, also of a button that an older version made."""
    click = unpacked(str(_sent(interaction).get("custom_id", "")))
    if click is None:
        await answering.attend(interaction, _outdated)
        return
    is_form = interaction.type is discord.InteractionType.modal_submit
    if click.action in _FORMS and not is_form:
        await _open(answering, interaction, click)
        return

    async def act(fill: Fill) -> None:
        press = DiscordPress(answering.desk, interaction, click, fill)
        if work := _OURS.get(click.action):
            await work(press)
        else:
            await ON_PRESS[click.action](answering.desk, press)

    written = reason(_sent(interaction).get("components")) if is_form else ""
    await answering.attend(interaction, act, written)


async def _outdated(_: Fill) -> None:
    raise UsageError("discord: an unknown button", advice=OUTDATED)


async def _open(answering: Answering, interaction: Interaction, click: Click) -> None:
    """Opens a form; who may not send it, or whose digest is gone, is told instead."""

    async def refuse(_: Fill) -> None:
        raise failed

    async def unanswered(_: Json) -> None:
        """A form is no message that is filled in."""

    failed: BriefbotError
    try:
        async with asyncio.timeout(OPENING):
            form = await _form(DiscordPress(answering.desk, interaction, click, unanswered))
    except BriefbotError as error:
        failed = error
        await answering.attend(interaction, refuse)
    else:
        await answering.at_once(interaction, form)


def _sent(interaction: Interaction) -> Mapping[str, object]:
    return cast("Mapping[str, object]", interaction.data or {})


def _require_manager(interaction: Interaction) -> None:
    if not interaction.permissions.manage_channels:
        raise NotAllowedError("no manage_channels", advice=_MANAGE)
