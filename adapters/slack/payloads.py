"""Pure. What Slack sends, read: who did what, where, and in which message.

docs.slack.dev/interactivity and /apis/events-api describe the payloads.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from adapters.chat.managing import naming
from adapters.chat.managing.naming import DigestKey
from adapters.slack.rendering.text import web_address
from bot.models import Channel, Person
from bot.ports import Asker

Json = Mapping[str, Any]

NAME = "slack"
_WRITTEN = {None, "file_share", "thread_broadcast"}  # not: edited, deleted, and the like
_CALLED = re.compile(  # people, groups and everybody, whom a question is not about
    r"<@[A-Z0-9]+(?:\|[^<>]*)?>|<!(?!date)[^<>]*>|(?<!\S)@(?:channel|everyone|here)\b"
)
_FLAG_A = 0x1F1E6
_FLAG = re.compile(r":flag-(?P<country>[a-z]{2}):")
_MAILBOX = re.compile(r"<mailto:([^|<>\s]+)(?:\|[^<>]*)?>")
_LINK = re.compile(r"<(https?://[^|<>\s]+)(?:\|[^<>]*)?>")


def asker(body: Json) -> Asker:
    """Who asks; a direct message with the bot counts as no channel.

    In a channel that two companies share, the person may be of the other one.
    """
    event = body.get("event") or {}
    user = _id(body.get("user")) or body.get("user_id") or event.get("user") or ""
    person = Person(NAME, _home(body) or workspace(body), str(user))
    where = place(body)
    return Asker(person, where if where.id and not is_direct(where) else None)


def is_direct(where: Channel) -> bool:
    """Whether it is a person's direct messages with the bot."""
    return where.id.startswith("D")


def place(body: Json) -> Channel:
    """Where something was asked, also a direct message; without an id in an App Home or a modal."""
    return Channel(NAME, workspace(body), channel_id(body))


def workspace(body: Json) -> str:
    """The workspace that has the app, whose token serves; of an organisation's install, that."""
    return next(filter(None, (str(one or "") for one in _workspaces(body))), "")


def _workspaces(body: Json) -> Iterator[object]:
    """Where the app may be installed, the surest first: an event's `team_id` may be the person's,
    and so may a press's `team`, but the message that was pressed in is ours."""
    for one in body.get("authorizations") or ():
        yield from (one.get("team_id"), one.get("enterprise_id"))
    yield (body.get("view") or {}).get("app_installed_team_id")
    yield body.get("context_team_id")
    if (message := body.get("message") or {}).get("bot_id") and "actions" in body:
        yield message.get("team")
    yield from (_id(body.get("team")), body.get("team_id"))
    yield from (_id(body.get("enterprise")), body.get("enterprise_id"))


def _home(body: Json) -> str | None:
    """The person's own workspace or organisation."""
    user, event = body.get("user"), body.get("event") or {}
    found = user.get("team_id") if isinstance(user, Mapping) else None
    return found or event.get("user_team") or event.get("team")


def is_for_us(body: Json) -> bool:
    """Whether it is none of a bot's messages, as two bots that answer each other never end; and of
    messages that do not mention us, what a person wrote to us alone."""
    event = body.get("event") or {}
    if event.get("bot_id") or event.get("subtype") == "bot_message":
        return False
    is_direct = event.get("channel_type") == "im" and event.get("subtype") in _WRITTEN
    return event.get("type") != "message" or is_direct


def channel_id(body: Json) -> str:
    """Where it was, also a direct message; empty in an App Home or a modal."""
    event = body.get("event") or {}
    return str(_id(body.get("channel")) or body.get("channel_id") or event.get("channel") or "")


def key(body: Json) -> str | None:
    """What tells this from any other event or press, however often it is delivered."""
    name = body.get("event_id") or body.get("trigger_id")
    return f"slack:{name}" if name else None


def response_url(body: Json) -> str | None:
    """Where the asker alone is answered; None where there is none, or no web address."""
    found = body.get("response_url")
    return web_address(found) if isinstance(found, str) else None


def thread(body: Json) -> str | None:
    """The thread that a press or a mention belongs to, or begins."""
    event, container = body.get("event") or {}, body.get("container") or {}
    found = event.get("thread_ts") or event.get("ts")
    return found or container.get("thread_ts") or container.get("message_ts")


def inside(body: Json) -> str | None:
    """The thread in which something was pressed or asked; None in the channel itself, also under
    the message that a thread hangs on."""
    event, container = body.get("event") or {}, body.get("container") or {}
    found = event.get("thread_ts") or container.get("thread_ts")
    return None if found == container.get("message_ts") else found


def is_private(body: Json) -> bool:
    """Whether the message that was pressed in is seen by the presser alone."""
    return bool((body.get("container") or {}).get("is_ephemeral"))


def pressed_digest(body: Json) -> DigestKey:
    """The digest that a button is about."""
    channel, mark = naming.split(chosen(body).partition(" ")[0])
    return DigestKey(Channel(NAME, workspace(body), channel), mark)


def is_home(body: Json) -> bool:
    """Whether it was pressed in an App Home."""
    return (body.get("view") or {}).get("type") == "home"


def chosen(body: Json) -> str:
    """The value of the pressed button or the chosen option."""
    action = body["actions"][0]
    return str((action.get("selected_option") or action).get("value") or "")


def asked_words(text: str) -> str:
    """What a mention says besides the mention; a link as its address."""
    return " ".join(command_words(text).split())


def command_words(text: str) -> str:
    """The words after a command; a link as its address, of mail too, and a flag as its sign."""
    said = _FLAG.sub(_flag, _CALLED.sub(" ", text))
    return _plain(_LINK.sub(r"\1", _MAILBOX.sub(r"\1", said)))


def _flag(found: re.Match[str]) -> str:
    """A flag's two characters, each a letter of the country's code."""
    return "".join(chr(_FLAG_A + ord(one) - ord("a")) for one in found["country"])


def _plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def links(message: Json) -> list[str]:
    """The web addresses in a message, in its order, each once."""
    found = [_plain(one) for one in _LINK.findall(str(message.get("text") or ""))]
    found += _urls(message.get("blocks") or ())
    for attachment in message.get("attachments") or ():
        found += [str(attachment.get(name) or "") for name in ("from_url", "title_link")]
    return [one for one in dict.fromkeys(found) if web_address(one)]


def _urls(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        if value.get("type") == "link" and isinstance(value.get("url"), str):
            yield value["url"]
        for inner in value.values():
            yield from _urls(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _urls(inner)


def _id(thing: object) -> str | None:
    found = thing.get("id") if isinstance(thing, Mapping) else thing
    return found if isinstance(found, str) else None
