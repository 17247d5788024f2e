"""Who may ask a server of ours, and for how long they may take to say what they want."""

import asyncio
from collections.abc import Collection
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

OWN = frozenset({"127.0.0.1", "localhost", "::1"})
SECONDS = 20.0  # for a request's head, and again for its body


def only_own(paths: Collection[str] | None = None) -> Middleware:
    """Refuses these paths (all, if None) to whoever reached us under another name than our own.

    A page on the web can point a name of its own to this machine, and read what it serves.
    """

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if (paths is None or request.path in paths) and not is_own(request.headers.get("Host", "")):
            return web.Response(status=421, text="this server has no such name\n")
        return await handler(request)

    return guarded


def is_own(host: str) -> bool:
    """Whether a Host header names this machine as itself."""
    try:
        return urlsplit(f"//{host}").hostname in OWN and "@" not in host
    except ValueError:
        return False


@web.middleware
async def in_time(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Cuts off whoever begins a request and never ends it; the head is the runner's to bound."""
    try:
        async with asyncio.timeout(SECONDS):
            await request.read()  # kept by the request, for its handler
    except TimeoutError:
        answer = web.Response(status=408, text="too slow\n")
        answer.force_close()
        return answer
    return await handler(request)


def runner(app: web.Application) -> web.AppRunner:
    """What serves an application: quiet, and not patient without end."""
    return web.AppRunner(
        app,
        access_log=None,
        handle_signals=False,
        shutdown_timeout=5,
        keepalive_timeout=SECONDS,
        lingering_time=SECONDS / 4,
    )
