"""I/O. What those who manage a channel do with its digests, and anybody with their own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.chat import digest_options
from adapters.chat.digest_options import DigestAction, DigestOptions
from adapters.chat.lines import Line, Typed, said
from adapters.chat.managing import naming, panel
from adapters.chat.managing.naming import DigestKey
from adapters.chat.managing.panel import DigestPanel
from adapters.chat.managing.wishes import DigestWish
from adapters.chat.text import clean, shortened
from bot.errors import NotFoundError, UsageError
from bot.models import MOST_DIGESTS, Channel, Digest, Person, Subscription
from bot.ports import Asker, Desk
from bot.translation import ENGLISH, Translation, translatable, translation

COMES_HERE = translatable("Your own news digest comes here, once you have set it.")
MOST_OF_NAME = 60  # characters of a channel's name that is not known


async def meant(desk: Desk, blank: Subscription, wish: DigestWish, asker: Asker) -> Subscription:
    """The digest of a channel that is to be changed, or the one that is to be made there, which
    begins as `blank`."""
    there = await desk.digests(blank.channel)
    return naming.wished(blank, wish, there, translation(asker.languages))


async def kept(  # noqa: PLR0913, PLR0917  what a digest is made of
    desk: Desk, blank: Subscription, wish: DigestWish, asker: Asker, now: datetime, place: str = ""
) -> tuple[Subscription, tuple[Line, ...]]:
    """As `saved`, the digest that is meant, or one more, which begins as `blank`."""
    return await saved(desk, await meant(desk, blank, wish, asker), wish, asker, now, place)


async def previewed(
    desk: Desk, where: Channel, wish: DigestWish, asker: Asker
) -> tuple[Digest, Subscription | None]:
    """The digest that is meant as it would be now, and what it is made by, if there is any."""
    one = naming.meant(await desk.digests(where), wish, translation(asker.languages))
    return await desk.digest_now(replace(asker, channel=where), one), one


async def begun(  # noqa: PLR0913  likewise
    desk: Desk, where: Channel, zone: str, asker: Asker, now: datetime, *, personal: bool = False
) -> Subscription:
    """A digest for which nothing was said, in the zone of the channel's first one, else in this."""
    standing = await desk.subscription(where)
    there = standing.zone if standing else zone
    return digest_options.blank(where, there, now, asker.languages, personal=personal)


async def saved(  # noqa: PLR0913, PLR0917  likewise
    desk: Desk,
    before: Subscription,
    wish: DigestWish,
    asker: Asker,
    now: datetime,
    place: str = "",
) -> tuple[Subscription, tuple[Line, ...]]:
    """A digest as `asker` changes it, and what is to be said of that besides; `place` is what its
    channel is called now, where that is known."""
    besides = await named(desk, asker, wish.options)
    before = replace(before, place=place or before.place)
    wanted = digest_options.changed(before, wish.options, asker.person, now)
    if besides is not None:
        wanted = replace(wanted, besides=besides)
    others = [one for one in await desk.digests(before.channel) if one.name != before.name]
    kept = await desk.subscribe(wanted)
    restarted = digest_options.restarted(before)
    notes = [said(translation(asker.languages)(restarted))] if restarted else []
    return kept, (*notes, *panel.beside(others, translation(asker.languages)))


async def required_own(desk: Desk, person: Person, typed: Typed) -> Channel:
    """The direct messages in which a person gets digests; raises NotFoundError without one."""
    if found := await desk.own_digest(person):
        return found.channel
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
    desk: Desk, where: Channel, wish: DigestWish, typed: Typed, tr: Translation = ENGLISH
) -> tuple[DigestPanel, ...]:
    """Pauses a channel's digest, goes on with it, or stops it; then, and else, shows it. Where it
    is not said which of several, all are shown.

    Raises NotFoundError where it has none.
    """
    there = await _required(desk, where, typed)
    if wish.name is None and len(there) > 1:
        which = "" if wish.wanted is DigestAction.SHOW else tr("Which one? Press beside it.")
        return await all_shown(desk, there, typed, tr, which)
    one = naming.meant(there, wish, tr) or there[0]
    if not isinstance(wish.wanted, DigestAction) or wish.wanted is DigestAction.SHOW:
        return await all_shown(desk, [one], typed, tr)
    return (await _done(desk, one, wish.wanted, typed, tr),)


async def pressed(
    desk: Desk, key: DigestKey, action: DigestAction, typed: Typed, tr: Translation
) -> DigestPanel:
    """As `done`, to the digest that a button names."""
    return await _done(desk, await of_key(desk, key, typed), action, typed, tr)


async def of_key(desk: Desk, key: DigestKey, typed: Typed) -> Subscription:
    """The digest that a button names; raises NotFoundError for one that was stopped."""
    there = await _required(desk, key.channel, typed)
    if found := next((one for one in there if naming.mark(one) == key.mark), None):
        return found
    advice = translatable("That digest was stopped.")
    raise NotFoundError(f"no digest {key}", advice=advice)


async def without_alerts(
    desk: Desk, where: Channel, typed: Typed, tr: Translation = ENGLISH
) -> tuple[DigestPanel, ...]:
    """Ends the alerts that come beside a channel's digests, and shows these."""
    there = await _required(desk, where, typed)
    silent = [await desk.without_alerts(one) if one.alerts else one for one in there]
    return await all_shown(desk, silent, typed, tr, tr("No more alerts come here."))


async def _done(
    desk: Desk, one: Subscription, action: DigestAction, typed: Typed, tr: Translation
) -> DigestPanel:
    match action:
        case DigestAction.STOP:
            await desk.stop(one)
            return panel.gone(one, typed, await desk.still_coming(one), tr)
        case DigestAction.PAUSE:
            one = await desk.pause(one, paused=True)
        case DigestAction.RESUME:
            one = await desk.pause(one, paused=False)
    return await shown(desk, one, typed, tr)


async def _required(desk: Desk, where: Channel, typed: Typed) -> Sequence[Subscription]:
    found = await desk.digests(where)
    if not found:
        advice = translatable(
            "That channel has no digest yet: {command} makes one.", command=typed.make
        )
        raise NotFoundError(f"no digest in {where}", advice=advice)
    return found


async def all_shown(
    desk: Desk,
    some: Sequence[Subscription],
    typed: Typed,
    tr: Translation = ENGLISH,
    before: str = "",
) -> tuple[DigestPanel, ...]:
    """Digests as they are now, below what is said `before` them."""
    made = [await shown(desk, one, typed, tr) for one in some]
    if len(made) < MOST_DIGESTS:
        made[-1] = panel.with_another(made[-1])
    return (panel.within(made[0], before, ()), *made[1:])


async def shown(  # noqa: PLR0913, PLR0917  what is said of a digest, each by its place
    desk: Desk,
    one: Subscription,
    typed: Typed,
    tr: Translation = ENGLISH,
    before: str = "",
    notes: Iterable[Line] = (),
) -> DigestPanel:
    """A digest as it is now, between what is said `before` it and the `notes` after it."""
    due = await desk.next_due(one)
    made = panel.of(one, typed, due, await desk.still_coming(one), tr)
    return panel.within(made, before, notes)
