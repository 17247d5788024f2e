"""For which day a sentence announces something."""

from datetime import date

import pytest

from bot.briefing.announced import announced_day
from bot.models import Kind, Point


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("The inquiry reports on Nov. 24.", date(2026, 11, 21), date(2026, 11, 24)),
        ("The court sits again on 12 January.", date(2026, 12, 20), date(2027, 1, 12)),
        ("The inquiry into the Nov. 20 fire will hear witnesses.", date(2026, 11, 21), None),
        ("The inquiry into the Nov. 20 fire reports on Dec. 1.", date(2026, 11, 21),
         date(2026, 12, 1)),
        ("The bridge opens on Feb. 30.", date(2026, 11, 21), None),
    ],
)  # fmt: skip
def test_a_day_that_is_to_come_is_announced(text: str, published: date, day: date | None) -> None:
    assert announced_day(Point(Kind.NEXT, text, ()), published) == day
