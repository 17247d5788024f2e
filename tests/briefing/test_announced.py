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
        ("The inquiry that began on Feb. 3 hears its last witness.", date(2026, 11, 21), None),
        ("The fair of Dec. 1, 1998, drew a crowd.", date(2026, 11, 21), None),
        ("The fair planned for Dec. 1 was called off.", date(2026, 11, 21), None),
        ("Nurses would walk out on Thursday, their union said.", date(2026, 11, 21),
         date(2026, 11, 26)),
        ("Nurses walked out on Thursday, their union said.", date(2026, 11, 21), None),
        ("The boats may sail on Monday or Tuesday.", date(2026, 11, 21), None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", [Kind.NEXT, Kind.NEWS])
def test_a_day_that_is_to_come_is_announced(
    text: str, published: date, day: date | None, kind: Kind
) -> None:
    assert announced_day(Point(kind, text, ()), published) == day


def test_what_is_background_announces_nothing() -> None:
    old = Point(Kind.BACKGROUND, "The inquiry reports on Nov. 24.", ())
    assert announced_day(old, date(2026, 11, 21)) is None
