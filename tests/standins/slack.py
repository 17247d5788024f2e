"""Slack on loopback: the Web API, Socket Mode, response URLs and signed deliveries, over sockets.

    async with serving() as slack:                      # on a free port
        settings = SlackSettings(base_url=slack.api, …)
        pressed = await slack.command("/brief", "ukraine")
        shown = await slack.shown(pressed)              # what the asker alone sees

Every call is checked by tests.standins.slack_rules before it is answered; one that Slack would
refuse is answered with an error, kept in `failures`, and fails the test at the end.

What goes wrong is chosen with `slack.fail(method, kind, times=1, after=…)`. The kinds:
    rate_limited   429 with Retry-After `after`; nothing is taken
    refuse         the connection ends before anything is taken
    reset          taken, then the connection ends before the answer
    server_error   taken, then 500
    truncated      taken, then half an answer
    hang           taken, then silence
    late           taken after `after` seconds, whether or not anybody still waits
    anything else  nothing is taken; that is the error's name, as `channel_not_found`
`used_tickets` is how many of the next Socket Mode tickets are used already; `drop()` cuts every
socket. As a process of its own, for a bot that is killed:

    python -m tests.standins.slack --port 9999 [--http URL --secret SECRET]
    GET  /control/state    {"posts": [...], "scheduled": [...], "calls": [...], "failures": [...]}
    POST /control/fail     {"method": …, "kind": …, "times": 1, "after": 1}
    POST /control/command  {"text": "ukraine", "channel": "C1", "user": "U1"} -> {"seconds": …}
    POST /control/drop     cuts every socket
"""

import argparse
import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field
from email.utils import formatdate
from typing import Any

from aiohttp import ClientSession, WSMsgType, web

from tests.standins import slack_payloads, slack_rules

Json = dict[str, Any]

TEAM, BOT = "T1", "U0BOT"
HTTP_ACK = 3.0  # seconds that Slack waits for an acknowledgement
TRIGGER_LIFE = 3.0
LAST_MINUTE = 60.0  # seconds before its moment, in which a scheduled message can't be deleted
URL_USES, URL_LIFE = 5, 1800.0
_YES = {"1", "true"}  # as the SDK writes it
TAKEN_FIRST = {"reset", "server_error", "truncated", "hang"}


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API: what was asked, and whether it was taken."""

    method: str
    arguments: Json
    token: str
    is_taken: bool


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next `times` calls of a method."""

    kind: str
    times: int = 1
    after: float = 1


@dataclass(slots=True)
class Conversation:
    """A channel: who may post there."""

    is_member: bool = True
    is_archived: bool = False


@dataclass(slots=True)
class Pressed:
    """Something a person did, and how it was acknowledged: None where it was not, in time."""

    payload: Json
    envelope: str
    seconds: float | None = None
    ack: Json | None = None
    url: str | None = None  # the id of its response URL


@dataclass(slots=True)
class Slack:
    """The stand-in; `clock` gives Unix seconds."""

    clock: Callable[[], float] = time.time
    secret: str = "signing-secret"  # noqa: S105 -- the stand-in's own
    http: str | None = None  # where deliveries go by HTTP; by sockets where None
    host: str = ""
    calls: list[Call] = field(default_factory=list)
    posts: list[Json] = field(default_factory=list)
    updates: list[Json] = field(default_factory=list)
    scheduled: list[Json] = field(default_factory=list)
    ephemerals: list[Json] = field(default_factory=list)
    views: list[Json] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    faults: dict[str, Fault] = field(default_factory=dict)
    channels: dict[str, Conversation] = field(default_factory=dict)
    people: dict[str, Json] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=lambda: {"xoxb-1", "xapp-1"})
    used_tickets: int = 0
    turning_away: bool = False  # whether each new socket is told to go
    installation: Json = field(default_factory=dict)  # what oauth.v2.access answers otherwise
    handshakes: int = 0
    may_read_history: bool = False
    _under_way: set[asyncio.Task[Json]] = field(default_factory=set)
    _sockets: list[web.WebSocketResponse] = field(default_factory=list)
    _waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)
    _triggers: dict[str, float] = field(default_factory=dict)
    _urls: dict[str, Json] = field(default_factory=dict)
    _tickets: set[str] = field(default_factory=set)
    _count: int = 0

    @property
    def api(self) -> str:
        """The base address of the Web API."""
        return f"{self.host}/api/"

    def fail(self, method: str, kind: str, *, times: int = 1, after: float = 1) -> None:
        """Lets something go wrong with the next calls of `method`."""
        self.faults[method] = Fault(kind, times, after)

    # What people do.

    async def command(self, name: str = "/brief", text: str = "", **where: str) -> Pressed:
        """A slash command."""
        return await self.deliver(self.pressed(slack_payloads.command(name, text, **where)))

    async def press(self, action: Json, message: Json, **where: Any) -> Pressed:  # noqa: ANN401
        """A button or a menu's choice in a message."""
        return await self.deliver(self.pressed(slack_payloads.action(action, message, **where)))

    async def shortcut(self, callback: str, message: Json, **where: str) -> Pressed:
        """A message shortcut."""
        return await self.deliver(self.pressed(slack_payloads.shortcut(callback, message, **where)))

    async def submit(self, view: Json, values: Json, **who: str) -> Pressed:
        """A modal, filled in."""
        return await self.deliver(self.pressed(slack_payloads.submission(view, values, **who)))

    async def suggest(self, action: str, typed: str, **who: str) -> Pressed:
        """Letters typed into a menu whose options come from the app."""
        return await self.deliver(self.pressed(slack_payloads.suggestion(action, typed, **who)))

    async def event(self, event: Json, **around: Any) -> Pressed:  # noqa: ANN401
        """An event, as a mention or an opened App Home; `around` is what else comes with it."""
        self._count += 1
        payload = slack_payloads.event(event, f"Ev{self._count}") | around
        return await self.deliver(Pressed(payload, f"e{self._count}"))

    def pressed(self, payload: Json) -> Pressed:
        """Something done now, with a trigger and a response URL of its own."""
        self._count += 1
        number = self._count
        payload["trigger_id"] = f"trigger.{number}"
        self._triggers[payload["trigger_id"]] = self.clock()
        url = None
        if slack_payloads.has_response_url(payload):
            url = f"r{number}"
            shown = payload.get("message") if _is_ephemeral(payload) else None
            self._urls[url] = {"uses": 0, "at": self.clock(), "of": payload, "shown": shown}
            payload["response_url"] = f"{self.host}/response/{url}"
        return Pressed(payload, f"e{number}", url=url)

    async def deliver(self, pressed: Pressed) -> Pressed:
        """Hands it to the app and waits for the acknowledgement, as long as Slack does."""
        started = time.perf_counter()
        with suppress(TimeoutError):
            async with asyncio.timeout(HTTP_ACK):
                hand_over = self._by_http if self.http else self._by_socket
                pressed.ack = await hand_over(pressed)
                pressed.seconds = time.perf_counter() - started
        return pressed

    def expire(self, pressed: Pressed) -> None:
        """Makes it come late: its trigger and its response URL are over."""
        self._triggers[pressed.payload["trigger_id"]] -= TRIGGER_LIFE + 1
        if pressed.url:
            self._urls[pressed.url]["at"] -= URL_LIFE + 1

    async def _by_socket(self, pressed: Pressed) -> Json | None:
        await self.until(lambda: self._sockets)
        kind = slack_payloads.envelope_type(pressed.payload)
        envelope = {
            "type": kind,
            "envelope_id": pressed.envelope,
            "payload": pressed.payload,
            "accepts_response_payload": kind != "events_api",
        }
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[pressed.envelope] = waiting
        socket = self._sockets[self._count % len(self._sockets)]
        await socket.send_json(envelope)
        answered: Json | None = await waiting
        return answered or {}

    async def _by_http(self, pressed: Pressed) -> Json | None:
        path, body, headers = slack_payloads.as_http(pressed.payload, self.secret, self.clock())
        async with (
            ClientSession() as session,
            session.post(f"{self.http}{path}", data=body, headers=headers) as answer,
        ):
            text = await answer.text()
            if answer.status != web.HTTPOk.status_code:
                return None
            return json.loads(text) if text.startswith("{") else {}

    async def drop(self) -> None:
        """Cuts every socket without a word."""
        for socket in list(self._sockets):
            if socket._writer is not None:  # noqa: SLF001 -- a close frame would be a word
                socket._writer.transport.abort()  # noqa: SLF001 -- the same
        self._sockets.clear()

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Asks every connection to come again, as Slack does every few hours."""
        for socket in list(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": reason})

    # What people see.

    async def until(self, is_so: Callable[[], object], seconds: float = 5.0) -> None:
        """Waits until something is so; fails after so long."""
        async with asyncio.timeout(seconds):
            while not is_so():  # noqa: ASYNC110 -- whatever it is that becomes so
                await asyncio.sleep(0.005)

    async def shown(self, pressed: Pressed, nth: int = 1) -> Json:
        """The `nth` message that came through its response URL."""
        await self.until(lambda: len(self.answers(pressed)) >= nth)
        return self.answers(pressed)[nth - 1]

    def answers(self, pressed: Pressed) -> list[Json]:
        """Every message that came through its response URL until now."""
        assert pressed.url is not None
        found: list[Json] = self._urls[pressed.url].setdefault("messages", [])
        return found

    async def connected(self, count: int = 1) -> None:
        """Waits for so many sockets."""
        await self.until(lambda: len(self._sockets) >= count, 15)

    @property
    def sockets(self) -> int:
        """How many sockets are open."""
        return len(self._sockets)

    # The Web API.

    async def called(self, request: web.Request) -> web.StreamResponse:
        """One call: checked, failed as chosen, or done."""
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        fault = self._fault(method)
        if fault and fault.kind == "late":
            late = asyncio.create_task(self._late(fault, method, arguments, token))
            self._under_way.add(late)
            return self._answer(await asyncio.shield(late))
        if fault and fault.kind not in TAKEN_FIRST:
            self.calls.append(Call(method, arguments, token, is_taken=False))
            return _broken(fault, request, {})
        answer = self._taken(method, arguments, token)
        if fault:
            if fault.kind == "hang":
                await asyncio.sleep(3600)
            return _broken(fault, request, answer)
        return self._answer(answer)

    def _taken(self, method: str, arguments: Json, token: str) -> Json:
        answer = self._refused(method, arguments, token) or self._done(method, arguments)
        self.calls.append(Call(method, arguments, token, is_taken=bool(answer["ok"])))
        return answer

    async def _late(self, fault: Fault, method: str, arguments: Json, token: str) -> Json:
        await asyncio.sleep(fault.after)
        return self._taken(method, arguments, token)

    def _answer(self, answer: Json) -> web.Response:
        return web.json_response(answer, headers={"Date": formatdate(self.clock(), usegmt=True)})

    def _fault(self, method: str) -> Fault | None:
        fault = self.faults.get(method)
        if fault is None or fault.times < 1:
            return None
        fault.times -= 1
        return fault

    def _refused(self, method: str, arguments: Json, token: str) -> Json | None:
        if method in {"oauth.v2.access", "api.test"}:
            return None
        if token not in self.tokens:
            return {"ok": False, "error": "invalid_auth"}
        if problems := slack_rules.of_call(method, arguments):
            self.failures += [f"{method}: {one}" for one in problems]
            return {"ok": False, "error": "invalid_arguments", "problems": problems}
        where = str(arguments.get("channel", ""))
        if method.startswith("chat.") and method != "chat.scheduledMessages.list":
            channel = self.channels.setdefault(where, Conversation())
            if channel.is_archived:
                return {"ok": False, "error": "is_archived"}
            if not channel.is_member:
                return {"ok": False, "error": "not_in_channel"}
        return None

    def _done(self, method: str, arguments: Json) -> Json:
        done: Callable[[Json], Json] | None = getattr(self, "_" + method.replace(".", "_"), None)
        if done is None:
            self.failures.append(f"no method {method} is known here")
            return {"ok": False, "error": "unknown_method"}
        return {"ok": True, **done(arguments)} if method not in _WHOLE else done(arguments)

    def _auth_test(self, _: Json) -> Json:
        return {"team_id": TEAM, "user_id": BOT, "bot_id": "B1", "team": "Ours", "user": "briefbot"}

    def _apps_connections_open(self, _: Json) -> Json:
        self._count += 1
        ticket = f"ticket-{self._count}"
        if self.used_tickets > 0:
            self.used_tickets -= 1
        else:
            self._tickets.add(ticket)
        return {"url": f"{self.host.replace('http', 'ws', 1)}/socket?ticket={ticket}"}

    def _chat_postMessage(self, arguments: Json) -> Json:  # noqa: N802 -- Slack's own name
        message = self._posted(arguments)
        return {"ts": message["ts"], "channel": message["channel"], "message": message}

    def _posted(self, arguments: Json, at: float | None = None) -> Json:
        self._count += 1
        moment = int(self.clock() if at is None else at)
        if str(arguments["channel"]).startswith("U"):  # a person's: their direct messages with it
            arguments = {**arguments, "channel": f"D{arguments['channel']}"}
        message = {**arguments, "ts": f"{moment}.{self._count:06}", "bot_id": "B1"}
        self.posts.append(message)
        return message

    def _chat_postEphemeral(self, arguments: Json) -> Json:  # noqa: N802 -- Slack's own name
        self._count += 1
        self.ephemerals.append(arguments)
        return {"message_ts": f"{int(self.clock())}.{self._count:06}"}

    def _chat_update(self, arguments: Json) -> Json:
        for message in self.posts:
            if message["ts"] == arguments["ts"] and message["channel"] == arguments["channel"]:
                message.update(arguments)
                self.updates.append(arguments)
                return {"ok": True, "ts": arguments["ts"], "channel": arguments["channel"]}
        return {"ok": False, "error": "message_not_found"}

    def _chat_delete(self, arguments: Json) -> Json:
        for message in self.posts:
            if message["ts"] == arguments["ts"] and message["channel"] == arguments["channel"]:
                self.posts.remove(message)
                return {"ok": True, "ts": arguments["ts"], "channel": arguments["channel"]}
        return {"ok": False, "error": "message_not_found"}

    def _chat_scheduleMessage(self, arguments: Json) -> Json:  # noqa: N802 -- Slack's own name
        at = int(arguments["post_at"])
        if at <= self.clock():
            return {"ok": False, "error": "time_in_past"}
        self._count += 1
        name = f"Q{self._count}"
        self.scheduled.append({**arguments, "id": name, "post_at": at})
        return {"ok": True, "scheduled_message_id": name, "channel": arguments["channel"]}

    def _chat_scheduledMessages_list(self, arguments: Json) -> Json:  # noqa: N802 -- Slack's own
        self.post_due()
        channel = arguments.get("channel")
        oldest, latest = int(arguments.get("oldest", 0)), int(arguments.get("latest", 10**11))
        found = [
            {"id": one["id"], "channel_id": one["channel"], "post_at": one["post_at"], "text": ""}
            for one in self.scheduled
            if channel in {None, one["channel"]} and oldest <= one["post_at"] <= latest
        ]
        return {"scheduled_messages": found, "response_metadata": {"next_cursor": ""}}

    def _chat_deleteScheduledMessage(self, arguments: Json) -> Json:  # noqa: N802 -- Slack's own
        self.post_due()
        wanted = (arguments["scheduled_message_id"], arguments["channel"])
        for one in self.scheduled:
            in_time = one["post_at"] - self.clock() >= LAST_MINUTE
            if in_time and (one["id"], one["channel"]) == wanted:
                self.scheduled.remove(one)
                return {"ok": True}
        return {"ok": False, "error": "invalid_scheduled_message_id"}

    def post_due(self) -> None:
        """Posts what was scheduled for a moment that has come."""
        due = [one for one in self.scheduled if one["post_at"] <= self.clock()]
        for one in due:
            self.scheduled.remove(one)
            shown: Json = {name: one[name] for name in ("channel", "text", "blocks") if name in one}
            self._posted(shown, one["post_at"])

    def _conversations_history(self, arguments: Json) -> Json:
        self.post_due()
        if not self.may_read_history:
            return {"ok": False, "error": "missing_scope"}
        oldest, latest = float(arguments.get("oldest", 0)), float(arguments.get("latest", 1e11))
        found = [
            one
            for one in reversed(self.posts)
            if one["channel"] == arguments["channel"] and oldest <= float(one["ts"]) <= latest
        ]
        return {"ok": True, "messages": found, "has_more": False}

    def _views_open(self, arguments: Json) -> Json:
        opened = self._triggers.pop(arguments["trigger_id"], None)
        if opened is None or self.clock() - opened > TRIGGER_LIFE:
            return {"ok": False, "error": "expired_trigger_id"}
        self._count += 1
        view = {**arguments["view"], "id": f"V{self._count}"}
        self.views.append(view)
        return {"ok": True, "view": view}

    def _views_push(self, arguments: Json) -> Json:
        return self._views_open(arguments)

    def _views_update(self, arguments: Json) -> Json:
        for at, view in enumerate(self.views):
            if view["id"] == arguments["view_id"]:
                self.views[at] = {**arguments["view"], "id": view["id"]}
                return {"ok": True, "view": self.views[at]}
        return {"ok": False, "error": "not_found"}

    def _views_publish(self, arguments: Json) -> Json:
        self.homes[arguments["user_id"]] = arguments["view"]
        return {"view": arguments["view"]}

    def _users_info(self, arguments: Json) -> Json:
        person = self.people.get(arguments["user"], {"tz": "Europe/Kyiv", "is_admin": False})
        locale = {"locale": "en-US"} if str(arguments.get("include_locale")).lower() in _YES else {}
        return {"user": {"id": arguments["user"], **locale, **person}}

    def _oauth_v2_access(self, arguments: Json) -> Json:
        if arguments.get("code") != "good-code":
            return {"ok": False, "error": "invalid_code"}
        self.tokens.add("xoxb-2")
        return {
            "ok": True,
            "access_token": "xoxb-2",
            "bot_user_id": BOT,
            "team": {"id": "T2", "name": "Theirs"},
            "authed_user": {"id": "U9"},
            "enterprise": None,
            "scope": "chat:write,channels:history,groups:history",
            **self.installation,
        }

    # Response URLs and sockets.

    async def responded(self, request: web.Request) -> web.StreamResponse:
        """A message through a response URL."""
        record = self._urls[request.match_info["id"]]
        body: Json = await request.json()
        if record["uses"] >= URL_USES or self.clock() - record["at"] > URL_LIFE:
            return web.Response(status=404, text="expired_url")
        fault = self._fault("response_url")
        if fault and fault.kind not in TAKEN_FIRST:
            return _broken(fault, request, {})
        record["uses"] += 1
        is_gone = bool(body.get("delete_original"))
        if (is_gone or body.get("replace_original")) and not _is_ephemeral(record["of"]):
            self.failures.append("response_url: only what the presser alone sees may be replaced")
        if not is_gone and (problems := slack_rules.of_message(body, is_private=True)):
            self.failures += [f"response_url: {one}" for one in problems]
            return web.Response(status=400, text="invalid_blocks")
        record.setdefault("messages", []).append(body)
        return _broken(fault, request, {}) if fault else web.Response(text="ok")

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """One Socket Mode connection; its ticket serves once."""
        self.handshakes += 1
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="ticket used")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": len(self._sockets) + 1})
        self._sockets.append(socket)
        if self.turning_away:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(json.loads(message.data))
        finally:
            if socket in self._sockets:
                self._sockets.remove(socket)
        return socket

    def _acknowledged(self, ack: Json) -> None:
        waiting = self._waiting.pop(ack["envelope_id"], None)
        if waiting is not None and not waiting.done():
            waiting.set_result(ack.get("payload"))

    # The control of a process of its own.

    async def state(self, _: web.Request) -> web.Response:
        """Everything that happened."""
        self.post_due()
        told = {name: getattr(self, name) for name in ("posts", "scheduled", "failures")}
        return web.json_response({**told, "calls": [asdict(one) for one in self.calls]})

    async def control(self, request: web.Request) -> web.Response:
        """Does what is asked for by the last part of the path."""
        asked = await request.json() if request.can_read_body else {}
        match request.match_info["what"]:
            case "fail":
                self.fail(**asked)
            case "drop":
                await self.drop()
            case "command":
                pressed = await self.command(**asked)
                return web.json_response({"seconds": pressed.seconds})
            case _:
                raise web.HTTPNotFound
        return web.json_response({})


_WHOLE = {
    "chat.delete", "chat.deleteScheduledMessage", "chat.update", "chat.scheduleMessage",
    "conversations.history", "views.open", "views.push", "views.update", "oauth.v2.access",
}  # fmt: skip


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        body: Json = await request.json()
        return body
    form = await request.post() or request.query
    return {name: _value(name, str(value)) for name, value in form.items()}


def _value(name: str, value: str) -> Any:  # noqa: ANN401 -- JSON inside a form
    return json.loads(value) if name in {"blocks", "view", "metadata"} else value


def _broken(fault: Fault, request: web.Request, answer: Mapping[str, Any]) -> web.StreamResponse:
    if fault.kind == "rate_limited":
        headers = {"Retry-After": str(fault.after)}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    if fault.kind == "server_error":
        return web.Response(status=500, text="server error")
    if fault.kind in {"refuse", "reset", "truncated"}:
        assert request.transport is not None
        if fault.kind == "truncated":
            half = json.dumps(answer)[:10]
            head = (
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n"
            )
            request.transport.write(f"{head}{half}".encode())
            request.transport.close()
        else:
            request.transport.abort()
        return web.Response()
    return web.json_response({"ok": False, "error": fault.kind})


def _is_ephemeral(payload: Mapping[str, Any]) -> bool:
    return bool(payload.get("container", {}).get("is_ephemeral"))


@asynccontextmanager
async def serving(port: int = 0, *, slack: Slack | None = None) -> AsyncIterator[Slack]:
    """The stand-in on a port of loopback; fails at the end if a call was one Slack would refuse."""
    slack = slack or Slack()
    app = web.Application(client_max_size=2**24)
    app.router.add_post("/api/{method}", slack.called)
    app.router.add_get("/api/{method}", slack.called)
    app.router.add_post("/response/{id}", slack.responded)
    app.router.add_get("/socket", slack.socket)
    app.router.add_get("/control/state", slack.state)
    app.router.add_post("/control/{what}", slack.control)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    slack.host = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        for socket in list(slack._sockets):  # noqa: SLF001 -- its own
            await socket.close()
        for late in slack._under_way:  # noqa: SLF001 -- its own
            late.cancel()
        await runner.cleanup()
    assert not slack.failures, slack.failures


async def _main() -> None:
    options = argparse.ArgumentParser(description="Slack on loopback.")
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--http", help="deliver to this address, not by sockets")
    options.add_argument("--secret", default="signing-secret")
    chosen = options.parse_args()
    async with serving(chosen.port, slack=Slack(secret=chosen.secret, http=chosen.http)) as slack:
        print(slack.host, flush=True)  # noqa: T201 -- where it listens
        await asyncio.Event().wait()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(_main())
