"""I/O. Locks on what only one process may do; each ends with the process that held it."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import UsageError
from bot.store.engine import Store, file_of, make, parse


@contextmanager
def only_process(url: str) -> Iterator[None]:
    """Holds an SQLite file's store as the one process that runs on it; PostgreSQL takes several.

    The lock is the operating system's, on a file beside the store, and no kill -9 leaves it behind.
    Raises UsageError where another process runs, StoreError where nothing can be written there.
    """
    path = file_of(parse(url))
    if path is None:
        yield
        return
    path = path.resolve()  # one file has many names
    beside = path.with_name(f"{path.name}.running")
    make(beside)
    with closing(sqlite3.connect(beside, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise UsageError(
                f"store: another process runs on {path.name}",
                advice="Another briefbot already runs on this store. Stop it first; for several "
                "at once, set BRIEFBOT_DATABASE_URL to a PostgreSQL.",
            ) from error
        yield


FROZEN = 600.0  # seconds without a question after which a lock is another's to take


class ReplicaLock:
    """Held by the one replica that does a task, such as grouping or holding Discord's gateway.

    It ends with its process, or some minutes after that was frozen. On SQLite it is always ours,
    since `only_process` holds the file. Not for several threads.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._key = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) >> 1
        self._connection: Connection | None = None

    def held(self) -> bool:
        """Takes the lock if it is free, and says whether it is ours; ask before each work."""
        if self._store.engine.dialect.name != "postgresql":
            return True
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))
                return True
            return self._take()
        except SQLAlchemyError:  # the server ended our session, and with it the lock
            self._forget()
            return False

    def release(self) -> None:
        """Gives the lock up for another to take."""
        self._forget()

    def _take(self) -> bool:
        autocommit = {"isolation_level": "AUTOCOMMIT"}
        self._connection = self._store.engine.connect().execution_options(**autocommit)
        self._connection.execute(text(f"SET idle_session_timeout = '{FROZEN * 1_000:.0f}ms'"))
        query = text("SELECT pg_try_advisory_lock(:lock)")
        if self._connection.execute(query, {"lock": self._key}).scalar_one():
            return True
        self._forget()
        return False

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()  # closes the session: a pool would keep the lock
            self._connection.close()
            self._connection = None
