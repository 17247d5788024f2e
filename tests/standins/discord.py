"""A stand-in for Discord: its REST API v10 and its gateway over real sockets, for real clients.

    async with running() as discord:
        …                                                        # a bot at discord.base
        asked = await discord.slash("brief", topic="skerry")     # as a member types it
        await discord.click(asked.original, "Sources", who=BOB)

Every request's body is checked against Discord's own document and against what that misses
(`discord_rules`): a bad one is answered 400 and stays in `problems`. What goes wrong otherwise is
asked for with `faults.add` (`discord_faults` lists it).

In a process of its own: `python -m tests.standins.discord --port 8123` prints a line when it runs.
Then `POST /control/faults` takes {"method", "path", "kind", "times"?, "seconds"?}, and
`GET /control/state` gives {"posts": [message…], "calls": ["POST /channels/200/messages"…],
"problems": [text…], "identified": n}. The token is "token", channels are 200 (text), 201
(announcements) and 202 (forum) of server 100.
"""

import argparse
import asyncio
import contextlib
import json
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.standins import discord_faults, discord_rules
from tests.standins.discord_faults import Faults, as_json, refused
from tests.standins.discord_members import TOKEN, Members
from tests.standins.discord_world import (
    ALICE,
    APPLICATION,
    BOT,
    NONCES,
    Json,
    Place,
    guild,
    member,
    message,
    snowflake,
    user,
)

PUBLIC_KEY = "00" * 32
EPHEMERAL, HAS_THREAD, CROSSPOSTED, TAG_REQUIRED = 1 << 6, 1 << 5, 1, 1 << 4

_PREFIX = "/api/v10"
_OPEN = re.compile(r"/(?:interactions|webhooks)/")  # a token in the path is enough
Handler = Callable[[web.Request, Any], Awaitable[object]]


@dataclass(slots=True)
class Discord(Members):
    """The whole of it; `calls` are what was asked, `problems` what Discord would not have taken."""

    faults: Faults = field(default_factory=Faults)
    syncs: int = 0
    calls: list[tuple[str, str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    base: str = ""
    nonces_last: float = NONCES
    hidden: set[str] = field(default_factory=set)  # channels without Read Message History

    def posts(self) -> list[Json]:
        """Every message in a channel or thread, in order."""
        return [each for place in self.places.values() for each in place.messages]

    def application(self) -> web.Application:
        """The API, the gateway and the control."""
        app = web.Application()
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_post("/control/faults", self._control_faults)
        app.router.add_get("/control/state", self._control_state)
        for method, path, handler in self._routes():
            template = re.sub(r"[:@]", lambda found: found[0], path)
            app.router.add_route(method, _PREFIX + template, self._guarded(path, handler))
        return app

    def _routes(self) -> list[tuple[str, str, Handler]]:
        channel, one = "/channels/{channel_id}", "/channels/{channel_id}/messages/{message_id}"
        webhook = "/webhooks/{webhook_id}/{webhook_token}"
        commands = "/applications/{application_id}/commands"
        return [
            ("GET", "/users/@me", self._me),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", commands, self._commands),
            ("PUT", commands, self._sync),
            ("POST", "/users/@me/channels", self._private),
            ("GET", channel, self._channel),
            ("GET", f"{channel}/messages", self._messages),
            ("POST", f"{channel}/messages", self._post),
            ("POST", f"{channel}/typing", self._typing),
            ("GET", one, self._message),
            ("PATCH", one, self._edit),
            ("PATCH", channel, self._change),
            ("POST", f"{one}/crosspost", self._crosspost),
            ("POST", f"{one}/threads", self._thread),
            ("POST", f"{channel}/threads", self._forum_post),
            ("GET", "/guilds/{guild_id}", self._guild),
            ("GET", "/guilds/{guild_id}/members/{user_id}", self._member),
            ("GET", "/guilds/{guild_id}/threads/active", self._active),
            ("GET", f"{channel}/threads/archived/public", self._archived),
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", self._callback),
            ("PATCH", f"{webhook}/messages/@original", self._edit_original),
            ("POST", webhook, self._followup),
        ]

    def _guarded(
        self, path: str, handler: Handler
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(request: web.Request) -> web.StreamResponse:
            told = request.path.removeprefix(_PREFIX)
            body = await request.json() if request.can_read_body else None
            self.calls.append((request.method, told, body))
            fault = self.faults.take(request.method, told)
            if fault and fault.kind in discord_faults.BEFORE:
                return await discord_faults.before(fault, request)
            if not _OPEN.match(told) and request.headers.get("Authorization") != f"Bot {TOKEN}":
                return refused(401, 0, "401: Unauthorized")
            if found := discord_rules.problems(request.method, path, body):
                self.problems += [f"{request.method} {told}: {one}" for one in found]
                return refused(400, 50035, f"Invalid Form Body: {found[0]}")
            if fault and fault.kind == "late":
                await asyncio.sleep(fault.seconds)
                fault = None
            given = await handler(request, body)
            if isinstance(given, web.Response):
                return given
            status = 201 if path.endswith("/threads") and request.method == "POST" else 200
            if fault:
                return await discord_faults.after(fault, request, given)
            return as_json(given, status)

        return answer

    def _place(self, request: web.Request) -> Place:
        found = self.places.get(request.match_info["channel_id"])
        if found is None:
            raise web.HTTPNotFound(
                text=json.dumps({"code": 10003, "message": "Unknown Channel"}),
                content_type="application/json",
            )
        return found

    async def _me(self, _: web.Request, __: object) -> Json:
        return {**user(BOT, "briefbot", bot=True), "mfa_enabled": False, "locale": "en-US"}

    async def _application(self, _: web.Request, __: object) -> Json:
        return {
            "id": APPLICATION, "name": "briefbot", "description": "", "icon": None, "flags": 0,
            "bot_public": True, "bot_require_code_grant": False, "verify_key": PUBLIC_KEY,
            "owner": user(ALICE, "alice"), "team": None, "summary": "",
        }  # fmt: skip

    async def _commands(self, _: web.Request, __: object) -> list[Json]:
        return self.commands

    async def _sync(self, _: web.Request, body: list[Json]) -> list[Json]:
        self.syncs += 1
        self.commands = [
            {
                "id": snowflake(), "application_id": APPLICATION, "version": snowflake(),
                "default_member_permissions": None, "type": 1, "nsfw": False, "description": "",
                **{name: value for name, value in one.items()
                   if value not in (None, []) and name != "dm_permission"},
                **({"default_member_permissions": str(one["default_member_permissions"])}
                   if one.get("default_member_permissions") is not None else {}),
            }
            for one in body
        ]  # fmt: skip
        return self.commands

    async def _private(self, _: web.Request, body: Json) -> Json:
        place = Place(f"7{body['recipient_id']}", 1, "", guild=None)
        self.places.setdefault(place.id, place)
        return {"id": place.id, "type": 1, "flags": 0, "recipients": [], "last_message_id": None}

    async def _channel(self, request: web.Request, _: object) -> Json:
        return self._place(request).shown()

    async def _messages(self, request: web.Request, _: object) -> list[Json]:
        place = self._place(request)
        found = [] if place.id in self.hidden else place.messages
        limit = int(request.query.get("limit", 50))
        if "after" in request.query:
            after = int(request.query["after"])
            found = [one for one in found if int(one["id"]) > after][:limit]
        return list(reversed(found[-limit:]))

    async def _post(self, request: web.Request, body: Json) -> Json | web.Response:
        place = self._place(request)
        if place.type in {15, 16}:
            return refused(400, 50008, "Cannot send messages in a non-text channel")
        nonce, now = body.get("nonce"), time.monotonic()
        if nonce and body.get("enforce_nonce") and nonce in place.nonces:
            at, first = place.nonces[nonce]
            if now - at < self.nonces_last:
                return first
        made = message(place, body)
        place.messages.append(made)
        if nonce:
            place.nonces[nonce] = (now, made)
        return {**made, "nonce": nonce} if nonce else made

    async def _message(self, request: web.Request, _: object) -> Json | web.Response:
        place = self._place(request)
        for one in place.messages:
            if one["id"] == request.match_info["message_id"] and place.id not in self.hidden:
                return one
        return refused(404, 10008, "Unknown Message")

    async def _change(self, request: web.Request, body: Json) -> Json:
        place = self._place(request)
        place.archived = body.get("archived", place.archived)
        place.locked = body.get("locked", place.locked)
        return place.shown()

    async def _edit(self, request: web.Request, body: Json) -> Json | web.Response:
        if self._place(request).archived:
            return refused(400, 50083, "Thread is archived")
        for one in self._place(request).messages:
            if one["id"] == request.match_info["message_id"]:
                one.update(_edited(self._place(request), body, one))
                return one
        return refused(404, 10008, "Unknown Message")

    async def _crosspost(self, request: web.Request, _: object) -> Json | web.Response:
        for one in self._place(request).messages:
            if one["id"] == request.match_info["message_id"]:
                one["flags"] |= CROSSPOSTED
                return one
        return refused(404, 10008, "Unknown Message")

    async def _thread(self, request: web.Request, body: Json) -> Json | web.Response:
        under, parent = request.match_info["message_id"], self._place(request)
        if under in self.places:
            return refused(400, 160004, "A thread has already been created for this message")
        for one in parent.messages:
            if one["id"] == under:
                one["flags"] |= HAS_THREAD
        made = self.places[under] = Place(under, 11, body["name"], parent=parent.id)
        return made.shown()

    async def _forum_post(self, request: web.Request, body: Json) -> Json | web.Response:
        parent = self._place(request)
        if parent.flags & TAG_REQUIRED and not body.get("applied_tags"):
            return refused(400, 40067, "A tag is required to create a forum post in this channel")
        made = Place(snowflake(), 11, body["name"], parent=parent.id)
        first = {**message(made, body["message"]), "id": made.id}
        made.messages.append(first)
        self.places[made.id] = made
        return {**made.shown(), "message": first}

    async def _guild(self, _: web.Request, __: object) -> Json:
        return guild(self.roles)

    async def _member(self, request: web.Request, _: object) -> Json:
        return member(user(request.match_info["user_id"], "briefbot", bot=True))

    async def _typing(self, _: web.Request, __: object) -> web.Response:
        return web.Response(status=204)

    async def _active(self, _: web.Request, __: object) -> Json:
        threads = [one.shown() for one in self.places.values() if one.type == 11]
        return {"threads": threads, "members": []}

    async def _archived(self, _: web.Request, __: object) -> Json:
        return {"threads": [], "members": [], "has_more": False}

    async def _callback(self, request: web.Request, body: Json) -> Json | web.Response:
        asked = self.asked.get(request.match_info["interaction_token"])
        if asked is None:
            return refused(404, 10062, "Unknown interaction")
        if asked.acknowledged is not None:
            return refused(400, 40060, "Interaction has already been acknowledged.")
        asked.callback, asked.after = body, time.perf_counter() - asked.since
        asked.private = bool((body.get("data") or {}).get("flags", 0) & EPHEMERAL)
        asked.waits = body["type"] == 5
        asked.acknowledged = body["type"]
        if not asked.waits:
            asked.answered.set()
        about = {"id": asked.sent["id"], "type": asked.sent["type"]}
        return {"interaction": {**about, "response_message_loading": asked.waits}}

    async def _edit_original(self, request: web.Request, body: Json) -> Json | web.Response:
        asked = self.asked.get(request.match_info["webhook_token"])
        if asked is None or asked.acknowledged is None:
            return refused(404, 10015, "Unknown Webhook")
        place = self.places[asked.sent["channel_id"]]
        flags = EPHEMERAL if asked.private else 0
        asked.original = message(place, body, flags=flags)
        asked.waits = False
        asked.answered.set()
        return asked.original

    async def _followup(self, request: web.Request, body: Json) -> Json | web.Response:
        asked = self.asked[request.match_info["webhook_token"]]
        if asked.waits:  # the first fills the deferred answer, private as that is
            return await self._edit_original(request, body)
        made = message(self.places[asked.sent["channel_id"]], body)
        asked.followups.append(made)
        return made

    async def _control_faults(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        self.faults.add(**wanted)
        return as_json({})

    async def _control_state(self, _: web.Request) -> web.Response:
        return as_json(
            {
                "posts": self.posts(),
                "calls": [f"{method} {path}" for method, path, _ in self.calls],
                "problems": self.problems,
                "identified": self.gateway.identified,
            }
        )


@contextlib.asynccontextmanager
async def running(port: int = 0) -> AsyncIterator[Discord]:
    """The stand-in on a port of its own, or on this one."""
    discord = Discord()
    runner = web.AppRunner(discord.application(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    (host, found, *_) = runner.addresses[0]
    discord.base = f"http://{host}:{found}{_PREFIX}"
    discord.gateway.address = f"ws://{host}:{found}/gateway"
    try:
        yield discord
    finally:
        await runner.cleanup()


def _edited(place: Place, body: Json, old: Json) -> Json:
    made = message(place, {**old, **body})
    return {**made, "id": old["id"], "flags": old["flags"] | made["flags"],
            "edited_timestamp": "2026-01-01T00:00:01+00:00"}  # fmt: skip


async def _main(port: int) -> None:
    async with running(port) as discord:
        print(discord.base, flush=True)  # noqa: T201  the line that says it runs
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    asyncio.run(_main(parser.parse_args().port))
