"""A forward proxy of our own on a real socket: plain requests and tunnels, with or without a name.

    async with proxying({"news.example": port}) as proxy:
        ... proxy.url ... proxy.asked ...

It leads every name it knows to a port of this machine, as if it were the way out.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class Proxy:
    """Where the proxy listens, and the request lines and proxy headers that it got."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    authorizations: list[str] = field(default_factory=list)


@asynccontextmanager
async def proxying(ways: Mapping[str, int], *, wants: str | None = None) -> AsyncIterator[Proxy]:
    """A proxy that knows these names; `wants` is the Proxy-Authorization that it asks for."""
    proxy = Proxy()
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            await _answer(proxy, ways, wants, head, reader, writer)
        writer.transport.abort()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    listening = await asyncio.start_server(connected, "127.0.0.1", 0)
    proxy.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield proxy
    finally:
        listening.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks)


async def _answer(  # noqa: PLR0913, PLR0917 — one conversation's parts
    proxy: Proxy,
    ways: Mapping[str, int],
    wants: str | None,
    head: str,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    first, *lines = head.rstrip().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    method, target, _ = first.split()
    proxy.asked.append(f"{method} {target}")
    proxy.authorizations.append(headers.get("proxy-authorization", ""))
    if wants and headers.get("proxy-authorization") != wants:
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        return
    is_tunnel = method == "CONNECT"
    host = target.rpartition(":")[0] if is_tunnel else target.split("/")[2].partition(":")[0]
    if host not in ways:
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        return
    onward_reader, onward_writer = await asyncio.open_connection("127.0.0.1", ways[host])
    if is_tunnel:
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    else:
        path = "/" + target.split("/", 3)[3]
        onward_writer.write("\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode())
    try:
        await asyncio.gather(_pump(reader, onward_writer), _pump(onward_reader, writer))
    finally:
        onward_writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    with suppress(OSError, RuntimeError):
        writer.write_eof()
