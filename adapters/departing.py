"""Whether a post that was given up had begun to leave.

A time limit gives a post up by cancelling it. If nothing of it had left by then, it was certainly
not sent, and the cancellation says so by its cause: whoever set the limit may send the post again.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

import aiohttp

from bot.errors import PostDelayedError

# What aiohttp raises where no connection came about, so that nothing was sent.
BEFORE_IT_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)
_ADVICE = "It took too long, and nothing was sent. It is tried again."


@dataclass(slots=True)
class Departure:
    """One post; `has_left` from when any of it may have been sent."""

    has_left: bool = False


@contextmanager
def departing(where: str) -> Iterator[Departure]:
    """Gives a cancellation a PostDelayedError for its cause, as long as nothing has left."""
    departure = Departure()
    try:
        yield departure
    except asyncio.CancelledError as given_up:
        if departure.has_left:
            raise
        log = f"{where}: given up before anything was sent"
        raise given_up from PostDelayedError(log, advice=_ADVICE, retry_after=timedelta(0))


def tracing(departure: Departure | None = None) -> aiohttp.TraceConfig:
    """Has a session note when a request begins to leave: with this departure, or else with the one
    that is the request's `trace_request_ctx`."""

    async def note(_session: object, context: SimpleNamespace, _sent: object) -> None:
        noted = departure or context.trace_request_ctx
        if noted is not None:
            noted.has_left = True

    config = aiohttp.TraceConfig()
    config.on_request_headers_sent.append(note)
    return config
