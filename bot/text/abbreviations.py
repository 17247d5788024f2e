"""Pure. Words that tell whether a dot ends a sentence, for the languages a news desk meets.

All languages share one table: the few clashes cost less than a wrong guess at the language.
Everything is lower case and without its last dot.
"""

from itertools import chain

from bot.text.calendars import DATE_WORDS
from bot.text.lexicon import every_language, lexicon

_GRAMMAR = every_language().grammar

BEFORE_A_NAME = frozenset(_GRAMMAR.before_a_name)
BEFORE_A_NUMBER = frozenset(_GRAMMAR.before_a_number)
SOMETIMES_LAST = frozenset(_GRAMMAR.sometimes_last)
SENTENCE_STARTERS = frozenset(_GRAMMAR.sentence_starters)
CLOCK = frozenset(_GRAMMAR.clock)
CLOCK_COMPANIONS = DATE_WORDS.union(_GRAMMAR.clock_zones)
# Languages that write "the 3rd" with a dot.
ORDINAL_DOT = frozenset("de da nb nn no fi is et lv cs sk sl hr bs sr hu pl tr".split())
# Before these a dotted number is a day, whatever the language is taken for.
DOTTED_DAY_MONTHS = frozenset(chain.from_iterable(lexicon("de").calendar.months))
