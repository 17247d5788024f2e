"""A model that chooses, on a scripted server: one that reads, and one that answers by position."""

import asyncio
import json
import logging
from datetime import UTC, datetime

import pytest

from bot.briefing.extract import compose
from bot.briefing.extract.compose import Shares
from bot.briefing.model import trial
from bot.briefing.model.client import model_server
from bot.briefing.model.protocols import APIS, Endpoint
from bot.briefing.model.summarizer import Budget, Summarizer, tried
from bot.errors import ModelError
from bot.models import Article, Brief, Length
from tests.standins.model import (
    NUMBERED,
    MemoryCache,
    MemoryLedger,
    Script,
    parrot,
    reader,
    serving,
)

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
BODY = (
    "Gulls circled over Tolm on Monday as shops opened late. "
    "A ferry with 40 passengers caught fire off the port of Tolm, killing two people, officials "
    "said. Mayor Ana Ruiz said the port would stay closed until Friday."
)
ARTICLE = Article("tolm", "Ferry fire off Tolm kills two", BODY, lang="en")
BASE = compose.brief(ARTICLE, Length.BRIEF, NOW, Shares())


def briefed(script: Script, *, api: str = "openai", times: int = 1) -> tuple[list[Brief], int]:
    """The briefs of so many requests one after another, and how many questions they cost."""

    async def run() -> tuple[list[Brief], int]:
        async with (
            serving(script) as server,
            model_server(Endpoint(server.url, "small", api)) as model,
        ):
            summarizer = Summarizer(
                model, MemoryCache(), MemoryLedger(), Budget(seconds=5), now=lambda: NOW
            )
            briefs = [
                await summarizer.brief(BASE, [ARTICLE], Length.BRIEF, {"tolm": 60})
                for _ in range(times)
            ]
            return briefs, len(server.asked)

    return asyncio.run(run())


@pytest.mark.parametrize("api", APIS)
def test_a_model_that_reads_chooses_and_is_tried_once_a_day(api: str) -> None:
    briefs, asked = briefed(reader, api=api, times=3)
    assert {brief.summarizer for brief in briefs} == {"chosen"}
    assert briefs[0].points[0].text.startswith("A ferry with 40 passengers")
    assert asked == len(trial.questions("any day")) + 1


def test_a_model_that_answers_by_position_may_not_choose(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING)
    briefs, asked = briefed(parrot, times=2)
    assert briefs == [BASE, BASE]
    assert asked == len(trial.questions("any day"))
    assert "picks by position, not by content" in caplog.text


def test_each_day_asks_in_another_order() -> None:
    days = [trial.questions(f"2026-11-{day}") for day in range(10, 20)]
    assert len({tuple(one.right for one in asked) for asked in days}) > 5
    for asked in days:
        right = [one.right for one in asked]
        assert len(set(right)) == len(right)
        assert 1 not in right


def test_every_sentence_of_a_trial_can_be_chosen() -> None:
    for one in trial.questions("2026-11-23"):
        numbers = [int(number) for number, _ in NUMBERED.findall(one.prompt.user)]
        assert numbers == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("number", range(1, 7))
def test_no_constant_answer_passes_a_trial(number: int) -> None:
    for day in range(10, 30):
        asked = trial.questions(f"2026-11-{day}")
        assert not trial.passes(asked, [json.dumps({"main": number})] * len(asked))


def test_the_right_answers_pass_and_one_may_be_wrong() -> None:
    asked = trial.questions("2026-11-23")
    answers = [json.dumps({"main": one.right}) for one in asked]
    assert trial.passes(asked, answers)
    assert trial.passes(asked, [*answers[:-1], "?"])
    assert not trial.passes(asked, [*answers[:-2], "?", "?"])


def test_who_sets_up_such_a_model_is_told_what_to_do() -> None:
    async def run(script: Script) -> None:
        async with (
            serving(script) as server,
            model_server(Endpoint(server.url, "small")) as model,
        ):
            await tried(model, "choose", "2026-11-23")

    asyncio.run(run(reader))
    with pytest.raises(ModelError) as refused:
        asyncio.run(run(parrot))
    assert refused.value.advice == (
        "small picks by position, not by content: a larger one is needed. Briefs stay extractive."
    )
