"""Fetching over real sockets: what comes back, and why nothing does."""

import asyncio
import gzip
import threading
import time
import tracemalloc
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import httpx
import pytest

from bot.errors import (
    FetchError,
    GoneError,
    NoAnswerError,
    RateLimitedError,
    RedirectError,
    RefusedError,
    StatusError,
    TooBigError,
    TooSlowError,
)
from bot.reading.web.addresses import networks
from bot.reading.web.fetch import Limits, Request, Response, Session, web
from bot.reading.web.guard import GuardedTransport
from bot.reading.web.politeness import RateLimits
from tests.standins.web import (
    MEBIBYTE,
    Asked,
    Behaviour,
    Server,
    answer,
    bomb,
    drip,
    endless,
    page,
    raw,
    redirect,
    serving,
    unchanged,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LOOPBACK = ["127.0.0.0/8"]
AT_ONCE = RateLimits(gap=0)
SMALL = Limits(seconds=1, sent=100_000, unpacked=200_000)

T = TypeVar("T")


def on(
    behaviours: Mapping[str, Behaviour],
    visit: Callable[[Session, Server], Coroutine[Any, Any, T]],
    limits: Limits = SMALL,
) -> T:
    """What a visit to such a server, whose network is allowed, gives."""

    async def run() -> T:
        async with (
            serving(behaviours) as server,
            web(
                allow_networks=LOOPBACK,
                resolve=lookup,
                limits=limits,
                rates=AT_ONCE,
                contact="mailto:a@b.example",
                now=lambda: NOW,
            ) as session,
        ):
            return await visit(session, server)

    return asyncio.run(run())


def get(path: str) -> Callable[[Session, Server], Coroutine[Any, Any, Response]]:
    return lambda session, server: session.get(Request(server.url(path)))


def test_a_page_comes_with_what_its_headers_say() -> None:
    headers = {
        "Content_Type": 'Application/RSS+xml; charset="KOI8-R"',
        "ETag": '"1"',
        "Last_Modified": "Mon, 02 Mar 2026 11:00:00 GMT",
        "Cache_Control": "max-age=600",
    }
    found = on({"/feed": page(b"<rss/>", **headers)}, get("/feed"))
    assert found == Response(
        url=found.url,
        status=200,
        body=b"<rss/>",
        content_type="application/rss+xml",
        charset="koi8-r",
        etag='"1"',
        last_modified="Mon, 02 Mar 2026 11:00:00 GMT",
        expires=NOW + timedelta(minutes=10),
    )


def test_an_unchanged_page_is_304_over_the_same_connection() -> None:
    async def visit(session: Session, server: Server) -> tuple[Response, int]:
        first = await session.get(Request(server.url("/feed")))
        for _ in range(3):
            again = await session.get(Request(server.url("/feed"), etag=first.etag))
        return again, server.connections

    found, connections = on({"/feed": unchanged('"7"', b"<rss/>")}, visit)
    assert (found.status, found.body, found.etag, connections) == (304, b"", '"7"', 1)


def test_a_server_learns_who_asks_and_no_more() -> None:
    async def visit(session: Session, server: Server) -> list[Mapping[str, str]]:
        await session.get(Request(server.url("/"), last_modified="yesterday"))
        await session.get(Request(server.url("/")))
        return [asked.headers for asked in server.asked]

    asked, again = on({"/": page(b"", Set_Cookie="who=you")}, visit)
    assert asked["user-agent"].startswith("briefbot/")
    assert asked["user-agent"].endswith("(+mailto:a@b.example)")
    assert asked["accept-encoding"] == "gzip, deflate, br, zstd"
    assert asked["if-modified-since"] == "yesterday"
    assert not {"cookie", "if-modified-since", "if-none-match"} & set(again)


def test_a_packed_page_is_unpacked() -> None:
    packed = page(gzip.compress(b"<rss/>"), Content_Encoding="gzip")
    assert on({"/": packed}, get("/")).body == b"<rss/>"


@pytest.mark.parametrize(
    ("way", "moved_to"),
    [
        (["301 Moved Permanently"], "/1"),
        (["302 Found"], None),
        (["308 Permanent Redirect", "301 Moved Permanently"], "/2"),
        (["301 Moved Permanently", "307 Temporary Redirect"], "/1"),
        (["303 See Other", "301 Moved Permanently"], None),
    ],
)
def test_only_what_moved_for_good_is_a_new_address(way: list[str], moved_to: str | None) -> None:
    steps = {f"/{n}": redirect(f"/{n + 1}", status) for n, status in enumerate(way)}
    found = on(steps | {f"/{len(way)}": page(b"here")}, get("/0"))
    assert found.body == b"here"
    assert found.url.endswith(f"/{len(way)}")
    assert (found.moved_to or "").rpartition(":")[2].lstrip("0123456789") == (moved_to or "")


def test_five_redirects_are_followed_and_six_are_not() -> None:
    steps = {f"/{n}": redirect(f"/{n + 1}") for n in range(6)} | {"/6": page(b"here")}
    assert on(steps, get("/1")).body == b"here"
    with pytest.raises(RedirectError, match="too many"):
        on(steps, get("/0"))


HOSTILE: dict[str, tuple[Behaviour, type[FetchError]]] = {
    "a circle": (redirect("/hostile"), RedirectError),
    "a redirect to nowhere": (redirect("http://[broken"), RefusedError),
    "a redirect without a target": (answer("302 Found"), RedirectError),
    "a redirect to a file": (redirect("file:///etc/passwd"), RefusedError),
    "a redirect inside": (redirect("http://10.0.0.1/"), RefusedError),
    "a redirect to metadata": (redirect("http://169.254.169.254/latest/"), RefusedError),
    "a redirect to another port's odd spelling": (redirect("http://0x7f.1/"), RefusedError),
    "slow headers": (drip(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100), TooSlowError),
    "a slow body": (drip(b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 1000, 0.005), TooSlowError),
    "silence": (drip(b"H", 5), TooSlowError),
    "endless headers": (endless(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n" * 1000), NoAnswerError),
    "one endless header": (endless(b"HTTP/1.1 200 OK\r\nA: ", b"a" * 9999), NoAnswerError),
    "an endless body": (endless(b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 9999), TooBigError),
    "endless chunks": (
        endless(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"3e8\r\n" + b"a" * 1000 + b"\r\n",
        ),
        TooBigError,
    ),
    "a body longer than may be sent": (page(b"a" * 150_000), TooBigError),
    "a gzip bomb": (page(bomb(4), Content_Encoding="gzip"), TooBigError),
    "a cut body": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<rss", close=True),
                   NoAnswerError),
    "a cut gzip": (page(gzip.compress(b"<rss/>")[:-9], Content_Encoding="gzip"), NoAnswerError),
    "a body said to be longer": (page(b"<rss/>", Content_Length="99"), TooSlowError),
    "a length that is none": (page(b"<rss/>", Content_Length="-1"), NoAnswerError),
    "a hang-up": (raw(b"", close=True), NoAnswerError),
    "noise": (raw(b"\x16\x03\x01\x00\x00" * 9, close=True), NoAnswerError),
    "a broken packing": (page(b"?" * 9, Content_Encoding="br"), NoAnswerError),
    "410": (answer("410 Gone"), GoneError),
    "401": (answer("401 Unauthorized"), StatusError),
    "404": (answer("404 Not Found"), StatusError),
    "500": (answer("500 Internal Server Error"), StatusError),
    "429": (answer("429 Too Many Requests", Retry_After="60"), RateLimitedError),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_hostile_ends_in_time_with_advice_while_other_feeds_go_on(case: str) -> None:
    behaviour, expected = HOSTILE[case]

    async def visit(session: Session, server: Server) -> tuple[object, Response]:
        hostile, good = await asyncio.gather(
            session.get(Request(server.url("/hostile"))),
            session.get(Request(server.url("/feed", host="feeds.test"))),
            return_exceptions=True,
        )
        assert isinstance(good, Response)
        return hostile, good

    started = time.monotonic()
    found, good = on({"/hostile": behaviour, "/feed": page(b"<rss/>")}, visit)
    assert time.monotonic() - started < 4.0
    assert good.body == b"<rss/>"
    assert type(found) is expected
    assert found.log
    assert found.advice.endswith(".")


def test_the_time_is_for_a_page_with_all_its_redirects() -> None:
    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.4)
        await redirect(f"/{int(asked.path[1:]) + 1}")(asked, writer)

    started = time.monotonic()
    with pytest.raises(TooSlowError):
        on({f"/{number}": slow for number in range(4)} | {"/4": page(b"here")}, get("/0"))
    assert 0.9 < time.monotonic() - started < 1.5


def test_waiting_for_a_turn_takes_none_of_the_time() -> None:
    async def visit(session: Session, server: Server) -> bytes:
        pages = [session.get(Request(server.url("/"))) for _ in range(4)]
        return b"".join(found.body for found in await asyncio.gather(*pages))

    async def run() -> bytes:
        async with (
            serving({"/": page(b"a")}) as server,
            web(allow_networks=LOOPBACK, limits=SMALL, rates=RateLimits(gap=0.5)) as session,
        ):
            return await visit(session, server)

    assert asyncio.run(run()) == b"aaaa"


@pytest.mark.parametrize("status", ["200 OK", "203 Non-Authoritative Information"])
def test_a_page_that_a_proxy_on_the_way_has_changed_is_one(status: str) -> None:
    assert on({"/": answer(status, b"<rss/>")}, get("/")).body == b"<rss/>"


@pytest.mark.parametrize("coding", ["none", "UTF-8", "identity", "gzip", "br"])
def test_a_plain_page_is_read_whatever_packing_it_names(coding: str) -> None:
    plain = b"<rss>a list of entries</rss>"
    assert on({"/": page(plain, Content_Encoding=coding)}, get("/")).body == plain


def test_a_packed_file_is_unpacked() -> None:
    packed = page(gzip.compress(b"<urlset/>"), Content_Type="application/gzip")
    assert on({"/sitemap.xml.gz": packed}, get("/sitemap.xml.gz")).body == b"<urlset/>"


@pytest.mark.parametrize("host", ["xn--localhost", "xn--a", "xn--", "a..b", "a" * 70, "-.-"])
def test_a_host_that_is_no_name_is_refused_alone_and_as_a_redirect(host: str) -> None:
    async def visit(session: Session, server: Server) -> None:
        for address in (f"http://{host}/x", server.url("/away")):
            with pytest.raises(FetchError) as refused:
                await session.get(Request(address))
            assert refused.value.advice.endswith(".")
            with pytest.raises(FetchError):
                await session.crawl(Request(address))

    on({"/away": redirect(f"http://{host}/x")}, visit)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("401 Unauthorized", "name and a password"),
        ("402 Payment Required", "subscribers"),
        ("403 Forbidden", "header"),
        ("404 Not Found", "nothing at that address"),
        ("406 Not Acceptable", "User-Agent"),
        ("407 Proxy Authentication Required", "proxy wants"),
        ("418 Teapot", "Open it in a browser"),
        ("451 Unavailable", "legal"),
        ("500 Oops", "a fault of its own"),
        ("599 Oops", "a fault of its own"),
    ],
)
def test_the_advice_says_what_a_status_means(status: str, says: str) -> None:
    with pytest.raises(StatusError) as failed:
        on({"/": answer(status)}, get("/"))
    assert says in failed.value.advice
    assert failed.value.status == int(status[:3])


def test_a_password_in_an_address_is_not_repeated() -> None:
    async def visit(session: Session, _: Server) -> None:
        for address in ("http://ann:s3cret@feeds.test/", "http://ann:s3:cret@feeds.test:x/"):
            with pytest.raises(RefusedError) as refused:
                await session.get(Request(address))
            assert "cret" not in refused.value.log + refused.value.advice

    on({}, visit)


def test_a_wrong_length_gives_what_it_promised() -> None:
    assert on({"/": page(b"<rss/>", Content_Length="4")}, get("/")).body == b"<rss"


SPELLINGS = [
    "http://localhost:{p}/",
    "http://LOCALHOST.:{p}/",
    "http://127.0.0.1:{p}/",
    "http://127.1:{p}/",
    "http://127.0.1:{p}/",
    "http://0:{p}/",
    "http://0.0.0.0:{p}/",
    "http://2130706433:{p}/",
    "http://0x7f000001:{p}/",
    "http://0x7f.1:{p}/",
    "http://0X7F.0.0.1:{p}/",
    "http://017700000001:{p}/",
    "http://0177.0.0.1:{p}/",
    "http://0000177.1:{p}/",
    "http://127.0.0.1.:{p}/",
    "http://127.255.255.254:{p}/",
    "http://127。0。0。1:{p}/",
    "http://１２７.0.0.1:{p}/",
    "http://①②⑦.0.0.1:{p}/",
    "http://127%2e0.0.1:{p}/",
    "http://%31%32%37.0.0.1:{p}/",
    "http://[::1]:{p}/",
    "http://[::]:{p}/",
    "http://[0:0:0:0:0:0:0:1]:{p}/",
    "http://[::ffff:127.0.0.1]:{p}/",
    "http://[::ffff:7f00:1]:{p}/",
    "http://[::127.0.0.1]:{p}/",
    "http://[64:ff9b::7f00:1]:{p}/",
    "http://[64:ff9b:1::7f00:1]:{p}/",
    "http://[2002:7f00:1::]:{p}/",
    "http://[2001:0:7f00:1::]:{p}/",
    "http://[::1%25lo]:{p}/",
    "http://[fe80::1%25eth0]:{p}/",
    "http://user@127.0.0.1:{p}/",
    "http://news.example@127.0.0.1:{p}/",
    "http://a:b@news.example/",
    "http://news.example\\@127.0.0.1:{p}/",
    "http://news.example#@127.0.0.1:{p}/",
    "http:///127.0.0.1:{p}/",
    "//127.0.0.1:{p}/",
    "127.0.0.1:{p}",
    "http:127.0.0.1:{p}",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:{p}/",
    "data:text/html,hi",
    "javascript:1",
    "http://[::1",
    "http://127.0.0.1:99999/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://[::ffff:169.254.169.254]/",
    "http://[fd00:ec2::254]/",
    "http://100.100.100.200/",
    "http://192.0.0.192/",
    "http://168.63.129.16/",
    "http://metadata.test/",
    "http://rebound.test/",
    "http://mapped.test/",
    "http://zoned.test/",
    "http://8.8.8.8:22/",
    "http://public.test:25/",
]

NAMES = {
    "feeds.test": ["127.0.0.1"],
    "localhost": ["127.0.0.1"],
    "localhost.": ["127.0.0.1"],
    "metadata.test": ["169.254.169.254"],
    "rebound.test": ["127.0.0.1", "::1"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "zoned.test": ["fe80::1%2"],
    "public.test": ["8.8.8.8"],
}


def lookup(host: str, port: int) -> list[str]:
    del port
    if host not in NAMES:
        raise OSError(f"{host} is not known")
    return NAMES[host]


class FromOutside(httpx.AsyncBaseTransport):
    """Our server plays the public web under its name; all else goes through the guard."""

    def __init__(self) -> None:
        self._outside = GuardedTransport(networks(LOOPBACK), lookup, 1)
        self._guarded = GuardedTransport((), lookup, 1)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        outside = request.url.host == "feeds.test"
        return await (self._outside if outside else self._guarded).handle_async_request(request)

    async def aclose(self) -> None:
        await self._outside.aclose()
        await self._guarded.aclose()


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_leads_inside_and_neither_does_a_redirect(spelling: str) -> None:
    async def run() -> None:
        behaviours: dict[str, Behaviour] = {}
        async with (
            serving(behaviours) as server,
            web(transport=FromOutside(), rates=AT_ONCE, limits=SMALL) as session,
        ):
            target = spelling.format(p=server.port)
            behaviours["/away"] = redirect(target)
            for address in (target, server.url("/away", host="feeds.test")):
                with pytest.raises(FetchError) as refused:
                    await session.get(Request(address))
                assert refused.value.advice.endswith(".")
            hosts = {asked.headers["host"] for asked in server.asked}
            assert hosts == {f"feeds.test:{server.port}"}

    asyncio.run(run())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://nowhere.test/", "no address for nowhere.test"),
        ("http://feeds.test:1/", "no connection to feeds.test:1"),
    ],
)
def test_what_keeps_us_from_connecting_is_named(address: str, said: str) -> None:
    async def visit(session: Session, _: Server) -> None:
        with pytest.raises(NoAnswerError, match=said):
            await session.get(Request(address))

    on({}, visit)


def test_a_name_server_that_never_answers_does_not_hold_us() -> None:
    answered = threading.Event()

    def stuck(host: str, port: int) -> list[str]:
        answered.wait(5)
        return lookup(host, port)

    async def run() -> None:
        async with web(resolve=stuck, limits=SMALL) as session:
            with pytest.raises(TooSlowError):
                await session.get(Request("http://public.test/"))
        answered.set()

    started = time.monotonic()
    asyncio.run(run())
    assert time.monotonic() - started < 4.0


def test_a_name_is_asked_for_once_and_tls_is_spoken_to_that_name() -> None:
    asked, hello = [], bytearray()

    def note(host: str, port: int) -> list[str]:
        asked.append(host)
        return lookup(host, port)

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hello.extend(await reader.read(4096))
        writer.close()
        await writer.wait_closed()

    async def run() -> None:
        server = await asyncio.start_server(listen, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with web(resolve=note, allow_networks=LOOPBACK, limits=SMALL) as session:
            with pytest.raises(NoAnswerError, match="no secure connection"):
                await session.get(Request(f"https://feeds.test:{port}/"))
        server.close()

    asyncio.run(run())
    assert asked == ["feeds.test"]
    assert b"feeds.test" in hello


def test_a_public_server_on_an_unusual_port_is_not_asked_but_an_allowed_network_is() -> None:
    async def visit(session: Session, server: Server) -> tuple[int, str]:
        own = await session.get(Request(server.url("/")))
        with pytest.raises(RefusedError) as refused:
            await session.get(Request("http://public.test:25/"))
        return own.status, refused.value.log

    status, log = on({"/": page(b"")}, visit)
    assert status == 200
    assert "port 25" in log


def test_a_site_that_asks_for_a_pause_is_not_asked_again() -> None:
    async def visit(session: Session, server: Server) -> int:
        for _ in range(3):
            with pytest.raises(RateLimitedError) as limited:
                await session.get(Request(server.url("/")))
            assert limited.value.retry_after is not None
            assert timedelta(seconds=50) < limited.value.retry_after <= timedelta(seconds=60)
        return len(server.asked)

    assert on({"/": answer("429 Too Many Requests", Retry_After="60")}, visit) == 1


def test_a_site_that_asks_for_no_time_is_asked_again() -> None:
    async def visit(session: Session, server: Server) -> int:
        for _ in range(2):
            with pytest.raises(RateLimitedError) as limited:
                await session.get(Request(server.url("/")))
            assert limited.value.retry_after is None
        return len(server.asked)

    assert on({"/": answer("429 Too Many Requests")}, visit) == 2


def test_an_answer_that_is_not_read_to_its_end_keeps_no_connection() -> None:
    async def visit(session: Session, server: Server) -> int:
        for path in ("/none", "/large") * AT_ONCE.at_once:
            with pytest.raises((StatusError, TooBigError)):
                await session.get(Request(server.url(path)))
        return len(server.asked)

    body = b"x" * (SMALL.sent + 1)
    behaviours = {"/none": answer("500 Oh No", body), "/large": page(body)}
    assert on(behaviours, visit) == 2 * AT_ONCE.at_once


def test_pages_that_we_found_ourselves_obey_robots_txt_and_chosen_ones_need_not() -> None:
    rules = b"User-agent: briefbot\nDisallow: /closed\n"

    async def visit(session: Session, server: Server) -> list[str]:
        await session.get(Request(server.url("/closed")))
        for _ in range(2):
            await session.crawl(Request(server.url("/open")))
        for path in ("/closed", "/away"):
            with pytest.raises(RefusedError, match=r"robots\.txt"):
                await session.crawl(Request(server.url(path)))
        return [asked.path for asked in server.asked]

    behaviours = {
        "/robots.txt": page(rules),
        "/open": page(b""),
        "/closed": page(b""),
        "/away": redirect("/closed"),
    }
    assert on(behaviours, visit) == ["/closed", "/robots.txt", "/open", "/open", "/away"]


@pytest.mark.slow
def test_a_bomb_of_400_mebibytes_costs_no_more_than_the_limit() -> None:
    limits = Limits(seconds=9)
    packed = bomb(400)

    async def visit(session: Session, server: Server) -> int:
        tracemalloc.start()
        with pytest.raises(TooBigError):
            await session.get(Request(server.url("/")))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert len(packed) < MEBIBYTE
    assert on({"/": page(packed, Content_Encoding="gzip")}, visit, limits) < 3 * limits.unpacked
