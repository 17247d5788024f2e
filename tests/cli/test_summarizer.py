"""Whose words a brief is in, as an operator chooses on the command line."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.standins.model import Answer, Asked, points, serving

SAMPLE = Path(__file__).parents[1] / "data" / "articles" / "4-ferry-fire.txt"
TRUE = (
    "At least 12 people died in a fire on a ferry off Cebu early on Friday, the coast guard said."
)
LIE = TRUE.replace("12", "40")


@contextmanager
def model_that_says(text: str) -> Iterator[str]:
    """The address of a server that gives one point, resting on the first sentence."""
    ready, ended = threading.Event(), threading.Event()
    address: list[str] = []

    def answer(_: Asked) -> Answer:
        return Answer(points((text, [1])))

    async def serve() -> None:
        async with serving(answer) as server:
            address.append(server.url)
            ready.set()
            await asyncio.to_thread(ended.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    ready.wait(5)
    try:
        yield address[0]
    finally:
        ended.set()
        thread.join()


def briefed(*words: str) -> Result:
    return CliRunner().invoke(main, ["brief", str(SAMPLE), "--format", "json", *words])


def test_a_true_sentence_of_the_models_is_shown_as_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with model_that_says(TRUE) as url:
        monkeypatch.setenv("BRIEFBOT_MODEL_URL", url)
        monkeypatch.setenv("BRIEFBOT_MODEL_NAME", "scripted")
        monkeypatch.setenv("BRIEFBOT_MODEL_MODE", "write")
        brief = json.loads(briefed("--summarizer", "model").stdout)
    assert brief["summarizer"] == "written"
    assert [point["by"] for point in brief["points"] if point["text"] == TRUE] == ["model"]


def test_a_lie_of_the_models_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    with model_that_says(LIE) as url:
        monkeypatch.setenv("BRIEFBOT_MODEL_URL", url)
        monkeypatch.setenv("BRIEFBOT_MODEL_NAME", "scripted")
        monkeypatch.setenv("BRIEFBOT_MODEL_MODE", "write")
        brief = json.loads(briefed().stdout)
    assert "40" not in json.dumps(brief["points"])
    assert brief["points"]


def test_a_model_that_is_not_there_costs_nothing_but_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BRIEFBOT_MODEL_URL", "http://127.0.0.1:9")
    assert json.loads(briefed().stdout)["summarizer"] == "extractive"


def test_the_sources_own_words_need_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_MODEL_URL", "http://127.0.0.1:9")
    assert json.loads(briefed("--summarizer", "extractive").stdout)["summarizer"] == "extractive"


def test_a_model_that_was_never_named_is_asked_for_with_advice() -> None:
    result = briefed("--summarizer", "model")
    assert result.exit_code == 2
    assert "BRIEFBOT_MODEL_URL" in result.stderr


def test_a_model_that_is_to_choose_and_only_writes_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with model_that_says(TRUE) as url:
        monkeypatch.setenv("BRIEFBOT_MODEL_URL", url)
        brief = json.loads(briefed("--summarizer", "model").stdout)
    assert brief["summarizer"] == "extractive"
    assert {point["by"] for point in brief["points"]} == {"source"}
