"""The documents are true today: each command in them is run, each output they show is real.

The commands of a document are run in order, in a folder of their own, where `https://example.org`
is a small news site on this machine. Blocks marked `sh` need a host, a daemon or a token, so that
only the commands named in them are looked up.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.web.health import exposition
from bench import architecture
from bot.cli import main
from bot.cli.doctor import MEANING
from bot.cli.sample_site import Site, open_site
from bot.ports import Vitals

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md")])
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
SHELL = re.compile(r"```(?:console|sh)\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^(?:\$ |docker exec briefbot )?briefbot ([a-z]+)", re.MULTILINE)
IN_TEXT = re.compile(r"`briefbot ([a-z]+)")
SET_UP = ("make ", "git ", "cd ")  # these make what the tests already run in
NOT_SHARED = {".env", ".git", "feeds.opml"}
ELSEWHERE = "https://example.org"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with open_site(datetime.now(UTC)) as opened:
        yield opened


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder that looks like the repository, and keeps what the commands make."""
    for path in ROOT.iterdir():
        if path.name not in NOT_SHARED and not path.name.startswith("briefbot.db"):
            (tmp_path / path.name).symlink_to(path)
    return tmp_path


def steps(document: Path) -> list[tuple[str, str]]:
    """Each command of a document with the output shown under it ("" where none is shown)."""
    found = []
    for block in CONSOLE.findall(document.read_text(encoding="utf-8")):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            found.append((command, output.strip()))
    return found


def run(command: str, folder: Path, site: Site) -> str:
    """What the command prints to somebody in `folder`."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"PATH": path, "COLUMNS": "80", "BRIEFBOT_ALLOW_NETWORKS": "127.0.0.0/8"}
    done = subprocess.run(  # noqa: S602  the documents are ours, and a reader has a shell
        command.replace(ELSEWHERE, site.address), shell=True, cwd=folder,
        env=os.environ | settings, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout.strip().replace(site.address, ELSEWHERE)


@pytest.mark.slow
@pytest.mark.parametrize(
    "document",
    [one for one in DOCUMENTS if steps(one)],
    ids=lambda document: document.name,
)
def test_the_commands_of_a_document_do_what_it_shows(
    document: Path, clone: Path, site: Site
) -> None:
    for command, output in steps(document):
        if not command.startswith(SET_UP):
            shown = run(command, clone, site)
            assert shown == output or not output, command


def test_a_briefbot_command_in_a_document_exists() -> None:
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        named = {*COMMAND.findall("".join(SHELL.findall(text))), *IN_TEXT.findall(text)}
        assert named <= set(main.commands), document.name


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
            r"`((?:bot|adapters|tests|bench|docs|deploy)/[\w./-]+)`", document.read_text("utf-8")
        )
        assert [path for path in named if not (ROOT / path).exists()] == [], document.name


def test_a_link_from_a_document_to_another_leads_there() -> None:
    for document in DOCUMENTS:
        linked = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
        assert [path for path in linked if not (document.parent / path).exists()] == []


def test_every_document_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    documents = {path.name for path in ROOT.glob("docs/*.md")} - {"index.md"}
    assert documents == set(re.findall(r"\]\(([\w-]+\.md)\)", index))


def test_what_people_see_in_the_tables_of_faults_is_what_briefbot_says() -> None:
    said = [
        node.value
        for path in [*ROOT.glob("bot/**/*.py"), *ROOT.glob("adapters/**/*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    text = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    shown = [
        one.removesuffix(" …")
        for first in re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE)
        for one in re.findall(r'"([^"]+)"', first)
    ]
    assert len(shown) > 10
    assert [one for one in shown if not any(one in sentence for sentence in said)] == []


def test_the_doctors_exit_statuses_are_the_documented_ones() -> None:

    text = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    for cause, meaning in MEANING.items():
        assert f"| {cause.value} | {meaning} |" in text


def test_the_picture_of_what_imports_what_is_todays() -> None:
    assert architecture.picture() in architecture.DOCUMENT.read_text(encoding="utf-8")


def test_the_metrics_that_are_documented_are_served() -> None:
    vitals = Vitals(
        deliveries=(("unknown", 0),),
        connections=(("slack", 1),),
        refusals=(("slack", "left", 1),),
        model_fallbacks=(("slow", 1),),
        last_posts=(("slack", datetime(2026, 3, 3, tzinfo=UTC)),),
    )
    served = exposition(vitals).decode()
    text = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    for name in re.findall(r"`(briefbot_[a-z_]+)", text):
        assert f"\n{name}" in f"\n{served}", name
