"""Pure. Where a text's quotations open and close.

Straight quotation marks and apostrophes look alike, and a scrape loses marks: what cannot be told
is read so that words of a quotation are rather marked as such than taken for the outlet's own.
"""

import re
from typing import NamedTuple

_UNCUT = 200  # a quotation of up to so many characters is never split
_REACH = 1000  # a quotation never closed is believed for so many characters
_MOST = 2_000  # marks in a paragraph; one that has more is no text

_MARKS = re.compile("[\"“”„«»「」『』‘’']")
# What a bad decoding leaves of a closing mark, where a straight one has lost its partner.
_LOST_MARK = r"\?(?<=[\w%]\?)(?=[.,;]| [a-z–—-])"
LOST_PARTNER = re.compile(rf"\"[^\"?]{{1,120}}{_LOST_MARK}")
_MARKS_OR_LOST = re.compile(f"{_MARKS.pattern}|{_LOST_MARK}")
_CLOSED_BY = {
    '"': '"?',
    "“": "”",
    "”": "”",  # Finnish, Swedish
    "„": '“”"',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "‘": "’'",
    "'": "'",
}
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"), ("「", "」"))
_INCHES = re.compile(r"(?<=\d)\"(?![\w.,;:]*\")(?=[\s,;)-])")
_ALONE = re.compile(
    r"(?<=[\w\])]\s)[\"“„](?=[^\W\d_A-ZÀ-Þ])|(?<=[^\W\d_])[\"”](?= [^\W\d_A-ZÀ-Þ])"
    r"|(?<=\s)[\"“”](?=\s)"
)
_ALWAYS_OPEN = frozenset("“„«「『")


class Quotation(NamedTuple):
    """The positions of the opening mark and of the closing one, or of where an unclosed one ends.

    `whole`: it is short, or its attribution follows it, so no sentence ends inside it.
    """

    start: int
    end: int
    whole: bool


def find_quotations(body: str, start: int, end: int) -> list[Quotation]:
    """The outermost quotations of the paragraph body[start:end], in order."""
    found: list[Quotation] = []
    opened: int | None = None
    marks = _MARKS_OR_LOST if LOST_PARTNER.search(body, start, end) else _MARKS
    for number, match in enumerate(marks.finditer(body, start, end)):
        if number == _MOST:
            return [Quotation(start, end, whole=False)]
        mark, at = match.group(), match.start()
        before, after = body[max(start, at - 1) : at], body[at + 1 : min(end, at + 4)]
        if (
            opened is not None
            and at - opened > _UNCUT
            and _opens_a_few_words(body, opened)
            and not _closes_a_long_one(mark, body[opened], before, after)
        ):
            opened = None
        if opened is None:
            if _opens(mark, before, after):
                opened = at
        elif mark in _CLOSED_BY[body[opened]] and _closes(mark, before, after):
            found.append(Quotation(opened, at, whole=_stays_whole(body, opened, at, end)))
            opened = None
        elif mark == body[opened] and _opens(mark, before, after):
            found += _unclosed(body, opened, at - 1)
            opened = at
    return found if opened is None else found + _unclosed(body, opened, end)


def _unclosed(body: str, opened: int, limit: int) -> list[Quotation]:
    """A quotation whose closing mark is missing; none, if the opening mark itself is in doubt."""
    if _opens_a_few_words(body, opened):
        return []
    return [Quotation(opened, min(limit, opened + _REACH), whole=False)]


def _opens_a_few_words(body: str, opened: int) -> bool:
    """A mark before a lower-case letter: closed soon, or its partner was lost."""
    return body[opened] in '"“„' and body[opened + 1 : opened + 2].islower()


def _closes_a_long_one(mark: str, opening: str, before: str, after: str) -> bool:
    """Whether a mark stands where only one that closes does: behind a word, before a blank."""
    return mark in _CLOSED_BY[opening] and not before.isspace() and not after[:1].isalnum()


def _opens(mark: str, before: str, after: str) -> bool:
    if mark == '"' and before.isspace() and after[:1].isspace():
        return False
    if mark in _ALWAYS_OPEN or mark == '"':
        return mark != '"' or not before.isalnum()  # also after a full stop: it closes nothing
    if before and not before.isspace() and before not in "([—–-:,":
        return False
    if mark in "'‘":
        return after[:1].isupper()
    return mark in "”»" and after[:1].isalnum()


def _closes(mark: str, before: str, after: str) -> bool:
    if mark in "'’":
        apostrophe = after[:1].isascii() and after[:1].isalnum()  # it's
        plural = before == "s" and after[:1].isspace() and after[1:2].islower()  # workers' union
        return not apostrophe and not plural
    return not (mark == '"' and before.isspace() and after[:1].isalnum())


def _stays_whole(body: str, opened: int, closed: int, end: int) -> bool:
    """A short quotation, or one that its attribution follows, is not split."""
    after = body[closed + 1 : min(end, closed + 12)]
    return (
        closed - opened <= _UNCUT
        or body[closed - 1] in ",，"
        or after[:1] in (",", "，")
        or after.lstrip(" \u00a0—–-")[:1].islower()
        or (after[:1].isalpha() and not after[:1].isascii())  # Chinese sets no blank before 他说
    )


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket of `text` has its other half."""
    paired = all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)
    straight = text.count('"') % 2 == 0 or len(LOST_PARTNER.findall(text)) % 2 == 1
    has_inches = len(_INCHES.findall(text)) % 2 == 1  # the odd mark is an inch's
    return paired and (straight or has_inches) and _curly_balanced(text)


def has_stray_mark(text: str) -> bool:
    """Whether a sentence's only quotation mark is no half of a quotation, as its partner was lost.

    Such a mark opens or closes words in the midst of the sentence. Half a quotation has its other
    half in another sentence, so it begins with a capital, or ends with the sentence.
    """
    return sum(map(text.count, '"“”„')) == 1 and _ALONE.search(text) is not None


def _curly_balanced(text: str) -> bool:
    low, left, right = (text.count(mark) for mark in "„“”")
    if low:
        return low == left + right  # German, Ukrainian, Polish: „…“ or „…”
    return left == right or (not left and right % 2 == 0)  # Finnish, Swedish: ”…”
