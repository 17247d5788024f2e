"""Pure. Can a sentence stand alone, and what must an editor do so that it can?

A sentence that starts in mid-air is introduced by a bracket when it is certain whom it means
("He [Ana Ruiz] said"), loses its leading connective ("But the mayor" -> "The mayor"), or is left
out. So is half a quotation, and a quotation whose speaker is not certain.
"""

import re

from bot.briefing.edits import without_connective
from bot.briefing.extract.speakers import Said
from bot.models import Change, Edit
from bot.text.calendars import MONTH_IN_FULL, WEEKDAY
from bot.text.lexicon import any_of, lexicon
from bot.text.names import FUNCTION_WORD, ROLE
from bot.text.openings import opens_article, past_dateline, points_back
from bot.text.quotations import is_balanced
from bot.text.sentences import Sentence
from bot.text.whole_words import spelt, whole_words

_HE_OR_SHE = "[Hh](?:e|is|er|im|ers|imself|erself)|[Ss]he"
_HE_OR_SHE_WORDS = spelt(_HE_OR_SHE)
_PRONOUN = re.compile(f"(?P<word>{whole_words(_HE_OR_SHE)})")
_SPEECH_TAG = re.compile(
    whole_words(
        r"(?:[Ss]he|[Hh]e) (?:\w+ ){0,2}(?:said|says|added|adds|told|wrote|explained|insisted|"
        r"warned|argued|claimed|continued|noted|admitted|recalled|joked)"
    )
)
_SPEECH_TAG_LAST = re.compile(
    r", (?:they|it) (?:said|says|added|adds|wrote|explained|insisted|warned|noted)\b[^,]*$"
)
_OWNED = re.compile(
    r" (?!(?:to|that|and|or|an?|the|in|on|at|as|for|with|by|from|if|when|over|into|out|up|about|"
    r"because|after|before|not|how|what|why|who|where)\b)\w"
)
_POSSESSIVE = frozenset({"his", "hers"})
_ANTECEDENT = re.compile(
    rf"(?<=[\w,;:’”\"] )(?!{WEEKDAY}|{MONTH_IN_FULL})(?:[A-ZÀ-Þ][^\W\d_]+)|"
    rf"\b(?:{ROLE}|man|woman|boy|girl|teenager|suspect|driver|player|"
    r"mother|father|son|daughter|wife|husband|brother|sister|victim|star|patient|pupil|child|"
    r"soldier|worker|passenger|defendant|king|queen|prince|princess|baby|person|someone|anyone|"
    r"everyone|who|youth|teen|minor|toddler|kid|infant|pensioner|neighbo[u]?r|friend|colleague|"
    r"boss|"
    r"widow|bride|groom|cleric|guard|clerk|maid|hero|champion|winner|model|scholar|graduate|lover|"
    r"boyfriend|girlfriend|uncle|aunt|cousin|nephew|niece|refugee|migrant|sailor|veteran|singer|"
    r"rapper|comedian|gunman|attacker|killer|author|writer|artist|musician|"
    r"dancer|doctor|musician|politician|tourist|cyclist|motorist|footballer|golfer|boxer|runner|"
    r"billionaire|celebrity|survivor|applicant|employee|customer|soldier|prisoner|inmate)\b"
)
_ROLES, _SPEECH = lexicon("en").roles, lexicon("en").speech
_FIRST_TOLD = any_of((*_ROLES.first_told, *_SPEECH.tags, *_SPEECH.loose_tags))
_FIRST_REPORT = re.compile(
    rf"\b(?:{any_of(_ROLES.at_first)}),? (?:\w+ ){{0,2}}(?:{_FIRST_TOLD})\b|"
    rf"\b(?:{_FIRST_TOLD}) (?:\w+ ){{0,3}}(?:{any_of(_ROLES.at_first)})\b|"
    rf"\b(?!(?:{any_of(_ROLES.no_first)}) )\w+ first (?:{_FIRST_TOLD})\b|"
    rf"\b(?:{any_of(_ROLES.first_accounts)})\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(rf"\b(?:{any_of(_ROLES.corrected)})\b", re.IGNORECASE)
# "The crowd in Tolm won't let him": a place is nobody.
_PLACE = re.compile(
    r"\b(?:in|at|near|across|outside|inside|into|around) (?:the )?[A-ZÀ-Þ][^\W\d_]+"
    r"(?:[ -][A-ZÀ-Þ][^\W\d_]+)*(?![\w’'])"
)
_CATAPHORA = re.compile(
    r"(?:Before|After|When|While|As|Since|Although|Though|During|In|With|Despite|By|On|For|At|"
    r"\w+ing)\b"
)
_NO_NAME = re.compile(rf"{FUNCTION_WORD.pattern}|(?:\w+(?:ed|ing|ly)|Born)\b")


def is_whole(sentence: Sentence) -> bool:
    """Whether the sentence holds no half of a quotation or a parenthesis."""
    if sentence.in_quote or sentence.open_quote:
        return False
    return is_balanced(sentence.text)


def is_first_report(told: str) -> bool:
    """Whether a sentence tells what was said at first, which another one may have corrected."""
    first = _FIRST_REPORT.search(told)
    return first is not None and _CORRECTED.search(told) is None


def _is_tagged(said: Said) -> bool:
    """Whether "he said" or the like says whose the sentence is, but not who that is."""
    if not _HE_OR_SHE_WORDS.isdisjoint(said.words) and _SPEECH_TAG.search(said.told):
        return True
    return _SPEECH_TAG_LAST.search(said.told) is not None


def standing(
    body: str, sentence: Sentence, said: Said, *, is_first: bool = False
) -> tuple[Edit, ...] | None:
    """The edits with which an English sentence stands alone; None when it cannot.

    `is_first`: it is the article's first one, which may describe whom the headline is about.
    """
    if not is_whole(sentence) or (said.speaker is None and _is_tagged(said)):
        return None
    if is_first_report(said.told):
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
        return (_bracket(sentence.end, said.speaker.partition(",")[0]),)
    if _HE_OR_SHE_WORDS.isdisjoint(said.words):
        return ()
    told = said.told[skipped:]
    pronoun = _unresolved(told)
    if pronoun is None:
        return ()
    if said.referent is None:
        return None
    name = _in_case(pronoun, told, said.referent)
    return (_bracket(sentence.start + skipped + pronoun.end(), name),)


def _bracket(at: int, name: str) -> Edit:
    return Edit(Change.INSERT, at, at, f" [{name}]")


def _unresolved(told: str) -> re.Match[str] | None:
    """The first "he" or "she" of a sentence that nobody in the sentence can be."""
    pronoun = _PRONOUN.search(told)
    if pronoun is None or _ANTECEDENT.search(_PLACE.sub("there", told[: pronoun.start()])):
        return None
    if pronoun.start() and told[0].isupper() and not _NO_NAME.match(told):
        return None  # the sentence opens with a name, or with what may be one
    clause, _, main = told.partition(",")
    if _CATAPHORA.match(told) and pronoun.end() <= len(clause) and _ANTECEDENT.search(main):
        return None
    return pronoun


def _in_case(pronoun: re.Match[str], told: str, name: str) -> str:
    word = pronoun["word"].casefold()
    possessive = word in _POSSESSIVE or (word == "her" and _OWNED.match(told, pronoun.end()))
    return f"{name}’s" if possessive else name
