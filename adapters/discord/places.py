"""I/O. Which channel a command is about: the chosen one, or this one, or the forum of this post."""

from dataclasses import dataclass, replace

import discord
from discord import app_commands

from adapters.discord.answering import Interaction, this_channel
from adapters.discord.calls import about_channel, translated
from adapters.discord.permissions import FORUMS, TEXT, for_posting, lacking
from bot.errors import NotAllowedError
from bot.models import Channel
from bot.translation import translatable

_BLIND = translatable(
    "I can't read that channel's history (Read Message History): if Discord's answer is lost, I "
    "can't tell whether a digest was posted."
)
Chosen = app_commands.AppCommandChannel | app_commands.AppCommandThread


@dataclass(frozen=True, slots=True)
class DiscordPlace:
    """A channel that a digest is for; `kind` is its type in Discord's API."""

    channel: Channel
    kind: int
    name: str = ""  # with the server's, for people


async def meant(interaction: Interaction, chosen: Chosen | None) -> DiscordPlace:
    """The channel that a command is about; a post of a forum stands for the forum.

    Raises NotAllowedError unless the person manages it: Discord's own default for a command can be
    lifted by an admin, and is another channel's.
    """
    may = interaction.permissions if chosen is None else chosen.permissions
    if not may.manage_channels:
        advice = translatable(
            "Only people with Manage Channels there can do that. Please ask one of them."
        )
        raise NotAllowedError("no manage_channels", advice=advice)
    return await _here(interaction) if chosen is None else _there(interaction, chosen)


async def known(interaction: Interaction, where: Channel) -> DiscordPlace:
    """A channel as Discord knows it."""
    kind, name = await _looked_up(interaction, where.id)
    return DiscordPlace(where, kind, name)


async def require_posting(
    interaction: Interaction, place: DiscordPlace, role: discord.Role | None = None
) -> str:
    """Raises NotAllowedError that names what the bot lacks to post there and notify the role; the
    warning that it returns is empty where the outcome of a post could be looked up."""
    wanted = for_posting(place.kind)
    if role is not None and not role.mentionable:
        wanted = (*wanted, "mention_everyone")
    have = dict(await _allowed(interaction, place))
    if missing := lacking(have, wanted, place.kind):
        raise lacks(missing, place.channel)
    return "" if have.get("read_message_history") else _BLIND


def notified(mention: str | None, channel: Channel) -> str | None:
    """The role that a digest notifies; the one whose id is the server's is everyone, and never."""
    return mention if mention and mention.isdecimal() and mention != channel.workspace else None


def lacks(missing: str, where: Channel) -> NotAllowedError:
    """The error that names what the bot lacks."""
    return NotAllowedError(
        f"{where}: lacks {missing}",
        advice=translatable(
            "I need {permissions} in {channel}: please give me that there, and try again.",
            permissions=missing,
            channel=f"<#{where.id}>",
        ),
    )


async def _allowed(interaction: Interaction, place: DiscordPlace) -> discord.Permissions:
    """What the bot may do there: an interaction says it of the channel that it comes from alone."""
    where = interaction.channel
    near = {interaction.channel_id, where.parent_id if isinstance(where, discord.Thread) else None}
    if int(place.channel.id) in near:
        return interaction.app_permissions
    with translated():
        return await _allowed_in(interaction.client, place.channel)


async def _allowed_in(client: discord.Client, where: Channel) -> discord.Permissions:
    """Asked of Discord, since over HTTP no channels and roles are known."""
    guild = await client.fetch_guild(int(where.workspace), with_counts=False)
    channel = await guild.fetch_channel(int(where.id))
    if isinstance(channel, discord.Thread):  # which has the permissions of its channel
        channel = await guild.fetch_channel(channel.parent_id)
    me = await guild.fetch_member(client.user.id if client.user else 0)
    return channel.permissions_for(me)


def _there(interaction: Interaction, chosen: Chosen) -> DiscordPlace:
    where = replace(this_channel(interaction), id=str(chosen.id))
    return DiscordPlace(where, chosen.type.value, _full_name(interaction, chosen.name))


async def _here(interaction: Interaction) -> DiscordPlace:
    channel, where = this_channel(interaction), interaction.channel
    if isinstance(where, discord.Thread):
        kind, name = await _looked_up(interaction, str(where.parent_id))
        if kind in FORUMS:
            return DiscordPlace(replace(channel, id=str(where.parent_id)), kind, name)
    name = _full_name(interaction, getattr(where, "name", None))
    return DiscordPlace(channel, where.type.value if where else TEXT, name)


async def _looked_up(interaction: Interaction, channel: str) -> tuple[int, str]:
    """A channel's kind, and its name."""
    found = await about_channel(interaction.client.http, channel)
    return int(found["type"]), _full_name(interaction, found.get("name"))


def _full_name(interaction: Interaction, channel: str | None) -> str:
    server = interaction.guild.name if interaction.guild else ""
    return " in ".join(filter(None, (f"#{channel}" if channel else "", server)))
