"""Pure. Where the news comes from, as people ask about it in chat: listed, found, proposed
and added; and who is behind an outlet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from adapters.chat.brief_card import behind
from adapters.chat.card import Action
from adapters.chat.lines import Line, MomentRun, TextRun, between, bold, filled, said
from adapters.chat.text import clean, known, shortened
from adapters.chat.times import asking
from bot.models import FoundFeed, Outlet, OutletFact, Person
from bot.ports import FeedState
from bot.text.lexicon.notation import any_of
from bot.text.visible import host
from bot.translation import ENGLISH, Translation
from bot.translation.formats import language_name

MOST_OF_NAME, MOST_OF_TITLE, MOST_LISTED, MOST_BESIDE = 40, 160, 2_000, 500  # characters
_WELL = "ok"


class SourceAction(StrEnum):
    """What can be asked of the sources."""

    LIST = "list"
    ADD = "add"
    REMOVE = "remove"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class SourceWish:
    """What is asked, and of which site or outlet; of none, it is the one in sight."""

    action: SourceAction
    about: str = ""


@dataclass(frozen=True, slots=True)
class SourcePanel:
    """What is said of sources, and the buttons beside it; each carries `target`."""

    lines: tuple[Line, ...]
    buttons: tuple[Action, ...] = ()
    target: str = ""
    tr: Translation = ENGLISH


_VERBS = {
    "": SourceAction.LIST,
    "list": SourceAction.LIST,
    "add": SourceAction.ADD,
    "propose": SourceAction.ADD,
    "remove": SourceAction.REMOVE,
}


def read(text: str) -> SourceWish | None:
    """What is asked of the sources: "sources add example.org", "who owns tass?"; None for any
    other words."""
    words = " ".join(text[:2_000].split())
    if owner := _who_owns().fullmatch(words):
        about = owner["about"].rstrip("?!. ")
        return SourceWish(
            SourceAction.OWNER, "" if about.casefold() in asking("this_one") else about
        )
    noun, _, rest = words.partition(" ")
    verb, _, about = rest.partition(" ")
    action = _VERBS.get(verb.casefold())
    if noun.casefold() not in {"sources", "feeds"} or action is None:
        return None
    is_whole = bool(about) == (action is not SourceAction.LIST)
    return SourceWish(action, about.strip("<> ")) if is_whole else None


def proposed(one: FoundFeed, tr: Translation = ENGLISH) -> SourcePanel:
    """A found feed as everybody in a channel sees it, for somebody who may add it."""
    asks = bold(said(tr("A source is proposed. Whoever may add sources can add it:")))
    return SourcePanel((asks, *_shown(one, tr)), (Action.ADD_SOURCE,), one.id or "", tr)


def removed(name: str | None, url: str, tr: Translation = ENGLISH) -> SourcePanel:
    """That a feed is read no more."""
    text = tr("{name} is read no more. What was read of it stays until it is old.")
    return SourcePanel((filled(text, name=_name(name, url)),), tr=tr)


def added(one: FoundFeed, tr: Translation = ENGLISH) -> Line:
    """That a feed was added."""
    text = tr("Added: {name}. Its news is read within minutes, and comes with the next digests.")
    return filled(text, name=_name(one.title, one.url))


def owned(outlets: Iterable[Outlet], tr: Translation = ENGLISH) -> SourcePanel:
    """Who is behind outlets: facts, each with the page that states it and the day it was looked
    up."""
    return SourcePanel(tuple(line for one in outlets for line in _facts(one, tr)), tr=tr)


def found(one: FoundFeed, tr: Translation, *, may: bool) -> SourcePanel:
    """A feed that was found, with a button that adds it or proposes it to those who may."""
    if may:
        return SourcePanel(_shown(one, tr), (Action.ADD_SOURCE,), one.id or "", tr)
    ask = said(tr("Only admins add sources here: you can propose it to them."))
    return SourcePanel((*_shown(one, tr), ask), (Action.PROPOSE,), one.id or "", tr)


def _shown(one: FoundFeed, tr: Translation) -> tuple[Line, ...]:
    """A feed's name and address, and its newest entry."""
    entries = tr.count("{count} entry", "{count} entries", one.entries)
    head = (TextRun(_name(one.title, one.url), (one.url,), is_bold=True), *said(f" · {entries}"))
    address, newest = said(shortened(one.url, MOST_OF_TITLE)), one.newest
    if newest is None:
        return (head, address)
    title = shortened(clean(newest.title), MOST_OF_TITLE) or tr("(no headline)")
    linked = (TextRun(title, (newest.url,) if newest.url else ()),)
    moment = (MomentRun(known(newest.published), tr),) if newest.published else ()
    last = (*said(f"{tr('The newest:')} "), *between((linked, moment)))
    return (head, address, last)


def listed(states: Iterable[FeedState], person: Person, tr: Translation) -> SourcePanel:
    """What is read, what the people there added, and what does not answer."""
    every = sorted(states, key=lambda one: _name(one.feed.title, one.feed.url).casefold())
    rows = (
        (tr.count("{count} source is read:", "{count} sources are read:", len(every)), every),
        (tr("Added here:"), [one for one in every if one.added_by == person.home]),
        (tr("These don't answer now:"), [one for one in every if one.health != _WELL]),
    )
    lines = tuple(
        (
            TextRun(f"{head} ", is_bold=True),
            *said(_names(some, MOST_BESIDE if at else MOST_LISTED, tr)),
        )
        for at, (head, some) in enumerate(rows)
        if some
    )
    return SourcePanel(lines or (said(tr("No source is read yet.")),), tr=tr)


def _names(some: Iterable[FeedState], room: int, tr: Translation) -> str:
    """Names as far as there is room for them, each once."""
    names = list(dict.fromkeys(_name(one.feed.title, one.feed.url) for one in some))
    shown = []
    for name in names:
        room -= len(name) + len(" · ")
        if room < 0:
            break
        shown.append(name)
    more = len(names) - len(shown)
    rest = [tr.count("and {count} more", "and {count} more", more)] if more else []
    return " · ".join([*shown, *rest])


def _name(title: str | None, url: str) -> str:
    return shortened(clean(title), MOST_OF_NAME) or host(url) or url[:MOST_OF_NAME]


def _facts(one: Outlet, tr: Translation) -> Iterator[Line]:
    told = behind(one, tr)
    yield (TextRun(one.name, is_bold=True), *said(f": {told}" if told else ""))
    if one.owner:
        yield _fact(tr("Owned by {names}", names=", ".join(one.owner.values)), one.owner, tr)
    if one.kind:
        yield _fact(tr("How it is run"), one.kind, tr)
    if one.country:
        yield _fact(tr("Its country"), one.country, tr)
    if one.languages:
        names = (language_name(code, tr) or code for code in one.languages.values)
        yield _fact(tr("In {languages}", languages=", ".join(names)), one.languages, tr)
    if not (one.owner or one.kind or one.country or one.languages):
        yield said(tr("Nothing is known of who is behind it."))


def _fact(words: str, one: OutletFact, tr: Translation) -> Line:
    """A fact, the page that states it, and when it was looked up."""
    name = host(one.source) or one.source
    return (*said(f"{words}: "), TextRun(name, (one.source,)), *said(", "), MomentRun(one.on, tr))


@cache
def _who_owns() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(asking('who_owns'))}) (?P<about>\S.{{0,200}})", re.IGNORECASE)
