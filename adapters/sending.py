"""I/O. Posts to addresses of the operator's own: requests sent once, and what their answers say.

Webhooks and Teams are a named address each, by `Sender`; Mattermost and Matrix are an API with a
token, by `TokenApi`. The address is the operator's, so a private network is welcome. No redirect is
followed and nothing of an answer's text is repeated: the address itself may be a secret.
"""

import json
import logging
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from pydantic import SecretStr

from adapters.departing import Departure, departing
from bot.errors import PostDelayedError, PostError, PostRefusedError, PostUnknownError
from bot.models import Brief, Channel, Delivery, Digest, Post, Subscription

log = logging.getLogger(__name__)

SECONDS = 15.0  # that a receiver may take
A_DAY = timedelta(days=1)
EARLIER = timedelta(minutes=10)  # what clocks may differ by, where posts are looked for
SHORTLY = timedelta(seconds=30)  # until the next try, where the receiver names no time
MOST_DIGITS = 9  # of a wait in seconds
_MILLISECOND = timedelta(milliseconds=1)

Json = dict[str, Any]

_NO_SUCH = "The settings give no address of that name. Add it there, then subscribe it again."
_AGAIN = "The receiver does not take it now. It is tried again."
_GONE = "The receiver says that it wants nothing more. Subscribe it again when it does."
_NEVER = "The server does not take this post. Its log says why; then subscribe it again."
_CODE = re.compile(r"[A-Za-z][\w.]{0,99}")  # by which an API names what is wrong
# The last two are of an address that nothing can be sent to.
_FAILURES = (httpx.HTTPError, httpx.InvalidURL, UnicodeError)


class _MissingError(PostRefusedError):
    """There is no such thing."""


@dataclass(frozen=True, slots=True)
class _Received:
    status: int
    retry_after: str
    body: bytes

    @property
    def is_good(self) -> bool:
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def is_final(self) -> bool:
        """Whether asking again would bring the same."""
        is_ours = HTTPStatus.BAD_REQUEST <= self.status < HTTPStatus.INTERNAL_SERVER_ERROR
        return is_ours and self.status != HTTPStatus.TOO_MANY_REQUESTS

    @property
    def record(self) -> Json | None:
        """Its JSON object; None where it is none."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None


class Wire:
    """Requests through the environment's proxy; a connection is kept for the next time. `ca` is a
    file of certificates to be trusted beside the usual ones."""

    _reads = 0  # bytes of an answer, at most

    def __init__(self, ca: Path | None = None) -> None:
        self._ca = ca
        self._client: httpx.AsyncClient | None = None

    async def close(self) -> None:
        """Ends its connections; the next use makes a new one."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _ask(
        self, where: str, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> _Received:
        """Sends JSON, once; raises PostError, in whose words there is no address."""
        if self._client is None:
            self._client = httpx.AsyncClient(
                follow_redirects=False, timeout=SECONDS, verify=_trusted(self._ca)
            )
        said = {"content-type": "application/json", "accept-encoding": "identity", **headers}
        with departing(where) as departure:
            noting = {"trace": partial(_note, departure)}
            try:
                async with self._client.stream(
                    method, url, content=body, headers=said, extensions=noting
                ) as answer:
                    read = bytearray()
                    if self._reads:
                        async for part in answer.aiter_bytes():
                            read += part
                            if len(read) > self._reads:
                                raise PostUnknownError(f"{where}: a long answer", advice=_AGAIN)
                    retry_after = answer.headers.get("retry-after", "")
                    return _Received(answer.status_code, retry_after, bytes(read))
            except _FAILURES as error:
                log = f"{where}: {type(error).__name__}"
                if departure.has_left:
                    raise PostUnknownError(log, advice=_AGAIN) from error
                raise _delayed(log) from error


class Sender(Wire):
    """Sends to the addresses that have a name."""

    def __init__(self, urls: Mapping[str, SecretStr], ca: Path | None = None) -> None:
        super().__init__(ca)
        self._urls = urls

    async def send(self, channel: Channel, body: bytes, headers: Mapping[str, str]) -> None:
        """Sends JSON to a channel; raises PostError."""
        url = self._urls.get(channel.id)
        if url is None:
            raise PostRefusedError(f"{channel}: no address", advice=_NO_SUCH)
        answer = await self._ask(str(channel), "POST", url.get_secret_value(), body, headers)
        if answer.status == HTTPStatus.GONE:
            raise PostRefusedError(_said(str(channel), answer), advice=_GONE)
        if not answer.is_good:
            raise _failure(str(channel), answer)


class TokenApi(Wire):
    """An API of JSON at one address, for whoever holds the `token`.

    `advice` is what to do about a status by which the service refuses for good. It counts only
    where the answer names what is wrong, as the service itself does: a proxy's page does not.
    """

    _reads = 16_000_000

    def __init__(
        self, base: str, token: SecretStr, advice: Mapping[int, str], ca: Path | None = None
    ) -> None:
        super().__init__(ca)
        self._base = base.rstrip("/")
        self._token = token
        self._advice = advice

    async def read(self, where: str, path: str) -> Json:
        """What is there. Raises PostError, but never that anything is unknown: a question changes
        nothing."""
        with departing(where):
            try:
                return await self._call(where, "GET", path)
            except PostUnknownError as error:
                raise _delayed(error.log) from error

    async def is_there(self, where: str, path: str) -> bool:
        """Whether the service has something there at all."""
        try:
            await self.read(where, path)
        except _MissingError:
            return False
        return True

    async def write(self, where: str, method: str, path: str, body: Json) -> Json:
        """Changes something, once. Raises PostError."""
        return await self._call(where, method, path, body)

    async def _call(self, where: str, method: str, path: str, body: Json | None = None) -> Json:
        sent = None
        if body is not None:
            sent = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        key = {"authorization": f"Bearer {self._token.get_secret_value()}"}
        answer = await self._ask(where, method, f"{self._base}{path}", sent, key)
        record = answer.record
        if answer.is_good:
            if record is None:
                raise PostUnknownError(f"{where}: an answer that is no JSON", advice=_AGAIN)
            return record
        code = str((record or {}).get("errcode") or (record or {}).get("id") or "")
        if not answer.is_final or not _CODE.fullmatch(code):
            raise _failure(where, answer, (record or {}).get("retry_after_ms"))
        refused = _MissingError if answer.status == HTTPStatus.NOT_FOUND else PostRefusedError
        advice = self._advice.get(answer.status, _NEVER)
        raise refused(f"{_said(where, answer)} {code}", advice=advice)


class OneWay:
    """What is alike in the platforms that take posts, keep none for later and answer nobody."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def withdraw(self, delivery: Delivery, *, at: datetime) -> bool:
        """What was handed over has appeared."""
        del delivery, at
        return False

    async def tell_stopped(self, subscription: Subscription, reason: str) -> None:
        """Nobody can be told in private; `briefbot subscriptions` says why it stopped."""
        log.warning("%s has stopped: %s", subscription.channel, reason)

    async def close(self) -> None:
        """Ends its connections."""
        await self._wire.close()


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, and what people call it."""

    channel: Channel
    name: str


def quoted(id: str) -> str:
    """An id as a part of a path."""
    return quote(id, safe="")


def text_of(record: Json, name: str) -> str:
    """What an API's answer says under a name; raises PostUnknownError where it says nothing."""
    found = record.get(name)
    if not isinstance(found, str) or not found:
        raise PostUnknownError(f"an answer without {name}", advice=_AGAIN)
    return found


def correction_id(post: Post, now: Brief | Digest) -> str:
    """The id of a correction: the same however often it is sent."""
    return blake2b(f"{post.message} {now}".encode(), digest_size=12).hexdigest()


async def _note(departure: Departure, event: str, about: Mapping[str, Any]) -> None:
    """What httpx tells of a request; one that asks a proxy for a tunnel is not ours."""
    if event == "http11.send_request_headers.started":
        departure.has_left |= about["request"].method != b"CONNECT"


def _trusted(ca: Path | None) -> ssl.SSLContext:
    context = httpx.create_ssl_context()
    if ca is not None:
        context.load_verify_locations(ca)
    return context


def _said(where: str, answer: _Received) -> str:
    return f"{where}: the receiver answered {answer.status}"


def _failure(where: str, answer: _Received, milliseconds: object = None) -> PostError:
    """What an answer means that is no success, and does not end it for good."""
    is_open = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if is_open and answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
        return PostUnknownError(_said(where, answer), advice=_AGAIN)
    wait = _wait(answer.retry_after)
    if not answer.retry_after and isinstance(milliseconds, int):
        wait = timedelta(milliseconds=min(max(0, milliseconds), A_DAY // _MILLISECOND))
    return _delayed(_said(where, answer), wait)


def _delayed(log: str, wait: timedelta = SHORTLY) -> PostDelayedError:
    return PostDelayedError(log, advice=_AGAIN, retry_after=wait)


def _wait(retry_after: str) -> timedelta:
    """The wait in seconds that a receiver asks for; a date is not read, and a day is the most."""
    is_number = retry_after.isascii() and retry_after.isdecimal() and len(retry_after) < MOST_DIGITS
    return min(timedelta(seconds=int(retry_after)), A_DAY) if is_number else SHORTLY
