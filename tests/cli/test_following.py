"""`briefbot timeline` and `briefbot ahead` as a person or a script types it."""

import json

from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.sample_site import Site


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


def test_how_a_story_went_is_told_by_its_words_and_by_its_id(site: Site) -> None:
    assert run("feeds", "add", site.feed).exit_code == 0
    assert run("refresh").exit_code == 0
    told = json.loads(run("timeline", "ferry", "fire", "--format", "json").stdout)
    first = told["lines"][0]
    assert first["turn"] == "first"
    assert first["point"]["spans"][0]["article"] == told["sources"][0]["id"]
    shown = run("timeline", told["story"]).stdout
    assert shown.startswith("How it went: ")
    assert "First reported: " in shown
    for platform in ("slack", "discord"):
        assert "First reported:" in run("timeline", told["story"], "--format", platform).stdout


def test_the_days_ahead_are_told_in_each_form(site: Site) -> None:
    assert run("feeds", "add", site.feed).exit_code == 0
    assert run("refresh").exit_code == 0
    told = json.loads(run("ahead", "--format", "json").stdout)
    assert {"dates", "first", "last", "note"} <= set(told)
    for platform in ("text", "slack", "discord"):
        assert "Dates to watch" in run("ahead", "--format", platform).stdout


def test_a_story_that_is_not_there_is_said_in_a_sentence() -> None:
    result = run("timeline", "nowhere")
    assert result.exit_code == 1
    assert "Nothing was found on nowhere." in result.output
