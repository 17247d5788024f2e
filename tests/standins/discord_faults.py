"""What goes wrong with calls to the stand-in for Discord, as its tests ask for.

    faults.add("POST", "/channels/", "reset-after")            # the next such call
    faults.add("", "", "429", times=2, seconds=0.2)            # the next two, whatever they are

Before the call has any effect: `429` (with Via, so from Discord), `429-banned` (without: from the
proxy before it; `429-proxy` says how long to wait), `400`, `401`, `403`, `closed` (DMs),
`404`, `40060`, `10062`, `160004`, `200000`, `500`, `reset`.
`late` is done `seconds` later, whether or not anybody still waits.
After it had its effect: `500-after`, `reset-after`, `truncated` (a 200 that breaks off), `garbage`
(a 200 that is no JSON), `timeout` (no answer for `seconds`).
"""

import asyncio
import json
from dataclasses import dataclass, field

from aiohttp import web

_REFUSALS = {
    "400": (400, 50035, "Invalid Form Body"),
    "401": (401, 0, "401: Unauthorized"),
    "403": (403, 50013, "Missing Permissions"),
    "no-access": (403, 50001, "Missing Access"),
    "closed": (403, 50007, "Cannot send messages to this user"),
    "404": (404, 10003, "Unknown Channel"),
    "40060": (400, 40060, "Interaction has already been acknowledged."),
    "10062": (404, 10062, "Unknown interaction"),
    "200000": (400, 200000, "Message was blocked by automatic moderation"),
    "160004": (400, 160004, "A thread has already been created for this message"),
    "500": (500, 0, "Internal Server Error"),
}
BEFORE = {*_REFUSALS, "429", "429-banned", "429-proxy", "reset"}
AFTER = {"500-after", "reset-after", "truncated", "garbage", "timeout"}


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls with this method and a path that has `path` in it."""

    method: str
    path: str
    kind: str
    times: int = 1
    seconds: float = 0.1  # a 429's wait, or how long no answer comes


@dataclass(slots=True)
class Faults:
    """Those that are still to happen."""

    waiting: list[Fault] = field(default_factory=list)

    def add(
        self, method: str, path: str, kind: str, *, times: int = 1, seconds: float = 0.1
    ) -> None:
        """Something goes wrong with the next such calls."""
        if kind not in BEFORE | AFTER | {"late"}:
            raise ValueError(kind)
        self.waiting.append(Fault(method, path, kind, times, seconds))

    def take(self, method: str, path: str) -> Fault | None:
        """What happens to this call."""
        for fault in self.waiting:
            if method.startswith(fault.method) and fault.path in path:
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None


def as_json(body: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """An answer as Discord gives it: its type has no charset, or discord.py reads it as text."""
    packed = json.dumps(body).encode()
    return web.Response(
        body=packed, status=status, headers=headers, content_type="application/json"
    )


def refused(status: int, code: int, words: str, **more: object) -> web.Response:
    """Discord's error."""
    return as_json({"code": code, "message": words, **more}, status)


async def before(fault: Fault, request: web.Request) -> web.StreamResponse:
    """The answer to a call that has no effect."""
    if fault.kind == "reset":
        return await _reset(request)
    if fault.kind in {"429-banned", "429-proxy"}:
        headers = {"Retry-After": str(fault.seconds)} if fault.kind == "429-proxy" else {}
        page = "error code: 1015"
        return web.Response(status=429, text=page, content_type="text/html", headers=headers)
    if fault.kind == "429":
        body = {"message": "slow down", "retry_after": fault.seconds, "global": False, "code": 0}
        headers = {"Via": "1.1 google", "Retry-After": str(fault.seconds)}
        return as_json(body, 429, headers)
    return refused(*_REFUSALS[fault.kind])


async def after(fault: Fault, request: web.Request, body: object) -> web.StreamResponse:
    """The answer to a call that had its effect."""
    match fault.kind:
        case "reset-after":
            return await _reset(request)
        case "truncated":
            return await _truncated(request, json.dumps(body).encode())
        case "garbage":
            return web.Response(body=b'{"id": ', content_type="application/json")
        case "timeout":
            await asyncio.sleep(fault.seconds)
    return refused(*_REFUSALS["500"])


async def _reset(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _truncated(request: web.Request, body: bytes) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Type": "application/json"})
    answer.content_length = len(body)
    await answer.prepare(request)
    await answer.write(body[: len(body) // 2])
    return await _reset(request) and answer
