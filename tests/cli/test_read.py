"""The commands as a person or a script types them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main

STORY = """Bridge over the Lune closes after crack is found

Engineers closed the bridge over the Lune on Tuesday after a crack was found in its northern pier, \
the county council said.

“Nobody should try to cross the bridge, not even on foot,” said the county engineer, Hannah Pryce.

The council has not confirmed when the bridge will open again. A report is expected next week.
"""


def run(*words: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [*words], input=given)


def records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_file_is_briefed_for_a_reader(page: Path) -> None:
    result = run("brief", str(page))
    assert result.exit_code == 0
    assert "Bridge over the Lune closes" in result.stdout
    assert "Who says what" in result.stdout
    assert "Hannah Pryce" in result.stdout


def test_a_file_is_briefed_for_a_script(page: Path) -> None:
    result = run("brief", str(page), "--published", "2026-11-18", "--format", "json")
    brief = json.loads(result.stdout)
    assert brief["sources"][0]["id"] == "bridge"
    assert brief["sources"][0]["published"] == "2026-11-18T00:00:00Z"
    assert "Tuesday [Nov. 17, 2026]" in brief["points"][0]["text"]


def test_an_address_makes_every_sentence_a_link(page: Path) -> None:
    result = run("brief", str(page), "--url", "https://example.org/lune", "--format", "json")
    for point in json.loads(result.stdout)["points"]:
        assert point["link"].startswith("https://example.org/lune#:~:text=")


def test_a_picture_that_nothing_is_told_of_takes_no_line(tmp_path: Path) -> None:
    picture = '<meta property="og:image" content="https://example.org/bridge.jpg">'
    paragraphs = "".join(f"<p>{one}</p>" for one in STORY.split("\n\n")[1:])
    path = tmp_path / "bridge.html"
    path.write_text(
        f"<html><head><title>Bridge</title>{picture}</head><body><article><h1>Bridge closes</h1>"
        f"{paragraphs}</article></body></html>",
        encoding="utf-8",
    )
    made = json.loads(run("brief", str(path), "--format", "json").stdout)
    assert made["image"]
    assert "Photo" not in run("brief", str(path)).stdout


def test_standard_input_is_a_file_too() -> None:
    assert run("brief", "-", given=STORY).exit_code == 0


def test_a_page_that_cannot_be_briefed_says_so_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7\n\x00\x01")
    result = run("brief", str(path))
    assert result.exit_code == 1
    assert "PDF" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "words",
    [
        ("brief",),
        ("brief", "no-such-file.txt"),
        ("brief", "{page}", "--length", "novel"),
        ("brief", "{page}", "--published", "yesterday"),
        ("nonsense",),
    ],
)
def test_wrong_usage_has_status_2(words: tuple[str, ...], page: Path) -> None:
    result = run(*(word.format(page=page) for word in words))
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_a_mistaken_setting_is_wrong_usage(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_TIMEZONE", "UTC")
    result = run("brief", str(page))
    assert result.exit_code == 2
    assert "BRIEFBOT_TIME_ZONE" in result.stderr


def test_extract_answers_each_line_in_order_and_goes_on_after_a_bad_one() -> None:
    lines = [
        json.dumps({"id": "first", "text": STORY}),
        json.dumps({"id": "empty", "text": " "}),
        "not json",
        "",
        json.dumps({"id": "last", "text": STORY, "published": "2026-11-18T08:00:00+01:00"}),
    ]
    result = run("extract", given="\n".join(lines))
    first, empty, broken, last = records(result)
    assert result.exit_code == 1
    assert str(first["headline"]).startswith("Bridge over the Lune")
    assert empty["id"] == "empty"
    assert empty["error"]
    assert broken["id"] is None
    assert "JSON" in str(broken["error"])
    assert last["published"] == "2026-11-18T07:00:00Z"


def test_summarize_gives_a_brief_a_line() -> None:
    result = run("summarize", given=json.dumps({"id": "x", "title": "Bridge", "text": STORY}))
    (brief,) = records(result)
    assert result.exit_code == 0
    assert brief["summarizer"] == "extractive"


@pytest.mark.parametrize(("asked", "most"), [({"sentences": 1}, 1), ({"sentences": 2}, 2)])
def test_summarize_to_a_number_of_sentences(asked: dict[str, int], most: int) -> None:
    (brief,) = records(run("summarize", given=json.dumps({"id": "x", "text": STORY, **asked})))
    points = brief["points"]
    assert isinstance(points, list)
    assert len(points) == most


def test_summarize_to_a_number_of_words() -> None:
    (brief,) = records(run("summarize", given=json.dumps({"id": "x", "text": STORY, "words": 40})))
    words = brief["words"]
    assert isinstance(words, int)
    assert 0 < words <= 40


@pytest.mark.slow
def test_the_program_starts_as_a_module_and_as_a_command(page: Path) -> None:
    for command in ([sys.executable, "-m", "bot"], [str(Path(sys.executable).parent / "briefbot")]):
        done = subprocess.run(  # noqa: S603  our own program
            [*command, "brief", str(page)], capture_output=True, check=True, encoding="utf-8"
        )
        assert "Hannah Pryce" in done.stdout


@pytest.mark.slow
def test_help_and_a_flat_text_import_nothing_heavy(page: Path) -> None:
    """A cold start is what a person at a shell waits for."""
    heavy = ("lxml", "trafilatura", "charset_normalizer", "sqlalchemy")
    for words in (["--help"], ["brief", str(page), "--format", "json"]):
        code = f"import sys, bot.cli\ntry: bot.cli.main({words!r})\nexcept SystemExit: pass\n"
        check = f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-c", code + check], capture_output=True, check=True, encoding="utf-8"
        )
        assert done.stderr.strip() == "[]", words
