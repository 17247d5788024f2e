"""I/O. A channel's digest: typed about, filled in a form, and pressed beside it."""

import asyncio
from dataclasses import dataclass, replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import digest_options
from adapters.chat.card import Action
from adapters.chat.digest_options import DigestAction, DigestOptions
from adapters.chat.lines import Line, said
from adapters.chat.managing import changing, mail, naming
from adapters.chat.managing.by_mail import MailOrder
from adapters.chat.managing.naming import DigestKey
from adapters.chat.managing.wishes import DigestWish
from adapters.slack import payloads
from adapters.slack.commands import TYPED, Command, Own
from adapters.slack.front import Front, SlackRequest
from adapters.slack.people import DEFAULT_ZONE, require_manager, zone_of
from adapters.slack.rendering import views
from adapters.slack.rendering.blocks import action_id
from adapters.slack.rendering.digests import panel_message, preview_message, preview_view
from adapters.slack.rendering.elements import Json, notice
from adapters.slack.rendering.views import Filled, SlackPlace
from adapters.slack.replies import PrivateReply, begun
from adapters.slack.scheduling import require_posting
from bot.errors import BriefbotError, UsageError
from bot.models import Channel, Subscription
from bot.ports import Asker
from bot.translation import translatable

Kept = tuple[Subscription, tuple[Line, ...]]  # and what else is to be said of it

_PRIVATE = "privategroup"  # Slack's name for every private channel
_ZONE_UNKNOWN = translatable(
    "In UTC, since I can't see your time zone: say one, such as Europe/Kyiv"
)


@dataclass(frozen=True, slots=True)
class Subscribing:
    """Changes digests as people ask."""

    front: Front

    def listen(self, app: AsyncApp) -> None:
        """Registers the listeners."""
        app.block_action(action_id(Action.CHANGE))(self.front.listener(self._edit))
        app.block_action(action_id(Action.ANOTHER))(self.front.listener(self._another))
        app.block_action(views.PREVIEW)(self.front.listener(self._preview_form))
        saving = self.front.form(self._read_form, self._saved, _to_its_channel)
        app.view_submission(views.DIGEST)(saving)
        app.block_suggestion(views.ZONE)(_suggest_zones)

    async def do(self, request: SlackRequest, command: Command) -> None:
        """What `/brief digest …` asks for, or `/brief my digest …`; raises a BriefbotError."""
        if isinstance(command, MailOrder):
            await self._by_mail(request, command)
            return
        if isinstance(command, Own):
            place, command = await self._own_place(request, command), command.wanted
        else:
            place = _place(request)
        if isinstance(command, DigestWish):
            await self._wished(request, place, command)
        elif len(await self.front.desk.digests(place.channel)) > 1:
            await self._change(request, place.channel, DigestWish(DigestAction.SHOW))
        else:
            await self._wished(request, place, DigestWish(DigestOptions()))

    async def _wished(self, request: SlackRequest, place: SlackPlace, wish: DigestWish) -> None:
        if wish.wanted is DigestAction.NOW:
            await self._preview(request, place.channel, wish)
        elif isinstance(wish.wanted, DigestAction):
            await self._change(request, place.channel, wish)
        elif _is_whole(wish.wanted) or not _can_open(request):
            await self._saved(request, await self._make(request, place, wish))
        else:
            await self._open(request, place, wish)

    async def _change(self, request: SlackRequest, where: Channel, wish: DigestWish) -> None:
        if wish.wanted is not DigestAction.SHOW:
            await require_manager(request, self.front, where)
        shown = await changing.done(self.front.desk, where, wish, TYPED, request.tr)
        await request.reply.show(panel_message(*shown))

    async def _edit(self, request: SlackRequest) -> None:
        key = payloads.pressed_digest(request.body)
        place = SlackPlace(key.channel, mark=key.mark)
        now = await changing.of_key(self.front.desk, key, TYPED)
        await self._open_form(request, place, DigestOptions(), now)

    async def _another(self, request: SlackRequest) -> None:
        place = SlackPlace(payloads.pressed_digest(request.body).channel, is_new=True)
        await self._open_form(request, place, DigestOptions(), None)

    async def _make(self, request: SlackRequest, place: SlackPlace, wish: DigestWish) -> Kept:
        """Saves what was typed."""
        await require_manager(request, self.front, place.channel)
        blank, is_guess = await self._blank(request, place.channel, wish.options)
        before = await changing.meant(self.front.desk, blank, wish, request.asker)
        return await self._kept(request, place, before, wish, is_guess=is_guess)

    async def _kept(
        self,
        request: SlackRequest,
        place: SlackPlace,
        before: Subscription,
        wish: DigestWish,
        *,
        is_guess: bool,
    ) -> Kept:
        now = self.front.now()
        await require_posting(request.client, place.channel, now)
        kept, notes = await changing.saved(
            self.front.desk, before, wish, request.asker, now, place.name
        )
        is_guess = is_guess and kept.zone == DEFAULT_ZONE and wish.options.zone is None
        guessed = (said(request.tr(_ZONE_UNKNOWN)),) if is_guess else ()
        return kept, (*notes, *guessed)

    async def _blank(
        self, request: SlackRequest, where: Channel, options: DigestOptions
    ) -> tuple[Subscription, bool]:
        """A digest for which nothing was said, and whether its zone is a guess: that of the
        channel's first digest is none."""
        standing = await self.front.desk.subscription(where)
        zone = options.zone or (standing.zone if standing else await zone_of(request))
        blank = digest_options.blank(
            where, zone or DEFAULT_ZONE, self.front.now(), request.asker.languages,
            personal=payloads.is_direct(where),
        )  # fmt: skip
        return blank, zone is None

    async def _open(self, request: SlackRequest, place: SlackPlace, wish: DigestWish) -> None:
        """Opens the modal for the digest that is meant, or for one more."""
        there = await self.front.desk.digests(place.channel)
        found = naming.meant(there, wish, request.tr)
        if found is not None:
            place = replace(place, mark=naming.mark(found))
        elif there or wish.name:
            blank, _ = await self._blank(request, place.channel, wish.options)
            place, found = replace(place, is_new=True), naming.made(blank, wish, there)
        await self._open_form(request, place, wish.options, found)

    async def _open_form(
        self,
        request: SlackRequest,
        place: SlackPlace,
        options: DigestOptions,
        now: Subscription | None,
    ) -> None:
        """Opens the modal: within the three seconds that a trigger lives."""
        _, zone = await asyncio.gather(
            require_manager(request, self.front, place.channel), zone_of(request)
        )
        asker = request.asker
        before = now or digest_options.blank(
            place.channel, zone or DEFAULT_ZONE, self.front.now(), asker.languages
        )
        shown = digest_options.changed(before, options, asker.person, before.since)
        view = views.digest_view(place, shown, request.tr)
        await request.client.views_open(trigger_id=request.body["trigger_id"], view=view)

    async def _read_form(self, request: SlackRequest) -> Kept:
        await require_manager(request, self.front, views.place_of(request.body["view"]).channel)
        given = views.filled(request.body["view"])
        before, is_guess = await self._of_form(request, given)
        wish = DigestWish(given.options)
        return await self._kept(request, given.place, before, wish, is_guess=is_guess)

    async def _of_form(self, request: SlackRequest, given: Filled) -> tuple[Subscription, bool]:
        """The digest that a form is about, as it stands or is to be made."""
        blank, is_guess = await self._blank(request, given.place.channel, given.options)
        if given.place.is_new:
            wish = DigestWish(given.options, given.name, is_new=True)
            return await changing.meant(self.front.desk, blank, wish, request.asker), is_guess
        if not given.place.mark:
            there = await self.front.desk.digests(given.place.channel)
            return next((one for one in there if not one.name), blank), is_guess
        key = DigestKey(given.place.channel, given.place.mark)
        return await changing.of_key(self.front.desk, key, TYPED), is_guess

    async def _saved(self, request: SlackRequest, made: Kept) -> None:
        (one, notes), tr = made, request.tr
        shown = await changing.shown(self.front.desk, one, TYPED, tr, tr("Saved."), notes)
        await request.reply.show(panel_message(shown))

    async def _preview(self, request: SlackRequest, where: Channel, wish: DigestWish) -> None:
        question = changing.previewed(self.front.desk, where, wish, request.asker)
        digest, one = await request.answered(question, request.tr("Making the digest…"))
        await request.reply.show(preview_message(digest, where.id, one.mention if one else None))

    async def _preview_form(self, request: SlackRequest) -> None:
        """On top of the form, which stays as it was filled in so far."""
        tr, trigger = request.tr, request.body["trigger_id"]
        waiting = views.said_view(tr("Making the digest…"), tr)
        pushed = await request.client.views_push(trigger_id=trigger, view=waiting)
        person, now = request.asker.person, self.front.now()
        try:
            given = views.filled(request.body["view"])
            before, _ = await self._of_form(request, given)
            wanted = digest_options.changed(before, given.options, person, now)
            asker = Asker(person, given.place.channel, request.asker.languages)
            view = preview_view(await self.front.desk.digest_now(asker, wanted), tr)
        except BriefbotError as error:
            view = views.said_view(tr.said(error.advice), tr)
        await request.client.views_update(view_id=pushed["view"]["id"], view=view)

    async def _by_mail(self, request: SlackRequest, order: MailOrder) -> None:
        zone = await zone_of(request) or DEFAULT_ZONE
        told = mail.ordered(self.front.desk, request.asker, order, zone, self.front.now())
        await request.reply.tell(notice(await told))

    async def _own_place(self, request: SlackRequest, command: Own) -> SlackPlace:
        """The direct messages that the person's own digest comes in: where a message of ours to
        them stands, which needs no further scope."""
        desk, asker = self.front.desk, request.asker
        wanted = command.wanted.wanted if isinstance(command.wanted, DigestWish) else None
        if isinstance(wanted, DigestAction):
            return SlackPlace(await changing.required_own(desk, asker.person, TYPED))
        if found := await desk.own_digest(asker.person):
            return SlackPlace(found.channel)
        greeting = notice(said(request.tr(changing.COMES_HERE)))
        here = await begun(request.client, asker.person.id, greeting)
        return SlackPlace(Channel(payloads.NAME, payloads.workspace(request.body), here))


def _can_open(request: SlackRequest) -> bool:
    """Whether a form can be opened: not from what is written in direct messages."""
    return "trigger_id" in request.body


def _is_whole(options: DigestOptions) -> bool:
    """Whether nothing need be asked: a time was given, or what the form has no place for."""
    beside = (
        options.at,
        options.quiet,
        options.skip_if_nothing_new,
        options.besides,
        options.only_from,
        options.never_from,
        options.without,
    )
    return any(one is not None for one in beside)


def _place(request: SlackRequest) -> SlackPlace:
    where, name = request.asker.channel, str(request.body.get("channel_name") or "")
    if where is None:
        raise UsageError(
            "slack: a digest without a channel",
            advice="A digest belongs to a channel. Please type this in the channel it is for.",
        )
    is_private = name == _PRIVATE or where.id.startswith("G")
    return SlackPlace(where, f"#{name}" if name and not is_private else "")


def _to_its_channel(client: AsyncWebClient, body: Json) -> PrivateReply:
    """A modal has no response URL: the answer goes to the channel it was opened for."""
    where = views.place_of(body["view"]).channel
    return PrivateReply(client, payloads.asker(body).person.id, where.id)


async def _suggest_zones(ack: AsyncAck, body: Json) -> None:
    await ack(options=views.zone_options(str(body.get("value") or "")))
