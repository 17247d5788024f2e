"""Which of a host's addresses is connected to, over real sockets; a private CA, and proxies."""

import asyncio
import gc
import socket
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx import URL

from bot.errors import FetchError, NoAnswerError, RefusedError, StatusError, UsageError
from bot.reading.web import proxies
from bot.reading.web.fetch import Limits, Request, web
from bot.reading.web.guard import GuardedNetwork, admit
from bot.reading.web.politeness import RateLimits
from bot.reading.web.proxies import Proxies
from tests.standins import certificates
from tests.standins.proxy import proxying
from tests.standins.web import page, redirect, serving

LOOPBACK = ["127.0.0.0/8"]
AT_ONCE = RateLimits(gap=0)
DEAD, DEAD_TOO, REFUSING = "127.0.0.2", "127.0.0.3", "127.0.0.4"


@pytest.fixture
def silent() -> Iterator[ExitStack]:
    """A stack of sockets whose queues are full: what knocks there gets no answer at all."""
    with ExitStack() as stack:
        yield stack


def fill(stack: ExitStack, address: str, port: int) -> None:
    listening = stack.enter_context(socket.socket())
    listening.bind((address, port))
    listening.listen(0)
    for _ in range(4):
        knocking = stack.enter_context(socket.socket())
        knocking.setblocking(False)  # noqa: FBT003 — the library's signature
        knocking.connect_ex((address, port))


async def seconds(stack: ExitStack, found: Sequence[str], dead: Sequence[str], times: int) -> float:
    """How long the last of so many fetches took, of a host with these addresses."""
    async with serving({"/": page(b"here")}) as server:
        for address in dead:
            fill(stack, address, server.port)
        async with web(
            allow_networks=LOOPBACK, resolve=lambda *_: found, rates=AT_ONCE,
            limits=Limits(seconds=5),
        ) as session:  # fmt: skip
            for number in range(times):
                started = time.monotonic()
                got = await session.get(Request(server.url(f"/?{number}"[:1], "news.test")))
                assert got.body == b"here"
                for pool in session._transport._pools.values():  # type: ignore[attr-defined]  # noqa: SLF001 — else the connection is used again
                    await pool.aclose()
            return time.monotonic() - started


@pytest.mark.parametrize(
    ("found", "dead", "least", "most"),
    [
        (["127.0.0.1"], [], 0.0, 0.2),
        ([DEAD, "127.0.0.1"], [DEAD], 0.24, 0.6),
        ([DEAD, DEAD_TOO, "127.0.0.1"], [DEAD, DEAD_TOO], 0.49, 0.9),
        ([REFUSING, "127.0.0.1"], [], 0.0, 0.2),
        (["127.0.0.1", DEAD], [DEAD], 0.0, 0.2),
    ],
    ids=["one", "one dead", "two dead", "one that refuses", "the good one first"],
)
def test_a_dead_address_costs_a_quarter_of_a_second(
    silent: ExitStack, found: list[str], dead: list[str], least: float, most: float
) -> None:
    assert least <= asyncio.run(seconds(silent, found, dead, 1)) < most


def test_the_address_that_answered_is_the_first_next_time(silent: ExitStack) -> None:
    assert asyncio.run(seconds(silent, [DEAD, "127.0.0.1"], [DEAD], 2)) < 0.2


def test_addresses_that_are_all_dead_cost_the_time_of_one_fetch(silent: ExitStack) -> None:
    async def run() -> None:
        async with serving({}) as server:
            for address in (DEAD, DEAD_TOO):
                fill(silent, address, server.port)
            async with web(
                allow_networks=LOOPBACK, resolve=lambda *_: [DEAD, DEAD_TOO], rates=AT_ONCE,
                limits=Limits(seconds=1),
            ) as session:  # fmt: skip
                with pytest.raises(FetchError):
                    await session.get(Request(server.url("/", "news.test")))

    started = time.monotonic()
    asyncio.run(run())
    assert 0.9 < time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.org/feed", "not a web address: ftp"),
        ("file:///etc/passwd", "not a web address: file"),
        ("//example.org/", "not a web address: no scheme"),
        ("https://name:word@example.org/", "a name or password in the address"),
        ("https:///feed", "no host of letters, digits, dots and hyphens"),
        ("https://example..org/", "no host of letters, digits, dots and hyphens"),
        ("http://[::1", "not spelled as addresses are"),
    ],
)
def test_an_address_that_is_not_asked_for_is_refused_with_the_reason(
    address: str, reason: str
) -> None:
    with pytest.raises(RefusedError, match=f"was refused: {reason}"):
        admit(address)


def test_an_address_is_asked_for_without_its_fragment() -> None:
    assert admit("https://example.org/feed?a=1#top") == URL("https://example.org/feed?a=1")


@pytest.mark.parametrize("port", [80, 443, 8000, 8080, 8443, 8888])
def test_a_public_site_is_asked_on_the_ports_of_web_servers(port: int) -> None:
    network = GuardedNetwork([], lambda *_: ["203.0.114.1"])
    asyncio.run(network.admit_to_proxy("news.example", port))
    with pytest.raises(RefusedError, match=f"not read on port {port + 1}"):
        asyncio.run(network.admit_to_proxy("news.example", port + 1))


def test_who_gives_up_while_it_connects_leaves_no_connection_behind() -> None:
    async def run() -> None:
        async with (
            serving({"/": page(b"here")}) as server,
            web(
                allow_networks=LOOPBACK, resolve=lambda *_: ["127.0.0.1"], rates=AT_ONCE
            ) as session,
        ):
            for turns in range(200):  # of the event loop, so that each place is given up at
                url = server.url("/", f"h{turns}.test")
                asking = asyncio.create_task(session.get(Request(url)))
                for _ in range(turns):
                    await asyncio.sleep(0)
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)

    asyncio.run(run())
    gc.collect()  # an open connection that nobody holds is a warning, which fails the test


def test_an_address_that_is_not_permitted_is_not_even_tried_beside_one_that_is() -> None:
    async def run() -> tuple[bytes, list[str]]:
        knocked = []

        async def inside(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            knocked.append(writer.get_extra_info("peername"))
            writer.close()

        async with serving({"/": page(b"here")}) as server:
            private = await asyncio.start_server(inside, "127.9.9.9", server.port)
            async with web(
                allow_networks=["127.0.0.1/32"], resolve=lambda *_: ["127.9.9.9", "127.0.0.1"],
                rates=AT_ONCE,
            ) as session:  # fmt: skip
                got = await session.get(Request(server.url("/", "news.test")))
            private.close()
            return got.body, knocked

    assert asyncio.run(run()) == (b"here", [])


@pytest.mark.parametrize("case", ["known", "unknown CA", "another name", "expired"])
def test_a_certificate_is_trusted_or_it_is_said_why_not(tmp_path: Path, case: str) -> None:
    own = certificates.authority(tmp_path)
    until = datetime.now(UTC) - timedelta(hours=1) if case == "expired" else None
    host = "other.test" if case == "another name" else "news.test"
    tls = certificates.server(own, tmp_path, host, until=until)

    async def run() -> bytes:
        async with (
            serving({"/": page(b"here")}, tls) as server,
            web(
                allow_networks=LOOPBACK, resolve=lambda *_: ["127.0.0.1"], rates=AT_ONCE,
                ca=None if case == "unknown CA" else own.file,
            ) as session,
        ):  # fmt: skip
            return (await session.get(Request(f"https://news.test:{server.port}/"))).body

    if case == "known":
        assert asyncio.run(run()) == b"here"
        return
    with pytest.raises(NoAnswerError, match="no secure connection") as distrusted:
        asyncio.run(run())
    said = {"unknown CA": "BRIEFBOT_CA_FILE", "another name": "another name than news.test",
            "expired": "has expired"}  # fmt: skip
    assert said[case] in distrusted.value.advice
    assert not any(words in distrusted.value.advice for name, words in said.items() if name != case)


def test_tls_where_there_is_none_is_said_to_be_that() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(plain, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, web(allow_networks=LOOPBACK, rates=AT_ONCE) as session:
            await session.get(Request(f"https://127.0.0.1:{port}/"))

    with pytest.raises(NoAnswerError) as failed:
        asyncio.run(run())
    assert "http://" in failed.value.advice


def test_a_file_without_certificates_is_named(tmp_path: Path) -> None:
    junk = tmp_path / "junk.pem"
    junk.write_text("no certificate", "utf-8")

    async def run(ca: Path) -> None:
        async with web(ca=ca):
            pass

    for ca in (junk, tmp_path / "missing.pem"):
        with pytest.raises(UsageError) as refused:
            asyncio.run(run(ca))
        assert "BRIEFBOT_CA_FILE" in refused.value.advice


def nowhere(host: str, port: int) -> list[str]:
    """A network whose resolver knows a few names of its own, and nothing of the web."""
    del port
    known = {"inside.example": ["10.0.0.7"], "localhost": ["127.0.0.1"], "rebound.example": ["::1"]}
    if host not in known:
        raise OSError(f"{host} is not known")
    return known[host]


async def by_proxy(address: str, *, wants: str | None = None, user: str = "") -> tuple[str, ...]:
    """What the proxy was asked when an address is read through it; a FetchError is raised."""
    behaviours = {"/": page(b"here"), "/inside": redirect("http://10.0.0.1/")}
    async with (
        serving(behaviours) as server,
        proxying({"news.example": server.port, "10.0.0.1": server.port}, wants=wants) as proxy,
    ):
        url = URL(proxy.url.replace("://", f"://{user}"))
        async with web(
            resolve=nowhere, rates=AT_ONCE, proxies=Proxies(url, url), limits=Limits(seconds=3)
        ) as session:
            try:
                got = await session.get(Request(address))
                assert got.body == b"here"
            except FetchError as error:
                raise type(error)(
                    f"{error.log} after {proxy.asked}", advice=error.advice,
                    **({"status": error.status} if isinstance(error, StatusError) else {}),
                ) from error  # fmt: skip
            return tuple(proxy.asked)


def test_a_site_is_read_through_the_proxy_though_nobody_here_knows_its_name() -> None:
    assert asyncio.run(by_proxy("http://news.example/")) == ("GET http://news.example/",)


def test_an_https_site_is_read_through_a_tunnel(tmp_path: Path) -> None:
    own = certificates.authority(tmp_path)
    tls = certificates.server(own, tmp_path, "news.example")

    async def run() -> tuple[bytes, list[str]]:
        async with (
            serving({"/": page(b"here")}, tls) as server,
            proxying({"news.example": server.port}) as proxy,
            web(
                resolve=nowhere, rates=AT_ONCE, ca=own.file, proxies=Proxies(https=URL(proxy.url))
            ) as session,
        ):
            got = await session.get(Request("https://news.example/"))
            return got.body, proxy.asked

    assert asyncio.run(run()) == (b"here", ["CONNECT news.example:443"])


def test_the_proxy_s_name_and_password_are_for_the_proxy_alone() -> None:
    secret = f"Basic {b64encode(b'ann:p w').decode()}"
    asked = asyncio.run(by_proxy("http://news.example/", wants=secret, user="ann:p%20w@"))
    assert asked == ("GET http://news.example/",)
    for address in ("http://news.example/", "https://news.example/"):
        with pytest.raises((NoAnswerError, StatusError)) as refused:
            asyncio.run(by_proxy(address, wants=secret))
        assert "proxy wants a name and a password" in refused.value.advice


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/",
        "http://localhost/", "http://inside.example/", "http://rebound.example/",
        "http://printer/", "http://wiki.local/", "http://metadata.google.internal/",
        "http://router.lan/", "http://wiki.corp./", "http://news.example:25/",
        "https://inside.example/", "https://10.0.0.1/",
    ],
)  # fmt: skip
def test_no_proxy_is_asked_for_what_is_inside(address: str) -> None:
    with pytest.raises(RefusedError, match=r"after \[\]"):
        asyncio.run(by_proxy(address))


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://10.0.0.1/", "BRIEFBOT_ALLOW_NETWORKS"),
        ("http://10.0.0.1:25/", "BRIEFBOT_ALLOW_NETWORKS"),
        ("http://8.8.8.8:25/", "unusual port"),
    ],
)
def test_what_is_inside_is_told_from_an_unusual_port(address: str, says: str) -> None:
    async def run() -> None:
        async with web(rates=AT_ONCE) as session:
            await session.get(Request(address))

    with pytest.raises(RefusedError) as refused:
        asyncio.run(run())
    assert says in refused.value.advice


def test_a_redirect_that_a_proxy_brought_leads_no_further_inside() -> None:
    with pytest.raises(RefusedError, match=r"after \['GET http://news.example/inside'\]"):
        asyncio.run(by_proxy("http://news.example/inside"))


def test_what_the_proxy_says_no_to_is_laid_to_the_proxy() -> None:
    with pytest.raises(NoAnswerError, match="502") as refused:
        asyncio.run(by_proxy("https://unknown.example/"))
    assert "proxy doesn't let" in refused.value.advice


def test_a_proxy_that_is_down_is_said_to_be_down() -> None:
    async def run() -> None:
        proxy = URL("http://127.0.0.1:1")
        async with web(resolve=nowhere, proxies=Proxies(proxy, proxy)) as session:
            await session.get(Request("http://news.example/"))

    with pytest.raises(NoAnswerError) as failed:
        asyncio.run(run())
    assert "The proxy can't be reached" in failed.value.advice


def test_a_slow_resolver_does_not_keep_us_from_the_proxy() -> None:
    async def run() -> bytes:
        def slow(host: str, port: int) -> list[str]:
            time.sleep(3)
            return nowhere(host, port)

        async with (
            serving({"/": page(b"here")}) as server,
            proxying({"news.example": server.port}) as proxy,
            web(resolve=slow, proxies=Proxies(http=URL(proxy.url))) as session,
        ):
            return (await session.get(Request("http://news.example/"))).body

    assert asyncio.run(run()) == b"here"


ENVIRONMENT = {"http_proxy": "http://plain:3128", "HTTPS_PROXY": "secure.example:3129"}


@pytest.mark.parametrize(
    ("environment", "address", "proxy"),
    [
        (ENVIRONMENT, "http://a.example/", "http://plain:3128"),
        (ENVIRONMENT, "https://a.example/", "http://secure.example:3129"),
        ({"ALL_PROXY": "http://all"}, "https://a.example/", "http://all"),
        ({"HTTP_PROXY": "http://a"}, "https://a.example/", None),
        ({"HTTP_PROXY": "http://a", "REQUEST_METHOD": "GET"}, "http://a.example/", None),
        ({"HTTP_PROXY": ""}, "http://a.example/", None),
        ({}, "http://a.example/", None),
    ],
)
def test_the_environment_names_the_proxy(
    environment: dict[str, str], address: str, proxy: str | None
) -> None:
    assert proxies.chosen("", environment).of(URL(address)) == (URL(proxy) if proxy else None)


def test_the_setting_counts_more_than_the_environment() -> None:
    found = proxies.chosen("http://ours:1", ENVIRONMENT | {"NO_PROXY": "b.example"})
    assert found.of(URL("https://a.example/")) == URL("http://ours:1")
    assert found.of(URL("http://a.example/")) == URL("http://ours:1")
    assert found.of(URL("http://b.example/")) is None


@pytest.mark.parametrize(
    ("no_proxy", "direct", "not_direct"),
    [
        ("b.example", ["b.example", "x.b.example", "B.example:8080"], ["ab.example", "example"]),
        (".b.example", ["b.example", "x.b.example"], ["ab.example"]),
        ("*.b.example", ["x.b.example"], ["ab.example"]),
        ("*", ["a.example", "10.0.0.1"], []),
        ("10.0.0.0/8", ["10.1.2.3"], ["11.0.0.1", "a.example"]),
        ("10.1.2.3 , ::1", ["10.1.2.3", "[::1]"], ["10.1.2.4", "[::2]"]),
        ("b.example:8080", ["b.example:8080"], ["b.example", "b.example:80"]),
        ("b.example:80", ["b.example", "b.example:80"], ["b.example:8080"]),
        ("B.EXAMPLE", ["b.example"], []),
        ("", [], ["b.example"]),
        (",. ,", [], ["b.example"]),
    ],
)
def test_no_proxy_names_who_is_asked_directly(
    no_proxy: str, direct: list[str], not_direct: list[str]
) -> None:
    found = proxies.chosen("http://proxy:1", {"no_proxy": no_proxy})
    assert [host for host in direct if found.of(URL(f"http://{host}/"))] == []
    assert [host for host in not_direct if not found.of(URL(f"http://{host}/"))] == []


@pytest.mark.parametrize("proxy", ["socks5://a:1", "http://", "http://[::1", "ftp://a"])
def test_what_is_no_proxy_is_refused_without_being_repeated(proxy: str) -> None:
    with pytest.raises(UsageError) as refused:
        proxies.chosen(proxy, {})
    assert "BRIEFBOT_PROXY" in refused.value.advice
    assert proxy not in refused.value.log
