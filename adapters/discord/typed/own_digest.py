"""I/O. `/my`: a person's own digest, in their direct messages with the bot."""

from dataclasses import dataclass, replace
from functools import partial

import discord
from discord import app_commands

from adapters.chat.digest_options import DigestAction, DigestOptions
from adapters.chat.managing import by_mail, changing, wishes
from adapters.chat.managing.mail import ordered
from adapters.chat.managing.wishes import DigestWish
from adapters.discord.answering import Answering, Interaction, channel, reader, speaking, whose
from adapters.discord.calls import write_to
from adapters.discord.places import Chosen
from adapters.discord.rendering import digests, layout
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.inert import markdown
from adapters.discord.typed.digest_commands import TYPED, Where
from bot.errors import NotAllowedError, UsageError
from bot.models import Channel
from bot.translation import translatable

_CHOOSE = translatable("Please choose the channel with `not_told_in`.")
_MAY_NOT_SEE = translatable("You can't see that channel, so what it was told is not for you.")


@dataclass(frozen=True, slots=True)
class OwnDigest:
    """Answers `/my`; `zone` is the time zone of a digest that names none."""

    answering: Answering
    zone: str

    def add_to(self, tree: app_commands.CommandTree[discord.Client]) -> None:
        """Registers the command."""

        @tree.command(name="my", description="Your own digest, in direct messages")
        @app_commands.describe(
            digest="Such as: ukraine, grain at 7, full; or show, now, pause, resume, stop",
            not_told_in="A channel whose news is not to be told again",
            mail="An address of mail that it is to go to",
        )
        async def my(
            interaction: Interaction,
            digest: str | None = None,
            not_told_in: Where | None = None,
            mail: str | None = None,
        ) -> None:
            if mail:
                work = partial(self._by_mail, interaction, f"{mail} {digest or ''}")
            else:
                work = partial(self._done, interaction, digest or "", not_told_in)
            await self.answering.answer(interaction, work)

    async def _by_mail(self, interaction: Interaction, text: str) -> Json:
        who, where = whose(interaction), channel(interaction)
        asker = replace(reader(interaction), person=who, channel=where)
        order, now = by_mail.ordered(text), interaction.created_at
        told = await ordered(self.answering.desk, asker, order, self.zone, now)
        return layout.notice(markdown(told))

    async def _done(self, interaction: Interaction, text: str, seen: Chosen | None) -> Json:
        wish = _wish(text) if text or seen else DigestWish(DigestAction.SHOW)
        if isinstance(wish.wanted, DigestOptions):
            return await self._saved(interaction, wish, seen)
        desk, tr = self.answering.desk, speaking(interaction)
        where = await changing.required_own(desk, whose(interaction), TYPED)
        if wish.wanted is DigestAction.NOW:
            made, _ = await changing.previewed(desk, where, wish, reader(interaction))
            return digests.preview(made, layout.OWN)
        return layout.panel(*await changing.done(desk, where, wish, TYPED, tr))

    async def _saved(self, interaction: Interaction, wish: DigestWish, seen: Chosen | None) -> Json:
        if wish.options.besides:
            raise UsageError("a channel by its name", advice=_CHOOSE)
        if seen is not None and not seen.permissions.read_messages:
            raise NotAllowedError("a channel that they can't see", advice=_MAY_NOT_SEE)
        desk, tr, who = self.answering.desk, speaking(interaction), whose(interaction)
        asker = replace(reader(interaction), person=who)
        standing, now = await desk.own_digest(who), interaction.created_at
        where = standing.channel if standing else await self._begun(interaction)
        blank = await changing.begun(desk, where, self.zone, asker, now, personal=True)
        before = await changing.meant(desk, blank, wish, asker)
        if seen is not None:
            there = Channel("discord", str(interaction.guild_id or ""), str(seen.id))
            before = replace(before, besides=(there,))
        kept, notes = await changing.saved(desk, before, wish, asker, now)
        return layout.panel(await changing.shown(desk, kept, TYPED, tr, tr("Saved."), notes))

    async def _begun(self, interaction: Interaction) -> Channel:
        """Direct messages that take what we write."""
        greeting = layout.notice(speaking(interaction)(changing.COMES_HERE))
        there = await write_to(interaction.client.http, whose(interaction).id, greeting)
        return Channel("discord", "", there)


def _wish(text: str) -> DigestWish:
    return wishes.after(text) if text else DigestWish(DigestOptions())
