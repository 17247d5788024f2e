"""I/O. Interactions that Discord sends over HTTP, to whichever replica the balancer chooses.

Each is signed with Ed25519 over its timestamp and body. It is taken with a 202 at once; the answer
goes to Discord as it does over the gateway.
"""

import json
import logging
from collections.abc import Callable
from typing import Any

import discord
from aiohttp import web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

log = logging.getLogger("briefbot")

PATH = "/discord/interactions"
PING, PONG = 1, {"type": 1}


def is_signed(public_key: str, signature: str, timestamp: str, body: bytes) -> bool:
    """Whether Discord signed this; False for anything that is no signature at all."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), timestamp.encode() + body)
    except (InvalidSignature, ValueError):
        return False
    return True


def route(public_key: str, bot: Callable[[], discord.Client | None]) -> web.RouteDef:
    """The route that takes interactions for `bot`, which is None while it is not connected."""

    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        signature = request.headers.get("X-Signature-Ed25519", "")
        timestamp = request.headers.get("X-Signature-Timestamp", "")
        if not is_signed(public_key, signature, timestamp, body):
            return web.Response(status=401, text="bad signature\n")
        interaction = _interaction(body)
        if interaction is None:
            return web.Response(status=400, text="no interaction\n")
        if interaction.get("type") == PING:
            return web.json_response(PONG)
        client = bot()
        if client is None:
            return web.Response(status=503, text="not connected\n")
        return web.Response(status=202 if _given_to(client, interaction) else 400)

    return web.post(PATH, take)


def _interaction(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _given_to(client: discord.Client, interaction: Any) -> bool:  # noqa: ANN401  not looked at here
    """Whether the client could read it."""
    try:
        # discord.py has no public door for what did not come over its gateway.
        client._connection.parse_interaction_create(interaction)  # noqa: SLF001
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        log.warning("an interaction that can't be read: %s", type(error).__name__)
        return False
    return True
