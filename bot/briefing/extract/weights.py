"""The weights that scripts of `bench/` learned from labels; shipped, and read once."""

import json
from functools import cache
from pathlib import Path

CLARITY = Path(__file__).parent / "clarity_weights.json"
CLARITY_ELSEWHERE = Path(__file__).parent / "clarity_elsewhere_weights.json"
MAIN_NEWS = Path(__file__).parent / "main_news_weights.json"
TAGGER = Path(__file__).parent / "tagger_weights.json"


@cache
def clarity() -> dict[str, float]:
    """The weight of each feature of what is clear by itself, in English."""
    learned: dict[str, float] = json.loads(CLARITY.read_text(encoding="utf-8"))["weights"]
    return learned


@cache
def clarity_elsewhere() -> dict[str, float]:
    """The weight of each feature of what is clear by itself, in other languages than English."""
    text = CLARITY_ELSEWHERE.read_text(encoding="utf-8")
    learned: dict[str, float] = json.loads(text)["weights"]
    return learned


@cache
def main_news() -> dict[str, float]:
    """The weight of each feature of the main news."""
    learned: dict[str, float] = json.loads(MAIN_NEWS.read_text(encoding="utf-8"))["weights"]
    return learned


@cache
def tagger() -> dict[str, list[float]]:
    """For each feature of a sentence a weight for each tag."""
    learned: dict[str, list[float]] = json.loads(TAGGER.read_text(encoding="utf-8"))["weights"]
    return learned
