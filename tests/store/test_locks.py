"""One process on an SQLite file; one holder of a lock on a PostgreSQL."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.store.engine import Store, open_store
from bot.store.locks import ReplicaLock, only_process

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
    end_sessions = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    with store.writing() as connection:
        connection.exec_driver_sql(end_sessions)
    assert not second.held()
    assert first.held()
    first.release()
    other.close()
