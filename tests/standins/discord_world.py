"""What the stand-in for Discord knows: a server with its channels, messages and people.

Ids are snowflakes of the real time, so that what is looked for by time is found.
"""

import asyncio
import itertools
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

EPOCH = 1_420_070_400_000  # milliseconds; Discord's first
BOT, APPLICATION, GUILD = "900", "900", "100"
TEXT, NEWS, FORUM, READONLY = "200", "201", "202", "203"
ALICE, BOB = "500", "501"
READERS = "300"
EVERYTHING = str((1 << 53) - 1)
NO_ADMIN = str((1 << 53) - 1 - (1 << 3))  # whom a channel can still deny something
NONCES = 300.0  # seconds that a nonce is remembered: "the past few minutes"

_counter = itertools.count()


def snowflake(at: float | None = None) -> str:
    """An id of this moment (seconds of Unix time), never given before."""
    milliseconds = int((time.time() if at is None else at) * 1000) - EPOCH
    return str((milliseconds << 22) + next(_counter) % (1 << 22))


def user(id: str, name: str, *, bot: bool = False) -> Json:
    """A person, or the bot."""
    return {
        "id": id, "username": name, "discriminator": "0", "global_name": name, "avatar": None,
        "bot": bot, "public_flags": 0, "flags": 0, "primary_guild": None,
    }  # fmt: skip


@dataclass(slots=True)
class Place:
    """A channel or thread; `type` as in Discord's API."""

    id: str
    type: int
    name: str
    guild: str | None = GUILD
    parent: str | None = None
    messages: list[Json] = field(default_factory=list)
    nonces: dict[str, tuple[float, Json]] = field(default_factory=dict)
    overwrites: list[Json] = field(default_factory=list)  # of roles' and members' permissions
    tags: list[Json] = field(default_factory=list)  # of a forum
    flags: int = 0
    archived: bool = False  # of a thread
    locked: bool = False

    def shown(self) -> Json:
        """The channel as Discord shows it."""
        shown: Json = {"id": self.id, "type": self.type, "name": self.name, "flags": self.flags}
        if self.guild:
            shown |= {
                "guild_id": self.guild, "position": 0, "nsfw": False, "parent_id": self.parent,
                "permission_overwrites": self.overwrites,
            }  # fmt: skip
        shown["last_message_id"] = self.messages[-1]["id"] if self.messages else None
        if self.type == 15:
            shown["available_tags"] = self.tags
        if self.type in {10, 11, 12}:
            shown |= {
                "owner_id": BOT, "message_count": len(self.messages), "member_count": 1,
                "rate_limit_per_user": 0,
                "thread_metadata": {
                    "archived": self.archived, "auto_archive_duration": 1440,
                    "locked": self.locked,
                    "archive_timestamp": "2026-01-01T00:00:00+00:00",
                    "create_timestamp": "2026-01-01T00:00:00+00:00",
                },
            }  # fmt: skip
        return shown


@dataclass(slots=True)
class Asked:
    """An interaction, and what became of it."""

    sent: Json
    acknowledged: int | None = None  # the type of the callback
    private: bool = False
    waits: bool = False  # deferred, and not filled yet
    callback: Json | None = None
    since: float = field(default_factory=time.perf_counter)  # when it was sent
    after: float | None = None  # seconds until it was acknowledged
    original: Json | None = None
    followups: list[Json] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)


def message(place: Place, body: Json, *, flags: int = 0) -> Json:
    """A message of the bot's as Discord shows it."""
    components = [_numbered(one, itertools.count(1)) for one in body.get("components") or ()]
    return {
        "id": snowflake(), "channel_id": place.id, "author": user(BOT, "briefbot", bot=True),
        "content": body.get("content") or "", "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [],
        "mention_roles": (body.get("allowed_mentions") or {}).get("roles") or [],
        "attachments": [], "embeds": body.get("embeds") or [], "pinned": False, "type": 0,
        "flags": (body.get("flags") or 0) | flags, "components": components,
    }  # fmt: skip


def _numbered(component: Json, ids: "itertools.count[int]") -> Json:
    numbered = {**component, "id": next(ids)}
    if "components" in component:
        numbered["components"] = [_numbered(one, ids) for one in component["components"]]
    if "accessory" in component:
        numbered["accessory"] = _numbered(component["accessory"], ids)
    if component.get("type") == 3:
        numbered = {"min_values": 1, "max_values": 1, "disabled": False, **numbered}
    if component.get("type") == 11:
        numbered["spoiler"] = False
    return numbered


def places() -> dict[str, Place]:
    """The channels of a new server."""
    return {
        one.id: one
        for one in (
            Place(TEXT, 0, "general"),
            Place(NEWS, 5, "news"),
            Place(FORUM, 15, "digests"),
            Place(READONLY, 0, "readonly"),
        )
    }


def roles() -> dict[str, Json]:
    """The roles of a new server: everyone, who may do nearly everything, and some readers."""
    return {
        one["id"]: one for one in (role(GUILD, "@everyone", NO_ADMIN), role(READERS, "readers"))
    }


def role(id: str, name: str, permissions: str = "0", *, mentionable: bool = False) -> Json:
    """A role as Discord shows it."""
    colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    return {
        "id": id, "name": name, "permissions": permissions, "position": 0, "color": 0,
        "colors": colours, "hoist": False, "managed": False, "mentionable": mentionable,
        "icon": None, "unicode_emoji": None, "flags": 0,
    }  # fmt: skip


def guild(roles: dict[str, Json]) -> Json:
    """The server as Discord shows it, with what discord.py reads of it."""
    return {"id": GUILD, "name": "A server", "owner_id": "1", "roles": list(roles.values()),
            "features": [], "emojis": [], "stickers": []}  # fmt: skip


def denied(permissions: int) -> Json:
    """An overwrite by which nobody has these permissions in a channel."""
    return {"id": GUILD, "type": 0, "allow": "0", "deny": str(permissions)}


def tag(id: str, name: str, *, moderated: bool = False) -> Json:
    """A forum's tag as Discord shows it."""
    return {"id": id, "name": name, "moderated": moderated, "emoji_id": None, "emoji_name": None}


def member(person: Json, permissions: str | None = None) -> Json:
    """A member of the server; in an interaction with what they may do there."""
    shown: Json = {
        "user": person, "nick": None, "avatar": None, "banner": None, "roles": [],
        "joined_at": "2025-01-01T00:00:00+00:00", "premium_since": None, "deaf": False,
        "mute": False, "pending": False, "flags": 0, "communication_disabled_until": None,
    }  # fmt: skip
    return shown if permissions is None else {**shown, "permissions": permissions}


def interaction(  # noqa: PLR0913  what an interaction has
    kind: int,
    data: Json,
    *,
    place: Place,
    who: str = ALICE,
    message: Json | None = None,
    permissions: str = EVERYTHING,
    app_permissions: str = EVERYTHING,
    installed: bool = True,
    locale: str = "en-US",
) -> Json:
    """An interaction as Discord sends it; not `installed` where the bot is its user's own only."""
    person = user(who, "alice" if who == ALICE else "bob")
    sent: Json = {
        "id": snowflake(), "application_id": APPLICATION, "type": kind, "data": data,
        "token": f"token-{snowflake()}", "version": 1, "channel_id": place.id,
        "channel": place.shown(), "app_permissions": app_permissions, "locale": locale,
        "entitlements": [], "attachment_size_limit": 1 << 20, "context": 0 if place.guild else 1,
        "authorizing_integration_owners": {"1": who},
    }  # fmt: skip
    if message is not None:
        sent["message"] = message
    if place.guild is None:
        return {**sent, "user": person}
    if installed:
        sent["authorizing_integration_owners"]["0"] = place.guild
    about = {"id": place.guild, "locale": "en-US", "features": []}
    return {**sent, "guild_id": place.guild, "guild": about, "guild_locale": "en-US",
            "member": member(person, permissions)}  # fmt: skip
