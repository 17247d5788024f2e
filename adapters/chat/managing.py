"""I/O. What those who manage a channel do with its digest, anybody with their own, and who may with
the sources, on any platform."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from adapters.chat import digest_text, panel, sources
from adapters.chat.by_mail import MailOrder
from adapters.chat.digest_text import DigestAction, DigestOptions
from adapters.chat.lines import Line, Typed, between, filled, said
from adapters.chat.panel import DigestPanel
from adapters.chat.sources import SourceAction, SourcePanel, SourceWish
from adapters.chat.text import clean, shortened
from bot.errors import NotAllowedError, NotFoundError, UsageError
from bot.models import Brief, Channel, Outlet, Person, Subscription, SubscriptionState
from bot.ports import Asker, Desk
from bot.text import mailboxes
from bot.translation import ENGLISH, Translation, translatable, translation

MOST_OF_NAME = 60  # characters of a channel's name that is not known
_SHOW_OR_STOP = translatable(
    "A digest by mail can be shown or stopped here. To change it, stop it and order a new one."
)


async def saved(
    desk: Desk, before: Subscription, options: DigestOptions, asker: Asker, now: datetime
) -> tuple[Subscription, tuple[Line, ...]]:
    """A digest as `asker` changes it, and what is to be said of that besides."""
    besides = await named(desk, asker, options)
    wanted = digest_text.changed(before, options, asker.person, now)
    if besides is not None:
        wanted = replace(wanted, besides=besides)
    kept = await desk.subscribe(wanted)
    restarted = digest_text.restarted(before)
    return kept, (said(translation(asker.languages)(restarted)),) if restarted else ()


async def required_own(desk: Desk, person: Person, typed: Typed) -> Subscription:
    """The digest that a person gets in direct messages; raises NotFoundError without one."""
    if found := await desk.own_digest(person):
        return found
    advice = translatable(
        "You have no digest of your own yet: {command} makes one.", command=typed.make_own
    )
    raise NotFoundError(f"no digest of {person}'s own", advice=advice)


async def named(desk: Desk, asker: Asker, options: DigestOptions) -> tuple[Channel, ...] | None:
    """The channels whose news is not to be repeated, by the names that people have for them; None
    where nothing was said of them. A private channel is known by no name, and to nobody else."""
    if options.besides is None:
        return None
    where = asker.channel.workspace if asker.channel else asker.person.workspace
    known = {one.place.casefold(): one.channel for one in await desk.subscriptions(where)
             if one.place and not one.personal}  # fmt: skip
    return tuple(_named(name, known) for name in options.besides)


def _named(name: str, known: Mapping[str, Channel]) -> Channel:
    found = known.get(f"#{name.removeprefix('#').casefold()}")
    if found is None:
        advice = translatable(
            "No digest is known to come to {channel}. Name a public channel that has one, such as "
            "#news.",
            channel=shortened(clean(name), MOST_OF_NAME),
        )
        raise UsageError(f"no channel: {name[:100]!r}", advice=advice)
    return found


async def done(
    desk: Desk, where: Channel, action: DigestAction, typed: Typed, tr: Translation = ENGLISH
) -> DigestPanel:
    """Pauses a channel's digest, goes on with it, or stops it; then, and else, shows it.

    Raises NotFoundError where it has none.
    """
    now = await _required(desk, where, typed)
    match action:
        case DigestAction.STOP:
            await desk.stop(where)
            return panel.gone(now, typed, await desk.still_coming(where), tr)
        case DigestAction.PAUSE:
            now = await desk.pause(where, paused=True)
        case DigestAction.RESUME:
            now = await desk.pause(where, paused=False)
    return await shown(desk, now, typed, tr)


async def without_alerts(
    desk: Desk, where: Channel, typed: Typed, tr: Translation = ENGLISH
) -> DigestPanel:
    """Ends the alerts that come beside a channel's digest; as `done` besides."""
    standing = await _required(desk, where, typed)
    kept = await desk.subscribe(replace(standing, alerts=0))
    return await shown(desk, kept, typed, tr, tr("No more alerts come here."))


async def _required(desk: Desk, where: Channel, typed: Typed) -> Subscription:
    found = await desk.subscription(where)
    if found is None:
        advice = translatable(
            "That channel has no digest yet: {command} makes one.", command=typed.make
        )
        raise NotFoundError(f"no digest in {where}", advice=advice)
    return found


async def shown(  # noqa: PLR0913, PLR0917  what is said of a digest, each by its place
    desk: Desk,
    one: Subscription,
    typed: Typed,
    tr: Translation = ENGLISH,
    before: str = "",
    notes: Iterable[Line] = (),
) -> DigestPanel:
    """A digest as it is now, between what is said `before` it and the `notes` after it."""
    due = await desk.next_due(one.channel)
    made = panel.of(one, typed, due, await desk.still_coming(one.channel), tr)
    return panel.within(made, before, notes)


async def by_mail(desk: Desk, asker: Asker, order: MailOrder, zone: str, now: datetime) -> Line:
    """Does what is wanted, and says so. A digest by mail that names nothing is the asker's own, or
    else the channel's they ask in."""
    tr = translation(asker.languages)
    if isinstance(order.wanted, DigestAction):
        return await _mail_changed(desk, asker, order, tr)
    if not order.address:
        advice = translatable(
            "Please say the address too, such as: mail me at ann@example.org at 7, ukraine"
        )
        raise UsageError("no address", advice=advice)
    before = await _alike(desk, asker) or digest_text.blank(
        mailboxes.inbox(order.address), zone, now, asker.languages
    )
    wanted = replace(
        digest_text.changed(before, order.wanted, asker.person, now),
        channel=mailboxes.inbox(order.address), personal=True, mention=None, place="", alerts=0,
        state=SubscriptionState.ACTIVE,
    )  # fmt: skip
    kept = await desk.order_by_mail(wanted)
    text = tr("A letter asks {address} to confirm: {digest}. Until then nothing is sent.")
    return filled(text, address=order.address, digest=panel.written(kept, tr))


async def _alike(desk: Desk, asker: Asker) -> Subscription | None:
    mine = await desk.own_digest(asker.person)
    return mine or (await desk.subscription(asker.channel) if asker.channel else None)


async def _mail_changed(desk: Desk, asker: Asker, order: MailOrder, tr: Translation) -> Line:
    found = [
        one
        for one in await desk.own_digests(asker.person)
        if one.channel.platform == mailboxes.PLATFORM
        and order.address in {"", one.channel.workspace}
    ]
    if not found:
        advice = translatable("You have ordered no digest by mail.")
        raise NotFoundError(f"no mail for {asker.person}", advice=advice)
    if order.wanted is DigestAction.STOP:
        for one in found:
            await desk.left(one.channel.platform, one.channel.workspace)
        addresses = ", ".join(one.channel.workspace for one in found)
        return filled(tr("Nothing more is sent to {address}."), address=addresses)
    if order.wanted is not DigestAction.SHOW:
        raise UsageError(f"by mail: {order.wanted}", advice=_SHOW_OR_STOP)
    return between((_by_mail_shown(one, tr) for one in found), "\n")


def _by_mail_shown(one: Subscription, tr: Translation) -> Line:
    waits = tr("It waits to be confirmed.") if one.reason == mailboxes.UNCONFIRMED else one.reason
    text = tr("{address} gets: {digest}.")
    told = filled(text, address=one.channel.workspace, digest=panel.written(one, tr))
    return (*told, *(said(f" {waits}") if waits else ()))


async def about_sources(
    desk: Desk, asker: Asker, wish: SourceWish, *, may: bool, brief: Brief | None = None
) -> SourcePanel:
    """Does what is asked, or shows it; `may` says whether the asker may add and remove, and `brief`
    is the one in sight where no outlet is named. Raises BriefbotError."""
    tr, about = translation(asker.languages), wish.about
    match wish.action:
        case SourceAction.ADD:
            return sources.found(await desk.find_source(about), tr, may=may)
        case SourceAction.REMOVE:
            if not may:
                advice = translatable("Only admins remove sources here. Please ask one.")
                raise NotAllowedError(f"{asker.person} may remove no source", advice=advice)
            gone = await desk.remove_source(about, asker.person)
            return sources.removed(gone.title, gone.url, tr)
        case SourceAction.OWNER if brief:
            behind = (one.behind or Outlet(one.outlet or "–") for one in brief.sources)
            return sources.owned(dict.fromkeys(behind), tr)
        case SourceAction.OWNER if about:
            return sources.owned([await desk.outlet(about)], tr)
        case SourceAction.OWNER:
            advice = translatable("Please say which outlet you mean, such as: who owns Al Jazeera?")
            raise UsageError("no outlet", advice=advice)
        case _:
            return sources.listed(await desk.sources(), asker.person, tr)
