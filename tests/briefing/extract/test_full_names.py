"""Full names of those whom a brief would call by a last name alone."""

from dataclasses import replace

import pytest

from bot.briefing.edits import apply
from bot.briefing.extract.candidates import Candidate
from bot.briefing.extract.full_names import with_full_names
from bot.briefing.extract.grounding import violated
from bot.models import Article, Kind, Point, Span
from bot.text.sentences import split
from bot.text.words import counted

LEDE = "The pier in Tolm will close, Ilse Brandt, the mayor, said on Monday."


def shown(body: str, *places: int, headline: str | None = None) -> list[str]:
    """The sentences at these places of `body`, as they are shown one behind the other."""
    article = Article("a", headline, body, lang="en")
    sentences = split(body, "en")
    chosen = [
        Candidate(sentences[at], Kind.NEWS, None, (), counted(sentences[at].text)) for at in places
    ]
    texts = []
    for one in with_full_names(article, sentences, chosen):
        span = Span("a", one.sentence.start, one.sentence.end)
        text = apply(body, span, one.edits)
        assert violated(Point(Kind.NEWS, text, (span,), edits=one.edits), article) is None
        texts.append(text)
    return texts


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Brandt blamed the storm.", "[Ilse] Brandt blamed the storm."),
        ("A friend of Brandt’s bought it.", "A friend of [Ilse] Brandt’s bought it."),
        ("Mrs Brandt blamed the storm.", "Mrs [Ilse] Brandt blamed the storm."),
        ("Brandt said Brandt was ill.", "[Ilse] Brandt said Brandt was ill."),
    ],
)
def test_a_last_name_gets_the_first_one(line: str, text: str) -> None:
    assert shown(f"{LEDE} {line}", 1) == [text]


@pytest.mark.parametrize(
    "line",
    [
        "The Brandt Foundation paid for it.",
        "Mayor Brandt blamed the storm.",
        "Jan Brandt blamed the storm.",
        "Boats came from Brandt Island.",
    ],
)
def test_not_where_it_is_a_part_of_another_name_or_has_an_office(line: str) -> None:
    assert shown(f"{LEDE} {line}", 1) == [line]


@pytest.mark.parametrize(
    "other",
    [
        "Her brother Jan Brandt, a teacher, was there.",
        "The river at Brandt is deep.",
        "Boats of the Brandt were late.",
    ],
)
def test_not_where_it_may_be_another_or_a_place(other: str) -> None:
    line = "Brandt blamed the storm."
    assert shown(f"{LEDE} {other} {line}", 2) == [line]


def test_not_where_nothing_shows_that_it_is_a_person() -> None:
    line = "Tolm beat them."
    assert shown(f"They played Real Tolm on Monday. {line}", 1) == [line]


def test_not_where_the_headline_or_the_brief_has_told_it() -> None:
    line = "Brandt blamed the storm."
    body = f"{LEDE} {line} Brandt then left."
    assert shown(body, 0, 1) == [LEDE, line]
    assert shown(body, 1, 2) == ["[Ilse] Brandt blamed the storm.", "Brandt then left."]
    assert shown(body, 1, headline="Brandt closes pier") == [line]


def test_not_where_a_first_word_may_be_no_name() -> None:
    body = "Ida Fish, 40, runs the pier. Fish is sold there. She likes fish."
    assert shown(body, 1) == ["Fish is sold there."]


def test_not_before_the_article_has_told_the_full_name() -> None:
    body = "As planets go, Brandt is dark. A song by the singer Ilse Brandt, 40, is not about it."
    assert shown(body, 0) == ["As planets go, Brandt is dark."]


def test_not_of_whom_the_article_calls_by_one_name_first() -> None:
    body = (
        "Brandt, the singer, sang on Monday. Selling Brandt’s house: a tale. Brandt said she left."
    )
    assert shown(body, 2) == ["Brandt said she left."]


def test_a_first_name_of_nobody_is_found_out() -> None:
    body = f"{LEDE} Brandt blamed the storm."
    article = Article("a", None, body, lang="en")
    sentences = split(body, "en")
    (one,) = with_full_names(article, sentences, [Candidate(sentences[1], Kind.NEWS, None, (), 4)])
    (edit,) = one.edits
    wrong = replace(edit, text="[Olga] ")
    span = Span("a", sentences[1].start, sentences[1].end)
    point = Point(Kind.NEWS, apply(body, span, (wrong,)), (span,), edits=(wrong,))
    assert violated(point, article) is not None
