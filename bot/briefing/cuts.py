"""Pure. Which parts of a sentence may be cut, so that what is left still says the same.

A cut takes a whole clause, one that ends the sentence or one between two commas; who somebody is
("Cho, a cook from Brem, won"); an aside between dashes or in brackets; or on what occasion somebody
was quoted. Nothing goes that
a reader needs to judge the rest: no number, negation, hedge, retraction, limit, condition,
attribution or part of a quotation; nor what the words that are left call for, such as the second
half of a list. Where this is in doubt, nothing is cut: another sentence is shown instead.
"""

import re
from collections.abc import Iterator

from bot.briefing.asides import asides, is_aside
from bot.models import Change, Edit
from bot.text.guarded import QUOTE_MARKS, droppable
from bot.text.lexicon import lexicon
from bot.text.lexicon.english import ACTING_ENDING, ADVERB_ENDING, PAST_ENDING
from bot.text.lexicon.notation import any_of
from bot.text.words import counted, words_in

ELLIPSIS = "…"
SHORTEST_KEPT = 10  # words; less is no sentence

_EN = lexicon("en")
_GRAMMAR, _POLARITY, _SPEECH = _EN.grammar, _EN.polarity, _EN.speech
_BE = any_of(_GRAMMAR.linking_verbs)
_VERB = any_of((*_GRAMMAR.helping, *_GRAMMAR.irregular_pasts))
_RELATIVE = any_of(_GRAMMAR.relatives)
_LIKENING = any_of(_GRAMMAR.likening)
_PAST = rf"[a-z]{{2,}}{PAST_ENDING}"
_IN_S = "[a-z]{2,}s"  # a verb in the present

# What a reader needs to judge the rest, beside what `droppable` knows.
_LOADED = re.compile(
    rf"\b(?:{any_of((*_POLARITY.overturning, *_POLARITY.believing, *_POLARITY.narrowing))}|"
    rf"{any_of(_SPEECH.owning)})\b",
    re.IGNORECASE,
)
# What follows a verb, and not an adjective: "and wrestled him", but not "and affected towns".
_COMPLEMENT = (
    rf"(?:(?:{any_of((*_GRAMMAR.prepositions, *_GRAMMAR.determiners))}|[a-z]+{ADVERB_ENDING})\b"
    r"|[A-Z\d])"
)
_TAIL = re.compile(
    rf", (?P<behind_comma>{any_of(_GRAMMAR.clause_openings)}) "
    rf"|, (?P<participle>[a-z]{{3,}}{ACTING_ENDING}) (?!(?:{any_of(_GRAMMAR.behind_noun)}) )"
    rf"| (?:{any_of(_EN.clauses.joining)}) "
    rf"(?P<second_verb>{any_of(_GRAMMAR.helping)}|[a-z]{{3,}}{PAST_ENDING}(?= {_COMPLEMENT})) "
    rf"| (?P<bare>{any_of(_GRAMMAR.bare_clause_openings)}) "
)
_MIDDLE = re.compile(
    rf", (?:{_RELATIVE}|{any_of(_GRAMMAR.middle_openings)}) [^,;:()]{{3,160}},(?= )"
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
# "which was false" judges what is kept; "which was built by" and "which is in" only add to it.
_JUDGES = re.compile(
    rf",? (?:{_RELATIVE})(?: [\w’'-]+)? (?:{_BE}) "
    rf"(?!(?:\w+(?:{any_of(_GRAMMAR.reduced_endings)})|{any_of(_GRAMMAR.irregular_pasts)}|{any_of(_GRAMMAR.prepositions)})\b)"
)
_LIST_ITEM = 8  # words that a comma and another comma may stand around and be one of a list
_SUBORDINATE = re.compile(
    rf"\A(?!{any_of(_GRAMMAR.no_subordinators)})"
    rf"(?:(?:{any_of(_GRAMMAR.subordinators)})\b|(?:{any_of(_GRAMMAR.fronted)})\b[^,]*$)"
)
_VERBS = re.compile(rf"\b(?:{_VERB}|{_PAST})\b")
_CALLS_FOR_MORE = any_of((*_GRAMMAR.hanging, *_GRAMMAR.hanging_at_cut))
_HANGING = re.compile(
    rf"(?:\b(?:{_CALLS_FOR_MORE})|[”\"»]|\s[–—-]|--)$",
    re.IGNORECASE,
)
# "…, ran outside" before "and was chased", "…, high-quality" before "and yielded": items of a list.
_IN_LIST = re.compile(
    rf", (?:(?:{_VERB}|{any_of(_GRAMMAR.irregular_presents)}|{_PAST}|[a-z]{{2,}}{ACTING_ENDING})\b"
    r"[^,]*|[^\s,]+(?: [^\s,]+){0,2})$"
)
_SAID_OF_IT = re.compile(rf"\b(?:{_BE}) [\w-]+$")  # "was proud" before "and privileged to be"
_ACCOMPANYING = frozenset(_GRAMMAR.accompanying)
_WITH = re.compile(rf"(?:, |^)(?:{any_of(_ACCOMPANYING)}) [^,]", re.IGNORECASE)
_ASIDE_MARKS = ("--", "–", "—")
_DASH = re.compile(r"--|\s[–—-]\s|—")
_PAIRING = re.compile(rf"\b(?:{any_of(_EN.clauses.pairing)})\b", re.IGNORECASE)
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
_SHORTEST_BARE = 3  # words; "signs of life after death" is cut in no place
_CONDITIONAL = frozenset(_GRAMMAR.conditional_openings)


def cut_clause(body: str, start: int, end: int, most: int, lang: str = "en") -> Edit | None:
    """The smallest cut of a clause that leaves at most `most` words of a sentence.

    None where there is no such clause. Its place is marked by an ellipsis.
    """
    sentence = body[start:end]
    fits = [
        (left, right)
        for left, right in _found(sentence, lang)
        if SHORTEST_KEPT <= counted(f"{sentence[:left]} {sentence[right:]}") <= most
        and is_droppable_part(sentence, left, right, lang)
    ]
    if not fits:
        return None
    left, right = min(fits, key=lambda fit: fit[1] - fit[0])
    return _cut(start, left, right)


def clause_cuts(body: str, start: int, end: int, lang: str = "en") -> tuple[Edit, ...]:
    """Every clause of a sentence that may be cut, in order; of two that overlap, the longer."""
    sentence = body[start:end]
    free: list[tuple[int, int]] = []
    for left, right in sorted(_found(sentence, lang), key=lambda cut: cut[0] - cut[1]):
        kept = counted(f"{sentence[:left]} {sentence[right:]}")
        if (
            kept >= SHORTEST_KEPT
            and is_droppable_part(sentence, left, right, lang)
            and all(right <= other[0] or other[1] <= left for other in free)
        ):
            free.append((left, right))
    return tuple(_cut(start, left, right) for left, right in sorted(free))


def is_droppable_part(sentence: str, left: int, right: int, lang: str = "en") -> bool:
    """Whether sentence[left:right] can go: nothing guarded is lost or halved, and in another
    language than English it is known to add only."""
    before, removed = sentence[:left], sentence[left:right]
    is_inside = before.count("(") > before.count(")") or sum(map(before.count, QUOTE_MARKS)) % 2
    halves = removed.count("(") != removed.count(")") or sum(map(removed.count, _ASIDE_MARKS)) % 2
    if is_inside or halves:
        return False
    if lang != "en" and not is_aside(sentence, left, right, lang):
        return False
    return droppable(removed) and not is_loaded(removed)


def is_loaded(removed: str) -> bool:
    """Whether English words judge the rest of their sentence, or limit it."""
    return _LOADED.search(removed) is not None or _JUDGES.match(removed) is not None


def _cut(start: int, left: int, right: int) -> Edit:
    return Edit(Change.CUT, start + left, start + right, f" {ELLIPSIS}")


def _found(sentence: str, lang: str) -> Iterator[tuple[int, int]]:
    return _clauses(sentence) if lang == "en" else asides(sentence, lang)


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    for match in _TAIL.finditer(sentence):
        kept, removed = sentence[: match.start()], sentence[match.end() :]
        goes_on = "," in removed or ";" in removed or _DASH.search(removed)
        if not goes_on and _is_complete(kept) and not _belongs(match, kept, removed):
            yield match.start(), len(sentence)
    if occasion := _OCCASION.search(sentence):
        yield occasion.span("cut")
    for match in _MIDDLE.finditer(sentence):
        if _GOES_ON.match(sentence, match.end()):
            yield match.span()
    for match in (*_APPOSITION.finditer(sentence), *_ASIDE.finditer(sentence)):
        before = sentence[: match.start()]
        if "," not in before and not _SUBORDINATE.match(before):
            yield match.span()


def _is_complete(kept: str) -> bool:
    """Whether the first words of a sentence, cut there, call for no more."""
    if _SUBORDINATE.match(kept) or _HANGING.search(kept):
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
        return _IN_LIST.search(kept) is not None or _WITH.search(kept) is not None
    if opening["bare"]:
        belongs = _completes(kept, removed)
    else:
        is_joined = behind_comma in _EN.clauses.joining or opening["second_verb"]
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
    if _PAIRING.search(kept) or _IN_LIST.search(kept) or _SAID_OF_IT.search(kept):
        return True
    if opening["second_verb"]:
        return False
    has_own_verb = _OWN_VERB.search(removed) is not None and not _ACTING.match(removed)
    return not has_own_verb or ":" in kept or _ends_in_a_list(kept)


def _ends_in_a_list(text: str) -> bool:
    """Whether a comma and so few words stand last that ", and" may close a list of names."""
    rest, comma, item = text.rpartition(",")
    return bool(rest and comma) and counted(item) < _LIST_ITEM
