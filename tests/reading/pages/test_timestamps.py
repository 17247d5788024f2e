"""Times are read as written, in UTC, and never filled up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.pages.timestamps import Stated, read_time

EVENING = datetime(2024, 11, 4, 20, 15, tzinfo=UTC)
MIDNIGHT = datetime(2024, 11, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-04T20:15:00Z",
        "2024-11-04 20:15",
        "2024/11/04 20:15:00",
        "20241104T201500Z",
        "Lunedì 4 Novembre 2024 - Ore 20:15",
        "4 नवंबर 2024, 20:15",
        "4 november 2024 klockan 20.15",
        "Mon, 04 Nov 2024 20:15:00 GMT",
        "Mon Nov 04 2024 20:15:00 GMT+0000 (Coordinated Universal Time)",
        "Published November 4, 2024 at 8:15 p.m.",
        "4. November 2024, 20:15 Uhr",
        "Mo 04.11.24 | 20:15 Uhr",
        "4 de noviembre de 2024, 20:15",
        "4 nov. 2024 à 20h15",
        "04-nov-2024 20:15:00",
        "4.11.2024, 20.15 Uhr",
        "2024.11.04 20:15",
        "20:15 GMT, Monday 4 November 2024",
        "8:15 pm, November 4, 2024",
        "2024年11月4日 20時15分",
        "２０２４年１１月４日（月）午後8時15分",
        "2024년 11월 4일 오후 8:15",
        "2024年11月4日 下午8点15分",
        "4. marraskuuta 2024 klo 20.15",
        "4 studenoga 2024. u 20:15",
        "4 בנובמבר 2024, 20:15",
        "4 Νοεμβρίου 2024, 20:15",
        "2024. november 4. 20:15",
        "٤ نوفمبر ٢٠٢٤ - ٢٠:١٥",
        "1730751300",
        "1730751300000",
    ],
)
def test_a_time_without_an_offset_stands_as_written(text: str) -> None:
    assert read_time(text) == Stated(EVENING, None)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2024-11-04T22:15:00.123456+02:00", 2),
        ("2024-11-04 22:15:00 +0200", 2),
        ("2024-11-04T15:15-0500", -5),
        ("Mon Nov 04 21:15:00 CET 2024", 1),
        ("Nov. 4, 2024, 3:15 pm EST", -5),
        ("Nov. 4, 2024 3.15pm ET", -5),
        ("12:15 p.m. Pacific Time, November 4, 2024", -8),
        ("4.11.2024, 21:15 Uhr (MEZ)", 1),
        ("4 November 2024 22:15 GMT+2", 2),
        ("2024年11月5日 05:15 JST", 9),
    ],
)
def test_the_offset_of_the_page_is_kept_beside_utc(text: str, hours: int) -> None:
    assert read_time(text) == Stated(EVENING, timedelta(hours=hours))


@pytest.mark.parametrize(
    "text",
    ["2024-11-04", "04.11.2024", "Nov 4, 2024", "4 novembre 2024", "2024年11月4日",
     "4 Nov 2024 5 comments"],
)  # fmt: skip
def test_a_bare_date_is_midnight(text: str) -> None:
    assert read_time(text) == Stated(MIDNIGHT, None, has_clock=False)


@pytest.mark.parametrize(
    ("text", "day"),
    [("25/10/2024", 25), ("10/25/2024 05:22 pm", 25), ("10-10-2024", 10)],
)
def test_slashes_are_read_where_they_mean_one_day(text: str, day: int) -> None:
    stated = read_time(text)
    assert stated is not None
    assert (stated.at.month, stated.at.day) == (10, day)


def test_eastern_time_is_another_in_summer() -> None:
    stated = read_time("July 4, 2024 4:15 PM ET")
    assert stated == Stated(datetime(2024, 7, 4, 20, 15, tzinfo=UTC), timedelta(hours=-4))


@pytest.mark.parametrize(
    "text",
    ["", "04/11/2024", "Nov 4", "20:15", "Updated 3 hours ago", "31.02.2024", "2024-13-01",
     "0001-01-01T00:00:00", "2024-11-04T20:15:00+99:00", "November 2024", "4 listopada 2024"],
)  # fmt: skip
def test_what_is_not_written_is_not_guessed(text: str) -> None:
    assert read_time(text) is None


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2090, 1, 1)))  # noqa: DTZ001 — the zone is drawn apart
def test_iso_times_come_back(moment: datetime) -> None:
    stated = read_time(moment.replace(microsecond=0).isoformat() + "Z")
    assert stated == Stated(moment.replace(microsecond=0, tzinfo=UTC), None)


@given(st.text(max_size=60))
def test_any_text_states_a_time_or_none(text: str) -> None:
    stated = read_time(text)
    assert stated is None or stated.at.tzinfo is UTC
