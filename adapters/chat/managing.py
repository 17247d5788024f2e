"""I/O. What those who manage a channel do with its digest, on any platform."""

from collections.abc import Iterable
from datetime import datetime

from adapters.chat import digest_text, panel
from adapters.chat.digest_text import DigestAction, DigestOptions
from adapters.chat.lines import Line, Typed, said
from adapters.chat.panel import DigestPanel
from bot.errors import NotFoundError
from bot.models import Channel, Subscription
from bot.ports import Asker, Desk
from bot.translation import ENGLISH, Translation, translatable, translation


async def saved(
    desk: Desk, before: Subscription, options: DigestOptions, asker: Asker, now: datetime
) -> tuple[Subscription, tuple[Line, ...]]:
    """A digest as `asker` changes it, and what is to be said of that besides."""
    kept = await desk.subscribe(digest_text.changed(before, options, asker.person, now))
    restarted = digest_text.restarted(before)
    return kept, (said(translation(asker.languages)(restarted)),) if restarted else ()


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
