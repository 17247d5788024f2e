"""Pure. Is what a sentence tells open: not confirmed, denied, or spoken against?"""

import re
from collections.abc import Iterator

from bot.briefing.extract.coming import CLAUSE, SUBORDINATE
from bot.briefing.extract.voices.speakers import Said
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, key_words, not_behind, whole_words

_EN = lexicon("en")
_ROLES = _EN.roles
_DENIAL = re.compile(
    rf"(?<!-){not_behind(_ROLES.no_denials)}{whole_words(_ROLES.denials)} (?=\w)"
    rf"(?!(?:(?:{any_of(_EN.grammar.determiners)}) )?(?:{any_of(_ROLES.refusable)})\b)"
)
_UNCONFIRMED = re.compile(
    rf"{whole_words(_ROLES.unconfirmed)}"
    rf"(?! (?:{any_of(_EN.tense.infinitive)}) (?:[\w’'-]+ ){{0,3}}(?:{any_of(_ROLES.remedies)})\b)"
)
_NO_DENIAL = re.compile(rf"\b(?:{any_of(_EN.polarity.negating)})\b", re.IGNORECASE)
_UNCONFIRMED_WORDS = key_words((*_ROLES.unconfirmed, *_ROLES.denials))
_DOUBT = re.compile(
    rf"{not_behind(_ROLES.no_critics)}{whole_words(_ROLES.doubting)}|"
    rf"{whole_words(_ROLES.rejecting)} (?:\w+ )?(?:{any_of(_ROLES.rejected)})\b"
)
_DOUBT_WORDS = key_words((*_ROLES.doubting, *_ROLES.rejected))
_NO_DOUBT = re.compile(whole_words(_ROLES.no_doubt))
_TURN = re.compile(rf"(?:{any_of(_ROLES.turns)})\b(?!,? (?:{any_of(_ROLES.no_turns)})\b)")
_EXPLAINING = re.compile(whole_words(_ROLES.explaining), re.IGNORECASE)
_AGAINST = re.compile(
    rf"\b(?:(?:{any_of(_ROLES.nots)})(?! (?:{any_of(_ROLES.not_only)})\b)"
    rf"|(?:{any_of(_ROLES.no)})(?! (?:{any_of(_ROLES.no_such)})\b)|{any_of(_ROLES.against)})\b"
)


def is_unconfirmed(told: str, said: Said) -> bool:
    """Whether nobody has confirmed it, or somebody denies it."""
    if _UNCONFIRMED_WORDS.isdisjoint(said.words):
        return False
    return is_denial(told) or _in_its_own_clause(_UNCONFIRMED, told)


def is_denial(told: str) -> bool:
    """Whether somebody denies something in an English sentence: "Nobody denies" is none."""
    return any(_NO_DENIAL.search(clause) is None for clause in _before(_DENIAL, told))


def turns_against(told: str, said: Said) -> bool:
    """Whether the sentence doubts something, or turns against the one before it."""
    doubted = not _DOUBT_WORDS.isdisjoint(said.words) and _in_its_own_clause(_DOUBT, told)
    if doubted and not _NO_DOUBT.search(told):
        return True
    turn = _TURN.match(told)
    return turn is not None and _AGAINST.search(_main_clause(told[turn.end() :])) is not None


def _in_its_own_clause(pattern: re.Pattern[str], told: str) -> bool:
    """Whether a match stands elsewhere than in a clause that only explains the rest.

    Of 9 that stand there in bench/labels, 7 are something else.
    """
    return next(_before(pattern, told), None) is not None


def _before(pattern: re.Pattern[str], told: str) -> Iterator[str]:
    """What stands before each such match in its clause."""
    for match in pattern.finditer(told):
        clause = CLAUSE.split(told[: match.start()])[-1]
        if _EXPLAINING.search(clause) is None:
            yield clause


def _main_clause(told: str) -> str:
    """The words of the sentence's own clause, up to the first that is subordinate."""
    first, comma, rest = told.partition(",")
    opening = SUBORDINATE.match(first[:1].casefold() + first[1:])
    clause = rest if opening and comma else first
    return CLAUSE.split(SUBORDINATE.split(clause)[0])[0]
