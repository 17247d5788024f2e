"""Which likely lines are body after all, once the surest parts are out."""

from bot.reading.lines.scores import mark

LEDE = "The minister opened the bridge on Monday, a year late."
SIGNED = "The minister said he could not recall meeting her. (AFP)"


def test_a_line_that_an_agency_signs_amid_the_body_is_a_caption() -> None:
    assert mark([LEDE, SIGNED, LEDE + " Twice."], [3.0, 2.0, 3.0]) == [True, False, True]


def test_an_agency_may_sign_the_last_line_of_the_body() -> None:
    assert mark([LEDE, SIGNED, "Read more"], [3.0, 2.0, -3.0]) == [True, True, False]
