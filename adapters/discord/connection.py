"""I/O. A client of Discord's as this bot wants it, and where it finds Discord."""

from urllib.request import getproxies, proxy_bypass

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.departing import tracing
from adapters.discord.settings import DiscordSettings

LONGEST_WAIT = 30.0  # seconds that discord.py waits out a 429 by itself


def point_at(settings: DiscordSettings) -> None:
    """Leads discord.py to the addresses in the settings; it keeps them for the whole process."""
    if settings.base_url:
        Route.BASE = settings.base_url
    if settings.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)


class Plain(discord.Client):
    """Asks for servers, and for messages, of which Discord shows what is said to the bot; keeps no
    messages and no members, and notifies nobody by default."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=LONGEST_WAIT,
            proxy=_proxy(),
            http_trace=tracing(),
        )


def _proxy() -> str | None:
    """What HTTPS_PROXY names, unless NO_PROXY names Discord's address; discord.py asks neither."""
    api = yarl.URL(Route.BASE)
    named = getproxies().get(api.scheme)
    if not named or proxy_bypass(str(api.host)):
        return None
    return named if "://" in named else f"http://{named}"


def new_client() -> discord.Client:
    """A client for REST calls, not logged in."""
    return Plain()
