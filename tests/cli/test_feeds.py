"""Feeds, refresh, links, status and backups as an operator types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.standins.outlet import PAGES, Site

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
    assert "0 feeds read" in good("refresh")


def test_a_store_without_feeds_begins_with_the_operators_file(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline = f'<outline type="rss" xmlUrl="{site.feed}"/>'
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml version="2.0"><body>{outline}</body></opml>', encoding="utf-8")
    monkeypatch.setenv("BRIEFBOT_FEEDS", str(path))
    assert "7 new entries" in good("refresh")


def test_the_feeds_that_come_along_can_be_read() -> None:
    from bot import settings  # noqa: PLC0415  in the folder that the fixture made
    from bot.cli import wiring  # noqa: PLC0415

    feeds = wiring.listed(settings.load(settings.Settings))
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
