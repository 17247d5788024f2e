"""What an operator sees shows no password and steers no terminal; files are their owner's alone."""

import json
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.choices import everything
from bot.cli.sample_site import Site
from bot.models import Channel, Feed, Subscription
from bot.store import feeds, subscriptions
from bot.store.engine import open_store
from tests.standins.passwords import PASSWORDS

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STEERING = "Bank \x1b]8;;https://evil.example\x1b\\ \x9b2J\x07\u202e"
SIGNS = set("\x1b\x9b\x07\u202e\x01")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _open_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.parametrize("address", [one for one in PASSWORDS if one.startswith("postgresql")])
def test_no_password_of_the_database_is_shown(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", address)
    monkeypatch.setenv("BRIEFBOT_PROXY", "http://ann:s3cret@proxy.example:3128")
    for shown in (run("config"), run("config", "--json"), run("doctor", "--offline", "--json")):
        assert "s3cret" not in shown.output
    assert any("s3cret" in kept for kept in everything().secrets())


def test_a_key_in_the_address_of_a_feed_is_shown_to_scripts_alone(site: Site) -> None:
    address = f"{site.address}/no-such-feed?token=s3cret-of-a-reader"
    assert run("feeds", "add", address).exit_code == 0
    for words in (
        ("refresh",), ("feeds", "list"), ("status",), ("status", "--json"), ("outlets",),
        ("feeds", "check", address), ("doctor", "--offline"),
    ):  # fmt: skip
        assert "s3cret" not in run(*words).output, words
    assert json.loads(run("feeds", "list", "--json").output)["url"] == address
    assert run("feeds", "remove", f"{site.address}/no-such-feed?token=•••").exit_code == 0
    assert run("feeds", "list", "--json").output == ""


def test_what_others_wrote_steers_no_terminal(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'briefbot.db'}")
    feeds.add(store, [Feed("https://ex.com/1", title=STEERING, region=STEERING)], now=NOW)
    channel = Channel("slack", "T1", "C1")
    subscription = Subscription(channel, time(8), "UTC", NOW, topics=(STEERING,))
    subscriptions.save(store, subscription)
    store.close()
    commands = [
        ("subscriptions",), ("subscriptions", "--json"), ("feeds", "list"),
        ("feeds", "list", "--json"), ("feeds", "export"), ("status",),
        ("digest", "--topics", "ferry \x01\x1b"), ("digest", "--topics", "ferry \x01", "--json"),
        ("digest", "--topics", "ferry \x01\x1b", "--format", "feed"),
        ("digest", "--topics", "ferry \x01\x1b", "--format", "html"),
        ("feeds", "remove", f"https://ex.com/{STEERING}"),
    ]  # fmt: skip
    for command in commands:
        result = run(*command)
        assert "does not know" not in result.output, command
        assert not SIGNS & set(result.output), command
        assert result.exit_code == (1 if "remove" in command else 0), command


def test_the_store_and_its_copies_are_their_owner_s_alone(tmp_path: Path) -> None:
    old = tmp_path / "briefbot.db"
    old.touch(0o644)
    assert run("feeds", "add", "https://ex.com/1").exit_code == 0
    with open_store("sqlite:///briefbot.db").writing():
        assert {mode(one) for one in tmp_path.glob("briefbot.db*")} == {0o600}
    assert run("backup", "copy.db").exit_code == 0
    assert mode(tmp_path / "copy.db") == 0o600
    old.chmod(0o644)
    assert run("restore", "copy.db").exit_code == 0
    assert {mode(one) for one in tmp_path.glob("briefbot.db*")} == {0o600}
    assert (tmp_path / "briefbot.db.replaced").exists()


def test_junk_is_no_backup_and_changes_nothing(tmp_path: Path) -> None:
    run("feeds", "add", "https://ex.com/1")
    before = (tmp_path / "briefbot.db").read_bytes()
    for junk in (b"junk!", b"", b"SQLite format 3\x00 and then junk"):
        (tmp_path / "junk.db").write_bytes(junk)
        result = run("restore", "junk.db")
        assert result.exit_code == 1
        assert (tmp_path / "briefbot.db").read_bytes() == before
    (tmp_path / "junk.db").write_bytes(b"junk!")
    assert (
        "junk.db is no backup of briefbot's. Nothing was changed."
        in run("restore", "junk.db").output
    )


@pytest.mark.parametrize("quoted", ['"xoxb-1"', "'xoxb-1'", ' "xoxb-1" ', "xoxb-1 "])
def test_quotes_around_a_setting_are_taken_off(
    quoted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFBOT_SLACK_BOT_TOKEN", quoted)
    monkeypatch.setenv("BRIEFBOT_TIME_ZONE", '"Europe/Kyiv"')
    chosen = everything()
    assert chosen.slack.bot_token.get_secret_value() == "xoxb-1"
    assert chosen.core.time_zone == "Europe/Kyiv"
    assert json.loads(run("config", "--json").stdout)["BRIEFBOT_TIME_ZONE"] == "Europe/Kyiv"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away and become others")
def test_a_folder_of_another_user_s_is_named_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    os.chown(folder, 1000, 1000)
    for above in (tmp_path, *list(tmp_path.parents)[:3]):
        above.chmod(0o755)
    backup = tmp_path / "whole.db"
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    run("backup", str(backup))
    backup.chmod(0o644)
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", f"sqlite:///{folder / 'briefbot.db'}")
    os.seteuid(10001)
    try:
        for command in (("status",), ("run",), ("restore", str(backup)), ("doctor", "--offline")):
            said = " ".join(run(*command).output.split())
            assert "belongs to user 1000, and briefbot runs as 10001" in said, command
    finally:
        os.seteuid(0)
