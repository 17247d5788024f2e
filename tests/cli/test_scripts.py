"""What scripts and cron lines ask of every command alike: --json, --quiet, and names of files."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main, wiring
from bot.cli.sample_site import Site
from bot.newsroom import answers
from bot.newsroom.answers import Inquiry
from bot.store import briefs, corrections
from bot.store.engine import open_store


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


def good(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def line(*words: str) -> dict[str, object]:
    """The one JSON object that a command says."""
    (only,) = good(*words).splitlines()
    record: dict[str, object] = json.loads(only)
    return record


def test_what_was_done_is_told_as_json(site: Site) -> None:
    found = line("feeds", "discover", site.address, "--json")
    assert (found["url"], found["entries"], found["error"]) == (site.feed, 7, None)
    assert line("feeds", "add", site.feed, "--json") == {"added": 1, "known": 0}
    assert line("feeds", "add", site.feed, "--json") == {"added": 0, "known": 1}
    assert line("feeds", "check", "--json")["title"] == "The Sample Wire"
    assert line("refresh", "--json") == {"feeds": 1, "new_entries": 7, "failed": {}}
    Path("copy.opml").write_text(good("feeds", "export"), encoding="utf-8")
    assert line("feeds", "import", "copy.opml", "--json") == {"added": 0, "known": 1}
    size = line("backup", "copy.db", "--json")["bytes"]
    assert size == Path("copy.db").stat().st_size
    assert line("feeds", "remove", site.feed, "--json") == {"removed": site.feed}
    assert line("restore", "copy.db", "--json")["replaced"]


def test_what_failed_is_told_as_json(site: Site) -> None:
    address = site.address + "/nothing"
    checked = run("feeds", "check", address, "--json")
    assert checked.exit_code == 1
    assert "nothing at that address" in json.loads(checked.stdout)["error"]
    good("feeds", "add", address)
    failed = line("refresh", "--json")["failed"]
    assert isinstance(failed, dict)
    assert "nothing at that address" in failed[address]


def test_quiet_says_only_what_somebody_must_know(site: Site) -> None:
    assert good("feeds", "discover", site.address, "--quiet") == f"{site.feed}\n"
    for words in (
        ("feeds", "add", site.feed),
        ("feeds", "check"),
        ("refresh",),
        ("backup", "copy.db"),
        ("feeds", "remove", site.feed),
        ("restore", "copy.db"),
        ("correct",),
    ):
        assert good(*words, "--quiet") == "", words
    failed = run("feeds", "check", site.feed, site.address + "/nothing", "--quiet")
    assert "nothing at that address" in failed.stdout
    assert site.feed not in failed.stdout


@pytest.mark.parametrize("words", [("brief", "ukraine"), ("top",), ("digest",)], ids=" ".join)
def test_json_is_another_word_for_the_format(words: tuple[str, ...], site: Site) -> None:
    good("feeds", "add", site.feed)
    good("refresh")
    for asked in (("--json",), ("--format", "json"), ("--json", "--format", "json")):
        assert isinstance(json.loads(good(*words, *asked)), dict)
    refused = run(*words, "--json", "--format", "slack")
    assert refused.exit_code == 2
    assert "Choose one" in refused.stderr


def test_complaints_are_told_and_settled_as_json(site: Site) -> None:
    good("feeds", "add", site.feed)
    good("refresh")
    brief = complained()
    told = line("correct", "--json")
    assert (told["brief"], told["reader"], told["reason"]) == (brief, "ann", "It was two dams.")
    assert good("correct", "--quiet").startswith(brief)
    assert line("correct", brief, "--dismiss", "--json") == {"brief": brief, "dismissed": 1}
    note = "It was two dams."
    settled = {"brief": brief, "note": note, "posts": 0}
    assert line("correct", brief, "--note", note, "--json") == settled
    assert good("correct", "--json") == ""


def complained() -> str:
    """The id of a brief of which a reader has complained."""
    now = datetime.now(UTC)
    store = open_store("sqlite:///briefbot.db")
    made = answers.top(wiring.context(store, wiring.chosen()), Inquiry(now)).answer.brief
    assert made is not None
    kept = briefs.save_brief(store, made, now=now)
    assert kept.id is not None
    corrections.complain(store, kept.id, "ann", "It was two dams.", now=now)
    store.close()
    return kept.id


def test_a_shell_can_complete_the_file_that_is_briefed() -> None:
    asked = {"_BRIEFBOT_COMPLETE": "bash_complete", "COMP_CWORD": "2"}
    done = CliRunner(env=asked | {"COMP_WORDS": "briefbot brief scr"}).invoke(
        main, prog_name="briefbot"
    )
    assert done.stdout == "file,scr\n"


def test_a_person_is_forgotten_by_their_id() -> None:
    person = "slack:T1:@U1"
    assert line("forget", person, "--json") == {"person": person, "rows": 0}
    for wrong in ("slack:T1:U1", "U1", "slack:T1:@", "slack:T1:C1:@U1"):
        result = run("forget", wrong)
        assert (result.exit_code, "slack:T0123:@U0456" in result.output) == (2, True), wrong
