"""Invented reports in stock phrases: other names and figures tell another event.

    python -m bench.stock_phrases    how well they are grouped, beside unrelated articles

The phrases and names are in `stock_phrases.toml`. Each kind has EVENTS events within a day, each
reported by two to five outlets in words drawn anew.
"""

import random
import tomllib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.table import Table

from bench.stories import Grouping, measured, strangers
from bench.story_sets import CUTS, Cut, Labelled, shortened, unrelated
from bot.models import Article
from bot.stories.grouping import group
from tests.standins.week import MONDAY

PHRASES = Path(__file__).with_suffix(".toml")
EVENTS = 12
SAID = 0.8  # of the rows after the first
AMONG = 250  # unrelated articles
DAYS = "Monday Tuesday Wednesday Thursday".split()

Seen = Literal["looked", "unseen"]


def kinds(seen: Seen) -> dict[str, dict[str, Any]]:
    """What is told of each kind."""
    return dict(tomllib.loads(PHRASES.read_text("utf-8"))[seen])


def reports(
    kind: str, told: dict[str, Any], pools: dict[str, list[str]], chance: random.Random
) -> list[Labelled]:
    """A day's reports of one kind; the names leave the pools."""
    found = []
    for event in range(EVENTS):
        facts = _figures(chance) | {slot: pools[name].pop() for slot, name in told["names"].items()}
        begun = chance.random() * 0.8
        outlets = chance.sample(range(60), chance.randint(2, 5))
        for at, outlet in enumerate(outlets):
            rows = told["rows"][:1] + [row for row in told["rows"][1:] if chance.random() < SAID]
            body = " ".join(chance.choice(row) for row in rows)
            report = Article(
                id=f"{kind}/{event}/{at}",
                headline=chance.choice(told["headlines"]).format_map(facts),
                body=body.format_map(facts),
                outlet=f"Outlet {outlet}",
                published=MONDAY + timedelta(days=begun + chance.random() * 0.2),
            )
            found.append(Labelled(report, f"{kind}/{event}"))
    return found


def _pools(chance: random.Random) -> dict[str, list[str]]:
    """Names by kind of name, in an order of chance, more often than once where there are few."""
    written = tomllib.loads(PHRASES.read_text("utf-8"))["names"]
    every = {
        kind: [" ".join(n.split()) for n in names.split(",")] for kind, names in written.items()
    }
    pools = {kind: chance.sample(names, len(names)) * 2 for kind, names in every.items()}
    first, last = every["first"], every["last"]
    people = [f"{a} {last[(at + by) % len(last)]}" for by in range(5) for at, a in enumerate(first)]
    return {**pools, "person": chance.sample(people, len(people))}


def _figures(chance: random.Random) -> dict[str, str]:
    among = {"j": (0, 3), "k": (4, 9), "n": (3, 48), "t": (11, 39), "w": (41, 89), "u": (11, 79),
             "c": (11, 79), "h": (101, 999), "m": (12, 890)}  # fmt: skip
    figures = {slot: str(chance.randint(*limits)) for slot, limits in among.items()}
    billions = chance.uniform(1, 30)
    more = {"r": f"{billions:.1f}", "q": f"{billions * 1.06:.1f}", "day": chance.choice(DAYS)}
    return {**figures, **more}


def _moment(one: Labelled) -> tuple[float, str]:
    return (one.article.published or MONDAY).timestamp(), one.article.id


def day(seen: Seen, cut: Cut, others: Sequence[Labelled], seed: int = 0) -> list[Labelled]:
    """All kinds, cut, among unrelated articles of the same day, in the order of publication."""
    chance = random.Random(seed)  # noqa: S311  reproducible, no secret
    pools = _pools(chance)
    told = [one for kind, told in kinds(seen).items() for one in reports(kind, told, pools, chance)]
    every = [Labelled(shortened(a, cut), event) for a, event in told] + list(others)
    return sorted(every, key=_moment)


def judged(seen: Seen, cut: Cut, grouping: Grouping, seed: int = 0) -> tuple[float, float]:
    """The share of reports that are in a story with one of another event, and B-cubed F1."""
    given = day(seen, cut, unrelated(cut)[:AMONG], seed)
    story = dict(grouping([one.article for one in given]))
    told = [one for one in given if "/" in one.event]
    return (
        strangers(told, lambda _: story.items()),
        measured([told], lambda _: story.items()).b_cubed,
    )


def main() -> None:
    shown = Table("kinds", "cut", "with a stranger", "B-cubed F1", title="Stock phrases")
    for seen in ("looked", "unseen"):
        for cut in CUTS:
            mixed, b_cubed = judged(seen, cut, group)
            shown.add_row(seen, cut, f"{mixed:.1%}", f"{b_cubed:.3f}")
    Console(width=130).print(shown)


if __name__ == "__main__":
    main()
