"""I/O. One polite, bounded, guarded GET.

    async with web(contact="https://example.org/about", limits=Limits()) as session:
        page = await session.get(Request("https://example.org/feed.xml", etag='"7f"'))

There is no httpx client but only its transport: no redirects that are followed unseen, no cookies
but within one chain of them, no proxies but those given.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path

import httpx
from httpx import URL

from bot import masking
from bot.errors import (
    NoAnswerError,
    RateLimitedError,
    RedirectError,
    RefusedError,
    TooSlowError,
)
from bot.reading.web.addresses import networks
from bot.reading.web.answers import ADVICE, failure, fresh_until
from bot.reading.web.cookies import Cookies
from bot.reading.web.credentials import Headers, onward
from bot.reading.web.guard import GuardedTransport, Resolve, admit, resolve
from bot.reading.web.politeness import HostPace, RateLimits, Robots
from bot.reading.web.proxies import NO_PROXIES, Proxies
from bot.reading.web.trust import distrusted
from bot.reading.web.unpacking import CODINGS, Body, broken, too_big
from bot.translation import translatable

AGENT = "briefbot"  # what a site's robots.txt calls us
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/html;q=0.9, */*;q=0.5"
)
_ASTRAY = translatable(
    "The site sends its readers in circles. Open the address in a browser and give the last one."
)
_A_PAGE = frozenset(
    {HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION, HTTPStatus.NOT_MODIFIED}
)
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Request:
    """An address, and what we kept of its last answer, so that an unchanged one costs nothing.

    `headers` are this address's own; what may be secret among them goes to no other host.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    headers: Headers = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: `status` is 200 or 203, or 304 with an empty body where nothing has changed.

    `url` is where it came from in the end; `moved_to` is where to ask from now on, if the server
    moved it for good. `charset` is the header's word, not checked. `expires` (UTC) is until when
    the server asks not to be asked again. `etag` and `last_modified` go into the next Request.
    """

    url: str
    status: int
    body: bytes
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    expires: datetime | None = None
    moved_to: str | None = None

    @property
    def full_type(self) -> str:
        """The type and the charset, as a header has them."""
        return f"{self.content_type or ''}; charset={self.charset or ''}"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost: seconds with all its redirects, bytes as sent and as unpacked."""

    seconds: float = 10.0
    sent: int = 8 * 1024 * 1024
    unpacked: int = 16 * 1024 * 1024
    redirects: int = 5


def utc_now() -> datetime:
    """The time of day, UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def web(  # noqa: PLR0913 — all by name, and each has a sensible default
    *,
    contact: str | None = None,
    allow_networks: Iterable[str] = (),
    limits: Limits = Limits(),
    rates: RateLimits = RateLimits(),  # noqa: B008 — frozen
    resolve: Resolve = resolve,
    proxies: Proxies = NO_PROXIES,
    ca: Path | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    clock: Callable[[], float] = time.monotonic,
    now: Callable[[], datetime] = utc_now,
) -> AsyncIterator["Session"]:
    """The web for one refresh: connections are kept, and each site's turns remembered.

    `contact` is an address or a URL that a site's keeper may turn to. `allow_networks` are CIDRs
    that may be read though they are private. `ca` is a file of certificates (PEM) to be trusted
    beside the usual ones. A `transport` of one's own takes the place of the guarded one.
    """
    if transport is None:
        transport = GuardedTransport(networks(allow_networks), resolve, rates.at_once, proxies, ca)
    async with transport:
        yield Session(transport, contact, limits, HostPace(rates, clock), now)


class Session:
    """Fetches pages; made by `web`."""

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport,
        contact: str | None,
        limits: Limits,
        pace: HostPace,
        now: Callable[[], datetime],
    ) -> None:
        self._transport = transport
        self.limits = limits
        self._pace = pace
        self._now = now
        self._robots = Robots(self._robots_txt, AGENT, pace.clock)
        self._always = {
            "user-agent": f"{AGENT}/{version('briefbot')}" + (f" (+{contact})" if contact else ""),
            "accept": _ACCEPT,
            "accept-encoding": ", ".join(CODINGS),
        }

    async def get(self, request: Request) -> Response:
        """The page at an address that a person chose: a feed, or a link that someone pasted.

        robots.txt is not asked, as that person's browser would not ask it. Raises a FetchError.
        """
        return await self._follow(request, _at_once)

    async def crawl(self, request: Request) -> Response:
        """The page at an address that we found ourselves, if the site's robots.txt allows it.

        Raises a FetchError; RefusedError where robots.txt forbids it.
        """
        return await self._follow(request, self._wanted_delay)

    async def _follow(self, request: Request, delay: Callable[[URL], Awaitable[float]]) -> Response:
        """Asks at each address in turn until one gives a page; waiting for a turn costs no time."""
        url, seconds = admit(request.url), self.limits.seconds
        trail, cookies = [url], Cookies()
        asked: set[tuple[URL, str]] = set()
        moved: URL | None = url
        while True:
            headers = self._headers(request, url, cookies)
            asked.add((url, cookies.header(url)))
            async with self._pace.turn(_host(url), await delay(url)):
                started = time.monotonic()
                answer = await self._ask(url, headers, seconds)
                seconds -= time.monotonic() - started
            if isinstance(answer, Response):
                changed = moved is not None and moved != trail[0]
                return replace(answer, moved_to=str(moved) if changed else None)
            cookies.take(url, answer.cookies)
            moved = answer.target if moved == url and answer.for_good else moved
            url = answer.target
            if (url, cookies.header(url)) in asked:
                raise _astray("a circle", [*trail, url])
            if len(trail) > self.limits.redirects:
                raise _astray("too many redirects", [*trail, url])
            trail.append(url)

    def _headers(self, request: Request, url: URL, cookies: Cookies) -> Headers:
        """What is said at one address of a request's chain."""
        kept = {
            "host": url.netloc.decode("ascii"),  # httpx would decode the name, which may be bad
            "if-none-match": request.etag,
            "if-modified-since": request.last_modified,
            "cookie": cookies.header(url),
        }
        own = request.headers if same_place(request.url, url) else onward(request.headers)
        return self._always | {name: value for name, value in kept.items() if value} | dict(own)

    async def _ask(self, url: URL, headers: Headers, seconds: float) -> "Response | _Redirect":
        """One request's answer, within so many seconds."""
        try:
            async with asyncio.timeout(seconds), self._answer(url, headers, seconds) as response:
                return await self._understand(url, response)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise _too_slow(url, self.limits.seconds) from error
        except httpx.ProxyError as error:
            raise _by_proxy(url, str(error)) from error
        except httpx.ConnectError as error:  # the guard words its own; what is left is TLS
            raise distrusted(_host(url), error) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise broken(f"{type(error).__name__}: {error}") from error
        except RateLimitedError as error:
            if error.retry_after is not None:
                self._pace.hold(_host(url), error.retry_after)
            raise

    @asynccontextmanager
    async def _answer(
        self, url: URL, headers: Headers, seconds: float
    ) -> AsyncIterator[httpx.Response]:
        """The answer's head; its body is still on the way."""
        patience = {"timeout": {"connect": seconds}}
        response = await self._transport.handle_async_request(
            httpx.Request("GET", url, headers=_encoded(headers), extensions=patience)
        )
        try:
            yield response
        finally:
            await response.aclose()

    async def _understand(self, url: URL, response: httpx.Response) -> "Response | _Redirect":
        status, headers = response.status_code, response.headers
        if status in _MOVED:
            return _Redirect(
                _target(url, headers.get("location")),
                status in _MOVED_FOR_GOOD,
                tuple(headers.get_list("set-cookie")),
            )
        if status not in _A_PAGE:
            raise failure(status, headers, self._now())
        return Response(
            url=str(url),
            status=status,
            body=await self._body(response),
            content_type=headers.get("content-type", "").partition(";")[0].strip().lower() or None,
            charset=response.charset_encoding,
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            expires=fresh_until(headers, self._now()),
        )

    async def _body(self, response: httpx.Response) -> bytes:
        body = Body(", ".join(response.headers.get_list("content-encoding")), self.limits.unpacked)
        sent = 0
        async for chunk in response.aiter_raw():
            sent += len(chunk)
            if sent > self.limits.sent:
                raise too_big(self.limits.sent)
            body.add(chunk)
        return body.finish()

    async def _wanted_delay(self, url: URL) -> float:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        delay = await self._robots.delay(origin, str(url))
        if delay is None:
            raise RefusedError(
                f"{masking.address(str(url)):.300} was refused: the site's robots.txt forbids it",
                advice="The site asks programs not to read that page. Open it in a browser.",
            )
        return delay

    async def _robots_txt(self, url: str) -> bytes:
        return (await self.get(Request(url))).body


@dataclass(frozen=True, slots=True)
class _Redirect:
    target: URL
    for_good: bool
    cookies: tuple[str, ...] = ()


async def _at_once(_: URL) -> float:
    return 0.0


def same_place(one: str | URL, other: str | URL) -> bool:
    """Whether both are of one server: the same scheme, host and port, or its own step to https."""
    first, second = URL(one), URL(other)
    if first.raw_host != second.raw_host:
        return False
    if (first.scheme, second.scheme) == ("http", "https"):
        return first.port is None and second.port is None
    return (first.scheme, first.port) == (second.scheme, second.port)


def _host(url: URL) -> str:
    """The host as it is asked for; `url.host` would decode it, which fails for a bad one."""
    return url.raw_host.decode("ascii")


def _encoded(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]


def _target(url: URL, location: str | None) -> URL:
    try:
        return admit(url.join(location or ""))
    except (httpx.InvalidURL, ValueError) as error:
        raise RedirectError(
            f"{masking.address(str(url)):.300} leads to no address ({type(error).__name__})",
            advice=_ASTRAY,
        ) from error


def _astray(kind: str, trail: list[URL]) -> RedirectError:
    way = " -> ".join(f"{masking.address(str(step)):.200}" for step in trail)
    return RedirectError(f"{kind}: {way}", advice=_ASTRAY)


def _by_proxy(url: URL, said: str) -> NoAnswerError:
    wants_a_name = said.startswith(str(HTTPStatus.PROXY_AUTHENTICATION_REQUIRED.value))
    return NoAnswerError(
        f"the proxy gives no way to {_host(url)}: {said:.200}",
        advice=ADVICE[HTTPStatus.PROXY_AUTHENTICATION_REQUIRED]
        if wants_a_name
        else "The proxy doesn't let briefbot through to that site. Ask whoever runs the proxy.",
    )


def _too_slow(url: URL, seconds: float) -> TooSlowError:
    return TooSlowError(
        f"{_host(url)} did not finish within {seconds:g} seconds",
        advice="The site is too slow just now. Try again later.",
    )
