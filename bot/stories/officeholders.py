"""Pure. Who holds an office where, learned from the articles about a place.

"Ukrainian officials said. President Petro Zarensky …" tells whose president that is, so other
articles about him belong to the place too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bot.models import Article
from bot.stories.expansion import spelled
from bot.stories.senses import names, spelling
from bot.stories.senses.gazetteer import Gazetteer, Sense
from bot.stories.senses.names import Spellings, Spot
from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import any_of

OPENING = 400  # characters of a body; who is named later is seldom who it is about
_WHOLE = re.compile(
    rf"\b(?:{any_of(lexicon('en').people.heads)}) "
    r"(?:[A-Z][\w'’-]+ )?(?P<name>[A-Z][\w'’-]{3,})\b"
)


def learned(place: Sense, articles: Iterable[Article], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The surnames that articles about a place give its leaders, without those already known."""
    owners = _owners(gazetteer)
    found = (
        title["name"].removesuffix("'s").removesuffix("’s")
        for article in articles
        for title, owner in _titles(article, gazetteer)
        if owner == place.name
    )
    return tuple(
        dict.fromkeys(name for name in found if name not in owners and not gazetteer.sense(name))
    )


def is_about(
    place: Sense, leaders: Sequence[str], article: Article, gazetteer: Gazetteer
) -> str | None:
    """The leader of the place that an article opens with, in its own spelling."""
    sounds = {spelling.sound(name) for name in leaders}
    for title, owner in _titles(article, gazetteer):
        name = title["name"].removesuffix("'s").removesuffix("’s")
        if owner in (None, place.name) and spelling.sound(name) in sounds:
            return name
    return None


def _titles(article: Article, gazetteer: Gazetteer) -> Iterator[tuple[re.Match[str], str | None]]:
    """Where an article opens with a leader's title and name, and the place named last before it."""
    known, owners = _known(gazetteer), _owners(gazetteer)
    for text in (article.headline or "", article.body[:OPENING]):
        titles = list(_WHOLE.finditer(text))
        spots: list[Spot] = list(names.spots(known, text)) if titles else []
        for title in titles:
            before = [spot for spot in spots if spot.start < title.start()]
            last = max(before, key=lambda spot: spot.start, default=None)
            yield title, owners.get(last.name) if last else None


@lru_cache(maxsize=4)
def _owners(gazetteer: Gazetteer) -> dict[str, str]:
    places = [place for place in gazetteer.places.values() if not place.members]
    return {name: place.name for place in reversed(places) for name in spelled(place)}


@lru_cache(maxsize=4)
def _known(gazetteer: Gazetteer) -> Spellings:
    return names.spellings(_owners(gazetteer))
