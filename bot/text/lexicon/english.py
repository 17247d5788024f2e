"""Pure. English articles and endings of words, as texts of patterns that many modules share."""

from collections.abc import Iterable

from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of, any_of_either_case

_GRAMMAR = lexicon("en").grammar


def _one(entries: Iterable[str]) -> str:
    return f"(?:{any_of(entries)})"


THE = _one(_GRAMMAR.definite_articles)
AN = _one(_GRAMMAR.indefinite_articles)
ARTICLE = _one((*_GRAMMAR.definite_articles, *_GRAMMAR.indefinite_articles))
THE_EITHER_CASE = f"(?:{any_of_either_case(_GRAMMAR.definite_articles)})"
AN_EITHER_CASE = f"(?:{any_of_either_case(_GRAMMAR.indefinite_articles)})"
PAST_ENDING = _one(_GRAMMAR.past_endings)
ACTING_ENDING = _one(_GRAMMAR.acting_endings)
ADVERB_ENDING = _one(_GRAMMAR.adverb_endings)
