"""Pure. Who is meant by a last name: the first one in a bracket, where a brief has not told it.

"[Ana] Ruiz said": only where the article has given a single full name that ends so, of somebody
whom it shows to be one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.briefing.edits import ordered
from bot.briefing.extract.candidates import Candidate
from bot.briefing.extract.voices.saying import ADVERB, STATES
from bot.models import Article, Change, Edit
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, any_of_either_case
from bot.text.names import FUNCTION_WORDS, ROLE, WORD, mentions
from bot.text.sentences import Sentence
from bot.text.words import words_in

_EN = lexicon("en")
_TITLE = rf"(?:(?:{any_of(_EN.people.titles)})\.? )"
_LONE = re.compile(rf"(?<![\w’'.&@#-])(?P<title>{_TITLE})?(?P<last>{WORD})(?!['’]?[\w&-]{{2}}|-)")
_CAPITAL_BEFORE = re.compile(rf"(?:[A-ZÀ-Þ][\w.’'-]{{0,40}}|\b{ROLE}) $")
_CAPITAL_BEHIND = re.compile(
    rf"(?:['’]s?)? (?:[A-ZÀ-Þ]|(?:{any_of(_EN.openings.behind_no_person)})\b)"
)
_SPEAKS = re.compile(rf"(?P<last>{WORD}),? {ADVERB}{STATES}")
_TITLED = re.compile(rf"\b{_TITLE}(?P<last>{WORD})")
_AGED = re.compile(rf"(?P<last>{WORD}), \d{{1,3}},")
_ELSE = re.compile(
    rf"\b(?:{any_of_either_case((*_EN.openings.before_place, *_EN.openings.before_no_person))}) "
    rf"(?P<last>{WORD})(?!['’]s)"
)
_BEFORE = 50  # characters
# What is looked at, so that the work on a text of nothing but names is bounded.
MOST_NAMES = 12  # in a sentence
MOST_SENTENCES = 60  # with a name


def with_full_names(
    article: Article, sentences: Sequence[Sentence], chosen: Sequence[Candidate]
) -> list[Candidate]:
    """`chosen`, in the order in which they are read, each with the brackets that it needs.

    `sentences` are all of the body's.
    """
    told = article.headline or ""
    found = []
    for one in chosen:
        shown = f"{told} {one.sentence.text} {' '.join(edit.text for edit in one.edits)}"
        added = [*_first_names(one.sentence, sentences, told, shown)]
        found.append(replace(one, edits=ordered((*one.edits, *added))) if added else one)
        told = shown
    return found


def _first_names(
    sentence: Sentence, sentences: Sequence[Sentence], told: str, shown: str
) -> Iterator[Edit]:
    known = {*words_in(told), *FUNCTION_WORDS}
    for match in islice(_LONE.finditer(sentence.text), MOST_NAMES):
        last, at = match["last"], match.start("last")
        if last in known:
            continue
        before = sentence.text[max(0, match.start() - _BEFORE) : match.start()]
        if _CAPITAL_BEHIND.match(sentence.text, match.end()):
            continue
        if not match["title"] and _CAPITAL_BEFORE.search(before):
            continue
        full = _full_name(last, sentences)
        if full is None or full in shown or (at == 0 and _is_common(last, sentences)):
            continue
        if not _is_introduced(full, last, sentences[: sentence.index]):
            continue
        known.add(last)
        first = full.removesuffix(last).strip()
        place = sentence.start + at
        yield Edit(Change.INSERT, place, place, f"[{first}] ")


def _is_introduced(full: str, last: str, before: Sequence[Sentence]) -> bool:
    """Whether the first of these sentences that has `last` has it in full, as papers name people:
    who is known by one name is no "Ana" for one "As Ana Ruiz’s house: a tale" further down."""
    first = next((one.text for one in before if last in one.text), "")
    return full in first


def _full_name(last: str, sentences: Sequence[Sentence]) -> str | None:
    """The only full name that ends with `last`, of somebody who speaks, has an age or a title."""
    having = (sentence.text for sentence in sentences if last in sentence.text)
    texts = [*islice(having, MOST_SENTENCES)]
    named = [one for text in texts for one in mentions(text) if one.name.split()[-1] == last]
    shortest = min((one.name for one in named), key=len, default=None)
    if shortest is None or any(one.name.split()[0] != shortest.split()[0] for one in named):
        return None
    if any(match["last"] == last for text in texts for match in _ELSE.finditer(text)):
        return None
    is_person = any(one.office for one in named) or any(
        match["last"] == last
        for text in texts
        for pattern in (_SPEAKS, _TITLED, _AGED)
        for match in pattern.finditer(text)
    )
    return shortest if is_person else None


def _is_common(word: str, sentences: Sequence[Sentence]) -> bool:
    """Whether the article has the word in small letters, too."""
    small = word.lower()
    return any(small in sentence.text for sentence in sentences)
