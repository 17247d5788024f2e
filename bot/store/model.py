"""I/O. What the language model answered, so that it is paid for once; and what a day cost."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from bot.store.engine import Store, insert
from bot.store.schema import model_answers, model_spending


@dataclass(frozen=True, slots=True)
class Day:
    """A day's sum: tokens, millionths of the operator's currency, and briefs it failed to write."""

    tokens: int = 0
    millionths: int = 0
    fallbacks: int = 0


def answer(store: Store, question: str) -> str | None:
    """The answer kept to a question, by its key."""
    with store.reading() as connection:
        query = select(model_answers.c.answer).where(model_answers.c.question == question)
        return connection.scalar(query)


def keep(store: Store, question: str, answer: str, *, now: datetime) -> None:
    """Keeps an answer in the place of the one before."""
    values = {"answer": answer, "at": now}
    with store.writing() as connection:
        new = insert(connection, model_answers).values(question=question, **values)
        connection.execute(new.on_conflict_do_update(index_elements=["question"], set_=values))


def add(
    store: Store, day: date, *, tokens: int = 0, millionths: int = 0, fallbacks: int = 0
) -> Day:
    """Adds to a day's sum, or takes from it, in one step; gives the new sum."""
    kept = model_spending.c
    given = {"tokens": tokens, "millionths": millionths, "fallbacks": fallbacks}
    sums = {name: kept[name] + value for name, value in given.items()}
    with store.writing() as connection:
        new = insert(connection, model_spending).values(day=day.isoformat(), **given)
        changed = new.on_conflict_do_update(index_elements=["day"], set_=sums)
        row = connection.execute(
            changed.returning(kept.tokens, kept.millionths, kept.fallbacks)
        ).one()
    return Day(*row)


def spent(store: Store, day: date) -> Day:
    """A day's sum so far."""
    query = select(
        model_spending.c.tokens, model_spending.c.millionths, model_spending.c.fallbacks
    ).where(model_spending.c.day == day.isoformat())
    with store.reading() as connection:
        row = connection.execute(query).first()
    return Day(*row) if row else Day()


def prune(store: Store, *, before: datetime) -> int:
    """Forgets answers kept before then; returns how many."""
    with store.writing() as connection:
        old = delete(model_answers).where(model_answers.c.at < before)
        return connection.execute(old).rowcount
