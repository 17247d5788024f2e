"""Pure. Words that tell no event from another, in the languages of the default feeds."""

from collections.abc import Iterator

from bot.text.lexicon import Lexicon, lexicon

_LANGUAGES = ("en", "de", "fr", "es", "uk", "ru", "ar")
_SHORTEST_DAY = 4  # letters; "sun" and "sat" say something else too


def _little(words: Lexicon) -> Iterator[str]:
    yield from words.grammar.stopwords
    yield from words.grammar.news_stopwords
    yield from (name for row in words.calendar.months for name in row)
    yield from (
        name for row in words.calendar.weekdays for name in row if len(name) >= _SHORTEST_DAY
    )


LITTLE = frozenset(word for lang in _LANGUAGES for word in _little(lexicon(lang)))
