"""`briefbot init` as somebody answers it who has never seen briefbot."""

import stat
from pathlib import Path

from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.choices import everything
from bot.reading.feeds import opml
from bot.settings import environment

ROOT = Path(__file__).parents[2]
NOTHING = ("UTC", "", "", "n", "n", "n")


def init(*answers: str) -> Result:
    return CliRunner().invoke(main, ["init"], input="\n".join([*answers, ""]))


def test_what_was_answered_is_what_briefbot_then_reads() -> None:
    model = "it's \\ # a model"  # made up, with all that needs quotes
    done = init(
        "Europe/Kyiv",
        "uk, en",
        "",
        "y",
        "xoxb-1",
        "xapp-1",
        "n",
        "y",
        "http://localhost:1",
        model,
        "",
    )
    assert done.exit_code == 0, done.output
    chosen = everything()
    assert chosen.core.time_zone == "Europe/Kyiv"
    assert chosen.core.languages == ("uk", "en")
    assert chosen.slack.bot_token.get_secret_value() == "xoxb-1"
    assert chosen.discord.token is None
    assert (chosen.model.url, chosen.model.name) == ("http://localhost:1", model)


def test_every_answer_may_be_left_empty() -> None:
    assert init("", "", "", "", "", "").exit_code == 0
    assert environment.variables() == {"BRIEFBOT_TIME_ZONE": "UTC"}


def test_nobody_else_may_read_what_holds_tokens() -> None:
    init(*NOTHING)
    assert stat.S_IMODE(Path(".env").stat().st_mode) == 0o600


def test_a_token_is_not_shown_while_it_is_typed() -> None:
    done = init("UTC", "", "", "n", "y", "a-token-of-discord", "n")
    assert done.exit_code == 0
    assert "a-token-of-discord" not in done.output


def test_a_file_that_is_there_is_left_alone() -> None:
    Path(".env").write_text("BRIEFBOT_TIME_ZONE=Asia/Tokyo\n", encoding="utf-8")
    done = init(*NOTHING)
    assert done.exit_code == 2
    assert ".env is there already" in done.stderr
    assert Path(".env").read_text(encoding="utf-8") == "BRIEFBOT_TIME_ZONE=Asia/Tokyo\n"


def test_chosen_regions_become_a_list_of_their_feeds() -> None:
    assert init("UTC", "", "africa, Middle East", "n", "n", "n").exit_code == 0
    chosen = everything().core.feeds
    assert chosen is not None
    feeds = opml.parse(chosen.read_bytes()).feeds
    assert {feed.category for feed in feeds} == {"Africa", "Middle East"}
    assert all(feed.region for feed in feeds)


def test_feeds_are_chosen_by_the_languages_that_are_read() -> None:
    assert init("UTC", "uk de", "Europe", "n", "n", "n").exit_code == 0
    chosen = everything().core
    assert chosen.feeds is not None
    mine = {feed.url for feed in opml.parse(chosen.feeds.read_bytes()).feeds}
    bundled = (ROOT / "bot/reading/feeds/default_feeds.opml").read_bytes()
    assert mine <= {feed.url for feed in opml.parse(bundled, ("uk", "de")).feeds}
    assert mine
    assert mine.isdisjoint(feed.url for feed in opml.parse(bundled, ("en", "fr")).feeds)


def test_an_answer_that_makes_no_sense_is_asked_again() -> None:
    done = init("Kyiv time", "Europe/Kyiv", "u1", "uk en", "Atlantis", "Europe", "n", "n", "n")
    assert done.exit_code == 0
    assert "Kyiv time is no time zone" in done.output
    assert "u1 is no language" in done.output
    assert "no feeds of atlantis; choose from Africa" in done.output
    assert everything().core.time_zone == "Europe/Kyiv"
