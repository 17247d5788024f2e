"""Pure. Who says what in an English article: a sentence -> its speaker, with name and office.

A speaker is told only when the words around the verb of saying leave no choice: the name right
before it at the start of a clause, right after it behind a quotation, or after "according to"; a
"he" or "she" is the one person whom the sentence before was about. Otherwise there is none: a
wrong speaker is worse than no speaker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from bot.text.lexicon import any_of, lexicon
from bot.text.names import (
    NAME,
    ROLE,
    WORD,
    Mention,
    People,
    found_at_capitals,
    introduced,
    is_organisation,
    mentions,
    persons,
)
from bot.text.quotations import find_quotations
from bot.text.sentences import Sentence
from bot.text.whole_words import spelt, whole_words, words_in
from bot.text.words import counted

HIDDEN = "\0"  # stands for each character inside a quotation
_SPEECH = lexicon("en").speech
_STRONG_VERBS, _WEAK_VERBS = any_of(_SPEECH.tags), any_of(_SPEECH.loose_tags)
_SAYING_VERBS = f"{_STRONG_VERBS}|{_WEAK_VERBS}"
_SAYS = f"(?:{_SAYING_VERBS})"
_STATES = (  # a verb before what is said, which shows that words are
    rf"(?:(?:{_STRONG_VERBS})\b|(?:{_WEAK_VERBS})(?=[^\w\s]| ?[{HIDDEN}“”\"'‘’»«]|$| in an? "
    r"| on [A-Z]| (?:that|how|why|whether|he|she|they|there)\b))"
)
# Who tells is named before "told"; after it stands who is told.
_SAYS_WHO = f"(?:{any_of({*_SPEECH.tags, *_SPEECH.loose_tags} - {*_SPEECH.telling})})"
_NOUN_IN_LY = (
    r"(?:family|assembly|supply|ally|monopoly|weekly|daily|monthly|anomaly|butterfly|Italy)"
)
_ADVERB = (
    r"(?:(?:also|then|later|has|had|once|previously|recently|repeatedly|"
    rf"(?!{_NOUN_IN_LY} )\w+ly) ){{0,2}}"
)
_CLAUSE_START = (
    rf"(?:^|[{HIDDEN}“”\"'‘’»«] ?|[,;:—–] ?|\b(?:[Bb]ut|[Aa]nd|[Ww]hile|[Aa]s|[Tt]hough|"
    rf"[Aa]lthough|"
    r"[Ww]hen|[Ww]here|[Mm]eanwhile|[Hh]owever|[Yy]et),? )"
)
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof|Sen|Rep|Gov|Gen)\.? )?"
_BEFORE_VERB = re.compile(
    rf"(?P<name>{_TITLE}(?:{NAME}|{WORD}))(?:, [^,;:“”\"{HIDDEN}]{{2,110}},|, \d{{1,3}},)? "
    rf"{_ADVERB}(?P<verb>{_STATES})"
)
_AFTER_VERB = re.compile(
    rf"[“”\"'’»{HIDDEN}](?!{HIDDEN}) ?{_ADVERB}(?P<verb>{_SAYS_WHO}) (?P<rest>[^{HIDDEN}]{{2,120}})"
)
_ACCORDING = re.compile(rf"[Aa](?<!\w.)ccording to (?P<rest>[^{HIDDEN};:]{{2,140}})")
_PRONOUN = re.compile(rf"[HhSs](?<!\w.)(?:(?<=[Hh])e|(?<=[Ss])he) {_ADVERB}{_STATES}")
_UNNAMED = re.compile(
    rf"{_CLAUSE_START}(?P<who>(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother) (?:[\w’'-]+ ){{0,5}}?{ROLE}"
    rf"(?: (?:for|of|from|at|in) [^,;:“”\"{HIDDEN}]{{2,60}}?)?),? {_ADVERB}{_STATES}"
)
_INSTITUTION = re.compile(
    rf"{_CLAUSE_START}(?P<who>(?:[Tt]he |[Aa] )?(?:[\w’'&.-]+ ){{0,6}}?(?:[\w’'&.-]+)) "
    rf"{_ADVERB}{_STATES}"
)
_INSTITUTION_AFTER = re.compile(
    r"(?P<who>(?:the |a |an )?[\w’'&. -]{3,60}?)(?= in a | on |[,.;]|$)"
)
_NOUN_PHRASE = re.compile(
    rf"(?:[Tt]he |[Aa]n? |(?:\w+ )?(?:[Pp]olice|[Oo]fficials|[Aa]uthorities)|{WORD})"
)
_VERB_INSIDE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|that|which|who|he|she|it|they|we|i|you|to)\b",
    re.IGNORECASE,
)
_CONNECTED = re.compile(
    r"(?:But|And|While|As|When|Though|Although|However|Yet|If|So|Then|In|On|At|After|Before|"
    r"During|For|With|From|By|Since|Of|Not?)\b(?!-)"
)
_IN_MIDST = re.compile(  # not a whole noun phrase, or words of a clause
    r"(?:^|\s)(?:[Aa]nd|or|from|not|[Tt]hose|[Tt]hese|[Tt]he|[Tt]hat|[Tt]his|[Aa]n?|of|by|with|for|to|in|"
    r"on|at|as|when|but|[Hh]er|[Hh]is|[Ii]ts|[Tt]heir|[Tt]he former|\w+n['’]t|[A-Z])$|"
    r"\.[A-Z]$|"
    r"\b(?:when|while|because|how|why|what|where|if|after|before|got|"
    r"made|took|gave|came|went|began)\b|\w+ed (?:an?|the)\b|"
    rf"\b(?!{_NOUN_IN_LY}$)[a-z]+ly$|"
    r"^(?:[Nn]early |[Aa]lmost |(?:Reports|Headlines|Documents|Records|Studies|"
    r"Surveys|Polls|Letters)\b)"
)
_SOMEHOW = (  # "an exasperated Cho" is Cho, whoever that is
    r"[Aa]n? (?:(?!(?:for|of|to|by|with|from|and|at|in|on|than|named|called)\b)"
    r"[a-z][\w’'-]* ){1,3}"
)
_SOMEHOW_NAMED = re.compile(rf"{_SOMEHOW}{WORD}$")
_WRITTEN = re.compile(
    r"\b(?:reports?|statements?|letters?|documents?|studies|study|articles?|affidavit|complaint|"
    r"lawsuit|indictment|papers?|polls?|surveys?|posts?|tweets?|emails?|alerts?|updates?|accounts?|"
    r"records?|books?|blog|headlines?|catalog(?:ue)?|code|release)"
    r"(?= (?:from|by|of|on|in|at|to|published|posted|released|issued|lodged|late|early|this|last|"
    r"about|into|that|which|carried|filed|seen|obtained|made|sent|signed|written|commissioned)\b|$)"
)
_PAPER = re.compile(
    r"\b(?:report|statement|letter|document|website|study|post|tweet|source|sources|he|she|who|one|"
    r"message|email|article|affidavit|complaint|lawsuit|indictment|papers|documents|poll|survey|"
    r"figures|data|records|caption|sign|blog|book|others|headline|some|many|people)$",
    re.IGNORECASE,
)
_OFFICE_BEFORE = re.compile(
    rf"(?P<office>(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|(?:{WORD} )?{WORD}['’]s?) "
    rf"(?:[\w'’-]+ ){{0,4}}?{ROLE}(?: (?:of|for|at|in) [^,;:“”\"{HIDDEN}]{{2,50}})?), $"
)
_SAID_BEFORE = re.compile(rf"(?:[“”\"'’»{HIDDEN}] ?{_ADVERB}{_SAYS_WHO}|[Aa]ccording to) $")
_SAID_AFTER = re.compile(rf",(?: \d{{1,3}},)? {_ADVERB}{_STATES}")
_SAID_AFTER_NAME = re.compile(rf"(?:, [^:“”\"{HIDDEN}]{{2,80}},)? {_ADVERB}{_STATES}")
_NAME_AT = re.compile(rf"(?:the )?{_TITLE}(?P<name>{NAME}|{WORD})(?![\w-])")
_NAME_STOPS = re.compile(
    r"(?:$|[,.;—–]|[”\"] | (?:of|from|in|at|on|after|during|when|as|last|earlier)\b)"
)
_GOES_ON = (
    re.compile(  # the name is only the start of a noun phrase: "Delta's page", "Delta aide Ana"
        r"['’]|[ ](?!(?:of|from|in|at|on|after|with|for|to|and|as|during|when|who|by|that|the|last|"
        r"earlier|"
        r"via|against|about|before|while|because|since|but)\b)[a-z]+ [A-Z]"
    )
)
_MALE = re.compile(
    whole_words("Mr|Sir|Lord|King|Prince|[Ss]pokesman|[Cc]hairman|[Ff]ather|[Hh]usband|[Aa]ctor")
)
_FEMALE = re.compile(
    whole_words(
        "Mrs|Ms|Miss|Dame|Lady|Queen|Princess|[Ss]pokeswoman|[Cc]hairwoman|[Mm]other|[Ww]ife|"
        "[Aa]ctress"
    )
)
_THIRD_PERSON = re.compile(r"\b(?:(?P<he>[Hh]e|[Hh]is|[Hh]im)|(?P<she>[Ss]he|[Hh]er|[Hh]ers))\b")
_LEADING_PRONOUN = re.compile(r"(?:But |And )?(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er) ")
_LEADING_SUBJECT = re.compile(r"(?:But |And )?(?:[Hh]e|[Ss]he) ")
_FIRST_NAME = re.compile(rf"(?P<name>{_TITLE}{WORD})(?=[ ,])")
_UNCAPITALISED = 3  # letters; a shorter word may be part of any name
_SMALL_LETTERS = bytes(code if chr(code).islower() else ord(" ") for code in range(128)).ljust(
    256, b" "
)
_RUNS = re.compile(f"{HIDDEN}+")
_SAYING = spelt(f"{_SAYING_VERBS}|[Aa]ccording")
_RECENT = 3  # sentences that may name nobody else for a "he" to reach into the next paragraph
QUOTATION_WORDS = 4  # fewer in quotation marks are a term, not a statement


@dataclass(frozen=True, slots=True)
class Said:
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


class _Surroundings(NamedTuple):
    """What is known where a sentence stands: its own full names and people, the people so far, whom
    the sentence before was about, their pronouns, and the article's uncapitalised words."""

    named: tuple[Mention, ...]
    persons: frozenset[str]
    people: People
    previous: str | None
    genders: dict[str, str]
    uncapitalised: frozenset[str]


def speech(body: str, sentences: Sequence[Sentence]) -> tuple[Said, ...]:
    """Who speaks in each of an English body's sentences; one value for each, in order."""
    hidden = _quotations_hidden(body, sentences)
    people, genders, found = People(), dict[str, str](), list[Said]()
    before, paragraph = Said(), -1
    recent: tuple[frozenset[str], ...] = ()
    uncapitalised = _uncapitalised(body)
    for sentence in sentences:
        told = hidden[sentence.start : sentence.end]
        named = mentions(told)
        people = introduced(people, named)
        for mention in named:
            if (gender := _gender(told, mention)) is not None:
                genders.setdefault(mention.name, gender)
        same = sentence.paragraph == paragraph
        certain = before.about is not None and (same or set().union(*recent) == {before.about})
        here = persons(told, named, people)
        previous = before.about if certain else None
        context = _Surroundings(named, here, people, previous, genders, uncapitalised)
        said = _said(told, context)
        quoted = HIDDEN in told and _is_statement(
            said, sentence.text, _quoted_words(sentence.text, told)
        )
        said = replace(said, quoted=True) if quoted else said
        found.append(_continued(said, before) if same else said)
        before, paragraph = found[-1], sentence.paragraph
        recent = (here, *recent[: _RECENT - 1])
    return tuple(found)


def _uncapitalised(body: str) -> frozenset[str]:
    """The runs of small letters in `body`."""
    return frozenset(body.encode("utf-8", "replace").translate(_SMALL_LETTERS).decode().split())


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


def _said(told: str, context: _Surroundings) -> Said:
    """What a sentence is as speech, but for its quotations."""
    referent = _referent(told, context)
    leads = _LEADING_SUBJECT.match(told) and not context.persons - {referent}
    about = _subject(told, context) or (referent if leads else None)
    said = Said(about=about, referent=referent, told=told, words=words_in(told))
    if _SAYING.isdisjoint(said.words):
        return said
    names = list(dict.fromkeys(_named_speakers(told, context)))
    pronoun = _PRONOUN.search(told) is not None
    if len(names) > 1 or (names and pronoun):
        return replace(said, attributed=True)
    name = names[0] if names else said.referent if pronoun else None
    if name is not None:
        return replace(
            said,
            speaker=_labelled(name, context.people),
            named=not is_organisation(name),
            attributed=True,
            about=None if context.persons - {name} else name,
        )
    institution = None if pronoun else _institution(told, context)
    attributed = pronoun or institution is not None
    return replace(said, speaker=institution, attributed=True) if attributed else said


def _continued(said: Said, before: Said) -> Said:
    """A quotation that is a whole sentence goes on with the speaker of the one before it."""
    bare = said.told.strip(f" .,!?{HIDDEN}“”\"'‘’«»")
    if bare or not said.quoted or not (before.quoted and before.named):
        return said
    return replace(said, speaker=before.speaker, named=True, about=before.about)


def _is_statement(said: Said, text: str, quoted_words: int) -> bool:
    """Whether the words in quotation marks are what the sentence is about, not a term in it."""
    if quoted_words < QUOTATION_WORDS:
        return False
    return said.speaker is not None or 2 * quoted_words >= counted(text)


def _quoted_words(text: str, told: str) -> int:
    return sum(counted(text[hidden.start() : hidden.end()]) for hidden in _RUNS.finditer(told))


def _named_speakers(told: str, context: _Surroundings) -> Iterator[str]:
    """The names that stand where a speaker stands, each as fully as the article gives it."""
    for match in found_at_capitals(_BEFORE_VERB, told):
        yield from _subject_of(told, match, context)
    yield from _after_office(told, context)
    for match in _AFTER_VERB.finditer(told):
        yield from _name_at(told, match.start("rest"), context, stops=True)
    for match in _ACCORDING.finditer(told):
        yield from _name_at(told, match.start("rest"), context, stops=False)


def _after_office(told: str, context: _Surroundings) -> Iterator[str]:
    """The name in "the director, Ana Ruiz, said" and "said the director, Ana Ruiz"."""
    for mention in context.named:
        office = _OFFICE_BEFORE.search(told[max(0, mention.start - 130) : mention.start])
        if office is None:
            continue
        start = max(0, mention.start - 130) + office.start("office")
        told_of = _SAID_AFTER.match(told, mention.end) and _opens_clause(told, start)
        if told_of or _SAID_BEFORE.search(told[max(0, start - 40) : start]):
            yield mention.name


def _subject_of(told: str, match: re.Match[str], context: _Surroundings) -> Iterator[str]:
    for mention in context.named:
        if match.start("name") <= mention.name_start and mention.end <= match.end("name"):
            if _opens_clause(told, mention.start):
                yield mention.name
            return
    name = match["name"].split()[-1]
    full = context.people.full_name(match["name"])
    if full is None or name not in full:
        return
    start = match.start("name")
    if _opens_clause(told, start) or (" " not in match["name"] and _somehow(told, start)):
        yield full


def _somehow(told: str, start: int) -> bool:
    """Whether "an exasperated" or the like stands between the clause's start and a name."""
    before = told[max(0, start - 60) : start]
    return re.search(rf"{_CLAUSE_START}{_SOMEHOW}$", before) is not None


def _opens_clause(told: str, start: int) -> bool:
    before = told[max(0, start - 30) : start]
    return re.search(rf"{_CLAUSE_START}(?:[Tt]he )?$", before) is not None if before else True


def _name_at(told: str, at: int, context: _Surroundings, *, stops: bool) -> Iterator[str]:
    skipped = at + len("the ") if told.startswith("the ", at) else at
    for mention in context.named:
        if mention.start in (at, skipped) or mention.name_start == at:
            if not _GOES_ON.match(told, mention.end):
                yield mention.name
            return
    match = _NAME_AT.match(told, at)
    if match is None or _GOES_ON.match(told, match.end()):
        return
    if stops and not _NAME_STOPS.match(told, match.end()):
        return
    full = context.people.full_name(match["name"])
    if full is not None:
        yield full


def _institution(told: str, context: _Surroundings) -> str | None:
    """A speaker without a name: a spokesman for the ministry, police, Human Rights Watch.

    None where somebody whom the sentence names in full may be the one who speaks.
    """
    who = _unnamed_speaker(told)
    if who is None:
        return None
    for mention in context.named:
        if mention.name not in who and (
            _SAID_AFTER_NAME.match(told, mention.end) or told.startswith(f", {who}", mention.end)
        ):
            return None
    return who


def _unnamed_speaker(told: str) -> str | None:
    unnamed = _UNNAMED.search(told)
    if unnamed is not None:
        return unnamed["who"].strip()
    for match in _INSTITUTION.finditer(told):
        who = match["who"].strip()
        if _may_speak(who):
            return who
    after = _AFTER_VERB.search(told) or _ACCORDING.search(told)
    if after is None:
        return None
    phrase = _INSTITUTION_AFTER.match(after["rest"])
    return phrase["who"] if phrase and _may_speak(phrase["who"]) else None


def _may_speak(who: str) -> bool:
    if _CONNECTED.match(who) or _IN_MIDST.search(who) or _SOMEHOW_NAMED.match(who):
        return False
    if _PAPER.search(who) or _WRITTEN.search(who):
        return False
    return bool(_NOUN_PHRASE.match(who)) and not _VERB_INSIDE.search(who)


def _subject(told: str, context: _Surroundings) -> str | None:
    """The only person a sentence names, if it opens with that person."""
    if len(context.persons) != 1:
        return None
    (name,) = context.persons
    if context.named:
        opening = told[: context.named[0].start].strip(" “\"'")
        return name if opening in ("", "But", "And", "The", "the") else None
    first = _FIRST_NAME.match(told)
    return name if first and context.people.full_name(first["name"]) == name else None


def _referent(told: str, context: _Surroundings) -> str | None:
    """Whom the sentence's "he" or "she" means: the one person the sentence before was about."""
    previous = context.previous
    if previous is None or any(
        len(word) >= _UNCAPITALISED and word in context.uncapitalised
        for word in previous.lower().split()
    ):
        return None  # nobody, or perhaps no person: the word is a common one too
    leads = _LEADING_PRONOUN.match(told)
    if not leads and context.persons - {previous}:
        return None
    pronouns = [match.lastgroup or "" for match in _THIRD_PERSON.finditer(told)]
    if len(set(pronouns[:1] if leads else pronouns)) != 1:
        return None
    return previous if context.genders.setdefault(previous, pronouns[0]) == pronouns[0] else None


def _gender(told: str, mention: Mention) -> str | None:
    phrase = told[max(0, mention.start - 5) : mention.name_start] + (mention.office or "")
    if _MALE.search(phrase):
        return "he"
    return "she" if _FEMALE.search(phrase) else None


def _labelled(name: str, people: People) -> str:
    office = people.offices.get(name)
    return f"{name}, {office}" if office else name
