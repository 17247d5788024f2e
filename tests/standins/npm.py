"""Parsers of markup that others wrote, by npm and the lock file beside a test."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Parse = Callable[[list[str]], list[Any]]


def parser(folder: Path, there: Path) -> Parse:
    """What the folder's `parse.js` makes of texts; skips without node, npm or its packages."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are not here")
    for file in folder.iterdir():
        if file.is_file():
            shutil.copy(file, there)
    installed = subprocess.run(  # noqa: S603  our own lock file, by its hashes
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"],
        cwd=there, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if installed.returncode:
        pytest.skip(f"npm could not fetch the parser: {installed.stderr[-200:]}")

    def parsed(texts: list[str]) -> list[Any]:
        run = subprocess.run(  # noqa: S603  likewise
            [node, "parse.js"],
            cwd=there, input=json.dumps(texts), capture_output=True, text=True, timeout=120,
            check=True,
        )  # fmt: skip
        found: list[Any] = json.loads(run.stdout)
        return found

    return parsed
