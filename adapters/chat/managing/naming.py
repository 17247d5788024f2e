"""Pure. Which of a channel's digests is meant, by the name that people say: "weekly digest of …".

A channel's first digest has no name, and is called the main one beside others.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import cache

from adapters.chat import digest_text, times
from adapters.chat.digest_text import DigestAction, DigestOptions
from adapters.chat.text import clean, shortened
from bot.errors import NotFoundError, UsageError
from bot.models import MOST_NAME, Channel, Subscription
from bot.text.lexicon import languages, lexicon
from bot.text.lexicon.notation import any_of
from bot.translation import Translation, translatable

_NOON, _EVENING = time(12), time(16)
_AT = time(18)  # where an evening digest comes at no hour that was said
# What a name says of when a digest comes; by the first two, one that has no name is known too.
_KINDS: Mapping[str, Callable[[Subscription], bool]] = {
    "each_day": lambda one: not one.is_weekly,
    "each_week": lambda one: one.is_weekly,
    "mornings": lambda one: one.at < _NOON,
    "evenings": lambda one: one.at >= _EVENING,
    "weekends": lambda one: one.days == times.WEEKEND,
}
_CERTAIN = ("each_day", "each_week")


@dataclass(frozen=True, slots=True)
class DigestKey:
    """What a button names a digest by: its channel, and a mark in the place of its name."""

    channel: Channel
    mark: str = ""


@dataclass(frozen=True, slots=True)
class DigestWish:
    """What is wanted of a digest: of the one with this name, or of another one than there are."""

    wanted: DigestAction | DigestOptions
    name: str | None = None  # None where none was said
    is_new: bool = False


def mark(one: Subscription) -> str:
    """A short name that any button has room for."""
    return hashlib.blake2b(one.name.encode(), digest_size=4).hexdigest() if one.name else ""


def marked(channel: str, mark: str) -> str:
    """A channel's id and a mark in one text; `split` takes it apart."""
    return f"{channel}.{mark}" if mark else channel


def split(text: str) -> tuple[str, str]:
    """A channel's id and the mark, which is empty for its first digest."""
    channel, _, mark = text.partition(".")
    return channel, mark


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
    if any(_is(said, kind) for kind in (*_KINDS, "main")):
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


def meant(there: Sequence[Subscription], wish: DigestWish, tr: Translation) -> Subscription | None:
    """The digest among those `there` that is meant; None where it is one more than they. Raises
    UsageError where several could be meant, NotFoundError for a name that none has."""
    is_change = isinstance(wish.wanted, DigestOptions)
    if wish.is_new:
        if wish.name is not None and _named(there, wish.name):
            raise _usage("taken", translatable("A digest of that name comes here already."), "name")
        return None
    if wish.name is None:
        if len(there) > 1:
            raise _which(there, tr)
        return there[0] if there else None
    if found := _named(there, wish.name):
        return found
    kind = _kind(wish.name)
    alike = [one for one in there if not one.name and kind and _KINDS[kind](one)]
    if alike and is_change and kind not in _CERTAIN:
        raise _usage(
            "alike",
            translatable(
                "A digest comes here already: {digest}. To change it, leave out “{name}”; for one "
                "more, say: another {name} digest …",
                digest=digest_text.written(alike[0], clean, tr), name=shown_name(wish.name),
            ),
        )  # fmt: skip
    if alike:
        return alike[0]
    if is_change:
        return None
    advice = translatable(
        "No digest here is called {name}. There are: {names}.",
        name=shown_name(wish.name), names=listed(there, tr),
    )  # fmt: skip
    raise NotFoundError(f"no digest called {wish.name!r}", advice=advice)


def made(blank: Subscription, wish: DigestWish, there: Sequence[Subscription]) -> Subscription:
    """The digest that a wish for one more begins with, by its name."""
    options = wish.wanted if isinstance(wish.wanted, DigestOptions) else DigestOptions()
    kind = _kind(wish.name or "")
    if kind == "weekends":
        blank = replace(blank, days=times.WEEKEND)
    if kind == "evenings":
        blank = replace(blank, at=_AT)
    if wish.name is not None:
        return replace(blank, name=wish.name)
    return replace(blank, name=_free(blank, options, there)) if there else blank


def require_days(wish: DigestWish) -> None:
    """Raises UsageError for a new weekly digest without its day."""
    options = wish.wanted
    if not isinstance(options, DigestOptions) or options.days is not None:
        return
    if _kind(wish.name or "") == "each_week":
        advice = translatable("On which day? Such as: weekly digest of ukraine on mondays at 8")
        raise _usage("no day", advice, "days")


def called(one: Subscription, tr: Translation) -> str:
    """A digest's name among others; that of the first is no more than a word for it."""
    return shown_name(one.name) or (lexicon(tr.lang).asking.main or lexicon("en").asking.main)[0]


def shown_name(name: str) -> str:
    """A name as it is safe to show."""
    return shortened(clean(name), MOST_NAME)


def listed(some: Sequence[Subscription], tr: Translation) -> str:
    """The names of digests."""
    return ", ".join(called(one, tr) for one in some)


def name_written(text: str | None) -> str | None:
    """A name as it was written in a form; None for none. Raises UsageError."""
    bare = " ".join(clean(text or "").split())
    return _name(bare) if bare else None


def _wish(rest: str, name: str | None, *, is_new: bool = False) -> DigestWish:
    said = _of().sub("", rest.strip(" ,;:"))
    wanted = digest_text.action(said) if said else None
    return DigestWish(wanted or digest_text.read(said), _name(name) if name else None, is_new)


def _name(text: str) -> str:
    """A name as it is kept: the main one has none, and one of a kind the first of its words,
    which is the one that reads well as a title."""
    said = text.strip()
    if _is(said, "main"):
        return ""
    if kind := _kind(said):
        each = (getattr(lexicon(code).asking, kind) for code in languages())
        return next(str(words[0]) for words in each if said.casefold() in _folded(words))
    return clean(text)[:MOST_NAME].strip()


def _kind(name: str) -> str | None:
    return next((kind for kind in _KINDS if _is(name, kind)), None)


def _is(name: str, idea: str) -> bool:
    return name.casefold() in _folded(times.asking(idea))


def _folded(words: Sequence[str]) -> Iterator[str]:
    return map(str.casefold, words)


def _named(there: Sequence[Subscription], name: str) -> Subscription | None:
    kind = _kind(name)
    alike = (
        one
        for one in there
        if one.name.casefold() == name.casefold() or (kind and _kind(one.name) == kind)
    )
    return next(alike, None)


def _free(blank: Subscription, options: DigestOptions, there: Sequence[Subscription]) -> str:
    """A name by what is said of the digest: its first topic, or when it comes."""
    words = lexicon((*blank.languages, "en")[0]).asking
    days = options.days or blank.days
    name = next((shown_name(re.sub("[/:,;]", " ", one)) for one in options.topics or ()), "")
    name = " ".join(name.split())
    if not name or any(each.name == name for each in there):
        kind = "each_week" if len(days) == 1 else "each_day"
        name = (getattr(words, kind) or getattr(lexicon("en").asking, kind))[0]
    taken = {one.name for one in there}
    numbered = (f"{name[: MOST_NAME - 2]} {number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def _which(there: Sequence[Subscription], tr: Translation) -> UsageError:
    return _usage(
        "which",
        translatable(
            "Several digests come here: {names}. Please say which, such as: {name} digest …; "
            "“another digest …” makes one more.",
            names=listed(there, tr), name=called(there[-1], tr),
        ),
    )  # fmt: skip


def _usage(log: str, advice: str, about: str = "") -> UsageError:
    return UsageError(f"digest: {log}", advice=advice, about=about)


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
    return [word for kind in (*_KINDS, "main") for word in times.asking(kind)]
