"""I/O. A channel's digest: made, shown, changed, paused and stopped."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import payloads, views
from adapters.slack.commands import Command, DigestWord, Wish
from adapters.slack.digests import digest_message
from adapters.slack.elements import Json, actions, context, notice
from adapters.slack.front import Front, Request
from adapters.slack.replies import PrivateReply
from bot.errors import NotAllowedError, UsageError
from bot.models import Channel

log = logging.getLogger(__name__)

ZONE_SECONDS = 1.5  # that a modal waits for the person's zone: Slack gives it 3 in all
DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Subscribing:
    """Changes digests as people wish."""

    front: Front

    def listen(self, app: AsyncApp) -> None:
        """Registers the listeners."""
        app.block_action(views.EDIT)(self.front.listener(self._edit))
        app.block_action(views.HOME_EDIT)(self.front.listener(self._edit_from_home))
        app.view_submission(views.DIGEST)(self.front.listener(self._filled, _to_its_channel))
        app.block_suggestion(views.ZONE)(_suggest_zones)

    async def do(self, request: Request, command: Command) -> None:
        """What `/brief digest …` asks for; raises a BriefbotError."""
        channel = _channel(request)
        match command:
            case Wish(at=time) as wish if time is not None:
                await self._make(request, channel, wish)
            case Wish() as wish:
                await self._open(request, channel, wish)
            case DigestWord.SHOW:
                await self._show(request, channel, "This channel's digest")
            case DigestWord.NOW:
                await self._now(request)
            case DigestWord():
                await self._change(request, channel, command)
            case _:
                await self._open(request, channel, Wish())

    async def _change(self, request: Request, channel: Channel, word: DigestWord) -> None:
        await self._require_admin(request)
        if word is DigestWord.STOP:
            await self.front.desk.stop(channel)
            await request.tell("This channel gets no digest any more.")
            return
        await self.front.desk.pause(channel, paused=word is DigestWord.PAUSE)
        said = "Paused" if word is DigestWord.PAUSE else "Goes on"
        await self._show(request, channel, said)

    async def _make(self, request: Request, channel: Channel, wish: Wish) -> None:
        await self._require_admin(request)
        before = await self.front.desk.subscription(channel)
        if before is None:
            before = views.blank(channel, await self._zone(request), self.front.now())
        made = views.wished(wish, before, request.asker.person, self.front.now())
        await self.front.desk.subscribe(made)
        await self._show(request, channel, "Saved")

    async def _open(self, request: Request, channel: Channel, wish: Wish) -> None:
        """Opens the modal: within the three seconds that a trigger lives."""
        now, zone = await asyncio.gather(self.front.desk.subscription(channel), self._zone(request))
        view = views.digest_view(channel, wish, now, zone)
        await request.client.views_open(trigger_id=request.body["trigger_id"], view=view)

    async def _edit(self, request: Request) -> None:
        await self._open(request, _channel(request), Wish())

    async def _edit_from_home(self, request: Request) -> None:
        workspace = request.asker.person.workspace
        channel = Channel(payloads.NAME, workspace, payloads.chosen(request.body))
        await self._open(request, channel, Wish())

    async def _filled(self, request: Request) -> None:
        given = views.filled(request.body["view"])
        await self._make(request, given.channel, given.wish)

    async def _show(self, request: Request, channel: Channel, said: str) -> None:
        one = await self.front.desk.subscription(channel)
        if one is None:
            await request.tell("There is no digest here. Make one with /brief digest.")
            return
        due = await self.front.desk.next_due(channel)
        shown = notice(f"{said}: {views.subscription_words(one)}")
        more = [
            context([views.next_words(due), "In a private channel, type /invite @briefbot"]),
            actions([views.change_button()]),
        ]
        await request.reply.show(replace(shown, blocks=(*shown.blocks, *more)))

    async def _now(self, request: Request) -> None:
        question = self.front.desk.digest_now(request.asker)
        digest, was_slow = await request.answered(question, "Making the digest…")
        await request.reply.show(digest_message(digest), replacing=was_slow)

    async def _require_admin(self, request: Request) -> None:
        if not self.front.settings.admins_only:
            return
        user = await self._person(request)
        if not any(user.get(name) for name in ("is_admin", "is_owner", "is_primary_owner")):
            raise NotAllowedError(
                f"slack: {request.asker.person} is no admin",
                advice="Only admins may change a channel's digest here. Please ask one.",
            )

    async def _zone(self, request: Request) -> str:
        """The person's own zone, as Slack knows it."""
        with suppress(SlackApiError, OSError, TimeoutError):
            async with asyncio.timeout(ZONE_SECONDS):
                return str((await self._person(request)).get("tz") or DEFAULT_ZONE)
        return DEFAULT_ZONE

    async def _person(self, request: Request) -> Json:
        answer = await request.client.users_info(user=request.asker.person.id)
        found: Json = answer["user"]
        return found


def _channel(request: Request) -> Channel:
    if request.asker.channel is None:
        raise UsageError(
            "slack: a digest without a channel",
            advice="A digest belongs to a channel. Please type this in the channel it is for.",
        )
    return request.asker.channel


def _to_its_channel(client: AsyncWebClient, body: Json) -> PrivateReply:
    """A modal has no response URL: the answer goes to the channel it was opened for."""
    channel = views.filled(body["view"]).channel
    return PrivateReply(client, payloads.asker(body).person.id, channel.id)


async def _suggest_zones(ack: AsyncAck, body: Json) -> None:
    await ack(options=views.zone_options(str(body.get("value") or "")))
