"""Invented sentences: does each announce something for one day, and for which?

Of each pair in tests/data/announced.txt the first was looked at while the rules were made.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.table import Table

from bot.briefing.dates_to_watch import announcements
from bot.models import Article

LABELS = Path(__file__).parent.parent / "tests" / "data" / "announced.txt"
PUBLISHED = datetime(2026, 11, 23, 12, tzinfo=UTC)
_BEFORE = "Officials in Varnia gave details of what they had decided after weeks of talks."
_AFTER = "The region has 400,000 inhabitants and lies between two rivers."

Labelled = tuple[str, date | None]


def labelled() -> tuple[list[Labelled], list[Labelled]]:
    """The sentences that were looked at with their days, and those that only are measured."""
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ", 1) for line in lines if not line.startswith("#")]
    found = [(text, None if day == "-" else date.fromisoformat(day)) for day, text in rows]
    return found[::2], found[1::2]


def announced_in(sentence: str) -> set[date]:
    """The days for which an article with that sentence announces something."""
    article = Article(
        id="1",
        headline="Varnia after the talks",
        body=f"{_BEFORE}\n\n{sentence}\n\n{_AFTER}",
        outlet="Sample Wire",
        published=PUBLISHED,
        published_offset=timedelta(0),
        lang="en",
    )
    return {one.day for one in announcements(article)}


def table() -> Table:
    """How many of the days are found, and how many of those found are right."""
    shown = Table("sentences", "with a day", "found", "found wrongly", title="Dates announced")
    for name, some in zip(("looked at", "unseen"), labelled(), strict=True):
        right, wrong = _counted(some)
        days = sum(day is not None for _, day in some)
        shown.add_row(f"{len(some)} {name}", str(days), str(right), str(wrong))
    return shown


def _counted(some: Sequence[Labelled]) -> tuple[int, int]:
    found = [(announced_in(text), day) for text, day in some]
    return sum(day in days for days, day in found), sum(len(days - {day}) for days, day in found)
