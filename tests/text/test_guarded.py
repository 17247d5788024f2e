"""What no cut may drop, and what the checker reads: on words that were listed for these tests."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.text.guarded import droppable, guarded
from bot.text.polarity import Marked, marked

FRAMES = tomllib.loads(
    (Path(__file__).parent / "examples" / "polarity.toml").read_text(encoding="utf-8")
)["frames"]
SEES: dict[str, Callable[[Marked], bool]] = {
    "attributed": lambda marks: marks.attributed,
    "says": lambda marks: marks.says and not marks.attributed,
    "says only": lambda marks: marks.says,
    "negates": lambda marks: marks.negates,
    "hedges": lambda marks: marks.hedges,
    "sweeping": lambda marks: bool(marks.sweeping),
}
# A claim may not lose these, so neither may a sentence that is cut.
ANYWHERE = {"attributed", "says", "negates", "hedges", "guarded"}
# These bear on what follows: they may only go together with it.
AT_THE_END = {"coming", "sweeping", "guarded at the end"}
CASES = [
    (one["seen"], one["frame"], word.strip())
    for one in FRAMES
    for line in one["words"].strip().splitlines()
    for word in line.split(",")
]


def read(text: str) -> Marked:
    return marked(f"{text.capitalize()}.")


@pytest.mark.parametrize(("seen", "frame", "word"), CASES)
def test_the_checker_reads_each_word(seen: str, frame: str, word: str) -> None:
    if seen == "coming":
        assert read(f"{frame.format(word)} paint bridges").coming
        assert not read(f"{frame.format('painted')} paint bridges").coming
    elif sees := SEES.get(seen):
        assert sees(read(frame.format(word)))
        assert not sees(read(frame.format("painted")))


@pytest.mark.parametrize(("seen", "frame", "word"), CASES)
def test_what_the_checker_misses_no_cut_drops(seen: str, frame: str, word: str) -> None:
    if seen in ANYWHERE:
        assert not droppable(frame.format(word))
        assert not droppable(frame.format(word.capitalize()))
        assert droppable(frame.format("painted"))
    elif seen in AT_THE_END:
        assert not droppable(frame.format(word))


def test_what_is_guarded_is_told_with_its_number_of_marks() -> None:
    assert guarded("“He did not say 14 or more than 3.5,” it said.") == (
        ("14", "3.5", "more than", "not", "said", "say"),
        2,
    )


def test_a_bound_or_plan_goes_with_what_it_bears_on() -> None:
    assert droppable(", which plans to paint the bridge.")
    assert droppable(" over the bridge")
