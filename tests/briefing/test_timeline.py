"""How a story went, as invented outlets told it over some days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.briefing.edits import apply
from bot.briefing.timeline import MOST_LINES, MOST_OF_ARTICLE, MOST_READ, timeline
from bot.errors import NothingToBriefError
from bot.models import Article, Story, Timeline, TimelineLine, Turn
from tests.standins.stories import stories

FRIDAY = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
END = FRIDAY + timedelta(days=9)


def report(outlet: str, body: str, hours: float = 0, headline: str = "Ferry fire") -> Article:
    return Article(
        id=f"{outlet} {hours}",
        headline=headline,
        body=body,
        outlet=outlet,
        published=FRIDAY + timedelta(hours=hours),
        published_offset=timedelta(0),
        lang="en",
        url=f"https://{outlet.lower()}.example/{hours}",
    )


FIRST = report(
    "Archipelago",
    "At least 12 people were killed in a fire on the ferry Queen Sela off Skerry on Friday, the "
    "coast guard said. The coast guard said 31 people were missing.",
)
COPY = report("Lantern", FIRST.body, 9)
RISEN = report(
    "Wire",
    "Nineteen people were killed in the fire on the ferry Queen Sela, the coast guard said. "
    "The coast guard said 28 people were missing. "
    "The inquiry will present its first results on Tuesday, Nov. 24.",
    29,
)
DENIED = report(
    "Post",
    "The owner of the Queen Sela denied that the ship was overloaded. "
    "The owner runs four ships between the islands.",
    34,
)
OLD = report(
    "Compass", "The fire on the ferry Queen Sela killed 12 people near Skerry on Friday.", 40
)


def told(*articles: Article, as_of: datetime = END) -> Timeline:
    return timeline(Story("s1", articles), as_of, UTC)


def turns(made: Timeline) -> list[tuple[Turn, str | None]]:
    return [(one.turn, one.change) for one in made.lines]


def only(made: Timeline, turn: Turn) -> list[TimelineLine]:
    return [one for one in made.lines if one.turn is turn]


def test_a_story_is_told_in_the_order_of_its_turns() -> None:
    made = told(OLD, DENIED, RISEN, COPY, FIRST)
    assert turns(made) == [
        (Turn.FIRST, None),
        (Turn.FIGURE, "at least 12 → nineteen killed"),
        (Turn.FIGURE, "31 → 28 missing"),
        (Turn.DENIAL, None),
        (Turn.ANNOUNCED, None),
    ]
    assert [one.id for one in made.sources] == [FIRST.id, RISEN.id, DENIED.id]
    assert made.lines[0].at == FRIDAY


@pytest.mark.parametrize("again", [COPY, OLD])
def test_a_copy_and_a_figure_that_stood_before_are_no_turn(again: Article) -> None:
    assert turns(told(FIRST, RISEN, again)) == turns(told(FIRST, RISEN))


def test_another_outlets_lower_toll_is_an_older_one_and_its_own_is_a_correction() -> None:
    lower = "The fire on the ferry Queen Sela killed 17 people near Skerry on Friday."
    stands = turns(told(FIRST, RISEN))
    assert turns(told(FIRST, RISEN, report("Compass", lower, 45))) == stands
    corrected = told(FIRST, RISEN, report("Wire", lower, 45))
    assert (Turn.FIGURE, "nineteen → 17 killed") in turns(corrected)


def test_what_was_announced_stands_on_its_day_with_what_is_told_of_it() -> None:
    results = report(
        "Post", "The inquiry presented its first results in the port on Tuesday evening.", 106
    )
    (announced,) = only(told(FIRST, RISEN), Turn.ANNOUNCED)
    assert (announced.day, announced.came) == (date(2026, 11, 24), None)
    (came,) = only(told(FIRST, RISEN, results), Turn.ANNOUNCED)
    assert came.came is not None
    assert came.came.spans[0].article == results.id
    early = told(FIRST, RISEN, results, as_of=FRIDAY + timedelta(days=2))
    assert only(early, Turn.ANNOUNCED)[0].came is None


def test_something_else_on_that_day_is_not_what_was_announced() -> None:
    other = report("Post", "Divers recovered the anchor of the Queen Sela on Tuesday.", 106)
    assert only(told(FIRST, RISEN, other), Turn.ANNOUNCED)[0].came is None


def test_later_days_news_is_told_once_and_the_first_days_is_the_first_report() -> None:
    arrest = report("Post", "Police arrested the captain of the Queen Sela in the port.", 50)
    echo = report("Wire", "The captain of the Queen Sela was arrested in the port by police.", 53)
    rival = report("Wire", "Flames spread from the car deck of the ferry to the bridge.", 2)
    made = told(FIRST, rival, arrest, echo)
    assert [one.point.text for one in only(made, Turn.NEWS)] == [arrest.body]


def test_a_long_story_is_told_in_bounded_lines_and_keeps_its_first() -> None:
    many = [
        report(
            f"Outlet{day}-{n}",
            f"Crews of team {day * 10 + n} raised part {day * 10 + n} of the wreck from the sea.",
            30 + day * 24 + n,
        )
        for day in range(60)
        for n in range(2)
    ]
    made = told(FIRST, *many, as_of=FRIDAY + timedelta(days=90))
    assert len(made.lines) == MOST_LINES
    assert made.lines[0].turn is Turn.FIRST
    assert len(many) > MOST_READ


def test_a_book_is_read_as_far_as_an_article_goes() -> None:
    late = "The ministry of ports denied that the harbour of Skerry was shut."
    pages = ["The owner runs four ships between the islands."] * (MOST_OF_ARTICLE // 40)
    short, book = (
        told(FIRST, report("Post", f"{DENIED.body} {' '.join(some)} {late}", 34))
        for some in ((), pages)
    )
    assert len(only(short, Turn.DENIAL)) == 2
    assert [one.point for one in only(book, Turn.DENIAL)] == [only(short, Turn.DENIAL)[0].point]


def test_what_has_no_date_has_no_place() -> None:
    undated = Article("u", "Fire", FIRST.body, lang="en")
    with pytest.raises(NothingToBriefError):
        told(undated)
    later = told(FIRST, as_of=FRIDAY)
    assert turns(later) == [(Turn.FIRST, None)]


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.id)
def test_every_line_is_a_sentence_of_its_source(story: Story) -> None:
    try:
        made = timeline(story, END, UTC)
    except NothingToBriefError:
        return
    bodies = {one.id: one.body for one in story.articles}
    points = [point for one in made.lines for point in (one.point, one.came) if point]
    for point in points:
        (span,) = point.spans
        assert apply(bodies[span.article], span, point.edits) == point.text
        bare = point.text.split(" [")[0].split("…")[0]
        assert bare.strip() in " ".join(bodies[span.article].split())
