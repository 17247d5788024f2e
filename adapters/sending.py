"""I/O. A request to an address of the operator's own, sent once, and what its answer says: webhooks
and Teams send so.

The address is the operator's, so a private network is welcome. No redirect is followed and nothing
of an answer's text is repeated: the address itself may be a secret.
"""

import ssl
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import httpx
from pydantic import SecretStr

from bot.errors import PostDelayedError, PostError, PostRefusedError, PostUnknownError
from bot.models import Channel

SECONDS = 15.0  # that a receiver may take
A_DAY = timedelta(days=1)
SHORTLY = timedelta(seconds=30)  # until the next try, where the receiver names no time
MOST_DIGITS = 9  # of a wait in seconds

_NO_SUCH = "The settings give no address of that name. Add it there, then subscribe it again."
_AGAIN = "The receiver does not take it now. It is tried again."
_GONE = "The receiver says that it wants nothing more. Subscribe it again when it does."
# The last two are of an address that nothing can be sent to.
_BEFORE_IT_LEFT = (
    httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.InvalidURL, UnicodeError,
)  # fmt: skip


class Sender:
    """Sends to the addresses that have a name, through the environment's proxy; a connection is
    kept for the next time. `ca` is a file of certificates to be trusted beside the usual ones."""

    def __init__(self, urls: Mapping[str, SecretStr], ca: Path | None = None) -> None:
        self._urls = urls
        self._ca = ca
        self._client: httpx.AsyncClient | None = None

    async def send(self, channel: Channel, body: bytes, headers: Mapping[str, str]) -> None:
        """Sends JSON to a channel; raises PostError, in whose words there is no address."""
        url = self._urls.get(channel.id)
        if url is None:
            raise PostRefusedError(f"{channel}: no address", advice=_NO_SUCH)
        if self._client is None:
            self._client = httpx.AsyncClient(
                follow_redirects=False, timeout=SECONDS, verify=_trusted(self._ca)
            )
        said = {"content-type": "application/json", **headers}
        try:
            async with self._client.stream(
                "POST", url.get_secret_value(), content=body, headers=said
            ) as answer:
                status, retry_after = answer.status_code, answer.headers.get("retry-after", "")
        except _BEFORE_IT_LEFT as error:
            raise PostDelayedError(
                f"{channel}: {type(error).__name__}", advice=_AGAIN, retry_after=SHORTLY
            ) from error
        except httpx.HTTPError as error:
            raise PostUnknownError(f"{channel}: {type(error).__name__}", advice=_AGAIN) from error
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise _refusal(str(channel), status, retry_after)

    async def close(self) -> None:
        """Ends its connections; the next use makes a new one."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None


def _trusted(ca: Path | None) -> ssl.SSLContext:
    context = httpx.create_ssl_context()
    if ca is not None:
        context.load_verify_locations(ca)
    return context


def _refusal(name: str, status: int, retry_after: str) -> PostError:
    log = f"{name}: the receiver answered {status}"
    if status == HTTPStatus.GONE:
        return PostRefusedError(log, advice=_GONE)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.SERVICE_UNAVAILABLE:
        return PostUnknownError(log, advice=_AGAIN)
    return PostDelayedError(log, advice=_AGAIN, retry_after=_wait(retry_after))


def _wait(retry_after: str) -> timedelta:
    """The wait in seconds that a receiver asks for; a date is not read, and a day is the most."""
    is_number = retry_after.isascii() and retry_after.isdecimal() and len(retry_after) < MOST_DIGITS
    return min(timedelta(seconds=int(retry_after)), A_DAY) if is_number else SHORTLY
