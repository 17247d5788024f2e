"""What Slack sends when somebody does something, as docs.slack.dev/interactivity describes it."""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlencode

Json = dict[str, Any]


def command(
    name: str, text: str, *, user: str = "U1", channel: str = "C1", team: str = "T1"
) -> Json:
    """A slash command."""
    return {
        "command": name, "text": text, "user_id": user, "user_name": "somebody",
        "channel_id": channel, "channel_name": "general", "team_id": team, "team_domain": "ours",
        "token": "legacy", "api_app_id": "A1", "is_enterprise_install": "false",
    }  # fmt: skip


def action(  # noqa: PLR0913 -- who, where, and in what message
    pressed: Json, message: Json, *, user: str = "U1", channel: str = "C1", team: str = "T1",
    is_ephemeral: bool = True,
) -> Json:  # fmt: skip
    """A button or a choice; `message` is what it stands in, with its `ts` where it was posted."""
    ts = message.get("ts", "1700000000.000001")
    container = {"type": "message", "message_ts": ts, "channel_id": channel}
    shown = {"is_ephemeral": is_ephemeral}
    if "thread_ts" in message:
        shown["thread_ts"] = message["thread_ts"]
    return {
        "type": "block_actions", **_who(user, team), "channel": {"id": channel, "name": "general"},
        "container": container | shown, "message": {"ts": ts, **message},
        "actions": [{"block_id": "b", "action_ts": "1700000001.1", **pressed}],
    }  # fmt: skip


def home_action(pressed: Json, *, user: str = "U1", team: str = "T1") -> Json:
    """A button in an App Home."""
    return {
        "type": "block_actions", **_who(user, team), "container": {"type": "view", "view_id": "V1"},
        "view": {"type": "home", "id": "V1"},
        "actions": [{"block_id": "b", "action_ts": "1700000001.1", **pressed}],
    }  # fmt: skip


def view_action(pressed: Json, view: Json, *, user: str = "U1", team: str = "T1") -> Json:
    """A button in a modal, with what was filled in so far."""
    return {**home_action(pressed, user=user, team=team), "view": {**view, "team_id": team}}


def shortcut(
    callback: str, message: Json, *, user: str = "U1", channel: str = "C1", team: str = "T1"
) -> Json:
    """A message shortcut."""
    return {
        "type": "message_action", "callback_id": callback, **_who(user, team),
        "channel": {"id": channel, "name": "general"}, "message_ts": "1700000000.000002",
        "message": {"type": "message", "user": "U2", "ts": "1700000000.000002", **message},
        "action_ts": "1700000001.2",
    }  # fmt: skip


def submission(view: Json, values: Json, *, user: str = "U1", team: str = "T1") -> Json:
    """A modal, filled in; `values` is its state by block and action."""
    return {
        "type": "view_submission", **_who(user, team),
        "view": {**view, "state": {"values": values}, "team_id": team},
    }  # fmt: skip


def suggestion(action_id: str, typed: str, *, user: str = "U1", team: str = "T1") -> Json:
    """Letters typed into a menu."""
    return {
        "type": "block_suggestion", **_who(user, team), "value": typed,
        "action_id": action_id, "block_id": action_id,
        "container": {"type": "view", "view_id": "V1"},
    }  # fmt: skip


def event(inner: Json, id: str, *, team: str = "T1") -> Json:
    """An event of the Events API."""
    return {
        "type": "event_callback", "team_id": team, "api_app_id": "A1", "event_id": id,
        "event_time": 1700000000, "event": inner, "token": "legacy",
        "authorizations": [{"team_id": team, "user_id": "U0BOT", "is_bot": True}],
    }  # fmt: skip


def mention(
    text: str,
    *,
    user: str = "U1",
    channel: str = "C1",
    ts: str = "1700000000.5",
    thread: str | None = None,
) -> Json:
    """Somebody mentions the bot, in a channel or in a thread there."""
    return {
        "type": "app_mention", "user": user, "channel": channel, "ts": ts,
        "text": f"<@U0BOT> {text}", "event_ts": ts, **({"thread_ts": thread} if thread else {}),
    }  # fmt: skip


def direct(text: str, *, ts: str = "1700000000.7", thread: str | None = None, **more: str) -> Json:
    """Somebody writes to the bot alone; in the assistant's pane, in a thread."""
    return {
        "type": "message", "channel_type": "im", "user": "U1", "channel": "D1", "ts": ts,
        "text": text, "event_ts": ts, **({"thread_ts": thread} if thread else {}), **more,
    }  # fmt: skip


def home_opened(user: str = "U1") -> Json:
    """Somebody opens the App Home."""
    return {
        "type": "app_home_opened",
        "user": user,
        "channel": "D1",
        "tab": "home",
        "event_ts": "1",
    }


def has_response_url(payload: Json) -> bool:
    """Whether Slack gives a response URL with it."""
    kind = payload.get("type")
    return "command" in payload or kind == "message_action" or "message" in payload


def envelope_type(payload: Json) -> str:
    """The kind of Socket Mode envelope it comes in."""
    if "command" in payload:
        return "slash_commands"
    return "events_api" if payload["type"] == "event_callback" else "interactive"


def as_http(payload: Json, secret: str, now: float) -> tuple[str, bytes, dict[str, str]]:
    """The path, the body and the signed headers of the same thing by HTTP."""
    kind = envelope_type(payload)
    if kind == "events_api":
        path, content, body = "/slack/events", "application/json", json.dumps(payload)
    elif kind == "slash_commands":
        path, content, body = "/slack/commands", _FORM, urlencode(payload)
    else:
        body = urlencode({"payload": json.dumps(payload)})
        path, content = "/slack/interactive", _FORM
    return path, body.encode(), {"Content-Type": content, **signed(body, secret, now)}


def signed(body: str, secret: str, now: float) -> dict[str, str]:
    """The headers that prove a body to be Slack's."""
    moment = str(int(now))
    base = f"v0:{moment}:{body}".encode()
    signature = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={signature}"}


_FORM = "application/x-www-form-urlencoded"


def _who(user: str, team: str) -> Json:
    return {"user": {"id": user, "username": "somebody", "team_id": team}, "team": {"id": team}}
