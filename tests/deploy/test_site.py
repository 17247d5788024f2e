"""The documents become a site without a warning, and are spelled right."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


@pytest.mark.slow
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    for name in ("docs", "zensical.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    command = [str(BIN / "zensical"), "build", "--strict"]
    done = subprocess.run(  # noqa: S603  ours
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "slack" / "index.html").exists()


def test_the_documents_are_spelled_right() -> None:
    documents = [*ROOT.glob("*.md"), ROOT / "docs"]
    command = [str(BIN / "codespell"), *map(str, documents)]
    done = subprocess.run(  # noqa: S603  ours
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
