"""The weights of the learned judges, as a script of `bench/` wrote them; shipped, and read once."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Looks:
    """Of a judge that looks twice: the weight of each feature, in the features' order."""

    first: tuple[float, ...]
    second: tuple[float, ...]


LINES = Path(__file__).parent / "lines" / "line_weights.json"
BLOCKS = Path(__file__).parent / "pages" / "block_weights.json"


def load(file: Path) -> Looks:
    """The weights in a file."""
    looks = json.loads(file.read_text(encoding="utf-8"))
    return Looks(tuple(looks["first look"].values()), tuple(looks["second look"].values()))
