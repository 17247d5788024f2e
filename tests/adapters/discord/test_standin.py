"""The stand-in in a process of its own, as tests that kill the bot need it."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.standins.discord_rules import HAS_SCHEMAS, problems

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_it_runs_alone_takes_faults_and_tells_what_was_posted() -> None:
    command = [sys.executable, "-m", "tests.standins.discord", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own
        try:
            assert process.stdout is not None
            base = process.stdout.readline().strip()
            control = base.removesuffix("/api/v10") + "/control"
            ask(f"{control}/faults", {"method": "POST", "path": "/channels/", "kind": "429"})
            state = ask(f"{control}/state")
            assert state["posts"] == []
            assert state["identified"] == 0
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"content": "x" * 2001}, "content over 2000"),
        ({}, "an empty message"),
        ({"content": "x", "colour": 1}, "unknown key colour"),
        ({"flags": 1 << 15, "content": "x"}, "Components V2 with content or embeds"),
        ({"components": [{"type": 10, "content": "x"}]}, "Components V2 without their flag"),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "x"}] * 41}, "over 40"),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "😀" * 2001}]}, "over 4000"),
        ({"embeds": [{"description": "x" * 4000}] * 2}, "embeds over 6000"),
        ({"content": "x", "nonce": "n" * 26}, "nonce"),
        ({"flags": 1 << 15, "components": [{"type": 9, "components": []}]}, "components[0]"),
    ],
)  # fmt: skip
def test_it_refuses_what_discord_refuses(body: dict[str, object], problem: str) -> None:
    if not HAS_SCHEMAS and problem in {"nonce", "components[0]", "unknown key colour"}:
        pytest.skip("Discord's document is not here")
    found = problems("POST", "/channels/{channel_id}/messages", body)
    assert any(problem in one for one in found), found


def ask(url: str, body: dict[str, str] | None = None) -> dict[str, object]:
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})  # noqa: S310  our own
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  our own
        found: dict[str, object] = json.load(answer)
    return found
