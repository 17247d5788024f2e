import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.briefing import novelty
from bot.briefing.extract.compose import Shares
from bot.briefing.novelty import Told
from bot.briefing.story import brief
from bot.models import Brief, Headline, Length
from tests.standins.stories import story, until

BRIDGE = story("tolm-bridge")
FIRST = datetime(2026, 3, 2, 10, tzinfo=UTC)
SECOND = datetime(2026, 3, 3, 8, tzinfo=UTC)


def made(at: datetime, told: Told | None = None) -> Brief:
    return brief(until(BRIDGE, at), Length.BRIEF, at, Shares(), outlets=2, told=told)


TOLD = novelty.told(made(FIRST))


def test_what_came_since_and_was_not_told_is_new() -> None:
    second = made(SECOND, TOLD)
    assert second.told_before == FIRST
    assert [point.is_new for point in second.points] == [True] * len(second.points)


def test_a_reader_who_was_told_everything_is_told_that_nothing_is_new() -> None:
    told = novelty.told(made(SECOND, TOLD), TOLD)
    again = made(SECOND + timedelta(hours=3), told)
    assert not novelty.is_new(again, told)
    assert novelty.update_line(told, again) is None


def test_a_longer_brief_of_what_was_told_is_not_news() -> None:
    full = brief(until(BRIDGE, FIRST), Length.FULL, FIRST, Shares(), outlets=2, told=TOLD)
    assert len(full.points) > len(made(FIRST).points)
    assert not novelty.is_new(full, TOLD)


def test_a_figure_that_changed_is_the_update() -> None:
    assert novelty.update_line(TOLD, made(SECOND, TOLD)) == "Update: at least 12 → 19 killed"


def test_without_a_changed_figure_the_update_is_a_short_new_sentence() -> None:
    second = made(SECOND, TOLD)
    others = tuple(point for point in second.points if "toll" not in point.text)
    line = novelty.update_line(TOLD, replace(second, points=others))
    assert line is not None
    assert line.removeprefix("Update: ") in {point.text for point in others}


def test_only_the_new_points_are_left_where_there_are_any() -> None:
    second = made(SECOND, TOLD)
    mixed = replace(second, points=(replace(second.points[0], is_new=False), *second.points[1:]))
    assert novelty.only_new(mixed).points == second.points[1:]
    assert novelty.only_new(made(FIRST)) == made(FIRST)


@pytest.mark.parametrize(
    ("told", "now"),
    [
        (
            (
                "Crews of the Skerry ferry walked out on Monday over a new plan for night shifts, "
                "and four sailings were cancelled."
            ),
            (
                "Four sailings of the Skerry ferry were cancelled on Monday [March 2, 2026] after "
                "crews walked out over night shifts, the company said."
            ),
        ),
        (
            (
                "Twelve people were killed when the Old Harbour Bridge in Tolm fell on Monday, "
                "police said."
            ),
            (
                "The fall of the Old Harbour Bridge in Tolm killed 12 people on Monday, officials "
                "said."
            ),
        ),
        (
            "Prosecutors have opened an investigation and searched the offices of the company.",
            "The company’s offices were searched after prosecutors opened an investigation.",
        ),
        (
            "The central bank raised its main interest rate by half a point to 4.5 percent.",
            (
                "The main interest rate was raised to 4.5 percent, up half a point, by the central "
                "bank."
            ),
        ),
        (
            (
                "President Olin dismissed Defence Minister Karl Brand on Friday after a dispute "
                "over the army’s budget."
            ),
            "Defence Minister Karl Brand was dismissed by President Olin over a budget dispute.",
        ),
    ],
)
def test_the_same_sentence_rewritten_is_not_new(told: str, now: str) -> None:
    assert novelty.is_told(novelty.key(now, "en"), [novelty.key(told, "en")])


@pytest.mark.parametrize(
    ("told", "now"),
    [
        ("The collapse killed 12 people in Tolm.", "The collapse killed 19 people in Tolm."),
        (
            "The company ignored a warning of its engineers.",
            "The company denied that it ignored a warning of its engineers.",
        ),
        (
            "Five people are still missing, and the search goes on in the river.",
            (
                "The search for five people in the river has ended, and all were found alive on a "
                "barge near the northern quay."
            ),
        ),
        (
            "Crews of the Skerry ferry walked out over night shifts.",
            "The union wants two crews on every night ferry.",
        ),
        (
            "Parliament will debate the state of the country’s bridges on Wednesday.",
            "Parliament voted on Wednesday to close nine bridges until they are inspected.",
        ),
        (
            "President Olin dismissed Defence Minister Karl Brand over a budget dispute.",
            "President Olin named Vera Munk, a former judge, as defence minister.",
        ),
    ],
)
def test_another_figure_a_denial_or_another_sentence_is_new(told: str, now: str) -> None:
    assert not novelty.is_told(novelty.key(now, "en"), [novelty.key(told, "en")])


def test_a_line_is_remembered_too() -> None:
    line = Headline("tolm-bridge", "Bridge collapse in Tolm kills 12", None, None, 3, FIRST)
    told = novelty.told_line(line, FIRST)
    assert novelty.update_line(told, made(SECOND, told)) == "Update: 12 → 19 killed"


def test_what_was_told_survives_being_stored() -> None:
    stored = json.dumps(novelty.to_json(TOLD))
    assert novelty.from_json(json.loads(stored)) == TOLD


def test_what_was_told_adds_up() -> None:
    both = novelty.told(made(SECOND, TOLD), TOLD)
    assert both.points > TOLD.points
    assert (both.story, both.at) == ("tolm-bridge", SECOND)
    assert set(both.figures) > set(TOLD.figures)
