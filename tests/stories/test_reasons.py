"""Why articles were put together."""

from bot.models import Article
from bot.stories.reasons import shared

DAM = Article(
    id="a",
    headline="Thousands flee as Karun Dam cracks",
    body="Some 38,000 people left their homes below the Karun Dam on Sunday, officials said.",
)
SPILLWAY = Article(
    id="b",
    headline="Water pours from Karun Dam",
    body="The spillway failed. Of 38,000 people in the valley, most had left their homes.",
)
OTHER = Article(id="c", headline="Chess title for boy", body="He won on Sunday, officials said.")


def test_the_rarest_of_what_is_shared_is_named_as_written() -> None:
    found = shared(DAM, [SPILLWAY, OTHER])
    assert found[0] == "Karun Dam"
    assert "38,000" in found


def test_little_words_are_no_reason() -> None:
    assert not {"on", "said", "the"} & set(shared(DAM, [SPILLWAY, OTHER]))
    assert shared(DAM, []) == ()
