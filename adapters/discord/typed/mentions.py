"""I/O. What is written to the bot: a mention, a reply to a post of its, a direct message.

Without a privileged intent Discord gives the words of such messages alone.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import discord

from adapters.chat import actions
from adapters.chat.follow_up import asked_ahead, asked_away
from adapters.chat.managing import about_sources, sources
from adapters.chat.managing.sources import SourceAction
from adapters.chat.remarks import RemarkKind, remark, schedule
from adapters.discord.addresses import first_address
from adapters.discord.answering import Answering, Expected, Fill, missed
from adapters.discord.calls import call, send
from adapters.discord.greeting import shown_help, to_remark
from adapters.discord.rendering import layout
from adapters.discord.rendering.components import Json
from bot.errors import PostError, UsageError
from bot.models import Agenda, Answer, Brief, Channel, Person, Post, Timeline
from bot.ports import Asker, Desk
from bot.translation import Translation, code, translatable, translation

log = logging.getLogger(__name__)

MOST_WORDS = 2_000  # characters
SLOW = 1.0  # seconds; what is answered sooner needs no sign
_SHOWN = 8.0  # seconds; Discord takes the sign away after ten
_ALONE = translatable("Please ask that with `/brief`: only you see the answer then.")
# People, roles and everybody, whom a question is not about.
_CALLED = re.compile(r"<@[!&]?\d{1,20}>|(?<!\S)@(?:everyone|here)\b")


@dataclass(slots=True)
class WrittenToUs(Expected):
    """A message to the bot, which is answered by a reply to it."""

    message: discord.Message
    http: discord.http.HTTPClient
    languages: tuple[str, ...]
    limit: asyncio.Timeout | None = None
    posted: str = ""  # the id of the reply

    @property
    def who(self) -> Person:
        return Person("discord", self.place.workspace, str(self.message.author.id))

    @property
    def place(self) -> Channel:
        """Where it was written, also a thread or a direct message."""
        channel, guild = self.message.channel, self.message.guild
        server = guild.id if guild else getattr(channel, "guild_id", None)
        return Channel("discord", str(server or ""), str(channel.id))

    @property
    def is_direct(self) -> bool:
        """Whether nobody else sees it; a server that is not known yet is no direct message."""
        return isinstance(self.message.channel, discord.DMChannel)

    @property
    def asker(self) -> Asker:
        return Asker(self.who, None if self.is_direct else self.place, self.languages)

    @property
    def tr(self) -> Translation:
        return translation(self.languages)

    async def fill(self, shown: Json) -> None:
        reference = {"message_id": str(self.message.id), "fail_if_not_exists": False}
        answer = {**shown, "message_reference": reference}
        sent = await send(self.http, self.place.id, answer, f"re-{self.message.id}")
        self.posted = str(sent["id"])

    async def say(self, text: str) -> None:
        if self.posted:
            return
        try:
            await self.fill(layout.notice(self.tr.said(text)))
        except PostError as error:
            log.info("a message is not answered: %s", error.log)


async def heard(
    answering: Answering,
    client: discord.Client,
    message: discord.Message,
    languages: tuple[str, ...],
) -> None:
    """Answers a person's message to the bot, once; all others are left alone."""
    own = code(message.guild.preferred_locale.value) if message.guild else ""
    said = WrittenToUs(message, client.http, tuple(dict.fromkeys(filter(None, (own, *languages)))))
    if message.author.bot or not (said.is_direct or client.user in message.mentions):
        return
    if not await answering.desk.first_time(f"discord:message:{message.id}"):
        return

    async def act(fill: Fill) -> None:
        await _answer(answering.desk, said, fill)

    async with _typing(said):
        await answering.work(said, act)


@asynccontextmanager
async def _typing(said: WrittenToUs) -> AsyncIterator[None]:
    """Shows that the bot types while an answer is made slowly; it ends by itself."""

    async def show() -> None:
        await asyncio.sleep(SLOW)
        while not said.posted:
            await call(said.http, "POST", "/channels/{channel_id}/typing", channel_id=said.place.id)
            await asyncio.sleep(_SHOWN)

    showing = asyncio.create_task(show())
    try:
        yield
    finally:
        showing.cancel()
        with suppress(asyncio.CancelledError, PostError):  # an answer comes without it too
            await showing


async def _answer(desk: Desk, said: WrittenToUs, fill: Fill) -> None:
    words = " ".join(_CALLED.sub(" ", said.message.content[:MOST_WORDS]).split())
    if not words:
        await fill(shown_help(said.tr))
        return
    if (one := remark(words) or schedule(words)) and not (
        one.kind is RemarkKind.UNDER and await _answered_before(desk, said)
    ):
        await fill(to_remark(one, said.tr, personal=said.is_direct))
        return
    if (wish := sources.read(words)) and wish.action in {SourceAction.OWNER, SourceAction.LIST}:
        brief = None if wish.about else await _answered_before(desk, said)
        shown_of = await about_sources.answered(desk, said.asker, wish, may=False, brief=brief)
        await fill(layout.sources_asked(shown_of))
        return
    if asked_away(words):
        await _missed(desk, said, fill)
        return
    answer = await _found(desk, said, words)
    if isinstance(answer, Timeline | Agenda):
        await fill(layout.turns(answer, said.tr))
        return

    async def published(brief: Brief, tr: Translation) -> Post:
        await fill(layout.posted(brief, tr))
        return Post(said.place, said.posted, lang=tr.lang)

    async def shown(private: Answer) -> None:
        await fill(layout.answer(private, said.tr, can_post=False))
        if private.brief and private.brief.id:
            post = Post(said.place, said.posted, lang=said.tr.lang)
            await desk.posted(private.brief.id, post)

    if answer.brief and not said.is_direct:
        await actions.publish(desk, said.asker, answer.brief, published)
    else:
        await actions.show(desk, said.asker, answer, shown)


async def _missed(desk: Desk, said: WrittenToUs, fill: Fill) -> None:
    if not said.is_direct:
        raise UsageError("what somebody missed, in public", advice=_ALONE)
    await missed(desk, said.asker, fill)


async def _found(desk: Desk, said: WrittenToUs, words: str) -> Answer | Agenda | Timeline:
    asker = said.asker if said.is_direct else actions.anybody(said.asker)
    if link := first_address(words):
        return await desk.brief(asker, link)
    if words.casefold() in _names("top", said.tr):
        return await desk.top(asker)
    if words.casefold() in _names("new", said.tr):
        return await desk.new(asker)
    if (topic := asked_ahead(words)) is not None:
        return await desk.ahead(asker, topic)
    if brief := await _answered_before(desk, said):
        return await actions.below(desk, asker, brief, words)
    return await desk.brief(asker, words)


def _names(command: str, tr: Translation) -> set[str]:
    """A command as it is typed, without its slash."""
    return {command, tr(f"/{command}").removeprefix("/")}


async def _answered_before(desk: Desk, said: WrittenToUs) -> Brief | None:
    """The brief that something is said under: in a reply to it, in its thread, in private."""
    reference, channel = said.message.reference, said.message.channel
    if reference is not None and reference.message_id:
        brief = await desk.brief_in(said.place, str(reference.message_id))
        if brief is not None:
            return brief
    if said.is_direct or isinstance(channel, discord.Thread):
        return await desk.brief_in(said.place, None)
    return None
