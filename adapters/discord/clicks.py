"""I/O. What happens at a click: on a button, in the menu of stories, or on a sent form.

Everything needed is in the custom_id, so a click works after a restart, on any replica, and by
whoever sees the message.
"""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from typing import cast

import discord

from adapters.chat.once import once
from adapters.discord import digests, layout, posting
from adapters.discord.answering import (
    Answering,
    Interaction,
    channel,
    here,
    person,
    reader,
    this_channel,
)
from adapters.discord.components import Json
from adapters.discord.custom_ids import Action, Click, unpacked
from adapters.discord.forms import reason, wrong_form
from adapters.discord.places import known, require_posting
from bot.errors import NotAllowedError, UsageError
from bot.models import Answer, Brief, Channel, Length
from bot.ports import Asker

_MANAGE = "Only people with Manage Channels can do that for this channel. Please ask one of them."


class Clicks:
    """Answers clicks from the desk behind `answering`."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._desk = answering.desk
        self._work: dict[Action, Callable[[Interaction, Click], Awaitable[Json]]] = {
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
            await self._answering.answer(interaction, lambda: work(interaction, click))

    async def _post(self, interaction: Interaction, click: Click) -> Json:
        brief = await self._desk.stored(click.id)
        posting.require_leave(interaction)
        nonce = _nonce("post", click.id, interaction)
        async with once(self._desk, f"discord:{nonce}") as is_first:
            if not is_first:
                return layout.notice(_USED)
            post = await posting.to_channel(interaction, layout.posted(brief), nonce)
        if post is not None and interaction.guild_id is not None:
            await self._desk.posted(click.id, post)
            await self._desk.told(here(interaction), brief)
        return layout.notice("Posted.")

    async def _more(self, interaction: Interaction, click: Click) -> Json:
        lacking = posting.lacking_for_thread(interaction)
        if lacking is None:
            return layout.full(await self._full(reader(interaction), click.id))
        if lacking:
            brief = await self._full(reader(interaction), click.id)
            return posting.noted(
                layout.full(brief), f"I could not open a thread: I need {lacking}."
            )
        nonce = _nonce("more", click.id, interaction)
        if not await posting.is_in_thread(interaction, nonce):
            await self._more_in_thread(interaction, click, nonce)
        thread = interaction.message.id if interaction.message else ""  # it has the post's own id
        return layout.notice(f"The full brief is in <#{thread}>.")

    async def _more_in_thread(self, interaction: Interaction, click: Click, nonce: str) -> None:
        brief = await self._full(reader(interaction), click.id)
        shown = layout.full(brief, nonce)
        post = await posting.to_thread(interaction, brief.headline or "", shown, nonce)
        if brief.id is not None:
            await self._desk.posted(brief.id, post)

    async def _read(self, interaction: Interaction, click: Click) -> Json:
        asker = reader(interaction)
        brief = await self._full(asker, click.id)
        await self._desk.told(asker, brief)
        return layout.answer(Answer(brief.topic or "", brief.as_of, brief=brief))

    async def _full(self, asker: Asker, id: str) -> Brief:
        """The stored brief's story in full; the brief itself where there is no more of it."""
        brief = await self._desk.stored(id)
        address = brief.sources[0].url if brief.sources else None
        if brief.story:
            given = await self._desk.story(asker, brief.story, Length.FULL)
        elif address:
            given = await self._desk.brief(asker, address, Length.FULL)
        else:
            return brief
        return given.brief or brief

    async def _sources(self, _: Interaction, click: Click) -> Json:
        return layout.sources(await self._desk.stored(click.id))

    async def _new(self, interaction: Interaction, click: Click) -> Json:
        story = await self._story_of(click)
        asker = Asker(person(interaction), channel(interaction))
        given = await self._desk.story(asker, story, only_new=True)
        return await self._shown(interaction, given)

    async def _story(self, interaction: Interaction, _: Click) -> Json:
        values = _sent(interaction).get("values")
        if not isinstance(values, list) or not values:
            raise UsageError("nothing chosen", advice="Please choose a story.")
        return await self._shown(
            interaction, await self._desk.story(reader(interaction), str(values[0]))
        )

    async def _shown(self, interaction: Interaction, given: Answer) -> Json:
        if given.brief is not None:
            await self._desk.told(reader(interaction), given.brief)
        return layout.answer(given)

    async def _follow(self, interaction: Interaction, click: Click) -> Json:
        story = await self._story_of(click)
        if interaction.guild_id is None:
            followed = await self._desk.follow(reader(interaction), story)
            return layout.notice("You follow it now." if followed else "You no longer follow it.")
        _require_manager(interaction)
        where = await self._with_digest(interaction)
        followed = await self._desk.follow(Asker(person(interaction), where), story)
        if not followed:
            return layout.notice(
                f"<#{where.id}> no longer follows that story. Click again to follow it."
            )
        return layout.notice(
            f"<#{where.id}> follows that story now: what is new in it comes with its digest.",
            "" if await self._desk.subscription(where) else _NO_DIGEST_YET,
        )

    async def _with_digest(self, interaction: Interaction) -> Channel:
        """This channel; for a thread that has no digest of its own, the channel it belongs to."""
        here_, thread = this_channel(interaction), interaction.channel
        if not isinstance(thread, discord.Thread) or await self._desk.subscription(here_):
            return here_
        return replace(here_, id=str(thread.parent_id))

    async def _wrong(self, interaction: Interaction, click: Click) -> Json:
        said = reason(_sent(interaction).get("components"))
        await self._desk.wrong(reader(interaction), click.id, said)
        return layout.notice(
            "Thank you. Those who run this bot will look at it; if it is corrected, every copy is."
        )

    async def _why(self, _: Interaction, click: Click) -> Json:
        return digests.why(await self._desk.stored_digest(click.id))

    async def _post_digest(self, interaction: Interaction, click: Click) -> Json:
        where = await known(interaction, click.key)
        if where.channel == channel(interaction):
            _require_manager(interaction)  # another's was checked for whom alone sees this button
        await require_posting(interaction, where)
        made = await self._desk.stored_digest(click.id)
        nonce = _nonce("digest", click.id, interaction)
        async with once(self._desk, f"discord:{nonce}") as is_first:
            if not is_first:
                return layout.notice(_USED)
            post = await posting.to_place(
                interaction, where, digests.title(made), digests.digest(made), nonce
            )
        await self._desk.posted_digest(click.id, post)
        return layout.notice(f"Posted in <#{post.thread or post.channel.id}>.")

    async def _story_of(self, click: Click) -> str:
        brief = await self._desk.stored(click.id)
        if brief.story is None:
            raise UsageError(
                "no story", advice="That brief is of a page that no story is known of."
            )
        return brief.story


def _sent(interaction: Interaction) -> Mapping[str, object]:
    return cast("Mapping[str, object]", interaction.data or {})


def _require_manager(interaction: Interaction) -> None:
    if not interaction.permissions.manage_channels:
        raise NotAllowedError("no manage_channels", advice=_MANAGE)


_NO_DIGEST_YET = "It has no digest yet: `/digest set` makes one."
_USED = "This button was used before. To post it again, ask again."


def _nonce(what: str, id: str, interaction: Interaction) -> str:
    """The same for every click of that button under that message: it posts once."""
    message = interaction.message.id if interaction.message else interaction.id
    return _hashed((what, id, str(message)))


def _hashed(names: Iterable[str]) -> str:
    """24 characters that stand for these names; Discord takes 25."""
    return hashlib.blake2b("\n".join(names).encode(), digest_size=12).hexdigest()
