import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.edits import apply
from bot.briefing.extract.candidates import as_point, candidates, shortened
from bot.briefing.extract.grounding import grounded
from bot.models import Article, Change, Kind, Point
from bot.text.guarded import guarded
from bot.text.sentences import split
from bot.text.words import without_brackets

PUBLISHED = datetime(2024, 11, 4, 20, tzinfo=UTC)


def article(body: str, **known: str | None) -> Article:
    headline, lang = known.get("headline"), known.get("lang", "en")
    return Article(
        id="a",
        headline=headline,
        body=body,
        url="https://example.org/a",
        lang=lang,
        published=PUBLISHED,
    )


def points(read: Article) -> tuple[Point, ...]:
    return tuple(as_point(read, one) for one in candidates(read, split(read.body, read.lang)))


QUAKE = (
    "A magnitude 6.4 earthquake killed at least 43 people in Varland early on Saturday, the "
    "ministry said.\n\n"
    "“We heard a roar and then the roof came down,” said Lena Marsh, a baker. She slept in a "
    "bus.\n\n"
    "Will it happen again? But engineers warn that more buildings could fall. It was the worst "
    "quake in years. The army declined to comment.\n\n"
    "The ministry will publish a list of names tomorrow."
)


def test_each_point_of_an_article_stands_alone_with_its_kind_and_speaker() -> None:
    assert [(one.kind, one.text, one.speaker) for one in points(article(QUAKE))] == [
        (
            Kind.NEWS,
            (
                "A magnitude 6.4 earthquake killed at least 43 people in Varland early on Saturday "
                "[Nov. 2, 2024], the ministry said."
            ),
            None,
        ),
        (
            Kind.VOICE,
            "“We heard a roar and then the roof came down,” said Lena Marsh, a baker.",
            "Lena Marsh, a baker",
        ),
        (Kind.DOUBT, "Engineers warn that more buildings could fall.", None),
        (Kind.UNCONFIRMED, "The army declined to comment.", None),
        (
            Kind.NEXT,
            "The ministry will publish a list of names tomorrow [Nov. 5, 2024].",
            None,
        ),
    ]


def test_a_point_links_to_the_pages_own_words() -> None:
    link = points(article(QUAKE))[2].link
    assert link is not None
    assert link.endswith(
        "#:~:text=But%20engineers%20warn%20that%20more%20buildings%20could%20fall."
    )


def test_the_headline_again_is_no_point() -> None:
    read = article(
        "Quake kills 43 in Varland!\n\nA quake killed 43 people.",
        headline="Quake kills 43 in Varland",
    )
    assert [one.text for one in points(read)] == ["A quake killed 43 people."]


TELESCOPES = "Lumo recalls telescopes"
RECALL = "Lumo said it would recall 12,000 telescopes."


@pytest.mark.parametrize(
    ("first", "is_shown"),
    [
        ("Lumo showed a telescope at a fair in Velm on June 21, 2024.", False),
        ("Lumo showed a telescope at a fair in Velm on 21 June 2024.", False),
        ("Lumo showed a telescope at a fair in Velm on Oct. 21, 2024.", True),
        ("Lumo recalls telescopes that were sold after June 21, 2024.", True),
        ("Lumo showed a telescope at a fair in Velm.", True),
    ],
)
def test_a_picture_of_long_ago_above_the_lede_is_no_point(first: str, is_shown: bool) -> None:  # noqa: FBT001
    read = article(f"{first}\n\n{RECALL}", headline=TELESCOPES)
    shown = [point.text for point in points(read)]
    assert any(text.startswith(first[:20]) for text in shown) is is_shown
    assert RECALL in shown


@pytest.mark.parametrize(
    ("line", "is_shown"),
    [
        ("Rival accused of hiding faults in mirrors .", False),
        ("The mayor , who was there , blamed the storm .", True),
        ("The mayor blamed the storm for it.", True),
    ],
)
def test_a_link_in_the_text_is_no_point(line: str, is_shown: bool) -> None:  # noqa: FBT001
    shown = [point.text for point in points(article(f"{QUAKE}\n\n{line}"))]
    assert (line in shown) is is_shown


@pytest.mark.parametrize(
    "stamp", ["2.49pm GMT 14:49 ", "14:32 – ", "10:15 a.m. ET: ", "9.30 BST ", "18:05 | "]
)
def test_the_time_of_a_live_pages_post_is_left_out(stamp: str) -> None:
    (point,) = points(article(f"{stamp}Rik Vetter has won the race on the river course."))
    assert point.text == "Rik Vetter has won the race on the river course."


def test_a_standfirst_above_the_body_needs_no_full_stop() -> None:
    line = "Divers have found the wreck of a ferry that sank off Tolm in a storm"
    assert points(article(f"{line}\n\nIt lies deep, they said."))[0].text == line
    short = "Divers find wreck off Tolm"
    assert all(one.text != short for one in points(article(f"{short}\n\n{QUAKE}")))


@pytest.mark.parametrize(
    ("lang", "body", "texts"),
    [
        (
            "de",
            "Die Stadt hat die Brücke gesperrt. Sie ist alt. „Die Sicherheit geht vor“, sagte sie.",
            ["Die Stadt hat die Brücke gesperrt.", "„Die Sicherheit geht vor“, sagte sie."],
        ),
        (
            "ar",
            "أغلقت المدينة الجسر القديم يوم الأحد. هل يفتح قريبا؟",
            ["أغلقت المدينة الجسر القديم يوم الأحد [2024-11-03]."],
        ),
    ],
)
def test_other_languages_give_whole_sentences(lang: str, body: str, texts: list[str]) -> None:
    assert [one.text for one in points(article(body, lang=lang))] == texts


def violations(read: Article, most: int) -> list[str]:
    """What is wrong with the article's points, whole and cut to `most` words."""
    found = candidates(read, split(read.body, read.lang))
    cuts = [cut(read, one, most) for one in found for cut in (shortened,)]
    shown = [as_point(read, one) for one in (*found, *filter(None, cuts))]
    wrong = [f"{one.violation}: {one.point.text}" for one in grounded(shown, read).rejected]
    return wrong + [one.text for one in shown if _lost(read, one)]


def _lost(read: Article, point: Point) -> bool:
    """Whether an edit dropped something guarded; the connective alone may go."""
    (span,) = point.spans
    allowed = tuple(one for one in point.edits if one.change is Change.CONNECTIVE)
    source = apply(read.body, span, allowed)
    added = tuple(one for one in point.edits if one.change is not Change.INSERT)
    return guarded(apply(read.body, span, added)) != guarded(source)


MARKS = (*" .?!,()“”\"'’…\n", "\n\n", "\u200b", "\u202e")
STARTS = ("But ", "He said ", "However, ", "She ", "It ", "Ivo Cho", "Mayor ", "the old pier ")
ENDS = (", which ", " not ", " 14 ", "on Monday ", " and has closed ", " reportedly ", "told us ")
ELSEWHERE = ("после дождя", "القديم", "橋は古い。", "will be cut ", "her ")
PIECES = st.sampled_from(MARKS + STARTS + ENDS + ELSEWHERE)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)), st.integers(5, 40))
def test_any_text_gives_only_points_that_reproduce_their_spans_and_lose_nothing(
    body: str, most: int
) -> None:
    assert violations(article(body.strip()), most) == []


def test_no_point_of_real_articles_breaks_an_invariant(shared: Callable[[str], Path]) -> None:
    lines = shared("summaries/inshorts_a.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[:60]:
        assert violations(article(json.loads(line)["article"]), 25) == []


@pytest.mark.parametrize(
    "body",
    [
        "(" * 20_000,
        "“" * 20_000,
        "Ivo Cho " * 3_000,
        "a, which " * 3_000,
        "He said “no” and " * 2_000,
        "Monday " * 3_000,
        "The mayor of the " * 2_000,
        "Mayor Ivo Cho said it. He said no. " * 600,
        "\u202e\u200b" * 9_000,
    ],
)
def test_hostile_text_takes_no_longer_than_its_length(body: str) -> None:
    assert violations(article(body), 30) == []


def test_brackets_of_ours_do_not_count() -> None:
    read = article("Ivo Cho shut the pier. He called it far too old.")
    first, second = candidates(read, split(read.body, "en"))
    assert as_point(read, second).text == "He [Ivo Cho] called it far too old."
    assert (first.words, second.words) == (5, 6)
    assert without_brackets(as_point(read, second).text) == second.sentence.text
