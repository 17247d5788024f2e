"""Pure. How it looks where somebody says something, and which speaker stands there: a person or a
body with a name, or one without: "a spokesman", "police".
"""

import re
from collections.abc import Iterable, Sequence

from bot.text.lexicon import lexicon
from bot.text.lexicon.english import (
    ADVERB_ENDING,
    AN,
    AN_EITHER_CASE,
    ARTICLE,
    PAST_ENDING,
    THE_EITHER_CASE,
)
from bot.text.lexicon.notation import ANY_WORD, LONGEST_WORD, any_of, any_of_either_case, key_words
from bot.text.names import (
    ROLE,
    WORD,
    Mention,
)

HIDDEN = "\0"  # stands for each character inside a quotation
_EN = lexicon("en")
_SPEECH, _WORDS = _EN.speech, _EN.speakers
_STRONG_VERBS, _WEAK_VERBS = any_of(_SPEECH.firm_tags), any_of(_SPEECH.all_loose_tags)
STATES = (  # a verb before what is said, which shows that words are
    rf"(?:(?:{_STRONG_VERBS})\b|(?:{_WEAK_VERBS})(?=[^\w\s]| ?[{HIDDEN}“”\"'‘’»«]|$"
    rf"| (?:{any_of(_WORDS.before_occasion)}) {AN} "
    rf"| (?:{any_of(_WORDS.before_day)}) [A-Z]| (?:{any_of(_WORDS.stating)})\b))"
)
# Who tells is named before "told"; after it stands who is told.
SAYS_WHO = f"(?:{any_of({*_SPEECH.all_tags} - {*_SPEECH.telling})})"
NOUN_IN_LY = f"(?:{any_of(_WORDS.nouns_in_ly)})"
ADVERB = rf"(?:(?:{any_of(_WORDS.before_saying)}|(?!{NOUN_IN_LY} )\w+{ADVERB_ENDING}) ){{0,2}}"
CLAUSE_START = (
    rf"(?:^|[{HIDDEN}“”\"'‘’»«] ?|[,;:—–] ?|"
    rf"\b(?:{any_of_either_case(_WORDS.clause_starts)}),? )"
)
ACCORDING = any_of_either_case(_WORDS.according)
TITLE = rf"(?:(?:{any_of(title.capitalize() for title in _EN.people.forms_of_address)})\.? )?"
AFTER_VERB = re.compile(
    rf"[“”\"'’»{HIDDEN}](?!{HIDDEN}) ?{ADVERB}(?P<verb>{SAYS_WHO}) (?P<rest>[^{HIDDEN}]{{2,120}})"
)
AFTER_ACCORDING = re.compile(rf"(?<!\w)(?:{ACCORDING}) (?P<rest>[^{HIDDEN};:]{{2,140}})")


def _forms(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in key_words(entries) for form in (word, word.capitalize()))


ACCORDING_WORDS = _forms(_WORDS.according)
TAG_WORDS = _forms(_SPEECH.all_tags) | ACCORDING_WORDS
SAYING_WORDS = TAG_WORDS | _forms(  # of these, a sentence in which somebody says something has one
    (*_WORDS.stances, *_WORDS.loose_stances, *_WORDS.answers, *_WORDS.participles)
)
# "An exasperated Cho" is Cho, whoever that is.
SOMEHOW = rf"{AN_EITHER_CASE} (?:(?!(?:{any_of(_WORDS.not_describing)})\b)[a-z][\w’'-]* ){{1,3}}"
_UNNAMED = re.compile(
    rf"{CLAUSE_START}(?P<who>(?:{any_of_either_case(_WORDS.unnamed_openings)}) "
    rf"(?:[\w’'-]+ ){{0,5}}?{ROLE}"
    rf"(?: (?:{any_of(_WORDS.behind_unnamed)}) [^,;:“”\"{HIDDEN}]{{2,60}}?)?),? {ADVERB}{STATES}"
)
_NAMING = rf"[\w’'&.-]{{1,{LONGEST_WORD}}}"
_INSTITUTION = re.compile(
    rf"{CLAUSE_START}(?P<who>(?:(?:{any_of_either_case(_WORDS.before_body)}) )?"
    rf"(?:{_NAMING} ){{0,6}}?{_NAMING}) {ADVERB}{STATES}"
)
_INSTITUTION_AFTER = re.compile(
    rf"(?P<who>(?:{ARTICLE} )?[\w’'&. -]{{3,60}}?)(?= (?:{any_of(_WORDS.behind_body)}) |[,.;]|$)"
)
_NOUN_PHRASE = re.compile(
    rf"(?:(?:{THE_EITHER_CASE}|{AN_EITHER_CASE}) |(?:{ANY_WORD} )?"
    rf"(?:{any_of_either_case(_WORDS.bodies)})|{WORD})"
)
_VERB_INSIDE = re.compile(rf"\b(?:{any_of(_WORDS.no_phrase)})\b", re.IGNORECASE)
_CONNECTED = re.compile(rf"(?:{any_of(_EN.people.connecting)})\b(?!-)")
_IN_MIDST = re.compile(  # not a whole noun phrase, or words of a clause
    rf"(?:^|\s)(?:{any_of(_WORDS.not_last)}|[A-Z])$|\.[A-Z]$|^(?:{any_of(_WORDS.not_first)})\b|"
    rf"\b(?:{any_of(_WORDS.no_phrase_either)})\b|\w{PAST_ENDING} {ARTICLE}\b|"
    rf"\b(?!{NOUN_IN_LY}$)[a-z]+{ADVERB_ENDING}$"
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
