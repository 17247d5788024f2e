"""Digests on the command line: shown in every form, and the channels' subscriptions listed."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
from click.testing import CliRunner
from lxml import etree, html

from bot.cli import main
from bot.cli.sample_site import Site
from bot.models import Channel, Delivery, Subscription
from bot.store import deliveries, subscriptions
from bot.store.deliveries import Decision
from bot.store.engine import open_store
from tests.standins import matrix, mattermost
from tests.standins.receiver import SECRET

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
    headlines = [one.findtext("h2/a") for one in page.iter("article")]
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


def test_status_says_what_keeps_a_digest_waiting() -> None:
    now = datetime.now(UTC)
    due = now - timedelta(hours=1)
    wanted = Subscription(Channel("webhook", "", "desk"), time(8), "UTC", due)
    store = open_store("sqlite:///briefbot.db")
    decision = Decision(Delivery(wanted, due.date(), due))
    deliveries.decide(store, [decision], now=due)
    (claim,) = deliveries.claim(store, "webhook", now=due, limit=1, lease=timedelta(minutes=1))
    deliveries.absent(store, claim, reason="webhook::desk: it answered 404", again=now)
    store.close()
    said = "not taken by webhook so far, 1 digest: webhook::desk: it answered 404"
    assert said in good("status")
    (waiting,) = json.loads(good("status", "--json"))["deliveries"]["waiting"]
    assert (waiting["platform"], waiting["digests"]) == ("webhook", 1)


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_WEBHOOK_URLS", "desk=https://example.org/hook")
    monkeypatch.setenv("BRIEFBOT_WEBHOOK_SECRETS", SECRET)


@pytest.mark.usefixtures("hook")
def test_an_operator_gives_a_webhook_a_digest_changes_it_and_ends_it() -> None:
    words = "chad at 07:00 Europe/Kyiv on weekdays"
    assert "chad at 07:00 Europe/Kyiv on weekdays" in good("subscribe", "webhook:desk", words)
    changed = good("subscribe", "webhook:desk", "at 9")
    assert "chad at 09:00 Europe/Kyiv on weekdays" in changed
    (line,) = good("subscriptions", "--json").splitlines()
    assert json.loads(line)["channel"] == "webhook::desk"
    assert "webhook::desk/weekly  grain at 08:00" in good(
        "subscribe", "webhook:desk", "weekly digest of grain on mondays at 8"
    )
    assert "grain at 10:00 Europe/Kyiv on Mon" in good("subscribe", "webhook:desk/weekly", "at 10")
    assert "Still there: webhook::desk." in good("unsubscribe", "webhook:desk/weekly")
    good("unsubscribe", "webhook:desk")
    assert good("subscriptions", "--json") == ""


@pytest.mark.usefixtures("hook")
@pytest.mark.parametrize(
    ("channel", "words", "advice"),
    [
        ("webhook:other", "", "Add other=https://… there first."),
        ("teams:desk", "", "BRIEFBOT_TEAMS_URLS names no 'desk'"),
        ("pigeon:desk", "", "begins with slack, discord, mattermost, matrix, teams or webhook"),
        ("matrix:#news:example.org", "", "Set BRIEFBOT_MATRIX_URL and BRIEFBOT_MATRIX_TOKEN"),
        ("mattermost:", "", "webhook:desk"),
        ("desk", "", "webhook:desk"),
        ("webhook:", "", "webhook:desk"),
        ("slack:C0456", "", "slack:T0123:C0456"),
        ("webhook:desk", "at 25:00", "time"),
        ("webhook:desk", "https://example.org/a", "topics are words"),
    ],
)
def test_a_digest_that_can_not_be_given_says_what_to_do(
    channel: str, words: str, advice: str
) -> None:
    result = CliRunner().invoke(main, ["subscribe", channel, words])
    assert result.exit_code == 2
    assert advice in result.output
    assert good("subscriptions", "--json") == ""


@asynccontextmanager
async def a_matrix() -> AsyncIterator[dict[str, str]]:
    async with matrix.running() as server:
        yield {"BRIEFBOT_MATRIX_URL": server.base, "BRIEFBOT_MATRIX_TOKEN": matrix.TOKEN}


@asynccontextmanager
async def a_mattermost() -> AsyncIterator[dict[str, str]]:
    async with mattermost.running() as server:
        yield {
            "BRIEFBOT_MATTERMOST_URL": server.base,
            "BRIEFBOT_MATTERMOST_TOKEN": mattermost.TOKEN,
        }


@pytest.mark.parametrize(
    ("served", "name", "channel", "known"),
    [
        (a_matrix, "matrix:#news:example.org", f"matrix::{matrix.ROOM}", matrix.ME),
        (a_mattermost, "mattermost:news:town-square", f"mattermost::{mattermost.TOWN}", "briefbot"),
    ],
)
def test_a_server_s_channel_gets_a_digest_by_the_name_that_people_know(
    served: Callable[[], AbstractAsyncContextManager[dict[str, str]]],
    name: str,
    channel: str,
    known: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def tour() -> None:
        async with served() as given:
            for variable, value in given.items():
                monkeypatch.setenv(variable, value)
            said = await asyncio.to_thread(good, "subscribe", name, "chad at 9")
            assert f"{channel} ({name.partition(':')[2]})  chad at 09:00" in said
            assert "chad at 10:00" in await asyncio.to_thread(good, "subscribe", name, "at 10")
            checked = await asyncio.to_thread(CliRunner().invoke, main, ["doctor"])
            assert f"known as {known}" in checked.output
        (line,) = good("subscriptions", "--json").splitlines()
        assert json.loads(line)["channel"] == channel
        assert "Digest on chad" in good("digest", "--channel", name)
        assert "gets no more digests" in good("unsubscribe", name)
        assert good("subscriptions", "--json") == ""

    asyncio.run(asyncio.wait_for(tour(), 60))


def test_an_end_of_what_is_not_there_is_said() -> None:
    result = CliRunner().invoke(main, ["unsubscribe", "webhook:desk"])
    assert (result.exit_code, "has no digest" in result.output) == (1, True)
