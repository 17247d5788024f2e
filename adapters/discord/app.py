"""I/O. The bot on Discord: over the gateway, or over HTTP where a public key is set.

app = DiscordApp(settings, desk)
await app.serve(stop)          # until `stop`
web_app.add_routes(app.web_routes())
"""

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime

import discord
from aiohttp import web

from adapters.chat.allowance import Allowance
from adapters.chat.connection import Connection
from adapters.discord.answering import Answering, Interaction
from adapters.discord.calls import call, translated
from adapters.discord.clicks import clicked
from adapters.discord.commands import Tree
from adapters.discord.connection import Plain, point_at
from adapters.discord.greeting import greet, left
from adapters.discord.settings import DiscordSettings
from adapters.discord.syncing import is_current
from adapters.discord.typed.locales import Translator
from adapters.discord.typed.mentions import heard
from adapters.discord.webhook import route
from bot.errors import PostRefusedError, UsageError
from bot.ports import Desk
from bot.translation import code, translation

log = logging.getLogger(__name__)

DRAIN = 7.0  # seconds that answers under way have; one more is for closing
AFTER_FINAL = 600.0  # seconds before what Discord refused for good is tried again
_NOT_TAKEN = (
    "Discord does not take BRIEFBOT_DISCORD_TOKEN: reset it on your application's page at "
    "https://discord.com/developers/applications."
)
_FINAL = {
    4004: _NOT_TAKEN,
    4010: "Discord's gateway refuses this shard: please report it.",
    4011: "Discord wants this bot sharded, as it is in too many servers: please report it.",
    4012: "Discord's gateway no longer speaks this version: please update briefbot.",
    4013: "Discord's gateway refuses our intents: please update briefbot.",
    4014: "Discord's gateway refuses our intents: look at Bot on your application's page at "
    "https://discord.com/developers/applications.",
}
_COMMANDS = "/applications/{application_id}/commands"
_CLICKED = {discord.InteractionType.component, discord.InteractionType.modal_submit}


class Bot(Plain):
    """A connected bot that answers from `desk`; `zone` is for digests that name none, and
    `languages` are the operator's."""

    def __init__(
        self,
        desk: Desk,
        zone: str,
        allowance: Allowance | None = None,
        connection: Connection | None = None,
        languages: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.languages = languages
        self._gateway = connection or new_connection()
        self.answering = Answering(desk, allowance or Allowance())
        self.tree = Tree(self, self.answering, zone)

    async def setup_hook(self) -> None:
        """Tells Discord of the commands, if they have changed."""
        await self.tree.set_translator(Translator())
        with translated():
            ours = await self._commands()
            theirs = await call(
                self.http,
                "GET",
                _COMMANDS,
                params={"with_localizations": "true"},
                application_id=str(self.application_id),
            )
            if not is_current(ours, theirs):
                await self.tree.sync()
                log.info("Discord has new commands")

    async def on_connect(self) -> None:
        """The gateway is there, at first or again."""
        self._gateway.reopened()

    async def on_resumed(self) -> None:
        """The gateway is there again, and what was missed comes."""
        await self.on_connect()

    async def on_disconnect(self) -> None:
        """It is away; discord.py tries again."""
        self._gateway.closed()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A server has let the bot in: it hears once what can be asked."""
        if (channel := guild.system_channel) is not None:
            own = code(guild.preferred_locale.value)
            tr = translation((*self.languages, own))
            await greet(self.answering.desk, self.http, str(guild.id), str(channel.id), tr)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server has removed the bot."""
        await left(self.answering.desk, str(guild.id))

    async def on_message(self, message: discord.Message) -> None:
        """A mention, a reply or a direct message comes here."""
        await heard(self.answering, self, message, self.languages)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Commands go to the tree; clicks and forms come here."""
        if interaction.type in _CLICKED:
            await clicked(self.answering, interaction)

    async def _commands(self) -> list[dict[str, object]]:
        translator = self.tree.translator
        if translator is None:
            return []
        return [
            {**await one.get_translated_payload(self.tree, translator)}
            for one in self.tree.get_commands()
        ]


class DiscordApp:
    """Discord's side of the service; can be served again after it failed."""

    def __init__(
        self,
        settings: DiscordSettings,
        desk: Desk,
        zone: str = "UTC",
        allowance: Allowance | None = None,
        languages: tuple[str, ...] = (),
    ) -> None:
        point_at(settings)
        self._settings = settings
        self._desk = desk
        self._zone = zone
        self._languages = languages
        self._allowance = allowance or Allowance()
        self._bot: Bot | None = None
        self.connection = new_connection()

    async def serve(self, stop: asyncio.Event) -> None:
        """Answers until `stop`, and then ends within eight seconds."""
        if self._settings.token is None:
            raise UsageError("discord: no token", advice="Please set BRIEFBOT_DISCORD_TOKEN.")
        bot = Bot(self._desk, self._zone, self._allowance, self.connection, self._languages)
        self.connection.expected()
        try:
            with translated():
                await bot.login(self._settings.token.get_secret_value())
            self._bot = bot
            if self._settings.public_key:
                self.connection.reopened()
                await stop.wait()
            else:
                await _connected(bot, stop)
        except PostRefusedError as error:
            is_token = isinstance(error.__cause__, discord.LoginFailure)
            await self._wait_in_vain(_NOT_TAKEN if is_token else error.advice, stop)
        except (discord.ConnectionClosed, discord.PrivilegedIntentsRequired) as error:
            advice = _final(error)
            if advice is None:
                raise
            await self._wait_in_vain(advice, stop)
        finally:
            self._bot = None
            try:
                await bot.answering.drained(DRAIN)
            finally:
                await asyncio.shield(bot.close())

    async def _wait_in_vain(self, advice: str, stop: asyncio.Event) -> None:
        """Until somebody does something about it; each try costs one of a thousand a day."""
        log.error("discord: %s", advice)
        self.connection.refused(advice)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), AFTER_FINAL)

    def web_routes(self) -> list[web.RouteDef]:
        """The address that Discord sends interactions to; none over the gateway."""
        key = self._settings.public_key
        return [route(key, lambda: self._bot)] if key else []


def new_connection() -> Connection:
    """What Discord's connection is noted in."""
    return Connection("Discord", lambda: datetime.now(UTC))


def _final(error: discord.ConnectionClosed | discord.PrivilegedIntentsRequired) -> str | None:
    """What to do about a gateway that closed for good; None where trying again may help."""
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return _FINAL[4014]
    return _FINAL.get(error.code)


async def _connected(bot: Bot, stop: asyncio.Event) -> None:
    """Keeps the gateway up until `stop`; what had begun by then is left running."""
    connection = asyncio.create_task(bot.connect(), name="discord gateway")
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({connection, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if connection.done():
            await connection
    finally:
        for task in (connection, stopped):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await asyncio.sleep(0)  # an interaction just read is now being answered
