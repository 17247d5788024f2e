"""I/O. The buttons and menus under a brief and a digest.

A button carries the stored brief's id, so that it works after a restart and on any replica.
"""

import re
from collections.abc import Awaitable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import actions
from adapters.chat.actions import once
from adapters.chat.buttons import ON_PRESS, Asked
from adapters.chat.card import Action
from adapters.chat.lines import Line, Typed, said
from adapters.chat.managing.naming import DigestKey
from adapters.chat.managing.panel import DigestPanel
from adapters.chat.managing.sources import SourcePanel
from adapters.slack import payloads
from adapters.slack.calls import post_error
from adapters.slack.commands import TYPED
from adapters.slack.front import Front, SlackRequest, Work
from adapters.slack.home import publish
from adapters.slack.people import is_admin, require_admin, require_manager
from adapters.slack.rendering import views
from adapters.slack.rendering.blocks import (
    ASK,
    FEEDBACK,
    MENU,
    STORY,
    action_id,
    answer_message,
    posted_message,
    sources_message,
    turns_message,
)
from adapters.slack.rendering.digests import (
    digest_message,
    panel_message,
    source_message,
    why_message,
)
from adapters.slack.rendering.elements import Message, notice
from adapters.slack.replies import post
from bot.errors import NotAllowedError, PostUnknownError, UsageError
from bot.models import Answer, Brief, Channel, Digest, Post, Timeline
from bot.ports import Asker
from bot.translation import Translation, translatable

_LOOK_FIRST = translatable(
    "Slack did not say whether it was posted. Please look before you post it again."
)


@dataclass(frozen=True, slots=True)
class SlackPress:
    """What was pressed, and what Slack can do about it."""

    front: Front
    request: SlackRequest
    target: str
    action: Action | None = None
    written: str = ""

    @property
    def in_thread(self) -> Line:
        return said(self.request.tr("The whole story is in the thread below."))

    @property
    def asker(self) -> Asker:
        return self.request.asker

    def once(self, what: str) -> AbstractAsyncContextManager[bool]:
        """Under a message, or in an App Home as it was."""
        body = self.request.body
        container, view = body["container"], body.get("view") or {}
        stood_in = container.get("message_ts") or f"{container.get('view_id')}:{view.get('hash')}"
        key = f"slack:{what}:{self.asker.channel}:{stood_in}:{self.target}"
        return once(self.front.desk, key)

    async def follower(self) -> Asker:
        if self.asker.channel:
            await require_admin(self.request, self.front.settings)
        return self.asker

    async def answered(self, question: Awaitable[Asked], waiting: str) -> Asked:
        return await self.request.answered(question, waiting)

    async def say(self, line: Line) -> None:
        await self.request.reply.tell(notice(line))

    async def show(self, answer: Answer) -> None:
        """More of a brief stands in its place, where only the asker saw it; all else beside what
        was pressed in, which may hold more than this."""
        can_post = self.asker.channel is not None
        message = answer_message(answer, self.request.tr, can_post=can_post)
        reply = self.request.reply
        is_more = self.action is Action.MORE and answer.brief is not None
        await (reply.replace(message) if is_more else reply.show(message))

    async def show_sources(self, brief: Brief) -> None:
        await self.request.reply.show(sources_message(brief, self.request.tr))

    async def show_timeline(self, timeline: Timeline) -> None:
        await self.request.reply.show(turns_message(timeline, self.request.tr))

    async def done(self, _: Line) -> None:
        await self.request.reply.take_away()

    def require_leave(self) -> None:
        self._channel()

    async def post(self, brief: Brief, tr: Translation) -> Post:
        message = posted_message(brief, tr)
        posted = await _published(self.request.client, self._channel(), message)
        return replace(posted, lang=tr.lang)

    def has_thread(self) -> bool:
        return self.asker.channel is not None and not payloads.is_private(self.request.body)

    async def post_in_thread(self, brief: Brief, tr: Translation) -> Post:
        thread, message = payloads.thread(self.request.body), posted_message(brief, tr)
        posted = await _published(self.request.client, self._channel(), message, thread)
        return replace(posted, lang=tr.lang)

    @property
    def typed(self) -> Typed:
        return TYPED

    async def managed(self) -> DigestKey:
        """The digest that a button names; those of the channel that an alert stands in."""
        body = self.request.body
        is_under_alert = self.action is Action.NO_ALERTS
        key = DigestKey(payloads.place(body)) if is_under_alert else payloads.pressed_digest(body)
        await require_manager(self.request, self.front, key.channel)
        return key

    async def post_digest(self, where: Channel, digest: Digest) -> Post:
        return await _published(self.request.client, where, digest_message(digest))

    async def require_admin(self) -> None:
        if not await is_admin(self.request):
            advice = translatable("Only admins of the workspace add sources. Please ask one.")
            raise NotAllowedError(f"slack: {self.asker.person} adds no source", advice=advice)

    async def post_sources(self, shown: SourcePanel) -> None:
        await _published(self.request.client, self._channel(), source_message(shown))

    async def show_panels(self, shown: Sequence[DigestPanel]) -> None:
        """Beside what was pressed in. An App Home is shown anew; what it does not show then, that
        a digest was posted or what it was, is said in person."""
        is_home = payloads.is_home(self.request.body)
        if is_home:
            await publish(self.front.desk, self.request)
        if not is_home or not shown[0].buttons:
            await self.request.reply.show(panel_message(*shown))

    def _channel(self) -> Channel:
        if self.asker.channel is None:
            advice = "There is no channel here to post to."
            raise UsageError("slack: no channel to post to", advice=advice)
        return self.asker.channel


@dataclass(frozen=True, slots=True)
class Pressing:
    """Does what a button says."""

    front: Front

    def listen(self, app: AsyncApp) -> None:
        """Registers the listeners."""
        for action in ON_PRESS.keys() - _OF_A_FORM:
            app.block_action(action_id(action))(self.front.listener(self._doing(action)))
        for name, work in (
            (STORY, self._doing(Action.STORY)),
            (MENU, self._menu),
            (FEEDBACK, self._menu),
            (action_id(Action.WHY), self._why),
            (views.OPEN_BRIEF, self._open),
            (re.compile(rf"{ASK}_\d+"), self._ask),
        ):
            app.block_action(name)(self.front.listener(work))
        app.view_submission(views.WRONG)(self.front.form(self._complain, _thank))

    def listen_to_the_rest(self, app: AsyncApp) -> None:
        """Registers what answers every button that no listener before it knows."""
        app.block_action(re.compile(""))(self.front.listener(_outdated))

    def _doing(self, action: Action) -> Work:
        async def press(request: SlackRequest) -> None:
            pressed = SlackPress(self.front, request, _pressed(request), action)
            await ON_PRESS[action](self.front.desk, pressed)

        return press

    async def _complain(self, request: SlackRequest) -> None:
        view = request.body["view"]
        reason = views.reason(view)
        await self.front.desk.wrong(request.asker, view["private_metadata"], reason)

    async def _ask(self, request: SlackRequest) -> None:
        words = payloads.chosen(request.body)
        desk, press = self.front.desk, SlackPress(self.front, request, words)
        question = desk.brief(request.asker, words)
        waiting = request.tr("Reading the news on {topic}…", topic=words)
        answer = request.answered(question, waiting)
        await actions.show(desk, request.asker, await answer, press.show)

    async def _open(self, request: SlackRequest) -> None:
        brief = await self.front.desk.stored(_pressed(request))
        await request.reply.show(posted_message(brief, request.tr))

    async def _why(self, request: SlackRequest) -> None:
        digest = await self.front.desk.stored_digest(_pressed(request))
        await request.reply.show(why_message(digest))

    async def _menu(self, request: SlackRequest) -> None:
        """The menu under a brief: an action and the brief."""
        what = payloads.chosen(request.body).partition(" ")[0]
        if what == action_id(Action.WRONG):
            await _open_form(request)
        else:
            await self._doing(_IN_MENU[what])(request)


async def _published(
    client: AsyncWebClient, channel: Channel, message: Message, thread: str | None = None
) -> Post:
    """Posts a message for everybody; raises PostUnknownError where Slack may have taken it."""
    try:
        ts = await post(client, channel.id, message, thread)
    except Exception as error:
        failed = post_error(error)
        if isinstance(failed, PostUnknownError):
            raise PostUnknownError(failed.log, advice=_LOOK_FIRST) from error
        raise
    return Post(channel, ts, thread)


_OF_A_FORM = {Action.WRONG}
_IN_A_MENU = (
    Action.SOURCES, Action.NEW, Action.TIMELINE, Action.FOLLOW, Action.LANGUAGE, Action.USEFUL,
)  # fmt: skip
_IN_MENU = {action_id(one): one for one in _IN_A_MENU}


async def _thank(request: SlackRequest, _: None) -> None:
    await request.tell(actions.THANKS)


async def _open_form(request: SlackRequest) -> None:
    trigger, view = request.body["trigger_id"], views.wrong_view(_pressed(request), request.tr)
    await request.client.views_open(trigger_id=trigger, view=view)


async def _outdated(request: SlackRequest) -> None:
    """A button that an older version made; one that only leads to a page needs no answer."""
    if "url" not in request.body["actions"][0]:
        raise UsageError("slack: an unknown button", advice=actions.OUTDATED)


def _pressed(request: SlackRequest) -> str:
    """The id that a button or a menu's choice carries, without the name of the choice."""
    return payloads.chosen(request.body).rpartition(" ")[2]
