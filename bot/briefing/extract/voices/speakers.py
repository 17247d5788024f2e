"""Pure. Who says what in an English article: a sentence -> its speaker, with name and office.

A speaker is told only when the words around the verb of saying leave no choice: the name is its
subject, stands right after it behind a quotation, or after "according to"; "he" or "she" is the
one person whom the sentence before was about, or who spoke last; "the minister" is the only one so
far. Otherwise there is none: a wrong speaker is worse than no speaker.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bot.briefing.extract.voices.bodies import Bodies
from bot.briefing.extract.voices.descriptions import described
from bot.briefing.extract.voices.pronouns import (
    Surroundings,
    gender,
    is_said_by_pronoun,
    opens_with_pronoun,
    others_than,
    referent,
    speaking_pronoun,
    subject,
)
from bot.briefing.extract.voices.saying import (
    HIDDEN,
    SAYING_WORDS,
    TAG_WORDS,
    unnamed_speaker,
)
from bot.briefing.extract.voices.subjects import Scene, Speaker, named_speakers
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of
from bot.text.names import People, introduced, mentions, persons
from bot.text.quotations import find_quotations
from bot.text.sentences import Sentence
from bot.text.words import counted, words_in

_RUNS = re.compile(f"{HIDDEN}+")
_ARTICLE = re.compile(f"(?:{any_of(lexicon('en').people.articles)}) ")
_SINCE = 3  # sentences between two of one speaker
_LONGEST_QUOTATION = 8  # sentences of one quotation that are looked at for its tag
_RECENT = 3  # sentences that may name nobody else for a "he" to reach into the next paragraph
QUOTATION_WORDS = 4  # fewer in quotation marks are a term, not a statement


class Said(NamedTuple):
    """What the sentence at the same place is, as speech.

    `speaker` names its one speaker, a person with office or a body, None when there is none or no
    certain one; `source` is who says it where nobody is named: "a witness". `named`: the speaker is
    a person. `quoted`: at least four words stand in quotation marks, and the sentence has a speaker
    or is mostly these. `attributed`: somebody is said to say it, certain or not. `about` is the one
    person the sentence is about, whom the next sentence's "he" would mean. `referent` is the person
    whom this sentence's own first "he" or "she" means, as the sentence before tells. `told` is the
    sentence with every character inside quotation marks replaced, so that its own words are left;
    `words` are these.
    """

    speaker: str | None = None
    source: str | None = None
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
    before, paragraph, last = Said(), -1, _Last()
    bodies = Bodies(body)
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
        beside = previous is not None and others_than(previous, before.words, recent[0], people)
        source = before.attributed
        context = Surroundings(named, here, people, previous, genders, body, beside, source)
        said = _said(told, context, bodies)
        if said.attributed and said.speaker is None:
            said = _by_the_same(said, last, here, genders)
            if said.source is not None:
                near = here.union(*recent)
                who = described(said.source, people, near, bodies, sentence.start)
                said = said if who is None else _of(said, who, context)
        last = _last(said, last, here)
        quoted = HIDDEN in told and _is_statement(
            said, sentence.text, _quoted_words(sentence.text, told)
        )
        said = said._replace(quoted=True) if quoted else said
        found.append(said)
        before, paragraph = found[-1], sentence.paragraph
        recent = (here, *recent[: _RECENT - 1])
    return tuple(_carried(sentences, found))


class _Last(NamedTuple):
    """Who spoke last, as labelled; how many sentences ago; whom these name beside."""

    speaker: str | None = None
    ago: int = 0
    others: frozenset[str] = frozenset()


def _last(said: Said, last: _Last, here: frozenset[str]) -> _Last:
    if said.named and said.speaker is not None:
        return _Last(said.speaker)
    if last.speaker is None:
        return last
    if said.attributed or not (_is_quoted(said) or opens_with_pronoun(said.told)):
        return _Last()
    return last._replace(ago=last.ago + 1, others=last.others | here)


def _by_the_same(said: Said, last: _Last, here: frozenset[str], genders: dict[str, str]) -> Said:
    """ "He said" is who spoke last, where nobody else has been named since."""
    if last.speaker is None or said.source is not None or last.ago > _SINCE:
        return said
    name, pronoun = last.speaker.partition(",")[0], speaking_pronoun(said.told)
    if not pronoun or (last.others | here) - {name}:
        return said
    if genders.setdefault(name, pronoun) != pronoun:
        return said
    return said._replace(speaker=last.speaker, named=True, about=name)


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


def _said(told: str, context: Surroundings, bodies: Bodies) -> Said:
    """What a sentence is as speech, but for its quotations."""
    meant = referent(told, context)
    leads = opens_with_pronoun(told) and not context.persons - {meant}
    about = subject(told, context) or (meant if leads else None)
    said = Said(about=about, referent=meant, told=told, words=words_in(told))
    if SAYING_WORDS.isdisjoint(said.words):
        return said
    speakers = named_speakers(Scene(told, context.named, context.people, bodies, said.words))
    pronoun = is_said_by_pronoun(told)
    if len(speakers) > 1 or (speakers and pronoun):
        return said._replace(attributed=True)
    if speakers:
        return _of(said, speakers[0], context)
    tagged = not TAG_WORDS.isdisjoint(said.words)
    source = unnamed_speaker(told, context.named) if tagged else None
    if pronoun and said.referent is not None and source is None:
        return _of(said, Speaker(said.referent, is_person=True), context)
    if pronoun or source is not None:
        return said._replace(source=None if pronoun else source, attributed=True)
    return said


def _of(said: Said, speaker: Speaker, context: Surroundings) -> Said:
    name = speaker.name
    return said._replace(
        speaker=_labelled(name, context.people),
        named=speaker.is_person,
        attributed=True,
        about=None if not speaker.is_person or context.persons - {name} else name,
    )


def _carried(sentences: Sequence[Sentence], found: Sequence[Said]) -> Iterator[Said]:
    """A quotation that is a whole sentence is of whom the marks or the last tag show.

    A quotation that goes on in the next sentence is of who says that one; else it goes on with who
    spoke before. Where the next tag in its paragraph is another's, it is nobody's for certain.
    """
    owner: Said | None = None
    for at, said in enumerate(found):
        if said.attributed or not _is_bare(said):
            owner = said if said.attributed and said.named else None
            yield said
        else:
            speaking = _who_goes_on(sentences, found, at, owner)
            yield said if speaking is None else _with_speaker_of(said, speaking)


def _who_goes_on(
    sentences: Sequence[Sentence], found: Sequence[Said], at: int, owner: Said | None
) -> Said | None:
    """Whose the quotation at this place is; `owner` spoke before."""
    tag = _tag_behind(sentences, found, at)
    if tag is None or sentences[at].in_quote or (owner and owner.speaker == tag.speaker):
        return owner
    if sentences[at].open_quote or owner is None:
        return tag if tag.named else None
    return None


def _tag_behind(sentences: Sequence[Sentence], found: Sequence[Said], at: int) -> Said | None:
    """What a tag shows of the quotation that goes on to it, in one paragraph."""
    for behind in range(at + 1, min(at + 1 + _LONGEST_QUOTATION, len(found))):
        said = found[behind]
        if sentences[behind].paragraph != sentences[at].paragraph:
            return None
        if said.attributed:
            return said if said.told.lstrip("“\"‘'« ").startswith(HIDDEN) else None
        if not _is_bare(said):
            return None
    return None


def _is_bare(said: Said) -> bool:
    return said.quoted and _is_quoted(said)


def _is_quoted(said: Said) -> bool:
    """Whether all its words are inside quotation marks."""
    return not said.told.strip(f" .,!?{HIDDEN}“”\"'‘’«»")


def _with_speaker_of(said: Said, owner: Said) -> Said:
    return said._replace(speaker=owner.speaker, named=True, about=owner.about)


def _is_statement(said: Said, text: str, quoted_words: int) -> bool:
    """Whether the words in quotation marks are what the sentence is about, not a term in it."""
    if quoted_words < QUOTATION_WORDS:
        return False
    return bool(said.speaker or said.source) or 2 * quoted_words >= counted(text)


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
