"""I/O. What the language model answered, so that it is paid for once; and what a day cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from bot.store.engine import Store, forget, insert, upsert
from bot.store.schema import model_answers, model_fallbacks, model_spending


@dataclass(frozen=True, slots=True)
class Day:
    """A day's sums: tokens, millionths of the operator's currency, and, by cause, the briefs for
    which the extractive one stood in."""

    tokens: int = 0
    millionths: int = 0
    fallbacks: Mapping[str, int] = field(default_factory=dict)


def answer(store: Store, question: str) -> str | None:
    """The answer kept to a question, by its key."""
    with store.reading() as connection:
        query = select(model_answers.c.answer).where(model_answers.c.question == question)
        return connection.scalar(query)


def keep(store: Store, question: str, answer: str, *, now: datetime) -> None:
    """Keeps an answer in the place of the one before."""
    with store.writing() as connection:
        upsert(connection, model_answers, {"question": question}, {"answer": answer, "at": now})


def add(store: Store, day: date, *, tokens: int, millionths: int) -> Day:
    """Adds to a day's cost, or takes from it, in one step; gives the new cost."""
    kept = model_spending.c
    given = {"tokens": tokens, "millionths": millionths}
    sums = {name: kept[name] + value for name, value in given.items()}
    with store.writing() as connection:
        new = insert(connection, model_spending).values(day=day.isoformat(), **given)
        changed = new.on_conflict_do_update(index_elements=["day"], set_=sums)
        row = connection.execute(changed.returning(kept.tokens, kept.millionths)).one()
    return Day(*row)


def fell_back(store: Store, day: date, cause: str) -> None:
    """Counts a brief of that day for which the extractive one stood in."""
    kept = model_fallbacks.c
    with store.writing() as connection:
        new = insert(connection, model_fallbacks).values(day=day.isoformat(), cause=cause, count=1)
        more = {"count": kept["count"] + 1}
        connection.execute(new.on_conflict_do_update(index_elements=["day", "cause"], set_=more))


def spent(store: Store, day: date) -> Day:
    """A day's sums so far."""
    costs, causes = model_spending.c, model_fallbacks.c
    cost = select(costs.tokens, costs.millionths).where(costs.day == day.isoformat())
    failed = select(causes.cause, causes["count"]).where(causes.day == day.isoformat())
    with store.reading() as connection:
        tokens, millionths = connection.execute(cost).first() or (0, 0)
        fallbacks = dict(connection.execute(failed.order_by("cause")).all())
    return Day(tokens, millionths, fallbacks)


def prune(store: Store, *, before: datetime) -> int:
    """Forgets answers kept before then; returns how many."""
    return forget(store, model_answers, model_answers.c.at < before)
