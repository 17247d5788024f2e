"""A digest falls due once on each local date, whatever the clocks do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.schedule import Skip, due, late_note, next_due
from bot.models import Channel, Delivery, Quiet, Subscription, SubscriptionState

NOON = datetime(2024, 11, 4, 12, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def subscription(  # noqa: PLR0913, PLR0917  a subscription's own fields
    at: str = "08:00",
    zone: str = "UTC",
    since: datetime = NOON - 30 * DAY,
    days: frozenset[int] = frozenset(range(7)),
    quiet: Quiet | None = None,
    state: SubscriptionState = SubscriptionState.ACTIVE,
) -> Subscription:
    return Subscription(
        channel=Channel("slack", "T1", "C1"),
        at=time.fromisoformat(at),
        zone=zone,
        since=since,
        days=days,
        quiet=quiet or Quiet(),
        state=state,
    )


def told(*decided: Delivery | Skip) -> list[str]:
    return [
        f"skip {one.delivery.date}" if isinstance(one, Skip) else f"{one.date} {one.due:%d %H:%M}"
        for one in decided
    ]


def test_it_is_due_from_its_time_on_and_once() -> None:
    before, at = (datetime(2024, 11, 4, 7, 59, tzinfo=UTC), datetime(2024, 11, 4, 8, tzinfo=UTC))
    yesterday = date(2024, 11, 3)
    assert due(subscription(), now=before, last=yesterday) == ()
    assert told(*due(subscription(), now=at, last=yesterday)) == ["2024-11-04 04 08:00"]
    assert due(subscription(), now=at, last=date(2024, 11, 4)) == ()


def test_a_date_written_while_the_clock_was_wrong_holds_up_nothing() -> None:
    at = datetime(2024, 11, 4, 8, tzinfo=UTC)
    decided = due(subscription(since=at - HOUR), now=at, last=date(2035, 12, 31))
    assert told(*decided) == ["2024-11-04 04 08:00"]
    assert next_due(subscription(), now=at, last=date(2035, 12, 31)) == at + DAY


def test_it_can_be_seen_coming() -> None:
    now = datetime(2024, 11, 4, 7, 55, tzinfo=UTC)
    seen = due(subscription(), now=now, last=date(2024, 11, 3), ahead=timedelta(minutes=5))
    assert told(*seen) == ["2024-11-04 04 08:00"]


def test_the_first_start_posts_nothing_that_was_due_before_the_subscription() -> None:
    assert due(subscription(since=NOON), now=NOON + HOUR) == ()
    assert next_due(subscription(since=NOON), now=NOON) == datetime(2024, 11, 5, 8, tzinfo=UTC)
    at_its_moment = subscription("12:00", since=NOON)
    assert told(*due(at_its_moment, now=NOON)) == ["2024-11-04 04 12:00"]


@pytest.mark.parametrize(
    ("down", "expected"),
    [
        (timedelta(minutes=5), ["2024-11-04 04 08:00"]),
        (timedelta(hours=3), ["2024-11-04 04 08:00"]),
        (timedelta(hours=5), ["skip 2024-11-04"]),
        (timedelta(days=3, hours=1), ["skip 2024-11-04", "skip 2024-11-05", "skip 2024-11-06",
                                      "2024-11-07 07 08:00"]),
        (timedelta(days=3, hours=6), ["skip 2024-11-04", "skip 2024-11-05", "skip 2024-11-06",
                                      "skip 2024-11-07"]),
    ],
)  # fmt: skip
def test_an_outage_ends_with_one_late_digest_or_none(down: timedelta, expected: list[str]) -> None:
    back = datetime(2024, 11, 4, 8, tzinfo=UTC) + down
    assert told(*due(subscription(), now=back, last=date(2024, 11, 3))) == expected


def test_a_late_digest_says_so_in_its_channels_time() -> None:
    delivery = Delivery(subscription(zone="Europe/Kyiv"), date(2024, 11, 4), NOON)
    assert late_note(delivery, NOON + timedelta(minutes=5)) is None
    said = "Late: this was due on November 4 at 14:00 Europe/Kyiv."
    assert late_note(delivery, NOON + 2 * HOUR) == said
    german = replace(delivery, subscription=replace(delivery.subscription, languages=("de",)))
    said = "Verspätet: Fällig war das am 4. Nov. um 14:00 Europe/Kyiv."
    assert late_note(german, NOON + 2 * HOUR) == said


def test_a_paused_or_broken_digest_is_never_due() -> None:
    for state in (SubscriptionState.PAUSED, SubscriptionState.BROKEN):
        assert due(subscription(state=state), now=NOON) == ()
        assert next_due(subscription(state=state), now=NOON) is None


def test_only_the_chosen_days_count() -> None:
    weekend = subscription(days=frozenset({5, 6}))
    assert next_due(weekend, now=NOON) == datetime(2024, 11, 9, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "at", "day", "expected"),
    [
        ("Europe/Berlin", "02:30", date(2024, 3, 31), "2024-03-31T01:30Z"),  # a gap: 03:30
        ("Europe/Berlin", "02:30", date(2024, 10, 27), "2024-10-27T00:30Z"),  # twice: the first
        ("America/Nuuk", "23:30", date(2024, 3, 30), "2024-03-31T01:30Z"),  # over midnight
        ("Europe/Kiev", "08:00", date(2024, 7, 1), "2024-07-01T05:00Z"),  # a name of old
        ("Australia/Lord_Howe", "02:15", date(2024, 10, 6), "2024-10-05T15:45Z"),  # half an hour
    ],
)
def test_where_the_clocks_change(zone: str, at: str, day: date, expected: str) -> None:
    moment = datetime.fromisoformat(expected)
    chosen = subscription(at, zone, since=moment - 30 * DAY)
    (found,) = due(chosen, now=moment, last=day - DAY)
    assert (found.date, found.due) == (day, moment) if isinstance(found, Delivery) else False


def test_a_date_that_a_zone_left_out_has_no_digest() -> None:
    chosen = subscription("08:00", "Pacific/Apia", since=datetime(2011, 12, 28, tzinfo=UTC))
    found = due(chosen, now=datetime(2012, 1, 1, tzinfo=UTC), last=date(2011, 12, 28))
    dates = [(one.delivery if isinstance(one, Skip) else one).date.day for one in found]
    assert dates == [29, 31, 1]


def test_quiet_hours_hold_a_digest_under_its_own_date() -> None:
    quiet = Quiet(time(22), time(9, 30))
    (held,) = due(subscription(quiet=quiet), now=NOON, last=date(2024, 11, 3))
    assert told(held) == ["2024-11-04 04 09:30"]
    night = subscription("23:00", quiet=quiet, since=NOON)
    assert next_due(night, now=NOON) == datetime(2024, 11, 5, 9, 30, tzinfo=UTC)


def test_quiet_hours_drop_a_digest_where_the_channel_chose_so() -> None:
    quiet = Quiet(time(7), time(9), hold=False)
    assert told(*due(subscription(quiet=quiet), now=NOON, last=date(2024, 11, 3))) == [
        "skip 2024-11-04"
    ]


def test_after_quiet_dates_one_digest_comes_not_all() -> None:
    holidays = Quiet(dates=frozenset({date(2024, 11, 2), date(2024, 11, 3)}))
    chosen = subscription(quiet=holidays)
    midnight = datetime(2024, 11, 4, tzinfo=UTC)
    found = due(chosen, now=midnight, last=date(2024, 11, 1))
    assert told(*found) == ["skip 2024-11-02", "2024-11-03 04 00:00"]


def test_quiet_hours_end_in_the_second_hour_where_the_clock_is_put_back() -> None:
    quiet = Quiet(time(0), time(2, 45))
    chosen = subscription("02:15", "Europe/Berlin", datetime(2024, 10, 1, tzinfo=UTC), quiet=quiet)
    now = datetime(2024, 10, 27, 3, tzinfo=UTC)
    (found,) = due(chosen, now=now, last=date(2024, 10, 26))
    assert told(found) == ["2024-10-27 27 00:45"]


@pytest.mark.parametrize(
    ("zone", "quiet", "day", "expected"),
    [
        ("America/New_York", Quiet(time(4), time(2, 20)), date(2025, 3, 9), "2025-03-09T07:00Z"),
        ("America/New_York", Quiet(time(4), time(2)), date(2025, 3, 9), "2025-03-09T07:00Z"),
        ("America/New_York", Quiet(time(4), time(3)), date(2025, 3, 9), "2025-03-09T07:00Z"),
        ("America/New_York", Quiet(time(4), time(3, 1)), date(2025, 3, 9), "2025-03-09T07:01Z"),
        ("Australia/Lord_Howe", Quiet(time(4), time(2, 29)), date(2024, 10, 6),
         "2024-10-05T15:30Z"),
        ("Africa/Cairo", Quiet(time(4), time(0, 59)), date(2025, 4, 25), "2025-04-24T22:00Z"),
        ("Africa/Cairo", Quiet(dates=frozenset({date(2025, 4, 24)})), date(2025, 4, 25),
         "2025-04-24T22:00Z"),
    ],
)  # fmt: skip
def test_quiet_hours_that_end_in_a_gap_end_with_it(
    zone: str, quiet: Quiet, day: date, expected: str
) -> None:
    over = datetime.fromisoformat(expected)
    chosen = subscription("05:00", zone, over - 30 * DAY, quiet=quiet)
    found = due(chosen, now=over, last=day - 2 * DAY)
    assert [one.due for one in found if isinstance(one, Delivery)] == [over]


def test_quiet_hours_begin_with_their_first_minute_and_end_before_their_last() -> None:
    quiet = Quiet(time(7), time(9))
    hours = {"06:59": "06:59", "07:00": "09:00", "08:59": "09:00", "09:00": "09:00"}
    night = Quiet(time(22), time(7))
    nights = {"21:59": "21:59", "22:00": "07:00", "06:59": "07:00", "07:00": "07:00"}
    for chosen, expected in ((quiet, hours), (night, nights)):
        for at, held in expected.items():
            moment = next_due(subscription(at, quiet=chosen), now=NOON)
            assert moment is not None
            assert f"{moment:%H:%M}" == held
    assert next_due(subscription(quiet=Quiet(time(8), time(8))), now=NOON) is not None


def test_a_clock_that_steps_back_doubles_nothing() -> None:
    eight = datetime(2024, 11, 4, 8, tzinfo=UTC)
    (found,) = due(subscription(), now=eight, last=date(2024, 11, 3))
    assert isinstance(found, Delivery)
    for step in (-HOUR, HOUR, -DAY):
        assert due(subscription(), now=eight + step, last=found.date) == ()


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  hypothesis adds the zone
    st.times(),
    st.sampled_from(["Europe/Berlin", "America/Nuuk", "Asia/Tokyo", "Africa/Casablanca"]),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.times(), st.times(), st.booleans(),
)  # fmt: skip
def test_what_is_announced_is_what_comes(  # noqa: PLR0913, PLR0917  drawn
    now: datetime,
    at: time,
    zone: str,
    days: frozenset[int],
    start: time,
    end: time,
    hold: bool,  # noqa: FBT001  drawn
) -> None:
    quiet = Quiet(start, end, hold=hold)
    channel = Channel("slack", "T1", "C1")
    subscription = Subscription(channel, at, zone, since=now, days=days, quiet=quiet)
    announced = next_due(subscription, now=now)
    if announced is None:
        assert not hold
        return
    *skipped, found = due(subscription, now=announced)
    assert isinstance(found, Delivery)
    assert found.due == announced
    assert all(isinstance(one, Skip) for one in skipped)
    early = due(subscription, now=announced - timedelta(microseconds=1))
    assert not [one for one in early if isinstance(one, Delivery)]
