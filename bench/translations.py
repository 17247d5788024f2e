"""Translated sentences: is a true one let through, and one with another number, day or name found?

Half of the originals, by their hash, were looked at while the rules were made.
"""

import hashlib
import json
from pathlib import Path

from rich.table import Table

from bot.briefing.check.translations import faults
from bot.stories.crosslingual.hearing import heard

LABELS = Path(__file__).parent / "labels" / "translations.jsonl"


def table() -> Table:
    """What is let through and what is found, in either half."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    found = Table("originals", "true and let through", "false and found", title="Translations")
    for half, name in enumerate(("looked at", "others")):
        mine = [one for one in rows if _half(one["original"]) == half]
        right = {kind: [_holds(one) == kind for one in mine if one["is_true"] == kind]
                 for kind in (True, False)}  # fmt: skip
        shares = (f"{sum(right[kind])} of {len(right[kind])}" for kind in (True, False))
        found.add_row(name, *shares)
    return found


def _holds(one: dict[str, str]) -> bool:
    original = one["original"]
    return not faults(
        one["translation"], original, to=one["to"], of=one["of"], article=original, hear=heard
    )


def _half(original: str) -> int:
    return hashlib.sha256(original.encode()).digest()[-1] % 2
