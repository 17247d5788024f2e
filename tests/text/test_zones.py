"""A zone as people write it is the IANA name that is meant, or is refused with the nearest ones."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.errors import UsageError
from bot.text import zones

SUMMER = datetime(2026, 7, 1, tzinfo=UTC)


def refused(text: str) -> str:
    with pytest.raises(UsageError) as caught:
        zones.read(text)
    return caught.value.advice


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        (" KYIV ", "Europe/Kyiv"),
        ("in Kyiv time", "Europe/Kyiv"),
        ("London time", "Europe/London"),
        ("heure de Paris", "Europe/Paris"),
        ("Київ", "Europe/Kyiv"),
        ("Kiew", "Europe/Kyiv"),
        ("New York", "America/New_York"),
        ("new_york", "America/New_York"),
        ("Нью-Йорк", "America/New_York"),
        ("Zürich", "Europe/Zurich"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Port-au-Prince", "America/Port-au-Prince"),
        ("St. John's", "America/St_Johns"),
        ("El Salvador", "America/El_Salvador"),
        ("buenos aires", "America/Buenos_Aires"),
        ("Istanbul", "Europe/Istanbul"),
        ("Eastern", "US/Eastern"),
        ("utc", "UTC"),
        ("Etc/GMT+2", "Etc/GMT+2"),
        ("CET", "CET"),
        ("EST", "America/New_York"),
        ("pdt", "America/Los_Angeles"),
        ("MESZ", "Europe/Berlin"),
        ("JST", "Asia/Tokyo"),
        ("Beijing", "Asia/Shanghai"),
        ("Moskau", "Europe/Moscow"),
        ("Londres", "Europe/London"),
    ],
)
def test_a_zone_is_read_as_people_write_it(text: str, zone: str) -> None:
    assert zones.read(text) == zone


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("UTC+2", 2), ("GMT+2", 2), ("gmt + 2", 2), ("UTC+02:00", 2), ("+0200", 2), ("+14", 14),
        ("UTC+0", 0), ("GMT-0", 0), ("utc−3", -3), ("UTC–3", -3), ("gmt-5", -5), ("UTC-12:00", -12),
    ],
)  # fmt: skip
def test_an_offset_is_read_with_the_sign_that_people_mean(text: str, hours: int) -> None:
    assert ZoneInfo(zones.read(text)).utcoffset(SUMMER) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["UTC+15", "UTC-13", "UTC+5:30", "GMT+99", "utc+01:01"])
def test_an_offset_that_no_zone_keeps_is_answered_with_an_example(text: str) -> None:
    assert refused(text) == (
        f"There is no time zone {text}. Please name a place, such as Asia/Kolkata."
    )


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("CST", "CST can mean America/Chicago or Asia/Shanghai."),
        ("ist", "ist can mean Asia/Kolkata, Asia/Jerusalem or Europe/Dublin."),
        ("aest", "aest can mean Australia/Sydney or Australia/Brisbane."),
        ("mst", "mst can mean America/Denver or America/Phoenix."),
    ],
)
def test_what_may_be_several_zones_is_answered_with_them(text: str, advice: str) -> None:
    assert refused(text) == f"{advice} Please write the one you mean."


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Kyyiv", "Europe/Kyiv"),
        ("Europa/Berlin", "Europe/Berlin"),
        ("New Yrok", "America/New_York"),
        ("Berlni", "Europe/Berlin"),
        ("Los Angelos", "America/Los_Angeles"),
    ],
)
def test_what_is_no_zone_is_answered_with_the_nearest(text: str, near: str) -> None:
    assert refused(text).startswith(f"There is no time zone of that name; did you mean {near}")


@pytest.mark.parametrize(
    "text", ["", "../../etc/passwd", "Europe", "\x00", "08:00", "x" * 3_000, "localtime", "Factory"]
)
def test_nonsense_is_answered_with_an_example(text: str) -> None:
    assert refused(text).endswith("write one such as Europe/Kyiv or UTC+2.")


def test_few_names_are_offered() -> None:
    offered = refused("America/Kentuky/Lousville").partition("mean ")[2].rstrip("?")
    assert 0 < offered.count("/") <= 2 * 3
    assert offered.count(", ") + offered.count(" or ") < 3


def test_a_zone_that_was_read_is_shown_as_what_is_read_as_it_again() -> None:
    ambiguous = {"EST", "MST"}
    for name in sorted(zones.names() - ambiguous):
        zone = zones.read(name)
        assert zones.read(zones.written(zone)) == zone


def test_a_zone_by_its_offset_is_shown_as_people_write_it() -> None:
    assert zones.written("Etc/GMT-2") == "UTC+2"
    assert zones.written("Etc/GMT+11") == "UTC-11"
    assert zones.written("Europe/Kyiv") == "Europe/Kyiv"


@given(some.sampled_from(sorted(zones.names() - {"EST", "MST"})))  # which people use otherwise
def test_a_zone_as_it_is_shown_is_read_as_the_same_time(name: str) -> None:
    read = ZoneInfo(zones.read(zones.written(name)))
    for month in range(1, 13):
        moment = datetime(2026, month, 1, tzinfo=UTC)
        assert read.utcoffset(moment) == ZoneInfo(name).utcoffset(moment)


@given(some.text(max_size=80))
def test_whatever_is_written_is_a_zone_or_advice(text: str) -> None:
    try:
        assert zones.read(text) in zones.names()
    except UsageError as error:
        assert error.advice  # noqa: PT017  either is right


def test_zones_are_suggested_by_what_was_typed_cities_first() -> None:
    assert zones.suggested("ky")[0] == "Europe/Kyiv"
    assert zones.suggested("new y") == ("America/New_York",)
    assert zones.suggested("Tbilisi") == ("Asia/Tbilisi",)
    assert len(zones.suggested("a")) == 100
    assert len(zones.suggested("a", 25)) == 25
    assert zones.suggested("nowhere at all") == ()
