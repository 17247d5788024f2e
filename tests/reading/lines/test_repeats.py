"""A line that says nothing new."""

import pytest

from bot.reading.lines.repeats import repeated

LONG = "The mayor was calm. “We have seen worse winters than this one,” she told the council."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("We have seen worse winters", True),
        ("“We have seen worse winters than this one”", True),
        ("‘We have seen worse winters than this one’ Ada Novak, mayor", True),
        ("“We have seen worse winters” is what she said in the spring", False),
        ("We have seen worse springs", False),
        ("Worse winters", False),  # too little to tell
        (LONG, False),
    ],
)
def test_a_line_within_a_longer_one(line: str, *, expected: bool) -> None:
    assert repeated([line, LONG], [True, True])[0] is expected


def test_a_line_is_not_made_of_pieces_of_two() -> None:
    lines = ["the old bridge was closed", "They say the old bridge was lost.", "It was closed."]
    assert not repeated(lines, [True] * 3)[0]


def test_what_is_not_asked_about_stays() -> None:
    assert repeated(["We have seen worse winters", LONG], [False, True]) == [False, False]
