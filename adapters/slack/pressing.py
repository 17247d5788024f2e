"""I/O. The buttons and menus under a brief and a digest.

A button carries the stored brief's id, so that it works after a restart and on any replica.
"""

import re
from collections.abc import Awaitable
from dataclasses import dataclass, replace

from slack_bolt.async_app import AsyncApp

from adapters.chat.once import once
from adapters.slack import payloads, views
from adapters.slack.blocks import (
    ASK,
    FOLLOW,
    MORE_OF,
    NEW_IN,
    POST,
    SOURCES,
    STORY,
    WRONG,
    answer_message,
    posted_message,
    sources_message,
)
from adapters.slack.calls import post_error
from adapters.slack.digests import MENU, WHY, why_message
from adapters.slack.elements import Message
from adapters.slack.front import Front, SlackRequest
from adapters.slack.people import require_admin
from adapters.slack.replies import post
from bot.errors import NotFoundError, PostUnknownError
from bot.models import Answer, Brief, Channel, Length, Post

_LOOK_FIRST = "Slack did not say whether it was posted. Please look before you post it again."


@dataclass(frozen=True, slots=True)
class Pressing:
    """Does what a button says."""

    front: Front

    def listen(self, app: AsyncApp) -> None:
        """Registers the listeners."""
        for action, work in (
            (POST, self._post),
            (MORE_OF, self._more),
            (SOURCES, self._sources),
            (NEW_IN, self._new),
            (FOLLOW, self._follow),
            (WRONG, self._wrong),
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
        brief = await self._brief(request)
        if channel is None:
            await request.tell("There is no channel here to post to.")
            return
        async with once(self.front.desk, _named("post", request)) as is_first:
            if not is_first:
                return
            ts = await _posted(request, posted_message(brief))
        await self.front.desk.posted(brief.id or "", Post(channel, ts))
        await self.front.desk.told(request.asker, brief)
        await request.reply.take_away()

    async def _more(self, request: SlackRequest) -> None:
        """The full length: in the thread where the brief stands in the channel, once."""
        if payloads.is_private(request.body) or request.asker.channel is None:
            await self._show_private(request, await self._whole(request))
            return
        async with once(self.front.desk, _named("more", request)) as is_first:
            if is_first:
                await self._show_in_thread(request, request.asker.channel)
            else:
                await request.tell("The whole story is in the thread below.")

    async def _whole(self, request: SlackRequest) -> Answer:
        brief = await self._brief(request)
        asker, desk = request.asker, self.front.desk
        question = (
            desk.story(asker, brief.story, Length.FULL)
            if brief.story
            else desk.brief(asker, brief.topic or _link(brief), Length.FULL)
        )
        return await request.answered(question, "Reading the whole story…")

    async def _show_in_thread(self, request: SlackRequest, channel: Channel) -> None:
        answer = await self._whole(request)
        if answer.brief is None:
            advice = (
                answer.note or "There is no more of that story. Please ask for its topic again."
            )
            raise NotFoundError("slack: no more of a story", advice=advice)
        thread = payloads.thread(request.body)
        ts = await _posted(request, posted_message(answer.brief), thread)
        await self.front.desk.told(request.asker, answer.brief)
        if answer.brief.id:
            await self.front.desk.posted(answer.brief.id, Post(channel, ts, thread))

    async def _sources(self, request: SlackRequest) -> None:
        brief = await self._brief(request)
        await request.reply.show(sources_message(brief))

    async def _new(self, request: SlackRequest) -> None:
        brief = await self._brief(request)
        question = self.front.desk.story(request.asker, brief.story or "", only_new=True)
        await self._ask_private(request, question, "Looking for what is new…")

    async def _follow(self, request: SlackRequest) -> None:
        brief = await self._brief(request)
        if request.asker.channel:
            await require_admin(request, self.front.settings)
        is_followed = await self.front.desk.follow(request.asker, brief.story or "")
        here = " here" if request.asker.channel else ""
        comes = "with /brief new and the digest" if here else "with /brief new"
        await request.tell(
            f"You follow this story{here} now: what is new in it comes {comes}. "
            "Press again to stop."
            if is_followed
            else f"You no longer follow this story{here}."
        )

    async def _wrong(self, request: SlackRequest) -> None:
        trigger = request.body["trigger_id"]
        view = views.wrong_view(_pressed(request))
        await request.client.views_open(trigger_id=trigger, view=view)

    async def _complaint(self, request: SlackRequest) -> None:
        view = request.body["view"]
        await self.front.desk.wrong(request.asker, view["private_metadata"], views.reason(view))
        await request.tell("Thank you. The operator will look at it, and correct every copy.")

    async def _story(self, request: SlackRequest) -> None:
        question = self.front.desk.story(request.asker, _pressed(request))
        await self._ask_private(request, question, "Reading the story…")

    async def _ask(self, request: SlackRequest) -> None:
        words = payloads.chosen(request.body)
        question = self.front.desk.brief(request.asker, words)
        await self._ask_private(request, question, f"Reading the news on {words}…")

    async def _open(self, request: SlackRequest) -> None:
        brief = await self.front.desk.stored(_pressed(request))
        await request.reply.show(posted_message(brief))

    async def _menu(self, request: SlackRequest) -> None:
        """The menu under a digest's story: "why <digest> <number>", or an action and a brief."""
        what, _, rest = payloads.chosen(request.body).partition(" ")
        if what == WHY:
            await self._why(request, rest)
        elif what == FOLLOW:
            await self._follow(request)
        else:
            await self._wrong(request)

    async def _why(self, request: SlackRequest, rest: str) -> None:
        name, _, number = rest.rpartition(" ")
        digest = await self.front.desk.stored_digest(name)
        at = int(number) if number.isdecimal() else len(digest.items)
        if at >= len(digest.items):
            raise NotFoundError(
                f"slack: digest {name} has no story {number}",
                advice="That story is no longer in the digest.",
            )
        await request.reply.show(why_message(digest.items[at]))

    async def _ask_private(
        self, request: SlackRequest, question: Awaitable[Answer], waiting: str
    ) -> None:
        await self._show_private(request, await request.answered(question, waiting))

    async def _show_private(self, request: SlackRequest, answer: Answer) -> None:
        """A brief in the place of the pressed one, where only the asker saw that."""
        if answer.brief is None:
            await request.reply.show(answer_message(answer))
            return
        can_post = request.asker.channel is not None
        await request.reply.replace(answer_message(answer, can_post=can_post))
        await self.front.desk.told(replace(request.asker, channel=None), answer.brief)

    async def _brief(self, request: SlackRequest) -> Brief:
        return await self.front.desk.stored(_pressed(request))


def _named(what: str, request: SlackRequest) -> str:
    """The same for every press of that button under that message."""
    message = request.body["container"]["message_ts"]
    return f"slack:{what}:{request.asker.channel}:{message}:{_pressed(request)}"


async def _posted(request: SlackRequest, message: Message, thread: str | None = None) -> str:
    channel = payloads.channel_id(request.body)
    try:
        return await post(request.client, channel, message, thread)
    except Exception as error:
        failed = post_error(error)
        if isinstance(failed, PostUnknownError):
            raise PostUnknownError(failed.log, advice=_LOOK_FIRST) from error
        raise


def _pressed(request: SlackRequest) -> str:
    """The id that a button or a menu's choice carries, without the name of the choice."""
    return payloads.chosen(request.body).rpartition(" ")[2]


def _link(brief: Brief) -> str:
    return next((one.url for one in brief.sources if one.url), "")
