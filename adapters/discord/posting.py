"""I/O. A brief put where everybody sees it: in the channel, or in a thread under its post."""

import discord

from adapters.discord.answering import Interaction, channel, original, speaking, this_channel
from adapters.discord.calls import THREAD_EXISTS, call, code, post_to, send
from adapters.discord.history import PAGE, has, pages
from adapters.discord.permissions import TEXT, for_posting, lacking
from adapters.discord.places import lacks
from adapters.discord.rendering import components as parts
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.inert import cut
from adapters.discord.rendering.layout import notice
from bot.errors import NotAllowedError, PostError, PostRefusedError
from bot.models import Post
from bot.translation import translatable

THREAD_NAME = 100
_FOR_THREADS = (
    "read_messages",
    "read_message_history",
    "create_public_threads",
    "send_messages_in_threads",
)
_A_DAY = 1440  # minutes before a quiet thread is archived


def require_leave(interaction: Interaction) -> None:
    """Raises NotAllowedError unless both the person and the bot may write in the channel."""
    if interaction.guild_id is None:
        return
    wanted = for_posting(interaction.channel.type.value if interaction.channel else TEXT)
    if lacking(dict(interaction.permissions), wanted):
        advice = translatable("You may not write in this channel: please ask in one where you may.")
        raise NotAllowedError("may not write", advice=advice)
    missing = lacking(dict(interaction.app_permissions), wanted)
    if interaction.is_guild_integration() and missing:
        raise lacks(missing, this_channel(interaction))


def lacking_for_thread(interaction: Interaction) -> str | None:
    """Which permissions a thread under the clicked post wants; None where there can be none."""
    message = interaction.message
    if message is None or message.flags.ephemeral or not interaction.is_guild_integration():
        return None
    if not isinstance(interaction.channel, discord.TextChannel):
        return None
    return lacking(dict(interaction.app_permissions), _FOR_THREADS)


async def to_channel(interaction: Interaction, message: Json, nonce: str) -> Post | None:
    """Posts a message once; None where the bot is only the person's guest, and can't edit it.

    As a guest (installed by the person, or in a direct message) it answers in public instead.
    """
    where = channel(interaction)
    http = interaction.client.http
    if where is not None and interaction.is_guild_integration():
        return await post_to(http, where, TEXT, "", message, nonce)
    await original(
        interaction, notice(speaking(interaction)("Posting …"))
    )  # or the post would fill this private answer
    await call(
        http,
        "POST",
        "/webhooks/{webhook_id}/{webhook_token}",
        message,
        webhook_id=str(interaction.application_id),
        webhook_token=interaction.token,
    )
    return None


async def is_in_thread(interaction: Interaction, key: str) -> bool:
    """Whether a message whose buttons hold this key is in the thread under the clicked post."""
    clicked = interaction.message
    if clicked is None or not clicked.flags.has_thread:
        return False
    async for page in pages(interaction.client.http, str(clicked.id), clicked.id):
        if any(has(message, key) for message in page):
            return True
        if len(page) < PAGE:
            break
    return False


async def to_thread(interaction: Interaction, headline: str, message: Json, nonce: str) -> Post:
    """Posts a message in the thread under the clicked post, which is made if there is none.

    Two who click at the same moment post one: the nonce is the click's.
    """
    where = channel(interaction)
    if where is None or interaction.message is None:
        raise PostRefusedError("no post", advice="That message is gone.")
    thread = await _thread(interaction, headline)
    sent = await send(interaction.client.http, thread, message, nonce)
    return Post(where, str(sent["id"]), thread=thread)


def noted(message: Json, words: str) -> Json:
    """The message with a line of ours under it."""
    more = {**message, "components": [*message["components"], parts.text(f"-# {words}")]}
    return more if parts.fits(more) else message


async def _thread(interaction: Interaction, headline: str) -> str:
    """The id of the thread under the clicked message, which is the message's."""
    clicked = interaction.message
    under = str(clicked.id) if clicked else ""
    if clicked and clicked.flags.has_thread:
        return under
    name = cut(headline, THREAD_NAME) or "–"
    try:
        made = await call(
            interaction.client.http,
            "POST",
            "/channels/{channel_id}/messages/{message_id}/threads",
            {"name": name, "auto_archive_duration": _A_DAY},
            channel_id=str(interaction.channel_id),
            message_id=under,
        )
    except PostError as error:
        if code(error) == THREAD_EXISTS:  # somebody clicked at the same moment
            return under
        raise
    return str(made["id"])
