"""What a command finds: a folder of its own, and a site with a feed on this machine."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.sample_site import Site, open_site


@pytest.fixture(autouse=True)
def _a_place_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def _outlet() -> Iterator[Site]:
    with open_site(datetime.now(UTC)) as opened:
        yield opened


@pytest.fixture
def site(_outlet: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("BRIEFBOT_ALLOW_NETWORKS", "127.0.0.0/8")
    return _outlet
