"""Who may ask our own servers, and how long they may take. Real sockets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.typedefs import Middleware

from adapters.web import hosts


@asynccontextmanager
async def served(*middlewares: Middleware) -> AsyncIterator[int]:
    async def hello(request: web.Request) -> web.Response:
        return web.Response(text=f"read {len(await request.read())}")

    app = web.Application(middlewares=middlewares)
    app.add_routes([web.route("*", "/{any:.*}", hello)])
    runner = hosts.runner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def said(port: int, request: bytes) -> bytes:
    """All that comes until the connection ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{p}", 200), ("localhost:{p}", 200), ("[::1]:{p}", 200), ("LOCALHOST", 200),
        ("evil.example", 421), ("evil.example:{p}", 421), ("127.0.0.1.evil.example", 421),
        ("localhost@evil.example", 421), ("evil.example@localhost", 421), ("[::1", 421), ("", 421),
    ],
)  # fmt: skip
def test_only_our_own_names_are_answered(host: str, status: int) -> None:
    async def ask(path: str, *paths: str) -> bytes:
        async with served(hosts.only_own(paths or None)) as port:
            named = host.format(p=port)
            head = f"GET {path} HTTP/1.1\r\nHost: {named}\r\nConnection: close\r\n\r\n"
            return await said(port, head.encode())

    assert asyncio.run(ask("/")).startswith(f"HTTP/1.1 {status}".encode())
    assert asyncio.run(ask("/healthz", "/healthz")).startswith(f"HTTP/1.1 {status}".encode())
    assert asyncio.run(ask("/slack/events", "/healthz")).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("half", "answer"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-a: ", b""),
        (b"", b""),
        (b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nab",
         b"HTTP/1.1 408"),
    ],
    ids=["half a head", "nothing", "half a body"],
)  # fmt: skip
def test_what_is_sent_by_halves_is_cut_off(
    half: bytes, answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "SECONDS", 0.3)

    async def run() -> tuple[bytes, bytes]:
        async with served(hosts.in_time) as port:
            whole = (
                b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab"
            )
            return await asyncio.wait_for(said(port, half), 5), await said(port, whole)

    cut, good = asyncio.run(run())
    assert cut.startswith(answer)
    assert bool(cut) == bool(answer)
    assert good.endswith(b"read 2")
