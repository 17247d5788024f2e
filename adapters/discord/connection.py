"""I/O. A client of Discord's as this bot wants it, and where it finds Discord."""

import logging
import sys
from typing import Literal
from urllib.request import getproxies, proxy_bypass

import aiohttp
import discord
import yarl
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.departing import tracing
from adapters.discord.settings import DiscordSettings

LONGEST_WAIT = 30.0  # seconds that discord.py waits out a 429 by itself
LONGEST_AWAY = 30.0  # seconds between two tries to reach the gateway
HELD = 300  # seconds after which a connection counts as one that holds
_EXPONENT = 8  # up to 256 s, 128 in the middle: 675 times a day

# Its voice is not wanted, so that nothing is missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


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


class Backoff(ExponentialBackoff[Literal[False]]):
    """How long discord.py waits before it connects anew. It would be up to 17 minutes, also for one
    disconnection after several within half an hour.

    A connection that Discord closed has cost one of a thousand a day; one that did not come about
    has cost nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._max, self._reset_time = _EXPONENT, HELD

    def delay(self) -> float:
        """Seconds to wait, called where the connection has just failed."""
        seconds = super().delay()
        is_closed = isinstance(sys.exc_info()[1], discord.ConnectionClosed)
        return seconds if is_closed else min(seconds, LONGEST_AWAY)


def in_a_line(record: logging.LogRecord) -> bool:
    """Has a connection that failed said in a line: it is expected, and comes again."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, OSError | aiohttp.ClientError | discord.DiscordException):
        record.msg, record.args = "%s: %s: %s", (record.getMessage(), type(error).__name__, error)
        record.exc_info = None
    return True


discord.client.ExponentialBackoff = Backoff  # type: ignore[attr-defined, assignment]  # it takes no other
logging.getLogger("discord.client").addFilter(in_a_line)


def new_client() -> discord.Client:
    """A client for REST calls, not logged in."""
    return Plain()
