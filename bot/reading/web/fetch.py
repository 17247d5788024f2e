"""I/O. One polite, bounded, guarded GET.

    async with web(contact="https://example.org/about", limits=Limits()) as session:
        page = await session.get(Request("https://example.org/feed.xml", etag='"7f"'))

There is no httpx client but only its transport: no cookies, no proxies from the environment, no
redirects that are followed unseen.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version

import httpx
from httpx import URL

from bot.errors import (
    NoAnswerError,
    RateLimitedError,
    RedirectError,
    RefusedError,
    TooSlowError,
)
from bot.reading.web.addresses import networks
from bot.reading.web.answers import failure, fresh_until
from bot.reading.web.guard import GuardedTransport, Resolve, admit, resolve
from bot.reading.web.politeness import Manners, Pace, Robots
from bot.reading.web.unpacking import CODINGS, Body, broken, too_big

AGENT = "briefbot"  # what a site's robots.txt calls us
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/html;q=0.9, */*;q=0.5"
)
_ASTRAY = (
    "The site sends its readers in circles. Open the address in a browser and give the last one."
)
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Request:
    """An address, and what we kept of its last answer, so that an unchanged one costs nothing."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: `status` is 200, or 304 with an empty body where nothing has changed.

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
    manners: Manners = Manners(),  # noqa: B008 — frozen
    resolve: Resolve = resolve,
    transport: httpx.AsyncBaseTransport | None = None,
    clock: Callable[[], float] = time.monotonic,
    now: Callable[[], datetime] = utc_now,
) -> AsyncIterator["Session"]:
    """The web for the length of one refresh: connections are kept, and manners remembered.

    `contact` is an address or a URL that a site's keeper may turn to. `allow_networks` are CIDRs
    that may be read though they are private. A `transport` of one's own takes the place of the
    guarded one.
    """
    if transport is None:
        transport = GuardedTransport(networks(allow_networks), resolve, manners.at_once)
    async with transport:
        yield Session(transport, contact, limits, Pace(manners, clock), now)


class Session:
    """Fetches pages; made by `web`."""

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport,
        contact: str | None,
        limits: Limits,
        pace: Pace,
        now: Callable[[], datetime],
    ) -> None:
        self._transport = transport
        self._limits = limits
        self._pace = pace
        self._now = now
        self._robots = Robots(self._robots_txt, AGENT, pace.clock)
        self._headers = {
            "User-Agent": f"{AGENT}/{version('briefbot')}" + (f" (+{contact})" if contact else ""),
            "Accept": _ACCEPT,
            "Accept-Encoding": ", ".join(CODINGS),
        }

    async def get(self, request: Request) -> Page:
        """The page at an address that a person chose: a feed, or a link that someone pasted.

        robots.txt is not asked, as that person's browser would not ask it. Raises a FetchError.
        """
        return await self._follow(request, _at_once)

    async def crawl(self, request: Request) -> Page:
        """The page at an address that we found ourselves, if the site's robots.txt allows it.

        Raises a FetchError; RefusedError where robots.txt forbids it.
        """
        return await self._follow(request, self._wanted_delay)

    async def _follow(self, request: Request, delay: Callable[[URL], Awaitable[float]]) -> Page:
        """Asks at each address in turn until one gives a page; waiting for a turn costs no time."""
        url, seconds = admit(request.url), self._limits.seconds
        trail = [url]
        moved: URL | None = url
        while True:
            async with self._pace.turn(url.host, await delay(url)):
                started = time.monotonic()
                answer = await self._ask(url, request, seconds)
                seconds -= time.monotonic() - started
            if isinstance(answer, Page):
                changed = moved is not None and moved != trail[0]
                return replace(answer, moved_to=str(moved) if changed else None)
            url = answer.target
            if url in trail or len(trail) > self._limits.redirects:
                raise _astray(url, trail)
            moved = url if moved == trail[-1] and answer.for_good else moved
            trail.append(url)

    async def _ask(self, url: URL, request: Request, seconds: float) -> "Page | _Redirect":
        """One request's answer, within so many seconds."""
        try:
            async with asyncio.timeout(seconds), self._answer(url, request, seconds) as response:
                return await self._understand(url, response)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise _too_slow(url, self._limits.seconds) from error
        except httpx.ConnectError as error:  # the guard words its own; what is left is TLS
            raise NoAnswerError(
                f"no secure connection to {url.host}: {error}",
                advice="The site's certificate can't be trusted. Try again later; if it stays so, "
                "tell the site's keeper.",
            ) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise broken(f"{type(error).__name__}: {error}") from error
        except RateLimitedError as error:
            if error.retry_after is not None:
                self._pace.hold(url.host, error.retry_after)
            raise

    @asynccontextmanager
    async def _answer(
        self, url: URL, request: Request, seconds: float
    ) -> AsyncIterator[httpx.Response]:
        """The answer's head; its body is still on the way."""
        kept = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
        headers = self._headers | {name: value for name, value in kept.items() if value}
        patience = {"timeout": {"connect": seconds / 2}}  # of one address; a name may have more
        response = await self._transport.handle_async_request(
            httpx.Request("GET", url, headers=headers, extensions=patience)
        )
        try:
            yield response
        finally:
            await response.aclose()

    async def _understand(self, url: URL, response: httpx.Response) -> "Page | _Redirect":
        status, headers = response.status_code, response.headers
        if status in _MOVED:
            return _Redirect(_target(url, headers.get("location")), status in _MOVED_FOR_GOOD)
        if status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            raise failure(status, headers, self._now())
        return Page(
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
        body = Body(response.headers.get("content-encoding", ""), self._limits.unpacked)
        sent = 0
        async for chunk in response.aiter_raw():
            sent += len(chunk)
            if sent > self._limits.sent:
                raise too_big(self._limits.sent)
            body.add(chunk)
        return body.finish()

    async def _wanted_delay(self, url: URL) -> float:
        delay = await self._robots.delay(str(url.copy_with(raw_path=b"/")).rstrip("/"), str(url))
        if delay is None:
            raise RefusedError(
                f"{url!s:.300} was refused: the site's robots.txt forbids it",
                advice="The site asks programs not to read that page. Open it in a browser.",
            )
        return delay

    async def _robots_txt(self, url: str) -> bytes:
        return (await self.get(Request(url))).body


@dataclass(frozen=True, slots=True)
class _Redirect:
    target: URL
    for_good: bool


async def _at_once(_: URL) -> float:
    return 0.0


def _target(url: URL, location: str | None) -> URL:
    try:
        return admit(url.join(location or ""))
    except httpx.InvalidURL as error:
        raise RedirectError(
            f"{url!s:.300} leads to no address ({error})", advice=_ASTRAY
        ) from error


def _astray(url: URL, trail: list[URL]) -> RedirectError:
    way = " -> ".join(f"{step!s:.200}" for step in [*trail, url])
    kind = "a circle" if url in trail else "too many redirects"
    return RedirectError(f"{kind}: {way}", advice=_ASTRAY)


def _too_slow(url: URL, seconds: float) -> TooSlowError:
    return TooSlowError(
        f"{url.host} did not finish within {seconds:g} seconds",
        advice="The site is too slow just now. Try again later.",
    )
