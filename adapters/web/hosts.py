"""I/O. A server of ours: who may ask it, how many at once, and how long they may take to do so."""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.http import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

_LOG = logging.getLogger("briefbot.web")
_LOG.addFilter(lambda record: not _is_junk(record))

OWN = frozenset({"127.0.0.1", "localhost", "::1"})
SECONDS = 20.0  # for a request's head, and again for its body
MOST = 400  # connections at once; a process may often have 1,024 files open
LARGEST = 2_000_000  # bytes of a request's body


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
    return named(host) in OWN


def named(host: str) -> str:
    """The name in a Host header; empty where it is no such header."""
    try:
        return "" if "@" in host else urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


@web.middleware
async def in_time(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Cuts off whoever begins a request and never ends it; the head is the runner's to bound."""
    try:
        async with asyncio.timeout(SECONDS):
            await request.read()  # kept by the request, for its handler
    except (TimeoutError, ConnectionError):
        answer = web.Response(status=408, text="too slow\n")
        answer.force_close()
        return answer
    return await handler(request)


@asynccontextmanager
async def serving(
    routes: Iterable[web.RouteDef], host: str, port: int, guard: Middleware
) -> AsyncIterator[list[str]]:
    """Serves the routes behind a guard until the end; gives the addresses where it does."""
    room = _Room()
    app = web.Application(client_max_size=LARGEST, middlewares=(guard, in_time, room.answering))
    app.add_routes(routes)
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=_LOG,
        handle_signals=False,
        shutdown_timeout=5,
        keepalive_timeout=SECONDS,
        lingering_time=SECONDS / 4,
        auto_decompress=False,  # nobody who asks us packs; a bomb would be unpacked on the loop
    )
    await runner.setup()
    try:
        join = partial(room.join, runner)
        async with await asyncio.get_running_loop().create_server(join, host, port) as listening:
            names = (one.getsockname()[:2] for one in listening.sockets)
            yield [f"http://[{name}]:{at}" if ":" in name else f"http://{name}:{at}"
                   for name, at in names]  # fmt: skip
            listening.close()
    finally:
        await runner.cleanup()


def _is_junk(record: logging.LogRecord) -> bool:
    """Whether it only says that somebody sent what is no HTTP, as anybody can all day."""
    return record.exc_info is not None and isinstance(record.exc_info[1], HttpProcessingError)


class _Room:
    """The connections of one server: a new one takes the place of the one silent for longest.

    So whoever opens many and asks nothing keeps nobody out.
    """

    def __init__(self) -> None:
        self._asking: set[asyncio.BaseProtocol] = set()

    def join(self, runner: web.AppRunner) -> web.RequestHandler:
        """Another one; called for each."""
        server: web.Server = runner.server  # type: ignore[assignment]  # it is set up
        there = [one for one in server.connections if one.transport is not None]  # oldest first
        silent = [one for one in there if one not in self._asking]
        for one in (silent or there)[: max(0, len(there) - MOST + 1)]:
            one.force_close()
        return server()

    @web.middleware
    async def answering(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Notes who is not silent."""
        self._asking.add(request.protocol)
        try:
            return await handler(request)
        finally:
            self._asking.discard(request.protocol)
