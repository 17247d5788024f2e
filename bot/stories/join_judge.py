"""How sure it is that an article tells a story: a small learned net over `profiles.evidence`.

The weights in `join_weights.json` are written by `bench/train_stories.py`, with the figures of
unseen folds beside them: one set for languages whose stems are counted, one for the others, which
weighs less of the evidence.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import tanh
from operator import itemgetter, mul
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).parent / "join_weights.json"


@dataclass(frozen=True, slots=True)
class Judge:
    """A net with one hidden layer, over the evidence that `features` name. Log odds from `sure` up
    are the same story for sure, from `related` up probably; two stories are one from `merged` up,
    two articles from `merged_single`.
    """

    features: tuple[str, ...]
    hidden: tuple[tuple[tuple[float, ...], float], ...]  # weights and bias of each unit
    out: tuple[float, ...]
    bias: float
    sure: float
    related: float
    merged: float
    merged_single: float

    def log_odds(self, evidence: Mapping[str, float]) -> float:
        """Of the article telling the story; KeyError where the evidence lacks what is weighed."""
        told = itemgetter(*self.features)(evidence)
        units = [tanh(sum(map(mul, row, told)) + bias) for row, bias in self.hidden]
        return float(sum(map(mul, self.out, units))) + self.bias


@cache
def of_language(lang: str) -> Judge:
    """The judge for a language of `background`; "" is any without a table."""
    return read(json.loads(WEIGHTS.read_text(encoding="utf-8"))["counted" if lang else "uncounted"])


def read(told: Mapping[str, Any]) -> Judge:
    """A judge as the script wrote it: what it weighs; a row for each unit, its bias last; then the
    last layer's. ValueError where a row doesn't have a weight for each of what it weighs."""
    features = tuple(told["features"].split())
    *out, bias = told["out"][0]
    hidden = tuple((tuple(row[:-1]), row[-1]) for row in told["hidden"])
    if {len(row) for row, _ in hidden} != {len(features)} or len(out) != len(hidden):
        raise ValueError(f"{WEIGHTS.name}: its weights don't fit the {len(features)} features")
    return Judge(features, hidden, tuple(out), bias, *told["thresholds"][0])
