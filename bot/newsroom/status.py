"""I/O. How briefbot fares, for the operator."""

from dataclasses import dataclass
from datetime import datetime

from bot.reading import polling
from bot.reading.polling import Health
from bot.store import articles, feeds
from bot.store.engine import Store
from bot.store.feeds import State


@dataclass(frozen=True, slots=True)
class Troubled:
    """A feed that does not answer, and a sentence why."""

    url: str
    health: Health
    why: str


@dataclass(frozen=True, slots=True)
class Status:
    """How many there are, when a feed last answered, and the feeds that don't, the worst first."""

    articles: int
    feeds: int
    last_success: datetime | None
    troubled: tuple[Troubled, ...]


def of(store: Store, now: datetime) -> Status:
    """The store's state at `now`."""
    states = feeds.states(store)
    judged = (_judged(state, now) for state in states)
    troubled = (one for one in judged if one.health is not Health.OK)
    return Status(
        articles=articles.count(store),
        feeds=len(states),
        last_success=max((s.last_success for s in states if s.last_success), default=None),
        troubled=tuple(sorted(troubled, key=lambda one: (one.health is not Health.DEAD, one.url))),
    )


def _judged(state: State, now: datetime) -> Troubled:
    health, why = polling.health(
        now, failing_since=state.failing_since, reason=state.last_error, gone=state.gone
    )
    return Troubled(state.feed.url, health, why)
