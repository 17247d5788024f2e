"""Invented lines in many languages are read as what they are."""

import tomllib
from pathlib import Path

import pytest

from bot.reading.lines.captions import is_caption
from bot.reading.lines.furniture import is_furniture, is_related_heading
from bot.reading.lines.picture_credits import is_credit

JUDGES = {
    judge.__name__: judge for judge in (is_caption, is_credit, is_furniture, is_related_heading)
}
EXAMPLES = tomllib.loads(
    (Path(__file__).parent / "examples" / "lines.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("judgment", "line"),
    [(name, line) for name, lines in EXAMPLES.items() for line in lines.strip().splitlines()],
)
def test_a_line_is_read_as_what_it_is(judgment: str, line: str) -> None:
    assert JUDGES[judgment](line)
