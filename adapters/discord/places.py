"""I/O. Which channel a command is about: the chosen one, or this one, or the forum of this post."""

from dataclasses import dataclass, replace

import discord
from discord import app_commands

from adapters.discord.answering import Interaction, this_channel
from adapters.discord.calls import FORUMS, call
from bot.errors import NotAllowedError
from bot.models import Channel

Chosen = app_commands.AppCommandChannel | app_commands.AppCommandThread


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that a digest is for; `kind` is its type in Discord's API."""

    channel: Channel
    kind: int


async def meant(interaction: Interaction, chosen: Chosen | None) -> Place:
    """The channel that a command is about; a post of a forum stands for the forum.

    Raises NotAllowedError unless the person manages it: Discord's own default for a command can be
    lifted by an admin, and is another channel's.
    """
    may = interaction.permissions if chosen is None else chosen.permissions
    if not may.manage_channels:
        advice = "Only people with Manage Channels there can do that. Please ask one of them."
        raise NotAllowedError("no manage_channels", advice=advice)
    return await _here(interaction) if chosen is None else _there(interaction, chosen)


async def known(interaction: Interaction, channel: str) -> Place:
    """The channel with this id; this one where there is none."""
    here = this_channel(interaction)
    where = replace(here, id=channel or here.id)
    return Place(where, await _kind(interaction, where.id))


def _there(interaction: Interaction, chosen: Chosen) -> Place:
    return Place(replace(this_channel(interaction), id=str(chosen.id)), chosen.type.value)


async def _here(interaction: Interaction) -> Place:
    channel, where = this_channel(interaction), interaction.channel
    if isinstance(where, discord.Thread):
        parent = await _kind(interaction, str(where.parent_id))
        if parent in FORUMS:
            return Place(replace(channel, id=str(where.parent_id)), parent)
    return Place(channel, where.type.value if where else discord.ChannelType.text.value)


async def _kind(interaction: Interaction, channel: str) -> int:
    found = await call(interaction.client.http, "GET", "/channels/{channel_id}", channel_id=channel)
    return int(found["type"])
