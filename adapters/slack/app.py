"""I/O. The adapter as a whole.

async with opened(settings, desk, installs) as slack:
    … slack.platform for the outbox, slack.routes for the web server …
    await slack.serve(stop)
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.allowance import Allowance
from adapters.chat.connection import Connection
from adapters.slack import sockets
from adapters.slack.asking import Asking
from adapters.slack.calls import SECONDS, web_client
from adapters.slack.front import Front, utc_now
from adapters.slack.home import Home
from adapters.slack.installs import Installs, NoInstalls, Tokens
from adapters.slack.platform import SlackPlatform
from adapters.slack.pressing import Pressing
from adapters.slack.settings import SlackSettings
from adapters.slack.subscribing import Subscribing
from adapters.slack.web import Pages, refuse
from bot.ports import Desk

log = logging.getLogger(__name__)

DRAIN = 6.5  # seconds that handlers have to end, of the service's eight


@dataclass(frozen=True, slots=True)
class Slack:
    """Slack, ready to be served."""

    platform: SlackPlatform
    routes: list[web.RouteDef]
    front: Front
    app: AsyncApp
    settings: SlackSettings
    connection: Connection

    async def serve(self, stop: asyncio.Event) -> None:
        """Works until `stop`, then ends what was begun, in `DRAIN` seconds at most."""
        hang_up = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            if self.settings.uses_sockets:
                token = self.settings.app_token.get_secret_value()
                count = self.settings.connections
                group.create_task(
                    sockets.keep_connected(self.app, token, count, hang_up, self.connection)
                )
            await stop.wait()
            if not await self.front.idle(DRAIN):
                log.warning("slack: handlers did not end in %s seconds", DRAIN)
                await self.front.break_off()
            hang_up.set()


@asynccontextmanager
async def opened(  # noqa: PLR0913  the operator's choices, each by its name
    settings: SlackSettings,
    desk: Desk,
    installs: Installs | None = None,
    *,
    allowance: Allowance | None = None,
    now: Callable[[], datetime] = utc_now,
    languages: tuple[str, ...] = (),
) -> AsyncIterator[Slack]:
    """Slack over `desk`; `installs` is for several workspaces, `languages` are the operator's."""
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        tokens = Tokens(settings, installs or NoInstalls())
        front = Front(desk, settings, allowance or Allowance(), now, languages=languages)
        app = bolt(tokens, web_client(settings, session=session), settings)
        subscribing = Subscribing(front)
        pressing = Pressing(front)
        for part in (Asking(front, subscribing), pressing, subscribing, Home(front, tokens)):
            part.listen(app)
        pressing.listen_to_the_rest(app)
        yield Slack(
            platform=SlackPlatform(settings, tokens, now),
            routes=Pages(app, settings, tokens, desk, now).routes(),
            front=front,
            app=app,
            settings=settings,
            connection=Connection("Slack", now),
        )


def bolt(tokens: Tokens, client: AsyncWebClient, settings: SlackSettings) -> AsyncApp:
    """The Bolt app; our web server has checked the signatures before it is asked.

    What the SDK logs is quieter than an error only where it is of no use, and tracebacks of what is
    expected: what people and operators need to know of it, this package says itself.
    """
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.CRITICAL)

    async def authorize(
        enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        return await tokens.authorize(enterprise_id, team_id, user_id)

    app = AsyncApp(
        name="briefbot",
        client=client,
        authorize=authorize,  # type: ignore[arg-type]  # Bolt takes None for "not installed"
        request_verification_enabled=False,
        ssl_check_enabled=False,
        user_facing_authorize_error_message=_not_installed(settings),
    )
    app.error(refuse)
    return app


def _not_installed(settings: SlackSettings) -> str:
    address = f"{(settings.public_url or '').rstrip('/')}/slack/install"
    how = f"An admin can install it: {address}" if settings.client_id else "Please ask an admin."
    return f"briefbot is not installed in this workspace. {how}"
