"""The doctor finds what is wrong, says what to do, and its exit status is the cause."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from bot.cli import checks, main
from bot.cli.checks import Finding
from bot.cli.doctor import Cause
from bot.cli.sample_site import Site
from bot.masking import MASK
from tests.standins import discord, model, slack
from tests.standins.discord_members import TOKEN
from tests.standins.mail import receiving


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


def test_all_is_well_where_the_feeds_answer(site: Site) -> None:
    run("feeds", "add", site.feed)
    run("refresh")
    result = run("doctor")
    assert result.exit_code == 0, result.output
    assert "✓ store           sound, 7 articles" in result.stdout
    assert "✓ web             1 of 1 feed asked answer" in result.stdout
    assert "✗" not in result.stdout
    assert run("doctor", "--quiet").stdout == ""


def test_the_way_to_the_web_is_named_without_its_password(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("feeds", "add", site.feed)
    monkeypatch.setenv("BRIEFBOT_PROXY", "http://ann:pw@localhost:1")
    monkeypatch.setenv("NO_PROXY", "elsewhere.example")
    result = run("doctor")
    assert result.exit_code == Cause.WEB
    assert "None of 1 feed asked answers, through the proxy localhost:1" in result.stdout
    assert "pw" not in result.stdout
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert "1 of 1 feed asked answer\n" in run("doctor").stdout


def test_before_the_first_refresh_nothing_is_made() -> None:
    result = run("doctor", "--offline")
    assert result.exit_code == 0, result.output
    assert "none yet" in result.stdout
    assert list(Path().iterdir()) == []


def test_a_wrong_setting_does_not_hide_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_SLACK_CONNECTIONS", "99")
    result = run("doctor", "--offline")
    assert result.exit_code == Cause.SETTINGS
    assert "✗ settings        Please correct BRIEFBOT_SLACK_CONNECTIONS" in result.stdout
    assert "✓ disk" in result.stdout


FOR_WORKSPACES = {
    "SLACK_SIGNING_SECRET": "s",
    "SLACK_CLIENT_ID": "1",
    "SLACK_CLIENT_SECRET": "s",
    "SLACK_PUBLIC_URL": "https://b.example",
}


@pytest.mark.parametrize(
    ("given", "cause", "said"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, Cause.SLACK, "BRIEFBOT_SLACK_APP_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, Cause.SLACK, "BRIEFBOT_SLACK_BOT_TOKEN"),
        (FOR_WORKSPACES, Cause.SLACK, "BRIEFBOT_SLACK_TOKEN_KEY"),
        ({**FOR_WORKSPACES, "SLACK_TOKEN_KEY": "none"}, Cause.SLACK, "is no key"),
        ({"DISCORD_PUBLIC_KEY": "0" * 64}, Cause.DISCORD, "BRIEFBOT_DISCORD_TOKEN"),
        ({"MATTERMOST_TOKEN": "t"}, Cause.MATTERMOST, "BRIEFBOT_MATTERMOST_URL"),
        ({"MATRIX_URL": "https://m.example"}, Cause.MATRIX, "BRIEFBOT_MATRIX_TOKEN"),
    ],
)
def test_a_platform_that_is_half_set_up_is_named_though_nobody_is_asked(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], cause: Cause, said: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"BRIEFBOT_{name}", value)
    result = run("doctor", "--offline")
    assert result.exit_code == cause
    assert said in result.stdout


def test_a_damaged_store_is_found() -> None:
    Path("briefbot.db").write_bytes(b"no database at all" * 1000)
    result = run("doctor", "--offline", "--json")
    assert result.exit_code == Cause.STORE
    found = json.loads(result.stdout)
    assert found["exit_status"] == Cause.STORE
    assert [one["check"] for one in found["checks"] if not one["good"]] == ["store", "feeds"]


def test_a_script_can_read_what_is_wrong_where_no_token_is_set() -> None:
    Path("briefbot.db").write_bytes(b"no database at all" * 1000)
    found = json.loads(run("doctor", "--offline", "--json").stdout)
    reasons = [one["wrong"] for one in found["checks"] if not one["good"]]
    assert reasons
    assert all(MASK not in reason for reason in reasons)


def test_a_full_disk_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "ROOM", 10**18)
    result = run("doctor", "--offline")
    assert result.exit_code == Cause.DISK
    assert "make room" in result.stdout


def test_feeds_that_do_not_answer_are_found(site: Site) -> None:
    run("feeds", "add", site.address + "/nothing")
    run("refresh")
    assert run("doctor", "--offline").exit_code == Cause.FEEDS
    findings = asyncio.run(checks.examined(offline=False))
    assert wrong(findings) == [Cause.FEEDS, Cause.WEB]


def test_no_check_stops_the_others() -> None:
    async def fails() -> str:
        raise ZeroDivisionError

    found = asyncio.run(checks.found(Cause.WEB, fails))
    assert found.wrong is not None
    assert "report" in found.says


def test_a_check_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "SECONDS", 0.01)

    async def hangs() -> str:
        await asyncio.sleep(60)
        return ""

    found = asyncio.run(checks.found(Cause.WEB, hangs))
    assert found.says.startswith("No answer")


def test_slack_says_who_we_are_or_which_token_it_does_not_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def asked() -> tuple[Finding, Finding]:
        async with slack.serving() as standin:
            monkeypatch.setenv("BRIEFBOT_SLACK_BASE_URL", standin.api)
            monkeypatch.setenv("BRIEFBOT_SLACK_BOT_TOKEN", "xoxb-1")
            monkeypatch.setenv("BRIEFBOT_SLACK_APP_TOKEN", "xapp-1")
            good = await checks.found(Cause.SLACK, checks.slack)
            standin.fail("auth.test", "invalid_auth")
            return good, await checks.found(Cause.SLACK, checks.slack)

    good, bad = asyncio.run(asked())
    assert good.wrong is None, good
    assert good.says.startswith("known as ")
    assert "does not take BRIEFBOT_SLACK_BOT_TOKEN (invalid_auth)" in bad.says


def test_discord_says_who_we_are_or_that_it_does_not_take_the_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def asked() -> tuple[Finding, Finding]:
        async with discord.running() as standin:
            monkeypatch.setenv("BRIEFBOT_DISCORD_BASE_URL", standin.base)
            monkeypatch.setenv("BRIEFBOT_DISCORD_TOKEN", TOKEN)
            good = await checks.found(Cause.DISCORD, checks.discord)
            monkeypatch.setenv("BRIEFBOT_DISCORD_TOKEN", "another")
            return good, await checks.found(Cause.DISCORD, checks.discord)

    good, bad = asyncio.run(asked())
    assert good.wrong is None, good
    assert good.says.startswith("known as ")
    assert "does not take BRIEFBOT_DISCORD_TOKEN" in bad.says


def test_the_language_model_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    async def asked(script: model.Script) -> Finding:
        async with model.serving(script) as standin:
            monkeypatch.setenv("BRIEFBOT_MODEL_URL", standin.url)
            monkeypatch.setenv("BRIEFBOT_MODEL_NAME", "a-model")
            return await checks.found(Cause.MODEL, checks.model)

    good = asyncio.run(asked(model.reader))
    assert good.wrong is None
    assert good.says.startswith("a-model chooses by content (")
    poor = asyncio.run(asked(model.parrot))
    assert poor.says.startswith("a-model picks by position")
    monkeypatch.setenv("BRIEFBOT_MODEL_MODE", "write")
    written = model.Answer(model.points(("A ferry caught fire.", [1])))
    assert asyncio.run(asked(lambda _: written)).says.startswith("a-model answers (")
    refused = asyncio.run(asked(lambda _: model.Answer(status=401)))
    assert refused.wrong is not None
    assert "key" in refused.says.lower()


def test_the_running_briefbot_is_asked_whether_it_is_at_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for status, said, expected in ((200, "ready", 0), (503, "store: locked", 1)):
        with answering(status, said) as port:
            monkeypatch.setenv("BRIEFBOT_HTTP_HOST", "0.0.0.0")  # noqa: S104  asked on loopback
            monkeypatch.setenv("BRIEFBOT_HTTP_PORT", str(port))
            result = run("doctor", "--ready")
        assert result.exit_code == expected
        assert result.output.strip() == said
    result = run("doctor", "--ready")
    assert result.exit_code == 1
    assert "nobody answers" in result.stderr


def wrong(findings: tuple[Finding, ...]) -> list[Cause]:
    return [one.cause for one in findings if one.wrong is not None]


@contextmanager
def answering(status: int, said: str) -> Iterator[int]:
    """A server that answers /readyz; gives its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/readyz" else 404)
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, *_: object) -> None:
            """A visitor is no news."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_the_mail_server_is_asked_whether_it_lets_us_in(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as server:
        settings = {
            "MAIL_SERVER": "127.0.0.1", "MAIL_PORT": server.port, "MAIL_SECURITY": "none",
            "MAIL_SENDER": "news@news.example",
        }  # fmt: skip
        for name, value in settings.items():
            monkeypatch.setenv(f"BRIEFBOT_{name}", str(value))
        half = asyncio.run(checks.found(Cause.MAIL, checks.mail))
        assert half.wrong
        assert "BRIEFBOT_PUBLIC_URL" in half.says
        monkeypatch.setenv("BRIEFBOT_PUBLIC_URL", "https://news.example")
        assert asyncio.run(checks.found(Cause.MAIL, checks.mail)).says == "its server lets us in"
        monkeypatch.setenv("BRIEFBOT_MAIL_USER", "nobody")
        assert asyncio.run(checks.found(Cause.MAIL, checks.mail)).wrong
        assert server.letters == []
        monkeypatch.delenv("BRIEFBOT_MAIL_USER")
        sent = asyncio.run(checks.found(Cause.MAIL, partial(checks.mail, "ann@reader.example")))
        assert sent.says.startswith("its server took a letter to ann@reader.example")
        (letter,) = server.letters
        assert (letter["To"], letter["List-Unsubscribe"]) == ("ann@reader.example", None)
        assert asyncio.run(checks.found(Cause.MAIL, partial(checks.mail, "ann"))).wrong
