"""What the language model answered and cost is kept for all replicas, on both engines."""

from datetime import timedelta

from bot.store import model
from bot.store.engine import Store
from bot.store.model import Day
from tests.standins.news import NOW

TODAY = NOW.date()


def test_an_answer_is_kept_until_it_is_pruned(store: Store) -> None:
    assert model.answer(store, "q") is None
    model.keep(store, "q", "first", now=NOW)
    model.keep(store, "q", "second", now=NOW)
    assert model.answer(store, "q") == "second"
    assert model.prune(store, before=NOW + timedelta(days=1)) == 1
    assert model.answer(store, "q") is None


def test_a_days_spending_adds_up_and_can_be_taken_back(store: Store) -> None:
    assert model.spent(store, TODAY) == Day()
    assert model.add(store, TODAY, tokens=100, millionths=7) == Day(100, 7)
    assert model.add(store, TODAY, tokens=-40, millionths=0) == Day(60, 7)
    assert model.spent(store, TODAY) == Day(60, 7)
    assert model.spent(store, TODAY + timedelta(days=1)) == Day()


def test_fallbacks_are_counted_by_day_and_cause(store: Store) -> None:
    for cause in ("slow", "busy", "slow"):
        model.fell_back(store, TODAY, cause)
    assert model.spent(store, TODAY) == Day(fallbacks={"busy": 1, "slow": 2})
    assert model.spent(store, TODAY + timedelta(days=1)) == Day()
