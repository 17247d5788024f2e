"""What takes signed webhooks and workflows' cards, over real sockets, and answers as badly as any.

It checks what it is sent as their documents ask: https://www.standardwebhooks.com for a webhook
(with its own code), and the limits of an Adaptive Card in Microsoft Teams for a workflow.
"""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

OLD = "whsec_" + base64.b64encode(b"an old secret of 24 bytes!").decode()
SECRET = "whsec_" + base64.b64encode(b"a secret of ours, 24 bytes").decode()
TOLERANCE = 300  # seconds that a timestamp may be off
MOST_CARD = 28 * 1024  # bytes

Json = dict[str, Any]
Refuse = Callable[[int, float], web.Response]


@dataclass(slots=True)
class Faulty:
    """What answers as badly as any. `asked` counts what it was sent, `problems` is what of that was
    against the rules, and `faults` are used up one a request."""

    base: str = ""
    asked: int = 0
    problems: list[str] = field(default_factory=list)
    faults: list[tuple[str, float]] = field(default_factory=list)
    is_blind: bool = False  # nobody can look into it

    async def answered(
        self, request: web.Request, take: Callable[[], web.Response], refuse: Refuse
    ) -> web.StreamResponse:
        """Takes what was sent, unless a fault comes first; `refuse` makes an answer of a status."""
        self.asked += 1
        fault, seconds = self.faults.pop(0) if self.faults else ("", 0.0)
        assert request.transport is not None
        if fault == "reset":
            request.transport.abort()
            return web.Response()
        if fault.isdecimal():
            return refuse(int(fault), seconds)
        if fault == "late":
            await asyncio.sleep(seconds)
        good = take()
        if fault == "timeout":
            await asyncio.sleep(seconds)
        if fault == "reset-after":
            request.transport.abort()
        if fault == "truncated":
            request.transport.write(b"HTTP/1.1 20")
            request.transport.close()
        return refuse(500, 0) if fault == "500-after" else good


def refused(status: int, seconds: float) -> web.Response:
    """An answer of a receiver that says nothing more."""
    return web.Response(status=status, headers={"retry-after": f"{seconds:g}"})


@dataclass(slots=True)
class Receiver(Faulty):
    """`taken` is every event by its id, as often as it came in `asked`."""

    secret: str = SECRET
    now: float | None = None  # None where timestamps are not checked
    taken: dict[str, Json] = field(default_factory=dict)
    cards: list[Json] = field(default_factory=list)

    async def webhook(self, request: web.Request) -> web.StreamResponse:
        """An event."""
        body = await request.read()
        said = request.headers
        name, timestamp = said.get("webhook-id", ""), said.get("webhook-timestamp", "")
        wanted = base64.b64decode(self.secret.split("_")[1])
        digest = hmac.new(
            wanted, b".".join((name.encode(), timestamp.encode(), body)), hashlib.sha256
        )
        signature = f"v1,{base64.b64encode(digest.digest()).decode()}"
        if signature not in said.get("webhook-signature", "").split(" "):
            self.problems.append("a signature that is wrong")
            return web.Response(status=401)
        if self.now is not None and abs(int(timestamp) - self.now) > TOLERANCE:
            self.problems.append("a timestamp that is too old")
            return web.Response(status=400)

        def take() -> web.Response:
            self.taken[name] = json.loads(body)
            return web.Response(status=202)

        return await self.answered(request, take, refused)

    async def workflow(self, request: web.Request) -> web.StreamResponse:
        """A card."""
        body = await request.read()
        message = json.loads(body)
        if len(body) > MOST_CARD:
            self.problems.append("a message that is too large")
            return web.Response(status=413)
        card = message["attachments"][0]["content"]
        self.problems += [f"no element of a card: {one}" for one in unknown(card)]

        def take() -> web.Response:
            self.cards.append(card)
            return web.Response(status=202)

        return await self.answered(request, take, refused)


def unknown(card: Json) -> list[str]:
    """The types in a card that are none of those we may use."""
    known = {"AdaptiveCard", "Container", "RichTextBlock", "TextRun", "Action.OpenUrl"}
    found = [] if card.get("type") in known else [str(card.get("type"))]
    for value in card.values():
        for one in value if isinstance(value, list) else [value]:
            found += unknown(one) if isinstance(one, dict) and "type" in one else []
    return found


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """A receiver on a free port of loopback; its paths are /hook and /flow."""
    receiver = Receiver()
    async with serving(
        [web.post("/hook", receiver.webhook), web.post("/flow", receiver.workflow)]
    ) as base:
        receiver.base = base
        yield receiver


@asynccontextmanager
async def serving(routes: Iterable[web.RouteDef]) -> AsyncIterator[str]:
    """Answers on a free port of loopback; gives its address."""
    app = web.Application(client_max_size=2**24)
    app.add_routes(routes)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
