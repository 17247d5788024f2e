"""Pure. A channel's digest as those who manage it see it: in words, with buttons beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.chat import digest_line
from adapters.chat.card import Action
from adapters.chat.lines import (
    Line,
    MomentRun,
    Named,
    NameRun,
    Typed,
    between,
    bold,
    channel,
    command,
    filled,
    notified,
    said,
)
from adapters.chat.managing import naming
from adapters.chat.text import clean, shortened
from bot.models import Channel, Subscription, SubscriptionState
from bot.translation import ENGLISH, Translation

MOST_OF_TOPIC, MOST_OF_PLACE = 60, 120  # characters


@dataclass(frozen=True, slots=True)
class DigestPanel:
    """What is said of a channel's digest, and the buttons beside it; none where it has none."""

    channel: Channel
    lines: tuple[Line, ...]
    buttons: tuple[Action, ...] = ()
    tr: Translation = ENGLISH
    mark: str = ""  # the digest's among those of its channel


def of(
    one: Subscription,
    typed: Typed,
    due: datetime | None,
    coming: datetime | None,
    tr: Translation = ENGLISH,
) -> DigestPanel:
    """A digest, who set it, whom it notifies, when the next one is `due`, and one that is `coming`
    though it was changed."""
    typed = typed.of(personal=one.personal)
    comes = filled(tr("The next one comes {moment}"), moment=MomentRun(due, tr)) if due else ()
    lines = (
        bold(name_of(one, tr)),
        said(written(one, tr)),
        _besides(one, tr),
        _set_by(one, tr),
        _notifies(one, typed, tr),
        state(one, typed, tr) or comes,
        _still_coming(coming, tr),
    )
    shown = tuple(filter(None, lines))
    return DigestPanel(one.channel, shown, buttons(one), tr, naming.mark(one))


def beside(others: Sequence[Subscription], tr: Translation = ENGLISH) -> tuple[Line, ...]:
    """That a channel gets other digests too."""
    if not others:
        return ()
    names = naming.listed(others, tr)
    text = tr("Another digest comes here, and stays as it is: {names}.", names=names)
    if len(others) > 1:
        text = tr("Other digests come here, and stay as they are: {names}.", names=names)
    return (said(text),)


def gone(
    one: Subscription, typed: Typed, coming: datetime | None, tr: Translation = ENGLISH
) -> DigestPanel:
    """That a digest was stopped, and how it can be typed again."""
    was = (
        tr("You get no digest of your own any more. It was: {digest}.")
        if one.personal
        else tr("{channel} gets no digest any more. It was: {digest}.")
    )
    make = typed.of(personal=one.personal).make
    again = filled(tr("{command} makes a new one."), command=command(tr(make)))
    here = channel(one.channel.id)
    if one.name:
        was = tr("The digest “{name}” was stopped. It was: {digest}.")
        again = ()
    said_of = filled(was, channel=here, digest=written(one, tr), name=naming.called(one, tr))
    lines = (said_of, again, _still_coming(coming, tr))
    return DigestPanel(one.channel, tuple(filter(None, lines)), tr=tr)


def within(panel: DigestPanel, before: str, notes: Iterable[Line]) -> DigestPanel:
    """A panel between what is said before it and the notes after it."""
    opening = (said(before),) if before else ()
    return replace(panel, lines=(*opening, *panel.lines, *notes))


def with_another(panel: DigestPanel) -> DigestPanel:
    """A panel from which a further digest can be made."""
    return replace(panel, buttons=(*panel.buttons, Action.ANOTHER))


def buttons(one: Subscription) -> tuple[Action, ...]:
    """What can be done with a digest."""
    is_active = one.state is SubscriptionState.ACTIVE
    pause = Action.PAUSE if is_active else Action.RESUME
    return (Action.CHANGE, Action.POST_NOW, pause, Action.STOP)


def state(one: Subscription, typed: Typed, tr: Translation = ENGLISH) -> Line:
    """Why a digest does not come, and what goes on with it; nothing where it comes."""
    again = command(_resume(one, typed, tr))
    match one.state:
        case SubscriptionState.PAUSED:
            return filled(tr("It is paused: {command} goes on with it."), command=again)
        case SubscriptionState.BROKEN:
            text = tr("It has stopped: {reason} {command} starts it again.")
            return filled(text, reason=tr.said(one.reason or ""), command=again)
        case _:
            return ()


def stopped(one: Subscription, reason: str, typed: Typed, tr: Translation = ENGLISH) -> Line:
    """That a digest has stopped: of which channel, by name too since it may be gone, why, what it
    was, and what to do."""
    name = f" ({shortened(clean(one.place), MOST_OF_PLACE)})" if one.place else ""
    text = (
        tr(
            "Your own digest has stopped: {reason} It was: {digest}. Once that is mended, "
            "{command} goes on with it."
        )
        if one.personal
        else tr(
            "The digest of {channel}{name} has stopped: {reason} It was: {digest}. Once that is "
            "mended, {command} there goes on with it."
        )
    )
    called = f" “{naming.shown_name(one.name)}”" if one.name else ""
    return filled(
        text,
        channel=channel(one.channel.id),
        name=f"{name}{called}",
        reason=tr.said(reason),
        digest=written(one, tr),
        command=command(_resume(one, typed, tr)),
    )


def written(one: Subscription, tr: Translation = ENGLISH) -> str:
    """A digest as it can be typed, with short topics."""
    return digest_line.written(one, lambda text: shortened(clean(text), MOST_OF_TOPIC), tr)


def name_of(one: Subscription, tr: Translation = ENGLISH) -> Line:
    """Whose digest it is, and which of theirs."""
    if one.personal:
        return (*said(tr("Your own digest")), *_called(one))
    return (*filled(tr("Digest of {channel}"), channel=channel(one.channel.id)), *_called(one))


def channel_of(one: Subscription) -> Line:
    """The channel of a digest, and which of its digests it is."""
    return (channel(one.channel.id), *_called(one))


def _called(one: Subscription) -> Line:
    return said(f" · {naming.shown_name(one.name)}") if one.name else ()


def _resume(one: Subscription, typed: Typed, tr: Translation) -> str:
    """What is typed to go on with it."""
    typed = typed.of(personal=one.personal)
    called = tr(typed.called, name=naming.shown_name(one.name)) if one.name else ""
    return f"{tr(typed.resume)}{called}"


def _besides(one: Subscription, tr: Translation) -> Line:
    named = between(((channel(each.id),) for each in one.besides), ", ")
    return (*said(f"{tr('Not what was told in')} "), *named) if named else ()


def _set_by(one: Subscription, tr: Translation) -> Line:
    """A name that is shown to one person notifies nobody."""
    if one.owner is None or one.personal:
        return ()
    return filled(tr("Set by {person}"), person=NameRun(Named.PERSON, one.owner.id))


def _notifies(one: Subscription, typed: Typed, tr: Translation) -> Line:
    whom = notified(one.mention)
    if whom is None:
        return ()
    if not typed.unmention:
        return filled(tr("It notifies {group}"), group=whom)
    text = tr("It notifies {group}: {command} ends that.")
    return filled(text, group=whom, command=command(tr(typed.unmention)))


def _still_coming(at: datetime | None, tr: Translation) -> Line:
    text = tr("One was handed over already and can't be taken back: it still comes {moment}.")
    return filled(text, moment=MomentRun(at, tr)) if at else ()
