"""Invented lines in many languages are read as what they are."""

import tomllib
from pathlib import Path

import pytest

from bot.reading.lines import parts

EXAMPLES = tomllib.loads(
    (Path(__file__).parent / "examples" / "lines.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("judgment", "line"),
    [(name, line) for name, lines in EXAMPLES.items() for line in lines.strip().splitlines()],
)
def test_a_line_is_read_as_what_it_is(judgment: str, line: str) -> None:
    assert getattr(parts, judgment)(line)
