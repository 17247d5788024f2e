"""Pure. Whether a subscription makes sense, and what to say where it does not."""

from collections.abc import Iterable

from bot.errors import UsageError
from bot.models import MOST_DIGESTS, MOST_NAME, Subscription
from bot.text import zones
from bot.translation import translatable

MOST_QUIET_DATES = 400
MOST_TOPICS = 50

_DAYS = frozenset(range(7))


def validate(subscription: Subscription) -> None:
    """Raises UsageError, with advice, for a subscription that makes no sense."""
    if subscription.zone not in zones.names():
        raise zones.unknown(subscription.zone)
    if not subscription.days:
        raise _usage("no days", translatable("Please choose at least one day of the week."), "days")
    if not subscription.days <= _DAYS:
        raise _usage(
            "a day that isn't one",
            translatable("Days of the week are 0 (Monday) to 6 (Sunday)."),
            "days",
        )
    if subscription.at.tzinfo is not None:
        raise _usage(
            "a time with its own zone",
            translatable("Please give the time as 08:00, and the zone."),
            "at",
        )
    if len(subscription.topics) > MOST_TOPICS:
        raise _usage(
            "too many topics",
            translatable("A digest can have at most {most} topics.", most=MOST_TOPICS),
            "topics",
        )
    if not _is_name(subscription.name):
        advice = translatable(
            "A digest's name has at most {most} characters and no slash, colon or comma.",
            most=MOST_NAME,
        )
        raise _usage("no name", advice, "name")
    _require_quiet(subscription)


def require_room(one: Subscription, others: Iterable[Subscription]) -> None:
    """Raises UsageError where it would be one digest too many for a channel that has `others`."""
    if len({each.name for each in others} | {one.name}) > MOST_DIGESTS:
        advice = translatable("A channel can have at most {most} digests.", most=MOST_DIGESTS)
        raise _usage("too many digests", advice)


def _require_quiet(subscription: Subscription) -> None:
    quiet = subscription.quiet
    if (quiet.start is None) != (quiet.end is None):
        raise _usage(
            "half of quiet hours", translatable("Quiet hours need both a start and an end.")
        )
    if quiet.start is not None and quiet.start == quiet.end:
        raise _usage(
            "quiet all day", translatable("Quiet hours that end when they begin would never end.")
        )
    if len(quiet.dates) > MOST_QUIET_DATES:
        raise _usage(
            "too many dates",
            translatable("At most {most} quiet dates can be kept.", most=MOST_QUIET_DATES),
        )
    if not quiet.hold and _is_always_quiet(subscription):
        raise _usage(
            "always dropped",
            translatable(
                "The digest's time lies in the quiet hours, so it would never come: choose another "
                "time, or have it held until they are over."
            ),
            "at",
        )


def _is_name(text: str) -> bool:
    return text == " ".join(text.split()) and len(text) <= MOST_NAME and not set(text) & set("/:,;")


def _is_always_quiet(subscription: Subscription) -> bool:
    start, end, at = subscription.quiet.start, subscription.quiet.end, subscription.at
    if start is None or end is None:
        return False
    return start <= at < end if start < end else at >= start or at < end


def _usage(log: str, advice: str, about: str = "") -> UsageError:
    return UsageError(f"subscription: {log}", advice=advice, about=about)
