"""Pure. Sentences of an article that speak to a machine, not to its readers.

"Ignore previous instructions" has no place in the news; whoever hides it in a page wants it to
reach a language model, or to be read out by one. Such a sentence is left out before any summarizer
sees it; all others keep their offsets. The rules look for a command to a machine, an answer
prescribed to it, or a model's own markup. News *about* such attacks may quote one: that sentence
is left out too, and the rest of the article stays, which is the cheaper mistake.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from bot.text.lexicon import every_language, languages, lexicon
from bot.text.lexicon.notation import any_of
from bot.text.lexicon.sections import Orders


class _Rule(NamedTuple):
    """The text of a pattern, and texts of which a sentence must hold one for it: a fast test."""

    needs: frozenset[str]
    pattern: str


def _rules() -> Iterator[_Rule]:
    for lang in languages():
        yield from _of_language(lexicon(lang).orders)
    yield from _english(lexicon("en").orders)
    # A model's own markup
    yield _Rule(
        _set("<"), r"<\|[a-z_]+\|>|<</?sys>>|</?(?:system|instructions?|prompt|untrusted)[ >]"
    )
    yield _Rule(_set("inst]"), r"\[/?inst\]")
    yield _Rule(_set("##"), r"^#{2,} ?(?:system|instruction|human|assistant|user)")
    yield _Rule(_set(":"), r"^(?:system|assistant|user|human) ?: ")


def _of_language(words: Orders) -> Iterator[_Rule]:
    """What the lists of any language say."""
    orders, machines = any_of(words.orders), any_of(words.machines)
    # an order opens a sentence or a clause
    opens = rf"(?:(?:^|[,:;.!?]) ?(?:(?:{any_of(every_language().orders.polite)}),? )?)"
    between = r"(?: (?:\w+ ){0,5}?|.{0,8})"  # some words, or characters where none are parted
    if words.ignoring:
        no_orders = rf"(?! (?:{any_of(words.no_orders)}) )" if words.no_orders else ""
        yield _Rule(
            _needs(words.ignoring),
            rf"{opens}(?:{any_of(words.ignoring)}){between}(?:{orders})\b{no_orders}",
        )
    if words.commanding:
        yield _Rule(
            _needs(words.commanding), rf"(?:{any_of(words.commanding)}){between}(?:{orders})"
        )
    if words.ignored:
        yield _Rule(_needs(words.ignored), rf"(?:{orders}).{{0,20}}?(?:{any_of(words.ignored)})")
    if words.being:
        yield _Rule(_needs(words.being), rf"(?:{any_of(words.being)}) (?:{machines})")
    if words.phrases:
        yield _Rule(_needs(words.phrases), rf"\b(?:{any_of(words.phrases)})\b")
    if words.opening_phrases:
        yield _Rule(_needs(words.opening_phrases), rf"^(?:{any_of(words.opening_phrases)})\b")


def _english(words: Orders) -> Iterator[_Rule]:
    """What only English has enough words for."""
    machine, write = rf"\b(?:{any_of(words.machines)})", f"(?:{any_of(words.writing)})"
    machines, orders = _needs(words.machines), f"(?:{any_of(words.orders)})"
    ignore, earlier = f"(?:{any_of(words.ignoring)})", f"(?:{any_of(words.earlier)})"
    obliged = rf"(?:{any_of(words.obliged)}) (?:\w+ )?{write}"
    stress = f"(?:{any_of(words.stressing)})"
    yield _Rule(
        _needs(words.ignoring),
        rf"{ignore} (?:\w+ ){{0,3}}?{earlier} (?:\w+ ){{0,2}}?{orders}"
        rf"|{ignore} (?:{any_of(words.everything)})\b[^.]{{0,20}} (?:{any_of(words.before)})",
    )
    yield _Rule(
        _needs(words.speaking_as),
        rf"(?:{any_of(words.speaking_as)})\b[^.]{{0,20}}, ?(?:{any_of(words.machine_itself)})\b",
    )
    yield _Rule(
        machines,
        rf"\b(?:{any_of(words.calling)}),? (?:(?:{any_of(words.before_machine)}) )?{machine}\b",
    )
    yield _Rule(machines, rf"^{machine}[,:] ")
    yield _Rule(
        machines,
        rf"{machine} (?:(?:{any_of(words.reading)})|{obliged})\b",
    )
    yield _Rule(_needs(words.headers), rf"\b(?:{any_of(words.headers)}) ?[:=]")
    yield _Rule(
        _needs(words.summing_up),
        rf"\b(?:{any_of(words.summing_up)})\b[^.]{{0,60}}, ?(?:{stress} )?{write}",
    )
    yield _Rule(
        _needs(words.insisting),
        rf"\b(?:{any_of(words.insisting)}),? (?:{any_of(words.answering)}) "
        rf"(?:{any_of(words.answered_with)})\b",
    )
    yield _Rule(
        _needs(words.henceforth),
        rf"^(?:{any_of(words.henceforth)}),? (?:{stress}|{any_of(words.only)}|{write})\b",
    )


def _set(need: str) -> frozenset[str]:
    return frozenset({need})


def _needs(entries: Iterable[str]) -> frozenset[str]:
    """Texts of which one is in any text that one of `entries` matches."""
    return frozenset(need for entry in entries for need in _needed(entry))


def _needed(entry: str) -> Iterator[str]:
    """The longest two words in a row that an entry asks for, each way that they may be."""
    rows = [[word.split("/") for word in row.split()] for row in _LEFT_OPEN.split(entry)]
    pairs = [
        [" ".join(pair) for pair in product(*row[at : at + 2])]
        for row in rows
        for at in range(len(row) - 1 or 1)
        if row
    ]
    few = [ways for ways in pairs if len(ways) <= _MOST_WAYS]
    for one in max(few or pairs, key=lambda ways: min(map(len, ways))):
        bare = _SIGN.split(one.lstrip("*"))[0]
        yield f" {bare}" if bare.isascii() and len(bare) <= _SHORT else bare  # "ai", not "said"


_LEFT_OPEN = re.compile(r"\[[^\[\]]*\]\+?|(?<!\S)_(?!\S)")
_SIGN = re.compile("[*#'’]")
_MOST_WAYS = 12
_SHORT = 3  # letters that are within too many words


@cache
def _by_need() -> dict[str, frozenset[str]]:
    rules = tuple(_rules())
    return {
        need: frozenset(rule.pattern for rule in rules if need in rule.needs)
        for need in sorted({need for rule in rules for need in rule.needs})
    }


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed, which most never are."""
    return re.compile(pattern)


# Unicode's tag characters, which nothing shows, and the override that turns text around.
_INVISIBLE = re.compile("[\U000e0000-\U000e007f\u202d\u202e]")
_FORMAT = re.compile("[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u206f\ufeff]")
_MARKS = re.compile(r"[\"“”„«»‹›「」]")
_OPENERS = "'‘([*_>- "
_UNOPENED = str.maketrans(dict.fromkeys(_OPENERS, " "))
_LOOK = 2_000  # characters; more is no sentence


Suspicion = Mapping[str, frozenset[str]]  # patterns of orders, by what a text must hold for them


def addresses_machine(text: str, orders: Suspicion | None = None) -> bool:
    """Whether a sentence gives a machine an order, or holds what only a machine would see.

    `orders` are those that its article may hold, by `possible_orders`; all, if None.
    """
    if _INVISIBLE.search(text):
        return True
    plain = _plain(text[:_LOOK])
    spaced = f" {plain}"
    known = _by_need() if orders is None else orders
    likely = {pattern for need, found in known.items() if need in spaced for pattern in found}
    return any(_compiled(pattern).search(plain) for pattern in likely)


def possible_orders(body: str) -> Suspicion:
    """The orders of which some word stands in `body`, so that each sentence is asked for few."""
    spaced = f" {_plain(body)}".translate(_UNOPENED)
    return {need: found for need, found in _by_need().items() if _unopened(need) in spaced}


@cache
def _unopened(need: str) -> str:
    return need.translate(_UNOPENED)


def _plain(text: str) -> str:
    """`text` in small letters, without marks, invisible signs and more than one blank."""
    shown = text.casefold()
    if not text.isascii():
        shown = unicodedata.normalize("NFKC", _FORMAT.sub("", text)).casefold()
    return " ".join(_MARKS.sub("", shown).split()).lstrip(_OPENERS)
