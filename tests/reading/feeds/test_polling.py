"""When a feed is asked again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.feeds import polling
from bot.reading.feeds.polling import CEILING, FLOOR, Health, PollingHints

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANCE = st.floats(0, 1, exclude_max=True)
SPANS = st.timedeltas(timedelta(days=-9), timedelta(days=900))


@given(silence=SPANS, ttl=st.none() | SPANS, expires=SPANS, chance=CHANCE)
def test_a_feed_is_asked_between_floor_and_ceiling(
    silence: timedelta, ttl: timedelta | None, expires: timedelta, chance: float
) -> None:
    hints = PollingHints(expires=NOW + expires, ttl=ttl)
    due = polling.next_poll(NOW, newest=NOW - silence, chance=chance, hints=hints)
    assert FLOOR <= due - NOW <= CEILING * 1.1


def test_a_quiet_feed_is_asked_less_often() -> None:
    waits = [
        polling.next_poll(NOW, newest=NOW - timedelta(days=days), chance=0) - NOW
        for days in (0, 1, 5, 50)
    ]
    assert waits == [FLOOR, timedelta(hours=2.4), timedelta(hours=12), CEILING]


@pytest.mark.parametrize(
    ("hints", "hours"),
    [
        (PollingHints(expires=NOW + timedelta(hours=3)), 3),
        (PollingHints(ttl=timedelta(hours=4)), 4),
        (PollingHints(skip_hours=frozenset({12, 13})), 2),
    ],
)
def test_what_the_server_asks_is_honoured(hints: PollingHints, hours: int) -> None:
    assert polling.next_poll(NOW, newest=NOW, chance=0, hints=hints) == NOW + timedelta(hours=hours)


@given(failures=st.integers(1, 10**6), chance=CHANCE)
def test_failures_are_retried_ever_later_and_never_in_a_hurry(failures: int, chance: float) -> None:
    wait = polling.retry(NOW, failures=failures, chance=chance) - NOW
    assert FLOOR <= wait <= CEILING
    assert polling.retry(NOW, failures=failures + 1, chance=chance) - NOW >= wait


def test_retry_after_is_respected() -> None:
    asked = timedelta(days=2)
    assert polling.retry(NOW, failures=1, chance=0, retry_after=asked) == NOW + asked


@pytest.mark.parametrize(
    ("days", "gone", "health"),
    [
        (None, False, Health.OK),
        (13, False, Health.FAILING),
        (14, False, Health.DEAD),
        (0, True, Health.DEAD),
    ],
)
def test_a_feed_is_dead_when_gone_or_after_two_weeks(
    days: int | None,
    gone: bool,  # noqa: FBT001 - a column of the table above
    health: Health,
) -> None:
    since = None if days is None else NOW - timedelta(days=days)
    assert polling.health(NOW, failing_since=since, reason="HTTP 500", gone=gone)[0] is health
