"""Digests on the command line: shown in every form, and the channels' subscriptions listed."""

import json
from datetime import UTC, datetime, time, timedelta

from click.testing import CliRunner
from lxml import etree, html

from bot.cli import main
from bot.cli.sample_site import Site
from bot.models import Channel, Subscription
from bot.store import subscriptions
from bot.store.engine import open_store

ATOM = "{http://www.w3.org/2005/Atom}"


def good(*words: str) -> str:
    result = CliRunner().invoke(main, [*words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_digest_is_a_page_and_a_feed_of_the_same_stories(site: Site) -> None:
    good("feeds", "add", site.feed)
    good("refresh")
    page = html.document_fromstring(good("digest", "--format", "html"))
    root = etree.fromstring(good("digest", "--format", "feed").encode())
    headlines = [one.findtext("h2") for one in page.iter("article")]
    assert headlines
    assert headlines == [one.findtext(f"{ATOM}title") for one in root.findall(f"{ATOM}entry")]


def test_scripts_get_each_channels_digest_as_a_line() -> None:
    now = datetime.now(UTC)
    subscription = Subscription(
        Channel("slack", "T1", "C1"),
        time(8),
        "Europe/Kyiv",
        now - timedelta(days=1),
        topics=("chad",),
    )
    store = open_store("sqlite:///briefbot.db")
    subscriptions.save(store, subscription)
    store.close()
    (line,) = good("subscriptions", "--json").splitlines()
    record = json.loads(line)
    assert (record["channel"], record["at"], record["topics"]) == ("slack:T1:C1", "08:00", ["chad"])
    assert datetime.fromisoformat(record["next"]) > now
    assert "slack:T1:C1  chad at 08:00 Europe/Kyiv every day, brief" in good("subscriptions")
