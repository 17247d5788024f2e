"""I/O. What can be asked on Discord, and what the bot says once to a server that lets it in."""

import logging

from discord.http import HTTPClient

from adapters.chat import guide, remarks
from adapters.chat.remarks import DigestTyped, Remark, RemarkKind
from adapters.discord.calls import send
from adapters.discord.rendering import components as parts
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.inert import markdown
from adapters.discord.rendering.layout import listing, notice
from bot.errors import PostError
from bot.ports import Desk
from bot.translation import ENGLISH, Translation, translatable

log = logging.getLogger(__name__)

_TYPED = DigestTyped(
    "/digest", "/digest set", "/my", "sources:", "languages:", "digest:", in_a_line=False
)
_EXAMPLES = (
    (translatable("/brief topic:ukraine"), translatable("a topic, as you would say it")),
    (translatable("/brief link:https://…"), translatable("any article")),
    (translatable("/top"), translatable("what matters most now")),
    (
        translatable("/digest set at:08:00 topics:ukraine, chad"),
        translatable("a digest for this channel, every day"),
    ),
    (translatable("/new"), translatable("what is new since you were last told")),
    (
        translatable("/my digest:ukraine, grain at 7"),
        translatable("a digest for you alone, in direct messages"),
    ),
    (
        translatable("/digest show"),
        translatable("this channel's digest, with what can be done about it"),
    ),
    (translatable("/feeds list"), translatable("where the news comes from, and how to add to it")),
    (
        translatable("Apps › Brief this"),
        translatable("in a message's menu: the article it links to"),
    ),
)


def shown_help(tr: Translation = ENGLISH) -> Json:
    """What can be asked."""
    return parts.message([parts.text(listing(guide.listing(_EXAMPLES, tr), "## {}"))])


def to_remark(one: Remark, tr: Translation, *, personal: bool) -> Json:
    """What is said to what asks for no news."""
    spoken = remarks.in_its_language(one, tr)
    if one.kind is RemarkKind.HELP:
        return shown_help(spoken)
    return notice(markdown(remarks.answered(one, _TYPED, spoken, personal=personal)))


async def greet(
    desk: Desk, http: HTTPClient, server: str, channel: str, tr: Translation = ENGLISH
) -> None:
    """Says once in a server what the bot does; it is no harm where it may not write there."""
    if not await desk.first_time(_key(server)):
        return
    said = notice(*map(markdown, guide.welcome(_EXAMPLES, translatable("/brief topic:help"), tr)))
    try:
        await send(http, channel, said, f"hello-{server}"[:25])
    except PostError as error:
        log.info("%s: not greeted: %s", server, error.log)


async def left(desk: Desk, server: str) -> None:
    """Forgets a server, which is greeted again if it comes back."""
    await desk.left("discord", server)
    await desk.undone(_key(server))


def _key(server: str) -> str:
    return f"discord:greeted:{server}"
