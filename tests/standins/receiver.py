"""What takes signed webhooks and workflows' cards, over real sockets, and answers as badly as any.

It checks what it is sent as their documents ask: https://www.standardwebhooks.com for a webhook
(with its own code), and the limits of an Adaptive Card in Microsoft Teams for a workflow.
"""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

OLD = "whsec_" + base64.b64encode(b"an old secret of 24 bytes!").decode()
SECRET = "whsec_" + base64.b64encode(b"a secret of ours, 24 bytes").decode()
TOLERANCE = 300  # seconds that a timestamp may be off
MOST_CARD = 28 * 1024  # bytes

Json = dict[str, Any]


@dataclass(slots=True)
class Receiver:
    """`taken` is every event by its id, as often as it came in `asked`; `problems` is what it was
    sent against the rules. `faults` are used up one a request."""

    base: str = ""
    secret: str = SECRET
    now: float | None = None  # None where timestamps are not checked
    taken: dict[str, Json] = field(default_factory=dict)
    cards: list[Json] = field(default_factory=list)
    asked: int = 0
    problems: list[str] = field(default_factory=list)
    faults: list[tuple[str, float]] = field(default_factory=list)

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

        def take() -> None:
            self.taken[name] = json.loads(body)

        return await self._answered(request, take)

    async def workflow(self, request: web.Request) -> web.StreamResponse:
        """A card."""
        body = await request.read()
        message = json.loads(body)
        if len(body) > MOST_CARD:
            self.problems.append("a message that is too large")
            return web.Response(status=413)
        card = message["attachments"][0]["content"]
        self.problems += [f"no element of a card: {one}" for one in unknown(card)]
        return await self._answered(request, lambda: self.cards.append(card))

    async def _answered(self, request: web.Request, take: Any) -> web.StreamResponse:  # noqa: ANN401
        self.asked += 1
        fault, seconds = self.faults.pop(0) if self.faults else ("", 0.0)
        assert request.transport is not None
        if fault == "reset":
            request.transport.abort()
            return web.Response()
        if fault in {"410", "429", "404"}:
            return web.Response(status=int(fault), headers={"retry-after": f"{seconds:g}"})
        if fault == "late":
            await asyncio.sleep(seconds)
        take()
        if fault == "timeout":
            await asyncio.sleep(seconds)
        if fault == "reset-after":
            request.transport.abort()
        if fault == "truncated":
            request.transport.write(b"HTTP/1.1 20")
            request.transport.close()
        return web.Response(status=500 if fault == "500-after" else 202)


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
    app = web.Application()
    app.add_routes([web.post("/hook", receiver.webhook), web.post("/flow", receiver.workflow)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield receiver
    finally:
        await runner.cleanup()
