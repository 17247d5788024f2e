from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.slack.commands import Ask, Command, DigestWord, Topics, Word, parse
from adapters.slack.wishes import Wish, days
from bot.errors import UsageError
from bot.models import Length

WEEKDAYS = frozenset(range(5))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("", Word.HELP),
        ("TOP", Word.TOP),
        ("top gear", Ask("top gear")),
        ("new", Word.NEW),
        ("topics  uk", Topics("uk")),
        ("ukraine 6h -football", Ask("ukraine 6h -football")),
        ("hlep", Ask("hlep", near="help")),
        ("digest", Word.DIGEST),
        ("digest pause", DigestWord.PAUSE),
        ("digest ukraine, chad", Wish(("ukraine", "chad"))),
        (
            "digest ukraine, chad at 08:00 Europe/Kyiv on weekdays, full",
            Wish(("ukraine", "chad"), time(8), "Europe/Kyiv", WEEKDAYS, Length.FULL),
        ),
        ("digest at 7pm UTC on mon-wed and fri",
         Wish(None, time(19), "UTC", frozenset({0, 1, 2, 4}))),
        ("digest at 12am every day", Wish(None, time(0), None, frozenset(range(7)))),
        ("digest AT 5 PM Daily", Wish(None, time(17), None, frozenset(range(7)))),
        ("digest at 5 p.m.", Wish(None, time(17))),
        ("digest war on drugs at 9:30", Wish(("war on drugs",), time(9, 30))),
        ("digest war on drugs 9:30", Wish(("war on drugs",), time(9, 30))),
        ("digest covid 19 at 9.30", Wish(("covid 19",), time(9, 30))),
        ("digest story telling", Wish(("story telling",))),
        ("digest america at 250", Wish(("america at 250",))),
        ("digest top at 8", Wish((), time(8))),
        ("digest chad at 8 europe/kyiv", Wish(("chad",), time(8), "europe/kyiv")),
        ("digest chad at 8 new york on weekends",
         Wish(("chad",), time(8), "new york", frozenset({5, 6}))),
        ("digest chad on weekdays at 8, UTC", Wish(("chad",), time(8), "UTC", WEEKDAYS)),
        ("digest chad, on mon, brief", Wish(("chad",), days=frozenset({0}), length=Length.BRIEF)),
        ("digest at 8 pause the war", Wish(None, time(8), "pause the war")),
    ],
)  # fmt: skip
def test_words_are_read_as_people_write_them(text: str, command: Command) -> None:
    assert parse(text) == command


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("digest puase", "/brief digest pause"),
        ("digest x at 25:00", "08:00, 17:30 or 5 pm"),
        ("digest x at 25pm", "08:00, 17:30 or 5 pm"),
        ("digest x at 0:30 am", "08:00, 17:30 or 5 pm"),
        ("digest x at 8 on funday", "names such as mon, wed"),
        ("digest x at 8 UTC on weekdays and more", "names such as mon, wed"),
        ("digest show please", "Did you mean /brief digest show?"),
        ("digest stop!", "Did you mean /brief digest stop?"),
    ],
)
def test_what_makes_no_sense_is_explained(text: str, advice: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(text)
    assert advice in raised.value.advice


def test_a_range_of_days_may_go_over_the_weekend() -> None:
    assert days("sat-mon") == frozenset({5, 6, 0})


@given(some.text(max_size=200))
def test_whatever_is_typed_is_a_command_or_a_usage_error(text: str) -> None:
    for words in (text, f"digest {text}", f"digest x at 8 on {text}"):
        try:
            parse(words)
        except UsageError as error:
            assert error.advice  # noqa: PT017 -- either is right
