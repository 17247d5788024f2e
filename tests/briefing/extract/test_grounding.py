from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.briefing.edits import apply
from bot.briefing.extract.grounding import Violation, grounded, violated
from bot.models import Article, Change, Edit, Kind, Point, Span

BODY = (
    "But Mayor Ivo Cho said Monday the pier in Tolm would not open, which killed 14 jobs. "
    "“It is old.”\n\nIs it safe? He left (at noon, which is late). The council has closed it."
)
ARTICLE = Article(
    id="a", headline=None, body=BODY, lang="en", published=datetime(2024, 11, 4, 20, tzinfo=UTC)
)
FIRST = BODY.index(" “")
DROPPED = Edit(Change.CONNECTIVE, 0, 5, "M")


def point(text: str, start: int, end: int, *edits: Edit, speaker: str | None = None) -> Point:
    return Point(Kind.NEWS, text, (Span("a", start, end),), speaker=speaker, edits=edits)


def test_a_sentence_with_its_recorded_edits_holds() -> None:
    dated = Edit(Change.INSERT, 29, 29, " [Nov. 4, 2024]")
    text = f"Mayor Ivo Cho said Monday [Nov. 4, 2024]{BODY[29:FIRST]}"
    assert (
        violated(point(text, 0, FIRST, DROPPED, dated, speaker="Ivo Cho, Mayor"), ARTICLE) is None
    )


def cut(words: str, text: str) -> Edit:
    start = BODY.index(words)
    return Edit(Change.CUT, start, start + len(words), text)


@pytest.mark.parametrize(
    ("start", "end", "edits", "violation"),
    [
        (0, FIRST, (Edit(Change.INSERT, 900, 900, " [x]"),), Violation.EDIT),
        (4, FIRST, (Edit(Change.CONNECTIVE, 4, 11, "I"),), Violation.EDIT),
        (4, FIRST, (Edit(Change.SPACE, 4, 9, " "),), Violation.EDIT),
        (4, FIRST, (cut(" in Tolm", " or Vell …"),), Violation.EDIT),
        (4, FIRST, (cut(", which killed 14 jobs.", " …"),), Violation.LOSS),
        (4, FIRST, (cut(" said Monday", " …"),), Violation.LOSS),
        (4, FIRST, (cut(" not", " …"),), Violation.LOSS),
        (4, FIRST, (Edit(Change.INSERT, 29, 29, " [Ada Lund]"),), Violation.INVENTED),
        (FIRST + 1, FIRST + 8, (), Violation.HALF),
        (0, 3, (), Violation.MID_AIR),
        (BODY.index("He left"), BODY.index(" The council"), (), Violation.MID_AIR),
        (BODY.index("Is it"), BODY.index(" He left"), (), Violation.QUESTION),
    ],
)
def test_each_invariant_is_checked(
    start: int, end: int, edits: tuple[Edit, ...], violation: Violation
) -> None:
    text = apply(BODY, Span("a", start, end), edits)
    assert violated(point(text, start, end, *edits), ARTICLE) is violation


def test_a_text_that_its_span_does_not_say_is_found() -> None:
    assert violated(point("The mayor said it.", 0, FIRST), ARTICLE) is Violation.CHANGED
    assert violated(point("x", 0, 9_999), ARTICLE) is Violation.ELSEWHERE


def test_a_speaker_stands_in_the_article() -> None:
    wrong = point(BODY[4:FIRST], 4, FIRST, speaker="Ada Lund, mayor")
    assert violated(wrong, ARTICLE) is Violation.SPEAKER


def test_no_date_is_put_into_an_article_without_one() -> None:
    dated = Edit(Change.INSERT, 29, 29, " [Nov. 4, 2024]")
    text = f"{BODY[4:29]} [Nov. 4, 2024]{BODY[29:FIRST]}"
    undated = replace(ARTICLE, published=None)
    assert violated(point(text, 4, FIRST, dated), undated) is Violation.INVENTED


def test_what_breaks_an_invariant_is_handed_back_with_its_reason() -> None:
    good, bad = point(BODY[4:FIRST], 4, FIRST), point("x", 4, FIRST)
    sound = grounded((bad, good), ARTICLE)
    assert sound.points == (good,)
    assert [(one.point, one.violation) for one in sound.rejected] == [(bad, Violation.CHANGED)]
