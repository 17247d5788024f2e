"""I/O. Slack's HTTP mode: signed requests, and the pages that install the app into a workspace."""

import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from adapters.chat import guide
from adapters.slack.calls import FAILURES, code, web_client
from adapters.slack.installs import States, Tokens
from adapters.slack.manifest import OPTIONAL_SCOPES, SCOPES, lost
from adapters.slack.rendering.elements import notice
from adapters.slack.rendering.views import COMMANDS
from adapters.slack.replies import post
from adapters.slack.settings import SlackSettings
from bot.ports import Desk

OLDEST = 300  # seconds; what Slack signed longer ago is a replay
STATE_SECONDS = 600
COOKIE = "briefbot-slack-install"
AUTHORIZE = "https://slack.com/oauth/v2/authorize"
_MOST_DIGITS = 12
_MOST_OF_CHECK = 200  # bytes
_NO_ANSWER, _AGAIN = "Slack's answer was broken.", "Please start again."
_ONE_WORKSPACE = (
    "Nothing was installed: briefbot serves single workspaces, and no whole organisation. Please "
    "start again and choose one workspace; in the app's settings, switch Org Level Apps off."
)
_ROTATING = (
    "Nothing was installed: this app's tokens expire. Please switch Token Rotation off in the "
    "app's settings, under OAuth & Permissions, and start again."
)

# What reading a body raises that is none of Slack's, in Bolt and here.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pages:
    """What Slack and an installing admin ask for over HTTP."""

    app: AsyncApp
    settings: SlackSettings
    tokens: Tokens
    desk: Desk
    now: Callable[[], datetime]

    def routes(self) -> list[web.RouteDef]:
        """To be added to the one web server; what is not configured is not there."""
        found = []
        if self.settings.signing_secret.get_secret_value():
            found += [
                web.post(f"/slack/{path}", self.signed)
                for path in ("events", "commands", "interactive")
            ]
        if self.settings.client_id:
            found += [
                web.get("/slack/install", self.install),
                web.get("/slack/oauth_redirect", self.installed),
            ]
        return found

    async def signed(self, request: web.Request) -> web.Response:
        """A delivery of Slack's; 401 for anything that it did not sign just now."""
        body = await request.read()
        if is_ssl_check(body):
            return web.Response()
        if not self._is_slacks(request, body):
            return web.Response(status=401, text="not signed by Slack, or too long ago")
        headers: dict[str, str | Sequence[str]] = dict(request.headers)
        try:
            asked = AsyncBoltRequest(
                body=body.decode(), query=request.query_string, headers=headers
            )
            _require_objects(asked.body)
            answer = await self.app.async_dispatch(asked)  # our work comes after its answer
        except _UNREADABLE as error:
            answer = await refuse(error)
        return await to_aiohttp_response(answer)

    def _is_slacks(self, request: web.Request, body: bytes) -> bool:
        moment = request.headers.get("X-Slack-Request-Timestamp", "")
        given = request.headers.get("X-Slack-Signature", "")
        secret = self.settings.signing_secret.get_secret_value()
        is_recent = is_moment(moment) and abs(self.now().timestamp() - int(moment)) <= OLDEST
        return is_recent and is_signed(body, moment, given, secret) and is_text(body)

    async def install(self, _: web.Request) -> web.Response:
        """Sends an admin to Slack to install the app."""
        nonce = secrets.token_urlsafe(24)
        query = {
            "client_id": self.settings.client_id or "",
            "scope": ",".join((*SCOPES, *OPTIONAL_SCOPES)),
            "state": States(self.settings).issue(nonce),
            "redirect_uri": self._redirect(),
        }
        answer = web.Response(status=302, headers={"Location": f"{AUTHORIZE}?{urlencode(query)}"})
        answer.set_cookie(
            COOKIE, nonce, max_age=STATE_SECONDS, httponly=True, secure=True, samesite="Lax"
        )
        return answer

    async def installed(self, request: web.Request) -> web.Response:
        """Where Slack sends the admin back to, with a code for a token."""
        state, nonce = request.query.get("state", ""), request.cookies.get(COOKIE, "")
        is_ours = States(self.settings).is_ours(state, nonce, seconds=STATE_SECONDS)
        once = hashlib.sha256(state.encode()).hexdigest()
        if not nonce or not is_ours or not await self.desk.first_time(f"slack:state:{once}"):
            return _page(400, f"This link is too old, or was used. {_AGAIN}")
        if "error" in request.query:
            return _page(200, "Nothing was installed.")
        team, token, scopes, admin = await self._granted(request.query.get("code", ""))
        await self.tokens.keep(team, token)
        if admin:
            await self._greet(token, admin)
        told = ["briefbot is installed. Type /brief help in Slack."]
        if lacking := lost(scopes):
            log.info("slack: installed: %s", lacking)
            told.append(lacking)
        return _page(200, " ".join(told))

    async def _greet(self, token: str, admin: str) -> None:
        """Tells whoever installed it what can be asked; the page has told the rest."""
        said = notice(*guide.welcome(COMMANDS, "/brief help"))
        try:
            await post(web_client(self.settings, token), admin, said)
        except FAILURES as error:
            log.info("slack: %s was not greeted: %s", admin, error)

    async def _granted(self, given: str) -> tuple[str, str, str, str]:
        """The workspace and the token for the code, the scopes that were granted there, and who
        installed it.

        Raises HTTPException, with a page that says why there is none and what to do.
        """
        try:
            answer = await web_client(self.settings).api_call(
                "oauth.v2.access",
                data={
                    "client_id": self.settings.client_id,
                    "client_secret": self.settings.client_secret.get_secret_value(),
                    "code": given,
                    "redirect_uri": self._redirect(),
                },
            )
        except SlackApiError as error:
            said = f"Slack did not allow it ({code(error)})." if code(error) else _NO_ANSWER
            raise web.HTTPBadGateway(text=f"{said} {_AGAIN}") from error
        except (OSError, TimeoutError, aiohttp.ClientError) as error:
            raise web.HTTPBadGateway(text=f"Slack could not be reached. {_AGAIN}") from error
        if answer.get("is_enterprise_install"):
            raise web.HTTPBadRequest(text=_ONE_WORKSPACE)
        if answer.get("refresh_token") or answer.get("expires_in"):
            raise web.HTTPBadRequest(text=_ROTATING)
        team, token = (answer.get("team") or {}).get("id"), answer.get("access_token")
        if not team or not token:
            raise web.HTTPBadGateway(text=f"{_NO_ANSWER} {_AGAIN}")
        admin = str((answer.get("authed_user") or {}).get("id") or "")
        return team, token, str(answer.get("scope") or ""), admin

    def _redirect(self) -> str:
        return f"{(self.settings.public_url or '').rstrip('/')}/slack/oauth_redirect"


async def refuse(error: Exception) -> BoltResponse:
    """The answer to what could not be read: an error handler for Bolt, whose listeners tell of
    their own errors themselves."""
    if not isinstance(error, _UNREADABLE):
        log.error("slack: a request failed", exc_info=error)
        return BoltResponse(status=500)
    log.warning("a request of Slack's that can't be read: %s", type(error).__name__)
    return BoltResponse(status=400, body="no request of Slack's\n")


def _require_objects(body: Mapping[str, Any]) -> None:
    """Raises TypeError where Bolt would stumble over a part that is none."""
    for name in ("event", "view", "container"):
        if not isinstance(body.get(name, {}), Mapping):
            raise TypeError(name)


def is_ssl_check(body: bytes) -> bool:
    """Whether Slack only looks at the certificate: such a request asks for nothing."""
    return b"ssl_check=1" in body[:_MOST_OF_CHECK].split(b"&")


def is_moment(text: str) -> bool:
    """Whether it can be Unix seconds."""
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS


def is_signed(body: bytes, moment: str, given: str, secret: str) -> bool:
    """Whether `given` is Slack's signature: docs.slack.dev/authentication/verifying-requests."""
    base = b"v0:" + moment.encode() + b":" + body
    made = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return hmac.compare_digest(made.encode(), given.encode(errors="replace"))


def is_text(body: bytes) -> bool:
    """Whether the bytes are UTF-8."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _page(status: int, text: str) -> web.Response:
    return web.Response(status=status, text=text, content_type="text/plain")
