"""The environment is read once, and a mistake in it is said, never passed over."""

from pathlib import Path

import pytest

from adapters.slack.settings import SlackSettings
from bot.cli.choices import KINDS
from bot.errors import UsageError
from bot.settings import documents, environment
from bot.settings.groups import Settings


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default() -> None:
    assert environment.load(Settings).zone.key == "UTC"


def test_a_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_TIME_ZONE", "Europe/Kiev")
    assert environment.load(Settings).zone.key == "Europe/Kiev"


def test_a_dotenv_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BRIEFBOT_BRIEF_SHARE=0.1\n", encoding="utf-8")
    assert environment.load(Settings).brief_share == 0.1


@pytest.mark.parametrize("place", ["environment", "file"])
def test_a_typo_in_a_name_is_an_error_with_a_suggestion(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place == "environment":
        monkeypatch.setenv("BRIEFBOT_TIMEZONE", "UTC")
    else:
        (tmp_path / ".env").write_text("BRIEFBOT_TIMEZONE=UTC\n", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        environment.refuse_unknown([Settings], environment.variables())
    assert "Did you mean BRIEFBOT_TIME_ZONE?" in raised.value.advice


def test_a_typo_that_may_be_several_names_is_told_all_of_them() -> None:
    with pytest.raises(UsageError) as raised:
        environment.refuse_unknown([SlackSettings], {"BRIEFBOT_SLACK_TOKN": "x"})
    assert "BRIEFBOT_SLACK_BOT_TOKEN or BRIEFBOT_SLACK_APP_TOKEN" in raised.value.advice


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOW_NETWORKS", "10.1"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("TIME_ZONE", "../etc"),
        ("BRIEF_SHARE", "1.5"),
    ],
)
def test_a_value_that_makes_no_sense_names_its_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"BRIEFBOT_{name}", value)
    with pytest.raises(UsageError) as raised:
        environment.load(Settings)
    assert f"BRIEFBOT_{name}" in raised.value.advice


@pytest.mark.parametrize("value", ["10.1.0.0/16 fd00::/8", "10.1.0.0/16, fd00::/8"])
def test_networks_are_listed_with_blanks_or_commas(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFBOT_ALLOW_NETWORKS", value)
    assert environment.load(Settings).allow_networks == ("10.1.0.0/16", "fd00::/8")


def test_a_secret_may_be_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zone").write_text("Europe/Kyiv\n", encoding="utf-8")
    monkeypatch.setenv("BRIEFBOT_TIME_ZONE_FILE", str(tmp_path / "zone"))
    environment.refuse_unknown([Settings], environment.variables())
    assert environment.load(Settings).time_zone == "Europe/Kyiv"


def test_a_file_that_is_not_there_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_TIME_ZONE_FILE", "absent")
    with pytest.raises(UsageError) as raised:
        environment.load(Settings)
    assert "BRIEFBOT_TIME_ZONE_FILE" in raised.value.advice


def test_the_example_file_is_what_the_settings_say() -> None:
    shown = Path(__file__).parent.parent / ".env.example"
    assert shown.read_text(encoding="utf-8") == documents.example(KINDS)
