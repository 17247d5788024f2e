"""Pure. Are a claim's quotations word for word its sources', and does the same person say it?"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from bot.briefing.check.evidence import Evidence, shared, words_of
from bot.briefing.check.faults import Fault
from bot.briefing.check.names import DATED, NAMED, capitalised
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, any_of_either_case
from bot.text.meanings import meanings
from bot.text.names import ROLE
from bot.text.polarity import marked
from bot.text.quotations import find_quotations
from bot.text.words import WORD

_EN = lexicon("en")
_SPEECH = _EN.speech
_JOINT = f"(?:{any_of(_EN.clauses.joining)})"
_CLAUSE = re.compile(
    rf"[;—–]|,? \b(?:{any_of(_EN.clauses.opposing)})\b|, {_JOINT} (?=[A-Z])|(?<=[”\"]),? {_JOINT} "
)
_SPEAKS = f"(?:{any_of((*_SPEECH.saying, *_SPEECH.reporting))})"
_NAME_WORD = re.compile(r"[A-Z][\w’'-]+")
_OFFICE = re.compile(rf"{ROLE}|{any_of((*_EN.people.role_openings, *_EN.people.titles))}")
# Marks that `find_quotations` does not know, and single ones around some words.
_OTHER_MARKS = re.compile(r"[❝❞❛❜‟‛]|(?<!\w)['‘](?=\S{1,60} \S{1,60} )[^'’‘]{6,}['’](?!\w)")
_SAYS = re.compile(
    rf"(?P<before>{NAMED})(?:\]|, [^,]{{2,60}},|,)? (?:(?:{any_of(_SPEECH.before_saying)}) )?"
    rf"{_SPEAKS}\b"
    rf"|[”\",] {_SPEAKS} (?P<after>[^,.;:”\"]{{2,80}})"
    rf"|(?:{any_of_either_case(_EN.speakers.according)}) (?P<according>[^,.;:”\"]{{2,80}})"
)


def quotation_faults(claim: str, cited: Sequence[str]) -> Iterator[Fault]:
    """Whether every quotation stands in a cited sentence, as a quotation; in any language."""
    plain = [_plain(text) for text in cited]
    says = marked(unquoted(claim)).says
    for quotation in find_quotations(claim, 0, len(claim)):
        words = _plain(claim[quotation.start + 1 : quotation.end])
        holders = [
            text for text, all_ in zip(cited, plain, strict=True) if f" {words} " in f" {all_} "
        ]
        if not any(_is_quoted(words, text) for text in holders):
            yield Fault.QUOTATION
            continue
        mine = _names(claim)
        theirs = [_names(text) for text in holders]
        if mine and says and all(names and mine.isdisjoint(names) for names in theirs):
            yield Fault.SPEAKER
    for odd in _OTHER_MARKS.finditer(claim):
        if not any(odd.group() in text or _is_quoted(_plain(odd.group()), text) for text in cited):
            yield Fault.QUOTATION


def _names(text: str) -> set[str]:
    """The meanings of the names that stand outside quotations."""
    bare = unquoted(text)
    names = {word for word, _ in capitalised(bare)} | _speakers(bare)
    return {meaning for word in names for meaning in words_of(word)} - DATED


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _is_quoted(words: str, text: str) -> bool:
    quoted = [_plain(text[one.start : one.end]) for one in find_quotations(text, 0, len(text))]
    return any(words in each for each in quoted)


def unquoted(text: str) -> str:
    """`text` without its quotations."""
    for quotation in reversed(find_quotations(text, 0, len(text))):
        text = text[: quotation.start] + " " + text[quotation.end + 1 :]
    return text


def speaker_faults(claim: Evidence, near: Sequence[Evidence]) -> Iterator[Fault]:
    """Whether each speaker of the claim says it there too, and whether one is lost."""
    if not _speakers(claim.text):
        if near and not claim.marks.says and _is_attributed(claim, near[0]):
            yield Fault.ATTRIBUTION
        return
    told = [(_speakers(clause), words_of(clause)) for one in near for clause in _clauses(one.text)]
    known = {word for source in near for word in _NAME_WORD.findall(source.text)}
    for clause in _clauses(claim.text):
        speaker = _speakers(clause)
        if speaker & known and any(
            _is_said_by_others(word, speaker, told) for word in marked(clause).content
        ):
            yield Fault.SPEAKER


def _is_said_by_others(
    word: str, speaker: AbstractSet[str], told: Sequence[tuple[AbstractSet[str], AbstractSet[str]]]
) -> bool:
    """Whether a word stands only in clauses that somebody else says."""
    holders = [who for who, words in told if meanings(word) & words]
    return bool(holders) and all(who and not who & speaker for who in holders)


def _speakers(text: str) -> set[str]:
    """The names of those who are said to say something in `text`."""
    said = (name for match in _SAYS.finditer(text) for name in match.groupdict().values() if name)
    words = {word for name in said for word in _NAME_WORD.findall(name)}
    return {word for word in words if not _OFFICE.fullmatch(word)} or words  # two may share one


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause]


def _is_attributed(claim: Evidence, source: Evidence) -> bool:
    """Whether the clause that the claim tells again is somebody's say there."""
    wanted = set(claim.marks.content)
    best = max(
        _clauses(source.text), key=lambda clause: shared(wanted, words_of(clause)), default=""
    )
    return marked(best).attributed
