"""The publisher's own line as a brief's first point."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.briefing.extract.compose import Shares, brief
from bot.briefing.extract.grounding import Violation, violated
from bot.models import Article, Length, Part

NOW = datetime(2026, 11, 28, tzinfo=UTC)
LINE = "The council of Tolm will close the old pier on Dec. 1 because its piles are rotten."
ARTICLE = Article(
    id="a",
    headline="Council of Tolm closes old pier over rotten piles",
    body=(
        "Fog hung over the harbour of Tolm on Monday as fishermen sold the last herring of the "
        "season from their boats.\n\n"
        "Divers found in May that of 40 piles under the old pier 31 are rotten.\n\n"
        "The council will close it on Dec. 1 because of that, the mayor, Ilse Brandt, said.\n\n"
        "A new pier would cost 4 million crowns, an engineer told the council in a letter."
    ),
    url="https://example.org/pier",
    lang="en",
    standfirst=LINE,
)


def test_a_standfirst_that_tells_the_headline_best_comes_first() -> None:
    shown = brief(ARTICLE, Length.BRIEF, NOW, Shares(1.0, 1.0))
    first, *others = shown.points
    (span,) = first.spans
    assert (first.text, span.part) == (LINE, Part.STANDFIRST)
    assert LINE[span.start : span.end] == first.text
    assert others
    assert all(one.spans[0].part is Part.BODY for one in others)
    assert not any("will close it on Dec. 1" in one.text for one in others)


@pytest.mark.parametrize(
    "line",
    [
        None,
        "The council of Tolm will close the old pier because its piles are rotten",  # no full stop
        "Rotten piles close old pier.",  # short
        "It will close the old pier of Tolm on Dec. 1 because its piles are rotten.",
        "The council of Tolm will close the old pier on Dec. 8 because its piles are rotten.",
        "The council of Tolm will close the old pier, whose piles Otto Reis found to be rotten.",
        "Fog hung over the harbour of Tolm while fishermen sold herring from their boats.",
    ],
)
def test_one_that_is_not_whole_clear_borne_out_or_closer_is_none(line: str | None) -> None:
    shown = brief(replace(ARTICLE, standfirst=line), Length.BRIEF, NOW, Shares(1.0, 1.0))
    assert all(one.spans[0].part is Part.BODY for one in shown.points)


def test_a_point_of_the_standfirst_must_say_what_stands_there() -> None:
    first = brief(ARTICLE, Length.FLASH, NOW, Shares()).points[0]
    assert first.spans[0].part is Part.STANDFIRST
    assert violated(first, ARTICLE) is None
    assert violated(first, replace(ARTICLE, standfirst=None)) is Violation.ELSEWHERE
    other = replace(ARTICLE, standfirst=LINE.replace("close", "mend "))
    assert violated(first, other) is Violation.CHANGED


def test_it_is_the_flash_where_it_tells_the_main_news_that_is_too_long_for_one() -> None:
    news = (
        "The council of Tolm will close the old pier at the end of the harbour on Dec. 1 because "
        "its piles are rotten and because nobody on the island has offered to pay for the repair "
        "or for the crane."
    )
    body = f"{news}\n\nDivers looked at the old pier of the council of Tolm for a week in May."
    line = "The pier of Tolm will close on Dec. 1 because its piles are rotten, the council says."
    article = replace(ARTICLE, headline="Council closes old pier of Tolm", body=body)
    (without,) = brief(replace(article, standfirst=None), Length.FLASH, NOW, Shares(1.0)).points
    assert without.text.startswith("Divers")
    (point,) = brief(replace(article, standfirst=line), Length.FLASH, NOW, Shares(1.0)).points
    assert (point.text, point.spans[0].part) == (line, Part.STANDFIRST)
    other = "Divers looked at timber for a week in May before they told the council of Tolm."
    (point,) = brief(replace(article, standfirst=other), Length.FLASH, NOW, Shares(1.0)).points
    assert point.spans[0].part is Part.BODY
