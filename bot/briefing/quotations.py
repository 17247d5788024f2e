"""Pure. Where a text's quotations open and close.

Straight quotation marks and apostrophes look alike, and a scrape loses marks: what cannot be told
is read so that words of a quotation are rather marked as such than taken for the outlet's own.
"""

import re
from dataclasses import dataclass

_UNCUT = 200  # a quotation of up to so many characters is never split
_REACH = 1000  # a quotation never closed is believed for so many characters

_QUOTES = re.compile("[\"“”„«»「」『』‘’']")
_CLOSED_BY = {
    '"': '"',
    "“": "”",
    "„": '“”"',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "‘": "’'",
    "'": "'",
}
_ALWAYS_OPEN = frozenset("“„«「『")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The positions of the opening and the closing mark; `end` of an unclosed one lies past it.

    `whole`: it is short, or its attribution follows it, so no sentence ends inside it.
    """

    start: int
    end: int
    whole: bool


def find_quotations(body: str, start: int, end: int) -> list[Quotation]:
    """The outermost quotations of the paragraph body[start:end], in order."""
    found: list[Quotation] = []
    opened = -1
    for mark in _QUOTES.finditer(body, start, end):
        at = mark.start()
        before, after = body[max(start, at - 1) : at], body[at + 1 : min(end, at + 4)]
        if opened < 0:
            if _opens(mark.group(), before, after):
                opened = at
        elif mark.group() in _CLOSED_BY[body[opened]] and _closes(mark.group(), before, after):
            found.append(Quotation(opened, at, whole=_stays_whole(body, opened, at, end)))
            opened = -1
        elif mark.group() == body[opened] and _opens(mark.group(), before, after):
            found.append(Quotation(opened, min(at - 1, opened + _REACH), whole=False))
            opened = at
    if opened >= 0:
        found.append(Quotation(opened, min(end, opened + _REACH), whole=False))
    return found


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in _ALWAYS_OPEN:
        return True
    if before and not before.isspace() and before not in "([—–-:,":
        return False
    if mark in "'‘":
        return after[:1].isupper()
    return mark == '"' or (mark == "»" and after[:1].isalnum())


def _closes(mark: str, before: str, after: str) -> bool:
    if after[:1].isalnum() and mark in "'’\"":
        return not after[:1].isascii()
    if mark in "'’":
        return not (before == "s" and after[:1].isspace() and after[1:2].islower())
    return True


def _stays_whole(body: str, opened: int, closed: int, end: int) -> bool:
    """A short quotation, or one that its attribution follows, is not split."""
    if closed - opened <= _UNCUT:
        return True
    after = body[closed + 1 : min(end, closed + 12)]
    bare = after.lstrip(" \u00a0,，—–-")
    return (
        body[closed - 1] in ",，"
        or after[:1] in (",", "，")
        or bare[:1].islower()
        or (after[:1].isalpha() and not after[:1].isascii())  # Chinese sets no blank before 他说
    )
