"""A backup is made beside a running bot, and what is restored is what was there."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import errors
from bot.store import articles, backup
from bot.store.engine import Store, open_store
from bot.store.search import Search, find
from tests.standins.news import NOW, article, many

A7 = Search((("a7",),))


@pytest.fixture
def path(tmp_path: Path, migrated_sqlite: Path) -> Path:
    found = tmp_path / "store.db"
    found.write_bytes(migrated_sqlite.read_bytes())
    return found


def test_a_restored_store_holds_what_was_backed_up_and_no_more(path: Path, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    articles.save(store, article("a"), articles.FETCHED, now=NOW)
    backup.backup(store, tmp_path / "copy.db")
    articles.save(store, article("b"), articles.FETCHED, now=NOW)
    store.close()
    replaced = backup.restore(f"sqlite:///{path}", tmp_path / "copy.db")
    assert replaced == tmp_path / "store.db.replaced"
    store = open_store(f"sqlite:///{path}")
    assert articles.count(store) == 1
    assert len(find(store, A7, limit=9)) == 1
    articles.save(store, article("c"), articles.FETCHED, now=NOW)
    backup.check(store)
    store.close()
    old = open_store(f"sqlite:///{replaced}")
    assert articles.count(old) == 2
    old.close()


def test_a_damaged_store_is_restored_over_with_its_log(path: Path, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    articles.save(store, article("a"), articles.FETCHED, now=NOW)
    backup.backup(store, tmp_path / "copy.db")
    store.close()
    path.write_bytes(b"noise" * 5_000)
    path.with_name("store.db-wal").write_bytes(b"an old log")
    backup.restore(f"sqlite:///{path}", tmp_path / "copy.db")
    assert not path.with_name("store.db-wal").exists()
    store = open_store(f"sqlite:///{path}")
    assert articles.count(store) == 1
    store.close()


def test_a_backup_is_one_whole_file_made_while_another_writes(path: Path, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    articles.save(store, article("a"), articles.FETCHED, now=NOW)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE articles SET lang = 'xx'")
        backup.backup(store, tmp_path / "copy.db")
    store.close()
    assert not list(tmp_path.glob("copy.db-*"))
    assert not list(tmp_path.glob(".*"))
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT lang FROM articles").fetchall() == [(None,)]


def test_a_backup_that_fails_leaves_the_last_one(path: Path, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    with pytest.raises(errors.StoreError):
        backup.backup(store, tmp_path / "nowhere" / "copy.db")
    store.close()


@pytest.mark.parametrize("content", [b"", b"noise" * 5_000, None])
def test_what_is_no_backup_of_ours_is_not_restored(
    path: Path, tmp_path: Path, content: bytes | None
) -> None:
    wrong = tmp_path / "wrong.db"
    if content is None:
        with closing(sqlite3.connect(wrong)) as other:
            other.execute("CREATE TABLE t (x)")
    else:
        wrong.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(errors.StoreCorruptError):
        backup.restore(f"sqlite:///{path}", wrong)
    assert path.read_bytes() == before


def test_postgresql_names_its_own_commands(url: str, store: Store, tmp_path: Path) -> None:
    if url.startswith("sqlite"):
        pytest.skip("SQLite is backed up by us")
    with pytest.raises(errors.UsageError) as caught:
        backup.backup(store, tmp_path / "copy")
    assert "pg_dump --format=custom" in caught.value.advice
    backup.check(store)


def test_check_finds_damage_that_opening_does_not(path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    for one in many(100):
        articles.save(store, one, articles.FETCHED, now=NOW)
    store.close()
    raw = bytearray(path.read_bytes())
    raw[-40_000:-8_000] = b"\x7f" * 32_000
    path.write_bytes(raw)
    store = open_store(f"sqlite:///{path}")
    with pytest.raises(errors.StoreCorruptError):
        backup.check(store)
    store.close()


def test_pruning_gives_the_room_back(path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    for one in many(200):
        articles.save(store, one, articles.FETCHED, now=NOW)
    store.close()
    full = path.stat().st_size
    store = open_store(f"sqlite:///{path}")
    assert articles.prune(store, before=NOW.replace(year=2027)) == 200
    store.close()
    assert path.stat().st_size < full / 2
