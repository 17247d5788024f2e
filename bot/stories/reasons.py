"""Pure. Why an article was put with others: the rare names, numbers and words that they share."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot.models import Article
from bot.stories import background, features
from bot.stories.little_words import LITTLE

MOST = 4
RARE = 2.5  # `features.rarities`: a word of one document in twelve
RARE_NUMBER = 1.5

_TOKEN = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")


def shared(article: Article, others: Iterable[Article]) -> tuple[str, ...]:
    """What `article` has in common with any of the others, as it writes it, the rarest first.

    Names in a row are one: "Karun Dam", "38,000".
    """
    known = {stem for other in others for _, stem in _stems(_text(other))}
    found: dict[str, float] = {}
    for is_shared, run in groupby(_stems(_text(article)), lambda one: one[1] in known):
        for written, rare in _phrases(list(run)) if is_shared else ():
            if written.casefold() not in map(str.casefold, found):
                found[written] = rare
    return tuple(sorted(found, key=lambda one: -found[one])[:MOST])


def _text(article: Article) -> str:
    return f"{article.headline or ''}\n{article.body[: features.READ]}"


def _stems(text: str) -> Iterator[tuple[str, str]]:
    """Each word and number with its stem; little words too, since they part names."""
    for written in _TOKEN.findall(text):
        stem = features.numbers_of(written)[0] if written[0].isdigit() else features.stem(written)
        yield written, stem


def _phrases(run: Sequence[tuple[str, str]]) -> Iterator[tuple[str, float]]:
    """What is rare in a row of shared words, with how rare it is."""
    for is_name, some in groupby(run, lambda one: one[0][0].isupper()):
        rare = [(written, _rarity(written, stem)) for written, stem in some]
        told = [one for one in rare if one[1]]
        if is_name and told:
            yield " ".join(written for written, _ in told), max(value for _, value in told) + 1
        else:
            yield from told


def _rarity(written: str, stem: str) -> float:
    """0 for what tells nothing."""
    table = background.of_language("en")
    rare = features.rarities((stem,), table, {}, 0)[stem]
    least = RARE_NUMBER if stem[0] == "#" else RARE
    return rare if rare >= least and written.lower() not in LITTLE else 0.0
