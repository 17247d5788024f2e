"""I/O. The bot on Discord: over the gateway, or over HTTP where a public key is set.

app = DiscordApp(settings, desk)
await app.serve(stop)          # until `stop`; raises what it can't go on after
web_app.add_routes(app.web_routes())
"""

import asyncio
import logging
from contextlib import suppress

import discord
from aiohttp import web

from adapters.chat.allowance import Allowance
from adapters.discord.answering import Answering, Interaction
from adapters.discord.calls import call, translated
from adapters.discord.clicks import clicked
from adapters.discord.commands import Translator, Tree
from adapters.discord.connection import Plain, point_at
from adapters.discord.settings import DiscordSettings
from adapters.discord.syncing import is_current
from adapters.discord.webhook import route
from bot.errors import UsageError
from bot.ports import Desk

log = logging.getLogger(__name__)

DRAIN = 7.0  # seconds that answers under way have; one more is for closing
_COMMANDS = "/applications/{application_id}/commands"
_CLICKED = {discord.InteractionType.component, discord.InteractionType.modal_submit}


class Bot(Plain):
    """A connected bot that answers from `desk`; `zone` is for digests that name none."""

    def __init__(self, desk: Desk, zone: str, allowance: Allowance | None = None) -> None:
        super().__init__()
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
    ) -> None:
        point_at(settings)
        self._settings = settings
        self._desk = desk
        self._zone = zone
        self._allowance = allowance or Allowance()
        self._bot: Bot | None = None

    async def serve(self, stop: asyncio.Event) -> None:
        """Answers until `stop`, then ends within eight seconds.

        Raises what connecting again can't mend: PostRefusedError for a bad token, say.
        """
        if self._settings.token is None:
            raise UsageError("discord: no token", advice="Please set BRIEFBOT_DISCORD_TOKEN.")
        bot = Bot(self._desk, self._zone, self._allowance)
        try:
            with translated():
                await bot.login(self._settings.token.get_secret_value())
            self._bot = bot
            if self._settings.public_key:
                await stop.wait()
            else:
                await _connected(bot, stop)
        finally:
            self._bot = None
            await bot.answering.drained(DRAIN)
            await bot.close()

    def web_routes(self) -> list[web.RouteDef]:
        """The address that Discord sends interactions to; none over the gateway."""
        key = self._settings.public_key
        return [route(key, lambda: self._bot)] if key else []


async def serve(
    settings: DiscordSettings, desk: Desk, stop: asyncio.Event, zone: str = "UTC"
) -> None:
    """Answers on Discord until `stop`."""
    await DiscordApp(settings, desk, zone).serve(stop)


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
