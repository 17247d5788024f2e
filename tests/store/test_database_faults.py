"""A database that fails in the middle of a delivery: nothing is lost or doubled, the service says
what is wrong, once, and goes on by itself as soon as it can."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import event

from bot.cli import main
from bot.delivery.courier import Composed
from bot.delivery.outbox import Outbox
from bot.delivery.timing import Timing
from bot.models import Delivery, Digest, Post, Subscription
from bot.newsroom.status import Watch
from bot.store import engine, outcomes, subscriptions
from bot.store.engine import Store, open_store
from tests.standins.board import Board
from tests.standins.digests import NOW, digest, subscription
from tests.standins.postgresql import Server
from tests.standins.processes import Clock

TIMING = Timing(
    tick=timedelta(seconds=0.05),
    composing=timedelta(seconds=20),
    sending=timedelta(seconds=20),
    retry=timedelta(0),
)
Fault = Callable[[Store], AbstractContextManager[None]]


@contextmanager
def sessions(store: Store, pragma: str) -> Iterator[None]:
    """New sessions, all with this setting, and new ones without it afterwards."""

    def put(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    store.engine.dispose()
    event.listen(store.engine, "connect", put)
    yield
    event.remove(store.engine, "connect", put)
    store.engine.dispose()


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Another program writes, and doesn't come to an end."""
    with closing(sqlite3.connect(str(store.engine.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def corrupt(store: Store) -> Iterator[None]:
    """The file's pages are overwritten."""
    store.engine.dispose()
    path = Path(str(store.engine.url.database))
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    yield


FILE_FAULTS: dict[str, tuple[Fault, str]] = {
    "read-only": (lambda store: sessions(store, "query_only=ON"), "not written to"),
    "full": (lambda store: sessions(store, "max_page_count=1"), "disk is full"),
    "locked": (locked, "busy writing"),
    "corrupt": (corrupt, "briefbot restore"),
}


@contextmanager
def stopped(server: Server, mode: str) -> Iterator[None]:
    """The server is not there; `immediate` as if its machine had lost power."""
    server.stop(mode)
    yield
    server.start()


@contextmanager
def demoted(server: Server, store: Store) -> Iterator[None]:
    """What we are connected to takes no writes any more, as a copy after a failover."""
    name = store.engine.url.database
    server.run_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    cut(server, store)
    yield
    server.run_sql(f"ALTER DATABASE {name} RESET default_transaction_read_only")


def cut(server: Server, store: Store) -> None:
    """Every session ends."""
    of_ours = f"FROM pg_stat_activity WHERE datname = '{store.engine.url.database}'"
    server.run_sql(f"SELECT pg_terminate_backend(pid) {of_ours}")


@contextmanager
def held(server: Server, store: Store) -> Iterator[None]:
    """Another session has the table to itself."""
    with psycopg.connect(server.address(str(store.engine.url.database))) as other:
        other.execute("LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE")
        yield


SERVER_FAULTS: dict[str, tuple[Callable[[Server, Store], AbstractContextManager[None]], str]] = {
    "stopped": (lambda server, _: stopped(server, "fast"), "can't be reached"),
    "crashed": (lambda server, _: stopped(server, "immediate"), "can't be reached"),
    "demoted": (demoted, "not written to"),
    "held": (held, "busy writing"),
}


@dataclass(slots=True)
class Watched(Board):
    """A board that says when it has taken a digest."""

    then: Callable[[], None] | None = field(default=None)

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:
        post = await Board.publish(self, delivery, digest, key=key, at=at)
        if self.then is not None:
            self.then()
        return post


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 1)  # a second, for locks


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not is_so():  # noqa: ASYNC110  whatever it is that becomes so
            await asyncio.sleep(0.01)


async def delivered(
    store: Store, fault: AbstractContextManager[None], *, taken: bool, mended: bool = True
) -> str:
    """Delivers a digest while the fault lasts, from the start or from when the platform has taken
    it, until it is mended, if it is; what `/readyz` said meanwhile."""
    clock = Clock(NOW)
    made = replace(subscription("C1", "discord"), since=NOW - timedelta(hours=1))
    subscriptions.save(store, made)
    board = Watched(clock, then=fault.__enter__ if taken else None)

    async def compose(_subscription: Subscription, _delivery: Delivery) -> Composed:
        return Composed(digest(*(f"s{number}" for number in range(60))))

    box = Outbox(store, {"discord": board}, compose, clock, TIMING)
    watch = Watch(store, clock, lambda: [box.outage.trouble], lambda: (("discord", 1),))
    if not taken:
        fault.__enter__()
    working = asyncio.create_task(box.run())
    await until(lambda: box.outage.trouble)
    await asyncio.sleep(0.2)
    vitals = await watch.vitals()
    assert vitals.connections == (("discord", 1),)
    fault.__exit__(None, None, None)
    if not mended:
        box.stop()
        await working
        assert board.tries == 0
        return " ".join(vitals.unready)
    clock.now += TIMING.lease  # of a claim that could not be given back
    await until(lambda: not box.outage.trouble and ended(store) == {"sent": 1})
    box.stop()
    await working
    assert (board.tries, len(board.pinned)) == (1, 1)
    return " ".join(vitals.unready)


def ended(store: Store) -> dict[str, int]:
    tally = outcomes.tally(store, since=NOW, now=NOW, late=timedelta(minutes=1))
    return {state.value: count for state, count in tally.states.items() if count}


def outages(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [line for line in caplog.messages if "can't be used" in line]


@pytest.mark.parametrize("name", FILE_FAULTS)
@pytest.mark.parametrize("taken", [False, True])
def test_a_file_that_fails_holds_a_digest_up_and_no_more(
    tmp_path: Path, migrated_sqlite: Path, name: str, taken: bool, caplog: pytest.LogCaptureFixture  # noqa: FBT001  drawn
) -> None:  # fmt: skip
    if taken and name in {"full", "corrupt"}:
        pytest.skip("what is to be written then has its place; what is damaged can't be put back")
    path = tmp_path / "store.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    store = open_store(f"sqlite:///{path}")
    fault, advice = FILE_FAULTS[name]
    with caplog.at_level(logging.WARNING):
        mended = name != "corrupt"  # that takes a restore, and a new start
        assert advice in asyncio.run(delivered(store, fault(store), taken=taken, mended=mended))
    assert len(outages(caplog)) == 1
    store.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVER_FAULTS)
@pytest.mark.parametrize("taken", [False, True])
def test_a_server_that_fails_holds_a_digest_up_and_no_more(
    postgresql: Server, name: str, taken: bool, caplog: pytest.LogCaptureFixture  # noqa: FBT001  drawn
) -> None:  # fmt: skip
    store = open_store(postgresql.new_store())
    fault, advice = SERVER_FAULTS[name]
    with caplog.at_level(logging.WARNING):
        assert advice in asyncio.run(delivered(store, fault(postgresql, store), taken=taken))
    assert len(outages(caplog)) == 1
    store.close()


def test_sessions_that_are_cut_off_are_made_anew(postgresql: Server) -> None:
    store = open_store(postgresql.new_store())
    for _ in range(3):
        cut(postgresql, store)
        assert ended(store) == {}
    store.close()


def test_of_several_servers_the_one_that_takes_writes_is_used(
    postgresql: Server, tmp_path: Path
) -> None:
    url = postgresql.new_store().replace("host=", f"host={tmp_path},")
    store = open_store(f"{url}&target_session_attrs=read-write")
    assert ended(store) == {}
    store.close()


def test_doctor_and_status_say_so_of_a_database_that_takes_no_writes(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgresql.new_store()
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", url)
    store = open_store(url)
    for words in (["doctor", "--offline"], ["status"], ["status", "--json"]):
        with demoted(postgresql, store):
            broken = CliRunner().invoke(main, words)
        cut(postgresql, store)
        assert "not written to" in broken.output, words
        assert broken.exit_code
        assert "not written to" not in CliRunner().invoke(main, words).output
    store.close()
