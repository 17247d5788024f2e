"""Pure. Which words of an English sentence are denied, in doubt, still to come, or somebody's say.

A marker ("not", "may", "will", "said") bears on the few content words behind it, up to the next
comma or "but"; "according to" and "he said" on the whole clause.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, is_any_of
from bot.text.stems import is_content, root, stems

_TOKEN = re.compile(r"[^\W_]+(?:[’'.&][^\W_]+)*|[,;:—–()!?“”\"]|\.(?=\s|$)")
_LEXICON = lexicon("en")
_POLARITY, _SPEECH = _LEXICON.polarity, _LEXICON.speech
_negates = is_any_of((*_POLARITY.negating, *_POLARITY.denying, *_POLARITY.retracting))
_hedges = is_any_of((*_POLARITY.hedging, *_POLARITY.conditions))
_is_coming = is_any_of(_POLARITY.coming)
_is_infinitive = is_any_of(_LEXICON.tense.infinitive)
_is_past = is_any_of(_LEXICON.grammar.pasts)
_attributes = is_any_of(_SPEECH.saying)
_says = is_any_of((*_SPEECH.saying, *_SPEECH.reporting, *_SPEECH.judging))
_COMPOUND = re.compile(rf"\b(?:{any_of(_LEXICON.grammar.compounding)})(?=\w)", re.IGNORECASE)
_TO = any_of(_LEXICON.tense.infinitive)
_FACTUAL = re.compile(  # "the first to win", "led to a trial": no deed to come
    rf"(\b(?:{any_of(_LEXICON.tense.factual)})(?: \w{{1,40}}){{0,2}}) (?:{_TO})\b"
    rf"|\b(?:{_TO})(?= (?:{any_of(_LEXICON.grammar.determiners)})\b)",
    re.IGNORECASE,
)
_AUXILIARIES = frozenset(_LEXICON.grammar.auxiliaries)
_PERIODS = frozenset(_LEXICON.calendar.periods)
_SWEEPING = frozenset(_POLARITY.sweeping)
_STOPS = frozenset(',;:—–()!?“”".') | {*_POLARITY.contrasting, *_LEXICON.grammar.joining}
_REACH = 3  # content words that a marker bears on


@dataclass(frozen=True, slots=True)
class Marked:
    """The content words of a sentence, as roots in order, and what is said of them.

    `denied`, `doubted` and `coming` are the roots that a marker bears on, `told` those of what has
    happened. `says`: somebody is said to say it, by any word that can mean so; `attributed`: by one
    that mostly does. `sweeping` are the words that claim a whole ("all", "only").
    """

    content: tuple[str, ...] = ()
    denied: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    says: bool = False
    attributed: bool = False
    negates: bool = False
    hedges: bool = False
    sweeping: frozenset[str] = field(default_factory=frozenset)


def marked(text: str) -> Marked:
    """`text` with its markers read."""
    tokens = _TOKEN.findall(_FACTUAL.sub(r"\1", _COMPOUND.sub("", text)))
    lowered = [token.lower() for token in tokens]
    # "the United States" says nothing
    verbs = [token for place, token in enumerate(tokens) if not place or token == token.lower()]
    content = tuple(root(token) for token in lowered if is_content_word(token))
    coming = _borne(lowered, _is_coming) | _borne(lowered, _is_infinitive, reach=1)
    return Marked(
        content=content,
        denied=_borne(lowered, _negates),
        doubted=_borne(lowered, _hedges),
        coming=coming,
        told=frozenset(map(root, filter(is_content_word, filter(_is_past, verbs)))) - coming,
        says=any(map(_says, map(str.lower, verbs))),
        attributed=any(map(_attributes, map(str.lower, verbs))),
        negates=any(map(_negates, lowered)),
        hedges=any(map(_hedges, lowered)),
        sweeping=_SWEEPING & set(lowered),
    )


def is_content_word(token: str) -> bool:
    """Whether a lower-case token says something of its own and is no marker, number or mark."""
    if not token[0].isalpha() or len(token) == 1 or _is_marker(token):
        return False
    if token in _PERIODS:  # too common to weigh a sentence by, but not to lie with
        return True
    found = stems(token)
    return bool(found) and is_content(found[0], "en")


def _is_marker(token: str) -> bool:
    return _negates(token) or _hedges(token) or _says(token) or token in _AUXILIARIES


def _borne(
    tokens: Sequence[str], is_marker: Callable[[str], bool], reach: int = _REACH
) -> frozenset[str]:
    """The roots of the content words that a marker bears on."""
    places = (place for place, token in enumerate(tokens, 1) if is_marker(token))
    return frozenset(word for place in places for word in _behind(tokens, place, reach))


def _behind(tokens: Sequence[str], start: int, reach: int) -> list[str]:
    """The roots of the next content words, as far as the clause goes; "not yet" goes on."""
    following = tokens[start : start + 3 * reach]
    if following and following[0].isalpha() and following[0] in _STOPS:
        following = following[1:]
    clause = takewhile(lambda token: token not in _STOPS, following)
    return [root(token) for token in clause if is_content_word(token)][:reach]
