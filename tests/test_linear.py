"""Hostile text costs in proportion to its length, however it is made."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import islice, product

import pytest

from bot.briefing.dates_to_watch import each_once
from bot.briefing.extract import compose
from bot.briefing.extract.compose import Shares, source_of
from bot.models import Article, DateToWatch, Kind, Length, Point
from bot.reading import documents
from bot.stories import features

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
BEFORE = "The bridge over the Lune closed on Tuesday after engineers found a crack in its pier."
BEHIND = "The council said that ferries will carry commuters until the bridge opens again in May."

SHORT, LONG = 10_000, 40_000  # characters
GROWTH = 9.0  # what four times the text may cost; linear work costs 4, quadratic 16
TRIES = 4  # another process may disturb the caches, never all the time
RUNS = ("A", "Ab Cd said ", ". ", "中。", "• ", "“Ab” ", "1", "(", "AB ", "— ", "Ab, ")


def cost(work: Callable[[], object]) -> float:
    """Seconds of this process alone, so that a busy machine does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def grows_too_fast(work: Callable[[int], object], small: int, large: int) -> bool:
    work(small)  # caches and compiled patterns
    ratios = (
        cost(lambda: work(large)) / max(cost(lambda: work(small)), 0.001) for _ in range(TRIES)
    )
    return all(ratio > GROWTH for ratio in ratios)


def briefed(raw: bytes) -> None:
    article = documents.read_bytes(raw, id="x", url="https://news.example/x")
    features.of(article)
    compose.brief(article, Length.BRIEF, NOW, Shares())


def test_many_announcements_for_one_day_are_told_once_in_linear_time() -> None:
    article = Article("1", "Rails", "", url="https://wire.example/1", lang="en")

    def work(count: int) -> None:
        words = map("".join, product("abcdefghijklmnopqrstuvwxyz", repeat=3))
        said = (f"{one}ville opens its {one}hall and {one}port on Tuesday." for one in words)
        points = (Point(Kind.NEXT, text, ()) for text in islice(said, count))
        day = date(2026, 12, 1)
        each_once((DateToWatch(day, "s1", one, source_of(article)) for one in points), 20)

    assert not grows_too_fast(work, 500, 2_000)


@pytest.mark.parametrize("run", RUNS)
def test_an_article_with_a_hostile_paragraph_is_briefed_in_linear_time(run: str) -> None:
    def work(length: int) -> None:
        hostile = (run * length)[:length]
        briefed(f"<h1>Bridge</h1><p>{BEFORE}</p><p>{hostile}</p><p>{BEHIND}</p>".encode())

    assert not grows_too_fast(work, SHORT, LONG)
