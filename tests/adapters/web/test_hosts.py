"""Who may ask our own servers, and how long they may take. Real sockets."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.typedefs import Middleware

from adapters.web import hosts

ANYBODY = hosts.only_own([])


@asynccontextmanager
async def served(guard: Middleware = ANYBODY) -> AsyncIterator[int]:
    async def hello(request: web.Request) -> web.Response:
        return web.Response(text=f"read {len(await request.read())}")

    routes = [web.route("*", "/{any:.*}", hello)]
    async with hosts.serving(routes, "127.0.0.1", 0, guard) as (address,):
        yield int(address.rpartition(":")[2])


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
        async with served() as port:
            whole = (
                b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab"
            )
            return await asyncio.wait_for(said(port, half), 5), await said(port, whole)

    cut, good = asyncio.run(run())
    assert cut.startswith(answer)
    assert bool(cut) == bool(answer)
    assert good.endswith(b"read 2")


def test_many_who_say_nothing_keep_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "MOST", 20)
    heads = [b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab",
             b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"]  # fmt: skip

    async def run() -> tuple[bytes, int]:
        async with served() as port:
            pairs = []
            for number in range(200):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(heads[number % len(heads)])
                pairs.append((reader, writer))
            answer = await said(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            open_still = 0
            for reader, writer in pairs:
                try:
                    async with asyncio.timeout(0.02):
                        while await reader.read(1000):
                            pass
                except TimeoutError:
                    open_still += 1
                except ConnectionError:
                    pass
                writer.close()
            return answer, open_still

    answer, open_still = asyncio.run(run())
    assert answer.endswith(b"read 0")
    assert open_still <= 20


@pytest.mark.parametrize(
    "junk",
    [b"\x16\x03\x01\x02\x00\x01\x00", b"GET /" + b"a" * 20_000, b"GET / HTTP/1.1\r\nno\r\n\r\n"],
)
def test_what_is_no_http_is_answered_and_fills_no_log(
    junk: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> bytes:
        async with served() as port:
            return await said(port, junk + b"\r\n\r\n")

    assert asyncio.run(run()).startswith(b"HTTP/1.0 400")
    assert caplog.records == []


@pytest.mark.parametrize(
    "half",
    [b"Content-Length: 50\r\n\r\nab", b"Transfer-Encoding: chunked\r\n\r\n9\r\nab"],
)
def test_who_leaves_in_the_middle_fills_no_log(
    half: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> bytes:
        async with served() as port:
            for _ in range(3):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(b"POST / HTTP/1.1\r\nHost: x\r\n" + half)
                await writer.drain()
                await asyncio.sleep(0.05)
                writer.transport.abort()
            return await said(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert asyncio.run(run()).endswith(b"read 0")
    assert not caplog.records


PACKED = gzip.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(PACKED), PACKED), 200),
        (b"Content-Encoding: deflate\r\nContent-Length: 4\r\n\r\njunk", 200),
        (b"Content-Encoding: br\r\nContent-Length: 4\r\n\r\njunk", 200),
        (b"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\nZZ\r\n", 400),
    ],
    ids=["bomb", "deflate", "brotli", "chunks"],
)
def test_a_packed_body_is_not_unpacked_and_a_broken_one_fills_no_log(
    body: bytes, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> bytes:
        async with served() as port:
            return await said(port, b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + body)

    answer = asyncio.run(run())
    assert answer.split()[1] == str(status).encode()
    if answer.split()[1] == b"200":
        assert answer.endswith(f"read {len(body.partition(bytes.fromhex('0d0a0d0a'))[2])}".encode())
    assert not caplog.records
