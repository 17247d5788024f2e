"""What members of the stand-in's server do, and what they see of a message."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.standins import discord_rules
from tests.standins.discord_gateway import Gateway
from tests.standins.discord_world import (
    ALICE,
    BOT,
    EVERYTHING,
    TEXT,
    Asked,
    Json,
    Place,
    interaction,
    message,
    places,
    roles,
    user,
)

TOKEN = "token"  # noqa: S105  nobody's
COMMAND, CLICK, SUGGEST, FORM = 2, 3, 4, 5
SOON = 20  # hundredths of a second, for what may stay unanswered


@dataclass(slots=True)
class Members:
    """Interactions go out over the gateway, or by `send`; `asked` are they, by their tokens."""

    gateway: Gateway = field(default_factory=lambda: Gateway(TOKEN))
    places: dict[str, Place] = field(default_factory=places)
    commands: list[Json] = field(default_factory=list)
    asked: dict[str, Asked] = field(default_factory=dict)
    send: Callable[[Json], Awaitable[None]] | None = None
    roles: dict[str, Json] = field(default_factory=roles)
    may: dict[str, str] = field(default_factory=dict)  # what a member may in a channel; else all

    async def slash(self, command: str, *sub: str, who: str = ALICE, place: str = TEXT,
                    **options: Any) -> Asked:  # noqa: ANN401  options of any type  # fmt: skip
        """A command typed; waits for its whole answer."""
        return await self.act(COMMAND, self.command(command, *sub, **options), who=who, place=place)

    async def write(
        self,
        words: str,
        *,
        to: str = "",
        place: str = TEXT,
        **more: Any,  # noqa: ANN401  any part of a message
    ) -> Json:
        """What the bot answers to a person's message, which mentions it or is for it alone; `to`
        replies to another. Nothing, where it does not answer soon."""
        where = self.places[place]
        before = len(where.messages)
        sent = {
            **message(where, {"content": words}), "author": user(ALICE, "alice"),
            "mentions": [user(BOT, "briefbot", bot=True)] if where.guild else [],
            **({"guild_id": where.guild} if where.guild else {}),
            **({"message_reference": {"message_id": to, "channel_id": place}} if to else {}),
            **more,
        }  # fmt: skip
        await self.gateway.dispatch("MESSAGE_CREATE", sent)
        for _ in range(SOON if more else 10 * SOON):
            if len(where.messages) > before:
                await asyncio.sleep(0.02)  # and the bot knows that it is there
                return where.messages[-1]
            await asyncio.sleep(0.01)
        return {}

    async def suggest(self, name: str, *sub: str, focused: str, **options: str) -> list[Json]:
        """What is suggested while an option is typed."""
        data = self.command(name, *sub, **options)
        for option in _leaves(data):
            option["focused"] = option["name"] == focused
        asked = await self.act(SUGGEST, data)
        found: list[Json] = (asked.callback or {})["data"]["choices"]
        return found

    async def click(self, shown: Json | None, label: str, **how: Any) -> Asked:  # noqa: ANN401  as act
        """A click on the button with this label."""
        if shown is None:
            raise AssertionError("nothing to click on")
        if label not in labels(shown) and "⋯" in labels(shown):
            shown = (await self.click(shown, "⋯", **how)).original or {}
        (button,) = [one for one in parts(shown) if one.get("label") == label and one["type"] == 2]
        data = {"custom_id": button["custom_id"], "component_type": 2}
        return await self.act(CLICK, data, message=shown, **how)

    async def click_first(self, shown: Json, label: str, **how: Any) -> Asked:  # noqa: ANN401  as act
        """A click on the first button with this label, of several."""
        button = next(one for one in parts(shown) if one.get("label") == label)
        data = {"custom_id": button["custom_id"], "component_type": 2}
        return await self.act(CLICK, data, message=shown, **how)

    async def menu_command(self, name: str, content: str, **more: Any) -> Asked:  # noqa: ANN401  any part of a message
        """A command chosen in the menu of somebody's message."""
        known = next(one for one in self.commands if one["name"] == name)
        said = {**message(self.places[TEXT], {"content": content}), **more}
        data = {
            "id": known["id"],
            "name": name,
            "type": 3,
            "target_id": said["id"],
            "resolved": {"messages": {said["id"]: said}},
        }
        return await self.act(COMMAND, data)

    async def choose(self, shown: Json, value: str) -> Asked:
        """A choice from the message's menu."""
        (menu,) = [one for one in parts(shown) if one["type"] == 3]
        data = {"custom_id": menu["custom_id"], "component_type": 3, "values": [value]}
        return await self.act(CLICK, data, message=shown)

    async def submit(self, form: Asked, words: str = "", **written: str) -> Asked:
        """A form sent with these words in its first field, or with those `written` by name; what is
        not named stays as it was filled in."""
        shown = (form.callback or {})["data"]
        fields = [one["component"] for one in shown["components"]]
        first = {fields[0]["custom_id"]: words} if words else {}
        sent = [
            {"type": 18, "id": 2 * at, "component": {
                "type": 4, "id": 2 * at + 1, "custom_id": (name := one["custom_id"]),
                "value": (first | written).get(name, one.get("value", "")),
            }}
            for at, one in enumerate(fields)
        ]  # fmt: skip
        return await self.act(FORM, {"custom_id": shown["custom_id"], "components": sent})

    async def act(self, kind: int, data: Json, *, place: str = TEXT, seconds: float = 10.0,
                  **how: Any) -> Asked:  # noqa: ANN401  what an interaction has  # fmt: skip
        """An interaction sent; waits until it is answered in full."""
        sent = interaction(kind, data, place=self.places[place], **how)
        return await self.deliver(sent, seconds=seconds)

    async def deliver(self, sent: Json, *, seconds: float = 10.0) -> Asked:
        """Sends this interaction and waits for the whole answer."""
        asked = self.asked[sent["token"]] = Asked(sent)
        if self.send is None:
            await self.gateway.dispatch("INTERACTION_CREATE", sent)
        else:
            await self.send(sent)
        await asyncio.wait_for(asked.answered.wait(), seconds)
        return asked

    def command(self, command: str, *sub: str, **options: Any) -> Json:  # noqa: ANN401  of any type
        """The data of a command, by what was synced."""
        known = next(one for one in self.commands if one["name"] == command)
        given = [
            {"name": each, "type": _OPTION_TYPES.get(each, _option_type(value)), "value": value}
            for each, value in options.items()
        ]
        nested = [{"name": sub[0], "type": 1, "options": given}] if sub else given
        return {"id": known["id"], "name": command, "type": 1, "options": nested,
                "resolved": self._resolved(options)}  # fmt: skip

    def _resolved(self, options: Mapping[str, Any]) -> Json:
        """What Discord tells of the channel and the role among the options."""
        found: Json = {}
        if channel := options.get("channel") or options.get("not_told_in"):
            may = self.may.get(channel, EVERYTHING)
            found["channels"] = {channel: {**self.places[channel].shown(), "permissions": may}}
        if role := options.get("role"):
            found["roles"] = {role: self.roles[role]}
        return found


def parts(shown: Json) -> list[Json]:
    """Every component of a message."""
    return [one for top in shown.get("components") or () for one in discord_rules.walk(top)]


def labels(shown: Json) -> list[str]:
    """What stands on the buttons of a message."""
    return [one["label"] for one in parts(shown) if one["type"] == 2]


def words(shown: Json | None) -> str:
    """All that a message says."""
    if shown is None:
        return ""
    return "\n".join([shown["content"], *(one.get("content", "") for one in parts(shown))])


_OPTION_TYPES = {"role": 8, "channel": 7, "not_told_in": 7}


def _option_type(value: object) -> int:
    return 5 if isinstance(value, bool) else 3


def _leaves(data: Json) -> list[Json]:
    options: list[Json] = data.get("options", [])
    return [leaf for one in options for leaf in (_leaves(one) if "options" in one else [one])]
