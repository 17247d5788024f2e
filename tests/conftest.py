"""What every test may ask for."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"

# No deadline: machines are shared. In CI the same examples every time, so that a change is judged
# by what it changed; elsewhere new ones each run, which is how property tests find things.
settings.register_profile("anywhere", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "anywhere")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-snapshots", action="store_true", help="write the snapshots that differ anew"
    )


@pytest.fixture
def write_snapshots(request: pytest.FixtureRequest) -> bool:
    """Whether stored messages are to be written anew instead of compared."""
    return bool(request.config.getoption("--write-snapshots"))


@pytest.fixture(scope="session")
def samples() -> Path:
    """The articles that we wrote."""
    return ROOT / "tests" / "data" / "articles"


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Finds a file of the data that is not ours; the test skips where it is absent."""

    def find(path: str) -> Path:
        found = SHARED / path
        if not found.exists():
            pytest.skip(f"the shared data is not here: no {path}")
        return found

    return find
