"""I/O. A channel's digest as who manages it sees it: made, changed, paused, posted and stopped, on
any platform.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from adapters.chat import digest_text
from adapters.chat.card import Action
from adapters.chat.digest_text import DigestAction, DigestOptions
from adapters.chat.lines import (
    At,
    Line,
    Mention,
    Named,
    Typed,
    Words,
    channel,
    command,
    notified,
    said,
)
from adapters.chat.text import clean, shortened
from bot.errors import NotFoundError
from bot.models import Channel, Person, Subscription, SubscriptionState
from bot.ports import Desk

MOST_OF_TOPIC, MOST_OF_PLACE = 60, 120  # characters


@dataclass(frozen=True, slots=True)
class Panel:
    """What is said of a channel's digest, and the buttons beside it; none where it has none."""

    channel: Channel
    lines: tuple[Line, ...]
    buttons: tuple[Action, ...] = ()


async def standing(desk: Desk, where: Channel, typed: Typed) -> Subscription:
    """A channel's digest; raises NotFoundError where it has none."""
    found = await desk.subscription(where)
    if found is None:
        advice = f"That channel has no digest yet: {typed.make} makes one."
        raise NotFoundError(f"no digest in {where}", advice=advice)
    return found


async def saved(
    desk: Desk, before: Subscription, options: DigestOptions, owner: Person, now: datetime
) -> tuple[Subscription, tuple[Line, ...]]:
    """A digest as `owner` changes it, and what is to be said of that besides."""
    kept = await desk.subscribe(digest_text.changed(before, options, owner, now))
    restarted = digest_text.restarted(before)
    return kept, (said(restarted),) if restarted else ()


async def done(desk: Desk, where: Channel, action: DigestAction, typed: Typed) -> Panel:
    """Pauses a channel's digest, goes on with it, or stops it; then, and else, shows it."""
    now = await standing(desk, where, typed)
    match action:
        case DigestAction.STOP:
            await desk.stop(where)
            gone = (channel(where.id), Words(" gets no digest any more. It was: "))
            again = (command(typed.make), Words(" makes a new one."))
            coming = await _still_coming(desk, where)
            return Panel(where, ((*gone, *said(f"{written(now)}.")), again, *coming))
        case DigestAction.PAUSE:
            now = await desk.pause(where, paused=True)
        case DigestAction.RESUME:
            now = await desk.pause(where, paused=False)
    return await shown(desk, now, typed)


async def shown(
    desk: Desk, one: Subscription, typed: Typed, before: str = "", notes: Iterable[Line] = ()
) -> Panel:
    """A digest, who set it, whom it notifies, when the next one comes, and what can be done."""
    due = await desk.next_due(one.channel)
    lines = (
        *((said(before),) if before else ()),
        (Words("Digest of ", is_bold=True), channel(one.channel.id)),
        said(written(one)),
        _set_by(one),
        _notifies(one, typed),
        digest_text.state(one, typed.resume)
        or ((Words("The next one comes "), At(due)) if due else ()),
        *notes,
        *await _still_coming(desk, one.channel),
    )
    return Panel(one.channel, tuple(filter(None, lines)), buttons(one))


def buttons(one: Subscription) -> tuple[Action, ...]:
    """What can be done with a digest."""
    is_active = one.state is SubscriptionState.ACTIVE
    return (
        Action.CHANGE,
        Action.POST_NOW,
        Action.PAUSE if is_active else Action.RESUME,
        Action.STOP,
    )


def written(one: Subscription) -> str:
    """A digest as it can be typed, with short topics."""
    return digest_text.written(one, lambda text: shortened(clean(text), MOST_OF_TOPIC))


def stopped(one: Subscription, reason: str, typed: Typed) -> Line:
    """That a digest has stopped: of which channel, by name too since it may be gone, why, what it
    was, and what to do."""
    name = f" ({shortened(clean(one.place), MOST_OF_PLACE)})" if one.place else ""
    return (
        Words("The digest of "),
        channel(one.channel.id),
        Words(f"{name} has stopped: {reason} It was: {written(one)}. Once that is mended, "),
        command(typed.resume),
        Words(" there goes on with it."),
    )


def _set_by(one: Subscription) -> Line:
    """A name that is shown to one person notifies nobody."""
    return (Words("Set by "), Mention(Named.PERSON, one.owner.id)) if one.owner else ()


def _notifies(one: Subscription, typed: Typed) -> Line:
    whom = notified(one.mention)
    if whom is None:
        return ()
    ends = (Words(": "), command(typed.unmention), Words(" ends that.")) if typed.unmention else ()
    return (Words("It notifies "), whom, *ends)


async def _still_coming(desk: Desk, where: Channel) -> tuple[Line, ...]:
    at = await desk.still_coming(where)
    return ((Words(f"{digest_text.STILL_COMING} "), At(at), Words(".")),) if at else ()
