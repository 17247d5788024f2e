"""Invented articles and entries, for the store's tests and benchmarks."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.models import Article, Entry, Image, Teaser

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)

_PLAIN = "port council ferry budget storm school river vote judge harvest tunnel strike museum tax"
_COMMON = ("Ukraine", "Kyiv", "election", "Greenland")


def article(name: str, body: str = "", **parts: object) -> Article:
    """An article at ex.com/NAME with a body of its own, enough words to be told from others."""
    body = body or f"The {name} report. " + " ".join(f"{name}{n}" for n in range(30))
    given = {"headline": f"About {name}", "url": f"https://ex.com/{name}", "published": NOW}
    return Article(id=name, body=body, **{**given, **parts})  # type: ignore[arg-type]  # a test's own


def entry(name: str, **parts: object) -> Entry:
    """The entry that leads to `article(name)`."""
    given = {"id": name, "url": f"https://ex.com/{name}", "title": f"About {name}"}
    return Entry(**{**given, **parts})  # type: ignore[arg-type]  # a test's own


def many(count: int, *, seed: int = 7) -> Iterator[Article]:
    """Articles of realistic lengths (about 450 words), one in three with the word Ukraine."""
    chance = random.Random(seed)  # noqa: S311  reproducible, no secret
    plain = _PLAIN.split() + [f"word{n}" for n in range(4_000)]
    weights = [1 / rank for rank in range(1, len(plain) + 1)]
    return (_one(number, chance, plain, weights) for number in range(count))


def _one(number: int, chance: random.Random, plain: list[str], weights: list[float]) -> Article:
    length = min(2_000, max(40, round(chance.lognormvariate(6, 0.6))))
    text = chance.choices(plain, weights, k=length)
    for name in _COMMON:
        if chance.random() < 1 / 3:
            text[chance.randrange(length)] = name
    if number % 5_000 == 0:
        text[1] = "Spitsbergen"
    body = "\n\n".join(" ".join(text[at : at + 40]) + "." for at in range(0, length, 40))
    at = NOW - timedelta(seconds=chance.randrange(90 * 86_400))
    return Article(
        id=str(number),
        headline=" ".join(chance.choices(plain, weights, k=9)).capitalize(),
        body=body,
        url=f"https://outlet{number % 90}.example/2026/{number}",
        outlet=f"Outlet {number % 90}",
        byline="A. Reporter",
        published=at,
        lang="en",
        images=(Image(caption="A ferry in the port.", credit="A. Camera"),),
        related=(Teaser(headline=" ".join(chance.choices(plain, weights, k=8))),),
    )
