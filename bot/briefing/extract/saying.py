"""Pure. How it looks where somebody says something: the text of patterns, and some patterns."""

import re

from bot.text.lexicon import any_of, any_of_either_case, lexicon

HIDDEN = "\0"  # stands for each character inside a quotation
_EN = lexicon("en")
_SPEECH, _WORDS = _EN.speech, _EN.speakers
_STRONG_VERBS, _WEAK_VERBS = any_of(_SPEECH.firm_tags), any_of(_SPEECH.all_loose_tags)
STATES = (  # a verb before what is said, which shows that words are
    rf"(?:(?:{_STRONG_VERBS})\b|(?:{_WEAK_VERBS})(?=[^\w\s]| ?[{HIDDEN}“”\"'‘’»«]|$| in an? "
    rf"| on [A-Z]| (?:{any_of(_WORDS.stating)})\b))"
)
# Who tells is named before "told"; after it stands who is told.
SAYS_WHO = f"(?:{any_of({*_SPEECH.all_tags} - {*_SPEECH.telling})})"
NOUN_IN_LY = f"(?:{any_of(_WORDS.nouns_in_ly)})"
ADVERB = rf"(?:(?:{any_of(_WORDS.before_saying)}|(?!{NOUN_IN_LY} )\w+ly) ){{0,2}}"
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
SAYING_WORDS = frozenset(  # of these, a sentence in which somebody says something has one
    word
    for entry in (*_SPEECH.all_tags, *_WORDS.according)
    for word in (entry.split()[0], entry.split()[0].capitalize())
)
