"""One person may ask so often; whoever asks too often is told how long to wait."""

import pytest

from adapters.chat.allowance import MOST_PEOPLE, Allowance
from bot.errors import NotAllowedError


def refused(allowance: Allowance, person: str, now: float) -> str:
    with pytest.raises(NotAllowedError) as caught:
        allowance.take(person, now)
    return caught.value.advice


def test_a_minutes_requests_are_allowed_at_once_and_then_one_after_the_other() -> None:
    allowance = Allowance(per_minute=3)
    for _ in range(3):
        allowance.take("ann", 0.0)
    assert refused(allowance, "ann", 0.0) == (
        "That was a lot at once: please ask again in 20 seconds."
    )
    assert "in 1 second." in refused(allowance, "ann", 19.5)
    allowance.take("bob", 19.5)
    allowance.take("ann", 20.0)
    assert "in 20 seconds" in refused(allowance, "ann", 20.0)


def test_what_is_not_used_is_not_saved_up() -> None:
    allowance = Allowance(per_minute=2)
    for _ in range(2):
        allowance.take("ann", 0.0)
    for _ in range(2):
        allowance.take("ann", 10_000.0)
    assert "in 30 seconds" in refused(allowance, "ann", 10_000.0)


def test_the_log_says_who_asks_too_often() -> None:
    allowance = Allowance(per_minute=1)
    allowance.take("ann", 0.0)
    with pytest.raises(NotAllowedError, match="ann asks too often"):
        allowance.take("ann", 1.0)


def test_the_buckets_of_a_crowd_are_bounded_and_the_full_ones_are_forgotten_first() -> None:
    allowance = Allowance(per_minute=1)
    for number in range(MOST_PEOPLE - 1):
        allowance.take(str(number), 0.0)
    allowance.take("ann", 59.0)
    assert allowance.people == MOST_PEOPLE
    allowance.take("bob", 60.0)
    assert allowance.people == 2
    assert refused(allowance, "ann", 60.0)


def test_where_no_bucket_is_full_the_oldest_is_forgotten() -> None:
    allowance = Allowance(per_minute=1)
    for number in range(MOST_PEOPLE + 50):
        allowance.take(str(number), 0.0)
    assert allowance.people == MOST_PEOPLE
    assert refused(allowance, "50", 0.0)
    allowance.take("49", 0.0)
