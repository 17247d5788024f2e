"""I/O. What anybody does with their digests by mail."""

from dataclasses import replace
from datetime import datetime

from adapters.chat import digest_options
from adapters.chat.digest_options import DigestAction
from adapters.chat.lines import Line, between, filled, said
from adapters.chat.managing import changing, panel
from adapters.chat.managing.by_mail import MailOrder
from bot.errors import NotFoundError, UsageError
from bot.models import Subscription, SubscriptionState
from bot.ports import Asker, Desk
from bot.text import mailboxes
from bot.translation import Translation, translatable, translation

_SHOW_OR_STOP = translatable(
    "A digest by mail can be shown or stopped here. To change it, stop it and order a new one."
)


async def ordered(desk: Desk, asker: Asker, order: MailOrder, zone: str, now: datetime) -> Line:
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
    before = await _alike(desk, asker) or digest_options.blank(
        mailboxes.inbox(order.address), zone, now, asker.languages
    )
    besides = await changing.named(desk, asker, order.wanted)
    wanted = replace(
        digest_options.changed(before, order.wanted, asker.person, now),
        channel=mailboxes.inbox(order.address), personal=True, mention=None, place="", alerts=0,
        state=SubscriptionState.ACTIVE, besides=before.besides if besides is None else besides,
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
