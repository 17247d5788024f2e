"""Pure. What is wanted of which digest, as people say it: "weekly digest of …", "pause the sport
digest".

A channel's first digest has no name, and is called the main one beside others.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache

from adapters.chat import digest_text, times
from adapters.chat.digest_options import DigestAction, DigestOptions
from adapters.chat.text import clean
from bot.models import MOST_NAME, Subscription
from bot.text.lexicon import languages, lexicon
from bot.text.lexicon.notation import any_of

_NOON, _EVENING = time(12), time(16)
# What a name says of when a digest comes.
KINDS: Mapping[str, Callable[[Subscription], bool]] = {
    "each_day": lambda one: not one.is_weekly,
    "each_week": lambda one: one.is_weekly,
    "mornings": lambda one: one.at < _NOON,
    "evenings": lambda one: one.at >= _EVENING,
    "weekends": lambda one: one.days == times.WEEKEND,
}


@dataclass(frozen=True, slots=True)
class DigestWish:
    """What is wanted of a digest: of the one with this name, or of another one than there are."""

    wanted: DigestAction | DigestOptions
    name: str | None = None  # None where none was said
    is_new: bool = False

    @property
    def options(self) -> DigestOptions:
        """What it is to be; nothing was said of it where something else is wanted."""
        return self.wanted if isinstance(self.wanted, DigestOptions) else DigestOptions()


def opening(text: str) -> DigestWish | None:
    """What is wanted by a line that names a digest first, such as "weekly digest of ukraine"; None
    for any other. Raises UsageError where no sense can be made of it."""
    said = " ".join(text.split())
    found = _opening().match(said)
    if found is None:
        return None
    name = found["free"] or found["before"] or found["behind"]
    return _wish(said[found.end() :], name, is_new=bool(found["another"]))


def after(text: str) -> DigestWish:
    """What is wanted by what stands behind the word "digest": "weekly: ukraine", "pause weekly"."""
    said = " ".join(text.split())
    if any(_is(said, kind) for kind in (*KINDS, "main")):
        return DigestWish(DigestAction.SHOW, _name(said))
    if named := opening(said):
        return named
    if found := _colon().match(said):
        return _wish(said[found.end() :], found["name"])
    if found := _kind_first().match(said):
        return _wish(said[found.end() :], found["name"])
    if found := _action_first().match(said):
        action = digest_text.action(found["action"]) or DigestAction.SHOW
        return DigestWish(action, _name(found["kind"] or found["name"]))
    return _wish(said, None)


def name_written(text: str | None) -> str | None:
    """A name as it was written in a form; None for none. Raises UsageError."""
    bare = " ".join(clean(text or "").split())
    return _name(bare) if bare else None


def _name(text: str) -> str:
    """A name as it is kept: the main one has none, and one of a kind the first of its words,
    which is the one that reads well as a title."""
    said = text.strip()
    if _is(said, "main"):
        return ""
    if kind := kind_of(said):
        each = (getattr(lexicon(code).asking, kind) for code in languages())
        return next(str(words[0]) for words in each if said.casefold() in _folded(words))
    return clean(text)[:MOST_NAME].strip()


def kind_of(name: str) -> str | None:
    """What a name says of when the digest comes, if it does."""
    return next((kind for kind in KINDS if _is(name, kind)), None)


def _is(name: str, idea: str) -> bool:
    return name.casefold() in _folded(times.asking(idea))


def _folded(words: Sequence[str]) -> Iterator[str]:
    return map(str.casefold, words)


def _wish(rest: str, name: str | None, *, is_new: bool = False) -> DigestWish:
    said = _of().sub("", rest.strip(" ,;:"))
    wanted = digest_text.action(said) if said else None
    return DigestWish(wanted or digest_text.read(said), _name(name) if name else None, is_new)


@cache
def _opening() -> re.Pattern[str]:
    """A digest named at the start of a line: "another sport digest of", "résumé hebdomadaire"."""
    one, more = any_of(times.asking("digest")), any_of(times.asking("another"))
    free = rf"[^\W\d_][^,;:\"/]{{0,{MOST_NAME - 1}}}?"
    return re.compile(
        rf"{_the()}(?:(?P<another>{more}) (?:(?P<free>{free}) )?(?:{one})"
        rf"|(?P<before>{_names()}) (?:{one})|(?:{one}) (?P<behind>{_names()}))(?=[ ,:;]|$)",
        re.IGNORECASE,
    )


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>[^\W\d_][^,;:\"/]{{0,{MOST_NAME - 1}}}): ?(?=[^\d/])")


@cache
def _kind_first() -> re.Pattern[str]:
    """A name that says nothing else: "daily" behind "digest" is on which days it comes."""
    days = {word for idea in ("every_day", "weekly", "weekend") for word in times.asking(idea)}
    names = [one for one in _all_names() if one not in days]
    return re.compile(rf"(?P<name>{any_of(names)}) (?=\S)", re.IGNORECASE)


@cache
def _action_first() -> re.Pattern[str]:
    """What becomes of which digest: "pause weekly", "stop the sport digest"."""
    actions = any_of([word for one in DigestAction for word in times.asking(one)])
    name = rf"[^\W\d_][^,;:\"/]{{0,{MOST_NAME - 1}}}?"
    one = any_of(times.asking("digest"))
    return re.compile(
        rf"(?P<action>{actions}) {_the()}(?:(?P<kind>{_names()})|(?P<name>{name}) (?:{one}))$",
        re.IGNORECASE,
    )


@cache
def _of() -> re.Pattern[str]:
    """What stands between a digest and its topics."""
    return re.compile(rf"^(?:{any_of(times.asking('before_topic'))}) ", re.IGNORECASE)


def _the() -> str:
    return rf"(?:(?:{any_of(times.asking('the'))}) )?"


def _names() -> str:
    return any_of(_all_names())


def _all_names() -> list[str]:
    return [word for kind in (*KINDS, "main") for word in times.asking(kind)]
