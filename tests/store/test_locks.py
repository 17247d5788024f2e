"""One process on an SQLite file; one holder of a lock on a PostgreSQL."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from adapters.chat.connection import Connection
from bot.cli import platforms
from bot.errors import UsageError
from bot.store import locks
from bot.store.engine import Store, open_store
from bot.store.locks import ReplicaLock, only_process
from tests.standins.digests import NOW

HOLD = """
import sys
from bot.store.locks import only_process
with only_process(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.slow
def test_a_second_process_on_a_file_is_refused_until_the_first_is_dead(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    command = [sys.executable, "-c", HOLD, url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:  # noqa: S603  ours
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        with pytest.raises(UsageError, match="another process"), only_process(url):
            pass
        first.kill()
    with only_process(url):
        pass


def test_a_store_by_another_name_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with (
        only_process(f"sqlite:///{tmp_path / 'real' / 'store.db'}"),
        pytest.raises(UsageError, match="another process"),
        only_process(f"sqlite:///{tmp_path / 'link' / 'store.db'}"),
    ):
        pass


def test_the_refusal_says_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with only_process(url), pytest.raises(UsageError) as caught, only_process(url):
        pass
    assert "Another briefbot already runs on this store" in caught.value.advice
    assert "PostgreSQL" in caught.value.advice


def test_several_processes_may_run_on_a_postgresql() -> None:
    url = "postgresql://user@host/name"
    with only_process(url), only_process(url):
        pass


def end_sessions(store: Store) -> None:
    """Every holder of a lock loses it."""
    query = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    with store.writing() as connection:
        connection.exec_driver_sql(query)


def test_one_replica_holds_an_office_until_it_releases_it_or_dies(url: str, store: Store) -> None:
    if url.startswith("sqlite"):
        assert ReplicaLock(store, "grouping").held()
        return
    other = open_store(url)
    first, second, gateway = (
        ReplicaLock(store, "grouping"),
        ReplicaLock(other, "grouping"),
        ReplicaLock(other, "gateway"),
    )
    assert first.held()
    assert not second.held()
    assert gateway.held()
    gateway.release()
    first.release()
    assert second.held()
    assert not first.held()
    end_sessions(store)
    assert not second.held()
    assert first.held()
    first.release()
    other.close()


def test_a_frozen_process_loses_its_lock(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if url.startswith("sqlite"):
        pytest.skip("one process on SQLite")
    monkeypatch.setattr(locks, "FROZEN", 0.1)
    frozen, other = ReplicaLock(store, "grouping"), ReplicaLock(store, "grouping")
    assert frozen.held()
    while not other.held():
        time.sleep(0.05)
    assert not frozen.held()
    other.release()


def test_who_loses_the_gateway_s_lock_leaves_the_gateway(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if url.startswith("sqlite"):
        pytest.skip("one process on SQLite")
    monkeypatch.setattr(platforms, "LOCK_WAIT", 0.05)

    async def both() -> None:
        open_gateways: list[str] = []
        stop = asyncio.Event()

        def replica(name: str) -> asyncio.Future[None]:
            async def serve(ended: asyncio.Event) -> None:
                open_gateways.append(name)
                await ended.wait()
                open_gateways.remove(name)

            lock = ReplicaLock(store, "gateway")
            work = platforms.alone(lock, serve, Connection("discord", lambda: NOW))
            return asyncio.ensure_future(work(stop))

        async def until_open(*names: str) -> None:
            async with asyncio.timeout(30):
                while open_gateways != list(names):  # noqa: ASYNC110  whoever it is
                    await asyncio.sleep(0.01)

        first = replica("first")
        await until_open("first")
        second = replica("second")
        await asyncio.sleep(0.2)
        assert open_gateways == ["first"]
        end_sessions(store)
        await until_open("second")
        stop.set()
        await asyncio.gather(first, second)

    asyncio.run(both())
