"""How common a stem is in the news of a language, and how often it is a name there.

The tables beside this file (`background_en.tsv`) were counted by `bench/train_stories.py`: a line
is a stem, the documents that have it, and in tenths the share of its uses inside a sentence that
begin with a capital. Each story was counted once. A language without a table has an empty one:
there only the stories of the day tell what is common.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

NOTHING_COUNTED = 10_000  # documents that an empty table stands for, so that a name is rare at once

TENTHS = 11  # of a share, 0 to 10
NAMED = tuple(tenths / (TENTHS - 1) for tenths in range(TENTHS))


@dataclass(frozen=True, slots=True)
class Background:
    """Counts of one language; `kept` packs a stem's count and share into one number."""

    documents: int
    kept: Mapping[str, int] = field(repr=False)

    def count(self, stem: str) -> int:
        """In how many documents the stem is."""
        return self.kept.get(stem, 0) // TENTHS

    def named(self, stem: str) -> float | None:
        """How much of a name it is, from 0 to 1; None for a stem that isn't in the table."""
        found = self.kept.get(stem)
        return None if found is None else NAMED[found % TENTHS]


NONE = Background(NOTHING_COUNTED, {})


@cache
def of_language(lang: str) -> Background:
    """The table of a language, an empty one where there is none."""
    file = Path(__file__).parent / f"background_{lang}.tsv"
    if not (lang.isalpha() and file.exists()):
        return NONE
    return read(file.read_text(encoding="utf-8").splitlines())


def read(lines: Iterable[str]) -> Background:
    """A table from its lines, the first of which has the number of documents."""
    rows = iter(lines)
    documents = int(next(rows))
    split = (row.split("\t") for row in rows)
    return Background(
        documents, {stem: int(count) * TENTHS + int(tenths) for stem, count, tenths in split}
    )
