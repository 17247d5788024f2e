"""I/O. Matrix as the outbox sees it: a digest put into a room once, looked for, and replaced."""

import json
import re
from datetime import datetime
from pathlib import Path

from adapters.matrix import rendering
from adapters.sending import (
    EARLIER,
    Json,
    OneWay,
    Place,
    TokenApi,
    correction_id,
    quoted,
    text_of,
)
from bot.errors import PostRefusedError, UsageError
from bot.models import Brief, Channel, Delivery, Digest, Post
from bot.ports import Found, Looked, Pace
from bot.settings.groups import ServerSettings
from bot.translation import translation

PAGES, PAGE = 10, 50  # of the bot's own messages that are looked through

_ROOM = re.compile(r"[#!][^\s\x00-\x1f]{1,250}")
_ENCRYPTED = (
    "This room is encrypted, and briefbot has no keys. Encryption can't be switched off: make a "
    "room without it, invite the bot and subscribe that room."
)
_ADVICE = {
    401: "The homeserver does not take BRIEFBOT_MATRIX_TOKEN. Log the bot in anew and set the new "
    "token.",
    403: "The bot may not write in this room. Invite it, let it send messages, then subscribe the "
    "room again.",
    404: "The homeserver knows no such room or message.",
}


class MatrixPlatform(OneWay):
    """A ports.Platform over the client-server API, version 3."""

    name = "matrix"
    pace = Pace(per_second=1.0)  # a homeserver that wants less says so

    def __init__(self, settings: ServerSettings, ca: Path | None = None) -> None:
        base = f"{(settings.url or '').rstrip('/')}/_matrix/client/v3"
        self._api = TokenApi(base, settings.token, _ADVICE, ca)
        super().__init__(self._api)
        self._me = ""

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:
        """Puts the digest into the room now, whatever `at` is, under the transaction id `key`."""
        del at
        channel = delivery.subscription.channel
        await self._require_plain(channel.id)
        event = await self._send(channel, rendering.digest_message(digest, key), key)
        return Post(channel, event, lang=digest.lang)

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:
        """Looks through what the bot itself sent to the room since a little before `at`."""
        channel = delivery.subscription.channel
        since = (at - EARLIER).timestamp() * 1_000
        only = {"senders": [await self.known_as()], "types": ["m.room.message"]}
        where = f"/rooms/{quoted(channel.id)}/messages?dir=b&limit={PAGE}&filter="
        path = where + quoted(json.dumps(only))
        start = ""
        for _ in range(PAGES):
            page = await self._api.read(str(channel), f"{path}{start}")
            for event in page.get("chunk") or ():
                if (event.get("content") or {}).get(rendering.KEY) == key:
                    return Looked(Found.THERE, Post(channel, text_of(event, "event_id")))
                if event.get("origin_server_ts", 0) < since:
                    return Looked(Found.ABSENT)
            if not page.get("end"):
                return Looked(Found.ABSENT)
            start = f"&from={quoted(str(page['end']))}"
        return Looked(Found.UNKNOWN)

    async def correct(self, post: Post, brief: Brief) -> None:
        """Replaces a posted brief."""
        message = rendering.brief_message(brief, translation([post.lang]))
        await self._replace(post, message, correction_id(post, brief))

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        """Replaces a posted digest."""
        message = rendering.digest_message(digest)
        await self._replace(post, message, correction_id(post, digest))

    async def known_as(self) -> str:
        """As whom the homeserver knows the bot; raises PostError."""
        if not self._me:
            self._me = text_of(await self._api.read("matrix", "/account/whoami"), "user_id")
        return self._me

    async def find(self, name: str) -> Place:
        """The room of this alias or id, which the bot enters. Raises PostError, and UsageError
        where it is neither."""
        if not _ROOM.fullmatch(name):
            raise UsageError(
                f"no room: {name!r}",
                advice="Name a Matrix room by its alias or id: 'matrix:#news:example.org'.",
            )
        room = text_of(await self._api.write(name, "POST", f"/join/{quoted(name)}", {}), "room_id")
        await self._require_plain(room)
        return Place(Channel(self.name, "", room), name)

    async def _require_plain(self, room: str) -> None:
        """Raises PostRefusedError where a room is encrypted: what we sent would not be."""
        path = f"/rooms/{quoted(room)}/state/m.room.encryption"
        if await self._api.is_there(room, path):
            raise PostRefusedError(f"matrix: {room} is encrypted", advice=_ENCRYPTED)

    async def _replace(self, post: Post, message: Json, id: str) -> None:
        await self._send(post.channel, rendering.edit(message, post.message), id)

    async def _send(self, channel: Channel, message: Json, id: str) -> str:
        path = f"/rooms/{quoted(channel.id)}/send/m.room.message/{id}"
        return text_of(await self._api.write(str(channel), "PUT", path, message), "event_id")
