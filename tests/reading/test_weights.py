"""The learned weights are those of the features that the judges look at, in their order."""

import json
from pathlib import Path
from typing import Any

from bot.reading.body import kinds
from bot.reading.body import scores as blocks
from bot.reading.lines import scores
from bot.reading.weights import BLOCKS, LINES, load, load_kinds


def read(file: Path) -> dict[str, Any]:
    looks: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return looks


def test_each_feature_of_a_line_has_its_weight() -> None:
    looks = read(LINES)
    assert tuple(looks["first look"]) == scores.FIRST_FEATURES
    assert tuple(looks["second look"]) == scores.SECOND_FEATURES
    assert load(LINES).first[0] == looks["first look"][scores.FIRST_FEATURES[0]]
    assert load(LINES).second[-1] == looks["second look"][scores.SECOND_FEATURES[-1]]


def test_each_feature_of_a_block_has_its_weight_for_news_and_for_all_else() -> None:
    judge = read(BLOCKS)
    assert tuple(judge["kind"]) == kinds.FEATURES
    for kind, share in (("news", 1.0), ("other", 0.0)):
        assert tuple(judge[kind]["first look"]) == blocks.FIRST_FEATURES
        assert tuple(judge[kind]["second look"]) == blocks.SECOND_FEATURES
        looks = load_kinds(BLOCKS).between(share)
        assert looks.first[0] == judge[kind]["first look"][blocks.FIRST_FEATURES[0]]
        assert looks.second[-1] == judge[kind]["second look"][blocks.SECOND_FEATURES[-1]]


def test_a_page_between_the_kinds_has_weights_between_theirs() -> None:
    judge = load_kinds(BLOCKS)
    half = judge.between(0.5)
    for one, news, other in zip(half.first, judge.news.first, judge.other.first, strict=True):
        assert abs(one - (news + other) / 2) < 1e-9
