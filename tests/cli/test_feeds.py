"""Feeds, refresh, links, status and backups as an operator types them."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

from bot.cli import main
from bot.cli.sample_site import PAGES, Site

GRAIN = "1-grain-insurers.html"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


def good(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_feed_is_added_read_and_briefed(site: Site) -> None:
    assert good("feeds", "add", site.feed) == "1 feed added.\n"
    assert good("refresh") == "1 feed read, 7 new entries.\n"
    assert "reopened a second shipping lane" in good("brief", "ukraine")
    assert "1 feed added" not in good("feeds", "add", site.feed)
    assert "No feed is due yet" in good("refresh")
    due = json.loads(good("feeds", "list", "--json"))["next_poll"]
    assert datetime.fromisoformat(due).strftime("%m-%d %H:%M") in good("feeds", "list")


def test_what_leaves_open_how_it_is_asked_is_http_where_only_that_answers(site: Site) -> None:
    bare = site.feed.removeprefix("http://")
    assert good("feeds", "add", f"feed://{bare}", "feed://nobody.invalid/x") == "2 feeds added.\n"
    listed = good("feeds", "list", "--json")
    assert [json.loads(line)["url"] for line in listed.splitlines()] == [
        site.feed, "https://nobody.invalid/x"
    ]  # fmt: skip
    assert "7 entries" in good("feeds", "discover", bare)
    assert "removed" in good("feeds", "remove", f"feed://{bare}")
    good("feeds", "add", f"feed://{bare}", "--header", "X-Key: s3cret")
    assert f"https://{bare}" in good("feeds", "export")  # no secret goes unencrypted unasked


def test_a_store_without_feeds_begins_with_the_operators_file(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline = f'<outline type="rss" xmlUrl="{site.feed}"/>'
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml version="2.0"><body>{outline}</body></opml>', encoding="utf-8")
    monkeypatch.setenv("BRIEFBOT_FEEDS", str(path))
    assert "7 new entries" in good("refresh")


def test_a_password_is_kept_and_said_to_be_and_never_shown(tmp_path: Path) -> None:
    given = "http://ann:s3cret@feeds.example/auth"
    said = good("feeds", "add", given, "--header", "X-Key: s3cret")
    assert said.startswith("1 feed added.\nHeaders and passwords are kept")
    assert "BRIEFBOT_SECRET_KEY" in said
    (tmp_path / "headers.txt").write_text("User-Agent: Reader/1\nX-Key: s3cret\n", "utf-8")
    again = good("feeds", "add", "feed://feeds.example/auth2", "--header", "@headers.txt")
    for shown in (said, again, good("feeds", "list"), good("feeds", "list", "--json"),
                  good("feeds", "export"), good("status"), good("status", "--json")):  # fmt: skip
        assert "s3cret" not in shown
        assert "czNjcmV0" not in shown  # as Basic has it
    assert "https://feeds.example/auth2" in good("feeds", "export")
    assert "removed" in good("feeds", "remove", given)


def test_with_a_key_a_password_is_encrypted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFBOT_SECRET_KEY", Fernet.generate_key().decode())
    assert "kept encrypted" in good("feeds", "add", "http://ann:s3cret@feeds.example/auth")
    good("backup", "copy.db")
    for file in tmp_path.glob("*.db*"):
        assert b"authorization" not in file.read_bytes()
    monkeypatch.setenv("BRIEFBOT_SECRET_KEY", "no-key-s3cret")
    refused = run("feeds", "add", "http://ann:s3cret@feeds.example/b")
    assert refused.exit_code == 2
    assert "BRIEFBOT_SECRET_KEY" in refused.output
    assert "s3cret" not in refused.output


@pytest.mark.parametrize("header", ["Host: a", "no colon", "@missing.txt"])
def test_what_is_no_header_is_refused(header: str) -> None:
    assert run("feeds", "add", "https://feeds.example/a", "--header", header).exit_code == 2


def test_an_import_says_what_it_left_out_and_why(tmp_path: Path) -> None:
    outlines = (
        '<outline text="a" xmlUrl="https://a.example/f"/><outline text="b" url="x"/>'
        '<outline text="c" xmlUrl="ftp://c.example/f"/>'
    )
    opml = f'<opml version="2.0"><body>{outlines}</body></opml>'
    (tmp_path / "feeds.opml").write_text(opml, "utf-8")
    assert good("feeds", "import", "feeds.opml") == (
        "1 feed added, 2 left out:\n  b: no address of a feed (xmlUrl)\n  c: ftp is not read\n"
    )
    record = json.loads(good("feeds", "import", "feeds.opml", "--json"))
    assert [one["name"] for one in record["left_out"]] == ["b", "c"]


def test_a_larger_feed_is_read_where_the_operator_allows_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("feeds", "check", site.feed).exit_code == 0
    monkeypatch.setenv("BRIEFBOT_LARGEST_ANSWER_MB", "0")
    assert run("feeds", "check", site.feed).exit_code == 2


def test_the_feeds_that_come_along_can_be_read() -> None:
    from bot.cli import wiring  # noqa: PLC0415
    from bot.settings import environment  # noqa: PLC0415  in the folder that the fixture made
    from bot.settings.groups import Settings  # noqa: PLC0415

    feeds = wiring.listed(environment.load(Settings))
    assert len(feeds) >= 50
    assert all(feed.region and feed.title for feed in feeds)


def test_feeds_go_out_and_come_back_as_opml(site: Site, tmp_path: Path) -> None:
    good("feeds", "add", site.feed, "https://example.org/rss", "--region", "Asia")
    exported = good("feeds", "export")
    (tmp_path / "copy.opml").write_text(exported, encoding="utf-8")
    assert "2 known already" in good("feeds", "import", "copy.opml")
    good("feeds", "remove", "https://example.org/rss")
    assert good("feeds", "import", "copy.opml") == "1 feed added, 1 known already.\n"
    assert "Asia" in good("feeds", "list")


def test_a_feed_is_discovered_and_checked(site: Site) -> None:
    assert "The Sample Wire: 7 entries" in good("feeds", "discover", site.address)
    assert "The Sample Wire: 7 entries" in good("feeds", "check", site.feed)


def test_check_says_what_is_wrong_and_fails(site: Site) -> None:
    result = run("feeds", "check", site.feed, site.address + "/nothing")
    assert result.exit_code == 1
    assert "There is nothing at that address" in result.stdout


def test_a_feed_that_fails_is_told_with_its_reason(site: Site) -> None:
    good("feeds", "add", site.address + "/nothing")
    result = run("refresh")
    assert result.exit_code == 0
    assert "There is nothing at that address" in result.stderr
    assert "failing" in good("status")
    (line,) = good("feeds", "list", "--json").splitlines()
    assert json.loads(line)["health"] == "failing"


def test_a_link_is_briefed_and_kept(site: Site) -> None:
    address = site.address + PAGES + GRAIN
    assert "reopened a second shipping lane" in good("brief", address)
    assert json.loads(good("status", "--json"))["articles"] == 1
    assert "reopened a second shipping lane" in good("brief", address)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("brief", "http://10.0.0.1/news"), "private network"),
        (("brief", "ftp://example.org/a"), "web address"),
        (("brief", "report.html"), "no file"),
        (("brief", "nothing", "known"), "refresh"),
        (("feeds", "remove", "https://example.org/rss"), "feeds list"),
        (("feeds", "add", "not an address"), "web address"),
        (("feeds", "import", "absent.opml"), "does not exist"),
        (("restore", "absent.db"), "does not exist"),
    ],
)
def test_a_mistake_gets_a_sentence_that_says_what_to_do(words: tuple[str, ...], says: str) -> None:
    result = run(*words)
    assert result.exit_code in {1, 2}
    assert says in result.stderr
    assert "Traceback" not in result.output


def test_a_backup_can_be_restored(site: Site) -> None:
    good("feeds", "add", site.feed)
    assert "backup.db written" in good("backup", "backup.db")
    good("feeds", "remove", site.feed)
    assert "is the store now" in good("restore", "backup.db")
    assert site.feed in good("feeds", "export")


def test_outlets_are_told_with_their_sources_and_corrected_by_the_operators_file(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = good("outlets").splitlines()
    assert len(listed) == 66  # of the feeds that come along
    assert "Al Jazeera: state-run, Qatar; owned by the Qatari state; in English" in listed
    good("feeds", "add", site.feed, "https://www.aljazeera.com/xml/rss/all.xml")
    assert good("outlets").splitlines()[1:] == [f"Not known: {site.feed}"]
    about = 'source = "https://a.example/about", on = 2026-11-30}'
    path = tmp_path / "mine.toml"
    path.write_text(
        f'[[outlet]]\nname = "Al Jazeera"\nowner = {{is = ["Ann", "Bo", "Cy"], {about}\n'
        '[[outlet]]\nname = "Harbour Post"\nhosts = ["127.0.0.1"]\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("BRIEFBOT_OUTLETS", str(path))
    first, *rest = good("outlets", "Al", "Jazeera").splitlines()
    assert first == "Al Jazeera: state-run, Qatar; owned by Ann, Bo and Cy; in English"
    assert "  owner: https://a.example/about (2026-11-30)" in rest
    assert good("outlets", "harbour").splitlines() == [
        "Harbour Post: not known", "  country, languages, owner, kind: not known"
    ]  # fmt: skip
    told = [json.loads(line) for line in good("outlets", "--json").splitlines()]
    by_name = {one["name"]: one for one in told}
    assert by_name["Harbour Post"]["kind"] is None
    assert by_name["Al Jazeera"]["owner"] == {
        "is": ["Ann", "Bo", "Cy"], "source": "https://a.example/about", "on": "2026-11-30"
    }  # fmt: skip


def test_an_outlet_that_nobody_knows_and_a_file_that_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("outlets", "Tattler")
    assert (result.exit_code, "BRIEFBOT_OUTLETS" in result.stderr) == (1, True)
    path = tmp_path / "mine.toml"
    path.write_text("[[outlet]]", encoding="utf-8")
    monkeypatch.setenv("BRIEFBOT_OUTLETS", str(path))
    for command in (("outlets",), ("top",)):
        result = run(*command)
        assert (result.exit_code, "mine.toml: an outlet has no name" in result.stderr) == (2, True)
    monkeypatch.setenv("BRIEFBOT_OUTLETS", str(tmp_path))
    assert "Please correct BRIEFBOT_OUTLETS" in run("outlets").stderr
