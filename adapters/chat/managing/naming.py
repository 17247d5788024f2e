"""Pure. Which of a channel's digests is meant, by its name or by the mark that a button has.

A channel's first digest has no name, and is called the main one beside others.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from adapters.chat import digest_line, times
from adapters.chat.digest_options import DigestOptions
from adapters.chat.managing.wishes import KINDS, DigestWish, kind_of
from adapters.chat.text import clean, shortened
from bot.errors import NotFoundError, UsageError
from bot.models import MOST_NAME, Channel, Subscription
from bot.text.lexicon import lexicon
from bot.translation import Translation, translatable

_AT = time(18)  # where an evening digest comes at no hour that was said
_CERTAIN = ("each_day", "each_week")  # by these, a digest that has no name is known too


@dataclass(frozen=True, slots=True)
class DigestKey:
    """What a button names a digest by: its channel, and a mark in the place of its name."""

    channel: Channel
    mark: str = ""


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
    kind = kind_of(wish.name)
    alike = [one for one in there if not one.name and kind and KINDS[kind](one)]
    if alike and is_change and kind not in _CERTAIN:
        raise _usage(
            "alike",
            translatable(
                "A digest comes here already: {digest}. To change it, leave out “{name}”; for one "
                "more, say: another {name} digest …",
                digest=digest_line.written(alike[0], clean, tr), name=shown_name(wish.name),
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
    kind = kind_of(wish.name or "")
    if kind == "weekends":
        blank = replace(blank, days=times.WEEKEND)
    if kind == "evenings":
        blank = replace(blank, at=_AT)
    if wish.name is not None:
        return replace(blank, name=wish.name)
    return replace(blank, name=_free(blank, wish.options, there)) if there else blank


def wished(
    blank: Subscription, wish: DigestWish, there: Sequence[Subscription], tr: Translation
) -> Subscription:
    """The digest that is meant, or one more than those `there`, which begins as `blank`."""
    found = meant(there, wish, tr)
    if found is None:
        _require_days(wish)
        return made(blank, wish, there)
    return found


def _require_days(wish: DigestWish) -> None:
    """Raises UsageError for a new weekly digest without its day."""
    options = wish.wanted
    if not isinstance(options, DigestOptions) or options.days is not None:
        return
    if kind_of(wish.name or "") == "each_week":
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


def _named(there: Sequence[Subscription], name: str) -> Subscription | None:
    kind = kind_of(name)
    alike = (
        one
        for one in there
        if one.name.casefold() == name.casefold() or (kind and kind_of(one.name) == kind)
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
