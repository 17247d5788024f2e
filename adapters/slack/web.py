"""I/O. Slack's HTTP mode: signed requests, and the pages that install the app into a workspace."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError

from adapters.slack.calls import code, web_client
from adapters.slack.installs import States, Tokens
from adapters.slack.manifest import SCOPES
from adapters.slack.settings import SlackSettings
from bot.ports import Desk

OLDEST = 300  # seconds; what Slack signed longer ago is a replay
STATE_SECONDS = 600
COOKIE = "briefbot-slack-install"
AUTHORIZE = "https://slack.com/oauth/v2/authorize"
_MOST_DIGITS = 12


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
        if not self._is_slacks(request, body):
            return web.Response(status=401, text="not signed by Slack, or too long ago")
        answer = await self.app.async_dispatch(
            AsyncBoltRequest(
                body=body.decode(),
                query=request.query_string,
                headers={name: [value] for name, value in request.headers.items()},
            )
        )
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
            "scope": ",".join(SCOPES),
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
            return _page(400, "This link is too old, or was used. Please start again.")
        if "error" in request.query:
            return _page(200, "Nothing was installed.")
        try:
            answer = await web_client(self.settings).api_call(
                "oauth.v2.access",
                data={
                    "client_id": self.settings.client_id,
                    "client_secret": self.settings.client_secret.get_secret_value(),
                    "code": request.query.get("code", ""),
                    "redirect_uri": self._redirect(),
                },
            )
        except SlackApiError as error:
            return _page(502, f"Slack did not allow it ({code(error)}). Please start again.")
        team = (answer.get("team") or answer.get("enterprise") or {}).get("id", "")
        await self.tokens.keep(team, answer["access_token"])
        return _page(200, "briefbot is installed. Type /brief help in Slack.")

    def _redirect(self) -> str:
        return f"{(self.settings.public_url or '').rstrip('/')}/slack/oauth_redirect"


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
