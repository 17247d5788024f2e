"""What is not Slack's own gets nowhere; installing gives a workspace its own token, encrypted."""

import asyncio
import json
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientResponse, ClientSession
from hypothesis import given
from hypothesis import strategies as some

from adapters.slack.installs import States, Tokens
from adapters.slack.web import COOKIE, is_moment, is_signed, is_text
from bot.errors import PostRefusedError, UsageError
from tests.standins import slack_payloads
from tests.standins.slack_run import KEY, InMemoryInstalls, Talk, settings_for, talking

SECRET = "client-secret"  # noqa: S105 -- the stand-in's own
BODY = json.dumps({"type": "url_verification", "challenge": "abc"})


async def sent(talk: Talk, body: bytes, headers: dict[str, str]) -> ClientResponse:
    async with ClientSession() as session:
        return await session.post(f"{talk.url}/slack/events", data=body, headers=headers)


def test_a_signed_request_is_answered_and_any_other_is_401() -> None:
    async def run() -> None:
        async with talking("http") as talk:
            good = slack_payloads.signed(BODY, talk.slack.secret, time.time())
            answer = await sent(talk, BODY.encode(), {"Content-Type": "application/json", **good})
            assert (answer.status, "abc" in await answer.text()) == (200, True)
            bad = {
                "none": {},
                "another's": slack_payloads.signed(BODY, "another", time.time()),
                "of long ago": slack_payloads.signed(BODY, talk.slack.secret, time.time() - 400),
                "of the future": slack_payloads.signed(BODY, talk.slack.secret, time.time() + 400),
                "of no time": {**good, "X-Slack-Request-Timestamp": "yesterday"},
                "of a superscript time": {**good, "X-Slack-Request-Timestamp": "²"},
                "odd": {**good, "X-Slack-Signature": "v0=\u00e9"},
            }
            for name, headers in bad.items():
                assert (await sent(talk, BODY.encode(), headers)).status == 401, name
            assert (await sent(talk, BODY.encode() + b"\xff", good)).status == 401

    asyncio.run(run())


@given(some.binary(max_size=50), some.text(max_size=20), some.text(max_size=80))
def test_no_bytes_and_no_header_make_the_check_fail_in_another_way(
    body: bytes, moment: str, signature: str
) -> None:
    is_text(body)
    if is_moment(moment):
        int(moment)
        assert not is_signed(body, moment, signature, "secret")


def test_installing_keeps_a_token_that_only_the_key_opens() -> None:
    async def run() -> None:
        async with talking(
            "http", client_id="1.2", client_secret=SECRET, bot_token="", token_key=KEY
        ) as talk:
            query, cookie = await begun(talk)
            assert query["scope"] == [
                "app_mentions:read,chat:write,chat:write.public,commands,users:read"
            ]
            text = await ended(talk, query["state"][0], cookie)
            assert "briefbot is installed" in text
            assert b"xoxb" not in talk.installs.kept["T2"]
            pressed = await talk.slack.command(text="skerry", team="T2")
            assert "Skerry" in (await talk.slack.shown(pressed))["text"]
            await talk.slack.event(slack_payloads.mention("skerry"))  # T1 has no installation
            again = await ended(talk, query["state"][0], cookie)
            assert "Please start again" in again
            other, _ = await begun(talk)
            assert "Please start again" in await ended(talk, other["state"][0], "another's")

    asyncio.run(run())


async def begun(talk: Talk) -> tuple[dict[str, list[str]], str]:
    async with ClientSession() as session:
        answer = await session.get(f"{talk.url}/slack/install", allow_redirects=False)
        return parse_qs(urlsplit(answer.headers["Location"]).query), answer.cookies[COOKIE].value


async def ended(talk: Talk, state: str, cookie: str) -> str:
    async with ClientSession() as session:
        answer = await session.get(
            f"{talk.url}/slack/oauth_redirect",
            params={"code": "good-code", "state": state},
            headers={"Cookie": f"{COOKIE}={cookie}"},
        )
        return await answer.text()


def test_a_state_is_short_lived_and_of_one_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        async with talking("http", token_key=KEY) as talk:
            states = States(talk.ours.settings)
            state = states.issue("nonce")
            assert states.is_ours(state, "nonce", seconds=600)
            assert not states.is_ours(state, "other", seconds=600)
            assert not states.is_ours("forged", "nonce", seconds=600)
            then = time.time() + 601
            monkeypatch.setattr(time, "time", lambda: then)
            assert not states.is_ours(state, "nonce", seconds=600)

    asyncio.run(run())


def test_a_new_key_before_the_old_one_still_opens_what_is_kept() -> None:
    async def run() -> None:
        async with talking("http") as talk:
            installs = InMemoryInstalls()
            newer = "bmV3ZXJuZXdlcm5ld2VybmV3ZXJuZXdlcm5ld2VyISE="
            old = settings_for("http", talk.slack, bot_token="", token_key=KEY)
            await Tokens(old, installs).keep("T2", "xoxb-9")
            both = settings_for("http", talk.slack, bot_token="", token_key=f"{newer},{KEY}")
            assert await Tokens(both, installs).of("T2") == "xoxb-9"
            only_new = settings_for("http", talk.slack, bot_token="", token_key=newer)
            with pytest.raises(UsageError):
                await Tokens(only_new, installs).of("T2")
            with pytest.raises(PostRefusedError):
                await Tokens(both, installs).required("T3")

    asyncio.run(run())


def test_an_app_that_is_removed_is_forgotten() -> None:
    async def run() -> None:
        async with talking("http", token_key=KEY) as talk:
            await Tokens(talk.ours.settings, talk.installs).keep("T1", "xoxb-9")
            await talk.slack.event({"type": "app_uninstalled"})
            await talk.slack.until(lambda: not talk.installs.kept)

    asyncio.run(run())
