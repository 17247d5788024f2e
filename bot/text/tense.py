"""Pure. Is a date in an English sentence past or to come? What the verbs around it say.

"The council said Monday", "will meet on Monday"; where verbs say neither ("may meet", "agreed to
meet", "was due to begin") there is no answer.
"""

import re
from enum import Enum
from functools import cache

from bot.text.lexicon import lexicon
from bot.text.lexicon.english import ADVERB_ENDING, PAST_ENDING
from bot.text.lexicon.notation import any_of, not_behind


class Tense(Enum):
    PAST = "past"
    FUTURE = "future"


_WORD = r"[\w’'-]+"
_AFTER_WORDS = 60  # characters within which the verb of "On Monday, the company …" must come
_TENSES = {"past": Tense.PAST, "future": Tense.FUTURE}


@cache
def _cues() -> re.Pattern[str]:
    """What says that a day is past or to come, or that neither is said."""
    words = lexicon("en").tense
    more = rf"(?: (?!(?:{any_of(words.closing)})\b){_WORD})"
    fixed = any_of(words.fixed)
    # "was reported to the police": no verb follows, so the one before tells.
    behind = "".join(f"(?<!{word} )" for word in words.before_no_verb)
    mark = f"(?:{any_of(words.infinitive)})"
    to = rf"{mark}(?! (?:{any_of(words.owners)})\b| [A-Z])|{behind}{mark}"
    # "will be announced", whatever the verb
    verb = rf"(?: (?:(?:{any_of(words.bare_be)}) )?{_WORD})?"
    is_, has = f"(?:{any_of(words.present_be)})", f"(?:{any_of(words.present_have)})"
    return re.compile(
        rf"\b(?:(?P<no_was>(?:{any_of(words.past_be)}) (?:\w+{ADVERB_ENDING} )?"
        rf"(?:{any_of(words.was_planned)}){verb}{more}{{0,4}})"
        rf"|(?P<future>(?:{any_of(words.future)}|{is_} (?:(?:{any_of(words.still)}) )?"
        rf"(?:{any_of(words.is_planned)})){verb}{more}{{0,4}})"
        rf"|(?P<no_plan>(?:(?:{has}|{any_of(words.having)}) (?:\w+ )?"
        rf"(?:{fixed}|{any_of(words.other_fixed)})|(?:{fixed})){more}{{0,4}})"
        rf"|(?P<no_modal>(?:{any_of(words.open)}|{to}){verb}{more}{{0,3}})"
        rf"|{not_behind(words.bare_be)}(?P<past>{any_of(words.past)}"
        rf"|{has} (?:\w+ )?\w+(?:{any_of(words.participle_endings)})"
        rf"|(?!{any_of(words.no_past)})[a-z]{{2,}}{PAST_ENDING}))\b"
    )


@cache
def _insertion() -> re.Pattern[str]:
    """ "the scheme, dubbed Q-2, on Monday": its verb is not the sentence's; "said" would be."""
    words = lexicon("en").tense
    return re.compile(
        rf", (?:(?:{any_of(words.adverbs)}) )?(?!{any_of(words.reporting)})"
        rf"(?:[a-z]{{2,}}{PAST_ENDING}|{any_of(words.participles)})\b"
        rf"(?! (?:{any_of(words.objects)})\b)[^,]{{0,80}}(?=,)"
    )


@cache
def _ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a clause begins, before a date; where it ends, after one."""
    words = lexicon("en").tense
    return (
        re.compile(rf"[;:—–(]|, (?:{any_of(words.clause_before)})\b"),
        re.compile(rf"[;:—–()\"“”]|\b(?:{any_of(words.clause_after)})\b"),
    )


@cache
def _present() -> re.Pattern[str]:
    """A verb in the present, which in news tells what is planned: "ended Sunday and resumes"."""
    words = lexicon("en").tense
    verbs = any_of(words.planned)
    joint = rf"(?:,|\b(?:{any_of(words.joints)}|[A-Z][a-z]+{any_of(words.weekday_endings)}))"
    return re.compile(
        rf"\b(?:{any_of(f'{verb}s' for verb in words.planned)})\b"
        rf"|{joint} (?:(?:\w+{ADVERB_ENDING}|{any_of(words.adverbs)}) )?"
        rf"(?:(?:{verbs})\b|(?!{any_of(words.no_present)})[a-z]{{2,}}(?<![isu])s\b)"
    )


@cache
def _fronted() -> re.Pattern[str]:
    """ "Late on", "In Tolm on": what may stand before a date and a comma, before any verb."""
    words = lexicon("en")
    return re.compile(
        rf"\A\W*(?:(?:{any_of((*words.grammar.prepositions, *words.tense.early))})\b[^,]*)?\Z",
        re.IGNORECASE,
    )


def tense_of(before: str, after: str) -> Tense | None:
    """The tense of the verb nearest `before` a date in its clause, else of the first `after`.

    None where a verb in the present stands nearer, or only an attribution follows.
    """
    clause, cue, is_present = _nearest(before)
    if before.endswith(", ") and (own := _cues().match(after, 1)):
        return _TENSES.get(own.lastgroup or "")  # "As it rained on Monday, Tuesday will be dry"
    if is_present:
        return None
    if cue is None:
        if after.startswith(",") and not _fronted().match(clause):
            return None
        ahead = _ends()[1].split(after.removeprefix(","), maxsplit=1)[0][:_AFTER_WORDS]
        cue = _cues().search(ahead)
    return _TENSES.get(cue.lastgroup or "") if cue else None


def is_planned(before: str) -> bool:
    """Whether the verb nearest `before` a date tells what is planned, if not for sure: "meet on
    Monday", "may leave on Monday"."""
    _, cue, is_present = _nearest(before)
    return is_present or (cue is not None and cue[0].startswith(lexicon("en").tense.likely))


def _nearest(before: str) -> tuple[str, re.Match[str] | None, bool]:
    """The clause in which a date stands, what its last verb but the present says, and whether a
    verb in the present stands nearer."""
    clause = _insertion().sub("", _ends()[0].split(before)[-1])
    cue = max(_cues().finditer(clause), key=re.Match.start, default=None)
    return clause, cue, _present().search(clause, cue.end() if cue else 0) is not None
