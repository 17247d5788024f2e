"""I/O. A channel's digest: made, shown, changed, paused and stopped."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import digest_text
from adapters.chat.digest_text import DigestAction, DigestOptions
from adapters.slack import payloads
from adapters.slack.commands import Command
from adapters.slack.front import Front, SlackRequest
from adapters.slack.people import DEFAULT_ZONE, require_admin, zone_of
from adapters.slack.rendering import views
from adapters.slack.rendering.digests import preview_message
from adapters.slack.rendering.elements import Json, actions, context, placed
from adapters.slack.rendering.text import escaped, when
from adapters.slack.rendering.views import SlackPlace
from adapters.slack.replies import PrivateReply
from bot.errors import NotFoundError, UsageError
from bot.models import Channel, Subscription

_PRIVATE = "privategroup"  # Slack's name for every private channel
_INVITE = "This channel is private: if I am not in it yet, type /invite @briefbot"
_NONE_YET = "This channel has no digest. Make one with /brief digest."
_ZONE_UNKNOWN = "In UTC, since I can't see your time zone: say one, such as Europe/Kyiv"


@dataclass(frozen=True, slots=True)
class Made:
    """A digest as it was saved, and what else is to be said of it."""

    subscription: Subscription
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Subscribing:
    """Changes digests as people ask."""

    front: Front

    def listen(self, app: AsyncApp) -> None:
        """Registers the listeners."""
        app.block_action(views.EDIT)(self.front.listener(self._edit))
        app.block_action(views.HOME_EDIT)(self.front.listener(self._edit_from_home))
        saving = self.front.form(self._filled, self._saved, _to_its_channel)
        app.view_submission(views.DIGEST)(saving)
        app.block_suggestion(views.ZONE)(_suggest_zones)

    async def do(self, request: SlackRequest, command: Command) -> None:
        """What `/brief digest …` asks for; raises a BriefbotError."""
        place = _place(request)
        match command:
            case DigestOptions() as options if _is_whole(options):
                await self._saved(request, await self._make(request, place, options))
            case DigestOptions() as options:
                await self._open(request, place, options)
            case DigestAction.SHOW:
                standing = await self._standing(place.channel)
                await self._show(request, standing, "")
            case DigestAction.NOW:
                await self._now(request, place.channel)
            case DigestAction():
                await self._change(request, place.channel, command)
            case _:
                await self._open(request, place, DigestOptions())

    async def _change(self, request: SlackRequest, channel: Channel, action: DigestAction) -> None:
        await require_admin(request, self.front.settings)
        await self._standing(channel)
        if action is DigestAction.STOP:
            await self.front.desk.stop(channel)
            coming = await self._still_coming(channel)
            said = "gets no digest any more. /brief digest makes a new one."
            await request.reply.tell(placed("", channel.id, said, *coming))
            return
        paused = action is DigestAction.PAUSE
        changed = await self.front.desk.pause(channel, paused=paused)
        await self._show(request, changed, "Paused." if paused else "Goes on.")

    async def _make(self, request: SlackRequest, place: SlackPlace, options: DigestOptions) -> Made:
        await require_admin(request, self.front.settings)
        before, guessed = await self.front.desk.subscription(place.channel), False
        if before is None:
            zone = await zone_of(request)
            before = digest_text.blank(place.channel, zone or DEFAULT_ZONE, self.front.now())
            guessed = zone is None and options.zone is None
        made = digest_text.changed(before, options, request.asker.person, self.front.now())
        kept = await self.front.desk.subscribe(replace(made, place=place.name or before.place))
        notes = [digest_text.restarted(before), _ZONE_UNKNOWN if guessed else ""]
        return Made(kept, [*filter(None, notes), *([_INVITE] if place.is_private else [])])

    async def _open(self, request: SlackRequest, place: SlackPlace, options: DigestOptions) -> None:
        """Opens the modal: within the three seconds that a trigger lives."""
        _, now, zone = await asyncio.gather(
            require_admin(request, self.front.settings),
            self.front.desk.subscription(place.channel),
            zone_of(request),
        )
        view = views.digest_view(place, options, now, zone or DEFAULT_ZONE)
        await request.client.views_open(trigger_id=request.body["trigger_id"], view=view)

    async def _edit(self, request: SlackRequest) -> None:
        await self._open(request, _place(request), DigestOptions())

    async def _edit_from_home(self, request: SlackRequest) -> None:
        workspace = payloads.workspace(request.body)
        channel = Channel(payloads.NAME, workspace, payloads.chosen(request.body))
        await self._open(request, SlackPlace(channel), DigestOptions())

    async def _filled(self, request: SlackRequest) -> Made:
        given = views.filled(request.body["view"])
        return await self._make(request, given.place, given.options)

    async def _saved(self, request: SlackRequest, made: Made) -> None:
        await self._show(request, made.subscription, "Saved.", made.notes)

    async def _standing(self, channel: Channel) -> Subscription:
        one = await self.front.desk.subscription(channel)
        if one is None:
            raise NotFoundError(f"no digest in {channel}", advice=_NONE_YET)
        return one

    async def _show(
        self, request: SlackRequest, one: Subscription, said: str, notes: Sequence[str] = ()
    ) -> None:
        due = await self.front.desk.next_due(one.channel)
        shown = placed(said, one.channel.id, f"gets {views.subscription_words(one)}")
        state = digest_text.state_words(one, resume="/brief digest resume", shown=escaped)
        more = [
            context([state or views.next_words(due)]),
            *([context(map(escaped, notes))] if notes else []),
            *await self._still_coming(one.channel),
            actions([views.change_button()]),
        ]
        await request.reply.show(replace(shown, blocks=(*shown.blocks, *more)))

    async def _still_coming(self, channel: Channel) -> list[Json]:
        at = await self.front.desk.still_coming(channel)
        return [context([f"{digest_text.STILL_COMING} {when(at)}."])] if at else []

    async def _now(self, request: SlackRequest, channel: Channel) -> None:
        question = self.front.desk.digest_now(request.asker)
        digest = await request.answered(question, "Making the digest…")
        standing = await self.front.desk.subscription(channel)
        mention = standing.mention if standing else None
        await request.reply.show(preview_message(digest, mention))


def _is_whole(options: DigestOptions) -> bool:
    """Whether nothing need be asked: a time was given, or what the form has no place for."""
    beside = (options.at, options.quiet, options.skip_if_nothing_new)
    return any(one is not None for one in beside)


def _place(request: SlackRequest) -> SlackPlace:
    channel, name = request.asker.channel, str(request.body.get("channel_name") or "")
    if channel is None:
        raise UsageError(
            "slack: a digest without a channel",
            advice="A digest belongs to a channel. Please type this in the channel it is for.",
        )
    is_private = name == _PRIVATE or channel.id.startswith("G")
    return SlackPlace(channel, f"#{name}" if name and not is_private else "", is_private)


def _to_its_channel(client: AsyncWebClient, body: Json) -> PrivateReply:
    """A modal has no response URL: the answer goes to the channel it was opened for."""
    channel = views.place_of(body["view"]).channel
    return PrivateReply(client, payloads.asker(body).person.id, channel.id)


async def _suggest_zones(ack: AsyncAck, body: Json) -> None:
    await ack(options=views.zone_options(str(body.get("value") or "")))
