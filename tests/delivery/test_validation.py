"""A subscription that can't be kept is refused with a sentence that says what to write instead."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.delivery.validation import require_room, validate
from bot.errors import UsageError
from bot.models import Channel, Quiet, Subscription

SUBSCRIPTION = Subscription(
    Channel("discord", "1", "2"), time(8), "Europe/Kyiv", datetime(2024, 11, 4, tzinfo=UTC)
)


def refused(subscription: Subscription) -> str:
    with pytest.raises(UsageError) as caught:
        validate(subscription)
    return caught.value.advice


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Europe/Kiev", "UTC", "America/New_York", "CET"])
def test_a_zone_by_any_of_its_names_is_accepted(zone: str) -> None:
    validate(replace(SUBSCRIPTION, zone=zone))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("new york", "America/New_York"),
        ("Europe/Kyyiv", "Europe/Kyiv"),
        ("Europa/Berlin", "Europe/Berlin"),
    ],
)
def test_a_zone_that_is_not_one_is_answered_with_the_one_meant(written: str, meant: str) -> None:
    assert f"did you mean {meant}" in refused(replace(SUBSCRIPTION, zone=written))


@pytest.mark.parametrize("zone", ["", "../../etc/passwd", "Europe", "\x00", "08:00", "x" * 3_000])
def test_nonsense_for_a_zone_is_answered_with_an_example(zone: str) -> None:
    assert "such as Europe/Kyiv" in refused(replace(SUBSCRIPTION, zone=zone))


def test_no_days_or_days_that_are_none_are_refused() -> None:
    assert "at least one day" in refused(replace(SUBSCRIPTION, days=frozenset()))
    assert "0 (Monday)" in refused(replace(SUBSCRIPTION, days=frozenset({1, 7})))


def test_a_time_with_a_zone_of_its_own_is_refused() -> None:
    assert "as 08:00" in refused(replace(SUBSCRIPTION, at=time(8, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("quiet", "advice"),
    [
        (Quiet(start=time(22)), "both a start and an end"),
        (Quiet(time(7), time(7)), "never end"),
        (Quiet(time(7), time(9), hold=False), "never come"),
        (Quiet(time(22), time(9), hold=False), "never come"),
        (Quiet(dates=frozenset(date(2024, 1, 1) + timedelta(n) for n in range(500))), "At most"),
    ],
)
def test_quiet_times_that_can_not_be_kept_are_refused(quiet: Quiet, advice: str) -> None:
    assert advice in refused(replace(SUBSCRIPTION, quiet=quiet))


def test_quiet_times_that_can_be_kept_are_accepted() -> None:
    holiday = Quiet(dates=frozenset({date(2024, 12, 25)}), hold=False)
    for quiet in (holiday, Quiet(time(22), time(9)), Quiet(time(22), time(7), hold=False)):
        validate(replace(SUBSCRIPTION, quiet=quiet))


def test_each_limit_can_be_reached_and_not_passed() -> None:
    def topics(count: int) -> Subscription:
        return replace(SUBSCRIPTION, topics=tuple(map(str, range(count))))

    def dates(count: int) -> Subscription:
        days = frozenset(date(2024, 1, 1) + timedelta(n) for n in range(count))
        return replace(SUBSCRIPTION, quiet=Quiet(dates=days))

    for fits in (topics(50), dates(400), replace(SUBSCRIPTION, name="n" * 30)):
        validate(fits)
    assert "at most 50" in refused(topics(51))
    assert "At most 400" in refused(dates(401))
    assert "at most 30" in refused(replace(SUBSCRIPTION, name="n" * 31))


@pytest.mark.parametrize("name", [" sport", "sport ", "a  b", "a/b", "a:b", "a,b", "a;b"])
def test_a_name_that_an_order_could_not_be_told_from_is_refused(name: str) -> None:
    assert "no slash, colon or comma" in refused(replace(SUBSCRIPTION, name=name))


def test_a_channel_has_five_digests_and_may_change_each_of_them() -> None:
    others = [replace(SUBSCRIPTION, name=str(n)) for n in range(5)]
    require_room(SUBSCRIPTION, others[:4])
    require_room(others[2], others)
    with pytest.raises(UsageError) as caught:
        require_room(SUBSCRIPTION, others)
    assert "at most 5 digests" in caught.value.advice


@pytest.mark.parametrize(
    ("at", "is_kept"),
    [(time(6, 59), True), (time(7), False), (time(8, 59), False), (time(9), True)],
)
def test_a_digest_that_is_dropped_in_quiet_hours_comes_outside_of_them(
    at: time,
    is_kept: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    dropped = replace(SUBSCRIPTION, at=at, quiet=Quiet(time(7), time(9), hold=False))
    over_night = replace(SUBSCRIPTION, at=at, quiet=Quiet(time(9), time(7), hold=False))
    if is_kept:
        validate(dropped)
        assert "never come" in refused(over_night)
    else:
        validate(over_night)
        assert "never come" in refused(dropped)
