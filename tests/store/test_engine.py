"""A store opens where its address says, is brought up to date, and says what is wrong with it."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import bindparam, text

from bot import errors
from bot.models import Feed
from bot.store import articles, deliveries, feeds, migrations, subscriptions
from bot.store.deliveries import Decision
from bot.store.engine import Store, open_store
from bot.store.packing import pack
from bot.store.schema import UtcDateTime, metadata, microseconds
from bot.store.subscriptions import Standing
from tests.standins.digests import channel, delivery, subscription
from tests.standins.news import NOW, article

OURS_IN_SQL = {"search", "searchable", "alembic_version"}  # and FTS5's own, search_…


def not_in_sql(_thing: object, name: str | None, kind: str, *_: object) -> bool:
    table = (name or "").partition("_")[0]
    return kind != "table" or (name not in OURS_IN_SQL and table != "search")


def test_the_migrations_make_the_tables_that_the_schema_says(empty_url: str) -> None:
    store = open_store(empty_url)
    with store.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": not_in_sql, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []
        assert migrations.revision(connection) == migrations.REVISIONS[-1]
    store.close()


def test_digests_and_deliveries_of_before_are_those_without_a_name(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "REVISIONS", migrations.REVISIONS[:18])
    store = open_store(empty_url)
    wish, key, day = pack(subscription()).replace(',"name":""', ""), str(channel()), "2026-03-02"
    kept = {"key": key, "wish": wish, "day": day}
    due = bindparam("due", NOW, UtcDateTime)
    subscribed = "INSERT INTO subscriptions (channel, platform, workspace, wish, state, last)"
    delivered = (
        "INSERT INTO deliveries (channel, date, platform, wish, due, state, attempts, looks)"
    )
    rows = (
        f"{subscribed} VALUES (:key, 'slack', 'T1', :wish, 'active', :day)",
        f"{delivered} VALUES (:key, :day, 'slack', :wish, :due, 'skipped', 0, 0)",
    )
    with store.writing() as connection:
        for row in rows:
            made = text(row)
            connection.execute(made.bindparams(due) if ":due" in row else made, kept)
    store.close()
    monkeypatch.undo()
    store = open_store(empty_url)
    assert subscriptions.everything(store) == (Standing(subscription(), date.fromisoformat(day)),)
    subscriptions.save(store, replace(subscription(), name="weekly"))
    assert len(subscriptions.of_channel(store, channel())) == 2
    again = replace(delivery(), date=date.fromisoformat(day))
    weekly = replace(again, subscription=replace(subscription(), name="weekly"))
    assert deliveries.decide(store, [Decision(again), Decision(weekly)], now=NOW) == 1
    store.close()


def test_the_packaged_revisions_are_named_in_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == migrations.REVISIONS


def test_nothing_is_due_in_a_store_of_today_and_alembic_stays_out(url: str) -> None:
    code = (
        "import sys; from bot.store.engine import open_store; open_store(sys.argv[1]).close(); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, url], check=False).returncode == 0  # noqa: S603  the code above


def test_a_store_of_a_later_briefbot_is_left_alone(store: Store, url: str) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(errors.StoreNewerError, match="9999"):
        open_store(url)


def test_a_migration_that_is_due_copies_the_file_first(
    tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    today = migrations.REVISIONS[-1]
    monkeypatch.setattr(migrations, "REVISIONS", (*migrations.REVISIONS, "later"))
    ran = []
    monkeypatch.setattr(migrations, "upgrade", lambda _connection, to: ran.append(to))
    open_store(f"sqlite:///{path}").close()
    assert ran == ["later"]
    with closing(sqlite3.connect(tmp_path / f"store.db.before-{today}")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (today,)


def test_a_migration_that_fails_leaves_nothing_behind(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = migrations.upgrade

    def fail_at_the_end(connection: object, to: str) -> None:
        upgrade(connection, to)  # type: ignore[arg-type]  # handed on as it came
        raise KeyboardInterrupt

    monkeypatch.setattr(migrations, "upgrade", fail_at_the_end)
    with pytest.raises(KeyboardInterrupt):
        open_store(empty_url)
    monkeypatch.undo()
    store = open_store(empty_url)
    assert articles.count(store) == 0
    store.close()


@pytest.mark.slow
def test_two_programs_may_start_at_once_on_an_empty_database(empty_url: str) -> None:
    code = "import sys; from bot.store.engine import open_store; open_store(sys.argv[1]).close()"
    both = [
        subprocess.Popen([sys.executable, "-c", code, empty_url])  # noqa: S603  the code above
        for _ in range(2)
    ]
    assert [one.wait(30) for one in both] == [0, 0]


def test_a_store_in_memory_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite://")
    articles.save(store, article("a"), articles.FETCHED, now=NOW)
    assert articles.count(store) == 1
    store.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("odd", ["", "briefbot.db", "mysql://ex/db", "sqlite+aiosqlite:///x"])
def test_an_address_of_another_kind_is_a_usage_error(odd: str) -> None:
    with pytest.raises(errors.UsageError):
        open_store(odd)


def test_without_its_driver_postgresql_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(errors.UsageError) as caught:
        open_store("postgresql://ann@db.example/x")
    assert "briefbot[postgresql]" in caught.value.advice


def test_an_unreachable_store_says_so_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreError) as caught:
        open_store(f"postgresql://ann:secret@/x?host={tmp_path}")
    assert "secret" not in caught.value.log + caught.value.advice


def test_a_file_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(errors.StoreError):
        open_store(f"sqlite:///{tmp_path / 'file' / 'store.db'}")


@pytest.mark.parametrize("content", [b"not a database" * 1_000, None])
def test_a_damaged_file_says_how_to_restore(
    tmp_path: Path, migrated_sqlite: Path, content: bytes | None
) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(content or migrated_sqlite.read_bytes()[:100] + b"\xff" * 20_000)
    with pytest.raises(errors.StoreCorruptError) as caught:
        open_store(f"sqlite:///{path}")
    assert "briefbot restore" in caught.value.advice


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreError) as raised:
        open_store(f"sqlite:///{tmp_path}")
    assert f"{tmp_path} can't be written to: it is a folder." in raised.value.advice


def test_a_file_that_lacks_a_table_says_how_to_restore(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    with pytest.raises(errors.StoreCorruptError), store.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM no_such_table")
    store.close()


def test_a_store_locked_too_long_is_a_store_error(url: str, store: Store) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("writers of PostgreSQL wait for rows, not for each other")
    with store.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with closing(other), pytest.raises(errors.StoreLockedError):
        feeds.add(store, [Feed("https://ex.com/a")], now=NOW)


def test_a_writer_takes_its_turn_before_it_reads(url: str, store: Store) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL has many writers")
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=0)
    with store.writing(), closing(other), pytest.raises(sqlite3.OperationalError):
        other.execute("BEGIN IMMEDIATE")


def test_a_full_disk_is_a_store_error_and_nothing_is_half_stored(url: str, store: Store) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL's disk is another's")
    with store.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # becomes the present size
    body = "word " * 900_000
    with pytest.raises(errors.StoreFullError):
        articles.save(store, article("big", body), articles.FETCHED, now=NOW)
    with store.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert articles.count(store) == 0
    articles.save(store, article("after"), articles.FETCHED, now=NOW)
    assert articles.count(store) == 1


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        microseconds(datetime(2026, 1, 1))  # noqa: DTZ001  that is the point
