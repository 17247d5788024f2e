"""A feed's own headers, and cookies: said where they belong, and to nobody else. Real sockets."""

import asyncio
from base64 import b64encode
from collections.abc import Callable, Mapping

import pytest
from httpx import URL
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RedirectError, UsageError
from bot.reading.web import credentials
from bot.reading.web.cookies import Cookies
from bot.reading.web.fetch import Request, same_place, web
from bot.reading.web.politeness import RateLimits
from tests.standins.web import Asked, Behaviour, answer, page, redirect, serving

OWN = {"authorization": "Bearer s3cret", "x-key": "k", "cookie": "a=1", "user-agent": "Reader/1"}


def heard(
    behaviours: Callable[[int, int], Mapping[str, Behaviour]],
    own: Mapping[str, str],
    path: str = "/feed",
) -> list[tuple[str, Mapping[str, str]]]:
    """The host and headers of each request, where two servers stand side by side."""

    async def run() -> list[tuple[str, Mapping[str, str]]]:
        ours: dict[str, Behaviour] = {}
        async with serving(ours) as first, serving(ours) as second:
            ours.update(behaviours(first.port, second.port))
            async with web(
                allow_networks=["127.0.0.0/8"], resolve=lambda *_: ["127.0.0.1"],
                rates=RateLimits(gap=0),
            ) as session:  # fmt: skip
                await session.get(Request(first.url(path, "feeds.test"), headers=own))
            asked = [*first.asked, *second.asked]
            return [(one.headers["host"].partition(":")[0], one.headers) for one in asked]

    return asyncio.run(run())


def test_a_feed_s_own_headers_are_said_in_the_place_of_ours() -> None:
    ((_, headers),) = heard(lambda *_: {"/feed": page(b"")}, OWN)
    assert {name: headers[name] for name in OWN} == OWN
    assert headers["accept-encoding"].startswith("gzip")


def test_they_go_along_within_the_same_server() -> None:
    _, (_, again) = heard(lambda *_: {"/feed": redirect("/new"), "/new": page(b"")}, OWN)
    assert {name: again[name] for name in OWN} == OWN


@pytest.mark.parametrize("place", ["http://other.test:{first}", "http://feeds.test:{second}"])
def test_another_host_or_port_learns_none_of_the_secrets(place: str) -> None:
    def behaviours(first: int, second: int) -> Mapping[str, Behaviour]:
        away = place.format(first=first, second=second)
        return {"/feed": redirect(f"{away}/new"), "/new": page(b"")}

    _, (_, there) = heard(behaviours, OWN)
    assert there["user-agent"] == "Reader/1"
    assert not {"authorization", "x-key", "cookie"} & set(there)
    assert "s3cret" not in str(there)


def test_coming_back_to_the_own_host_they_are_said_again() -> None:
    def behaviours(first: int, second: int) -> Mapping[str, Behaviour]:
        return {
            "/feed": redirect(f"http://other.test:{second}/there"),
            "/there": redirect(f"http://feeds.test:{first}/back"),
            "/back": page(b""),
        }

    said = {host: headers.get("authorization") for host, headers in heard(behaviours, OWN)}
    assert said == {"feeds.test": "Bearer s3cret", "other.test": None}


def test_a_request_shows_no_header_where_it_is_printed() -> None:
    assert "s3cret" not in repr(Request("http://feeds.test/", headers=OWN))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.test/x", "http://a.test/y?z", True),
        ("http://a.test/", "http://A.test:80/", True),
        ("http://a.test/", "https://a.test/", True),
        ("https://a.test/", "http://a.test/", False),
        ("http://a.test:8080/", "https://a.test/", False),
        ("http://a.test/", "https://a.test:8443/", False),
        ("https://a.test/", "https://b.test/", False),
        ("https://a.test/", "https://www.a.test/", False),
        ("https://a.test/", "https://a.test:8443/", False),
    ],
)
def test_a_server_is_its_scheme_host_and_port(one: str, other: str, *, same: bool) -> None:
    assert same_place(one, other) is same
    assert same_place(URL(one), URL(other)) is same


def basic(pair: str) -> dict[str, str]:
    return {"authorization": f"Basic {b64encode(pair.encode()).decode()}"}


@pytest.mark.parametrize(
    ("address", "bare", "headers"),
    [
        ("http://ann:pw@a.test/f?x#y", "http://a.test/f?x#y", basic("ann:pw")),
        ("https://ann:p%40s%3As@a.test:8443/", "https://a.test:8443/", basic("ann:p@s:s")),
        ("https://ключ:пароль@a.test/", "https://a.test/", basic("ключ:пароль")),
        ("https://token@a.test/", "https://a.test/", basic("token:")),
        ("https://:pw@a.test/", "https://a.test/", basic(":pw")),
        ("https://a:b@c@a.test/", "https://a.test/", basic("a:b@c")),
        ("https://a.test/@ann", "https://a.test/@ann", {}),
        ("https://@a.test/", "https://@a.test/", {}),
        ("http://[::1", "http://[::1", {}),
        ("", "", {}),
    ],
)
def test_a_name_and_password_leave_the_address_for_a_header(
    address: str, bare: str, headers: dict[str, str]
) -> None:
    assert credentials.split(address) == (bare, headers)


def test_headers_are_read_as_people_write_them() -> None:
    lines = ["User-Agent: Reader/1", "", " X-Key :  a: b ", "accept: text/xml"]
    found = {"user-agent": "Reader/1", "x-key": "a: b", "accept": "text/xml"}
    assert credentials.read(lines) == found
    assert credentials.onward(found) == {"user-agent": "Reader/1", "accept": "text/xml"}


@pytest.mark.parametrize(
    "line",
    ["no colon s3cret", ": s3cret", "X Y: s3cret", "X: s3cret\r\nHost: b", "X: ", "Host: s3cret",
     "content-length: 3", "Accept-Encoding: s3cret", "X: \N{SNOWMAN} s3cret", "X: \x00s3cret"],
)  # fmt: skip
def test_what_is_no_header_is_refused_without_repeating_its_value(line: str) -> None:
    with pytest.raises(UsageError) as refused:
        credentials.read([line])
    assert ": s3cret" not in refused.value.log + refused.value.advice
    assert refused.value.advice.endswith(".")


def wants_cookie(cookie: str, setting: str) -> Behaviour:
    """A page for whoever has the cookie; anyone else gets it, and is sent back."""

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        good = asked.headers.get("cookie") == cookie
        back = answer("302 Found", Location=asked.path, Set_Cookie=setting)
        await (page(b"here") if good else back)(asked, writer)

    return behave


def test_a_cookie_that_a_redirect_sets_is_said_and_then_forgotten() -> None:
    async def run() -> list[str | None]:
        wanting = wants_cookie("seen=1", "seen=1; Path=/; HttpOnly")
        async with (
            serving({"/f": wanting, "/other": page(b"")}) as server,
            web(allow_networks=["127.0.0.0/8"], rates=RateLimits(gap=0)) as session,
        ):
            assert (await session.get(Request(server.url("/f")))).body == b"here"
            await session.get(Request(server.url("/other")))
            return [one.headers.get("cookie") for one in server.asked]

    assert asyncio.run(run()) == [None, "seen=1", None]


def test_a_cookie_is_not_said_to_another_host() -> None:
    def behaviours(_: int, second: int) -> Mapping[str, Behaviour]:
        away = f"http://other.test:{second}/new"
        return {
            "/feed": answer("302 Found", Location=away, Set_Cookie="a=1; Domain=test"),
            "/new": page(b""),
        }

    _, (host, there) = heard(behaviours, {})
    assert host == "other.test"
    assert "cookie" not in there


def test_a_site_that_sets_the_same_cookie_again_and_again_sends_us_in_a_circle() -> None:
    with pytest.raises(RedirectError, match="a circle"):
        heard(lambda *_: {"/feed": wants_cookie("b=2", "a=1")}, {})


def test_a_site_that_sets_ever_new_cookies_is_given_up() -> None:
    count = iter(range(100))

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        setting = f"a={next(count)}"
        await answer("302 Found", Location="/feed", Set_Cookie=setting)(asked, writer)

    with pytest.raises(RedirectError, match="too many"):
        heard(lambda *_: {"/feed": behave}, {})
    assert next(count) == 6


def jar(*lines: str, at: str = "https://a.test/") -> Cookies:
    cookies = Cookies()
    cookies.take(URL(at), lines)
    return cookies


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["a=1", "b=2; Path=/x"], "a=1; b=2"),
        (["a=1", "a=2"], "a=2"),
        (["a=1", "a=; Max-Age=0"], ""),
        (["a=1; max-age=0", "b=2"], "b=2"),
        (['a="x y"; Secure'], 'a="x y"'),
        (["a=b=c"], "a=b=c"),
        (["nothing", "=x", "", ";;", "a=\x00", "a=" + "x" * 5000], ""),
    ],
)
def test_cookies_are_kept_as_they_are_set(lines: list[str], said: str) -> None:
    assert jar(*lines).header(URL("https://a.test/y")) == said


def test_a_secure_cookie_is_not_said_in_the_open() -> None:
    cookies = jar("a=1; Secure", "b=2")
    assert cookies.header(URL("http://a.test/")) == "b=2"
    assert cookies.header(URL("https://b.test/")) == ""


def test_no_more_than_fifty_cookies_are_kept() -> None:
    said = jar(*(f"c{number}=1" for number in range(90))).header(URL("https://a.test/"))
    assert said.count(";") == 49


@given(st.lists(st.text()))
def test_no_cookie_breaks_a_header(lines: list[str]) -> None:
    assert jar(*lines).header(URL("https://a.test/")).isprintable()
