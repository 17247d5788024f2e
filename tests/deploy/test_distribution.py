"""The source distribution makes the same wheel, which holds what runs; an index takes both."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNS_BY = (
    "bot/text/languages/en.toml",
    "bot/reading/feeds/default_feeds.opml",
    "bot/cli/samples/4-ferry-fire.txt",
    "adapters/slack/__init__.py",
)


def built(source: Path, to: Path, kind: str) -> Path:
    """A distribution made of a folder, without a package index."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(to), "-t", kind]
    subprocess.run(command, cwd=source, check=True, capture_output=True)  # noqa: S603  ours
    (made,) = to.iterdir()
    return made


def files(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if "dist-info" not in name}


@pytest.mark.slow
def test_the_source_distribution_makes_the_same_wheel(tmp_path: Path) -> None:
    source = built(ROOT, tmp_path / "sdist", "sdist")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    ours = files(built(ROOT, tmp_path / "wheel", "wheel"))
    theirs = files(built(unpacked, tmp_path / "wheel2", "wheel"))
    assert theirs == ours
    assert ours >= set(RUNS_BY)
    assert not {name for name in ours if name.startswith(("tests/", "bench/"))}
    check = [sys.executable, "-m", "twine", "check", "--strict", str(source), f"{tmp_path}/wheel/*"]
    checked = subprocess.run(check, capture_output=True, text=True, check=False)  # noqa: S603  ours
    assert checked.returncode == 0, checked.stdout
