"""How sure it is that an article tells a story: a small learned net over `profiles.Evidence`.

The weights in `join_weights.json` are written by `bench/train_stories.py`, with the figures of
unseen folds beside them: one set for languages whose stems are counted, one for the others.
"""

import json
from dataclasses import dataclass
from functools import cache
from math import tanh
from operator import mul
from pathlib import Path

WEIGHTS = Path(__file__).parent / "join_weights.json"


@dataclass(frozen=True, slots=True)
class Judge:
    """A net with one hidden layer. Log odds from `sure` up are the same story for sure, from
    `related` up probably; two stories are one from `merged` up, two articles from `merged_single`.
    """

    hidden: tuple[tuple[tuple[float, ...], float], ...]  # weights and bias of each unit
    out: tuple[float, ...]
    bias: float
    sure: float
    related: float
    merged: float
    merged_single: float

    def log_odds(self, evidence: list[float]) -> float:
        """Of the article telling the story."""
        units = [tanh(sum(map(mul, row, evidence)) + bias) for row, bias in self.hidden]
        return float(sum(map(mul, self.out, units))) + self.bias


@cache
def of_language(lang: str) -> Judge:
    """The judge for a language of `background`; "" is any without a table."""
    return read(json.loads(WEIGHTS.read_text(encoding="utf-8"))["counted" if lang else "uncounted"])


def read(told: dict[str, list[list[float]]]) -> Judge:
    """A judge as the script wrote it: a row for each unit, its bias last; then the last layer's."""
    *out, bias = told["out"][0]
    hidden = tuple((tuple(row[:-1]), row[-1]) for row in told["hidden"])
    return Judge(hidden, tuple(out), bias, *told["thresholds"][0])
