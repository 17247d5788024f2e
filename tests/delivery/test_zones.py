"""Every transition of every zone, 2008 to 2037, against an oracle that looks at clocks.

The oracle knows no rule: it watches a clock on the wall, quarter by quarter, and writes down when
it first shows each time of each date. (Since 2008 every offset from UTC is of whole quarters.)
"""

import random
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.delivery.schedule import due
from bot.models import Channel, Delivery, Subscription

FIRST, LAST = datetime(2008, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
QUARTER = timedelta(minutes=15)
STEP = timedelta(days=4)  # no zone changed twice in so few
TIMES = (time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(23, 30))
Change = tuple[datetime, timedelta, timedelta]  # when, and the offset before and after


def changes(zone: ZoneInfo) -> list[Change]:
    """Found by looking at the offset every few days, then closer where it differs."""
    found = []
    day, offset = FIRST, offset_of(zone, FIRST)
    while day < LAST:
        later = offset_of(zone, day + STEP)
        if later != offset:
            low, high = day, day + STEP
            while high - low > MINUTE:
                middle = low + (high - low) // 2
                middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
                if offset_of(zone, middle) == offset:
                    low = middle
                else:
                    high = middle
            found.append((high, offset, later))
        day, offset = day + STEP, later
    return found


def offset_of(zone: ZoneInfo, moment: datetime) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


@cache
def watched(change: Change) -> tuple[dict[date, dict[time, datetime]], frozenset[date]]:
    """For the dates around a change: when each time of TIMES is first shown, or was to be."""
    when, before, after = change
    shown: dict[datetime, datetime] = {}
    start = when.replace(minute=0) - 2 * DAY
    for quarter in range(4 * 24 * 4):
        moment = start + quarter * QUARTER
        wall = moment + (before if moment < when else after)
        shown.setdefault(wall.replace(tzinfo=None), moment)
    jumped = (when + before).replace(tzinfo=None)
    dates = {wall.date() for wall in shown}
    inside = dates - {min(dates), max(dates)}  # the watch began and ended within a date
    expected: dict[date, dict[time, datetime]] = {}
    for day in inside:
        expected[day] = {}
        for clock in TIMES:
            wall = datetime.combine(day, clock)
            expected[day][clock] = shown.get(wall) or when + (wall - jumped)
    return expected, frozenset(inside)


def delivered(name: str, clock: time, start: datetime, end: datetime) -> dict[date, datetime]:
    """What comes when somebody looks now and then, as the schedule says."""
    channel = Channel("slack", "T1", "C1")
    subscription = Subscription(channel, clock, name, since=start)
    found: dict[date, datetime] = {}
    now, last = start, None
    while now <= end:
        for one in due(subscription, now=now, last=last, catch_up=DAY):
            assert isinstance(one, Delivery), (name, clock, one)
            assert one.date not in found
            found[one.date] = one.due
            last = one.date
        now += timedelta(hours=19)
    return found


def check(names: list[str]) -> int:
    checked = 0
    seen: set[tuple[Change, ...]] = set()
    for name in names:
        of_zone = changes(ZoneInfo(name))
        if tuple(of_zone) in seen:  # another name of a zone that was checked
            continue
        seen.add(tuple(of_zone))
        for change in of_zone:
            expected, dates = watched(change)
            when = change[0]
            for clock in TIMES:
                found = delivered(name, clock, when - 3 * DAY, when + 3 * DAY)
                for day in dates:
                    assert found.get(day) == expected[day][clock], (name, day, clock)
                assert {day for day in found if min(dates) <= day <= max(dates)} == dates
                checked += 1
    return checked


def test_a_sample_of_zones() -> None:
    names = random.Random(7).sample(sorted(available_timezones()), 4)  # noqa: S311  no secret
    assert check([*names, "Pacific/Apia", "America/St_Johns"]) > 50


@pytest.mark.slow
def test_every_zone() -> None:
    assert check(sorted(available_timezones())) > 10_000
