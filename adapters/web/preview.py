"""What a channel will see before it sees it: a page with Slack's and Discord's rendering of a brief
and of the next digest, served on the operator's own machine.

It asks no other site for anything, and sets no cookie; what is chosen stands in its address.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from aiohttp import web

from adapters.chat import digest_options, digest_text, times
from adapters.web import discord_look, preview_page, slack_look
from adapters.web.clock import Clock
from adapters.web.preview_page import Panel, PreviewChoice
from bot.errors import BriefbotError, UsageError
from bot.models import Answer, Digest, Length
from bot.text import zones
from bot.translation import translation

_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'"
_LOOKS = {"slack": ("Slack", slack_look.message), "discord": ("Discord", discord_look.message)}

Json = Mapping[str, Any]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Previewer:
    """Where the page's contents come from; both raise BriefbotError, whose advice is shown."""

    answer: Callable[[PreviewChoice], Awaitable[Answer]]
    digest: Callable[[PreviewChoice], Awaitable[Digest]]  # as of the moment when the next one comes
    sent: Mapping[str, Callable[[Answer | Digest], Json]]  # to a platform, by its name


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


def chosen(query: Mapping[str, str], zone: str) -> PreviewChoice:
    """What the page's address asks for; what makes no sense there is refused in a sentence."""
    asked = {name: value.strip() for name, value in query.items() if value.strip()}
    refused: list[str] = []

    def read(name: str, kind: Callable[[str], Value], default: Value) -> Value:
        try:
            return kind(asked[name]) if name in asked else default
        except UsageError as error:
            refused.append(f"“{asked[name][:40]}”: {error.advice}")
            return default

    return PreviewChoice(
        topics=asked.get("topics", "")[:300],
        length=read("length", digest_text.length, Length.BRIEF),
        at=read("at", times.clock, digest_options.MORNING),
        zone=read("zone", zones.read, zone),
        channel=asked.get("channel", "").lstrip("#")[:80],
        theme="dark" if asked.get("theme") == "dark" else "light",
        width="phone" if asked.get("width") == "phone" else "desk",
        refused=tuple(refused),
    )


async def _panels(previewer: Previewer, choice: PreviewChoice) -> list[Panel]:
    clock = Clock(ZoneInfo(choice.zone))
    answer = await _or_advice(previewer.answer(choice))
    digest = await _or_advice(previewer.digest(choice))
    panels = []
    for name, sent in previewer.sent.items():
        title, look = _LOOKS[name]
        shown = answer if isinstance(answer, str) else look(sent(answer), clock)
        daily = digest if isinstance(digest, str) else look(sent(digest), _of_digest(digest, clock))
        due = None if isinstance(digest, str) else digest.as_of
        panels.append(Panel(name, title, shown, daily, due))
    return panels


def _of_digest(digest: Digest, clock: Clock) -> Clock:
    """A digest's dates are in its own language."""
    return clock._replace(tr=translation((digest.lang,)))


async def _or_advice(given: Awaitable[Any]) -> Any:  # noqa: ANN401  whatever it waits for
    try:
        return await given
    except BriefbotError as error:
        return preview_page.advice(error.advice)
