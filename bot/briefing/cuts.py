"""Pure. Which parts of a sentence may be cut, so that what is left still says the same.

A cut takes a whole clause: one that ends the sentence, one between two commas or one that opens
it; who somebody is ("Cho, a cook from Brem, won"); an aside between dashes or in brackets; or on
what occasion somebody spoke. Several may go where one is too little. Nothing goes that a reader
needs to judge the rest: no number, negation, hedge, retraction, limit, condition, attribution or
part of a quotation; nor what the words that are left call for, such as the second half of a list.
Where this is in doubt, nothing is cut: another sentence is shown instead.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, pairwise

from bot.briefing.asides import asides, is_aside
from bot.briefing.leading_cuts import leading
from bot.models import Change, Edit
from bot.text.calendars import WEEKDAY
from bot.text.guarded import QUOTE_MARKS, droppable
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import ACTING_ENDING, ADVERB_ENDING, PAST_ENDING
from bot.text.lexicon.notation import any_of
from bot.text.words import counted, words_in

ELLIPSIS = "…"
OPENING_GONE = f"{ELLIPSIS} "  # before the rest of a sentence
SHORTEST_KEPT = 10  # words; less is no sentence
MOST_CUTS = 3  # in one sentence; with more it is in pieces

_EN = lexicon("en")
_CLAUSES, _CUTS, _GRAMMAR, _NUMBERS = _EN.clauses, _EN.cuts, _EN.grammar, _EN.numbers
_POLARITY, _SPEECH = _EN.polarity, _EN.speech
_BE = any_of(_GRAMMAR.linking_verbs)
_VERB = any_of((*_GRAMMAR.helping, *_GRAMMAR.irregular_pasts))
_RELATIVE = any_of(_GRAMMAR.relatives)
_LIKENING = any_of(_GRAMMAR.likening)
_PAST = rf"[a-z]{{2,}}{PAST_ENDING}"
_IN_S = "[a-z]{2,}s"  # a verb in the present

# What a reader needs to judge the rest, beside what `droppable` knows.
_TURNING = rf"\b(?:{any_of((*_POLARITY.overturning, *_POLARITY.believing))})\b"
_OWNING, _NARROWING = (
    rf"\b(?:{any_of(words)})\b" for words in (_SPEECH.owning, _POLARITY.narrowing)
)
_LOADED = re.compile(f"{_TURNING}|{_OWNING}|{_NARROWING}", re.IGNORECASE)
# In a clause that stands for itself, what limits, or who knows, bears on nothing else.
_LOADED_OPENING = re.compile(f"{_TURNING}|{_OWNING}", re.IGNORECASE)
_LOADED_STATEMENT = re.compile(f"{_TURNING}|{_NARROWING}", re.IGNORECASE)
# What follows a verb, and not an adjective: "and wrestled him", but not "and affected towns".
_COMPLEMENT = (
    rf"(?:(?:{any_of((*_GRAMMAR.prepositions, *_GRAMMAR.determiners))}|[a-z]+{ADVERB_ENDING})\b"
    r"|[A-Z\d])"
)
_DEFINING = any_of((*_GRAMMAR.relatives, *_GRAMMAR.defining_relatives))
_DETERMINER = any_of((*_GRAMMAR.determiners, *_GRAMMAR.indefinite_articles))
_RANK = any_of((*_NUMBERS.ordinals, *_CUTS.ranking))
_TAIL = re.compile(
    rf", (?P<behind_comma>{any_of(_GRAMMAR.clause_openings)}) "
    rf"|, (?P<participle>[a-z]{{3,}}{ACTING_ENDING}) (?!(?:{any_of(_GRAMMAR.behind_noun)}) )"
    rf"| (?:{any_of(_CLAUSES.joining)}) "
    rf"(?P<second_verb>{any_of(_GRAMMAR.helping)}|[a-z]{{3,}}{PAST_ENDING}(?= {_COMPLEMENT})) "
    rf"| (?P<bare>{any_of(_GRAMMAR.bare_clause_openings)}) "
)
# "…, a blow that shook Brem", "…, the first since 2019": what it all was, or how it ranks.
_SUMMARY = re.compile(
    rf"(?:, | [–—] | -- )(?:(?:{_DETERMINER}) (?:{_RANK})"
    rf"|(?:(?:{any_of((*_GRAMMAR.accompanying, *_CUTS.inside))}) )?"
    rf"(?:{any_of(_GRAMMAR.indefinite_articles)}) (?:[a-z-]{{1,30}} ){{0,3}}?"
    rf"(?:{any_of(_CUTS.summaries)}) (?:{any_of((*_CLAUSES.adverbial, *_CUTS.behind_summaries))}"
    rf"|(?:{_DEFINING}) "
    rf"(?:{any_of((*_GRAMMAR.auxiliaries, *_EN.tense.present_have))}|{_PAST}|{_IN_S})))\b"
)
# "…, spotted by a crew", but not "…, based on a guess".
_DONE = re.compile(
    rf", (?!(?:{any_of(_CUTS.judging_participles)})\b)"
    rf"(?:{_PAST}|{any_of(_EN.tense.participles)}) (?:{any_of(_CUTS.behind_participles)})\b"
)
# "as troops fired on a crowd", with a comma or without; but not "as planned", "as a cook", "as a
# clerk saw it".
_FINITE = any_of((*_GRAMMAR.helping, *_GRAMMAR.irregular_pasts))
_NO_SUBJECT = (
    rf"(?:{any_of(_CUTS.no_circumstances)}|{_FINITE}|{_PAST}|[a-z]{{2,40}}{ACTING_ENDING})"
)
_AS = re.compile(
    rf",? (?:{_LIKENING}) (?!{_NO_SUBJECT}\b)"
    rf"(?:(?!(?:{_DEFINING})\b)[\w’'-]{{1,40}} ){{1,9}}?(?:{_FINITE}|{_PAST})"
    r"(?= [\w’'-]+ [\w’'-]+ [\w’'-]+)"
)
# "…, nearly a year after a judge left"
_LATER = re.compile(
    rf", (?:[\w-]{{1,40}} ){{0,3}}?(?:{any_of((*_CUTS.spans, *_CUTS.long_spans))}) "
    rf"(?:{any_of(_CUTS.around_spans)}) "
)
_MIDDLE = re.compile(
    rf", (?:{_RELATIVE}|{any_of(_GRAMMAR.middle_openings)}) [^,;:()]{{3,160}},[”\"]?(?= )"
)
# How a sentence goes on behind such a clause: with its verb, a conjunction, or who said so. Before
# anything else the comma may be one of a list's in the clause ("including walls, roofs and doors").
_GOES_ON = re.compile(
    rf" (?:(?:{_VERB}|{any_of((*_GRAMMAR.plain_presents, *_GRAMMAR.clause_joints))})\b"
    rf"|(?:{any_of(_GRAMMAR.adverbs)}|[a-z]+{ADVERB_ENDING}) (?:{_VERB}|{_PAST}|{_IN_S})\b"
    rf"(?! (?:{_LIKENING})\b)"
    rf"|{_PAST} (?:{any_of(_GRAMMAR.prepositions)}|[a-z]+{ACTING_ENDING})\b"
    rf"|(?:{_PAST}|{_IN_S}) (?:(?:{any_of(_GRAMMAR.determiners)})\b|[A-Z]|\d)"
    rf"|(?:[\w.’'-]+ ){{1,6}}(?:{any_of(_SPEECH.plain_tags)})\b)"
)
# Between a subject and its verb: who that is, or an aside of some words.
_APPOSITION = re.compile(
    rf", (?:{any_of(_GRAMMAR.apposing)}) [^,;:()–—]{{3,100}},(?= (?:{_VERB}|{_PAST})\b)"
)
_OPENS_ASIDE = (
    rf"(?! ?(?:{_LIKENING}|{any_of(_GRAMMAR.prepositions)}) )"  # else it is part of the rest
)
_ASIDE = re.compile(
    rf" (?:–{_OPENS_ASIDE}[^–—;:()]{{3,120}}–|—{_OPENS_ASIDE}[^–—;:()]{{3,120}}—|"
    rf"--{_OPENS_ASIDE}[^–—;:()]{{3,120}}--|\((?=[^() ]+ [^() ]+ ){_OPENS_ASIDE}[^()]{{3,120}}\))"
    rf"(?= (?:{_VERB}|{_PAST}|{any_of(_GRAMMAR.prepositions)})\b)"
)
# On what occasion it was said, behind a quotation and its speaker: "…,” Cho said after talks."
_OCCASION = re.compile(
    rf"[”\"»] (?:[\w.’'-]+ ){{1,6}}(?:{any_of(_SPEECH.firm_tags)})"
    rf"(?P<cut> (?:{any_of(_GRAMMAR.occasion_openings)}) [^,;:“”\"«»]{{3,120}}$)"
)
# "…, Cho said Friday in her first interview since …", "… according to a study that …"
_STATED = re.compile(
    rf"\b(?:{any_of(_SPEECH.firm_tags)})(?: (?:{any_of(_CUTS.on_a_day)} )?{WEEKDAY})?"
    rf"(?P<cut> (?:{any_of(_CUTS.inside)}) (?:{_DETERMINER}) (?:[\w-]{{1,40}} ){{0,4}}?"
    rf"(?:{any_of(_CUTS.statements)})\b[^,;:“”\"«»]{{0,160}}$)"
)
_SOURCED = re.compile(
    rf"\b(?:{any_of(_CUTS.sourcing)}) (?:[\w’'-]{{1,40}} ){{0,4}}?(?:{any_of(_CUTS.sources)})"
    rf"(?P<cut> (?:{any_of(_GRAMMAR.defining_relatives)}) [^,;:“”\"«»]{{3,160}}$)"
)
_ATTRIBUTED = re.compile(
    rf",(?: (?:{any_of(_CUTS.sourcing)}) [^,;:“”\"]{{2,100}}|(?: [\w.’'-]{{1,40}}){{1,8}} "
    rf"(?:{any_of(_SPEECH.firm_tags)})(?: (?:{any_of(_CUTS.on_a_day)} )?{WEEKDAY})?)\.?$"
)
_RANKED = re.compile(
    rf", (?:{_DETERMINER}) (?:{_RANK}) [^,;:()]{{3,120}},(?= (?:{any_of(_CUTS.sourcing)})\b)"
)
# "which was false" judges what is kept; "which was built by" and "which is in" only add to it.
_JUDGES = re.compile(
    rf",? (?:{_RELATIVE})(?: [\w’'-]+)? (?:{_BE}) "
    rf"(?!(?:\w+(?:{any_of(_GRAMMAR.reduced_endings)})|{any_of(_GRAMMAR.irregular_pasts)}|{any_of(_GRAMMAR.prepositions)})\b)"
)
# With a relative clause, a participle or a phrase a clause goes on behind a comma.
_STILL_IN_IT = re.compile(
    rf"(?:{_RELATIVE}|[a-z]{{2,40}}{ACTING_ENDING}"
    rf"|(?:{any_of(_CLAUSES.adverbial)}) (?![^,]{{0,160}}\b(?:{_FINITE}|{_PAST})\b))"
)
_LISTING = frozenset((*_GRAMMAR.accompanying, *_CUTS.listing))
_LISTED = re.compile(
    rf"(?:(?:[\w’'-]{{1,40}} ){{0,3}}[\w’'-]{{1,40}}, ){{1,4}}"
    rf"(?:[\w’'-]{{1,40}} ){{1,4}}(?:{any_of(_CLAUSES.joining)}) [^,;:–—]{{3,120}}"
)
_FINITE_VERB = re.compile(rf"\b(?:{_FINITE})\b")
_PAST_WORD = re.compile(rf"\b(?:{_PAST}|{any_of(_EN.tense.participles)})\b")
_SECOND = re.compile(rf" (?:{any_of(_CLAUSES.joining)}) (?:{_FINITE}|{_PAST})\b")
_RELATIVE_CLAUSE = re.compile(f", (?:{_RELATIVE}) ")
# "known" before "as"; and "as much a shop" before "as it is a bar"
_LIKENED = re.compile(rf"\b(?:(?:{any_of(_CUTS.likened)})|(?:{_LIKENING}) [^,]{{1,60}})$")
_LIST_ITEM = 8  # words that a comma and another comma may stand around and be one of a list
_SUBORDINATE = re.compile(
    rf"\A(?!{any_of(_GRAMMAR.no_subordinators)})"
    rf"(?:(?:{any_of(_GRAMMAR.subordinators)})\b|(?:{any_of(_GRAMMAR.fronted)})\b[^,]*$)"
)
_VERBS = re.compile(rf"\b(?:{_VERB}|{_PAST})\b")
_HANGING, _HANGING_ANYWHERE = (
    re.compile(rf"(?:\b(?:{any_of(words)})|[”\"»]|\s[–—-]|--)$", re.IGNORECASE)
    for words in ((*_GRAMMAR.hanging, *_GRAMMAR.hanging_at_cut), _GRAMMAR.hanging)
)
# "…, ran outside" before "and was chased", "…, high-quality" before "and yielded": items of a list.
_IN_LIST = re.compile(
    rf", (?:(?:{_VERB}|{any_of(_GRAMMAR.irregular_presents)}|{_PAST}|[a-z]{{2,}}{ACTING_ENDING})\b"
    r"[^,]*|[^\s,]+(?: [^\s,]+){0,2})$"
)
_INNER = re.compile(rf"{_MIDDLE.pattern}|{_APPOSITION.pattern}")
_SAID_OF_IT = re.compile(rf"\b(?:{_BE}) [\w-]+$")  # "was proud" before "and privileged to be"
_ACCOMPANYING = frozenset(_GRAMMAR.accompanying)
_WITH = re.compile(rf"(?:, |^)(?:{any_of(_ACCOMPANYING)}) [^,]", re.IGNORECASE)
_ASIDE_MARKS = ("--", "–", "—")
_DASH = re.compile(r"--|\s[–—-]\s|—")
_UNREAL = re.compile(rf"\b(?:{any_of(_CUTS.unreal)})\b")  # "shot him, playing a role"
_PAIRING = re.compile(rf"\b(?:{any_of(_CLAUSES.pairing)})\b", re.IGNORECASE)
_CHARGED = re.compile(rf"\b(?:{any_of(_GRAMMAR.charging)})\b")  # with what, is yet to come
_RELATIVES = re.compile(rf"\b(?:{_RELATIVE}|{any_of(_GRAMMAR.defining_relatives)})\b")
# When something will be, or is not, the time or the reason given is its condition.
_UNSETTLED = re.compile(
    rf"\b(?:{any_of((*_GRAMMAR.unsettling, *_POLARITY.negating))})\b", re.IGNORECASE
)
_PRESENT = any_of((*_GRAMMAR.plain_presents, *_GRAMMAR.irregular_presents))
_OWN_VERB = re.compile(rf"\b(?:{_VERB}|{_PRESENT}|{_PAST})\b")
_ACTING = re.compile(rf"\b[a-z]{{1,20}}{ACTING_ENDING}\b")
# "80% of patients came after an injury": what a share is of.
_SHARE = re.compile(
    rf"\d ?(?:{any_of(_EN.numbers.percent)})|\d (?:{any_of(_EN.numbers.share_joints)}) \d"
)
_BARE = re.compile(
    rf" (?:{any_of((*_GRAMMAR.bare_clause_openings, *_GRAMMAR.defining_relatives))})\b"
)
# "whose name was once known", "a book about the sea": what says nothing of the rest.
_OWN = re.compile(
    rf"\b(?:{any_of(_CUTS.no_limits)})\b"
    rf"|(?<=[a-z] )(?:{any_of(_CUTS.formerly)}) (?=[a-z])(?!(?:{any_of(_GRAMMAR.determiners)}|"
    rf"{any_of(_EN.openings.group_pronouns)}|{any_of((*_EN.people.he, *_EN.people.she))})\b)",
    re.IGNORECASE,
)
# The "Long Harbour" of a film or a ship: no quotation, but a name.
_CAPITAL = r"[A-Z0-9][\w’'&:-]{0,30}"
_SMALL = any_of((*_GRAMMAR.determiners, *_GRAMMAR.prepositions, *_GRAMMAR.other_prepositions))
_TITLE = re.compile(rf"[“\"]{_CAPITAL}(?: (?:(?:{_SMALL}) ){{0,2}}{_CAPITAL}){{0,5}},?[”\"]")
# Who did something "and has announced that" something else will be: both go. Where the rest is
# itself what somebody says, what is said beside it may limit it.
_SAYING = any_of((*_SPEECH.saying, *_SPEECH.reporting))
_OWN_SAYING = re.compile(
    rf",? (?:{any_of(_CLAUSES.joining)}) (?:(?:{any_of(_GRAMMAR.helping)}) )?(?:{_SAYING})\b"
)
_OF_THE_REST = re.compile(  # "and said that three of them will play"
    rf"\b(?:{any_of((*_EN.openings.group_pronouns, *_EN.openings.demonstratives))}"
    rf"|{any_of(_EN.openings.thing_pronouns)})\b"
)
_SAID = re.compile(rf"\b(?:{_SAYING})\b", re.IGNORECASE)
_SHORTEST_BARE = 3  # words; "signs of life after death" is cut in no place
_CONDITIONAL = frozenset(_GRAMMAR.conditional_openings)


def cut_clauses(body: str, start: int, end: int, most: int, lang: str = "en") -> tuple[Edit, ...]:
    """The cuts of clauses that leave most of a sentence, yet at most `most` words.

    Empty where there are no such clauses. An ellipsis marks the place of each.
    """
    sentence = f"{body[start].upper()}{body[start + 1 : end]}"  # behind a connective, too
    found = sorted(set(droppable_clauses(sentence, lang)))
    several = chain.from_iterable(combinations(found, count) for count in range(1, MOST_CUTS + 1))
    fits = [
        cuts
        for cuts in several
        if SHORTEST_KEPT <= counted(_without(sentence, cuts)) <= most
        and _are_apart(sentence, cuts)
        and _go_together(sentence, cuts, lang)
    ]
    if not fits:
        return ()
    best = min(fits, key=lambda cuts: sum(right - left for left, right in cuts))
    return tuple(_cut(body, start, left, right) for left, right in best)


def clause_cuts(body: str, start: int, end: int, lang: str = "en") -> tuple[Edit, ...]:
    """Every clause of a sentence that may be cut, in order; of two that overlap, the longer."""
    sentence = body[start:end]
    free: list[tuple[int, int]] = []
    for left, right in sorted(droppable_clauses(sentence, lang), key=lambda cut: cut[0] - cut[1]):
        kept = counted(_without(sentence, [(left, right)]))
        if kept >= SHORTEST_KEPT and all(right <= other[0] or other[1] <= left for other in free):
            free.append((left, right))
    return tuple(_cut(body, start, left, right) for left, right in sorted(free))


def end_of(cut: Edit) -> int:
    """Where what is cut ends; the letter that is raised behind an opening stays."""
    return cut.end if cut.text == f" {ELLIPSIS}" else cut.end - 1


def droppable_clauses(sentence: str, lang: str = "en") -> Iterator[tuple[int, int]]:
    """The clauses of a sentence that can go, as places in it; some may overlap."""
    found = _clauses(sentence) if lang == "en" else asides(sentence, lang)
    return (cut for cut in found if is_droppable_part(sentence, *cut, lang))


def is_droppable_part(sentence: str, left: int, right: int, lang: str = "en") -> bool:
    """Whether sentence[left:right] can go: nothing guarded is lost or halved, and in another
    language than English it is known to add only."""
    before, removed = sentence[:left], sentence[left:right]
    if not before:
        return lang == "en" and right == _behind_opening(sentence)
    is_inside = before.count("(") > before.count(")") or sum(map(before.count, QUOTE_MARKS)) % 2
    dashes = sum(map(removed.count, _ASIDE_MARKS)) % 2
    is_last = right == len(sentence) and not any(mark in before for mark in _ASIDE_MARKS)
    halves = removed.count("(") != removed.count(")") or (dashes and not is_last)
    if is_inside or halves:
        return False
    if lang != "en":
        return is_aside(sentence, left, right, lang) and droppable(removed)
    said = None if _SAID.search(before) else _OWN_SAYING.match(removed)
    if said is not None:
        own = _OWN.sub("", removed[said.end() :])
        bears_on_rest = _LOADED_STATEMENT.search(own) or _OF_THE_REST.search(own)
        return droppable(own) and not bears_on_rest
    own = _without_own(removed)
    return droppable(own) and not is_loaded(own)


def _behind_opening(sentence: str) -> int | None:
    """Where the rest of an English sentence begins whose opening can go."""
    found = leading(sentence)
    if found is None:
        return None
    own = sentence[found.told : found.end]
    return found.end if droppable(own) and not _LOADED_OPENING.search(own) else None


def _without_own(removed: str) -> str:
    """What is cut, without what bears on nothing but what is cut with it."""
    removed = _TITLE.sub("", removed)
    if _BARE.match(removed):
        return removed
    return _OWN.sub("", removed)


def is_loaded(removed: str) -> bool:
    """Whether English words judge the rest of their sentence, or limit it."""
    return _LOADED.search(removed) is not None or _JUDGES.match(removed) is not None


def _cut(body: str, start: int, left: int, right: int) -> Edit:
    """Of an opening, with the next letter raised."""
    if left:
        return Edit(Change.CUT, start + left, start + right, f" {ELLIPSIS}")
    next_letter = body[start + right].upper()
    return Edit(Change.CUT, start, start + right + 1, f"{OPENING_GONE}{next_letter}")


def _without(sentence: str, cuts: Sequence[tuple[int, int]]) -> str:
    for left, right in reversed(cuts):
        sentence = f"{sentence[:left]} {sentence[right:]}"
    return sentence


def _are_apart(sentence: str, cuts: Sequence[tuple[int, int]]) -> bool:
    """Whether something is left between any two."""
    return all(counted(sentence[left[1] : right[0]]) for left, right in pairwise(cuts))


def _go_together(sentence: str, cuts: Sequence[tuple[int, int]], lang: str) -> bool:
    """Whether the last can still go where the others are gone: what it needs may be in them."""
    *others, last = cuts
    if not others:
        return True
    rest = _without(sentence, others).lstrip()
    rest = f"{rest[0].upper()}{rest[1:]}"
    moved = len(sentence) - len(rest)
    return (last[0] - moved, last[1] - moved) in set(droppable_clauses(rest, lang))


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    yield from _inner_clauses(sentence)
    opening = leading(sentence)
    if opening is not None:
        yield 0, opening.end
        rest = f"{sentence[opening.end].upper()}{sentence[opening.end + 1 :]}"
        for left, right in _inner_clauses(rest):
            yield left + opening.end, right + opening.end


def _inner_clauses(sentence: str) -> Iterator[tuple[int, int]]:
    for left in _tails(sentence):
        yield left, len(sentence)
    source = _ATTRIBUTED.search(sentence)
    if source is not None:  # who said it stays, behind what is cut
        for left in _tails(sentence[: source.start()]):
            yield left, source.start()
    for kind in (_OCCASION, _STATED, _SOURCED):
        if occasion := kind.search(sentence):
            yield occasion.span("cut")
    yield from _between_marks(sentence)


def _between_marks(sentence: str) -> Iterator[tuple[int, int]]:
    for match in _MIDDLE.finditer(sentence):
        if _GOES_ON.match(sentence, match.end()):
            yield match.span()
    for match in _RANKED.finditer(sentence):
        if _is_complete(sentence[: match.start()]):
            yield match.span()
    for match in (*_APPOSITION.finditer(sentence), *_ASIDE.finditer(sentence)):
        before = sentence[: match.start()]
        if "," not in before and not _SUBORDINATE.match(before):
            yield match.span()


def _tails(sentence: str) -> Iterator[int]:
    """Where a clause begins that ends the sentence."""
    for match in _TAIL.finditer(sentence):
        kept, removed = sentence[: match.start()], sentence[match.end() :]
        is_over = _ends_in(removed, match["behind_comma"]) or (
            match["behind_comma"] in _LISTING and _ends_in_list(removed)
        )
        if is_over and _is_complete(kept) and not _belongs(match, kept, removed):
            yield match.start()
    for kind in (_SUMMARY, _DONE, _AS, _LATER):
        hanging = _HANGING_ANYWHERE if kind is _AS else _HANGING
        for match in kind.finditer(sentence):
            kept, removed = sentence[: match.start()], sentence[match.end() :]
            is_whole = _ends_in(removed) and _is_complete(kept, hanging)
            if is_whole and not _is_part(match, kept, removed):
                yield match.start()


def _ends_in_list(removed: str) -> bool:
    """Whether it is "A, B and C", perhaps with what they do: "wind and rain causing floods"."""
    return _LISTED.fullmatch(removed) is not None and _FINITE_VERB.search(removed) is None


def _ends_in(removed: str, opening: str | None = None) -> bool:
    """Whether a sentence ends in the clause behind `opening`: behind no comma goes it on without
    it, nor is that opened once more, as in a list."""
    if ";" in removed or ":" in removed or _DASH.search(removed):
        return False
    _, *parts = removed.split(", ")
    return all(_STILL_IN_IT.match(part) and part.partition(" ")[0] != opening for part in parts)


def _is_part(opening: re.Match[str], kept: str, removed: str) -> bool:
    """Whether such a clause is one of a list, or bears on what stands before it."""
    if opening.re is _SUMMARY:
        return False
    if opening.re is _DONE:
        is_main = _RELATIVE_CLAUSE.search(kept) is not None  # "Cho, who left, moved to Brem"
        return is_main or _is_in_list(kept) or _SECOND.search(removed) is not None
    if opening.re is _AS and (_UNSETTLED.search(opening[0]) or _LIKENED.search(kept)):
        return True
    if opening.re is _AS and {*_PAST_WORD.findall(removed)} & {*_PAST_WORD.findall(kept)}:
        return True  # "treated them as slaves were treated"
    return _UNSETTLED.search(kept) is not None


def _is_in_list(kept: str) -> bool:
    """Whether what is kept ends inside a list; a clause between two commas begins none."""
    return _IN_LIST.search(_INNER.sub("", kept)) is not None


def _is_complete(kept: str, hanging: re.Pattern[str] = _HANGING) -> bool:
    """Whether the first words of a sentence, cut there, call for no more."""
    if _SUBORDINATE.match(kept) or hanging.search(kept):
        return False
    verbs = [match.end() for match in _VERBS.finditer(kept)]
    return (
        bool(verbs)
        and verbs[-1] < len(kept)
        and words_in(kept.lower()).isdisjoint(_POLARITY.restricting)
    )


def _belongs(opening: re.Match[str], kept: str, removed: str) -> bool:
    """Whether a clause that opens so is part of what stands before it, not an addition."""
    behind_comma = opening["behind_comma"]
    is_condition = (behind_comma or opening["bare"]) in _CONDITIONAL and _UNSETTLED.search(kept)
    # "fell, before recovering"
    is_reversal = behind_comma in _GRAMMAR.reversing and _ACTING.match(removed)
    if is_condition or is_reversal:
        return True
    if behind_comma in _ACCOMPANYING:
        return _CHARGED.search(kept) is not None
    if opening["participle"]:
        is_acted = _UNREAL.search(removed) is not None
        return is_acted or _is_in_list(kept) or _WITH.search(kept) is not None
    if opening["bare"]:
        belongs = _completes(kept, removed)
    else:
        is_joined = behind_comma in _CLAUSES.joining or opening["second_verb"]
        belongs = bool(is_joined) and _is_second(opening, kept, removed)
    if belongs:
        return True
    return behind_comma is None and _RELATIVES.search(kept, kept.rfind(",") + 1) is not None


def _completes(kept: str, removed: str) -> bool:
    """Whether what follows without a comma says of what the rest is: "save after save"."""
    repeats = removed.startswith(kept.rsplit(maxsplit=1)[-1])
    is_short = counted(removed) < _SHORTEST_BARE
    return repeats or is_short or _SHARE.search(kept) is not None


def _is_second(opening: re.Match[str], kept: str, removed: str) -> bool:
    """Whether what follows "and" is the other half of a pair, or the last of a list."""
    if _PAIRING.search(kept) or _is_in_list(kept) or _SAID_OF_IT.search(kept):
        return True
    if opening["second_verb"]:
        return False
    has_own_verb = _OWN_VERB.search(removed) is not None and not _ACTING.match(removed)
    return not has_own_verb or ":" in kept or _ends_in_a_list(kept)


def _ends_in_a_list(text: str) -> bool:
    """Whether a comma and so few words stand last that ", and" may close a list of names."""
    rest, comma, item = text.rpartition(",")
    return bool(rest and comma) and counted(item) < _LIST_ITEM
