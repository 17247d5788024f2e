from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import GoneError, RateLimitedError, StatusError
from bot.reading.web.answers import failure, fresh_until, retry_after

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
IN_AN_HOUR = "Mon, 02 Mar 2026 13:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({"cache-control": "public, max-age=600"}, 10),
        ({"cache-control": 'Max-Age="600"', "age": "120"}, 8),
        ({"cache-control": "max-age=60", "age": "600"}, 0),
        ({"cache-control": "max-age=600", "expires": IN_AN_HOUR}, 10),
        ({"expires": IN_AN_HOUR}, 60),
        ({"expires": IN_AN_HOUR, "date": "Mon, 02 Mar 2026 12:30:00 GMT"}, 30),
        ({"expires": "Sun, 01 Mar 2026 13:00:00 GMT"}, 0),
        ({"cache-control": "max-age=99999999999999999999"}, 365 * 24 * 60),
        ({"cache-control": "no-cache, max-age=600"}, None),
        ({"cache-control": "max-age=soon"}, None),
        ({"expires": "0"}, None),
        ({}, None),
    ],
)
def test_the_time_until_which_an_answer_is_fresh(
    headers: dict[str, str], minutes: int | None
) -> None:
    expected = None if minutes is None else NOW + timedelta(minutes=minutes)
    assert fresh_until(headers, NOW) == expected


def test_retry_after_is_seconds_or_a_date() -> None:
    assert retry_after(" 120 ", NOW) == timedelta(minutes=2)
    assert retry_after(IN_AN_HOUR, NOW) == timedelta(hours=1)
    assert retry_after("Sun, 01 Mar 2026 13:00:00 GMT", NOW) == timedelta()
    assert retry_after("a while", NOW) is None


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_header_is_too_odd_to_read(control: str, expires: str, age: str) -> None:
    fresh_until({"cache-control": control, "expires": expires, "age": age, "date": age}, NOW)
    retry_after(expires, NOW)


def test_each_status_has_its_error() -> None:
    assert isinstance(failure(410, {}, NOW), GoneError)
    limited = failure(429, {"retry-after": "60"}, NOW)
    assert isinstance(limited, RateLimitedError)
    assert limited.retry_after == timedelta(minutes=1)
    assert isinstance(failure(503, {"retry-after": "60"}, NOW), RateLimitedError)
    for status in (204, 400, 401, 403, 404, 418, 500, 503):
        error = failure(status, {}, NOW)
        assert isinstance(error, StatusError)
        assert error.status == status
