"""I/O. A database's address -> an open Store with its tables up to date."""

import errno
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    QueuePool,
    Select,
    Table,
    Update,
    create_engine,
    delete,
    event,
    make_url,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from bot.errors import (
    StoreAwayError,
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
    UsageError,
)
from bot.store import full_text, migrations
from bot.translation import translatable

Value = TypeVar("Value")

_NAMED_AT_ONCE = 500
OWNER_ONLY = 0o600  # what is stored is nobody else's to read
PATIENCE = 10  # seconds to wait for another writer
# Seconds that a transaction may stand still: then its process is frozen, and others want its rows.
FROZEN = 15.0

# How long libpq waits for a server that was cut off and can't say so: 10 s for what was sent, 25 s
# for an answer.
_CUT_OFF = {
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}

_NO_DRIVER = (
    "The address of the store names a PostgreSQL, which this briefbot was installed without. "
    "Install briefbot[postgresql]."
)
RESTORE_ADVICE = (
    "The stored articles are damaged. Stop briefbot, put the last backup back with "
    "`briefbot restore FILE`, and start it again."
)

_SQLITE_CODES: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreLockedError,
    sqlite3.SQLITE_LOCKED: StoreLockedError,
    sqlite3.SQLITE_READONLY: StoreReadOnlyError,
    sqlite3.SQLITE_FULL: StoreFullError,
    sqlite3.SQLITE_CORRUPT: StoreCorruptError,
    sqlite3.SQLITE_NOTADB: StoreCorruptError,
}
# PostgreSQL, appendix A: lock_not_available, deadlock_detected, read_only_sql_transaction,
# disk_full, data_corrupted, index_corrupted
_SQLSTATES: dict[str, type[StoreError]] = {
    "55P03": StoreLockedError,
    "40P01": StoreLockedError,
    "25006": StoreReadOnlyError,
    "53100": StoreFullError,
    "XX001": StoreCorruptError,
    "XX002": StoreCorruptError,
}
_READ_ONLY = "25006"
_INCOMPLETE = ("no such table", "no such column")  # what SQLite has no code of its own for
_ADVICE = {
    StoreAwayError: translatable(
        "The database can't be reached. Look whether it runs, and at the log for where "
        "it was looked for; briefbot goes on by itself."
    ),
    StoreReadOnlyError: translatable(
        "The store can be read but not written to. Give briefbot's user the right "
        "to write there, or name the PostgreSQL that takes writes."
    ),
    StoreLockedError: translatable(
        "Another briefbot is busy writing. Please try again in a minute."
    ),
    StoreFullError: translatable(
        "The disk is full. Make room, then try again; nothing stored was lost."
    ),
    StoreCorruptError: RESTORE_ADVICE,
    StoreError: translatable(
        "The stored articles can't be reached. Please see the log, then try again."
    ),
}


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. Every error of it comes as a StoreError.

    `keys` are what secrets in it are encrypted with; see `bot.sealing`.
    """

    engine: Engine
    keys: tuple[str, ...] = field(default=(), repr=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the store."""
        with translated(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that waits for its turn at once, so that it can't fail half-way for it."""
        with (
            translated(),
            self.engine.connect() as connection,
            connection.execution_options(writing=True).begin(),
        ):
            yield connection

    @contextmanager
    def writing_for_good(self) -> Iterator[Connection]:
        """A transaction like `writing` whose end a power cut can't undo, at the price of a flush.

        PostgreSQL's are all so; SQLite's others may lose the last moments, never their order.
        """
        with translated(), self.engine.connect() as connection:
            _flush_at_commit(connection, "FULL")
            try:
                with connection.execution_options(writing=True).begin():
                    yield connection
            finally:
                _flush_at_commit(connection, "NORMAL")

    def close(self) -> None:
        self.engine.dispose()


def open_store(url: str, keys: Iterable[str] = ()) -> Store:
    """The store at a database URL, its tables made or brought up to date.

    `sqlite:///briefbot.db` (a path), `sqlite://` (memory) or `postgresql://user@host/name`.
    Raises UsageError for another, StoreError where it can't be opened.
    """
    address = parse(url)
    store = Store(_sqlite(address) if is_sqlite(address) else _postgresql(address), tuple(keys))
    try:
        with translated():
            migrations.bring_up_to_date(store.engine)
    except BaseException:
        store.close()
        raise
    return store


def parse(url: str) -> URL:
    """The address, checked; the driver for PostgreSQL is psycopg."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise _unknown_address() from error
    if address.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername in {"sqlite", "sqlite+pysqlite"}:
        return address.set(drivername="sqlite")
    raise _unknown_address()


def is_sqlite(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


def file_of(address: URL) -> Path | None:
    """The file of an SQLite store; None for memory and PostgreSQL."""
    in_memory = address.database in {None, "", ":memory:"}
    return None if in_memory or not is_sqlite(address) else Path(str(address.database))


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can meet conflicts, in the connection's dialect."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def upsert(
    connection: Connection, table: Table, key: Mapping[str, object], values: Mapping[str, object]
) -> None:
    """Stores a row in the place of the one with that key."""
    new = insert(connection, table).values({**key, **values})
    connection.execute(new.on_conflict_do_update(index_elements=list(key), set_=values))


def claiming(table: Table, due: Select[int], **values: object) -> Update:
    """Gives the rows whose ids are `due` these values, but for those that another is just taking:
    PostgreSQL skips them, SQLite lets one write at a time."""
    ripe = due.with_for_update(skip_locked=True).cte("due")
    return update(table).where(table.c.id.in_(select(ripe.c.id))).values(values)


def forget(store: Store, table: Table, *old: ColumnElement[bool]) -> int:
    """Deletes what is so; returns how many rows."""
    with store.writing() as connection:
        return connection.execute(delete(table).where(*old)).rowcount


def in_chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """At most so many at a time as one statement may name."""
    for start in range(0, len(values), _NAMED_AT_ONCE):
        yield values[start : start + _NAMED_AT_ONCE]


def token() -> str:
    """The name of a claim, that no other claim has."""
    return secrets.token_hex(8)


@contextmanager
def translated() -> Iterator[None]:
    """Whatever the database raises becomes a StoreError."""
    try:
        yield
    except DBAPIError as error:
        lost = error.connection_invalidated
        raise _store_error(error.orig or error, lost=lost) from error
    except (sqlite3.Error, SQLAlchemyError) as error:
        raise _store_error(error) from error


def _store_error(error: BaseException, *, lost: bool = False) -> StoreError:
    state = getattr(error, "sqlstate", None) or ""
    kind = _SQLSTATES.get(state)
    if (code := getattr(error, "sqlite_errorcode", None)) is not None:
        kind = _SQLITE_CODES.get(code & 0xFF)  # the primary result code
        if str(error).startswith(_INCOMPLETE):
            kind = StoreCorruptError
    elif kind is None and (lost or _never_met(error, state)):
        kind = StoreAwayError
    kind = kind or StoreError
    log = " ".join(f"store: {type(error).__name__}: {error}".split())
    return kind(log, advice=_ADVICE[kind])


def _never_met(error: BaseException, state: str) -> bool:
    """Whether no connection came about: PostgreSQL's own errors have a state, libpq's have none."""
    return type(error).__name__ == "OperationalError" and state[:2] in {"", "08", "57"}


def _unknown_address() -> UsageError:
    advice = (
        "Please set BRIEFBOT_DATABASE_URL to an address such as sqlite:///briefbot.db or "
        "postgresql://user@host/name."
    )
    return UsageError("store: no such kind of database", advice=advice)


def _postgresql(address: URL) -> Engine:
    # Parameters are hidden, here and below: some are secret, and an error's text gets into the log.
    # A plan made once for any words is bad for rare ones: it reads the whole index of time. And
    # what answers a person is over before helpers or a compiler have begun.
    settings = {
        "lock_timeout": f"{PATIENCE}s",
        "idle_in_transaction_session_timeout": f"{FROZEN * 1_000:.0f}ms",
        "plan_cache_mode": "force_custom_plan",
        "max_parallel_workers_per_gather": 0,
        "jit": "off",
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    arguments = {"connect_timeout": PATIENCE, "options": options, **_CUT_OFF}
    try:
        engine = create_engine(
            address, connect_args=arguments, pool_pre_ping=True, hide_parameters=True
        )
    except ModuleNotFoundError as error:
        raise UsageError(f"store: {error}", advice=_NO_DRIVER) from error
    event.listen(engine, "handle_error", _leave_if_read_only)
    return engine


def _leave_if_read_only(context: ExceptionContext) -> None:
    """After a failover an old session may lead to what is a copy now: all are made anew."""
    if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
        context.is_disconnect = True


def _sqlite(address: URL) -> Engine:
    wait = {"timeout": PATIENCE, "isolation_level": None, "check_same_thread": False}
    path = file_of(address)
    if path is None:
        engine = create_engine(  # memory is one connection's, so threads take turns with it
            "sqlite://", connect_args=wait, poolclass=QueuePool, pool_size=1, max_overflow=0,
            hide_parameters=True,
        )  # fmt: skip
    else:
        make(path)
        engine = create_engine(address, connect_args=wait, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def private(path: Path) -> None:
    """Makes a file that its owner alone may read, or makes one so that is there."""
    path.touch(mode=OWNER_ONLY)
    with suppress(PermissionError):  # somebody else's, who let us write to it
        path.chmod(OWNER_ONLY)


def make(path: Path) -> None:
    """Makes an SQLite file and its folders, for their owner alone; raises StoreError if it can't.

    SQLite gives its log the rights of the file beside it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        private(path)
        for log in (path.with_name(f"{path.name}{suffix}") for suffix in ("-wal", "-shm")):
            if log.exists():
                private(log)
    except OSError as error:
        raise StoreError(f"store: {error}", advice=why_not(path, error)) from error


def require_writable(path: Path) -> None:
    """Raises StoreError where a store that is not there yet couldn't be made."""
    folder = next(one for one in path.absolute().parents if one.exists())
    as_we_are = os.access in os.supports_effective_ids
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=as_we_are):
        error = PermissionError("it can't be written to")
        raise StoreError(f"store: {folder}: {error}", advice=why_not(path, error))


def why_not(path: Path, error: OSError) -> str:
    """Why nothing can be written there: the folder's owner, where that is the reason."""
    place = next(one for one in (path, *path.absolute().parents) if one.exists())
    if not isinstance(error, PermissionError):
        return f"{place} can't be written to: {error.strerror}."
    return (
        f"{place} belongs to user {place.stat().st_uid}, and briefbot runs as {os.geteuid()}. Give "
        f"it to that user (chown {os.geteuid()}), or run briefbot as {place.stat().st_uid}."
    )


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    if connection.execute("PRAGMA page_count").fetchone() == (0,):
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")  # of use before the first table only
    for setting in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "trusted_schema=ON",  # the search index's triggers call `words`
    ):
        connection.execute(f"PRAGMA {setting}")
    connection.create_function("words", 3, full_text.of_article, deterministic=True)


def _flush_at_commit(connection: Connection, level: str) -> None:
    raw = connection.connection.driver_connection
    if isinstance(raw, sqlite3.Connection):
        raw.execute(f"PRAGMA synchronous={level}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
