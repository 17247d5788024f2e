"""How long a delivery waits: ever longer, never for too long, and as the platform asks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.delivery.pacing import ahead
from bot.delivery.timing import Timing
from bot.models import Channel, Delivery, Subscription
from bot.ports import Pace

SUBSCRIPTION = Subscription(
    Channel("slack", "T", "C"), time(8), "UTC", datetime(2026, 11, 1, tzinfo=UTC)
)
DUE = datetime(2026, 11, 30, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("looks", "seconds"), [(0, 20), (1, 40), (2, 80), (3, 160), (4, 300), (5, 300), (1_000, 300)]
)
def test_each_look_in_vain_is_followed_by_twice_the_pause(looks: int, seconds: int) -> None:
    assert Timing().next_look(looks) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("attempts", "asked", "seconds"),
    [(0, 0, 1), (1, 0, 2), (5, 0, 32), (8, 0, 256), (9, 0, 300), (1_000, 0, 300), (1, 30, 30),
     (6, 30, 64), (1_000, 3_600, 3_600)],
)  # fmt: skip
def test_a_platform_is_asked_again_when_it_says_or_ever_later(
    attempts: int, asked: int, seconds: int
) -> None:
    waited = Timing().next_attempt(attempts, timedelta(seconds=asked))
    assert waited == timedelta(seconds=seconds)


def test_an_alert_is_out_of_date_before_a_digest_is() -> None:
    digest = Delivery(SUBSCRIPTION, date(2026, 11, 30), DUE)
    alert = Delivery(SUBSCRIPTION, date(2026, 11, 30), DUE, alert="s1 first")
    assert Timing().latest(digest) == timedelta(hours=4)
    assert Timing().latest(alert) == timedelta(hours=1)


def test_digests_that_share_a_pace_are_begun_so_early_that_the_last_is_in_time() -> None:
    pace = Pace(per_second=2, lead=timedelta(minutes=10))
    assert ahead(pace, 60, timedelta(minutes=2)) == timedelta(minutes=12, seconds=30)
