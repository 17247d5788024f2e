"""I/O. `/brief`, a mention, and "Brief this": a question is asked and its answer shown."""

from collections.abc import Awaitable
from dataclasses import dataclass, replace

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import actions, remarks
from adapters.chat.lines import said
from adapters.chat.managing import about_sources
from adapters.chat.managing.by_mail import MailOrder
from adapters.chat.managing.sources import SourceAction, SourceWish
from adapters.chat.remarks import Remark, RemarkKind
from adapters.chat.text import clean, shortened
from adapters.slack import payloads
from adapters.slack.commands import (
    DIGEST_TYPED,
    Ahead,
    Ask,
    Away,
    Own,
    Topics,
    Word,
    parse,
)
from adapters.slack.front import Front, SlackRequest, private_reply
from adapters.slack.manifest import COMMAND, SHORTCUT
from adapters.slack.people import is_admin
from adapters.slack.rendering.blocks import ASK, answer_message, posted_message, turns_message
from adapters.slack.rendering.digests import preview_message, source_message
from adapters.slack.rendering.elements import Json, Message, button, context, notice
from adapters.slack.rendering.views import help_blocks
from adapters.slack.replies import ThreadReply
from adapters.slack.subscribing import Subscribing
from bot.models import Agenda, Answer, Brief, Digest, Post, Timeline
from bot.translation import ENGLISH, Translation, translatable

MOST_WORDS = 2_000  # characters
NO_LINK = translatable(
    "That message has no link to an article. Choose “Brief this” on a message with one, "
    "or type /brief and a topic."
)


@dataclass(frozen=True, slots=True)
class Asking:
    """Answers questions from the desk."""

    front: Front
    subscribing: Subscribing

    def listen(self, app: AsyncApp) -> None:
        """Registers the listeners."""
        app.command(COMMAND)(self.front.listener(self._command))
        for event in ("app_mention", "message"):
            app.event(event)(self.front.listener(self._mention, _in_thread))
        app.message_shortcut(SHORTCUT)(self.front.listener(self._shortcut))

    async def _command(self, request: SlackRequest) -> None:
        command = parse(payloads.command_words(request.body.get("text") or "")[:MOST_WORDS])
        match command:
            case Ask() | Ahead() | Topics() | Word() if command is not Word.DIGEST:
                await self._answer(request, command)
            case Remark():
                await _remarked(request, command)
            case Away():
                await self._away(request)
            case SourceWish():
                await self._of_sources(request, command)
            case _:
                await self.subscribing.do(request, command)

    async def _mention(self, request: SlackRequest) -> None:
        words = payloads.asked_words(request.body["event"].get("text") or "")[:MOST_WORDS]
        command = parse(words)
        match command:
            case Ask() | Remark(RemarkKind.UNDER) if not payloads.links(request.body["event"]) and (
                brief := await self._answered_before(request)
            ):
                await self._below(request, brief, words)
            case Ask() | Ahead() | Topics() | Word() if command is not Word.DIGEST:
                await self._answer(request, command)
            case Remark():
                await _remarked(request, command)
            case Away():
                await self._away(request)
            case SourceWish():
                brief = None if command.about else await self._answered_before(request)
                await self._of_sources(request, command, brief)
            case MailOrder():
                await self.subscribing.do(request, command)
            case Own() if request.asker.channel is None:
                await self.subscribing.do(request, command)
            case _:
                await request.tell(
                    translatable(
                        "Digests are set with {command}, typed in the channel.",
                        command=f"{COMMAND} digest",
                    )
                )

    async def _answered_before(self, request: SlackRequest) -> Brief | None:
        """The brief that something is said under."""
        thread = payloads.inside(request.body)
        if thread is None and request.asker.channel:
            return None
        return await self.front.desk.brief_in(payloads.place(request.body), thread)

    async def _below(self, request: SlackRequest, brief: Brief, words: str) -> None:
        asker = actions.anybody(request.asker) if request.asker.channel else request.asker
        question = actions.below(self.front.desk, asker, brief, words)
        await self._show(request, question, request.tr("Reading the story…"))

    async def _shortcut(self, request: SlackRequest) -> None:
        links = payloads.links(request.body["message"])
        if not links:
            await request.tell(NO_LINK)
            return
        await self._answer(request, Ask(links[0]))

    async def _answer(self, request: SlackRequest, command: Ask | Ahead | Topics | Word) -> None:
        desk, asker, tr = self.front.desk, request.asker, request.tr
        if isinstance(request.reply, ThreadReply) and asker.channel:
            asker = actions.anybody(asker)
        match command:
            case Ask(words, near):
                question = desk.brief(asker, words)
                waiting = tr("Reading the news on {topic}…", topic=brief_words(words))
                await self._show(request, question, waiting, near)
            case Word.TOP:
                await self._show(request, desk.top(asker), tr("Reading the news…"))
            case Word.NEW:
                await self._show(request, desk.new(asker), tr("Looking for what is new…"))
            case Ahead(topic):
                waiting = tr("Looking at the days ahead…")
                await self._show(request, desk.ahead(asker, topic), waiting)
            case Topics(start):
                topics = await desk.topics(start)
                await request.reply.show(topics_message(topics, start, tr))
            case _:
                await request.reply.show(help_message(tr))

    async def _away(self, request: SlackRequest) -> None:
        """For the asker alone, also where everybody sees that it was asked."""
        desk, asker = self.front.desk, request.asker
        question = request.answered(desk.away(asker), request.tr("Looking for what is new…"))

        async def shown(digest: Digest) -> None:
            await request.reply.tell(preview_message(digest))

        await actions.show_missed(desk, asker, await question, shown)

    async def _of_sources(
        self, request: SlackRequest, wish: SourceWish, brief: Brief | None = None
    ) -> None:
        """Admins of the workspace add and remove sources; `brief` is the one it is asked under."""
        changes = wish.action in {SourceAction.ADD, SourceAction.REMOVE}
        may = changes and await is_admin(request)
        asked = about_sources.answered(self.front.desk, request.asker, wish, may=may, brief=brief)
        waiting = request.tr("Looking for a feed there…")
        shown = await (request.answered(asked, waiting) if changes else asked)
        await request.reply.show(source_message(shown))

    async def _show(
        self,
        request: SlackRequest,
        question: Awaitable[Answer | Agenda | Timeline],
        waiting: str,
        near: str | None = None,
    ) -> None:
        """Answers in the thread of a mention for everybody, else the asker alone; what stands in a
        direct message is edited too if it is corrected."""
        desk, asker, where = self.front.desk, request.asker, payloads.place(request.body)

        async def shown(answer: Answer) -> None:
            can_post = asker.channel is not None
            message = answer_message(answer, request.tr, near, can_post=can_post)
            ts = await request.reply.show(message)
            if ts and answer.brief and answer.brief.id:
                post = Post(where, ts, payloads.inside(request.body), request.tr.lang)
                await desk.posted(answer.brief.id, post)

        async def published(brief: Brief, tr: Translation) -> Post | None:
            ts = await request.reply.show(posted_message(brief, tr))
            return Post(where, ts, payloads.thread(request.body), tr.lang) if ts else None

        answer = await request.answered(question, waiting)
        if isinstance(answer, Timeline | Agenda):
            await request.reply.show(turns_message(answer, request.tr))
        elif isinstance(request.reply, ThreadReply) and asker.channel and answer.brief:
            await actions.publish(desk, asker, answer.brief, published)
        else:
            await actions.show(desk, asker, answer, shown)


def _in_thread(client: AsyncWebClient, body: Json) -> ThreadReply:
    """An ephemeral message is seen in a thread only once there is one: what is for the asker alone
    goes where they wrote. A direct message is answered below it, in its thread where it has one."""
    channel = payloads.channel_id(body)
    if payloads.asker(body).channel is None:
        return ThreadReply(client, channel, payloads.inside(body))
    return ThreadReply(client, channel, payloads.thread(body), private_reply(client, body))


async def _remarked(request: SlackRequest, one: Remark) -> None:
    """Answers what asks for no news; help may serve others too."""
    tr = remarks.in_its_language(one, request.tr)
    if one.kind is RemarkKind.HELP:
        await request.reply.show(help_message(tr))
        return
    personal = request.asker.channel is None
    await request.reply.tell(notice(remarks.answered(one, DIGEST_TYPED, tr, personal=personal)))


def brief_words(words: str) -> str:
    """What was asked, short enough for a line."""
    return shortened(clean(words), 80)


def help_message(tr: Translation = ENGLISH) -> Message:
    """What can be asked."""
    text = tr("What you can ask: /brief and a topic, a link, top, new, topics or digest.")
    return Message(text, tuple(help_blocks(tr)))


def topics_message(topics: tuple[str, ...], start: str, tr: Translation = ENGLISH) -> Message:
    """What the news is about, as buttons."""
    shown = [one for one in map(clean, topics) if one][:25]
    if not shown:
        nothing = tr("Nothing in the news begins with {start}.", start=brief_words(start))
        return notice(said(nothing if start else tr("No news yet.")))
    buttons = [button(one, f"{ASK}_{at}", one) for at, one in enumerate(shown)]
    opening = notice(said(tr("The news is about:")), buttons=buttons)
    below = context([said(tr("Press one for its brief"))])
    return replace(opening, blocks=(*opening.blocks, below))
