"""Pure. Who made or owns a picture: whether a line says so, and credits at the end of captions.

Each judgment looks at one line alone and answers True only when the wording itself is telling; what
only the surroundings tell (a bare name under a caption is its credit) is for the caller.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.reading.lines.forms import CAPITALIZED, DASHES, NAME, QUOTES, has_inner_end, is_name
from bot.text.lexicon import every_language
from bot.text.lexicon.notation import any_of, is_any_of

# Longest plausible length, in characters: the longest on the shared pages has 90, the longest true
# one 75.
_LENGTH = 160
_WORDS = 16
_OUTLET_WORDS = 4
_REMEMBERED = 2048  # lines: each is asked about several times while its page is read

_PAGE = every_language().page


def _as_written(entries: Iterable[str]) -> str:
    """Any of the entries; case matters only for those that have a capital."""
    small = [entry for entry in entries if entry == entry.lower()]
    capital = [entry for entry in entries if entry != entry.lower()]
    return f"(?:{any_of(capital)}|(?i:{any_of(small)}))"


_LABELS = f"(?:{any_of(_PAGE.credit_labels)})"
_AGENCIES = _as_written(_PAGE.agencies)
_BY = f"(?:{any_of(_PAGE.made_by)})"
_COLON = ":\N{FULLWIDTH COLON}"

_LABEL = re.compile(
    rf"{_LABELS}\s*(?:[{_COLON}|/©{DASHES}]"
    rf"|\b(?:{any_of((*_PAGE.made_by, *_PAGE.perhaps_made_by))})\b)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    rf"©|\(c\)\s|(?P<word>(?:{any_of(_PAGE.copyrights)})\b[:\s]*)", re.IGNORECASE
)
_AGENCY = re.compile(_AGENCIES)
_AGENCY_NOUNS = frozenset(_PAGE.agency_nouns)
_is_label = is_any_of(_PAGE.credit_labels)
_is_role = is_any_of(_PAGE.credit_roles)
_JOINTS = (
    r"[/|;,()\[\]©\N{EN DASH}\N{EM DASH}]"
    rf"|\b(?:{any_of(_PAGE.credit_joints)})\b"
)
_JOINT = re.compile(rf"(?:(?<!\s)\s++(?:{_JOINTS}|-(?=\s))|{_JOINTS})\s*")
_PROSE = re.compile(r"[.!?]\s+\w[^.]{30}|(?:\b[a-z]{2,}\s+){7}")

# "(foto Ana Ruiz)": within brackets a label needs no colon.
_LABELLED = re.compile(rf"(?i:{_LABELS})\s+{NAME.pattern}")
_TRAILING_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]]\s*\.?$")
_TRAILING_CREDIT = re.compile(
    rf"(?:(?<=[.!?])|[\s([|{DASHES}])(?P<credit>(?-i:(?=[^\Wa-zß-ÿа-яіїєґ]|©|\())"
    rf"(?:{_LABELS}\s*(?:[{_COLON}©/]|{_BY}\b)|©|\(c\)|{_AGENCIES}\b))",
    re.IGNORECASE,
)
_TRAILING_NAMES = re.compile(
    rf"(?<=[\w.!?”\"])(?:\s+|(?<=[.!?]))"
    rf"(?P<credit>(?:{CAPITALIZED}(?<!\w{{3}}\.)\s+){{0,4}}{CAPITALIZED}\s?/.{{2,80}})$"
)
# "Ana Ruiz for Bay News" behind a sentence.
_TRAILING_JOINED = re.compile(
    rf"(?<=[.!?])\s+(?P<credit>{CAPITALIZED}(?:\s+{CAPITALIZED}){{1,3}}"
    rf"\s+(?:{any_of(_PAGE.credit_joints)})\s+{CAPITALIZED}(?:\s+{CAPITALIZED}){{0,3}})$"
)
_LABELLED_TAIL = re.compile(
    rf"(?P<credit>(?:{any_of(_PAGE.sure_labels)})\s*(?::|(?i:{_BY})\b)\s*{CAPITALIZED}.{{0,80}})$"
)
_MARKS = (
    *_COLON, "/", "©", ")", "]",
    *(f" {form} " for by in _PAGE.made_by for form in (by, by.capitalize())),
    *(f" {joint} " for joint in _PAGE.credit_joints),
)  # fmt: skip
_SIGNED = re.compile(
    rf"\A(?P<caption>.*[.!?][{QUOTES}]*+)\s*+"
    rf"\((?P<name>{CAPITALIZED}(?:[ /]+{CAPITALIZED}){{0,4}})\)"
)


@lru_cache(maxsize=_REMEMBERED)
def is_credit(line: str) -> bool:
    """Whether a line says who made or owns a picture: an agency, "Photo: …", "© …"."""
    line = line.strip()
    if (
        line.startswith("(")
        and line.endswith(")")
        and (is_name(line[1:-1]) or _LABELLED.fullmatch(line[1:-1]))
    ):
        return True
    line = line.strip(f" \t()[]*_.,•{DASHES}")
    if not line or len(line) > _LENGTH or len(line.split()) > _WORDS:
        return False
    if _LABEL.match(line) or _COPYRIGHT.match(line):
        return not _PROSE.search(line)
    return _made_of_names(line)


def is_label(line: str) -> bool:
    """Whether a line is what stands before a name in a credit, and no name."""
    return _is_label(line.lower()) or bool(_COPYRIGHT.fullmatch(line))


def is_agency(line: str) -> bool:
    """Whether a line is an agency's name alone, which credits a picture or signs an article."""
    return bool(_AGENCY.fullmatch(line.strip(" ().")))


def is_signed(line: str) -> bool:
    """Whether an agency in brackets ends a line: a caption's credit, or an article's last word."""
    bracket = _TRAILING_BRACKET.search(line) if line.endswith((")", "]")) else None
    return bracket is not None and is_agency(bracket[1])


def is_copyright(line: str) -> bool:
    """Whether a line claims a copyright, as a credit may and a page's foot does."""
    return bool(_COPYRIGHT.match(line.strip()))


def is_imprint(line: str) -> bool:
    """Whether a line claims a copyright for a year, as a page's foot does."""
    return is_copyright(line) and re.search(r"\b(?:19|20)\d\d\b", line) is not None


def strip_credit(line: str) -> str:
    """A credit without its label and brackets: "(Photo: Ana Ruiz)" gives "Ana Ruiz"."""
    line = line.strip().removeprefix("(").removesuffix(")").strip()
    if "(" not in line:  # then a bracket that closes closes what opened before
        line = line.partition(")")[0].strip()
    if label := _LABEL.match(line):
        return line[label.end() :].strip() or line
    claim = _COPYRIGHT.match(line)
    return (line[claim.end("word") :].strip() if claim and claim["word"] else line) or line


def _made_of_names(line: str) -> bool:
    """Whether there is an agency with nothing but names around it, or names joined by a slash."""
    pieces = [piece for piece in _JOINT.split(line) if piece]
    agency = any(_AGENCY.fullmatch(piece) for piece in pieces)
    if not agency and not ("/" in line and len(pieces) > 1):
        return False
    outlet, _, name = line.partition("/")
    if line[:1].isupper() and len(outlet.split()) <= _OUTLET_WORDS and is_name(name):
        return True  # an outlet may write its name in lower case after the first word
    return all(
        _AGENCY.fullmatch(piece) or _is_role(piece.lower()) or NAME.fullmatch(piece)
        for piece in pieces
    )


def split_credit(caption: str) -> tuple[str, str | None]:
    """Take a credit off the end of a caption: (caption, credit), or (caption, None).

    "A barge at dusk. (AP Photo/Ana Ruiz)" gives ("A barge at dusk.", "AP Photo/Ana Ruiz"), and so
    do "… dusk. Photo: Ana Ruiz" and "… dusk. © Ana Ruiz / AFP".
    """
    caption = caption.strip()
    start = max(0, len(caption) - _LENGTH)
    if not _hints_at_credit(caption[start:]):
        return caption, None
    bracket = _TRAILING_BRACKET.search(caption, start)
    if bracket and _credits(bracket[1]):
        return caption[: bracket.start()].rstrip(), bracket[1].strip()
    for pattern in (_LABELLED_TAIL, _TRAILING_CREDIT, _TRAILING_NAMES, _TRAILING_JOINED):
        for found in pattern.finditer(caption, start):
            head = caption[: found.start("credit")].rstrip(f" ,([|{DASHES}\t")
            tail = caption[found.start("credit") :].strip(" )]\t")
            ended = head.endswith((".", "!", "?", "…", ")", *QUOTES))
            sure = pattern is _LABELLED_TAIL or _is_sure(tail)
            joined = pattern is _TRAILING_JOINED
            if head and (ended or sure) and (joined or is_credit(tail)):
                return head, tail
    return caption, None


def _credits(words: str) -> bool:
    """Whether words in brackets say who made a picture."""
    return is_credit(words) or bool(_LABELLED.fullmatch(words))


def _is_sure(tail: str) -> bool:
    """Whether a tail is a credit though no sentence ends before it: "© Ana Ruiz", or an agency
    beside a slash."""
    claim = _COPYRIGHT.match(tail)
    claimed = tail[claim.end() :].strip() if claim else ""
    return is_name(claimed) or is_agency(claimed) or _has_agency_beside_slash(tail)


def _has_agency_beside_slash(tail: str) -> bool:
    """ "AFP/Ana Ruiz" or "Ana Ruiz/AFP": whether an agency stands first or last."""
    first, slash, _ = tail.partition("/")
    last = tail.rpartition("/")[2]
    return bool(slash) and any(
        _AGENCY.fullmatch(one) or not _AGENCY_NOUNS.isdisjoint(one.split())
        for one in (first.rstrip(), last.lstrip())
    )


def has_labelled_credit(line: str) -> bool:
    """Whether a line ends in a credit that says so, by a word or by brackets: "A barge at dusk.
    Photo: Ana Ruiz", "A barge at dusk. (Ana Ruiz/AFP)"."""
    start = max(0, len(line) - _LENGTH)
    bracket = _TRAILING_BRACKET.search(line, start)
    return _LABELLED_TAIL.search(line, start) is not None or (
        bracket is not None and _credits(bracket[1])
    )


def signed_caption(line: str) -> tuple[str, str] | None:
    """A line's one sentence and the name in brackets behind it; None for any other line.

    "A barge at dusk. (Ana Ruiz)" is a caption though nothing says that she took a photo.
    """
    found = _SIGNED.fullmatch(line)
    if found is None or has_inner_end(found["caption"]):
        return None
    return found["caption"], found["name"]


def _hints_at_credit(tail: str) -> bool:
    """Whether the search for a credit is worth its time: most lines hold none of its marks."""
    last = tail.rstrip(".").split(" ")[-2:]
    agency = _AGENCY.fullmatch(last[-1]) or _AGENCY.fullmatch(" ".join(last))
    return agency is not None or any(mark in tail for mark in _MARKS)
