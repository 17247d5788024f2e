"""What articles announce for which day, and what became of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bench.announced import announced_in, labelled
from bot.briefing.dates_to_watch import announcements, each_once, outcome
from bot.briefing.edits import apply
from bot.briefing.extract.compose import source_of
from bot.briefing.timeline import timeline
from bot.models import Article, DateToWatch, Story

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)
ASKED = "The senate of Varnia will question the head of the railways on Tuesday."
TOLD = "The head of the railways was questioned by the senate of Varnia for four hours on Tuesday."


def report(outlet: str, *paragraphs: str, hours: float = 0, lang: str = "en") -> Article:
    return Article(
        id=f"{outlet} {hours}",
        headline="Railways of Varnia",
        body="\n\n".join(paragraphs),
        url=f"https://{outlet.lower()}.example/1",
        outlet=outlet,
        published=MONDAY + timedelta(hours=hours),
        published_offset=timedelta(0),
        lang=lang,
    )


def watched(article: Article) -> list[DateToWatch]:
    return [
        DateToWatch(one.day, "s1", one.point, source_of(article)) for one in announcements(article)
    ]


def test_the_days_of_labelled_sentences_are_found_and_no_other() -> None:
    seen, unseen = labelled()
    found = [(announced_in(text), day) for text, day in (*seen, *unseen)]
    assert all(days <= {day} for days, day in found)
    assert sum(day in days for days, day in found) >= 30


def test_what_is_announced_is_a_sentence_of_its_article() -> None:
    article = report("Wire", "Trains stood still for a day in Varnia.", ASKED)
    (one,) = announcements(article)
    assert one.day == TUESDAY
    (span,) = one.point.spans
    assert article.body[span.start : span.end] == ASKED
    assert apply(article.body, span, one.point.edits) == one.point.text
    assert "[Nov. 24, 2026]" in one.point.text


@pytest.mark.parametrize(
    ("article", "days"),
    [
        (report("Welle", "Der Stadtrat wird am Dienstag über den Hafen abstimmen.", lang="de"),
         [TUESDAY]),
        (replace(report("Wire", ASKED), published=None), []),
        (report("Wire", "The senate questioned the head of the railways on Tuesday."), []),
    ],
    ids=["in another language", "without a date", "past"],
)  # fmt: skip
def test_a_day_is_known_where_the_day_of_publication_is(article: Article, days: list[date]) -> None:
    assert [one.day for one in announcements(article)] == days


def test_what_several_announce_is_one_date_and_those_of_most_stay() -> None:
    same = [one for outlet in ("Wire", "Post", "Wire") for one in watched(report(outlet, ASKED))]
    other = watched(report("Tide", "The port of Karun will open on Wednesday."))
    both = each_once([*other, *same], 5)
    assert [(one.day.day, one.outlets) for one in both] == [(24, 2), (25, 1)]
    assert [one.day for one in each_once([*other, *same], 1)] == [TUESDAY]


@pytest.mark.parametrize(
    ("later", "came"),
    [([report("Post", TOLD, hours=30)], TOLD), ([report("Post", "It rained.", hours=30)], None)],
    ids=["told", "not reported"],
)
def test_what_became_of_a_day_is_a_sentence_of_a_later_article(
    later: list[Article], came: str | None
) -> None:
    first = report("Wire", "Trains stood still for a day in Varnia on Sunday.", ASKED)
    (one,) = watched(first)
    told = timeline(Story("s1", (first, *later)), MONDAY + timedelta(days=2), UTC)
    found = outcome(one, told)
    assert found is not None
    assert (found.came and found.came.text.replace(" [Nov. 24, 2026]", "")) == came
    assert (found.told_by and found.told_by.outlet) == ("Post" if came else None)


def test_a_date_that_its_story_does_not_have_has_no_outcome() -> None:
    (one,) = watched(report("Wire", ASKED))
    other = report("Post", "The port of Karun was closed on Monday after a storm.")
    assert outcome(one, timeline(Story("s1", (other,)), MONDAY, UTC)) is None
