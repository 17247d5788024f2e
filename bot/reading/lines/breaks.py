"""Pure. Flat text -> its lines, one block of the page each.

A line is what stood between two line breaks of the page, white space collapsed. Text that was cut
at a column (mail, old archives) is put together again; marks of Markdown before a line go.
"""

import re
from itertools import groupby, pairwise

# A text is cut at a column if its longest line is in this range (letters) and nearly every line
# that another follows had no room for that one's first word.
_COLUMN = range(40, 101)
_FULL_SHARE = 0.6
_LEAST_FULL = 3
_SLACK = 3

_MARK = re.compile(r"^(?:#{1,6}|>+|[*+•‣▪])\s+")  # headings, quotations, list items


def split_blocks(text: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a text in order, those between two blank lines together; none is empty.

    Each line is a piece of the text, but for its white space.
    """
    rows = [" ".join(row.split()) for row in text.splitlines()]
    lines = [_MARK.sub("", row, count=1).strip() for row in _unwrap(rows)]
    return tuple(tuple(block) for full, block in groupby(lines, key=bool) if full)


def _unwrap(rows: list[str]) -> list[str]:
    """Join the rows that were one line before a column cut them; blank rows stay."""
    column = max(map(len, rows), default=0)
    full = [_is_full(row, following, column) for row, following in pairwise(rows)]
    joints = sum(1 for row, following in pairwise(rows) if row and following)
    if column not in _COLUMN or sum(full) < max(_LEAST_FULL, _FULL_SHARE * joints):
        return rows
    joined = rows[:1]
    for row, continues in zip(rows[1:], full, strict=True):
        if continues:
            joined[-1] += f" {row}"
        else:
            joined.append(row)
    return joined


def _is_full(row: str, following: str, column: int) -> bool:
    """Whether the first word of the following row did not fit into the row."""
    word = following.partition(" ")[0]
    return bool(row and word) and len(row) + 1 + len(word) > column - _SLACK
