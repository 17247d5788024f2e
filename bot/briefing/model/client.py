"""I/O. A language model behind HTTP, at the address that the operator chose.

    async with model_server(Endpoint("http://localhost:11434", "qwen3")) as model:
        reply = await model.complete(prompt)

The address is the operator's own, so a private network is welcome here. No redirect is followed
and no proxy taken from the environment: the key goes nowhere else. Nothing that the server says of
an error is repeated, since it may hold the key or a report's text.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

from bot.briefing.model import breaker, protocols
from bot.briefing.model.breaker import Breaker
from bot.briefing.model.protocols import Call, Endpoint
from bot.errors import ModelBusyError, ModelError, ModelRefusedError
from bot.ports import Completion, Prompt

MOST_BYTES = 1_000_000  # of an answer, which takes some kilobytes
_CONNECT_SECONDS = 5.0  # the whole is bounded by the caller's timeout
_OVERLOADED = 529  # Anthropic's own
_BUSY = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS, _OVERLOADED}
)
_TOO_LONG = (b"context", b"too long", b"too large")
_LATER = "The language model does not answer now; briefs stay extractive until it does."


@asynccontextmanager
async def model_server(
    endpoint: Endpoint,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    chance: Callable[[], float] = random.random,
) -> AsyncIterator["ModelServer"]:
    """The model at `endpoint`, its connections kept for as long as it is in use."""
    async with httpx.AsyncClient(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
    ) as client:
        yield ModelServer(endpoint, client, clock, sleep, chance)


class ModelServer:
    """Asks one model's server, again where that may help; made by `model_server`."""

    def __init__(
        self,
        endpoint: Endpoint,
        client: httpx.AsyncClient,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        chance: Callable[[], float],
    ) -> None:
        self.name = endpoint.name
        self._endpoint = endpoint
        self._client = client
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._breaker = Breaker()

    async def complete(self, prompt: Prompt) -> Completion:
        """The model's answer; raises ModelError. A server that keeps failing is left alone."""
        if breaker.rests(self._breaker, self._clock()):
            raise ModelBusyError("the model's server failed too often, so it rests", advice=_LATER)
        try:
            reply = await self._patiently(protocols.call(self._endpoint, prompt))
        except (ModelBusyError, ModelRefusedError, asyncio.CancelledError) as error:
            asked = error.retry_after if isinstance(error, ModelBusyError) else None
            self._breaker = breaker.failed(self._breaker, self._clock(), asked)
            raise
        self._breaker = Breaker()
        return reply

    async def _patiently(self, call: Call) -> Completion:
        tries = 0
        while True:
            try:
                return await self._once(call)
            except ModelBusyError as error:
                tries += 1
                seconds = breaker.pause(tries, error.retry_after, self._chance())
                if seconds is None:
                    raise
                await self._sleep(seconds)

    async def _once(self, call: Call) -> Completion:
        try:
            async with self._client.stream(
                "POST", call.url, headers=call.headers, content=call.body
            ) as response:
                body = await _bounded(response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ModelBusyError(
                f"the model's server gave no answer ({type(error).__name__})",
                advice="Check that the server at BRIEFBOT_MODEL_URL runs. " + _LATER,
            ) from error
        if response.status_code != HTTPStatus.OK:
            raise _failure(response, body)
        return protocols.reply(self._endpoint, body)


async def _bounded(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise ModelError(
                "the model's server sent more than an answer can be",
                advice="Check BRIEFBOT_MODEL_URL: what answers there is no language model.",
            )
    return bytes(body)


def _failure(response: httpx.Response, body: bytes) -> ModelError:
    status = response.status_code
    if status in _BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ModelBusyError(
            f"the model's server is busy or broken ({status})",
            advice=_LATER,
            retry_after=_retry_after(response.headers.get("retry-after")),
        )
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return ModelRefusedError(
            f"the model's server refused the key ({status})", advice="Check BRIEFBOT_MODEL_KEY."
        )
    if any(word in body.lower() for word in _TOO_LONG):
        return ModelRefusedError(
            f"the report is longer than the model can take ({status})",
            advice="Give the model a longer context, or choose another.",
        )
    return ModelRefusedError(
        f"the model's server does not take the question ({status})",
        advice="Check BRIEFBOT_MODEL_URL, BRIEFBOT_MODEL_NAME and BRIEFBOT_MODEL_API.",
    )


def _retry_after(value: str | None) -> timedelta | None:
    """RFC 9110, 10.2.3: seconds, or a date; None for neither."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return timedelta(seconds=min(int(value), int(breaker.LONGEST_REST)))
    try:
        return max(timedelta(), parsedate_to_datetime(value) - datetime.now(UTC))
    except (ValueError, TypeError):
        return None
