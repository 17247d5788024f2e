"""What can be typed: `/brief`, `/top`, `/new`, and "Brief this" on a message."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

import discord
from discord import app_commands

from adapters.chat.follow_up import asked_ahead, asked_away
from adapters.chat.managing import sources
from adapters.chat.remarks import remark, schedule
from adapters.discord.addresses import first_address
from adapters.discord.answering import (
    Answering,
    Interaction,
    channel,
    missed,
    reader,
    speaking,
)
from adapters.discord.greeting import to_remark
from adapters.discord.rendering import layout
from adapters.discord.rendering.components import Json, private, walk
from adapters.discord.rendering.custom_ids import MOST
from adapters.discord.rendering.inert import cut
from adapters.discord.typed.digest_commands import LENGTHS, DigestCommands
from adapters.discord.typed.own_digest import OwnDigest
from adapters.discord.typed.source_commands import SourceCommands, asked
from bot.errors import BriefbotError, UsageError
from bot.models import Answer, Length
from bot.translation import translatable

log = logging.getLogger(__name__)

SUGGESTING = 2.0  # seconds; Discord waits three for suggestions
_CHOICES = [app_commands.Choice(name=name, value=name) for name in LENGTHS]
_STALE = translatable("This command has changed. Please restart Discord and try again.")


class Tree(app_commands.CommandTree[discord.Client]):
    """Every command of the bot."""

    def __init__(self, client: discord.Client, answering: Answering, zone: str) -> None:
        super().__init__(
            client,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )
        self.answering = answering
        _add_requests(self, answering)
        self.add_command(DigestCommands(answering, zone))
        OwnDigest(answering, zone).add_to(self)
        self.add_command(SourceCommands(answering))

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Whatever was not foreseen: the asker is told, the log has it; what an older version had
        is foreseen."""
        log.error("a command failed: %s", error, exc_info=None if _is_stale(error) else error)

        async def work() -> dict[str, object]:
            raise UsageError(f"command: {error}", advice=_STALE)

        if not interaction.response.is_done():
            await self.answering.answer(interaction, work)


def _is_stale(error: app_commands.AppCommandError) -> bool:
    stale = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)
    return isinstance(error, stale)


def _add_requests(tree: Tree, answering: Answering) -> None:
    desk = answering.desk

    @tree.command(name="brief", description="Brief a topic or a link, with its sources")
    @app_commands.describe(
        topic="What it is to be about", link="The address of an article", length="How long"
    )
    @app_commands.choices(length=_CHOICES)
    async def brief(
        interaction: Interaction,
        topic: str | None = None,
        link: str | None = None,
        length: str = "a brief",
    ) -> None:
        if one := remark(topic or "") or schedule(topic or ""):
            personal = interaction.guild_id is None
            shown = private(to_remark(one, speaking(interaction), personal=personal))
            await answering.at_once(interaction, {"type": 4, "data": shown})
        elif wish := sources.read(topic or ""):
            await answering.answer(interaction, lambda: asked(answering, interaction, wish))
        else:
            await _brief(answering, interaction, topic, link, LENGTHS[length])

    @brief.autocomplete("topic")
    async def topics(_: Interaction, start: str) -> list[app_commands.Choice[str]]:
        try:
            async with asyncio.timeout(SUGGESTING):
                found = await desk.topics(start, 25)
        except (BriefbotError, TimeoutError) as error:
            log.info("no topics to suggest: %s", error)
            return []
        named = {cut(topic, MOST): topic for topic in found}
        return [app_commands.Choice(name=name, value=cut(value, MOST))
                for name, value in named.items() if name][:25]  # fmt: skip

    @tree.command(name="top", description="The story that matters most now")
    async def top(interaction: Interaction) -> None:
        await answering.show(interaction, lambda: desk.top(reader(interaction)))

    @tree.command(name="new", description="What is new since you were last told")
    async def new(interaction: Interaction) -> None:
        asker = replace(reader(interaction), channel=channel(interaction))
        await answering.show(interaction, lambda: desk.new(asker))

    @tree.context_menu(name="Brief this")
    async def brief_this(interaction: Interaction, message: discord.Message) -> None:
        async def ask() -> Answer:
            return await desk.brief(reader(interaction), _linked(message), Length.BRIEF)

        await answering.show(interaction, ask)


async def _brief(
    answering: Answering,
    interaction: Interaction,
    topic: str | None,
    link: str | None,
    length: Length,
) -> None:
    """Briefs what is asked for, or the top of the news; or tells of the days ahead, or of what was
    missed."""
    desk, asker = answering.desk, reader(interaction)
    about = None if link else asked_ahead(topic or "")

    async def ask() -> Answer:
        words = _wanted(topic, link)
        if words is None:
            return await desk.top(asker, length)
        return await desk.brief(asker, words, length)

    async def ahead() -> Json:
        return layout.turns(await desk.ahead(asker, about or ""), speaking(interaction))

    if topic and not link and asked_away(topic):
        here = replace(asker, channel=channel(interaction))
        await answering.attend(interaction, partial(missed, desk, here))
    elif about is None:
        await answering.show(interaction, ask)
    else:
        await answering.answer(interaction, ahead)


def _wanted(topic: str | None, link: str | None) -> str | None:
    """What is asked for; None for the top of the news."""
    about, pasted = (topic or "").strip(), (link or "").strip()
    if about and pasted:
        raise UsageError("topic and link", advice="Please give a topic or a link, not both.")
    return _address(pasted) if pasted else about or None


def _address(pasted: str) -> str:
    found = first_address(pasted)
    if found is None:
        advice = translatable(
            "That is no link: please paste one that begins with https://, or give a topic."
        )
        raise UsageError("no link", advice=advice)
    return found


def _linked(message: discord.Message) -> str:
    """The first address that a message shows, itself or in what it forwards."""
    shown = [_texts(message), *map(_texts, message.message_snapshots)]
    for text in chain.from_iterable(shown):
        if found := first_address(text):
            return found
    advice = translatable(
        "There is no link in that message to brief: choose one with a link, or use `/brief`."
    )
    raise UsageError("no link in the message", advice=advice)


def _texts(message: discord.Message | discord.MessageSnapshot) -> Iterator[str]:
    yield message.content
    for embed in message.embeds:
        yield from (embed.url or "", embed.description or "")
    for component in message.components:
        for part in walk({**component.to_dict()}):
            yield from (part.get("content") or "", part.get("url") or "")
