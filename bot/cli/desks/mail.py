"""Commands about digests by mail: `mail add`, `mail list`, `mail remove`."""

import asyncio
from typing import TYPE_CHECKING

import click

from bot.cli import showing, wiring
from bot.errors import BriefbotError, NotFoundError, UsageError
from bot.models import Person

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
    from adapters.chat import digest_line, digest_options, digest_text
    from bot.newsroom import ordering
    from bot.store import subscriptions

    chosen, there, now = _all_chosen(), _channel(address), wiring.now()
    with wiring.opened(chosen.core) as store:
        reader = Person(there.platform, there.workspace, there.workspace)
        blank = digest_options.blank(there, chosen.core.time_zone, now)
        wanted = digest_options.changed(blank, digest_text.read(digest), reader, now)
        waiting = ordering.put(store, wanted, now, chosen.core.zone)
        try:
            asyncio.run(ask(chosen, store, waiting))
        except BriefbotError:
            subscriptions.remove(store, there)
            raise
    says = f"A letter asks {there.workspace} to confirm: {digest_line.written(waiting)}."
    record = {"address": there.workspace, "state": "paused", "reason": waiting.reason}
    tell(says, record)


async def ask(chosen: "Chosen", store: "Store", waiting: "Subscription") -> None:
    """Sends the letter whose link starts what was ordered."""
    from adapters.chat import digest_line
    from adapters.mail import letters
    from adapters.mail.letters import Envelope
    from adapters.mail.links import Wish

    made, to, now = links(chosen, store), waiting.channel.workspace, waiting.since
    name = letters.message_id(f"confirm.{now:%Y%m%d%H%M%S}", sender(chosen))
    envelope = Envelope(sender(chosen), to, name, now, made.link(Wish.STOP, to))
    confirm = made.link(Wish.CONFIRM, to)
    letter = letters.question(digest_line.written(waiting), confirm, envelope)
    await mailer(chosen).send(letter)


async def send_trial(chosen: "Chosen", address: str) -> None:
    """Sends a letter that says nothing but that mail works; raises UsageError for no address."""
    from adapters.mail import letters
    from adapters.mail.letters import Envelope

    to, now = _channel(address).workspace, wiring.now()
    name = letters.message_id(f"trial.{now:%Y%m%d%H%M%S}", sender(chosen))
    await mailer(chosen).send(letters.trial(Envelope(sender(chosen), to, name, now, "")))


@mail.command("list")
@showing.with_tell
def list_(tell: showing.Tell) -> None:
    """List who gets what by mail.

    \b
    briefbot mail list
    """
    from adapters.chat import digest_line
    from bot.contract.archived import subscription_record
    from bot.store import subscriptions

    with wiring.opened(wiring.chosen()) as store:
        found = [one for one in subscriptions.everything(store) if _is_mail(one.subscription)]
    if not found:
        tell.people("Nobody gets a digest by mail. `briefbot mail add` orders one.")
    for one in found:
        ordered = one.subscription
        reason = f": {ordered.reason}" if ordered.reason else ""
        to, what = ordered.channel.workspace, digest_line.written(ordered)
        says = f"{to}  {what}  {ordered.state}{reason}"
        tell(says, subscription_record(ordered, wiring.next_due(one)), matters=True)


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
    advice = chosen.mail.missing(chosen.archive.public_url)
    if chosen.mail.server is None:
        advice = "Name the server that sends with BRIEFBOT_MAIL_SERVER; docs/mail.md says how."
    if advice:
        raise UsageError("mail is not set up", advice=advice)
    return chosen


def _channel(address: str) -> "Channel":
    from bot.text.mailboxes import inbox, mailbox

    found = mailbox(address)
    if found is None:
        raise UsageError(f"no address: {address!r}", advice="Write an address: ada@example.org.")
    return inbox(found)


def _is_mail(ordered: "Subscription") -> bool:
    return ordered.channel.platform == "mail"
