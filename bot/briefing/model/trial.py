"""Does a language model choose by content, or by position?

A small model may answer every question with the same numbers. So it is asked about little reports
whose sentences are shuffled: the main news stands at another place in each, and first in none. The
reports are read from a file once.
"""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.briefing.model import choose_prompt
from bot.briefing.model.menu import menu
from bot.errors import ModelError
from bot.models import Article
from bot.ports import Prompt

WORDS = 30
MOST_WRONG = 1  # of the four: by chance, or always at one place, fewer than one in fifty gets there


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the number of the sentence that is the right answer."""

    prompt: Prompt
    right: int


def questions(seed: str) -> tuple[Question, ...]:
    """The questions, shuffled by `seed`: a day, so that all replicas ask, and pay for, the same."""
    chance = random.Random(seed)  # noqa: S311  nothing secret
    reports = _reports()
    places = chance.sample(range(1, len(reports[0].others) + 1), k=len(reports))
    asked = []
    for report, place in zip(reports, places, strict=True):
        sentences = chance.sample(report.others, k=len(report.others))
        sentences.insert(place, report.news)
        article = Article(id="trial", headline=report.headline, body=" ".join(sentences), lang="en")
        offered = menu(report.headline, [article])
        asked.append(Question(choose_prompt.question(offered, WORDS), place + 1))
    return tuple(asked)


def passes(asked: Sequence[Question], answers: Sequence[str]) -> bool:
    """Whether a model's answers to these questions are by content."""
    right = (
        _main(answer) == question.right for question, answer in zip(asked, answers, strict=True)
    )
    return sum(right) >= len(asked) - MOST_WRONG


def _main(answer: str) -> int:
    try:
        return choose_prompt.ranking(answer).main
    except ModelError:
        return 0


@dataclass(frozen=True, slots=True)
class _Report:
    headline: str
    news: str
    others: tuple[str, ...]


@cache
def _reports() -> tuple[_Report, ...]:
    text = Path(__file__).with_name("trial.toml").read_text(encoding="utf-8")
    return tuple(
        _Report(one["headline"], one["sentences"][0], tuple(one["sentences"][1:]))
        for one in tomllib.loads(text)["report"]
    )
