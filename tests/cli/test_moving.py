"""`export` and `import`, as somebody at a shell uses them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

from bot.cli import main
from bot.store import feeds
from bot.store.engine import open_store

TEXT = "The bridge over the Lune closed on Tuesday, the county council said, after a flood."
LINES = [
    {"id": "a", "title": "Bridge closed", "text": TEXT, "url": "https://x.example/a"},
    {"id": 2, "title": "Bridge open", "text": TEXT.replace("closed", "opened"), "source": "Y"},
]


def run(*words: str, given: str = "", store: str = "briefbot.db") -> Result:
    address = {"BRIEFBOT_DATABASE_URL": f"sqlite:///{store}"}
    return CliRunner(env=address).invoke(main, words, input=given.encode())


def spelt(lines: list[Any]) -> str:
    return "".join(json.dumps(one) + "\n" for one in lines)


def read(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_what_is_exported_is_imported_elsewhere() -> None:
    result = run("import", given=spelt(LINES))
    assert result.exit_code == 0
    assert read(result) == [{"id": "a", "stored": "new"}, {"id": 2, "stored": "new"}]
    assert run("feeds", "add", "https://x.example/rss").exit_code == 0
    whole = run("export").stdout
    assert [one["kind"] for one in read(run("export"))] == ["article", "article", "feed"]
    assert {one["stored"] for one in read(run("import", given=whole, store="b.db"))} == {"new"}
    assert run("export", store="b.db").stdout == whole
    assert {one["stored"] for one in read(run("import", given=whole, store="b.db"))} == {"known"}


PRIVATE = ("feeds", "add", "https://ann:hush%21@x.example/rss", "--header", "X-Key: hush-hush")


def test_passwords_and_headers_of_feeds_stay_behind_and_that_is_said() -> None:
    assert run(*PRIVATE).exit_code == 0
    run("feeds", "add", "https://x.example/other")
    for command in (("export",), ("feeds", "export")):
        result = run(*command)
        assert result.exit_code == 0
        assert not [one for one in ("hush", "YW5uOmh1c2gh") if one in result.output]
        assert "The passwords and headers of 1 feed are not in it" in result.stderr
    whole = run("export").stdout
    assert [one["headers"] for one in read(run("export"))] == [None, None]
    assert {one["stored"] for one in read(run("import", given=whole, store="b.db"))} == {"new"}
    assert {one["stored"] for one in read(run("import", given=whole))} == {"known"}
    assert b"hush-hush" in Path("briefbot.db").read_bytes()


def test_encrypted_ones_move_and_need_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_SECRET_KEY", Fernet.generate_key().decode())
    assert run(*PRIVATE).exit_code == 0
    result = run("export")
    assert result.stderr == ""
    assert "hush" not in result.output
    run("import", given=result.stdout, store="b.db")
    assert run("export", store="b.db").stdout == result.stdout
    store = open_store("sqlite:///b.db", (os.environ["BRIEFBOT_SECRET_KEY"],))
    (moved,) = (feeds.with_headers(store, one) for one in feeds.states(store))
    assert moved.headers["x-key"] == "hush-hush"
    store.close()
    for given in ('-{"x-key": "a"}', "", 7):
        line = {**read(result)[0], "headers": given, "url": "https://x.example/3"}
        (answer,) = read(run("import", given=spelt([line]), store="b.db"))
        assert "headers" in answer["error"]


def test_what_extract_writes_is_imported() -> None:
    page = {"id": "p", "text": TEXT, "url": "https://x.example/p", "published": "2026-11-18"}
    article = run("extract", given=spelt([page])).stdout
    assert read(run("import", given=article)) == [{"id": "p", "stored": "new"}]
    (one,) = read(run("export"))
    wanted = json.loads(article)
    assert {name: one[name] for name in wanted if name != "id"} == {
        name: value for name, value in wanted.items() if name != "id"
    }
    assert one["story"] == one["id"]


def test_a_share_and_a_time_can_be_chosen() -> None:
    run("import", given=spelt(LINES))
    run("feeds", "add", "https://x.example/rss")
    assert [one["kind"] for one in read(run("export", "--what", "feeds"))] == ["feed"]
    assert read(run("export", "--what", "subscriptions")) == []
    assert read(run("export", "--what", "articles", "--since", "2100-01-01")) == []
    assert len(read(run("export", "--what", "articles", "--since", "2000-01-01"))) == 2


def test_a_bad_line_fails_alone() -> None:
    result = run("import", given='{"id": 7}\n\n{\n' + spelt(LINES[:1]))
    assert result.exit_code == 1
    first, second, third = read(result)
    assert first["id"] == 7
    assert second["id"] is None
    assert third == {"id": "a", "stored": "new"}


@pytest.mark.parametrize(
    "words", [("export", "--what", "all of it"), ("export", "--since", "soon"), ("import", "x")]
)
def test_wrong_usage_is_2(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2
