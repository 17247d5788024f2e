"""The sample site has the news of this week, whenever it is opened."""

from datetime import date, timedelta

import pytest

from bot.cli.sample_site import SAMPLES, moved

TODAYS = [date(2027, 2, 20) + timedelta(days=number) for number in range(14)]


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_a_date_stays_on_the_weekday_that_the_article_names(today: date) -> None:
    friday = max(day for number in range(7) if (day := today - timedelta(number)).weekday() == 4)
    text = moved((SAMPLES / "4-ferry-fire.txt").read_text("utf-8"), today)
    assert f"Philippines, {friday:%B} {friday.day}, {friday.year}." in text
    assert "early on Friday" in text


def test_dates_move_in_every_form_that_the_articles_have() -> None:
    page = (
        'datePublished": "2026-11-17T18:40:00+02:00" 17 November 2026, '
        "November 14, 2026, 16 листопада 2026 року"
    )
    assert moved(page, date(2027, 1, 7)) == (
        'datePublished": "2027-01-05T18:40:00+02:00" 5 January 2027, '
        "January 2, 2027, 4 січня 2027 року"
    )
