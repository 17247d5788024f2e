"""`/digest`: the regular digest of a channel, for those who manage the channel."""

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands

from adapters.discord import digests, layout
from adapters.discord.answering import Answering, Interaction, here
from adapters.discord.components import Json
from adapters.discord.wishes import DAYS, LENGTHS, Asked, described, wish
from bot.errors import NotAllowedError, NotFoundError, UsageError
from bot.models import Channel, Subscription

POSTABLE = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.public_thread,
]
Place = app_commands.AppCommandChannel | app_commands.AppCommandThread

_LENGTHS = [app_commands.Choice(name=name, value=name) for name in LENGTHS]
_DAYS = [app_commands.Choice(name=name, value=name) for name in DAYS]


class Postable(app_commands.Transformer):
    """A channel as Discord gives it, though nothing is kept of it here."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return POSTABLE

    async def transform(self, interaction: Interaction, value: Place, /) -> Place:
        del interaction
        return value


Where = app_commands.Transform[Place, Postable]


class DigestCommands(app_commands.Group):
    """The commands under `/digest`; `zone` is the time zone of a digest that names none."""

    def __init__(self, answering: Answering, zone: str) -> None:
        super().__init__(
            name="digest",
            description="This channel's regular digest",
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            default_permissions=discord.Permissions(manage_channels=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self._answering = answering
        self._desk = answering.desk
        self._zone = zone

    @app_commands.command(name="set", description="Set up or change the digest of a channel")
    @app_commands.describe(
        at="When, such as 08:00",
        zone="The time zone, such as Europe/Kyiv",
        days="On which days",
        topics="Topics, with commas between them; none for the top of the news",
        length="How long",
        quiet="Quiet hours, such as 22:00-07:00",
        only_news="No digest when there is nothing new",
        role="A role to notify",
        channel="The channel; this one unless you choose another",
    )
    @app_commands.choices(days=_DAYS, length=_LENGTHS)
    async def set(  # noqa: PLR0913, PLR0917  an option each
        self,
        interaction: Interaction,
        at: str,
        zone: str | None = None,
        days: str | None = None,
        topics: str | None = None,
        length: str | None = None,
        quiet: str | None = None,
        only_news: bool | None = None,  # noqa: FBT001  Discord gives options by their names
        role: discord.Role | None = None,
        channel: Where | None = None,
    ) -> None:
        async def work() -> Json:
            asker = here(interaction)
            where = _chosen(interaction, channel)
            standing = await self._desk.subscription(where)
            asked = Asked(
                at,
                zone or (None if standing else self._zone),
                days,
                topics,
                length,
                quiet,
                only_news,
                _notified(interaction, role),
            )
            made = wish(asked, standing, where, asker.person, interaction.created_at)
            return await self._told(await self._desk.subscribe(made))

        await self._answering.answer(interaction, work)

    @app_commands.command(name="show", description="Show the digest of this channel")
    async def show(self, interaction: Interaction) -> None:
        async def work() -> Json:
            standing = await self._desk.subscription(_chosen(interaction, None))
            if standing is None:
                advice = "There is no digest here yet: `/digest set` makes one."
                raise NotFoundError("no digest", advice=advice)
            return await self._told(standing)

        await self._answering.answer(interaction, work)

    @app_commands.command(name="pause", description="Pause the digest of this channel")
    async def pause(self, interaction: Interaction) -> None:
        await self._answering.answer(interaction, self._pausing(interaction, paused=True))

    @app_commands.command(name="resume", description="Go on with the digest of this channel")
    async def resume(self, interaction: Interaction) -> None:
        await self._answering.answer(interaction, self._pausing(interaction, paused=False))

    @app_commands.command(name="stop", description="End the digest of this channel")
    async def stop(self, interaction: Interaction) -> None:
        async def work() -> Json:
            await self._desk.stop(_chosen(interaction, None))
            return layout.notice("This channel gets no digest any more.")

        await self._answering.answer(interaction, work)

    @app_commands.command(
        name="now", description="See the digest of this channel as it would be now"
    )
    async def now(self, interaction: Interaction) -> None:
        async def work() -> Json:
            _chosen(interaction, None)
            return digests.preview(await self._desk.digest_now(here(interaction)))

        await self._answering.answer(interaction, work)

    def _pausing(self, interaction: Interaction, *, paused: bool) -> Callable[[], Awaitable[Json]]:
        async def work() -> Json:
            where = _chosen(interaction, None)
            return await self._told(await self._desk.pause(where, paused=paused))

        return work

    async def _told(self, standing: Subscription) -> Json:
        due = await self._desk.next_due(standing.channel)
        return layout.notice(*described(standing, due))


def _chosen(interaction: Interaction, channel: Place | None) -> Channel:
    """The channel that is meant; raises NotAllowedError unless the person manages it.

    Discord's own default for the command can be lifted by an admin, and is another channel's.
    """
    here_ = here(interaction).channel
    if here_ is None:
        raise UsageError("no channel", advice="Please do that in a channel of a server.")
    may = interaction.permissions if channel is None else channel.permissions
    if not may.manage_channels:
        advice = "Only people with Manage Channels there can do that."
        raise NotAllowedError("no manage_channels", advice=advice)
    return here_ if channel is None else Channel("discord", here_.workspace, str(channel.id))


def _notified(interaction: Interaction, role: discord.Role | None) -> str | None:
    """The role to notify; raises NotAllowedError for one that the person may not mention."""
    if role is None:
        return None
    if role.id == interaction.guild_id:
        raise UsageError("everyone", advice="A digest never notifies everyone: choose a role.")
    if not (role.mentionable or interaction.permissions.mention_everyone):
        advice = "You may not mention that role, so the digest may not either."
        raise NotAllowedError("role not mentionable", advice=advice)
    return str(role.id)
