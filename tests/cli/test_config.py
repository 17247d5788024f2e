"""The settings as an operator sees them: what counts, what is a default, and no secret."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main

ROOT = Path(__file__).parents[2]
TOKEN = "xoxb-not-a-real-one-1234567890"  # noqa: S105  made up


def config(*words: str) -> Result:
    return CliRunner().invoke(main, ["config", *words])


def test_a_setting_is_shown_with_where_it_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_TIME_ZONE", "Europe/Kyiv")
    lines = config().stdout.splitlines()
    assert "BRIEFBOT_TIME_ZONE=Europe/Kyiv" in lines
    assert "BRIEFBOT_RETENTION_DAYS=30  (default)" in lines


def test_no_secret_is_shown_whichever_way_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    monkeypatch.setenv("BRIEFBOT_SLACK_BOT_TOKEN_FILE", "token")
    monkeypatch.setenv("BRIEFBOT_DISCORD_TOKEN", "hunter2hunter2")
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", "postgresql://me:hunter2@host/briefbot")
    monkeypatch.setenv("BRIEFBOT_WEBHOOK_URLS", "desk=https://example.org/hunter2")
    for words in ((), ("--json",)):
        shown = config(*words).stdout
        assert "BRIEFBOT_SLACK_BOT_TOKEN" in shown
        assert TOKEN not in shown
        assert "hunter2" not in shown


def test_scripts_get_one_json_object(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_OUTLET_WEIGHTS", "BBC News=2, The Tattler=0.5")
    shown = json.loads(config("--json").stdout)
    assert shown["BRIEFBOT_HTTP_PORT"] == 8080
    assert shown["BRIEFBOT_OUTLET_WEIGHTS"] == "BBC News=2, The Tattler=0.5"


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_no_setting_steers_the_terminal(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    steering = "\x1b]8;;https://evil.test\x1b\\\x07\x9b2J\u202e\r"
    monkeypatch.setenv("BRIEFBOT_FEEDS", f"feeds{steering}.opml")
    monkeypatch.setenv("BRIEFBOT_OUTLET_WEIGHTS", f"The Tattler{steering}=0.5")
    result = config(*words)
    assert result.exit_code == 0
    assert "The Tattler" in result.stdout
    assert not set(steering) - set("]8;;https://evil.test\\2J") & set(result.output)


def test_a_misspelt_setting_is_an_error_that_names_the_right_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BRIEFBOT_SLACK_BOT_TOKN", "x")
    result = config()
    assert result.exit_code == 2
    assert "Did you mean BRIEFBOT_SLACK_BOT_TOKEN?" in result.stderr


def test_a_setting_that_was_renamed_is_read_by_its_old_name_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BRIEFBOT_SLACK_ASKS_PER_MINUTE", "7")
    shown = json.loads(config("--json").stdout)
    assert shown["BRIEFBOT_ASKS_PER_MINUTE"] == 7
    assert "BRIEFBOT_SLACK_ASKS_PER_MINUTE" not in shown
    doctor = CliRunner().invoke(main, ["doctor", "--offline"])
    assert "BRIEFBOT_SLACK_ASKS_PER_MINUTE is called BRIEFBOT_ASKS_PER_MINUTE now" in doctor.output
    monkeypatch.setenv("BRIEFBOT_ASKS_PER_MINUTE", "9")
    assert json.loads(config("--json").stdout)["BRIEFBOT_ASKS_PER_MINUTE"] == 9


def test_the_example_is_the_file_that_is_shipped() -> None:
    shipped = ROOT / ".env.example"
    assert config("--example").stdout == shipped.read_text(encoding="utf-8")


def test_the_reference_is_the_documents_tables() -> None:
    """After a change: `briefbot config --reference`, below the document's first part."""
    document = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert document.endswith(config("--reference").stdout)


@pytest.mark.slow
def test_a_reader_that_stops_reading_is_no_failure() -> None:
    briefbot = Path(sys.executable).with_name("briefbot")
    done = subprocess.run(  # noqa: S602  a pipe as an operator types it
        f"{briefbot} config | true", shell=True, check=False, capture_output=True
    )
    assert done.stderr == b""
