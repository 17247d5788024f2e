"""The HTTP API: an operation each at /api/v1, for those who have a token, so often a minute."""

import json
import logging
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web

from adapters.api import openapi
from adapters.api.openapi import ROOT
from adapters.api.operations import OPERATIONS, Operation
from adapters.chat.allowance import Allowance
from adapters.web.door import Door, status_of
from bot.contract.records import Record
from bot.errors import BriefbotError, NotAllowedError, UsageError
from bot.ports import Archive, Scope

log = logging.getLogger("briefbot.api")

Answer = Callable[[web.Request], Awaitable[web.Response]]


@dataclass(frozen=True, slots=True)
class Api:
    """The operations on `archive`; `address` is ours without a slash, for who reads the document.

    `allowance` is for each token, by its name.
    """

    archive: Archive
    door: Door
    allowance: Allowance
    address: str
    version: str

    def routes(self) -> list[web.RouteDef]:
        """Each operation, and the document that describes them all, which needs no token."""

        async def document(request: web.Request) -> web.Response:
            if not self.door.knows(request):
                return _misdirected()
            return _sent(openapi.document(self.address, self.version))

        asked = (web.get(f"{ROOT}/{one.name}", self._answering(one)) for one in OPERATIONS)
        return [web.get(f"{ROOT}/openapi.json", document), *asked]

    async def refusal(self, request: web.Request, scope: Scope = Scope.READ) -> web.Response | None:
        """What to say to who may not ask; None for who may."""
        if not self.door.knows(request):
            return _misdirected()
        name = await self.door.token(request, scope)
        if name is None:
            advice = f"Give a token of scope {scope}: Authorization: Bearer …"
            refused = problem(HTTPStatus.UNAUTHORIZED, advice)
            refused.headers["WWW-Authenticate"] = 'Bearer realm="briefbot"'
            return refused
        try:
            self.allowance.take(name, time.monotonic())
        except NotAllowedError as error:
            refused = problem(HTTPStatus.TOO_MANY_REQUESTS, error.advice)
            refused.headers["Retry-After"] = str(math.ceil(60 / self.allowance.per_minute))
            return refused
        return None

    def _answering(self, operation: Operation) -> Answer:
        async def answered(request: web.Request) -> web.Response:
            if refused := await self.refusal(request, operation.scope):
                return refused
            try:
                if len(request.query) != len(set(request.query)):
                    raise UsageError("a parameter twice", advice="Give each parameter once.")
                given = operation.read(request.query)
                return _sent(await operation.run(self.archive, given), request)
            except BriefbotError as error:
                log.info("%s: %s", operation.name, error.log)
                return problem(status_of(error), error.advice)

        return answered


def _misdirected() -> web.Response:
    return problem(HTTPStatus.MISDIRECTED_REQUEST, "Ask under BRIEFBOT_PUBLIC_URL's name.")


def problem(status: HTTPStatus, detail: str) -> web.Response:
    """What went wrong (RFC 9457)."""
    record = {"title": status.phrase, "status": status.value, "detail": detail}
    return web.json_response(record, status=status, content_type="application/problem+json")


def _sent(record: Record, request: web.Request | None = None) -> web.Response:
    """A record; of a list it also says where the next part is (RFC 8288)."""
    text = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace").decode()
    headers = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
    if request is not None and record.get("next") is not None:
        url = request.rel_url.update_query(offset=record["next"])
        headers["Link"] = f'<{url}>; rel="next"'
    return web.Response(text=text, content_type="application/json", headers=headers)
