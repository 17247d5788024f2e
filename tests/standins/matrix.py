"""A Matrix homeserver over real sockets: as much of the client-server API as we use, no kinder.

By the specification (v1.16): an error has an `errcode`; an event has 65,536 bytes at most; only who
has joined a room may write in it; a repeat under the same transaction id is the first one; what
takes a message's place is of the same sender, and the message no replacement itself. HTML that is
not on the list of what is permitted is among `problems`.
"""

import json
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aiohttp import web
from lxml import html

from tests.standins.receiver import Faulty, serving

TOKEN = f"syt_{'a' * 20}"
ME, OTHER = "@briefbot:example.org", "@eve:example.org"
ROOM, SECRET, ELSEWHERE = "!town:example.org", "!secret:example.org", "!else:example.org"
ALIASES = {"#news:example.org": ROOM, "#secret:example.org": SECRET}
MOST = 65_536
PERMITTED = {
    "del", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "p", "a", "ul", "ol", "sup", "sub",
    "li", "b", "i", "u", "strong", "em", "s", "code", "hr", "br", "div", "table", "thead", "tbody",
    "tr", "th", "td", "caption", "pre", "span", "img", "details", "summary",
}  # fmt: skip
SCHEMES = ("https:", "http:", "ftp:", "mailto:", "magnet:")

Json = dict[str, Any]


@dataclass(slots=True)
class Homeserver(Faulty):
    """`events` is what was sent to its rooms, in order; `clock` gives seconds."""

    clock: Callable[[], float] = time.time
    forgets: bool = False  # transaction ids, at once
    events: list[Json] = field(default_factory=list)
    looked: int = 0
    _transactions: dict[str, str] = field(default_factory=dict)

    def event(self, content: Json, sender: str = OTHER) -> Json:
        """Something that somebody said in the room."""
        made = {
            "event_id": f"${len(self.events)}", "sender": sender, "type": "m.room.message",
            "origin_server_ts": int(self.clock() * 1_000), "content": content, "room_id": ROOM,
        }  # fmt: skip
        self.events.append(made)
        return made

    @property
    def shown(self) -> list[Json]:
        """The messages as a client shows them: each with what has taken its place."""
        now: dict[str, Json] = {}
        for one in self.events:
            relation = one["content"].get("m.relates_to", {})
            if relation.get("rel_type") == "m.replace":
                now[relation["event_id"]] = one["content"]["m.new_content"]
            else:
                now[one["event_id"]] = one["content"]
        return list(now.values())

    async def send(self, request: web.Request) -> web.StreamResponse:
        """PUT /rooms/{room}/send/m.room.message/{transaction}"""
        try:
            content = json.loads(await request.read())
        except ValueError:
            return _error(400, "M_NOT_JSON")
        if error := self._wrong(request) or self._closed(request):
            return error
        if not isinstance(content, dict) or not {"msgtype", "body"} <= content.keys():
            return _error(400, "M_BAD_JSON")
        if len(json.dumps(content, ensure_ascii=False).encode()) > MOST - 1_000:
            return _error(413, "M_TOO_LARGE")
        self.problems += against_the_rules(content, self.events)
        return await self.answered(request, lambda: self._sent(request.path, content), _failed)

    def _sent(self, path: str, content: Json) -> web.Response:
        known = None if self.forgets else self._transactions.get(path)
        event = known or self.event(content, ME)["event_id"]
        self._transactions[path] = event
        return web.json_response({"event_id": event})

    async def messages(self, request: web.Request) -> web.StreamResponse:
        """GET /rooms/{room}/messages, from the newest back"""
        self.looked += 1
        if self.is_blind:
            return web.json_response([])
        if error := self._wrong(request) or self._closed(request):
            return error
        asked = request.query
        only = json.loads(asked.get("filter", "{}"))
        assert asked["dir"] == "b"
        kept = [one for one in reversed(self.events) if one["sender"] in only.get("senders", [ME])]
        start, most = int(asked.get("from", 0)), int(asked.get("limit", 10))
        page = {"chunk": kept[start : start + most], "start": str(start)}
        more = {"end": str(start + most)} if len(kept) > start + most else {}
        return web.json_response({**page, **more})

    async def encryption(self, request: web.Request) -> web.StreamResponse:
        """GET /rooms/{room}/state/m.room.encryption"""
        if error := self._wrong(request) or self._closed(request):
            return error
        if request.match_info["room"] == SECRET:
            return web.json_response({"algorithm": "m.megolm.v1.aes-sha2"})
        return _error(404, "M_NOT_FOUND")

    async def join(self, request: web.Request) -> web.StreamResponse:
        """POST /join/{room or alias}"""
        named = request.match_info["room"]
        room = ALIASES.get(named, named)
        if error := self._wrong(request):
            return error
        if room not in {ROOM, SECRET}:
            return _error(404 if named.startswith("#") else 403, "M_NOT_FOUND")
        return web.json_response({"room_id": room})

    async def whoami(self, request: web.Request) -> web.StreamResponse:
        """GET /account/whoami"""
        return self._wrong(request) or web.json_response({"user_id": ME, "device_id": "BOT"})

    def _wrong(self, request: web.Request) -> web.Response | None:
        said = request.headers.get("authorization")
        return None if said == f"Bearer {TOKEN}" else _error(401, "M_UNKNOWN_TOKEN")

    def _closed(self, request: web.Request) -> web.Response | None:
        is_open = request.match_info["room"] in {ROOM, SECRET}
        return None if is_open else _error(403, "M_FORBIDDEN")


def _error(status: int, code: str, **more: int) -> web.Response:
    return web.json_response({"errcode": code, "error": "No.", **more}, status=status)


def _failed(status: int, seconds: float) -> web.Response:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _error(status, "M_LIMIT_EXCEEDED", retry_after_ms=int(seconds * 1_000))
    is_forbidden = status == HTTPStatus.FORBIDDEN
    return _error(status, "M_FORBIDDEN" if is_forbidden else "M_UNKNOWN")


def against_the_rules(content: Json, events: Sequence[Json]) -> Iterator[str]:
    """What of a message stands against the rules, after those that were sent before."""
    yield from _not_permitted(content.get("formatted_body", ""))
    if content.get("m.mentions") != {}:
        yield "somebody may be mentioned"
    relation = content.get("m.relates_to", {})
    if relation.get("rel_type") != "m.replace":
        return
    yield from _not_permitted(content.get("m.new_content", {}).get("formatted_body", "<none>"))
    first = next((one for one in events if one["event_id"] == relation["event_id"]), None)
    if first is None or first["sender"] != ME or "m.relates_to" in first["content"]:
        yield "an edit that clients ignore"


def _not_permitted(page: str) -> Iterator[str]:
    for element in html.fragment_fromstring(page, create_parent="div").iter():
        if element.tag not in PERMITTED:
            yield f"no permitted element: {element.tag!r}"
        for name, value in element.items():
            if (element.tag, name) != ("a", "href") or not str(value).startswith(SCHEMES):
                yield f"no permitted attribute: {element.tag!r} {name!r}={value!r}"


@asynccontextmanager
async def running() -> AsyncIterator[Homeserver]:
    """A homeserver on a free port of loopback."""
    server = Homeserver()
    api = "/_matrix/client/v3"
    routes = [
        web.put(f"{api}/rooms/{{room}}/send/m.room.message/{{transaction}}", server.send),
        web.get(f"{api}/rooms/{{room}}/messages", server.messages),
        web.get(f"{api}/rooms/{{room}}/state/m.room.encryption", server.encryption),
        web.post(f"{api}/join/{{room}}", server.join),
        web.get(f"{api}/account/whoami", server.whoami),
    ]
    async with serving(routes) as base:
        server.base = base
        yield server
