"""Pure. When to ask a feed again, and when to tell the operator that it is no use.

Times are aware UTC. Chance is an argument, a number in [0, 1).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FLOOR = timedelta(minutes=15)
CEILING = timedelta(hours=24)
PATIENCE = timedelta(days=14)  # failing longer than this is dead

_MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True)
class PollingHints:
    """What a feed and its server ask: not before, not more often than, not at these hours (UTC)."""

    expires: datetime | None = None
    ttl: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()


def next_poll(
    now: datetime, *, newest: datetime | None, chance: float, hints: PollingHints | None = None
) -> datetime:
    """When to ask again after an answer: a tenth of its silence, within FLOOR and CEILING.

    `newest` is when its newest entry was published, or first seen; None for a feed without any.
    A hint can slow us down to CEILING, never speed us up. Up to a tenth is added by `chance`.
    """
    hints = hints or PollingHints()
    silence = (now - newest) / 10 if newest else FLOOR * 4
    wait = _bounded(max(silence, hints.ttl or FLOOR, _fresh_for(now, hints)))
    due: datetime = now + wait * (1 + chance / 10)
    return _past(due, hints.skip_hours)


def retry(
    now: datetime, *, failures: int, chance: float, retry_after: timedelta | None = None
) -> datetime:
    """When to ask again after `failures` failures in a row (1 or more): doubling from FLOOR.

    Half of the wait is left to `chance`, so that feeds of one host don't come back together.
    `retry_after` is respected, up to a week.
    """
    doublings = min(max(failures, 1), _MOST_DOUBLINGS)
    wait = min(FLOOR * (1 << doublings), CEILING)
    asked = min(retry_after or FLOOR, timedelta(days=7))
    return now + max(wait * (1 + chance) / 2, asked, FLOOR)


class Health(StrEnum):
    """Whether a feed is worth asking."""

    OK = "ok"
    FAILING = "failing"
    DEAD = "dead"


def health(
    now: datetime, *, failing_since: datetime | None, reason: str | None = None, gone: bool = False
) -> tuple[Health, str]:
    """A feed's health, and a sentence for the operator.

    `failing_since` is its first failure since it last answered; `reason` is the last failure's log
    sentence; `gone` is a 410.
    """
    if gone:
        return (
            Health.DEAD,
            "The server says it is gone for good: remove it or find its new address.",
        )
    if failing_since is None:
        return Health.OK, "Answers."
    days = (now - failing_since).days
    why = f" ({reason})" if reason else ""
    if now - failing_since >= PATIENCE:
        return Health.DEAD, f"No answer for {days} days{why}: remove it or find its new address."
    since = f"{failing_since:%Y-%m-%d %H:%M} UTC"
    return Health.FAILING, f"Failing since {since}{why}: tried again, ever less often."


def _fresh_for(now: datetime, hints: PollingHints) -> timedelta:
    return hints.expires - now if hints.expires else FLOOR


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, FLOOR), CEILING)


def _past(due: datetime, skip_hours: frozenset[int]) -> datetime:
    """The first time from `due` on whose hour is not skipped; `due` where all are."""
    for hours in range(24):
        later = due + timedelta(hours=hours)
        if later.hour not in skip_hours:
            return later if not hours else later.replace(minute=0, second=0, microsecond=0)
    return due
