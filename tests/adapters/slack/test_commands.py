from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.chat.digest_options import DigestAction, DigestOptions
from adapters.chat.managing.wishes import DigestWish
from adapters.slack.commands import Ask, Command, Own, Topics, Word, parse
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
        ("digest pause", DigestWish(DigestAction.PAUSE)),
        ("subscribe пауза", DigestWish(DigestAction.PAUSE)),
        ("digest ukraine, chad", DigestWish(DigestOptions(("ukraine", "chad")))),
        ("digest  story telling", DigestWish(DigestOptions(("story telling",)))),
        (
            "digest chad at 8 new york on weekdays, full",
            DigestWish(
                DigestOptions(("chad",), time(8), "America/New_York", WEEKDAYS, Length.FULL)
            ),
        ),
        ("digest stop the boats at 9", DigestWish(DigestOptions(("stop the boats",), time(9)))),
        ("resumen de ucrania a las 9", DigestWish(DigestOptions(("ucrania",), time(9)))),
        ("briefing on ukraine", Ask("briefing on ukraine")),
        ("#metoo", Ask("#metoo")),
        ("my weekly digest show", Own(DigestWish(DigestAction.SHOW, "weekly"))),
        ("weekly digest of chad", DigestWish(DigestOptions(("chad",)), "weekly")),
        ("weekly news digestion", Ask("weekly news digestion")),
    ],
)
def test_words_are_read_as_people_write_them(text: str, command: Command) -> None:
    assert parse(text) == command


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("digest puase", "/brief digest pause"),
        ("digest x at 25:00", "08:00, 17:30 or 5 pm"),
        ("digest x at 25pm", "08:00, 17:30 or 5 pm"),
        ("digest show please", "Did you mean /brief digest show?"),
        ("digest add chad", "name all of them: /brief digest ukraine, chad"),
        ("digst ukraine at 8", "Did you mean /brief digest ukraine at 8?"),
        ("subscribe #news", "type /brief digest ukraine at 8 there"),
        ("send the digest to <#C2|news>", "type /brief digest ukraine at 8 there"),
        ("digest stop!", "Did you mean /brief digest stop?"),
    ],
)
def test_what_makes_no_sense_is_explained(text: str, advice: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(text)
    assert advice in raised.value.advice


@given(some.text(max_size=200))
def test_whatever_is_typed_is_a_command_or_a_usage_error(text: str) -> None:
    for words in (text, f"digest {text}", f"digest x at 8 on {text}"):
        try:
            parse(words)
        except UsageError as error:
            assert error.advice  # noqa: PT017 -- either is right
