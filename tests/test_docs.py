"""The documents are true today: each command in them is run, each output they show is real."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md")])
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
SET_UP = ("make ", "git ", "cd ")  # these make what the tests already run in


def steps(document: Path) -> list[tuple[str, str]]:
    """Each command of a document with the output shown under it ("" where none is shown)."""
    found = []
    for block in CONSOLE.findall(document.read_text(encoding="utf-8")):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            found.append((command, output.strip()))
    return found


COMMANDS = [
    pytest.param(command, output, id=f"{document.name}: {command[:60]}")
    for document in DOCUMENTS
    for command, output in steps(document)
    if not command.startswith(SET_UP)
]


@pytest.mark.slow
@pytest.mark.parametrize(("command", "output"), COMMANDS)
def test_a_command_does_what_the_document_shows(command: str, output: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S602  the documents are ours, and a reader has a shell
        command, shell=True, cwd=ROOT, env={**os.environ, "PATH": path, "COLUMNS": "80"},
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    if output:
        assert done.stdout.strip() == output


def test_a_make_goal_in_a_document_exists() -> None:
    goals = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    for document in DOCUMENTS:
        named = re.findall(
            r"(?:^\$ |`)make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert set(named) <= goals, document.name


def test_a_path_in_a_document_exists() -> None:
    for document in DOCUMENTS:
        named = re.findall(
            r"`((?:bot|adapters|tests|bench|docs)/[\w./-]+)`", document.read_text("utf-8")
        )
        assert [path for path in named if not (ROOT / path).exists()] == [], document.name
