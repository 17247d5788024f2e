"""Pure. Which speaker without a name stands where one stands: "a spokesman", "police"."""

import re
from collections.abc import Sequence

from bot.briefing.extract.named_speakers import SOMEHOW
from bot.briefing.extract.saying import (
    ADVERB,
    AFTER_ACCORDING,
    AFTER_VERB,
    CLAUSE_START,
    HIDDEN,
    NOUN_IN_LY,
    STATES,
)
from bot.text.lexicon import ANY_WORD, LONGEST_WORD, any_of, any_of_either_case, lexicon
from bot.text.names import ROLE, WORD, Mention

_EN = lexicon("en")
_WORDS = _EN.speakers
_UNNAMED = re.compile(
    rf"{CLAUSE_START}(?P<who>(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother) (?:[\w’'-]+ ){{0,5}}?{ROLE}"
    rf"(?: (?:for|of|from|at|in) [^,;:“”\"{HIDDEN}]{{2,60}}?)?),? {ADVERB}{STATES}"
)
_NAMING = rf"[\w’'&.-]{{1,{LONGEST_WORD}}}"
_INSTITUTION = re.compile(
    rf"{CLAUSE_START}(?P<who>(?:[Tt]he |[Aa] )?(?:{_NAMING} ){{0,6}}?{_NAMING}) "
    rf"{ADVERB}{STATES}"
)
_INSTITUTION_AFTER = re.compile(
    r"(?P<who>(?:the |a |an )?[\w’'&. -]{3,60}?)(?= in a | on |[,.;]|$)"
)
_NOUN_PHRASE = re.compile(
    rf"(?:[Tt]he |[Aa]n? |(?:{ANY_WORD} )?(?:{any_of_either_case(_WORDS.bodies)})|{WORD})"
)
_VERB_INSIDE = re.compile(rf"\b(?:{any_of(_WORDS.no_phrase)})\b", re.IGNORECASE)
_CONNECTED = re.compile(rf"(?:{any_of(_EN.people.connecting)})\b(?!-)")
_IN_MIDST = re.compile(  # not a whole noun phrase, or words of a clause
    rf"(?:^|\s)(?:{any_of(_WORDS.not_last)}|[A-Z])$|\.[A-Z]$|^(?:{any_of(_WORDS.not_first)})\b|"
    rf"\b(?:{any_of(_WORDS.no_phrase_either)})\b|\wed (?:an?|the)\b|"
    rf"\b(?!{NOUN_IN_LY}$)[a-z]+ly$"
)
_SOMEHOW_NAMED = re.compile(rf"{SOMEHOW}{WORD}$")
_WRITTEN = re.compile(
    rf"\b(?:{any_of(_WORDS.writings)})(?= (?:{any_of(_WORDS.behind_writings)})\b|$)"
)
_NOBODY = re.compile(rf"\b(?:{any_of(_WORDS.nobody)})$", re.IGNORECASE)
_SAID_AFTER_NAME = re.compile(rf"(?:, [^:“”\"{HIDDEN}]{{2,80}},)? {ADVERB}{STATES}")


def unnamed_speaker(told: str, named: Sequence[Mention]) -> str | None:
    """A speaker without a name: a spokesman for the ministry, police, Human Rights Watch.

    None where somebody whom the sentence names in full may be the one who speaks.
    """
    who = _speaker(told)
    if who is None:
        return None
    for mention in named:
        if mention.name not in who and (
            _SAID_AFTER_NAME.match(told, mention.end) or told.startswith(f", {who}", mention.end)
        ):
            return None
    return who


def _speaker(told: str) -> str | None:
    unnamed = _UNNAMED.search(told)
    if unnamed is not None:
        return unnamed["who"].strip()
    for match in _INSTITUTION.finditer(told):
        who = match["who"].strip()
        if _may_speak(who):
            return who
    after = AFTER_VERB.search(told) or AFTER_ACCORDING.search(told)
    if after is None:
        return None
    phrase = _INSTITUTION_AFTER.match(after["rest"])
    return phrase["who"] if phrase and _may_speak(phrase["who"]) else None


def _may_speak(who: str) -> bool:
    if _CONNECTED.match(who) or _IN_MIDST.search(who) or _SOMEHOW_NAMED.match(who):
        return False
    if _NOBODY.search(who) or _WRITTEN.search(who):
        return False
    return bool(_NOUN_PHRASE.match(who)) and not _VERB_INSIDE.search(who)
