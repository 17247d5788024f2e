"""Pure. The edits an extracted sentence may have, and how they read when applied.

An edit is a value (`bot.models.Edit`): the characters [start, end) of the body now read its text.
Nothing else may change a sentence, so text and span can always be checked against each other.
"""

import re
from collections.abc import Iterator

from bot.models import Change, Edit, Span
from bot.text.guarded import QUOTE_MARKS, droppable
from bot.text.words import counted

ELLIPSIS = "…"
SHORTEST_KEPT = 10  # words; less is no sentence
SHORTEST_BEFORE_MARK = 6

_SPACES = re.compile(r"\s+")
_CONNECTIVE = re.compile(
    r"(?:(?:But|And|Yet)(?! another\b| again\b| to\b),? |"
    r"(?:Meanwhile|However|Still|Also|Moreover|Furthermore|Additionally|Besides|Nevertheless|"
    r"Nonetheless|Therefore|Thus|Consequently|Accordingly|Indeed|Similarly|Likewise|Separately|"
    r"Elsewhere|Instead|Of course|In fact|In addition|In turn|As a result|At the same time|"
    r"On the other hand|That said|For example|For instance|By contrast|In contrast|So|Then|Now), |"
    r"(?:It|This) (?:comes|came) as (?!(?:no|an?|part|little|welcome|news|standard|expected)\b))"
    r"(?P<next>[^\W\d_])"
)
# A cut takes a clause to the sentence's end, or one between two commas; never one that turns or
# limits what is kept (but, although, unless, if, except).
_TAIL = re.compile(
    r"(?:, (?:which|who|whose|where|when|as|after|before|because|since|amid|with|following|and|"
    r"including|adding to|leaving|making|causing|prompting|sending|killing|injuring)"
    r"| and (?:has|have|had|was|were|is|are|will|did|[a-z]{3,}ed)"
    r"| (?:after|before|because|amid|following|when|where)) "
)
_MIDDLE = re.compile(r", (?:which|who|whose|where|after|following|including) [^,;:()]{3,160},(?= )")
# How a sentence goes on behind such a clause: with its verb, a conjunction, or who said so. Before
# anything else the comma may be one of a list's in the clause ("including walls, roofs and doors").
_GOES_ON = re.compile(
    r" (?:(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|"
    r"said|told|went|came|took|made|won|lost|died|fell|rose|got|gave|left|hit|met|saw|ran|quit|"
    r"began|became|held|led|put|set|sent|tells|remains?|wants?|plans?|hopes?|"
    r"but|as|while|because|when|before|after|according to|saying)\b"
    r"|(?:also|now|then|later|still|recently|reportedly|[a-z]+ly) "
    r"|[a-z]{2,}ed (?:to|in|on|at|by|from|with|off|out|up|down|into|over|for|[a-z]+ing)\b"
    r"|[a-z]{2,}(?:ed|s) (?:the|an?|this|that|it|its|his|her|their|him|them|[A-Z]|\d)"
    r"|(?:[\w.’'-]+ ){1,6}(?:said|says|told|reported|wrote)\b)"
)
_LIST_ITEM = 4  # words that a comma and another comma may stand around and be one of a list
_PHRASE = re.compile(
    r" (?:in|at|on|off|for|from|with|by|near|during|over|into|under|against|as|to) "
)
_SAID_LAST = re.compile(
    r", [^,;:“”\"]{2,80}\b(?:said|says|told|added|wrote|reported)\b[^,;:“”\"]{0,60}\.$"
)
_MARK = re.compile(r"\s?[;،؛](?=\s)|,(?=\s)|\s[–—-](?=\s)")
_SUBORDINATE = re.compile(
    r"(?:When|While|After|Before|As|If|Although|Though|Because|Since|Despite|Once|Until|Unless|"
    r"Following|With|In|At(?! least| most)|On|For|By|From|During|Under)\b[^,]*$"
)
_HANGING = re.compile(
    r"(?:\b(?:said|says|told|added|wrote|warned|of|to|the|a|and|or)|[”\"»]|\s[–—-]|--)$"
)
_NEEDS_MORE = re.compile(
    r"\b(?:according|only|just|one|first|due|long|because|such|than|is|are|was|were|be|been|comes?|"
    r"came|has|have|had|moment \w+ \w+)$"
)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|where)\b[^,]*$")


def apply(body: str, span: Span, edits: tuple[Edit, ...]) -> str:
    """What body[span] reads with `edits`, which stand in order and do not overlap."""
    parts: list[str] = []
    at = span.start
    for edit in edits:
        parts += (body[at : edit.start], edit.text)
        at = edit.end
    parts.append(body[at : span.end])
    return "".join(parts)


def ordered(edits: Iterator[Edit] | tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits as `apply` wants them: in order, without those that fall inside a cut.

    A bracket right behind a cut explains a word that is gone, so it goes too.
    """
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        last = kept[-1] if kept else None
        if last is None or edit.start >= last.end:
            if last is None or not _explains_the_cut(edit, last):
                kept.append(edit)
        elif edit.change is Change.CUT:
            kept = [*(one for one in kept if one.end <= edit.start), edit]
    return tuple(kept)


def _explains_the_cut(edit: Edit, last: Edit) -> bool:
    is_behind_it = last.change is Change.CUT and edit.start == last.end
    return is_behind_it and edit.change is Change.INSERT


def single_spaced(body: str, start: int, end: int) -> tuple[Edit, ...]:
    """White space of the sentence made one blank each."""
    return tuple(
        Edit(Change.SPACE, start + match.start(), start + match.end(), " ")
        for match in _SPACES.finditer(body[start:end])
        if match[0] != " "
    )


def without_connective(body: str, start: int, end: int) -> Edit | None:
    """The leading connective dropped and the next letter raised; None where there is none."""
    match = _CONNECTIVE.match(body[start:end])
    if match is None:
        return None
    return Edit(Change.CONNECTIVE, start, start + match.end(), match["next"].upper())


def is_connective(text: str, *, raised: str) -> bool:
    """Whether `text` is a leading connective with the letter after it, now read as `raised`."""
    match = _CONNECTIVE.fullmatch(text)
    return match is not None and match["next"].upper() == raised


def cut_clause(body: str, start: int, end: int, most: int) -> Edit | None:
    """The smallest cut of a clause that leaves at most `most` words of an English sentence.

    None where there is no such clause. What is cut holds no number, negation, hedge, attribution
    or quotation, and its place is marked by an ellipsis.
    """
    return _smallest(_clauses(body[start:end]), body[start:end], start, most, SHORTEST_KEPT)


def cut_phrase(body: str, start: int, end: int, most: int) -> Edit | None:
    """As `cut_clause`, for a sentence without such a clause: its last phrases are cut."""
    return _smallest(_phrases(body[start:end]), body[start:end], start, most, SHORTEST_KEPT)


def cut_at_mark(body: str, start: int, end: int, most: int) -> Edit | None:
    """As `cut_clause`, in any language whose words are guarded: what follows the last comma,
    semicolon or dash that leaves at most `most` words is cut."""
    sentence = body[start:end]
    cuts = ((match.start(), len(sentence)) for match in _MARK.finditer(sentence))
    return _smallest(cuts, sentence, start, most, SHORTEST_BEFORE_MARK)


def _smallest(
    cuts: Iterator[tuple[int, int]], sentence: str, start: int, most: int, least: int
) -> Edit | None:
    fits = [
        (left, right)
        for left, right in cuts
        if least <= counted(f"{sentence[:left]} {sentence[right:]}") <= most
        and is_droppable_part(sentence, left, right)
    ]
    if not fits:
        return None
    left, right = min(fits, key=lambda fit: fit[1] - fit[0])
    return Edit(Change.CUT, start + left, start + right, f" {ELLIPSIS}")


def is_droppable_part(sentence: str, left: int, right: int) -> bool:
    """Whether sentence[left:right] can go: nothing guarded is lost or halved."""
    before = sentence[:left]
    halved = before.count("(") > before.count(")") or sum(map(before.count, QUOTE_MARKS)) % 2
    removed = sentence[left:right]
    return not halved and removed.count("(") == removed.count(")") and droppable(removed)


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    for match in _TAIL.finditer(sentence):
        before, removed = sentence[: match.start()], sentence[match.end() :]
        if "," in removed or _SUBORDINATE.match(before) or _HANGING.search(before):
            continue
        if _NEEDS_MORE.search(before) or _ONLY.search(before):
            continue
        if match[0].startswith(" and ") and _RELATIVE.search(before):
            continue
        if match[0].startswith(", and ") and _ends_in_a_list(before):
            continue
        yield match.start(), len(sentence)
    for match in _MIDDLE.finditer(sentence):
        if _GOES_ON.match(sentence, match.end()):
            yield match.span()


def _ends_in_a_list(text: str) -> bool:
    """Whether a comma and so few words stand last that ", and" may close a list of names."""
    rest, comma, item = text.rpartition(",")
    return bool(rest and comma) and counted(item) < _LIST_ITEM


def _phrases(sentence: str) -> Iterator[tuple[int, int]]:
    """To the end; or, where somebody said it, to the comma before who did."""
    said = _SAID_LAST.search(sentence)
    end = said.start() if said else len(sentence)
    for match in _PHRASE.finditer(sentence, 0, end):
        before = sentence[: match.start()]
        if _NEEDS_MORE.search(before) or _ONLY.search(before):
            continue
        if not _SUBORDINATE.match(before) and not _RELATIVE.search(before):
            yield match.start(), end
