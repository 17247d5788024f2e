"""A web server of our own on a real socket, that misbehaves in every way a real one does.

    async with serving({"/feed": page(b"<rss/>"), "/slow": drip(b"<rss/>")}) as server:
        ... server.url("/feed") ...

A behaviour writes raw bytes, so that nothing between a test and the wire mends what is broken.
"""

import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived: the path, and the headers by lower-case name."""

    path: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Server:
    """Where the server listens, what it was asked, and how many connections it took."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path here."""
        return f"http://{host}:{self.port}{path}"


Behaviour = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(
    behaviours: Mapping[str, Behaviour], tls: ssl.SSLContext | None = None
) -> AsyncIterator[Server]:
    """A server on a free port of loopback; a path without a behaviour is 404."""
    server = Server()

    open_now: set[asyncio.Task[None]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while not writer.is_closing():
                asked = _asked(await reader.readuntil(b"\r\n\r\n"))
                server.asked.append(asked)
                await behaviours.get(asked.path, answer("404 Not Found"))(asked, writer)
                await writer.drain()
        writer.transport.abort()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        task = asyncio.create_task(converse(reader, writer))
        open_now.add(task)
        task.add_done_callback(open_now.discard)

    listening = await asyncio.start_server(connected, "127.0.0.1", 0, backlog=1024, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        tasks = list(open_now)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks)


def _asked(head: bytes) -> Asked:
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return Asked(first.split()[1], {name.lower(): value for name, _, value in pairs})


def answer(status: str, body: bytes = b"", **headers: str) -> Behaviour:
    """A whole answer; `Content_Type="text/plain"` is that header."""
    headers = {"Content_Length": str(len(body))} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return raw("\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body)


def page(body: bytes, **headers: str) -> Behaviour:
    """A page that is there."""
    return answer("200 OK", body, **headers)


def redirect(target: str, status: str = "302 Found") -> Behaviour:
    """Sends the reader elsewhere."""
    return answer(status, Location=target)


def raw(data: bytes, *, close: bool = False) -> Behaviour:
    """Exactly these bytes, and then perhaps the end of the connection."""

    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        if close:
            writer.close()
            await writer.wait_closed()

    return behave


def unchanged(etag: str, body: bytes) -> Behaviour:
    """304 for whoever has this ETag, and the page for anyone else."""
    fresh, same = page(body, ETag=etag), answer("304 Not Modified", ETag=etag)

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await (same if asked.headers.get("if-none-match") == etag else fresh)(asked, writer)

    return behave


def drip(data: bytes, pause: float = 0.02) -> Behaviour:
    """Slow-loris: a byte at a time, as long as anyone listens."""

    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        for byte in data:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(pause)

    return behave


def endless(head: bytes, more: bytes) -> Behaviour:
    """A beginning, and then the same again for ever."""

    async def behave(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(more)
            await writer.drain()

    return behave


def bomb(mebibytes: int) -> bytes:
    """So many mebibytes of blanks, packed a thousandfold."""
    return gzip.compress(b" " * (mebibytes * MEBIBYTE), mtime=0)
