"""Invented sentences in seven languages: does a day get its bracket, and the right one?

Half of them, by their hash, were looked at while the rules were made.
"""

import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

from rich.table import Table

from bot.briefing.edits import apply
from bot.models import Span
from bot.text.dates import date_insertions

LABELS = Path(__file__).parent.parent / "tests" / "data" / "dated.txt"
PUBLISHED = date(2026, 11, 25)
_DAY = re.compile(r"\[(?:(\d{4}-\d\d-\d\d)|([A-Z][a-z]+)\.? (\d+), (\d{4}))\]")
_MONTHS = {"Nov": 11, "Dec": 12}


def labelled() -> list[tuple[str, str, str]]:
    """Each sentence with its language and its day, "-" for none."""
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ", 2) for line in lines if not line.startswith("#")]
    return [(lang, day, text) for lang, day, text in rows]


def dated(text: str, lang: str) -> str:
    """The day that a sentence is given, "-" for none."""
    edits = date_insertions(text, 0, len(text), (PUBLISHED,), lang)
    found = _DAY.search(apply(text, Span("1", 0, len(text)), edits))
    if found is None:
        return "-"
    return found[1] or date(int(found[4]), _MONTHS[found[2]], int(found[3])).isoformat()


def was_looked_at(text: str) -> bool:
    """Whether a sentence is of the half by which the rules were made."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


def table() -> Table:
    """Of each language: the days found and those that are wrong, in either half."""
    rows = Table("language", "looked at", "wrong", "others", "wrong", title="Days in brackets")
    counts: dict[str, Counter[tuple[bool, str]]] = {}
    for lang, day, text in labelled():
        found, half = dated(text, lang), was_looked_at(text)
        counted = counts.setdefault(lang, Counter())
        counted[half, "days"] += day != "-"
        counted[half, "right"] += day == found != "-"
        counted[half, "wrong"] += found not in {day, "-"}
    for lang, one in counts.items():
        told = [
            cell
            for half in (True, False)
            for cell in (f"{one[half, 'right']} of {one[half, 'days']}", str(one[half, "wrong"]))
        ]
        rows.add_row(lang, *told)
    return rows
