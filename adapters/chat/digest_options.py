"""Pure. What can be said of a channel's digest, and the digest that this makes."""

from dataclasses import dataclass, fields, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from bot.models import Channel, Length, Person, Quiet, Subscription, SubscriptionState
from bot.translation import translatable

MORNING = time(8)
LISTS = ("only_from", "never_from", "without")  # of outlets and words
_PAUSED, _BROKEN = SubscriptionState.PAUSED, SubscriptionState.BROKEN


@dataclass(frozen=True, slots=True)
class DigestOptions:
    """What was said of a digest; None is what was not. No topics is the top of the news."""

    topics: tuple[str, ...] | None = None
    at: time | None = None
    zone: str | None = None
    days: frozenset[int] | None = None
    length: Length | None = None
    quiet: Quiet | None = None
    skip_if_nothing_new: bool | None = None
    mention: str | None = None  # a role or group; empty to notify none any more
    languages: tuple[str, ...] | None = None  # none of them where any will do
    only_languages: bool | None = None
    alerts: int | None = None  # at most so many a day; 0 for none any more
    besides: tuple[str, ...] | None = None  # names of channels whose news is not to be repeated
    only_from: tuple[str, ...] | None = None  # outlets; none of them for any
    never_from: tuple[str, ...] | None = None
    without: tuple[str, ...] | None = None  # words that no story is to have

    def said(self) -> dict[str, Any]:
        """What was said, by its name."""
        named = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: value for name, value in named if value is not None}


class DigestAction(StrEnum):
    """What can be done to a channel's digest in one word."""

    SHOW = "show"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    NOW = "now"


def blank(
    channel: Channel,
    zone: str,
    now: datetime,
    languages: tuple[str, ...] = (),
    *,
    personal: bool = False,
) -> Subscription:
    """The digest of a channel for which nothing was said, or of a person: every morning, the top of
    the news, in the languages of who makes it."""
    return Subscription(channel, MORNING, zone, now, languages=languages, personal=personal)


def changed(
    before: Subscription, options: DigestOptions, owner: Person | None, now: datetime
) -> Subscription:
    """A channel's subscription as `owner` changes it; what was not said stays: a pause too."""
    said = options.said()
    said.pop("besides", None)  # names, which are looked up
    if quiet := options.quiet:
        said["quiet"] = replace(before.quiet, start=quiet.start, end=quiet.end)
    if options.mention is not None:
        said["mention"] = options.mention or None
    state = _PAUSED if before.state is _PAUSED else SubscriptionState.ACTIVE
    return replace(before, since=now, owner=owner, state=state, reason=None, **said)


def restarted(before: Subscription) -> str:
    """That a change starts a digest again which had stopped; empty where it had not."""
    again = translatable("It had stopped, and starts again.")
    return again if before.state is _BROKEN else ""
