"""Pure. Which person or body with a name says what an English sentence says.

It is the subject of a verb of saying: a noun phrase with which a clause opens, who that is (between
commas), when and where, the verb. Or it stands behind that verb, or after "according to".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.briefing.extract.voices.bodies import Bodies, Seen, seen_at
from bot.briefing.extract.voices.saying import (
    ACCORDING_WORDS,
    ADVERB,
    AFTER_ACCORDING,
    HIDDEN,
    NOUN_IN_LY,
    SAYING_WORDS,
    SAYS_WHO,
    SOMEHOW,
    STATES,
    TAG_WORDS,
    TITLE,
)
from bot.text.calendars import MONTH, WEEKDAY, WEEKDAYS
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import ADVERB_ENDING, AN_EITHER_CASE, THE, THE_EITHER_CASE
from bot.text.lexicon.notation import any_of, any_of_either_case, whole_words
from bot.text.names import (
    BEHIND_ROLE,
    NAME,
    OFFICE_OPENS,
    ROLE,
    WORD,
    Mention,
    People,
    is_organisation,
)

MOST_ASIDES = 3  # of what stands between commas
_EN = lexicon("en")
_WORDS, _GRAMMAR = _EN.speakers, _EN.grammar
_AND, _OF = any_of(_EN.clauses.joining), any_of(_WORDS.belonging)
_TIMES = any_of_either_case(_WORDS.times)
_TIME = rf"(?:{WEEKDAY}|{MONTH}(?: \d{{1,2}})?|\d{{4}}|{_TIMES})"
_BEHIND_DAY = "|".join(f"(?<={day.capitalize()} )" for day in WEEKDAYS)
_NO_SPEECH = rf"(?!(?:{any_of(_WORDS.no_speech)})(?:\W|$))"
# A loose one says something before what is said, or before somebody's words: "denied the claims".
_OBJECTS = rf"(?: [\w’'-]{{1,30}}){{0,3}} (?:{any_of(_WORDS.said_things)})\b"
_SAYS = re.compile(
    rf"{_NO_SPEECH}(?:{STATES}|(?:{any_of(_WORDS.stances)})\b|(?:{any_of(_WORDS.loose_stances)})"
    rf"(?=:| ?[{HIDDEN}“\"]| (?:{any_of(_WORDS.stating)})\b|{_OBJECTS})"
    rf"|(?:{any_of(_WORDS.answers)})(?={_OBJECTS}))"
)
# Where a clause opens; "On Friday" may stand before its subject without a comma.
_STARTS = whole_words(form for word in _WORDS.clause_starts for form in (word, word.capitalize()))
_CLAUSE = re.compile(
    rf"(?:^|[{HIDDEN}“”\"»),:] ?|(?<!\w)['‘’] ?|(?P<joint>[;—–] ?|(?<= )--? |{_STARTS},? ))(?=\w)"
)
_LEAD = re.compile(rf"(?:(?:{any_of_either_case(_WORDS.before_time)}) )?(?:{_TIME} ){{1,2}}(?=\w)")
_BARRED = any_of(
    {
        *_WORDS.no_phrase,
        *_WORDS.no_phrase_either,
        *_GRAMMAR.prepositions,
        *_GRAMMAR.other_prepositions,
        *_GRAMMAR.irregular_pasts,
        *_WORDS.before_speakers_name,
    }
)
_MODIFIERS = rf"(?:(?!(?i:{_BARRED}) )[\w’'.&-]{{1,40}} ){{0,7}}"
_BEFORE_NAME = re.compile(  # what a person is, right before the name
    rf"(?:(?:{THE_EITHER_CASE}|{AN_EITHER_CASE}) )?(?:{_MODIFIERS}{ROLE} (?:{_AND}) )?{_MODIFIERS}"
    rf"(?:{ROLE} {BEHIND_ROLE} (?:{THE} )?(?:[A-Z][\w’'.&-]{{0,40}} ){{1,6}}"
    rf"|{ROLE} (?:{_OF}) (?:(?!(?i:{_BARRED}) )[\w’'.&-]{{1,40}} ){{1,2}})?"
)
_OFFICE_BEFORE = re.compile(  # "the city's new mayor, "
    rf"(?:(?:{OFFICE_OPENS}|{AN_EITHER_CASE}|[A-Z][\w’'-]{{1,40}}) [^;:“”\"{HIDDEN}]{{0,90}}?"
    rf"(?<![\w-]){ROLE}\b(?: {BEHIND_ROLE} [^;:“”\"{HIDDEN}]{{2,70}})?|"
    rf"(?:[A-Z][\w’'-]{{0,40}} (?:(?:{_OF}) )?){{0,6}}[A-Z][\w’'-]{{0,40}}['’]s?"
    rf"(?: [a-z-]{{2,30}}){{1,4}}), "
)
_ASIDE = re.compile(  # who that is: what stands between commas, in brackets or between dashes
    rf"(?:(?:, (?!(?:{any_of(_WORDS.no_aside)})\b)[^,;:“”\"{HIDDEN}]{{1,110}}){{1,{MOST_ASIDES}}}?,"
    rf"(?= (?!(?:{any_of(_WORDS.no_aside)})\b))"
    rf"| \([^()]{{1,60}}\),?| [—–] [^—–;:“”\"{HIDDEN}]{{2,110}} [—–])"
)
_PLACE = re.compile(
    rf"(?:,(?: \d{{1,3}},)?)? (?:{any_of(_WORDS.behind_unnamed)}) [^,;:“”\"{HIDDEN}]{{2,50}}(?=,)"
)
_JOINED = re.compile(rf", (?:{any_of(_WORDS.clause_starts)}) (?:[A-Z]|{THE} )[^,]{{1,80}}, $")
_COMMA_VERB = re.compile(
    rf", {ADVERB}(?:{STATES}|(?:{any_of((*_WORDS.stances, *_WORDS.loose_stances))})\b)"
)
_WORD = re.compile(rf" ([^\s,;:“”\"{HIDDEN}—–()]{{1,40}})")
_GOES_BEFORE = frozenset(_WORDS.before_saying)
_TIME_WORD = re.compile(rf"(?:{_TIME}|\d{{1,2}})(?![\w-])")
_OPENS_PHRASE = frozenset((*_GRAMMAR.prepositions, *_GRAMMAR.other_prepositions)) | frozenset(
    _WORDS.phrase_openings
)
_NO_SUBJECT = frozenset((*_WORDS.no_phrase, *_WORDS.no_phrase_either)) - {"that", "will"}
_BARRIERS = frozenset((*_WORDS.no_phrase, *_WORDS.no_phrase_either))
_DETERMINERS = frozenset(_GRAMMAR.determiners)
_NOUNS = frozenset(_WORDS.nouns)
_ADVERB = re.compile(rf"(?!{NOUN_IN_LY}$)\w{{1,40}}{ADVERB_ENDING}$")
_KNOWN_AT = re.compile(rf"(?:{THE_EITHER_CASE} )?{TITLE}(?P<name>{NAME}|{WORD})(?![\w-])")
_NEAR_ASIDE = re.compile(r"[^,(—–]{0,60}[,(—–]")
_ARTICLES = tuple(
    f"{form} " for the in _GRAMMAR.definite_articles for form in (the, the.capitalize())
)
_AN = tuple(f"{form} " for an in _GRAMMAR.indefinite_articles for form in (an, an.capitalize()))
_KIND_WORDS = frozenset(
    word.rpartition(" ")[2] for word in (*_EN.people.institutions, *_WORDS.kinds_of_body)
)
_BEHALF_WORDS = frozenset(form for word in _WORDS.on_behalf for form in (word, word.capitalize()))
_ORDINAL = re.compile(rf"{THE_EITHER_CASE} \d")
_TITLED_AT = re.compile(
    rf"(?:{THE_EITHER_CASE} )?(?:(?!(?i:{_BARRED}) )[\w’'-]{{1,40}} ){{0,3}}?"
    rf"(?P<name>(?:(?:{any_of(_EN.people.titles)})\.?|(?=[A-Z]){ROLE}) (?!{ROLE}\b){WORD})"
    rf"(?![\w’'-]| [A-Z])"
)
_KIND = re.compile(
    rf"(?:{THE_EITHER_CASE} )?(?:(?!(?:{_BARRED}) )[\w’'-]{{1,40}} ){{0,3}}?"
    rf"(?i:{any_of((*_EN.people.institutions, *_WORDS.kinds_of_body))}) (?=[A-Z])"
)
_SOMEHOW = re.compile(SOMEHOW)
_INVERTED = re.compile(
    rf"(?:[“”\"'’»{HIDDEN}](?!{HIDDEN})|[,?!]) ?{ADVERB}(?P<verb>{SAYS_WHO}) (?=\w)"
)
# The name is only the start of a noun phrase: "Delta's page", "Delta aide Ana".
_GOES_ON = re.compile(
    rf"['’]| (?!(?:{any_of((*_WORDS.behind_speaker, *_WORDS.behind_name))})\b)[a-z]+ [A-Z]"
)
_STOPS = re.compile(rf"(?:$|[,.;?!—–]|[”\"{HIDDEN}]| (?:{any_of(_WORDS.behind_speaker)})\b| \()")
_TAG = re.compile(rf"{SAYS_WHO}(?:$|[,.])")
_AND_NAME = re.compile(rf" (?:{_AND}) [A-ZÀ-Þ]")
_AND_BEFORE = re.compile(rf"\b(?:{_AND}),? $")
_STATES = re.compile(STATES)
_SAYING = re.compile(
    rf"(?:, |{_BEHIND_DAY})(?:{any_of(_WORDS.participles)}) (?:{any_of(_WORDS.stating)}|{THE})\b"
)
_ON_BEHALF = re.compile(
    rf"(?:(?:{AN_EITHER_CASE}|{THE_EITHER_CASE}) )?(?:[a-z-]{{2,30}} )?"
    rf"(?:{any_of_either_case(_WORDS.on_behalf)}) (?:{any_of(_WORDS.behind_unnamed)}) "
    rf"(?:(?:{THE} )?(?:[a-z]{{2,30}} ){{0,3}}?)?"
)
MOST_WORDS = 12  # between a subject and its verb
MOST_CLAUSES = 40  # a sentence with more is a list
LONGEST_SUBJECT = 140  # characters before a name that belong to it


class Speaker(NamedTuple):
    """A name that says something; of a person, or else of a body."""

    name: str
    is_person: bool


class Subject(NamedTuple):
    """A noun phrase that may say something: where it stands, and the person, or what may be a body,
    that it names.

    `joined`: a later clause of the sentence opens with it.
    """

    start: int
    end: int
    person: Speaker | None
    body: Seen | None = None
    joined: bool = False


class Scene(NamedTuple):
    """A sentence with its quotations hidden, the names in it, and what the article knows."""

    told: str
    named: tuple[Mention, ...]
    people: People
    bodies: Bodies
    words: frozenset[str]


def named_speakers(scene: Scene) -> list[Speaker]:
    """Those who say something in a sentence, each as fully as the article names them."""
    last = max(scene.told.rfind(word) + len(word) for word in SAYING_WORDS & scene.words)
    opening = _openings(scene, last)
    by_verb: dict[int, _Utterance] = {}
    for subject in opening:
        verb = _verb_behind(scene.told, subject)
        speaker = None if verb is None else _speaker(scene, subject)
        if verb is not None and speaker is not None:
            by_verb[verb] = _nearer(by_verb.get(verb), _Utterance(subject, speaker))
    if by_verb and all(_is_aside(scene.told, *one) for one in by_verb.items()):
        return []
    found = [utterance.speaker for _, utterance in sorted(by_verb.items())]
    is_tagged = not TAG_WORDS.isdisjoint(scene.words)
    for match in _INVERTED.finditer(scene.told) if is_tagged else ():
        if match.start("verb") not in by_verb:
            found += _behind(scene, match.end(), stops=True)
    is_told = not ACCORDING_WORDS.isdisjoint(scene.words)
    for match in AFTER_ACCORDING.finditer(scene.told) if is_told else ():
        found += _behind(scene, match.start("rest"), stops=False)
    if not found and opening and _SAYING.search(scene.told, opening[0].end):
        found += _saying(scene, opening)
    return list(dict.fromkeys(found))


class _Utterance(NamedTuple):
    subject: Subject
    speaker: Speaker


def _speaker(scene: Scene, subject: Subject) -> Speaker | None:
    """Whom a noun phrase names, if it does."""
    if subject.body is None:
        return subject.person
    if scene.people.known_as.get(subject.body.name, "") is None:
        return None  # two people share it
    name = scene.bodies.name(subject.body)
    return None if name is None else Speaker(name, is_person=False)


def _saying(scene: Scene, opening: list[Subject]) -> Iterator[Speaker]:
    """Who did something, "saying that ..."; only where nobody else stands between."""
    first = opening[0]
    participle = _SAYING.search(scene.told, first.end)
    end = participle.start() if participle else 0
    starts = [*(one.start for one in scene.named), *(one.start for one in opening[1:])]
    others = any(first.end <= start < end for start in starts)
    speaker = _speaker(scene, first)
    if speaker is not None and not scene.told[: first.start].strip(" “") and not others:
        yield speaker


def _is_aside(told: str, verb: int, utterance: _Utterance) -> bool:
    """Whether only a later clause is said: "The pier is old, but Delta has urged calm"."""
    subject, speaker = utterance
    joined = subject.joined or _JOINED.search(told[max(0, subject.start - 100) : subject.start])
    if not joined or _TAG.match(told, verb) is not None:
        return False
    return not (speaker.is_person and _STATES.match(told, verb)) or bool(
        _AND_BEFORE.search(told[max(0, subject.start - 6) : subject.start])
    )


def _nearer(one: _Utterance | None, other: _Utterance) -> _Utterance:
    """Which of two noun phrases before one verb is its subject."""
    if one is None or (one.subject.joined and not other.subject.joined):
        return other
    return one if one.speaker.is_person or not other.speaker.is_person else other


def _openings(scene: Scene, last: int) -> list[Subject]:
    """The names with which clauses open before the `last` verb, in order."""
    found: dict[int, Subject] = {}
    for number, match in enumerate(_CLAUSE.finditer(scene.told, 0, last)):
        if number == MOST_CLAUSES:
            break
        at = match.end()
        if scene.told[at : scene.told.find(" ", at)] in _NO_SUBJECT:
            continue
        lead = _LEAD.match(scene.told, at)
        for start in (at, *([lead.end()] if lead else ())):
            for subject in _at(scene, start):
                joined = match["joint"] is not None and match.start() > 0
                found.setdefault(subject.end, subject._replace(joined=joined))
    return [found[end] for end in sorted(found)]


def _at(scene: Scene, at: int) -> Iterator[Subject]:
    """The names that the noun phrase at a place may have, with what stands before them."""
    told = scene.told
    if told[at : at + 1].isdigit() or _ORDINAL.match(told, at):
        yield from _body(scene, at)
        return
    named = told[at].isupper() or told.startswith(_ARTICLES, at)
    if named:
        yield from _known(scene, at, at)
    described = _SOMEHOW.match(told, at) if told.startswith(_AN, at) else None
    if described is not None:
        yield from _known(scene, at, described.end())
    yield from _introduced(scene, at)
    if not scene.words.isdisjoint(_BEHALF_WORDS):
        yield from _on_behalf(scene, at)
    if named:
        yield from _body(scene, at)
    elif not scene.words.isdisjoint(_KIND_WORDS):
        yield from _body_of_kind(scene, at)


def _introduced(scene: Scene, at: int) -> Iterator[Subject]:
    """The people named in full there, behind what they are: "the port's director Ana Ruiz"."""
    comma = scene.told.find(",", at)
    for one in scene.named:
        if not at <= one.name_start <= at + LONGEST_SUBJECT:
            continue
        if 0 <= comma < one.start:
            return
        if _BEFORE_NAME.fullmatch(scene.told, at, max(at, one.start)):
            yield Subject(at, one.end, Speaker(one.name, not is_organisation(one.name)))


def _known(scene: Scene, at: int, start: int) -> Iterator[Subject]:
    """Somebody known by a last name; or only by it, with what shows a person: "Mr Cho"."""
    match = _KNOWN_AT.match(scene.told, start)
    if match is None or any(one.start <= match.start("name") < one.end for one in scene.named):
        return
    word = match["name"].split()[-1]
    full = scene.people.full_name(match["name"])
    if full is not None and scene.people.known_as.get(word) == full:
        if scene.bodies.introduces(full, word):
            yield Subject(at, match.end(), Speaker(full, not is_organisation(full)))
        return
    titled = _TITLED_AT.match(scene.told, start)
    if titled is not None and word not in scene.people.known_as:
        yield Subject(at, titled.end(), Speaker(titled["name"], is_person=True))


def _body(scene: Scene, at: int) -> Iterator[Subject]:
    body = seen_at(scene.told, at, scene.named)
    if body is not None:
        yield Subject(at, body.end, None, body)
    if not scene.words.isdisjoint(_KIND_WORDS):
        yield from _body_of_kind(scene, at)


def _body_of_kind(scene: Scene, at: int) -> Iterator[Subject]:
    """The body of "the human rights group Delta"."""
    kind = _KIND.match(scene.told, at)
    body = seen_at(scene.told, kind.end(), scene.named) if kind else None
    if body is not None:
        yield Subject(at, body.end, None, body)


def _on_behalf(scene: Scene, at: int) -> Iterator[Subject]:
    """The body of "a spokesman for Delta Bank"."""
    match = _ON_BEHALF.match(scene.told, at)
    apposed = scene.told.endswith(", ", 0, at) and any(
        at - 12 < one.end < at for one in scene.named
    )
    if match is not None and not apposed:
        yield from (one._replace(start=at) for one in _body(scene, match.end()))


def _verb_behind(told: str, subject: Subject) -> int | None:
    """Where the verb of saying stands whose subject this is."""
    end = subject.end
    apposed = subject.person is not None and told.endswith(", ", 0, subject.start)
    if apposed and _COMMA_VERB.match(told, end):
        return _walk(told, end + 1)  # "the mayor, Ana Ruiz, said"
    verb = _walk(told, end)
    if verb is not None or _NEAR_ASIDE.match(told, end) is None:
        return verb
    for aside in _asides(told, end):
        verb = _walk(told, aside)
        if verb is not None:
            return verb
    return None


def _asides(told: str, at: int) -> Iterator[int]:
    """Where each run of asides behind a name ends, and of those behind "from Tolm"."""
    place = _PLACE.match(told, at)
    for start in (at, *([place.end()] if place else ())):
        end = start
        for _ in range(MOST_ASIDES):
            aside = _ASIDE.match(told, end)
            if aside is None:
                break
            yield aside.end()
            end = aside.end() - (told[aside.end() - 1] == ",")


def _walk(told: str, at: int) -> int | None:
    """Where a verb of saying stands, with nothing before it but when and where."""
    of_noun = inside = False  # of a phrase: when, where, of what
    for number, match in enumerate(_contiguous(told, at)):
        word = match[1]
        if number == MOST_WORDS:
            return None
        if _SAYS.match(told, match.start(1)) and not (inside and (word in _NOUNS or of_noun)):
            return match.start(1)
        of_noun = word in _DETERMINERS
        if word in _OPENS_PHRASE:
            inside = True
        elif word not in _GOES_BEFORE and (
            word in _BARRIERS or not (inside or _ADVERB.match(word) or _TIME_WORD.fullmatch(word))
        ):
            return None
    return None


def _contiguous(told: str, at: int) -> Iterator[re.Match[str]]:
    while (match := _WORD.match(told, at)) is not None:
        yield match
        at = match.end()


def _behind(scene: Scene, at: int, *, stops: bool) -> Iterator[Speaker]:
    """Who is named behind a verb of saying, or "according to"."""
    for subject in (*_after_office(scene, at), *_at(scene, at)):
        told, end = scene.told, subject.end
        is_whole = not (_GOES_ON.match(told, end) or _AND_NAME.match(told, end))
        may_go_on = subject.person is not None and not stops
        if is_whole and (may_go_on or _STOPS.match(scene.told, subject.end)):
            speaker = _speaker(scene, subject)
            if speaker is not None:
                yield speaker
                return


def _after_office(scene: Scene, at: int) -> Iterator[Subject]:
    """The name in "the director, Ana Ruiz"."""
    for one in scene.named:
        if one.start > at and _OFFICE_BEFORE.fullmatch(scene.told, at, one.start):
            yield Subject(at, one.end, Speaker(one.name, is_person=True))
            return
