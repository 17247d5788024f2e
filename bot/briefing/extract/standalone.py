"""Pure. Can a sentence stand alone, and what must an editor do so that it can?

A sentence that starts in mid-air is introduced by a bracket when it is certain whom it means
("He [Ana Ruiz] said"), loses its leading connective ("But the mayor" -> "The mayor"), or is left
out. So is half a quotation, and a quotation whose speaker is not certain.
"""

import re

from bot.briefing.edits import without_connective
from bot.briefing.extract.voices.speakers import Said
from bot.models import Change, Edit
from bot.text.calendars import MONTH_IN_FULL, WEEKDAY
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import ACTING_ENDING, ADVERB_ENDING, PAST_ENDING, THE
from bot.text.lexicon.notation import LONGEST_WORD, any_of, key_words, whole_words
from bot.text.names import FUNCTION_WORDS, ROLE
from bot.text.openings import opens_article, past_dateline, points_back
from bot.text.quotations import has_stray_mark, is_balanced
from bot.text.sentences import Sentence

_EN = lexicon("en")
_PEOPLE, _OPENINGS, _ROLES = _EN.people, _EN.openings, _EN.roles
_TAGS = any_of({*_EN.speech.all_tags} - {*_EN.speech.deed_tags})
_HE_OR_SHE_WORDS = frozenset(
    form for word in (*_PEOPLE.he, *_PEOPLE.she) for form in (word, word.capitalize())
)
_PRONOUN = re.compile(f"(?P<word>{whole_words(_HE_OR_SHE_WORDS)})")
_SUBJECTS = [form for word in (_PEOPLE.he[0], _PEOPLE.she[0]) for form in (word, word.capitalize())]
_SPEECH_TAG = re.compile(rf"{whole_words(_SUBJECTS)} (?:\w+ ){{0,2}}(?:{_TAGS})\b")
# ", he emphasized.": whatever the verb.
_TAG_LAST = re.compile(
    rf", (?:{any_of(_SUBJECTS)}) (?:\w+{ADVERB_ENDING} )?[a-z]+(?:{PAST_ENDING}|s|d)\b[^,]{{0,60}}$"
)
_SPEECH_TAG_LAST = re.compile(rf", (?:{any_of(_PEOPLE.other_speakers)}) (?:{_TAGS})\b[^,]*$")
_OWNED = re.compile(rf" (?!(?:{any_of(_OPENINGS.not_owned)})\b)\w")
_POSSESSIVE = frozenset(_PEOPLE.owning_pronouns)
_ANTECEDENT = re.compile(
    rf"(?<=[\w,;:’”\"] )(?!{WEEKDAY}|{MONTH_IN_FULL})(?:[A-ZÀ-Þ][^\W\d_]+)|"
    rf"\b(?:{ROLE}|{any_of(_PEOPLE.somebody)})\b"
)
_FIRST_TOLD = f"{any_of((*_ROLES.first_told, *_EN.speech.all_tags))}"
_FIRST_REPORT = re.compile(
    rf"\b(?:{any_of(_ROLES.at_first)}),? (?:\w+ ){{0,2}}(?:{_FIRST_TOLD})\b|"
    rf"\b(?:{_FIRST_TOLD}) (?:\w+ ){{0,3}}(?:{any_of(_ROLES.at_first)})\b|"
    rf"\b(?!(?:{any_of(_ROLES.no_first)}) )\w+ (?:{any_of(_ROLES.first)}) (?:{_FIRST_TOLD})\b|"
    rf"\b(?:{any_of(_ROLES.first_accounts)})\b",
    re.IGNORECASE,
)
_FIRST_WORDS = frozenset(
    form
    for word in key_words((*_ROLES.at_first, *_ROLES.first_accounts, *_ROLES.first))
    for form in (word, word.capitalize())
)
_CORRECTED = re.compile(rf"\b(?:{any_of(_ROLES.corrected)})\b", re.IGNORECASE)
# "The crowd in Tolm won't let him": a place is nobody.
_PLACE = re.compile(
    rf"\b(?:{any_of(_OPENINGS.before_place)}) (?:{THE} )?[A-ZÀ-Þ][^\W\d_]+"
    r"(?:[ -][A-ZÀ-Þ][^\W\d_]+)*(?![\w’'])"
)
_CATAPHORA = re.compile(
    rf"(?:{any_of(_OPENINGS.cataphoric)}|\w{{1,{LONGEST_WORD}}}{ACTING_ENDING})\b"
)
_NO_NAME = re.compile(
    rf"(?:{any_of((*FUNCTION_WORDS, *_OPENINGS.no_subject))}|"
    rf"\w{{1,{LONGEST_WORD}}}(?:{PAST_ENDING}|{ACTING_ENDING}|{ADVERB_ENDING}))\b"
)


def is_whole(sentence: Sentence) -> bool:
    """Whether the sentence holds no half of a quotation or a parenthesis."""
    if sentence.in_quote or sentence.open_quote:
        return False
    return is_balanced(sentence.text) or has_stray_mark(sentence.text)


def _is_first_report(said: Said) -> bool:
    """Whether a sentence tells what was said at first, which another one may have corrected."""
    if _FIRST_WORDS.isdisjoint(said.words) or _FIRST_REPORT.search(said.told) is None:
        return False
    return _CORRECTED.search(said.told) is None


_BEFORE_NOUN = any_of((*_EN.grammar.prepositions, *_EN.grammar.other_prepositions))
# "The ministry will cut jobs, it said", as the sentence tells whom "it" means.
_INSTITUTION = re.compile(
    rf"(?:{any_of(_PEOPLE.articles)}) (?:[^\W\d_][\w.’'-]{{0,40}} ){{0,2}}"
    rf"(?i:{any_of(_PEOPLE.institutions)})\b"
)
# "Chipmaker Ostra will close its plant, it said": likewise.
_NAMED_SUBJECT = re.compile(
    rf"(?:(?:{any_of(_PEOPLE.articles)}) |\b[A-ZÀ-Þ][\w’'&-]{{0,40}} )"
    rf"(?:(?!(?:{_BEFORE_NOUN})\b)[^\W\d_][\w’'-]{{0,40}} ){{0,3}}?"
    rf"[A-ZÀ-Þ][\w’'&-]{{1,40}}(?: [A-ZÀ-Þ][\w’'&-]{{1,40}}){{0,4}} "
    rf"(?:(?:{any_of(_EN.grammar.helping)})\b|[a-z]{{1,40}}(?:{PAST_ENDING}|s)\b)"
)


def _is_tagged(said: Said) -> bool:
    """Whether "he said" or the like says whose the sentence is, but not who that is."""
    if not _HE_OR_SHE_WORDS.isdisjoint(said.words):
        tag = _SPEECH_TAG.search(said.told)
        if tag and not _is_of_subject(said.told, tag.start()):
            return True
    if _SPEECH_TAG_LAST.search(said.told) is None:
        return False
    start = past_dateline(said.told)
    subject = _NAMED_SUBJECT.match(said.told, start) or _INSTITUTION.match(said.told, start)
    return subject is None


def _is_of_subject(told: str, at: int) -> bool:
    """Whether the "he said" at this place is of whom the sentence opens with: "Ruiz denied that he
    told them". Behind a comma or a dash it says whose the whole sentence is."""
    before = told[:at].rstrip()
    opening = told[past_dateline(told) :]
    return before[-1:].isalnum() and _opens_with_name(opening)


def _opens_with_name(told: str) -> bool:
    """Whether a sentence opens with a name, or with what may be one."""
    return told[:1].isupper() and _NO_NAME.match(told) is None


def standing(
    body: str, sentence: Sentence, said: Said, *, is_first: bool = False
) -> tuple[Edit, ...] | None:
    """The edits with which an English sentence stands alone; None when it cannot.

    `is_first`: it is the article's first one, which may describe whom the headline is about.
    """
    known = bool(said.speaker or said.source or said.referent)
    if not is_whole(sentence) or (not known and _is_tagged(said)):
        return None
    if _is_first_report(said):
        return None
    connective = without_connective(body, sentence.start, sentence.end)
    skipped = connective.end - 1 - sentence.start if connective else past_dateline(sentence.text)
    opening = (
        connective.text + sentence.text[skipped + 1 :] if connective else sentence.text[skipped:]
    )
    described = is_first and connective is None and opens_article(opening)
    if not described and points_back(opening):
        return None
    introduced = _introduced(sentence, said, skipped)
    if introduced is None:
        return None
    return (connective, *introduced) if connective else introduced


def _introduced(sentence: Sentence, said: Said, skipped: int) -> tuple[Edit, ...] | None:
    """The bracket that says who speaks or who "he" is; none where that is said, None in doubt."""
    if said.quoted and said.speaker is not None and not said.attributed:
        return (bracket(sentence.end, said.speaker.partition(",")[0]),)
    if _HE_OR_SHE_WORDS.isdisjoint(said.words):
        return ()
    told = said.told[skipped:]
    pronoun = unresolved(told)
    if pronoun is None:
        return ()
    if said.referent is None:
        return None
    name = in_case(pronoun, told, said.referent)
    return (bracket(sentence.start + skipped + pronoun.end(), name),)


def bracket(at: int, name: str) -> Edit:
    """A name in square brackets, put at this place of a body."""
    return Edit(Change.INSERT, at, at, f" [{name}]")


def unresolved(told: str) -> re.Match[str] | None:
    """The first "he" or "she" of a sentence that nobody in the sentence can be."""
    tag = None if _CATAPHORA.match(told) else _TAG_LAST.search(told)
    if tag:
        return _PRONOUN.search(told, tag.start())
    pronoun = _PRONOUN.search(told)
    if pronoun is None or _ANTECEDENT.search(_PLACE.sub("there", told[: pronoun.start()])):
        return None
    if pronoun.start() and _opens_with_name(told):
        return None
    clause, _, main = told.partition(",")
    if _CATAPHORA.match(told) and pronoun.end() <= len(clause) and _ANTECEDENT.search(main):
        return None
    return pronoun


def in_case(pronoun: re.Match[str], told: str, name: str) -> str:
    """`name` as it stands for a pronoun of `told`: "Ana Ruiz’s" for "her"."""
    word = pronoun["word"].casefold()
    possessive = word in _POSSESSIVE or (word == "her" and _OWNED.match(told, pronoun.end()))
    return f"{name}’s" if possessive else name
