"""A language model that chooses: how its briefs fare beside labels made by reading.

    python -m bench.model                        one that knows the labels, and one by position
    python -m bench.model URL NAME [API]         the model of a server

Each is asked about the same labelled articles, with the question that briefbot asks. "valid" is the
share of answers that choose anything, "shown" that of the sentences chosen which could be shown.
The first two need no server: they are what the best and the worst model could reach. Tokens are as
the server counts them; without one, four characters make one.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import mean

from rich.console import Console
from rich.table import Table

from bench.labels.articles import Label, Labelled, labelled
from bench.labels.briefs import NOW, briefs
from bot.briefing.extract import compose
from bot.briefing.extract.compose import Shares, allowed_words
from bot.briefing.model import choose_prompt, trial
from bot.briefing.model.chosen import chosen
from bot.briefing.model.client import model_server
from bot.briefing.model.menu import Menu, menu
from bot.briefing.model.protocols import APIS, Endpoint
from bot.errors import BriefbotError, ModelError
from bot.models import Brief, Kind, Length, Point
from bot.ports import Completion, Prompt

ARTICLES = 60  # the first of the labelled ones in English that have a main news
_CHARACTERS_A_TOKEN = 4
# What a reader needs most comes first; the main news before all.
_NEED = ("news", "voice", "doubt", "next", "unconfirmed", "background")

Answerer = Callable[[Prompt, Menu, Labelled | None], Awaitable[Completion]]


@dataclass(slots=True)
class Run:
    """What one chooser did: its points by article and length, and what it cost."""

    points: dict[tuple[str, Length], tuple[Point, ...]] = field(default_factory=dict)
    valid: list[bool] = field(default_factory=list)
    picked: int = 0
    refused: int = 0
    tokens: list[tuple[int, int]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def table() -> Table:
    """The two choosers that need no server."""
    return asyncio.run(_without_server())


async def _without_server() -> Table:
    read = _articles()
    best, worst = await _run(read, _by_labels), await _run(read, _by_position)
    return _table(read, {"knows the labels": best, "by position": worst})


async def _with_server(url: str, name: str, api: str) -> Table:
    read = _articles()
    async with model_server(Endpoint(url, name, api)) as server:

        async def ask(prompt: Prompt, _menu: Menu, _one: Labelled | None) -> Completion:
            return await server.complete(prompt)

        asked = trial.questions(NOW.date().isoformat())
        answers = [(await server.complete(one.prompt)).text for one in asked]
        verdict = "by content" if trial.passes(asked, answers) else "by position"
        return _table(read, {f"{name} ({verdict})": await _run(read, ask)})


def _articles() -> list[Labelled]:
    return [one for one in labelled() if one.lead and one.article.lang == "en"][:ARTICLES]


async def _run(read: Sequence[Labelled], answer: Answerer) -> Run:
    run = Run()
    for one in read:
        for length in (Length.BRIEF, Length.FLASH):
            try:
                base = compose.brief(one.article, length, NOW, Shares())
            except BriefbotError:
                continue
            made = await _asked(run, one, base, length, answer)
            run.points[one.article.id, length] = made.points
    return run


async def _asked(run: Run, one: Labelled, base: Brief, length: Length, answer: Answerer) -> Brief:
    """The brief as chosen, or the extractive one where nothing of use was."""
    article = one.article
    most = allowed_words(article, length, Shares())
    offered = menu(article.headline, [article])
    prompt = choose_prompt.question(offered, most)
    start = time.monotonic()
    reply = await answer(prompt, offered, one)
    run.seconds.append(time.monotonic() - start)
    run.tokens.append((reply.tokens_in, reply.tokens_out))
    try:
        ranking = choose_prompt.ranking(reply.text)
    except ModelError:
        run.valid.append(False)
        return base
    run.valid.append(True)
    made = chosen(base, ranking, offered, length, {article.id: most})
    run.picked += len(ranking.picks)
    run.refused += made.refused if made else len(ranking.picks)
    return made.brief if made else base


async def _by_position(prompt: Prompt, _menu: Menu, _one: Labelled | None) -> Completion:
    picks = [{"s": n, "cut": 0, "kind": 1, "who": 0} for n in range(1, 7)]
    return _counted(prompt, {"main": 1, "points": picks, "debris": [], "foreign": []})


async def _by_labels(prompt: Prompt, offered: Menu, one: Labelled | None) -> Completion:
    assert one is not None  # noqa: S101  the labels are what it answers by
    labels = {one.sentences[at].start: label for at, label in one.labels.items()}
    found = [
        (number, offer, labels.get(offer.candidate.sentence.start))
        for number, offer in enumerate(offered.offers, start=1)
    ]
    main = next((n for n, _, label in found if label == one.lead[0]), 0)
    picks = [
        _pick(number, label, offered)
        for number, _, label in sorted(found, key=lambda each: _rank(each[2], one))
        if label is not None and label.role in _NEED
    ]
    return _counted(
        prompt,
        {
            "main": main or picks[0]["s"] if picks else 0,
            "points": picks[: choose_prompt.MOST_PICKS],
            "debris": [n for n, _, label in found if label and label.role == "none"],
            "foreign": [],
        },
    )


def _rank(label: Label | None, one: Labelled) -> tuple[int, int]:
    if label is None or label.role not in _NEED:
        return (9, 0)
    if label in one.lead:
        return (0, one.lead.index(label))
    return (1 + (label.alone not in ("yes", "connective")), _NEED.index(label.role))


def _pick(number: int, label: Label, offered: Menu) -> dict[str, int]:
    wanted = (label.bracket or "").rpartition("=")[2] or label.speaker or ""
    last = wanted.split()[-1] if wanted else None
    who = next((n for n, name in enumerate(offered.names, start=1) if last and last in name), 0)
    return {"s": number, "cut": 0, "kind": list(Kind).index(Kind(label.role)) + 1, "who": who}


def _counted(prompt: Prompt, answer: dict[str, object]) -> Completion:
    text = json.dumps(answer, separators=(",", ":"))
    asked = len(prompt.system) + len(prompt.user)
    return Completion(text, asked // _CHARACTERS_A_TOKEN, len(text) // _CHARACTERS_A_TOKEN)


def _table(read: Sequence[Labelled], runs: dict[str, Run]) -> Table:
    own = [*briefs(read)]
    columns = {name: [*briefs(read, _points_of(run))] for name, run in runs.items()}
    rows = Table("what", "extractive", *columns, title=f"Chosen by number, {len(read)} articles")
    for at, (what, share, _) in enumerate(own):
        rows.add_row(what, f"{share:.2f}", *(f"{found[at][1]:.2f}" for found in columns.values()))
    costs = [_costs(run) for run in runs.values()]
    for what in costs[0]:
        rows.add_row(what, "", *(cost[what] for cost in costs))
    return rows


def _costs(run: Run) -> dict[str, str]:
    asked, told = zip(*run.tokens, strict=True)
    return {
        "valid": f"{mean(run.valid):.2f}",
        "shown": f"{1 - run.refused / max(1, run.picked):.2f}",
        "tokens in": f"{mean(asked):.0f}, at most {max(asked)}",
        "tokens out": f"{mean(told):.0f}, at most {max(told)}",
        "seconds": f"{mean(run.seconds):.1f}",
    }


def _points_of(run: Run) -> Callable[[Labelled, Length], tuple[Point, ...]]:
    return lambda one, length: run.points.get((one.article.id, length), ())


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("url", nargs="?")
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("api", nargs="?", choices=APIS, default="openai")
    given = parser.parse_args()
    server = _with_server(given.url, given.name, given.api) if given.url else _without_server()
    Console().print(asyncio.run(server))


if __name__ == "__main__":
    main()
