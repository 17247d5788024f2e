"""I/O. `/feeds`: where the news comes from, and what people add to it."""

from dataclasses import replace

from discord import app_commands

from adapters.chat.managing import about_sources
from adapters.chat.managing.sources import SourceAction, SourceWish
from adapters.discord.answering import Answering, Interaction, channel, reader
from adapters.discord.rendering import layout
from adapters.discord.rendering.components import Json


class SourceCommands(app_commands.Group):
    """The commands under `/feeds`; who has Manage Server adds and removes."""

    def __init__(self, answering: Answering) -> None:
        super().__init__(name="feeds", description="Where the news comes from")
        self._answering = answering

    @app_commands.command(name="list", description="Show the sources that are read")
    async def list(self, interaction: Interaction) -> None:
        await self._do(interaction, SourceWish(SourceAction.LIST))

    @app_commands.command(name="add", description="Find a site's feed, to add or propose it")
    @app_commands.describe(site="The address of a site or a feed")
    async def add(self, interaction: Interaction, site: str) -> None:
        await self._do(interaction, SourceWish(SourceAction.ADD, site))

    @app_commands.command(name="remove", description="Remove a source that was added here")
    @app_commands.describe(source="Its name or address")
    async def remove(self, interaction: Interaction, source: str) -> None:
        await self._do(interaction, SourceWish(SourceAction.REMOVE, source))

    async def _do(self, interaction: Interaction, wish: SourceWish) -> None:
        await self._answering.answer(interaction, lambda: asked(self._answering, interaction, wish))


async def asked(answering: Answering, interaction: Interaction, wish: SourceWish) -> Json:
    """What is asked of the sources, done or shown."""
    asker = replace(reader(interaction), channel=channel(interaction))
    may = may_add(interaction)
    return layout.sources_asked(await about_sources.answered(answering.desk, asker, wish, may=may))


def may_add(interaction: Interaction) -> bool:
    """Whether who acts may add sources: in a server of theirs."""
    return interaction.guild_id is not None and interaction.permissions.manage_guild
