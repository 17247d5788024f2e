"""The learned weights are those of the features that the judges look at, in their order."""

import json
from pathlib import Path

import pytest

from bot.reading.lines import scores
from bot.reading.pages import block_scores
from bot.reading.weights import BLOCKS, LINES, load


@pytest.mark.parametrize(
    ("file", "first", "second"),
    [
        (LINES, scores.FIRST_FEATURES, scores.SECOND_FEATURES),
        (BLOCKS, block_scores.FIRST_FEATURES, block_scores.SECOND_FEATURES),
    ],
)
def test_each_feature_has_its_weight(
    file: Path, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    looks = json.loads(file.read_text(encoding="utf-8"))
    assert tuple(looks["first look"]) == first
    assert tuple(looks["second look"]) == second
    assert load(file).first[0] == looks["first look"][first[0]]
    assert load(file).second[-1] == looks["second look"][second[-1]]
