"""Commands about digests by mail: `mail add`, `mail list`, `mail remove`."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from bot.cli import showing, wiring
from bot.errors import BriefbotError, NotFoundError, UsageError
from bot.models import Person, SubscriptionState

if TYPE_CHECKING:
    from adapters.mail.links import ReaderLinks
    from adapters.mail.smtp import Mailer
    from bot.cli.choices import Chosen
    from bot.models import Channel, Subscription
    from bot.store.engine import Store


@click.group()
def mail() -> None:
    """Who gets a digest by mail."""


@mail.command()
@click.argument("address")
@click.argument("digest", required=False, default="")
@showing.with_tell
def add(address: str, digest: str, tell: showing.Tell) -> None:
    """Order a DIGEST for an ADDRESS, which gets nothing else until its reader has confirmed it.

    \b
    briefbot mail add ada@example.org
    briefbot mail add ada@example.org "ukraine, chad at 7:30 Kyiv on weekdays, full"
    """
    from adapters.chat import digest_text
    from adapters.mail.links import UNCONFIRMED
    from bot.newsroom.desk import checked
    from bot.store import subscriptions

    chosen, there, now = _all_chosen(), _channel(address), wiring.now()
    with wiring.opened(chosen.core) as store:
        if subscriptions.find(store, there):
            advice = "That address has a digest. `briefbot mail remove` ends it."
            raise UsageError(f"a second digest for {there}", advice=advice)
        reader = Person(there.platform, there.workspace, there.workspace)
        blank = digest_text.blank(there, chosen.core.time_zone, now)
        wanted = digest_text.changed(blank, digest_text.read(digest), reader, now)
        wanted = checked(wanted, now, chosen.core.zone)
        waiting = replace(wanted, state=SubscriptionState.PAUSED, reason=UNCONFIRMED)
        subscriptions.save(store, waiting)
        try:
            asyncio.run(_ask(chosen, store, waiting))
        except BriefbotError:
            subscriptions.remove(store, there)
            raise
    says = f"A letter asks {there.workspace} to confirm: {digest_text.written(wanted)}."
    tell(says, {"address": there.workspace, "state": "paused", "reason": UNCONFIRMED})


async def _ask(chosen: "Chosen", store: "Store", waiting: "Subscription") -> None:
    """Sends the letter whose link starts what was ordered."""
    from adapters.chat import digest_text
    from adapters.mail import letters
    from adapters.mail.letters import Envelope
    from adapters.mail.links import Wish

    made, to, now = links(chosen, store), waiting.channel.workspace, waiting.since
    name = letters.message_id(f"confirm.{now:%Y%m%d%H%M%S}", sender(chosen))
    envelope = Envelope(sender(chosen), to, name, now, made.link(Wish.STOP, to))
    confirm = made.link(Wish.CONFIRM, to)
    letter = letters.question(digest_text.written(waiting), confirm, envelope)
    await mailer(chosen).send(letter)


@mail.command("list")
@showing.with_tell
def list_(tell: showing.Tell) -> None:
    """List who gets what by mail.

    \b
    briefbot mail list
    """
    from adapters.chat import digest_text
    from bot.contract.archived import subscription_record
    from bot.delivery import schedule
    from bot.store import subscriptions

    with wiring.opened(wiring.chosen()) as store:
        found = [one for one in subscriptions.everything(store) if _is_mail(one.subscription)]
    if not found and not tell.as_json:
        tell("Nobody gets a digest by mail. `briefbot mail add` orders one.", {})
    for one in found:
        ordered = one.subscription
        reason = f": {ordered.reason}" if ordered.reason else ""
        to, what = ordered.channel.workspace, digest_text.written(ordered)
        says = f"{to}  {what}  {ordered.state}{reason}"
        due = schedule.next_due(ordered, now=wiring.now(), last=one.last)
        tell(says, subscription_record(ordered, due), matters=True)


@mail.command()
@click.argument("address")
@showing.with_tell
def remove(address: str, tell: showing.Tell) -> None:
    """Send an ADDRESS no more digests.

    \b
    briefbot mail remove ada@example.org
    """
    from bot.store import subscriptions, workspaces

    there = _channel(address)
    with wiring.opened(wiring.chosen()) as store:
        if not subscriptions.remove(store, there):
            raise NotFoundError(f"no {there}", advice=f"{there.workspace} has no digest.")
        workspaces.forget(store, there.platform, there.workspace)
    tell(f"{there.workspace} gets no more digests.", {"address": there.workspace, "removed": True})


def mailer(chosen: "Chosen") -> "Mailer":
    """What sends, by the operator's server."""
    from adapters.mail.smtp import Mailer
    from bot.reading.web import guard

    return Mailer(chosen.mail, guard.trusting(chosen.core.ca_file))


def sender(chosen: "Chosen") -> str:
    """Whom letters are from."""
    return chosen.mail.sender or ""


def links(chosen: "Chosen", store: "Store") -> "ReaderLinks":
    """What makes a reader's links; its secret is the store's, so that old ones stay right."""
    from adapters.mail.links import ReaderLinks
    from bot.store.access import installation

    return ReaderLinks(chosen.archive.public_url or "", installation.secret(store))


def _all_chosen() -> "Chosen":
    chosen = wiring.all_chosen()
    advice = chosen.mail.unfinished(chosen.archive.public_url)
    if chosen.mail.server is None:
        advice = "Name the server that sends with BRIEFBOT_MAIL_SERVER; docs/mail.md says how."
    if advice:
        raise UsageError("mail is not set up", advice=advice)
    return chosen


def _channel(address: str) -> "Channel":
    from adapters.mail.links import channel, mailbox

    found = mailbox(address)
    if found is None:
        raise UsageError(f"no address: {address!r}", advice="Write an address: ada@example.org.")
    return channel(found)


def _is_mail(ordered: "Subscription") -> bool:
    return ordered.channel.platform == "mail"
