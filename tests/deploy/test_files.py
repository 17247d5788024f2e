"""The image, compose and the systemd unit name only what briefbot has."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.cli.choices import KINDS
from bot.settings import environment
from bot.settings.groups import Settings

ROOT = Path(__file__).parents[2]
FILES = [ROOT / name for name in ("Dockerfile", "compose.yaml", "deploy/briefbot.service")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_setting_that_is_named_exists(file: Path) -> None:
    named = re.findall(r"BRIEFBOT_[A-Z_]+", file.read_text(encoding="utf-8"))
    environment.refuse_unknown(KINDS, named)


def test_the_health_check_is_a_command_that_briefbot_has() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    found = re.search(r"HEALTHCHECK .*CMD \[(.*)\]", text)
    assert found is not None
    program, command, option = shlex.split(found[1].replace(",", " "))
    assert program == "briefbot"
    assert option in CliRunner().invoke(main, [command, "--help"]).stdout


def test_an_empty_address_leaves_the_word_to_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As compose.yaml has it for replicas, over the image's own address."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "database_url").write_text("postgresql://briefbot:x@database/briefbot\n", "utf-8")
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", "")
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL_FILE", "database_url")
    chosen = environment.load(Settings)
    assert chosen.database_url == "postgresql://briefbot:x@database/briefbot"


def test_what_the_image_copies_is_what_installing_needs() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = {line.removeprefix("!") for line in lines if line.startswith("!")}
    assert copied >= {"bot", "adapters", "deploy", "requirements", "pyproject.toml", "README.md"}
    assert all((ROOT / name).exists() for name in copied)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_the_unit_lets_briefbot_do_little_else() -> None:
    done = subprocess.run(  # noqa: S603  the unit that is shipped
        ["systemd-analyze", "security", "--offline=true", "--threshold=15", FILES[2]],  # noqa: S607
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
