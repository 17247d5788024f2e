"""I/O. A copy of the store that can be put back, and a look whether the store is sound."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from bot.errors import StoreCorruptError, StoreError, UsageError
from bot.store import migrations
from bot.store.engine import RESTORE_ADVICE, Store, file_of, parse, private, translated, why_not

_DUMP = (
    'PostgreSQL makes its own backups: pg_dump --format=custom --file=briefbot.dump "$DATABASE", '
    'and back: pg_restore --clean --if-exists --dbname="$DATABASE" briefbot.dump'
)


_BEGINS = b"SQLite format 3\x00"


def backup(store: Store, path: Path) -> None:
    """Copies the store as of this moment into one file, while others read and write on.

    The file appears, or is replaced, only when the copy is whole and sound. Raises UsageError with
    the command for PostgreSQL, StoreError where the copy can't be written.
    """
    if store.engine.dialect.name != "sqlite":
        raise UsageError("backup: the store is PostgreSQL", advice=_DUMP)
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        private(partial)
        with translated(), closing(sqlite3.connect(partial)) as copy:
            _copy_into(store, copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            _require_sound(copy)
        _flush(partial)
        partial.replace(path)
    except OSError as error:
        raise StoreError(f"backup: {error}", advice=why_not(path, error)) from error
    finally:
        partial.unlink(missing_ok=True)


def restore(url: str, path: Path) -> Path | None:
    """Puts a backup in the place of an SQLite store that no process has open.

    The file replaced is kept beside it, with `.replaced` after its name, and returned. Raises
    StoreCorruptError for a backup that is damaged or none of ours, StoreNewerError for a later
    briefbot's, UsageError for PostgreSQL.
    """
    target = file_of(parse(url))
    if target is None:
        raise UsageError("restore: the store is no SQLite file", advice=_DUMP)
    if not path.is_file():
        raise UsageError("restore: no such file", advice="There is no such backup file.")
    partial = target.with_name(f".{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        _require_a_store(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        private(partial)
        with (
            translated(),
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(partial)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            _require_sound(copy)
            _require_ours(copy, path)
        _flush(partial)
        replaced = _set_aside(target)
        partial.replace(target)
    except OSError as error:
        raise StoreError(f"restore: {error}", advice=why_not(target, error)) from error
    finally:
        partial.unlink(missing_ok=True)
    return replaced


def check(store: Store) -> None:
    """Reads the whole of an SQLite file, seconds a gigabyte; raises StoreCorruptError."""
    if store.engine.dialect.name != "sqlite":
        return
    with store.reading() as connection:
        verdict = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
    if verdict != "ok":
        raise StoreCorruptError(f"store: {verdict}", advice=RESTORE_ADVICE)


def require_writing(store: Store) -> None:
    """Writes what is there already; raises StoreError where that can't be done."""
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))


def _require_a_store(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(_BEGINS)) != _BEGINS:
            raise StoreCorruptError(
                "restore: no SQLite file",
                advice=_no_backup(path),
            )


def _no_backup(path: Path) -> str:
    return f"{path.name} is no backup of briefbot's. Nothing was changed."


def _copy_into(store: Store, copy: sqlite3.Connection) -> None:
    with store.engine.connect() as connection:
        source: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]  # SQLAlchemy can't know
        source.backup(copy)


def _require_sound(copy: sqlite3.Connection) -> None:
    verdict = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise StoreCorruptError(f"backup: {verdict}", advice="That copy is damaged: use another.")


def _require_ours(copy: sqlite3.Connection, path: Path) -> None:
    try:
        (found,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.OperationalError, TypeError) as error:
        raise StoreCorruptError("restore: no tables of ours", advice=_no_backup(path)) from error
    migrations.require_known(found)


def _set_aside(target: Path) -> Path | None:
    """Its log first: one left behind would be played into the file that comes."""
    for suffix in ("-wal", "-shm", ""):
        old = target.with_name(target.name + suffix)
        if old.exists():
            private(old)
            old.replace(target.with_name(f"{target.name}.replaced{suffix}"))
    replaced = target.with_name(f"{target.name}.replaced")
    return replaced if replaced.exists() else None


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
