"""Pure. What people write to `/digest set` -> a Subscription, and one told in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time

from adapters.discord.inert import inert, moment
from bot.errors import UsageError
from bot.models import Channel, Length, Person, Quiet, Subscription, SubscriptionState

DAYS = {
    "every day": frozenset(range(7)),
    "Monday to Friday": frozenset(range(5)),
    "Saturday and Sunday": frozenset({5, 6}),
}
LENGTHS = {"one sentence": Length.FLASH, "a brief": Length.BRIEF, "in full": Length.FULL}

NONE = {  # what people write for nothing at all, in the five languages
    "", "-", "none", "off", "немає", "жодних", "keine", "aucun", "aucune", "ninguno", "ninguna",
}  # fmt: skip

_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TIME = re.compile(r"(\d{1,2})[:.h]?(\d{2})?")
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `/digest set` as they were given; what was not given stays as it is."""

    at: str | None = None
    zone: str | None = None
    days: str | None = None
    topics: str | None = None
    length: str | None = None
    quiet: str | None = None
    only_news: bool | None = None
    role: str | None = None
    no_role: bool = False


def wish(
    asked: Asked, standing: Subscription | None, channel: Channel, owner: Person, now: datetime
) -> Subscription:
    """The subscription asked for; raises UsageError for what can't be read or meant."""
    base = standing or Subscription(channel, time(8), "UTC", now)
    return replace(
        base,
        at=base.at if asked.at is None else clock(asked.at),
        zone=asked.zone or base.zone,
        since=now,
        days=DAYS[asked.days] if asked.days else base.days,
        topics=base.topics if asked.topics is None else listed(asked.topics),
        length=LENGTHS[asked.length] if asked.length else base.length,
        quiet=base.quiet if asked.quiet is None else quiet_hours(asked.quiet, base.quiet),
        skip_if_nothing_new=(
            base.skip_if_nothing_new if asked.only_news is None else asked.only_news
        ),
        mention=_mention(asked, base),
        owner=owner,
        state=SubscriptionState.ACTIVE,
        reason=None,
    )


def _mention(asked: Asked, base: Subscription) -> str | None:
    if asked.role and asked.no_role:
        advice = "Please choose a role, or `no_role: True` to notify none, not both."
        raise UsageError("role and no role", advice=advice)
    return None if asked.no_role else asked.role or base.mention


def clock(text: str) -> time:
    """ "8", "8:30", "08.30" or "0830" as a time."""
    found = _TIME.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise UsageError("no time", advice="Please write the time as 08:00.") from error


def listed(text: str) -> tuple[str, ...]:
    """Topics with commas between them; "none" is no topics, for the top of the news."""
    if _is_none(text):
        return ()
    return tuple(topic for part in text.split(",") if (topic := part.strip()))


def quiet_hours(text: str, standing: Quiet) -> Quiet:
    """ "22:00-07:00" as quiet hours; "none" ends them."""
    if _is_none(text):
        return replace(standing, start=None, end=None)
    start, dash, end = text.replace("–", "-").partition("-")
    if not dash:
        raise UsageError("no hours", advice="Please write quiet hours as 22:00-07:00, or none.")
    return replace(standing, start=clock(start), end=clock(end))


def _is_none(text: str) -> bool:
    return text.strip(" .`'\"«»„“”").casefold() in NONE


def described(wish: Subscription, due: datetime | None) -> Iterator[str]:
    """A subscription in words, and when its next digest comes."""
    days = next((name for name, days in DAYS.items() if days == wish.days), None) or ", ".join(
        _NAMES[day] for day in sorted(wish.days)
    )
    yield f"**Digest of <#{wish.channel.id}>**"
    yield f"- {days} at {wish.at:%H:%M}, {inert(wish.zone)}"
    topics = ", ".join(inert(topic, _MOST_SHOWN) for topic in wish.topics[:20])
    yield f"- on {topics}" if topics else "- the top of the news"
    if wish.quiet.start is not None and wish.quiet.end is not None:
        yield f"- quiet from {wish.quiet.start:%H:%M} to {wish.quiet.end:%H:%M}"
    if wish.skip_if_nothing_new:
        yield "- none when there is nothing new"
    if wish.mention and wish.mention.isdecimal():
        yield f"- notifies <@&{wish.mention}>: `/digest set` with `no_role` ends that"
    match wish.state:
        case SubscriptionState.PAUSED:
            yield "- paused: `/digest resume` goes on with it"
        case SubscriptionState.BROKEN:
            yield f"- stopped: {inert(wish.reason or '', 300)} `/digest set` starts it again"
        case SubscriptionState.ACTIVE if due:
            yield f"- next: {moment(due, 'F')}"
