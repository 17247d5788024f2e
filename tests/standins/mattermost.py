"""A Mattermost server over real sockets: as much of the REST API v4 as we use, and no kinder.

What it refuses and how is by the API's reference and the server's public source: an error has an
`id`; a limit that is exceeded is told in plain text; a post has 16,383 characters at most; who is
no member of a channel may not write in it; a `pending_post_id` is known for half a minute.
"""

import json
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aiohttp import web

from tests.standins.receiver import Faulty, serving

TOKEN = "a" * 26
ME, OTHER = "b" * 26, "o" * 26
TOWN, QUIET = "t" * 26, "q" * 26  # the bot is a member of the first
MOST = 16_383
REMEMBERED = 30.0  # seconds
LISTED = 1_000  # posts

Json = dict[str, Any]


@dataclass(slots=True)
class Mattermost(Faulty):
    """`posts` is what stands in its channels, by id; `clock` gives seconds."""

    clock: Callable[[], float] = time.time
    remembered: float = REMEMBERED
    posts: dict[str, Json] = field(default_factory=dict)
    looked: int = 0
    _pending: dict[str, tuple[float, str]] = field(default_factory=dict)

    def post(self, message: str, user: str = OTHER, **more: Any) -> Json:  # noqa: ANN401  JSON
        """Something that somebody wrote in the channel."""
        now = int(self.clock() * 1_000)
        made = {
            "id": f"{len(self.posts):026d}", "create_at": now, "update_at": now, "delete_at": 0,
            "user_id": user, "channel_id": TOWN, "message": message, "props": {}, **more,
        }  # fmt: skip
        self.posts[made["id"]] = made
        return made

    async def create(self, request: web.Request) -> web.StreamResponse:
        """POST /posts"""
        body = await _record(request)
        if error := self._wrong(request) or _bad(body, {"channel_id": str, "message": str}):
            return error
        if body["channel_id"] != TOWN:
            return _error(403, "api.context.permissions.app_error")
        if len(body["message"]) > MOST:
            return _error(400, "model.post.is_valid.message_length.app_error")
        return await self.answered(request, lambda: self._created(body), _failed)

    def _created(self, body: Json) -> web.Response:
        pending, now = body.get("pending_post_id", ""), self.clock()
        seen, known = self._pending.get(pending, (0.0, ""))
        if known and now - seen < self.remembered:
            return web.json_response(self.posts[known], status=201)
        made = self.post(body["message"], ME, props=body.get("props", {}))
        self._pending[pending] = (now, made["id"])
        return web.json_response(made, status=201)

    async def patch(self, request: web.Request) -> web.StreamResponse:
        """PUT /posts/{id}/patch"""
        body, post = await _record(request), self.posts.get(request.match_info["id"])
        if error := self._wrong(request) or _bad(body, {"message": str}):
            return error
        if post is None or post["delete_at"]:
            return _error(404, "app.post.get.app_error")
        if post["user_id"] != ME:
            return _error(403, "api.context.permissions.app_error")
        if len(body["message"]) > MOST:
            return _error(400, "model.post.is_valid.message_length.app_error")

        def take() -> web.Response:
            post.update(message=body["message"], update_at=int(self.clock() * 1_000))
            return web.json_response(post)

        return await self.answered(request, take, _failed)

    async def since(self, request: web.Request) -> web.StreamResponse:
        """GET /channels/{id}/posts?since=…: what was changed since, deleted posts too."""
        self.looked += 1
        if self.is_blind:
            return web.json_response([])
        if error := self._wrong(request) or self._closed(request):
            return error
        after = int(request.query["since"])
        found = [one for one in self.posts.values() if one["update_at"] > after][-LISTED:]
        order = [one["id"] for one in reversed(found)]
        return web.json_response({"order": order, "posts": {one["id"]: one for one in found}})

    async def me(self, request: web.Request) -> web.StreamResponse:
        """GET /users/me"""
        return self._wrong(request) or web.json_response({"id": ME, "username": "briefbot"})

    async def channel(self, request: web.Request) -> web.StreamResponse:
        """GET /channels/{id}, and by the names of its team and its own"""
        if error := self._wrong(request):
            return error
        asked = request.match_info
        names = {("news", "town-square"): TOWN, ("news", "quiet"): QUIET}
        here = asked.get("id") or names.get((asked.get("team", ""), asked.get("name", "")), "")
        if here not in {TOWN, QUIET}:
            return _error(404, "app.channel.get_by_name.missing.app_error")
        return web.json_response({"id": here, "name": "town-square" if here == TOWN else "quiet"})

    async def member(self, request: web.Request) -> web.StreamResponse:
        """GET /channels/{id}/members/me"""
        error = self._wrong(request) or self._closed(request)
        return error or web.json_response({"user_id": ME, "channel_id": TOWN})

    def _wrong(self, request: web.Request) -> web.Response | None:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return _error(401, "api.context.session_expired.app_error")
        return None

    def _closed(self, request: web.Request) -> web.Response | None:
        is_open = request.match_info["id"] == TOWN
        return None if is_open else _error(403, "api.context.permissions.app_error")


def _error(status: int, id: str) -> web.Response:
    told = {"id": id, "message": "No.", "request_id": "r1", "status_code": status}
    return web.json_response(told, status=status)


def _failed(status: int, seconds: float) -> web.Response:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        headers = {"retry-after": f"{seconds:g}", "x-ratelimit-reset": f"{seconds:g}"}
        return web.Response(status=status, text="limit exceeded", headers=headers)
    return _error(status, "api.context.permissions.app_error")


async def _record(request: web.Request) -> Json:
    try:
        found = json.loads(await request.read())
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _bad(body: Json, wanted: dict[str, type]) -> web.Response | None:
    if all(isinstance(body.get(name), kind) for name, kind in wanted.items()):
        return None
    return _error(400, "api.context.invalid_body_param.app_error")


def found_in(message: str) -> list[str]:
    """What its clients make of words that they find in a text by themselves, once the markdown is
    read: mentions, channels, hashtags, emoji, emoticons and addresses."""
    return [one[0] for pattern in _FOUND for one in pattern.finditer(message)]


_FOUND = tuple(
    map(
        re.compile,
        (
            r"(?i)(?:\B|\b_+)@[a-z0-9.\-_]+",
            r"(?i)\B~[a-z0-9.\-_]+",
            r"(?:^|(?<=\W))#[^\W\d_][\w.\-]+",
            r"(?<!\w):[\w+-]+:(?!\w)",
            r"\B[:;]-?[)(\]\[|$@/](?!\w)|\B:-?(?i:[opsdx])\b|(?i:\bx-d\b)|<3\b",
            r"(?i)\b[a-z][a-z\d.+-]*:(?:/{1,3}|[^\W_]|%)|\bwww\d{0,3}\.|[^\W_][\w.-]*\.[^\W\d_]{2,4}/",
            r"\$[^$\n]+\$(?!\w)",
        ),
    )
)


@asynccontextmanager
async def running() -> AsyncIterator[Mattermost]:
    """A server on a free port of loopback."""
    server = Mattermost()
    api = "/api/v4"
    routes = [
        web.post(f"{api}/posts", server.create),
        web.put(f"{api}/posts/{{id}}/patch", server.patch),
        web.get(f"{api}/channels/{{id}}/posts", server.since),
        web.get(f"{api}/channels/{{id}}", server.channel),
        web.get(f"{api}/channels/{{id}}/members/me", server.member),
        web.get(f"{api}/teams/name/{{team}}/channels/name/{{name}}", server.channel),
        web.get(f"{api}/users/me", server.me),
    ]
    async with serving(routes) as base:
        server.base = base
        yield server
