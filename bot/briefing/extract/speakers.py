"""Pure. Who says what in an English article: a sentence -> its speaker, with name and office.

A speaker is told only when the words around the verb of saying leave no choice: the name right
before it at the start of a clause, right after it behind a quotation, or after "according to"; a
"he" or "she" is the one person whom the sentence before was about. Otherwise there is none: a
wrong speaker is worse than no speaker.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from bot.briefing.extract.pronouns import (
    Surroundings,
    gender,
    is_said_by_pronoun,
    opens_with_pronoun,
    others_than,
    referent,
    subject,
)
from bot.briefing.extract.saying import (
    HIDDEN,
    SAYING_WORDS,
    named_speakers,
    unnamed_speaker,
)
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.names import People, introduced, is_organisation, mentions, persons
from bot.text.quotations import find_quotations
from bot.text.sentences import Sentence
from bot.text.words import counted, words_in

_RUNS = re.compile(f"{HIDDEN}+")
_ARTICLE = re.compile(f"(?:{any_of(lexicon('en').people.articles)}) ")
_RECENT = 3  # sentences that may name nobody else for a "he" to reach into the next paragraph
QUOTATION_WORDS = 4  # fewer in quotation marks are a term, not a statement


class Said(NamedTuple):
    """What the sentence at the same place is, as speech.

    `speaker` names its one speaker with office, None when there is none or no certain one.
    `named`: the speaker is a person with a name. `quoted`: at least four words stand in quotation
    marks, and the sentence has a speaker or is mostly these. `attributed`: somebody is said to say
    it, certain or not. `about` is the one person the sentence is about, whom the next sentence's
    "he" would mean. `referent` is the person whom this sentence's own first "he" or "she" means, as
    the sentence before tells. `told` is the sentence with every character inside quotation marks
    replaced, so that its own words are left; `words` are these.
    """

    speaker: str | None = None
    named: bool = False
    quoted: bool = False
    attributed: bool = False
    about: str | None = None
    referent: str | None = None
    told: str = ""
    words: frozenset[str] = frozenset()


def speech(body: str, sentences: Sequence[Sentence]) -> tuple[Said, ...]:
    """Who speaks in each of an English body's sentences; one value for each, in order."""
    hidden = _quotations_hidden(body, sentences)
    people, genders, found = People(), dict[str, str](), list[Said]()
    before, paragraph = Said(), -1
    recent: tuple[frozenset[str], ...] = ()
    for sentence in sentences:
        told = hidden[sentence.start : sentence.end]
        named = mentions(told)
        people = introduced(people, named)
        for mention in named:
            if (known := gender(told, mention)) is not None:
                genders.setdefault(mention.name, known)
        same = sentence.paragraph == paragraph
        certain = before.about is not None and (same or set().union(*recent) == {before.about})
        here = persons(told, named, people)
        previous = before.about if certain else None
        beside = previous is not None and others_than(previous, before.told, recent[0], people)
        source = before.attributed
        context = Surroundings(named, here, people, previous, genders, body, beside, source)
        said = _said(told, context)
        quoted = HIDDEN in told and _is_statement(
            said, sentence.text, _quoted_words(sentence.text, told)
        )
        said = said._replace(quoted=True) if quoted else said
        found.append(_continued(said, before) if same else said)
        before, paragraph = found[-1], sentence.paragraph
        recent = (here, *recent[: _RECENT - 1])
    return tuple(found)


def _quotations_hidden(body: str, sentences: Sequence[Sentence]) -> str:
    """`body` with every character inside quotation marks replaced, so that offsets stay."""
    parts: list[str] = []
    at = 0
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(group)
        for quotation in find_quotations(body, paragraph[0].start, paragraph[-1].end):
            if quotation.start < at:
                continue
            parts += (
                body[at : quotation.start + 1],
                HIDDEN * (quotation.end - quotation.start - 1),
            )
            at = max(quotation.end, quotation.start + 1)
    parts.append(body[at:])
    return "".join(parts)


def _said(told: str, context: Surroundings) -> Said:
    """What a sentence is as speech, but for its quotations."""
    meant = referent(told, context)
    leads = opens_with_pronoun(told) and not context.persons - {meant}
    about = subject(told, context) or (meant if leads else None)
    said = Said(about=about, referent=meant, told=told, words=words_in(told))
    if SAYING_WORDS.isdisjoint(said.words):
        return said
    names = list(dict.fromkeys(named_speakers(told, context.named, context.people)))
    pronoun = is_said_by_pronoun(told)
    if len(names) > 1 or (names and pronoun):
        return said._replace(attributed=True)
    name = names[0] if names else said.referent if pronoun else None
    if name is not None:
        return said._replace(
            speaker=_labelled(name, context.people),
            named=not is_organisation(name),
            attributed=True,
            about=None if context.persons - {name} else name,
        )
    institution = None if pronoun else unnamed_speaker(told, context.named)
    attributed = pronoun or institution is not None
    return said._replace(speaker=institution, attributed=True) if attributed else said


def _continued(said: Said, before: Said) -> Said:
    """A quotation that is a whole sentence goes on with the speaker of the one before it."""
    bare = said.told.strip(f" .,!?{HIDDEN}“”\"'‘’«»")
    if bare or not said.quoted or not (before.quoted and before.named):
        return said
    return said._replace(speaker=before.speaker, named=True, about=before.about)


def _is_statement(said: Said, text: str, quoted_words: int) -> bool:
    """Whether the words in quotation marks are what the sentence is about, not a term in it."""
    if quoted_words < QUOTATION_WORDS:
        return False
    return said.speaker is not None or 2 * quoted_words >= counted(text)


def _quoted_words(text: str, told: str) -> int:
    return sum(counted(text[hidden.start() : hidden.end()]) for hidden in _RUNS.finditer(told))


def _labelled(name: str, people: People) -> str:
    office = people.offices.get(name)
    if office is None:
        return name
    return (
        f"{name}, {office[0].lower()}{office[1:]}"
        if _ARTICLE.match(office)
        else f"{name}, {office}"
    )
