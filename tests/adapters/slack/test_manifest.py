import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it ships no types

from adapters.slack.manifest import OPTIONAL_SCOPES, SCOPES, manifest
from tests.standins import slack_rules

DOCS = Path(__file__).parents[3] / "docs" / "slack.md"


@pytest.mark.parametrize("url", [None, "https://briefbot.example/"])
def test_the_manifest_is_one_that_slack_takes(url: str | None) -> None:
    path = slack_rules.SPECS / "manifest.schema.2.0.0.json"
    if not path.exists():
        pytest.skip("the shared specifications are not here")
    checker = Draft7Validator(json.loads(path.read_text(encoding="utf-8")))
    assert [error.message for error in checker.iter_errors(manifest(url))] == []


def test_each_way_is_asked_for_what_it_needs() -> None:
    assert manifest()["settings"]["socket_mode_enabled"]
    assert "url" not in manifest()["features"]["slash_commands"][0]
    by_http = manifest("https://briefbot.example/")
    assert not by_http["settings"]["socket_mode_enabled"]
    assert by_http["settings"]["interactivity"]["request_url"] == (
        "https://briefbot.example/slack/interactive"
    )


def test_the_docs_say_why_for_every_scope_and_event() -> None:
    rows = [one for one in DOCS.read_text(encoding="utf-8").splitlines() if one.startswith("| `")]
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]
    for one in (*SCOPES, *OPTIONAL_SCOPES, *events):
        assert any(f"`{one}`" in row.split("|")[1] for row in rows), one
