"""The weights of the learned judges, as a script of `bench/` wrote them; shipped, and read once."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Looks:
    """Of a judge that looks twice: the weight of each feature, in the features' order."""

    first: tuple[float, ...]
    second: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class KindLooks:
    """Of a judge that weighs by a page's kind: the weights for news and for all else, and those
    that tell the kind."""

    kind: tuple[float, ...]
    news: Looks
    other: Looks

    def between(self, news: float) -> Looks:
        """The weights for a page that is news with this chance."""
        return Looks(
            _between(self.news.first, self.other.first, news),
            _between(self.news.second, self.other.second, news),
        )


def _between(one: tuple[float, ...], other: tuple[float, ...], share: float) -> tuple[float, ...]:
    return tuple([b + share * (a - b) for a, b in zip(one, other, strict=True)])


LINES = Path(__file__).parent / "lines" / "line_weights.json"
BLOCKS = Path(__file__).parent / "body" / "block_weights.json"


def load(file: Path) -> Looks:
    """The weights in a file."""
    looks = json.loads(file.read_text(encoding="utf-8"))
    return Looks(tuple(looks["first look"].values()), tuple(looks["second look"].values()))


def load_kinds(file: Path) -> KindLooks:
    """The weights in a file, by kind."""
    named = json.loads(file.read_text(encoding="utf-8"))
    news, other = (
        Looks(tuple(looks["first look"].values()), tuple(looks["second look"].values()))
        for looks in (named["news"], named["other"])
    )
    return KindLooks(tuple(named["kind"].values()), news, other)
