"""I/O. What happens at a click: on a button, in the menu of stories, or on a sent form.

Everything needed is in the custom_id, so a click works after a restart, on any replica, and by
whoever sees the message.
"""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from typing import cast

import discord

from adapters.chat import actions
from adapters.chat.card import Action
from adapters.chat.once import once
from adapters.discord import digests, layout, posting
from adapters.discord.answering import (
    Answering,
    Fill,
    Interaction,
    channel,
    person,
    reader,
    show_answer,
    this_channel,
)
from adapters.discord.components import Json
from adapters.discord.custom_ids import Click, unpacked
from adapters.discord.forms import reason, wrong_form
from adapters.discord.places import known, require_posting
from bot.errors import NotAllowedError, UsageError
from bot.models import Brief, Channel, Post
from bot.ports import Asker

_MANAGE = "Only people with Manage Channels can do that for this channel. Please ask one of them."


class Clicks:
    """Answers clicks from the desk behind `answering`."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._desk = answering.desk
        self._work: dict[Action, Callable[[Interaction, Click, Fill], Awaitable[None]]] = {
            Action.POST: self._post,
            Action.MORE: self._more,
            Action.SOURCES: self._sources,
            Action.NEW: self._new,
            Action.FOLLOW: self._follow,
            Action.WRONG: self._wrong,
            Action.STORY: self._story,
            Action.READ: self._read,
            Action.WHY: self._why,
            Action.POST_DIGEST: self._post_digest,
        }

    async def handle(self, interaction: Interaction) -> None:
        """Answers a click or a form; what is not ours is left alone."""
        click = unpacked(str(_sent(interaction).get("custom_id", "")))
        if click is None:
            return
        is_form = interaction.type is discord.InteractionType.modal_submit
        if click.action is Action.WRONG and not is_form:
            await self._answering.at_once(interaction, wrong_form(click.id))
        else:
            work = self._work[click.action]
            await self._answering.attend(interaction, lambda fill: work(interaction, click, fill))

    async def _post(self, interaction: Interaction, click: Click, fill: Fill) -> None:
        posting.require_leave(interaction)
        nonce = _nonce("post", click.id, interaction)

        async def published(brief: Brief) -> Post | None:
            return await posting.to_channel(interaction, layout.posted(brief), nonce)

        key, asker = f"discord:{nonce}", reader(interaction)
        is_first = await actions.share(self._desk, asker, click.id, key, published)
        await fill(layout.notice(actions.POSTED if is_first else actions.USED))

    async def _more(self, interaction: Interaction, click: Click, fill: Fill) -> None:
        lacking = posting.lacking_for_thread(interaction)
        if lacking != "":
            await self._read(interaction, click, fill, lacking)
            return
        nonce = _nonce("more", click.id, interaction)
        if not await posting.is_in_thread(interaction, nonce):
            await self._more_in_thread(interaction, click, nonce)
        thread = interaction.message.id if interaction.message else ""  # it has the post's own id
        await fill(layout.notice(f"The full brief is in <#{thread}>."))

    async def _more_in_thread(self, interaction: Interaction, click: Click, nonce: str) -> None:
        async def published(brief: Brief) -> Post:
            shown = layout.posted(brief, nonce)
            return await posting.to_thread(interaction, brief.headline or "", shown, nonce)

        asker = reader(interaction)
        if brief := (await actions.whole(self._desk, asker, click.id)).brief:
            await actions.publish(self._desk, asker, brief, published)

    async def _read(
        self, interaction: Interaction, click: Click, fill: Fill, lacking: str | None = None
    ) -> None:
        """The full brief to the one who acted alone; `lacking` is why not in a thread."""
        said = f"I could not open a thread: I need {lacking}." if lacking else ""

        async def noted(message: Json) -> None:
            await fill(posting.noted(message, said) if said else message)

        question = actions.whole(self._desk, reader(interaction), click.id)
        await show_answer(self._desk, interaction, question, noted)

    async def _sources(self, _: Interaction, click: Click, fill: Fill) -> None:
        await fill(layout.sources(await self._desk.stored(click.id)))

    async def _new(self, interaction: Interaction, click: Click, fill: Fill) -> None:
        asker = Asker(person(interaction), channel(interaction))
        question = actions.new(self._desk, asker, click.id)
        await show_answer(self._desk, interaction, question, fill)

    async def _story(self, interaction: Interaction, _: Click, fill: Fill) -> None:
        values = _sent(interaction).get("values")
        if not isinstance(values, list) or not values:
            raise UsageError("nothing chosen", advice="Please choose a story.")
        question = self._desk.story(reader(interaction), str(values[0]))
        await show_answer(self._desk, interaction, question, fill)

    async def _follow(self, interaction: Interaction, click: Click, fill: Fill) -> None:
        asker, name = reader(interaction), ""
        if interaction.guild_id is not None:
            _require_manager(interaction)
            where = await self._with_digest(interaction)
            asker, name = Asker(person(interaction), where), f"<#{where.id}>"
        names = actions.Names(name, "`/new`", "`/digest set`")
        await fill(layout.notice(await actions.follow(self._desk, asker, click.id, names)))

    async def _with_digest(self, interaction: Interaction) -> Channel:
        """This channel; for a thread that has no digest of its own, the channel it belongs to."""
        here_, thread = this_channel(interaction), interaction.channel
        if not isinstance(thread, discord.Thread) or await self._desk.subscription(here_):
            return here_
        return replace(here_, id=str(thread.parent_id))

    async def _wrong(self, interaction: Interaction, click: Click, fill: Fill) -> None:
        said = reason(_sent(interaction).get("components"))
        await self._desk.wrong(reader(interaction), click.id, said)
        await fill(layout.notice(actions.THANKS))

    async def _why(self, _: Interaction, click: Click, fill: Fill) -> None:
        await fill(digests.why(await self._desk.stored_digest(click.id)))

    async def _post_digest(self, interaction: Interaction, click: Click, fill: Fill) -> None:
        where = await known(interaction, click.key)
        if where.channel == channel(interaction):
            _require_manager(interaction)  # another's was checked for whom alone sees this button
        await require_posting(interaction, where)
        made = await self._desk.stored_digest(click.id)
        nonce = _nonce("digest", click.id, interaction)
        async with once(self._desk, f"discord:{nonce}") as is_first:
            if not is_first:
                await fill(layout.notice(actions.USED))
                return
            post = await posting.to_place(
                interaction, where, digests.title(made), digests.digest(made), nonce
            )
        await self._desk.posted_digest(click.id, post)
        await fill(layout.notice(f"Posted in <#{post.thread or post.channel.id}>."))


def _sent(interaction: Interaction) -> Mapping[str, object]:
    return cast("Mapping[str, object]", interaction.data or {})


def _require_manager(interaction: Interaction) -> None:
    if not interaction.permissions.manage_channels:
        raise NotAllowedError("no manage_channels", advice=_MANAGE)


def _nonce(what: str, id: str, interaction: Interaction) -> str:
    """The same for every click of that button under that message: it posts once."""
    message = interaction.message.id if interaction.message else interaction.id
    return _hashed((what, id, str(message)))


def _hashed(names: Iterable[str]) -> str:
    """24 characters that stand for these names; Discord takes 25."""
    return hashlib.blake2b("\n".join(names).encode(), digest_size=12).hexdigest()
