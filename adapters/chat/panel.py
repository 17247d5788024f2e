"""Pure. A channel's digest as those who manage it see it: in words, with buttons beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.chat import digest_text
from adapters.chat.card import Action
from adapters.chat.lines import (
    Line,
    MomentRun,
    Named,
    NameRun,
    TextRun,
    Typed,
    channel,
    command,
    notified,
    said,
)
from adapters.chat.text import clean, shortened
from bot.models import Channel, Subscription, SubscriptionState

MOST_OF_TOPIC, MOST_OF_PLACE = 60, 120  # characters


@dataclass(frozen=True, slots=True)
class DigestPanel:
    """What is said of a channel's digest, and the buttons beside it; none where it has none."""

    channel: Channel
    lines: tuple[Line, ...]
    buttons: tuple[Action, ...] = ()


def of(
    one: Subscription, typed: Typed, due: datetime | None, coming: datetime | None
) -> DigestPanel:
    """A digest, who set it, whom it notifies, when the next one is `due`, and one that is `coming`
    though it was changed."""
    comes = (*said("The next one comes "), MomentRun(due)) if due else ()
    lines = (
        (TextRun("Digest of ", is_bold=True), channel(one.channel.id)),
        said(written(one)),
        _set_by(one),
        _notifies(one, typed),
        state(one, typed.resume) or comes,
        _still_coming(coming),
    )
    return DigestPanel(one.channel, tuple(filter(None, lines)), buttons(one))


def gone(one: Subscription, typed: Typed, coming: datetime | None) -> DigestPanel:
    """That a digest was stopped, and how it can be typed again."""
    was = said(f" gets no digest any more. It was: {written(one)}.")
    again = (command(typed.make), *said(" makes a new one."))
    lines = ((channel(one.channel.id), *was), again, _still_coming(coming))
    return DigestPanel(one.channel, tuple(filter(None, lines)))


def within(panel: DigestPanel, before: str, notes: Iterable[Line]) -> DigestPanel:
    """A panel between what is said before it and the notes after it."""
    opening = (said(before),) if before else ()
    return replace(panel, lines=(*opening, *panel.lines, *notes))


def buttons(one: Subscription) -> tuple[Action, ...]:
    """What can be done with a digest."""
    is_active = one.state is SubscriptionState.ACTIVE
    pause = Action.PAUSE if is_active else Action.RESUME
    return (Action.CHANGE, Action.POST_NOW, pause, Action.STOP)


def state(one: Subscription, resume: str) -> Line:
    """Why a digest does not come, and that `resume` goes on with it; nothing where it comes."""
    match one.state:
        case SubscriptionState.PAUSED:
            return (*said("It is paused: "), command(resume), *said(" goes on with it."))
        case SubscriptionState.BROKEN:
            reason = said(f"It has stopped: {one.reason or ''} ")
            return (*reason, command(resume), *said(" starts it again."))
        case _:
            return ()


def stopped(one: Subscription, reason: str, typed: Typed) -> Line:
    """That a digest has stopped: of which channel, by name too since it may be gone, why, what it
    was, and what to do."""
    name = f" ({shortened(clean(one.place), MOST_OF_PLACE)})" if one.place else ""
    told = f"{name} has stopped: {reason} It was: {written(one)}. Once that is mended, "
    there = channel(one.channel.id)
    again = (command(typed.resume), *said(" there goes on with it."))
    return (*said("The digest of "), there, *said(told), *again)


def written(one: Subscription) -> str:
    """A digest as it can be typed, with short topics."""
    return digest_text.written(one, lambda text: shortened(clean(text), MOST_OF_TOPIC))


def _set_by(one: Subscription) -> Line:
    """A name that is shown to one person notifies nobody."""
    return (*said("Set by "), NameRun(Named.PERSON, one.owner.id)) if one.owner else ()


def _notifies(one: Subscription, typed: Typed) -> Line:
    whom = notified(one.mention)
    if whom is None:
        return ()
    ends = (*said(": "), command(typed.unmention), *said(" ends that.")) if typed.unmention else ()
    return (*said("It notifies "), whom, *ends)


def _still_coming(at: datetime | None) -> Line:
    return (*said(f"{digest_text.STILL_COMING} "), MomentRun(at), *said(".")) if at else ()
