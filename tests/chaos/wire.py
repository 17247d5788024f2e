"""A platform over HTTP whose answers go wrong: the server, and the client that an outbox sees.

Each channel is a trial of its own. The first digest handed over meets the trial's outcome; a
refusal is for ever. A platform that keeps digests until their moment doesn't show them after it.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
from aiohttp import web

from bot.errors import PostDelayedError, PostRefusedError, PostUnknownError
from bot.models import Brief, Channel, Delivery, Digest, Person, Post
from bot.ports import Found, Looked, Pace

LEADS = {"slack": timedelta(minutes=15), "discord": timedelta(0)}
OUTCOMES = (
    "taken", "taken, then reset", "taken, then 500", "taken, then cut short",
    "taken, then silence", "refused", "429", "reset", "500",
)  # fmt: skip
REFUSED = 403
ANSWERS = {
    "refused": lambda: web.Response(status=REFUSED),
    "429": lambda: web.Response(status=429, headers={"Retry-After": "20"}),
}


@dataclass(slots=True)
class Trial:
    """What becomes of a channel's digest; `pid` is who sends it, and is killed at point `dies`."""

    outcome: str
    dies: str | None = None
    blind: bool = False  # the platform won't say what is there
    pid: int | None = None
    tries: int = 0
    taken: list[tuple[str, datetime]] = field(default_factory=list)  # keys and moments

    def die(self, point: str) -> None:
        """kill -9, once."""
        if self.dies == point and self.pid is not None:
            os.kill(self.pid, signal.SIGKILL)
            self.dies = None


@dataclass(slots=True)
class Wire:
    """The server's state: a trial for each channel."""

    clock: Callable[[], datetime]
    url: str = ""
    trials: dict[str, Trial] = field(default_factory=dict)

    async def post(self, request: web.Request) -> web.StreamResponse:
        """Takes a digest, or does as the trial says."""
        trial = self.trials[request.match_info["channel"]]
        trial.tries += 1
        outcome = trial.outcome
        if outcome != "refused":
            trial.outcome = "taken"
        sent = await request.json()
        trial.die("arrived")
        if outcome in ANSWERS:
            return ANSWERS[outcome]()
        if outcome.startswith("taken"):
            trial.taken.append((sent["key"], datetime.fromisoformat(sent["at"])))
            trial.die("taken")
        return await self._answer(request, outcome.removeprefix("taken, then "))

    async def get(self, request: web.Request) -> web.Response:
        """What is there, for who may look."""
        trial = self.trials[request.match_info["channel"]]
        trial.die("looked")
        if trial.blind:
            return web.Response(status=REFUSED)
        return web.json_response({"keys": [key for key, _ in trial.taken]})

    async def _answer(self, request: web.Request, how: str) -> web.StreamResponse:
        assert request.transport is not None
        match how:
            case "500":
                return web.Response(status=500)
            case "reset":
                request.transport.abort()
            case "silence":
                await asyncio.sleep(60)
            case "cut short":
                answer = web.StreamResponse(headers={"Content-Length": "100"})
                await answer.prepare(request)
                await answer.write(b'{"message": ')
                request.transport.abort()
                return answer
        return web.json_response({"message": "1"})


@asynccontextmanager
async def serving(clock: Callable[[], datetime]) -> AsyncIterator[Wire]:
    """The server on a free port of loopback."""
    wire = Wire(clock)
    app = web.Application()
    app.router.add_post("/{channel}", wire.post)
    app.router.add_get("/{channel}", wire.get)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    wire.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield wire
    finally:
        await runner.cleanup()


class Client:
    """The platform as the outbox sees it."""

    def __init__(self, name: str, url: str, clock: Callable[[], datetime]) -> None:
        self.name = name
        self.pace = Pace(1e9, lead=LEADS[name])
        self._clock = clock
        self._http = httpx.AsyncClient(base_url=url, timeout=10, trust_env=False)

    async def publish(
        self,
        delivery: Delivery,
        digest: Digest,  # noqa: ARG002  its text is not what is tried
        *,
        key: str,
        at: datetime,
    ) -> Post:
        """Sends a digest once."""
        channel = delivery.subscription.channel
        try:
            answer = await self._http.post(
                f"/{channel.id}", json={"key": key, "at": at.isoformat()}
            )
        except httpx.TransportError as error:
            raise PostUnknownError(f"no answer: {error}", advice="Nobody knows.") from error
        match answer.status_code:
            case 403:
                raise PostRefusedError("403", advice="The channel is gone.")
            case 429:
                wait = timedelta(seconds=float(answer.headers["Retry-After"]))
                raise PostDelayedError("429", advice="Too many.", retry_after=wait)
            case 200:
                return Post(channel, answer.json()["message"])
        raise PostUnknownError(str(answer.status_code), advice="Nobody knows.")

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:
        """Whether the attempt is there."""
        channel: Channel = delivery.subscription.channel
        answer = await self._http.get(f"/{channel.id}")
        if answer.status_code == REFUSED or (self.pace.lead and self._clock() >= at):
            return Looked(Found.UNKNOWN)
        there = key in answer.json()["keys"]
        return Looked(Found.THERE, Post(channel, key)) if there else Looked(Found.ABSENT)

    async def correct(self, post: Post, brief: Brief) -> None:
        """Nothing is corrected here."""

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        """Nothing is corrected here."""

    async def tell(self, person: Person, text: str) -> None:
        """Nobody is told here."""
