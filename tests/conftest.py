"""What every test may ask for."""

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"


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
