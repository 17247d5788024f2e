"""I/O. What a good guest does: few requests at once, a pause between them, and robots.txt.

Times are seconds of `clock`, which only has to be monotonic; `clock` and `sleep` are given, so
that a test need not wait.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus

from protego import Protego

from bot.errors import FetchError, GoneError, RateLimitedError, StatusError

_LIFETIME = 24 * 3600.0  # of robots.txt; RFC 9309, 2.4: not longer than a day
_LIFETIME_UNREACHABLE = 15 * 60.0
_ALL_FORBIDDEN = "User-agent: *\nDisallow: /\n"
_LONGEST_HOLD = 24 * 3600.0
_LONGEST_DELAY = 10.0  # a Crawl-delay beyond this would hold a refresh for hours


@dataclass(frozen=True, slots=True)
class RateLimits:
    """How many requests at once, in all and to a host, and the seconds between two to a host."""

    at_once: int = 32
    per_host: int = 2
    gap: float = 0.5


@dataclass(slots=True)
class _Host:
    places: asyncio.Semaphore
    next_turn: float = 0.0
    held_until: float = 0.0


class HostPace:
    """Lets requests through, one turn each."""

    def __init__(
        self,
        rates: RateLimits,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._rates = rates
        self.clock = clock
        self._sleep = sleep
        self._places = asyncio.Semaphore(rates.at_once)
        self._hosts: defaultdict[str, _Host] = defaultdict(
            lambda: _Host(asyncio.Semaphore(rates.per_host))
        )

    @asynccontextmanager
    async def turn(self, host: str, delay: float = 0.0) -> AsyncIterator[None]:
        """Waits until it is our turn at this host; `delay` is what its robots.txt asks for.

        Raises RateLimitedError while the host is held.
        """
        known = self._hosts[host]
        async with known.places:
            self._check_held(host, known)
            now = self.clock()
            wait = known.next_turn - now
            gap = max(self._rates.gap, min(delay, _LONGEST_DELAY))
            known.next_turn = max(now, known.next_turn) + gap
            if wait > 0:
                await self._sleep(wait)
                self._check_held(host, known)
            async with self._places:
                yield

    def hold(self, host: str, wait: timedelta) -> None:
        """Asks nothing of this host for so long, as its Retry-After wants, but a day at most: one
        page's mistake of a year would be every other page's there."""
        seconds = min(wait.total_seconds(), _LONGEST_HOLD)
        self._hosts[host].held_until = self.clock() + seconds

    def _check_held(self, host: str, known: _Host) -> None:
        left = known.held_until - self.clock()
        if left > 0:
            raise RateLimitedError(
                f"{host} asked for a pause, {left:.0f} seconds of it are left",
                advice="The site asks to be left alone for a while. Try again later.",
                retry_after=timedelta(seconds=left),
            )


@dataclass(slots=True)
class _Rules:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    parsed: Protego = field(default_factory=lambda: Protego.parse(""))
    until: float = float("-inf")


class Robots:
    """What sites' robots.txt allow us (RFC 9309), each read once and kept for a day."""

    def __init__(
        self,
        read: Callable[[str], Awaitable[bytes]],
        agent: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._agent = agent
        self.clock = clock
        self._rules: defaultdict[str, _Rules] = defaultdict(_Rules)

    async def delay(self, origin: str, url: str) -> float | None:
        """The seconds the site wants between two requests; None where it forbids this URL."""
        rules = self._rules[origin]
        async with rules.lock:
            if self.clock() >= rules.until:
                await self._refresh(origin, rules)
        if not rules.parsed.can_fetch(url, self._agent):
            return None
        return rules.parsed.crawl_delay(self._agent) or 0.0

    async def _refresh(self, origin: str, rules: _Rules) -> None:
        lifetime = _LIFETIME
        try:
            text = (await self._read(f"{origin}/robots.txt")).decode("utf-8", "replace")
        except FetchError as error:
            text = ""
            if not _has_none(error):
                text, lifetime = _ALL_FORBIDDEN, _LIFETIME_UNREACHABLE
        rules.parsed = Protego.parse(text)
        rules.until = self.clock() + lifetime


def _has_none(error: FetchError) -> bool:
    """RFC 9309, 2.3.1.3: 4xx means no rules; anything worse means keep off until it is known."""
    return isinstance(error, GoneError) or (
        isinstance(error, StatusError) and error.status < HTTPStatus.INTERNAL_SERVER_ERROR
    )
