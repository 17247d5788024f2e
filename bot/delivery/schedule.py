"""Pure. When a channel's digest is due: days, a local time and a zone -> moments.

A digest falls due once on each chosen local date that the zone has: at the chosen time; where the
clock is put forward over that time, as much later; where it is put back and the time comes twice,
at the first. Its local date is what it is known by, so that no step of a clock doubles it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.models import Delivery, Quiet, Subscription, SubscriptionState
from bot.text import zones
from bot.translation import ENGLISH, formats, translation

CATCH_UP = timedelta(hours=4)  # a digest missed for longer is not posted any more
LATE = timedelta(minutes=15)  # a post that appears later says so

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_LOOK_BACK = timedelta(days=31)  # what was missed before is not even counted
_LOOK_AHEAD = 400  # dates; a digest that is dropped on all of them never comes


@dataclass(frozen=True, slots=True)
class Skip:
    """A digest that is not posted, and why."""

    delivery: Delivery
    reason: str


def due(
    subscription: Subscription,
    *,
    now: datetime,
    last: date | None = None,
    ahead: timedelta = timedelta(0),
    catch_up: timedelta = CATCH_UP,
) -> tuple[Delivery | Skip, ...]:
    """What is due at `now`, or within `ahead` of it, and not decided yet; oldest first.

    `last` is the newest local date that was delivered or skipped; one that is yet to come was
    written while the clock was wrong, and does not count. At most the last one is a Delivery, never
    older than `catch_up`: whatever else was missed is skipped, so that no burst follows an outage.
    Raises ValueError or KeyError for a zone that isn't known.
    """
    if subscription.state is not SubscriptionState.ACTIVE:
        return ()
    since = max(subscription.since, now - _LOOK_BACK)
    coming = _from(subscription, since, _decided(last, now + ahead))
    found = list(takewhile(lambda one: _delivery(one).due <= now + ahead, coming))
    decided: list[Delivery | Skip] = []
    for index, one in enumerate(found):
        if isinstance(one, Skip):
            decided.append(one)
        elif index < len(found) - 1:
            decided.append(Skip(one, "missed, and the next one is due"))
        elif now - one.due > catch_up:
            decided.append(Skip(one, "missed for too long"))
        else:
            decided.append(one)
    return tuple(decided)


def is_quiet(subscription: Subscription, moment: datetime) -> bool:
    """Whether its channel wants no post at that moment."""
    return _quiet_until(subscription.quiet, moment, ZoneInfo(subscription.zone)) is not None


def next_due(
    subscription: Subscription, *, now: datetime, last: date | None = None
) -> datetime | None:
    """When the next digest after `now` comes, in UTC; None where none will."""
    if subscription.state is not SubscriptionState.ACTIVE:
        return None
    since = max(subscription.since, now - _LOOK_BACK)
    for one in _from(subscription, since, _decided(last, now)):
        if isinstance(one, Delivery) and one.due > now:
            return one.due
    return None


def late_note(delivery: Delivery, at: datetime) -> str | None:
    """What a digest that appears at `at` says of its lateness; None where it is on time."""
    if delivery.alert or at - delivery.due <= LATE:
        return None
    zone = delivery.subscription.zone
    local = delivery.due.astimezone(ZoneInfo(zone))
    tr = translation(delivery.subscription.languages)
    return tr(
        "Late: this was due on {day} at {time} {zone}.",
        day=f"{local:%B} {local.day}" if tr == ENGLISH else formats.short_day(local, tr),
        time=f"{local:%H:%M}",
        zone=zones.written(zone),
    )


def _decided(last: date | None, now: datetime) -> date | None:
    """`last`, unless it is yet to come in every zone, and on the day after that."""
    return None if last is not None and last > now.date() + 2 * _DAY else last


def _delivery(one: Delivery | Skip) -> Delivery:
    return one.delivery if isinstance(one, Skip) else one


def _from(
    subscription: Subscription, since: datetime, last: date | None
) -> Iterator[Delivery | Skip]:
    """What falls due after date `last` and not before `since`, quiet times heeded, in order."""
    zone = ZoneInfo(subscription.zone)
    # A time that the clock jumped over at midnight belongs to the date before.
    start = since.astimezone(zone).date() - _DAY
    if last is not None:
        start = max(start, last + _DAY)
    for day in (start + n * _DAY for n in range(_LOOK_AHEAD)):
        if day.weekday() not in subscription.days or not _exists(day, zone):
            continue
        moment = _moments(day, subscription.at, zone)[0]
        if moment >= since:
            yield _heeding(subscription, Delivery(subscription, day, moment), zone)


def _heeding(subscription: Subscription, delivery: Delivery, zone: ZoneInfo) -> Delivery | Skip:
    """The delivery held until its channel's quiet time is over, or dropped, as was chosen."""
    quiet = subscription.quiet
    moment = delivery.due
    while (end := _quiet_until(quiet, moment, zone)) is not None:
        if not quiet.hold:
            return Skip(delivery, "quiet time")
        moment = end
    return Delivery(subscription, delivery.date, moment)


def _quiet_until(quiet: Quiet, moment: datetime, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours or the quiet date of this moment are over; None outside them."""
    local = moment.astimezone(zone)
    if local.date() in quiet.dates:
        return _next(time(), local.date() + _DAY, zone, moment)
    if quiet.start is None or quiet.end is None or quiet.start == quiet.end:
        return None
    clock = local.time()
    if quiet.start < quiet.end:
        is_quiet = quiet.start <= clock < quiet.end
    else:
        is_quiet = clock >= quiet.start or clock < quiet.end
    return _next(quiet.end, local.date(), zone, moment) if is_quiet else None


def _next(clock: time, day: date, zone: ZoneInfo, after: datetime) -> datetime:
    """The first moment after `after` at which the clock shows that, or has jumped over it, on the
    day or the next."""
    both = (*_reached(day, clock, zone), *_reached(day + _DAY, clock, zone))
    return min(moment for moment in both if moment > after)


def _reached(day: date, clock: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """As `_moments`, but in a gap it is the moment at which the clock is put forward."""
    before, after = (
        datetime.combine(day, clock.replace(fold=fold), zone).astimezone(UTC) for fold in (1, 0)
    )
    if before >= after:
        return _moments(day, clock, zone)
    old = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        is_old = middle.astimezone(zone).utcoffset() == old
        before, after = (middle, after) if is_old else (before, middle)
    return (after,)


def _moments(day: date, clock: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """When the zone's clock shows that, in UTC: once, or twice where it is put back.

    In a gap, the offset before it holds, as if the clock had not been put forward yet (PEP 495).
    """
    first, second = (
        datetime.combine(day, clock.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1)
    )
    return (first, second) if second > first else (first,)


def _exists(day: date, zone: ZoneInfo) -> bool:
    """Whether the zone has this date: Samoa went from December 29 to 31 in 2011."""
    ends = (datetime.combine(day, clock) for clock in (time.min, time.max))
    return any(
        wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0)
        == wall
        for wall in ends
    )
