"""I/O. Brings a database's tables up to date when a program starts that knows newer ones.

Alembic is imported only when something is due: it costs a third of a command's cold start.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from bot.errors import StoreNewerError

REVISIONS = tuple(f"{number:04}" for number in range(1, 20))  # oldest first

_LOCK = 0x62726965  # "brie": two starting replicas take turns


def bring_up_to_date(engine: Engine) -> None:
    """Runs what is due, all or nothing. A SQLite file is first copied beside itself.

    Raises StoreNewerError for tables of a later briefbot.
    """
    with engine.begin() as connection:
        if not _is_due(revision(connection)):
            return
    with engine.connect() as connection, connection.execution_options(writing=True).begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        found = revision(connection)
        if _is_due(found):  # still, now that it is our turn
            if found is not None:
                _copy(engine, found)
            upgrade(connection, REVISIONS[-1])


def revision(connection: Connection) -> str | None:
    """The revision a database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(connection: Connection, to: str) -> None:
    """Runs the migrations up to revision `to` in the connection's transaction."""
    from alembic import command  # noqa: PLC0415  slow to import, and seldom due
    from alembic.config import Config  # noqa: PLC0415  likewise

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def require_known(found: str) -> None:
    """Raises StoreNewerError for a revision that this briefbot has no migration to."""
    if found not in REVISIONS:
        raise StoreNewerError(
            f"store: revision {found} is not one of {', '.join(REVISIONS)}",
            advice="A newer briefbot wrote the stored articles. Install that version, or restore "
            "the backup made before it was installed.",
        )


def _is_due(found: str | None) -> bool:
    if found is not None:
        require_known(found)
    return found != REVISIONS[-1]


def _copy(engine: Engine, found: str) -> None:
    """PostgreSQL rolls back by itself, and has its own backups; a file in memory has none."""
    if engine.dialect.name == "postgresql" or not engine.url.database:
        return
    path = Path(engine.url.database)
    aside = path.with_name(f"{path.name}.before-{found}")
    aside.touch(mode=0o600)
    source, copy = sqlite3.connect(path), sqlite3.connect(aside)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()
