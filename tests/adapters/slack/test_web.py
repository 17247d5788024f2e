"""What is not Slack's own gets nowhere; installing gives a workspace its own token, encrypted."""

import asyncio
import json
import time
from contextlib import AbstractAsyncContextManager
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


DEEP = "[" * 100_000
ODD = [
    "null", "[1]", "7", DEEP, f'{{"event": {DEEP}', '{"type": "event_callback", "event": null}',
    '{"type": "event_callback", "event": [1]}', "payload=", "payload=null", "payload=[1]",
    f"payload={DEEP}", 'payload={"type": "block_actions", "team": [1], "user": 3}',
    'payload={"type": "block_actions", "user": {"id": "U1"}, "actions": []}',
    'payload={"type": "block_actions", "user": {"id": "U1"}, "actions": [{"action_id": 7}]}',
    'payload={"type": "block_suggestion", "user": {"id": "U1"}, "action_id": [1]}',
]  # fmt: skip


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_an_odd_body_that_is_signed_is_refused_in_a_line(
    kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with talking("http") as talk:
            for body in ODD:
                signed = slack_payloads.signed(body, talk.slack.secret, time.time())
                answer = await sent(talk, body.encode(), {"Content-Type": kind, **signed})
                assert answer.status in {200, 400, 404}, body[:80]

    asyncio.run(run())
    assert not [one for one in caplog.records if one.exc_info]
    assert "can't be read" in caplog.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "x"])
def test_an_address_that_is_none_is_not_answered_to(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with talking("http") as talk:
            asked = slack_payloads.command("/brief", "skerry")
            asked |= {"response_url": url, "trigger_id": "t"}
            path, body, headers = slack_payloads.as_http(asked, talk.slack.secret, time.time())
            async with ClientSession() as session:
                answer = await session.post(f"{talk.url}{path}", data=body, headers=headers)
            assert answer.status == 200
            await talk.slack.until(lambda: talk.slack.ephemerals)
            assert "Skerry" in talk.slack.ephemerals[0]["text"]

    asyncio.run(run())
    assert "response URL failed" not in caplog.text


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
            assert query["scope"][0].split(",") == [
                "app_mentions:read", "chat:write", "chat:write.public", "commands", "users:read",
                "im:history", "assistant:write", "channels:history", "groups:history",
            ]  # fmt: skip
            text = await ended(talk, query["state"][0], cookie)
            assert text == "briefbot is installed. Type /brief help in Slack."
            (hello,) = talk.slack.posts
            assert hello["channel"] == "DU9"
            assert "/brief ukraine" in hello["text"]
            assert b"xoxb" not in talk.installs.kept["T2"]
            pressed = await talk.slack.command(text="skerry", team="T2")
            assert "Skerry" in (await talk.slack.shown(pressed))["text"]
            await talk.slack.event(slack_payloads.mention("skerry"))  # T1 has no installation
            again = await ended(talk, query["state"][0], cookie)
            assert "Please start again" in again
            other, _ = await begun(talk)
            assert "Please start again" in await ended(talk, other["state"][0], "another's")

    asyncio.run(run())


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        ({"is_enterprise_install": True, "team": None, "enterprise": {"id": "E1"}}, 400, "Org Lev"),
        ({"refresh_token": "xoxe-1", "expires_in": 43200}, 400, "Token Rotation"),
        ({"access_token": None}, 502, "Please start again"),
        ({"team": None}, 502, "Please start again"),
        ({"ok": False, "error": "invalid_client_id"}, 502, "(invalid_client_id)"),
        ({"ok": False, "error": ""}, 502, "answer was broken"),
        ({"scope": "chat:write"}, 200, "Without channels:history and groups:history a digest can"),
        ({"scope": "chat:write,channels:history"}, 200, "Without groups:history a digest can"),
    ],
)
def test_an_installation_is_kept_whole_or_refused_in_words(
    answer: dict[str, object], status: int, said: str
) -> None:
    async def run() -> None:
        async with multi() as talk:
            await Tokens(talk.ours.settings, talk.installs).keep("T2", "xoxb-9")
            before = dict(talk.installs.kept)
            talk.slack.installation = answer
            query, cookie = await begun(talk)
            shown = await redirected(talk, query["state"][0], cookie)
            assert shown.status == status
            assert said in await shown.text()
            assert (talk.installs.kept == before) == (status != 200)

    asyncio.run(run())


@pytest.mark.parametrize("kind", ["reset", "truncated", "server_error"])
def test_an_installation_of_which_slack_says_nothing_is_refused_in_words(kind: str) -> None:
    async def run() -> None:
        async with multi() as talk:
            talk.slack.fail("oauth.v2.access", kind, times=5)
            query, cookie = await begun(talk)
            shown = await redirected(talk, query["state"][0], cookie)
            assert shown.status == 502
            assert "lease start again" in await shown.text()
            assert "()" not in await shown.text()
            assert not talk.installs.kept

    asyncio.run(run())


@pytest.mark.parametrize("body", ["ssl_check=1&token=x", "token=x&ssl_check=1"])
def test_a_look_at_the_certificate_is_answered_with_nothing(body: str) -> None:
    async def run() -> None:
        async with multi() as talk, ClientSession() as session:
            answer = await session.post(f"{talk.url}/slack/commands", data=body.encode())
            assert (answer.status, await answer.text()) == (200, "")

    asyncio.run(run())


@pytest.mark.parametrize("is_sent_to_a_url", [True, False])
def test_a_workspace_without_the_app_hears_where_to_install_it(
    caplog: pytest.LogCaptureFixture, *, is_sent_to_a_url: bool
) -> None:
    async def run() -> None:
        async with multi() as talk:
            pressed = talk.slack.pressed(slack_payloads.command("/brief", "skerry", team="T9"))
            if not is_sent_to_a_url:
                del pressed.payload["response_url"]
            path, body, headers = slack_payloads.as_http(
                pressed.payload, talk.slack.secret, time.time()
            )
            async with ClientSession() as session:
                answer = await session.post(f"{talk.url}{path}", data=body, headers=headers)
            told = [await answer.text(), *map(str, talk.slack.answers(pressed))]
            assert "https://briefbot.example/slack/install" in str(told)
            assert answer.status == 200
            assert not any(one.exc_info for one in caplog.records)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("event", "is_gone"),
    [
        ({"type": "app_uninstalled"}, True),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U9"]}}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U9"], "bot": []}}, False),
    ],
)
def test_of_an_app_that_is_removed_nothing_is_kept(event: dict[str, str], *, is_gone: bool) -> None:
    async def run() -> None:
        async with talking("http", token_key=KEY) as talk:
            await Tokens(talk.ours.settings, talk.installs).keep("T1", "xoxb-9")
            assert (await talk.slack.event(event)).ack is not None
            await talk.ours.front.idle(3)
            assert (not talk.installs.kept) == is_gone
            assert talk.desk.gone == ([("slack", "T1")] if is_gone else [])

    asyncio.run(run())


def multi() -> AbstractAsyncContextManager[Talk]:
    """The adapter as several workspaces install it."""
    return talking("http", client_id="1.2", client_secret=SECRET, bot_token="", token_key=KEY)


async def begun(talk: Talk) -> tuple[dict[str, list[str]], str]:
    async with ClientSession() as session:
        answer = await session.get(f"{talk.url}/slack/install", allow_redirects=False)
        return parse_qs(urlsplit(answer.headers["Location"]).query), answer.cookies[COOKIE].value


async def ended(talk: Talk, state: str, cookie: str) -> str:
    return await (await redirected(talk, state, cookie)).text()


async def redirected(talk: Talk, state: str, cookie: str) -> ClientResponse:
    async with ClientSession() as session:
        answer = await session.get(
            f"{talk.url}/slack/oauth_redirect",
            params={"code": "good-code", "state": state},
            headers={"Cookie": f"{COOKIE}={cookie}"},
        )
        await answer.read()
        return answer


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
