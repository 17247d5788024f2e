"""Who is let in to what we serve, under which names and with which token; and with which status
we say no."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address

from aiohttp import web

from adapters.web import hosts
from bot.errors import BriefbotError, NotFoundError, NothingToBriefError, UsageError
from bot.ports import Scope

# Whose token it is, by the name that the operator gave it; None where it is none for that.
Admit = Callable[[str, Scope], Awaitable[str | None]]
CHALLENGE = {"WWW-Authenticate": 'Basic realm="briefbot", charset="UTF-8"'}


@dataclass(frozen=True, slots=True)
class Door:
    """`names` are the host names, beside this machine's own, under which we may be asked.

    A page on the web can point a name of its own to us, and read what it gets; an address it can't.
    """

    names: frozenset[str]
    admit: Admit

    def knows(self, request: web.Request) -> bool:
        """Whether a request was meant for us."""
        host = request.headers.get("Host", "")
        name = hosts.named(host)
        return hosts.is_own(host) or name in self.names or _is_address(name)

    async def token(self, request: web.Request, scope: Scope) -> str | None:
        """The name of the token that a request has, as Bearer or as the password of Basic."""
        secret = _secret(request.headers.get("Authorization", ""))
        return await self.admit(secret, scope) if secret else None


def status_of(error: BriefbotError) -> HTTPStatus:
    """What HTTP calls an error of ours."""
    if isinstance(error, NotFoundError | NothingToBriefError):
        return HTTPStatus.NOT_FOUND
    is_wrong = isinstance(error, UsageError)
    return HTTPStatus.BAD_REQUEST if is_wrong else HTTPStatus.SERVICE_UNAVAILABLE


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _secret(header: str) -> str:
    scheme, _, given = header.strip().partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(given.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
