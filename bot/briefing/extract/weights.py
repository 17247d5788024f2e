"""The weights that scripts of `bench/` learned from labels; shipped, and read once."""

import json
from functools import cache
from pathlib import Path
from typing import Any

CLARITY = Path(__file__).parent / "clarity_weights.json"
CLARITY_ELSEWHERE = Path(__file__).parent / "clarity_elsewhere_weights.json"
GENRES = Path(__file__).parents[1] / "genres" / "genre_weights.json"
MAIN_NEWS = Path(__file__).parent / "main_news_weights.json"
TAGGER = Path(__file__).parent / "tagger_weights.json"


@cache
def clarity() -> dict[str, float]:
    """The weight of each feature of what is clear by itself, in English."""
    return _read(CLARITY)


@cache
def clarity_elsewhere() -> dict[str, float]:
    """The weight of each feature of what is clear by itself, in other languages than English."""
    return _read(CLARITY_ELSEWHERE)


@cache
def genres() -> dict[str, dict[str, float]]:
    """By the genre of an article, the weight of each feature."""
    return _read(GENRES)


@cache
def main_news() -> dict[str, float]:
    """The weight of each feature of the main news."""
    return _read(MAIN_NEWS)


@cache
def tagger() -> dict[str, list[float]]:
    """For each feature of a sentence a weight for each tag."""
    return _read(TAGGER)


def _read(file: Path) -> dict[str, Any]:
    learned: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["weights"]
    return learned
