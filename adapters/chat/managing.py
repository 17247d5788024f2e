"""I/O. What those who manage a channel do with its digest, and anybody with their own, on any
platform."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from adapters.chat import digest_text, panel
from adapters.chat.digest_text import DigestAction, DigestOptions
from adapters.chat.lines import Line, Typed, said
from adapters.chat.panel import DigestPanel
from adapters.chat.text import clean, shortened
from bot.errors import NotFoundError, UsageError
from bot.models import Channel, Person, Subscription
from bot.ports import Asker, Desk
from bot.translation import ENGLISH, Translation, translatable, translation

MOST_OF_NAME = 60  # characters of a channel's name that is not known


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


async def own(desk: Desk, person: Person) -> Subscription | None:
    """The digest that a person gets in direct messages."""
    found = await desk.own_digests(person)
    return next((one for one in found if one.channel.platform == person.platform), None)


async def required_own(desk: Desk, person: Person, typed: Typed) -> Subscription:
    """As `own`; raises NotFoundError where there is none."""
    if found := await own(desk, person):
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
    now = await desk.subscription(where)
    if now is None:
        advice = translatable(
            "That channel has no digest yet: {command} makes one.", command=typed.make
        )
        raise NotFoundError(f"no digest in {where}", advice=advice)
    match action:
        case DigestAction.STOP:
            await desk.stop(where)
            return panel.gone(now, typed, await desk.still_coming(where), tr)
        case DigestAction.PAUSE:
            now = await desk.pause(where, paused=True)
        case DigestAction.RESUME:
            now = await desk.pause(where, paused=False)
    return await shown(desk, now, typed, tr)


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
