"""Pure. The publisher's own line about an article: its description, where that is a standfirst.

A promotion, a line that was cut off and one that the article does not bear out are none.
"""

from bot.text.lexicon import every_language
from bot.text.sentences import is_ended
from bot.text.stems import content, stems
from bot.text.words import counted

SHORTEST = 5  # words
BORNE_OUT = 0.5  # of its words that say something stand in the article

_PAGE = every_language().page
_CUT_OFF = ("…", "...")
_LONGEST = 600  # characters


def standfirst(said: str | None, article: str, lang: str | None) -> str | None:
    """`said` of an article, a whole text, if it is its standfirst."""
    if not said or len(said) > _LONGEST or counted(said) < SHORTEST:
        return None
    if said.endswith(_CUT_OFF) or not is_ended(said) or _is_plea(said.lower()):
        return None
    words = content(frozenset(stems(said)), lang)
    told = words.intersection(stems(article))
    return said if len(told) >= BORNE_OUT * len(words) else None


def _is_plea(text: str) -> bool:
    return text.startswith(_PAGE.plea_openings) or any(plea in text for plea in _PAGE.pleas)
