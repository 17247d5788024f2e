"""What the image and a plain host are made with: installed by its script, it runs read-only."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = "4-ferry-fire.txt"
POWERLESS = (
    "setpriv",
    "--bounding-set=-all",
    "--inh-caps=-all",
    "--no-new-privs",
)  # a root that may do no more than others


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """briefbot in a folder of its own, which nobody may write to."""
    folder = tmp_path_factory.mktemp("install")
    target = folder / "briefbot"
    environment = {**os.environ, "PYTHON": sys.executable}
    done = subprocess.run(  # noqa: S603  the script that is tested
        [ROOT / "deploy" / "install.sh", target],
        env=environment, capture_output=True, check=False, text=True,
    )  # fmt: skip
    if done.returncode and "No matching distribution" in done.stderr:
        pytest.skip("pip reaches no package index here")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("briefbot ")
    subprocess.run(["chmod", "-R", "a-w", target], check=True)  # noqa: S603, S607  as an image's layer is
    yield target
    subprocess.run(["chmod", "-R", "u+w", target], check=True)  # noqa: S603, S607  so that it can be removed


def run(installed: Path, folder: Path, *words: str) -> str:
    """What briefbot says to somebody without any rights, in `folder`."""
    without = POWERLESS if os.getuid() == 0 else ()
    done = subprocess.run(  # noqa: S603  what was installed
        [*without, installed / "bin" / "briefbot", *words],
        cwd=folder, env={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_it_runs_from_a_read_only_folder_without_any_rights(installed: Path, samples: Path) -> None:
    folder = installed.parent / "empty"
    folder.mkdir()
    sample = installed.parent / SAMPLE
    sample.write_bytes((samples / SAMPLE).read_bytes())
    assert run(installed, folder, "--version").startswith("briefbot ")
    assert "At least 12 people died" in run(installed, folder, "brief", str(sample))
    assert "BRIEFBOT_TIME_ZONE=UTC  (default)" in run(installed, folder, "config")
    assert "no setting has an invalid value" in run(installed, folder, "doctor", "--offline")
    assert list(folder.iterdir()) == []


@pytest.mark.slow
def test_what_it_needs_came_along_and_nothing_of_the_tests(installed: Path) -> None:
    names = {path.name for path in (installed / "lib").glob("python3*/site-packages/*")}
    assert {"bot", "adapters", "tzdata"} <= names
    assert not {"tests", "pytest", "bench"} & names
