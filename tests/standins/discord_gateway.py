"""The stand-in's gateway: HELLO, IDENTIFY, READY, heartbeats, RESUME, and what can go wrong there.

await gateway.dispatch("INTERACTION_CREATE", data)   # to the session, now or when it resumes
await gateway.ask_to_reconnect(); await gateway.invalidate(); await gateway.drop()
"""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.standins.discord_world import APPLICATION, BOT, GUILD, user

Json = dict[str, Any]

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
BAD_TOKEN = 4004


@dataclass(slots=True)
class Gateway:
    """One session at a time, as a bot of one shard has it."""

    token: str
    address: str = ""  # ws://…, known when the server runs
    intents: int | None = None
    identified: int = 0
    resumed: int = 0
    heartbeats: int = 0
    interval: int = 45_000  # milliseconds between heartbeats
    _session: str = ""
    _sequence: int = 0
    _sent: list[Json] = field(default_factory=list)
    _socket: web.WebSocketResponse | None = None
    _up: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """A connection, from HELLO until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": self.interval}})
        async for received in socket:
            if received.type is WSMsgType.TEXT:
                await self._take(socket, json.loads(received.data))
        if self._socket is socket:
            self._socket = None
            self._up.clear()
        return socket

    async def dispatch(self, event: str, data: Json) -> None:
        """Sends an event; one that nobody hears is kept for a RESUME."""
        self._sequence += 1
        packet = {"op": DISPATCH, "t": event, "s": self._sequence, "d": data}
        self._sent.append(packet)
        if self._socket is not None:
            with contextlib.suppress(ConnectionError):
                await self._socket.send_json(packet)

    async def up(self, seconds: float = 10.0) -> None:
        """Waits for a session that is ready or resumed."""
        await asyncio.wait_for(self._up.wait(), seconds)

    def expect(self) -> None:
        """A bot is about to come; `up` waits for it."""
        self._up.clear()

    async def ask_to_reconnect(self) -> None:
        """Discord is about to restart: come back and resume."""
        await self._tell({"op": RECONNECT, "d": None})

    async def invalidate(self) -> None:
        """The session is no longer known: identify anew."""
        self._session = ""
        await self._tell({"op": INVALID, "d": False})

    async def drop(self, code: int = 1001) -> None:
        """The connection ends."""
        self._up.clear()
        if self._socket is not None:
            await self._socket.close(code=code)

    async def _tell(self, packet: Json) -> None:
        self._up.clear()
        if self._socket is not None:
            await self._socket.send_json(packet)

    async def _take(self, socket: web.WebSocketResponse, packet: Json) -> None:
        match packet["op"]:
            case 1:
                self.heartbeats += 1
                await socket.send_json({"op": ACK, "d": None})
            case 2 if packet["d"]["token"] == self.token:
                await self._identify(socket, packet["d"])
            case 2:
                await socket.close(code=BAD_TOKEN)
            case 6 if packet["d"]["session_id"] == self._session:
                await self._resume(socket, packet["d"]["seq"] or 0)
            case 6:
                await socket.send_json({"op": INVALID, "d": False})

    async def _identify(self, socket: web.WebSocketResponse, wanted: Json) -> None:
        self.identified += 1
        self.intents = wanted["intents"]
        self._session, self._sequence, self._socket = f"session-{self.identified}", 0, socket
        self._sent.clear()
        ready = {
            "v": 10, "user": user(BOT, "briefbot", bot=True), "session_id": self._session,
            "guilds": [{"id": GUILD, "unavailable": True}], "resume_gateway_url": self.address,
            "application": {"id": APPLICATION, "flags": 0},
        }  # fmt: skip
        await self.dispatch("READY", ready)
        self._up.set()

    async def _resume(self, socket: web.WebSocketResponse, seen: int) -> None:
        self.resumed += 1
        self._socket = socket
        for packet in [one for one in self._sent if one["s"] > seen]:
            await socket.send_json(packet)
        await self.dispatch("RESUMED", {})
        self._up.set()
