"""Pure. Where an English sentence opens with a clause that may go, so that the rest stands alone.

It is when or why something happened ("As snow fell on Brem on Monday, …"), to what end ("In a bid
to …, …"), or on what occasion somebody spoke. A condition, a doubt, what holds in general and what
happened long ago are none of these: without them the rest would say something else. The rest must
name its own subject, and nothing in it may need the opening: no "she", no "the suspect".
"""

import re
from typing import NamedTuple

from bot.text.calendars import DATE_WORDS, WEEKDAY
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import AN, PAST_ENDING, THE_EITHER_CASE
from bot.text.lexicon.notation import any_of, not_behind
from bot.text.openings import is_mid_air, past_dateline
from bot.text.words import counted

_EN = lexicon("en")
_CLAUSES, _CUTS, _GRAMMAR = _EN.clauses, _EN.cuts, _EN.grammar
_OPENINGS, _TENSE = _EN.openings, _EN.tense
_IN = any_of(_CUTS.inside)
_WORD = r"[\w’'.&-]{1,40}"
_CLAUSE = r"[^,;:()“”\"«»–—?!]{8,200}, "
_SPAN = (
    rf"(?:(?:{any_of(_CUTS.short_of_spans)}) )?(?:{_WORD} )?(?:{any_of(_CUTS.spans)}) "
    rf"(?:{any_of(_CUTS.around_spans)})"
)
_NO_CIRCUMSTANCE = any_of(_CUTS.no_circumstances)
_CIRCUMSTANCE = rf"(?:(?:{any_of(_CUTS.circumstances)})(?! (?:{_NO_CIRCUMSTANCE})\b)|{_SPAN})"
_FRAME = (
    rf"(?:{_IN}) {AN} (?:(?:{any_of(_CUTS.before_frames)}) )*(?:{any_of(_CUTS.frames)})"
    rf"|(?:{any_of(_CUTS.purposes)})"
)
_OCCASION = (
    rf"(?:{any_of(_CUTS.speaking)}) (?:{any_of(_CUTS.spoken_to)})"
    rf"|(?:{_IN}) {AN} (?:\w+ )?(?:{any_of(_CUTS.statements)})"
)
_OPENING = re.compile(
    rf"(?:(?P<circumstance>{_CIRCUMSTANCE})|(?P<frame>{_FRAME})|(?P<occasion>{_OCCASION}))\b"
    rf"(?P<rest> {_CLAUSE})",
    re.IGNORECASE,
)
_PERFECT = any_of(_TENSE.present_have)
_TAG = any_of(_EN.speech.tags)
# The first verb of the main clause. One in "-ed" with "by" behind it may be a part of the subject:
# "a bridge designed by monks".
_VERB = re.compile(
    rf"(?<= )(?:(?P<perfect>{_PERFECT})|(?P<tag>{_TAG})"
    rf"|(?P<past>{any_of((*_TENSE.past_be, *_TENSE.having, *_GRAMMAR.irregular_pasts))}"
    rf"|[a-z]{{2,40}}{PAST_ENDING}(?! (?:{any_of(_CUTS.doing)})\b))"
    rf"|(?P<other>{any_of((*_GRAMMAR.helping, *_GRAMMAR.plain_presents))}"
    rf"|{any_of(_GRAMMAR.irregular_presents)}))\b"
)
SHORTEST = 4  # words of an opening; "as the story goes" is none
_LONGEST_SUBJECT = 90  # characters, but for who that is, between commas
_APPOSED = re.compile(rf"(?P<subject>[^,]{{3,80}}), [^,]{{3,140}}, (?={_VERB.pattern})")
_RELATIVE = any_of((*_GRAMMAR.relatives, *_GRAMMAR.defining_relatives))
_BEFORE_NOUNS = {
    *_CLAUSES.adverbial,
    *_GRAMMAR.prepositions,
    *_GRAMMAR.other_prepositions,
    *_CLAUSES.joining,
}
_NO_SUBJECT = re.compile(
    rf"\b(?:{_RELATIVE}|{any_of(_TENSE.infinitive)})\b|,(?!\d)|[;:()–—?]|"
    rf"{not_behind(sorted(_BEFORE_NOUNS))}(?<!^)\b(?:{any_of(_GRAMMAR.determiners)})\b"
)
_MANY = re.compile(
    rf"(?!(?:{any_of(_CLAUSES.no_many)})\b)"
    rf"(?:{any_of((*_CLAUSES.many, *_GRAMMAR.telling))})(?:['’]|\b)"
)
_NUMBERS = _EN.numbers
_SOME = re.compile(
    rf"(?:{AN}|\d[\d,.]*|{any_of((*_NUMBERS.cardinals, *_NUMBERS.tens, *_NUMBERS.scales))}"
    rf"|{any_of(row[0] for row in _NUMBERS.vague)}"
    rf"|{any_of((*_NUMBERS.at_least, *_NUMBERS.about, *_NUMBERS.above))})\b"
)
_POINTING = re.compile(
    rf"\b(?:{any_of((*_CUTS.pointing_back, *_OPENINGS.speaking_pronouns))})\b", re.IGNORECASE
)
_HE = any_of((*_EN.people.he, *_EN.people.she))
_IT, _THEY = any_of(_OPENINGS.thing_pronouns), any_of(_OPENINGS.group_pronouns)
_PRONOUN = re.compile(rf"\b(?:(?P<he>{_HE})|(?P<it>{_IT})|(?P<they>{_THEY}))\b", re.IGNORECASE)
# "the" that needs nothing before it: "the river Velm", "the end of …", "the first", "the world".
_THE = re.compile(
    rf"\b{THE_EITHER_CASE} (?!(?:(?!{_WORD}['’]s )(?:[a-z-]+ ){{0,3}}(?:[A-Z]|\d)"
    rf"|(?:[a-z-]+ ){{0,2}}[a-z-]+ (?:{any_of(_OPENINGS.naming)}|{_RELATIVE})\b"
    rf"|(?:{any_of((*_NUMBERS.ordinals, *_CUTS.superlatives))})\b"
    rf"|(?:{any_of(_CUTS.known_things)})\b))"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]{1,40}")
_OF_ITS_CLAUSE = re.compile(rf"\b(?:{_RELATIVE})(?: {_WORD}){{1,2}} $")  # "who lost their"
_UNREAL = re.compile(rf"\b(?:{any_of(_CUTS.unreal)})\b")  # "in the role of a king"
_ONE = re.compile(rf"(?:{AN}|{THE_EITHER_CASE})\b")
_DAY = re.compile(rf"\b(?:{WEEKDAY}|{any_of(_EN.calendar.days)})\b")


class Leading(NamedTuple):
    """An opening that may go where nothing in sentence[told:end] is needed; the rest begins at
    `end`."""

    told: int
    end: int


def leading(sentence: str) -> Leading | None:
    """The opening of a sentence that may go, its dateline with it; None where there is none."""
    opening = _OPENING.match(sentence, past_dateline(sentence))
    if opening is None:
        return None
    main = sentence[opening.end() :]
    apposed = _APPOSED.match(main)
    verb = _VERB.search(main, apposed.end() if apposed else 0)
    if verb is None or counted(opening["rest"]) < SHORTEST or _UNREAL.search(opening["rest"]):
        return None
    subject = apposed["subject"] if apposed else main[: verb.start()]
    if opening["circumstance"]:
        suits = not verb["other"] and (verb["perfect"] or _DAY.search(sentence))
    else:
        suits = verb["tag"] if opening["occasion"] else True
    if not suits or not _is_subject(subject) or _leans(main, subject, opening):
        return None
    return Leading(opening.start("rest"), opening.end())


def _is_subject(subject: str) -> bool:
    """Whether the words before a verb name who does it, or are the first to speak of them."""
    if len(subject) > _LONGEST_SUBJECT or _NO_SUBJECT.search(subject):
        return False
    if is_mid_air(f"{subject[:1].upper()}{subject[1:]}"):
        return False
    if _NAME.search(subject):
        return True
    words = subject.split()
    return bool(_SOME.match(subject)) or any(map(_MANY.fullmatch, words[:2]))


def _leans(main: str, subject: str, opening: re.Match[str]) -> bool:
    """Whether something in the main clause says what it means only behind its opening."""
    if _THE.search(main) or _POINTING.search(main):
        return True
    known = {name for name in _NAME.findall(opening["rest"]) if name.lower() not in DATE_WORDS}
    if known.intersection(_NAME.findall(main)):
        return True
    is_one = _NAME.match(subject) or _ONE.match(subject)
    for pronoun in _PRONOUN.finditer(main):
        before = main[: pronoun.start()]
        if pronoun["he"]:
            is_named = _NAME.search(subject) or (opening["frame"] and _ONE.search(before))
            leans = bool(known) or not is_named
        else:
            leans = bool(pronoun["they"] if is_one else pronoun["it"])
        if len(before) < len(subject) or (leans and not _OF_ITS_CLAUSE.search(before)):
            return True
    return False
