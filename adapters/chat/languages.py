"""Pure. The languages that somebody reads: as people write them, and written back.

"in english and ukrainian", "auf Deutsch", "лише українською", "in any language".
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from adapters.chat.times import asking, is_nothing
from bot.errors import UsageError
from bot.text.lexicon import every_language, lexicon
from bot.text.lexicon import languages as of_lexicon
from bot.text.lexicon.notation import any_of
from bot.translation import ENGLISH, Translation, code, formats, translatable

MOST = 10  # named one after another
_MOST_SHOWN = 100  # characters of what was not understood


def read(text: str) -> tuple[str, ...]:
    """The codes of languages with commas between them, by their names or codes; none of them where
    any will do. Raises UsageError."""
    said = text.strip(" ,;.").casefold()
    if is_nothing(said) or said in asking("any_language"):
        return ()
    found = []
    for part in re.split(rf" ?[,;&+] ?| (?:{any_of(asking('also'))}) ", said):
        bare = _before().sub("", part.strip())
        lang = _by_name().get(bare) or (code(bare) if bare in _codes() else "")
        if not lang:
            raise UsageError(
                f"no language: {text[:_MOST_SHOWN]!r}",
                advice=translatable(
                    "Please give languages by their names, such as: English, Ukrainian."
                ),
                about="languages",
            )
        found.append(lang)
    return tuple(dict.fromkeys(found))[:MOST]


def is_only(text: str) -> bool:
    """Whether what is told in no other language is wanted."""
    return bool(re.match(rf"(?:{any_of(asking('only_in'))})\b", text.strip(), re.IGNORECASE))


def written(languages: Sequence[str], tr: Translation = ENGLISH, *, only: bool = False) -> str:
    """Languages as `read` understands them: "only in English and Ukrainian"."""
    words = lexicon(tr.lang).asking
    if not languages:
        return words.any_language[0]
    *others, last = (_named(one, tr) for one in languages)
    names = f"{', '.join(others)} {words.also[0]} {last}" if others else last
    return " ".join((*(words.only_in[:1] if only else ()), *words.in_language[:1], names))


def choices(tr: Translation) -> dict[str, str]:
    """The languages that can be chosen, by their codes, in the order of their names."""
    named = {one: language_name(one, tr).capitalize() for one in _codes()}
    return dict(sorted(named.items(), key=lambda one: one[1]))


def language_name(lang: str, tr: Translation = ENGLISH) -> str:
    """A language's name where it is known, else its code."""
    if tr.lang != ENGLISH.lang:
        return formats.language_name(lang, tr) or lang
    names = {code: name for code, name in lexicon("any").grammar.language_names}  # noqa: C416  rows
    return names.get(lang) or lang


@cache
def pattern() -> str:
    """The text of a pattern for languages at the end of a line."""
    before, also = any_of(asking("in_language")), any_of(asking("also"))
    name = f"(?:{any_of(_by_name())})"
    alone = f"(?:{any_of(_alone())})"  # a name that says "in" itself
    between = rf" ?(?:[,;&+]|\b(?:{also})\b) ?(?:(?:{before}) )?"
    return (
        rf"(?:{any_of(asking('any_language'))})"
        rf"|(?:(?:{any_of(asking('only_in'))}) )?(?:(?:{before}) {name}|{alone})"
        rf"(?:{between}{name}){{0,{MOST}}}"
    )


def _named(lang: str, tr: Translation) -> str:
    rows = lexicon(tr.lang).asking.languages
    return next((names[0] for one, *names in rows if one == lang), lang)


@cache
def _by_name() -> Mapping[str, str]:
    rows = every_language().asking.languages
    return {name.casefold(): lang for lang, *names in rows for name in names}


@cache
def _alone() -> tuple[str, ...]:
    """The names in languages that have no word for "in" before them."""
    found = (lexicon(lang).asking for lang in of_lexicon())
    return tuple(row[1] for one in found if not one.in_language for row in one.languages)


@cache
def _codes() -> frozenset[str]:
    return frozenset(row[0] for row in every_language().asking.languages)


@cache
def _before() -> re.Pattern[str]:
    only, before = any_of(asking("only_in")), any_of(asking("in_language"))
    return re.compile(rf"^(?:(?:{only}) )?(?:(?:{before}) )?")
