"""I/O. A channel's digest: made, shown, changed, paused and stopped."""

import asyncio
from dataclasses import dataclass, replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import digest_text
from adapters.chat.digest_text import DigestAction, DigestOptions
from adapters.slack import payloads
from adapters.slack.commands import Command
from adapters.slack.front import Front, SlackRequest
from adapters.slack.people import require_admin, zone_of
from adapters.slack.rendering import views
from adapters.slack.rendering.digests import digest_message
from adapters.slack.rendering.elements import Json, actions, context, notice
from adapters.slack.replies import PrivateReply
from bot.errors import UsageError
from bot.models import Channel


@dataclass(frozen=True, slots=True)
class Subscribing:
    """Changes digests as people ask."""

    front: Front

    def listen(self, app: AsyncApp) -> None:
        """Registers the listeners."""
        app.block_action(views.EDIT)(self.front.listener(self._edit))
        app.block_action(views.HOME_EDIT)(self.front.listener(self._edit_from_home))
        app.view_submission(views.DIGEST)(self.front.listener(self._filled, _to_its_channel))
        app.block_suggestion(views.ZONE)(_suggest_zones)

    async def do(self, request: SlackRequest, command: Command) -> None:
        """What `/brief digest …` asks for; raises a BriefbotError."""
        channel = _channel(request)
        match command:
            case DigestOptions() as options if _is_whole(options):
                await self._make(request, channel, options)
            case DigestOptions() as options:
                await self._open(request, channel, options)
            case DigestAction.SHOW:
                await self._show(request, channel, "This channel's digest")
            case DigestAction.NOW:
                await self._now(request)
            case DigestAction():
                await self._change(request, channel, command)
            case _:
                await self._open(request, channel, DigestOptions())

    async def _change(self, request: SlackRequest, channel: Channel, action: DigestAction) -> None:
        await require_admin(request, self.front.settings)
        if action is DigestAction.STOP:
            await self.front.desk.stop(channel)
            await request.tell("This channel gets no digest any more.")
            return
        await self.front.desk.pause(channel, paused=action is DigestAction.PAUSE)
        said = "Paused" if action is DigestAction.PAUSE else "Goes on"
        await self._show(request, channel, said)

    async def _make(self, request: SlackRequest, channel: Channel, options: DigestOptions) -> None:
        await require_admin(request, self.front.settings)
        before = await self.front.desk.subscription(channel)
        if before is None:
            before = digest_text.blank(channel, await zone_of(request), self.front.now())
        made = digest_text.changed(before, options, request.asker.person, self.front.now())
        await self.front.desk.subscribe(made)
        await self._show(request, channel, f"Saved. {digest_text.restarted(before)}".strip())

    async def _open(self, request: SlackRequest, channel: Channel, options: DigestOptions) -> None:
        """Opens the modal: within the three seconds that a trigger lives."""
        now, zone = await asyncio.gather(self.front.desk.subscription(channel), zone_of(request))
        view = views.digest_view(channel, options, now, zone)
        await request.client.views_open(trigger_id=request.body["trigger_id"], view=view)

    async def _edit(self, request: SlackRequest) -> None:
        await self._open(request, _channel(request), DigestOptions())

    async def _edit_from_home(self, request: SlackRequest) -> None:
        workspace = payloads.workspace(request.body)
        channel = Channel(payloads.NAME, workspace, payloads.chosen(request.body))
        await self._open(request, channel, DigestOptions())

    async def _filled(self, request: SlackRequest) -> None:
        given = views.filled(request.body["view"])
        await self._make(request, given.channel, given.options)

    async def _show(self, request: SlackRequest, channel: Channel, said: str) -> None:
        one = await self.front.desk.subscription(channel)
        if one is None:
            await request.tell("There is no digest here. Make one with /brief digest.")
            return
        due = await self.front.desk.next_due(channel)
        shown = notice(f"{said}: {views.subscription_words(one)}")
        state = digest_text.state_words(one, resume="/brief digest resume")
        more = [
            context(
                [state or views.next_words(due), "In a private channel, type /invite @briefbot"]
            ),
            actions([views.change_button()]),
        ]
        await request.reply.show(replace(shown, blocks=(*shown.blocks, *more)))

    async def _now(self, request: SlackRequest) -> None:
        question = self.front.desk.digest_now(request.asker)
        digest = await request.answered(question, "Making the digest…")
        await request.reply.show(digest_message(digest))


def _is_whole(options: DigestOptions) -> bool:
    """Whether nothing need be asked: a time was given, or what the form has no place for."""
    beside = (options.at, options.quiet, options.skip_if_nothing_new)
    return any(one is not None for one in beside)


def _channel(request: SlackRequest) -> Channel:
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
