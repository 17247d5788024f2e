"""The dates of feeds: every form that people and programs write, and none that is two moments."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.feeds.dates import read_date

NOW = datetime(2026, 11, 28, tzinfo=UTC)
HALF_PAST_EIGHT = datetime(2026, 11, 12, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 12 Nov 2026 08:30:00 GMT",
        "Thu, 12 Nov 2026 09:30:00 +0100",
        "12. November 2026, 08:30 Uhr",
        "12/Nov/2026 08:30:00",
        "12 novembre 2026 ore 08:30",
        "12 नवंबर 2026 08:30",
        "Thu, 12 Nov 2026 09:30:00 +01:00",
        "Thu, 12 Nov 2026 06:30 -02",
        "Thu, 12 Nov 2026 11:30:00 GMT+0300",
        "Thu, 12 Nov 2026 09:30:00 CET",
        "Thu, 12 Nov 2026 19:30:00 AEDT",
        "Thu, 12 Nov 2026 03:30:00 EST",
        "Thu, 12 Nov 2026 03:30:00 ET",
        "Thu, 12 Nov 2026 14:15:00 NPT",
        "Thu, 12 Nov 2026 8:30:00 AM GMT",
        "Thu, 12 Nov 2026 09:30:00 +0100 (CET)",
        "12 Nov 26 08:30 UT",
        "Thu,12 Nov 2026 08:30:00 GMT",
        "12-Nov-2026 08:30",
        "November 12, 2026 8:30 a.m.",
        "Thursday, November 12, 2026 - 08:30",
        "Thu Nov 12 08:30:00 2026",
        "12 de noviembre de 2026 08:30",
        "jeu., 12 novembre 2026 09:30:00 +0100",
        "12.11.2026 08:30",
        "2026-11-12T08:30:00Z",
        "2026-11-12T8:30Z",
        "2026-11-12 08:30:00 UTC",
        "2026-11-12T09:30:00+0100",
        "2026/11/12 08:30",
        "20261112T083000Z",
        "Thu, 12 Nov 2026 10:30:00 +02:00 EET",
        "Thu, 12 Nov 2026 03:30:00 America/New_York",
        "2026年11月12日 08:30",
        "2026년 11월 12일 08:30",
        "1794472200",
        "1794472200000",
    ],
)
def test_a_time_of_any_form_and_zone_is_read(text: str) -> None:
    assert read_date(text, NOW) == HALF_PAST_EIGHT


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thu, 12 Nov 2026", (2026, 11, 12)),
        ("Sept 27, 2026", (2026, 9, 27)),
        ("2026-11-12", (2026, 11, 12)),
        ("27/9/2026", (2026, 9, 27)),
        ("9/27/2026", (2026, 9, 27)),
        ("9.10.2026", (2026, 10, 9)),
        ("5/5/2026", (2026, 5, 5)),
        ("12 Nov 99", (1999, 11, 12)),
    ],
)
def test_a_day_without_a_time_begins_at_midnight(text: str, day: tuple[int, int, int]) -> None:
    assert read_date(text, NOW) == datetime(*day, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "yesterday 5pm",
        "04/05/2026 08:30",
        "Thu, 12 Nov 2026 08:30:00 IST",
        "Thu, 12 Nov 2026 08:30:00 XQZ",
        "Thu, 12 Nov 2026 13:30:00 PM GMT",
        "Thu, 12 Nov 2026 08:75:00 GMT",
        "Tue, 31 Nov 2026 08:30:00 GMT",
        "Thu, 12 Nov 2026 08:30:00 +99:99",
        "12 Nov 1889 08:30:00 GMT",
        "12 Nov 2031 08:30:00 GMT",
        "2026",
        "9" * 400,
    ],
)
def test_what_is_no_moment_or_several_is_none(text: str | None) -> None:
    assert read_date(text, NOW) is None


@given(st.text(max_size=120))
def test_any_text_gives_a_moment_in_utc_or_none(text: str) -> None:
    found = read_date(text, NOW)
    assert found is None or found.utcoffset() == NOW.utcoffset()
