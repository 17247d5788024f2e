"""I/O. The buttons and menus under a brief and a digest.

A button carries the stored brief's id, so that it works after a restart and on any replica.
"""

import re
from collections.abc import Awaitable
from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp

from adapters.chat import actions
from adapters.chat.card import Action
from adapters.chat.once import once
from adapters.slack import payloads, views
from adapters.slack.blocks import (
    ASK,
    STORY,
    action_id,
    answer_message,
    posted_message,
    sources_message,
)
from adapters.slack.calls import post_error
from adapters.slack.digests import MENU, WHY
from adapters.slack.elements import notice
from adapters.slack.front import Front, SlackRequest
from adapters.slack.people import require_admin
from adapters.slack.replies import post
from bot.errors import PostUnknownError
from bot.models import Answer, Brief, Channel, Post

_LOOK_FIRST = "Slack did not say whether it was posted. Please look before you post it again."
NAMES = actions.Names("This channel", "/brief new", "/brief digest")


@dataclass(frozen=True, slots=True)
class Pressing:
    """Does what a button says."""

    front: Front

    def listen(self, app: AsyncApp) -> None:
        """Registers the listeners."""
        for action, work in (
            (action_id(Action.POST), self._post),
            (action_id(Action.MORE), self._more),
            (action_id(Action.SOURCES), self._sources),
            (action_id(Action.NEW), self._new),
            (action_id(Action.FOLLOW), self._follow),
            (action_id(Action.WRONG), self._wrong),
            (STORY, self._story),
            (MENU, self._menu),
            (views.OPEN_BRIEF, self._open),
        ):
            app.block_action(action)(self.front.listener(work))
        app.block_action(re.compile(rf"{ASK}_\d+"))(self.front.listener(self._ask))
        app.view_submission(views.WRONG)(self.front.listener(self._complaint))

    async def _post(self, request: SlackRequest) -> None:
        """Posts the brief for everybody, once: a second press of the same button does nothing."""
        channel = request.asker.channel
        if channel is None:
            await request.tell("There is no channel here to post to.")
            return
        key, brief = _named("post", request), _pressed(request)
        into = _into(request, channel)
        if await actions.share(self.front.desk, request.asker, brief, key, into):
            await request.reply.take_away()
        else:
            await request.tell(actions.USED)

    async def _more(self, request: SlackRequest) -> None:
        """The full length: in the thread where the brief stands in the channel, once."""
        channel, desk = request.asker.channel, self.front.desk
        if payloads.is_private(request.body) or channel is None:
            await self._show(request, self._whole(request))
            return
        async with once(desk, _named("more", request)) as is_first:
            if not is_first:
                await request.tell("The whole story is in the thread below.")
            elif brief := (await self._whole(request)).brief:
                thread = payloads.thread(request.body)
                await actions.publish(desk, request.asker, brief, _into(request, channel, thread))

    async def _whole(self, request: SlackRequest) -> Answer:
        question = actions.whole(self.front.desk, request.asker, _pressed(request))
        return await request.answered(question, "Reading the whole story…")

    async def _sources(self, request: SlackRequest) -> None:
        brief = await self.front.desk.stored(_pressed(request))
        await request.reply.show(sources_message(brief))

    async def _new(self, request: SlackRequest) -> None:
        question = actions.new(self.front.desk, request.asker, _pressed(request))
        await self._show(request, request.answered(question, "Looking for what is new…"))

    async def _follow(self, request: SlackRequest) -> None:
        if request.asker.channel:
            await require_admin(request, self.front.settings)
        desk, brief = self.front.desk, _pressed(request)
        await request.tell(await actions.follow(desk, request.asker, brief, NAMES))

    async def _wrong(self, request: SlackRequest) -> None:
        trigger = request.body["trigger_id"]
        view = views.wrong_view(_pressed(request))
        await request.client.views_open(trigger_id=trigger, view=view)

    async def _complaint(self, request: SlackRequest) -> None:
        view = request.body["view"]
        await self.front.desk.wrong(request.asker, view["private_metadata"], views.reason(view))
        await request.tell(actions.THANKS)

    async def _story(self, request: SlackRequest) -> None:
        question = self.front.desk.story(request.asker, _pressed(request))
        await self._show(request, request.answered(question, "Reading the story…"))

    async def _ask(self, request: SlackRequest) -> None:
        words = payloads.chosen(request.body)
        question = self.front.desk.brief(request.asker, words)
        await self._show(request, request.answered(question, f"Reading the news on {words}…"))

    async def _open(self, request: SlackRequest) -> None:
        brief = await self.front.desk.stored(_pressed(request))
        await request.reply.show(posted_message(brief))

    async def _menu(self, request: SlackRequest) -> None:
        """The menu under a digest's story: "why <digest> <number>", or an action and a brief."""
        what, _, rest = payloads.chosen(request.body).partition(" ")
        if what == WHY:
            await self._why(request, rest)
        elif what == action_id(Action.FOLLOW):
            await self._follow(request)
        else:
            await self._wrong(request)

    async def _why(self, request: SlackRequest, rest: str) -> None:
        name, _, number = rest.rpartition(" ")
        place = int(number) if number.isdecimal() else -1
        await request.reply.show(notice(await actions.why(self.front.desk, name, place)))

    async def _show(self, request: SlackRequest, question: Awaitable[Answer]) -> None:
        """A brief in the place of the pressed one, where only the asker saw that."""

        async def shown(answer: Answer) -> None:
            message = answer_message(answer, can_post=request.asker.channel is not None)
            reply = request.reply
            await (reply.replace(message) if answer.brief else reply.show(message))

        await actions.show(self.front.desk, request.asker, question, shown)


def _named(what: str, request: SlackRequest) -> str:
    """The same for every press of that button under that message."""
    message = request.body["container"]["message_ts"]
    return f"slack:{what}:{request.asker.channel}:{message}:{_pressed(request)}"


def _into(request: SlackRequest, channel: Channel, thread: str | None = None) -> actions.Publish:
    """Posts a brief in the channel, or in a thread there."""

    async def published(brief: Brief) -> Post:
        try:
            ts = await post(request.client, channel.id, posted_message(brief), thread)
        except Exception as error:
            failed = post_error(error)
            if isinstance(failed, PostUnknownError):
                raise PostUnknownError(failed.log, advice=_LOOK_FIRST) from error
            raise
        return Post(channel, ts, thread)

    return published


def _pressed(request: SlackRequest) -> str:
    """The id that a button or a menu's choice carries, without the name of the choice."""
    return payloads.chosen(request.body).rpartition(" ")[2]
