"""What a channel will see before it sees it: a page with Slack's and Discord's rendering of a brief
and of tomorrow's digest, served on the operator's own machine.

It asks no other site for anything, and sets no cookie; what is chosen stands in its address.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import time
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from aiohttp import web

from adapters.web import discord_look, preview_page, slack_look
from adapters.web.preview_page import Choice, Panel
from bot.errors import BriefbotError
from bot.models import Answer, Digest, Length

_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'"
_LOOKS = {"slack": ("Slack", slack_look.message), "discord": ("Discord", discord_look.message)}

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Renderers:
    """What a platform is sent for an answer and for a digest, as JSON."""

    answer: Callable[[Answer], Json]
    digest: Callable[[Digest], Json]


@dataclass(frozen=True, slots=True)
class Previewer:
    """Where the page's contents come from; both raise BriefbotError, whose advice is shown."""

    answer: Callable[[Choice], Awaitable[Answer]]
    digest: Callable[[Choice], Awaitable[Digest]]
    renderers: Mapping[str, Renderers]  # by the platform's name


def routes(previewer: Previewer, zone: str) -> list[web.RouteDef]:
    """The page and its style; `zone` is the operator's."""

    async def page(request: web.Request) -> web.Response:
        choice = chosen(request.query, zone)
        html = preview_page.page(choice, await _panels(previewer, choice))
        headers = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer"}
        return web.Response(text=html, content_type="text/html", headers=headers)

    async def style(_: web.Request) -> web.Response:
        sheet = resources.files("adapters.web").joinpath("style.css").read_text(encoding="utf-8")
        return web.Response(text=sheet, content_type="text/css")

    return [web.get("/", page), web.get("/style.css", style)]


def chosen(query: Mapping[str, str], zone: str) -> Choice:
    """What the page's address asks for; what makes no sense there is passed over."""
    return Choice(
        topics=query.get("topics", "").strip()[:300],
        length=_one_of(Length, query.get("length"), Length.BRIEF),
        at=_time(query.get("at", "")),
        zone=asked if (asked := query.get("zone", "")) in available_timezones() else zone,
        theme="dark" if query.get("theme") == "dark" else "light",
        width="phone" if query.get("width") == "phone" else "desk",
    )


def _one_of(kind: type[Length], value: str | None, default: Length) -> Length:
    return kind(value) if value in {one.value for one in kind} else default


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return time(8)


async def _panels(previewer: Previewer, choice: Choice) -> list[Panel]:
    zone = ZoneInfo(choice.zone)
    answer = await _or_advice(previewer.answer(choice))
    digest = await _or_advice(previewer.digest(choice))
    panels = []
    for name, renderers in previewer.renderers.items():
        title, look = _LOOKS[name]
        shown = answer if isinstance(answer, str) else look(renderers.answer(answer), zone)
        daily = digest if isinstance(digest, str) else look(renderers.digest(digest), zone)
        panels.append(Panel(name, title, shown, daily))
    return panels


async def _or_advice(given: Awaitable[Any]) -> Any:  # noqa: ANN401  whatever it waits for
    try:
        return await given
    except BriefbotError as error:
        return preview_page.advice(error.advice)
