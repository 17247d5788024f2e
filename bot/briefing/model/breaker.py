"""Pure. When to ask a model's server again, and when to leave it alone (a circuit breaker).

Times are seconds of any clock that only goes forward.
"""

from dataclasses import dataclass
from datetime import timedelta

MOST_TRIES = 3
LONGEST_PAUSE = 5.0  # seconds somebody at a command would wait for a server to recover
FIRST_PAUSE = 0.5
FAILURES_TO_REST = 5  # questions in a row that failed
FIRST_REST = 30.0
LONGEST_REST = 900.0


@dataclass(frozen=True, slots=True)
class Breaker:
    """How a server fared: the questions in a row that failed, and until when it is left alone."""

    failures: int = 0
    rests_until: float = 0.0


def pause(tries: int, retry_after: timedelta | None, chance: float) -> float | None:
    """Seconds to wait after so many tries; None where it is not worth it.

    `chance`, from 0 to 1, spreads those who were turned away together.
    """
    if tries >= MOST_TRIES:
        return None
    if retry_after is not None:
        seconds = retry_after.total_seconds()
        return seconds if seconds <= LONGEST_PAUSE else None
    wait: float = FIRST_PAUSE * 2.0 ** (tries - 1) * (0.5 + chance)
    return min(LONGEST_PAUSE, wait)


def failed(breaker: Breaker, now: float, retry_after: timedelta | None = None) -> Breaker:
    """After a question that failed: the server rests as long as it asks for, and after several
    failures on its own account, twice as long each time."""
    failures = breaker.failures + 1
    beyond = failures - FAILURES_TO_REST
    rest = min(LONGEST_REST, FIRST_REST * 2.0 ** min(beyond, 10)) if beyond >= 0 else 0.0
    asked = retry_after.total_seconds() if retry_after else 0.0
    return Breaker(failures, now + max(rest, min(asked, LONGEST_REST)))


def rests(breaker: Breaker, now: float) -> bool:
    """Whether the server is to be left alone at `now`."""
    return now < breaker.rests_until
