"""Pure. The edits an extracted sentence may have, and how they read when applied.

An edit is a value (`bot.models.Edit`): the characters [start, end) of the body now read its text.
Nothing else may change a sentence, so text and span can always be checked against each other.
Which clauses may be cut is decided in `bot.briefing.cuts`.
"""

import re
from collections.abc import Iterator

from bot.models import Article, Change, Edit, Part, Span
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.openings import past_dateline

_OPENINGS = lexicon("en").openings
_SPACES = re.compile(r"\s+")
_CONNECTIVE = re.compile(
    rf"(?:(?:{any_of(_OPENINGS.joints)})(?! (?:{any_of(_OPENINGS.no_joints)})\b),? |"
    rf"(?:{any_of(_OPENINGS.connectives)}), |"
    rf"(?:{any_of(_OPENINGS.occasions)}) (?!(?:{any_of(_OPENINGS.no_occasions)})\b))"
    r"(?P<next>[^\W\d_])"
)


_MORE = "a"  # stands for the rest of a sentence


def text_of(article: Article, part: Part) -> str:
    """The text whose characters a span in this part of `article` counts."""
    return article.standfirst or "" if part is Part.STANDFIRST else article.body


def apply(body: str, span: Span, edits: tuple[Edit, ...]) -> str:
    """What body[span] reads with `edits`, which stand in order and do not overlap.

    `body` is that of an article or another part of one, as in all functions here.
    """
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
    """The dateline and the leading connective of an English sentence dropped and the next letter
    raised; None where there is neither."""
    sentence = body[start:end]
    match = _CONNECTIVE.match(sentence, past_dateline(sentence))
    if match is None:
        return without_dateline(body, start, end)
    return Edit(Change.CONNECTIVE, start, start + match.end(), match["next"].upper())


def without_dateline(body: str, start: int, end: int) -> Edit | None:
    """The dateline of a sentence dropped and the next letter raised; None where there is none."""
    behind = past_dateline(body[start:end])
    if not behind:
        return None
    return Edit(Change.CONNECTIVE, start, start + behind + 1, body[start + behind].upper())


def is_connective(text: str, *, raised: str) -> bool:
    """Whether `text` is a dateline, a leading connective, or both, with the letter after it, now
    read as `raised`."""
    rest = text[past_dateline(text + _MORE) :]
    match = _CONNECTIVE.fullmatch(rest)
    return rest != "" and (match["next"] if match else rest).upper() == raised
