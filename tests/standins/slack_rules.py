"""What Slack refuses: its published schemas where they are at hand, and the limits they leave out.

The table is our own reading of docs.slack.dev, apart from the adapter's, so that they check each
other. Every function gives the reasons in words; none means that Slack would take it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it ships no types

Json = Mapping[str, Any]

SPECS = Path(__file__).parents[3] / "shared" / "specs"
MOST_CHARACTERS = 13_200
MOST_TEXT = 4_000
FIELDS = {"text", "url", "image_url", "alt_text", "value", "fallback"}

_BLOCKS = {
    "actions": "ActionsBlock", "context": "ContextBlock",
    "context_actions": "ContextActionsBlock", "divider": "DividerBlock",
    "header": "HeaderBlock", "image": "ImageBlock", "input": "InputBlock",
    "rich_text": "RichTextBlock", "section": "SectionBlock",
}  # fmt: skip
_ARGUMENTS = {
    "chat.postMessage": "ChatPostMessageArguments",
    "chat.postEphemeral": "ChatPostEphemeralArguments",
    "chat.update": "ChatUpdateArguments",
    "chat.scheduleMessage": "ChatScheduleMessageArguments",
    "views.open": "ViewsOpenArguments",
    "views.publish": "ViewsPublishArguments",
}
_SHOWING = {"chat.postMessage", "chat.postEphemeral", "chat.update", "chat.scheduleMessage"}
_LONGEST = {
    "action_id": 255, "block_id": 255, "image_url": 3000, "alt_text": 2000, "url": 3000,
    "private_metadata": 3000, "callback_id": 255,
}  # fmt: skip
_COUNTS = {
    "mrkdwn": [("text", 1, 3000)],
    "plain_text": [("text", 1, 3000)],
    "text": [("text", 1, 3000)],
    "button": [("text.text", 1, 75), ("value", 1, 2000)],
    "option": [("text.text", 1, 75), ("value", 1, 75)],
    "overflow": [("options", 1, 5)],
    "checkboxes": [("options", 1, 10)],
    "radio_buttons": [("options", 1, 10)],
    "static_select": [("options", 1, 100)],
    "plain_text_input": [("initial_value", 1, 3000)],
    "rich_text_section": [("elements", 1, 1000)],
    "header": [("text.text", 1, 150)],
    "section": [("text.text", 1, 3000), ("fields", 1, 10)],
    "context": [("elements", 1, 10)],
    "context_actions": [("elements", 1, 5)],
    "actions": [("elements", 1, 25)],
    "image": [("alt_text", 1, 2000)],
    "input": [("label.text", 1, 2000)],
}
_MENTIONS = {
    "user",
    "broadcast",
    "team",
}  # a group is an admin's own choice, a channel a link
_ACTIVE = re.compile(
    r"<(?!!date\^\d+\^|#C[A-Z0-9]+>)[^>]*>|(?<!\w)[*_~`](?=\S)[^*_~`]+(?<=\S)[*_~`]|:[a-z_]+:"
)
_NAMING_A_PERSON = ("a mention: {'type': 'user'", "active markup '<@U")
# What reads from the right is kept to itself: an isolate that ends on its line hides nothing.
_ISOLATED = re.compile("\u2068([^\u2066-\u2069\n]*)\u2069")
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


def of_call(method: str, arguments: Json) -> list[str]:
    """Why Slack would refuse this call."""
    found: list[str] = []
    if method in _ARGUMENTS:
        found += _against(METHODS, _ARGUMENTS[method], arguments)
    if method in _SHOWING:
        to_one = method == "chat.postEphemeral" or str(arguments.get("channel")).startswith("U")
        found += of_message(arguments, is_private=to_one)
    if method == "chat.scheduleMessage" and "metadata" in arguments:
        found.append("a scheduled message with metadata is never posted")
    if "view" in arguments:
        found += of_view(arguments["view"])
    return found


def of_message(message: Json, *, is_private: bool = False) -> list[str]:
    """Why Slack would refuse a message, or show what it should not: a person's name notifies them
    unless the message is seen by one person alone."""
    blocks, text = list(message.get("blocks") or ()), str(message.get("text") or "")
    found = _of_text(text) if "text" in message else []
    if not text.strip():
        found.append("no top-level text for notifications and screen readers")
    if len(blocks) > 50:
        found.append(f"{len(blocks)} blocks")
    if (count := characters(blocks)) > MOST_CHARACTERS:
        found.append(f"msg_blocks_too_long: {count} characters")
    found += _of_blocks(blocks)
    return [one for one in found if not (is_private and one.startswith(_NAMING_A_PERSON))]


def of_view(view: Json) -> list[str]:
    """Why Slack would refuse a modal or an App Home."""
    blocks = list(view.get("blocks") or ())
    found = _against(BLOCK_KIT, "ModalView" if view.get("type") == "modal" else "HomeView", view)
    found += [] if 1 <= len(blocks) <= 100 else [f"{len(blocks)} blocks in a view"]
    for name in ("title", "submit", "close"):
        if len(view.get(name, {}).get("text", "")) > 24:
            found.append(f"{name} over 24 characters")
    return [*found, *_long_fields(view), *_of_blocks(blocks)]


def characters(blocks: Iterable[Json]) -> int:
    """The characters over all blocks."""
    return sum(len(text) for one in _objects(list(blocks)) for text in _own(one))


def _own(one: Json) -> Iterator[str]:
    return (value for name, value in one.items() if name in FIELDS and isinstance(value, str))


def _of_blocks(blocks: list[Json]) -> list[str]:
    found = [reason for block in blocks for reason in _of_block(block)]
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    return found + (["a block_id twice"] if len(ids) != len(set(ids)) else [])


def _of_block(block: Json) -> list[str]:
    kind = str(block.get("type"))
    if kind not in _BLOCKS:
        return [f"no block {kind}"]
    found = _against(BLOCK_KIT, _BLOCKS[kind], block) + _long_fields(block)
    if kind == "actions":
        actions = [one.get("action_id") for one in block["elements"]]
        found += ["an action_id twice"] if len(set(actions)) != len(actions) else []
    for one in _objects(block):
        found += _of_object(one)
    return found


def _of_object(one: Json) -> list[str]:
    """Of a text, an element or an option anywhere in a block."""
    kind = str(one.get("type", "option" if "value" in one else ""))
    found = [
        f"hidden characters in {text!r}"
        for text in _own(one)
        if _HIDDEN.search(_ISOLATED.sub(r"\1", text))
    ]
    for path, least, most in (*_COUNTS.get(kind, ()), ("placeholder.text", 1, 150)):
        if (thing := _at(one, path)) is not None:
            found += _count(f"{kind} {path}", thing, least, most)
    if kind == "mrkdwn":
        found += _of_text(one["text"])
    if kind == "link" and not str(one.get("url")).startswith(("http://", "https://")):
        found.append(f"a link to {one.get('url')!r}")
    return found + ([f"a mention: {one}"] if kind in _MENTIONS else [])


def _at(one: Json, path: str) -> Any:  # noqa: ANN401 -- a part of a JSON value
    value: Any = one
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _of_text(text: str) -> list[str]:
    """Of mrkdwn: nothing in it but our own dates and channels may be markup."""
    found = [f"active markup {one!r}" for one in _ACTIVE.findall(text)]
    found += (
        [f"hidden characters in {text[:80]!r}"]
        if _HIDDEN.search(_ISOLATED.sub(r"\1", text))
        else []
    )
    return found + (["text over 4000 characters"] if len(text) > MOST_TEXT else [])


def _count(what: str, things: Any, least: int, most: int) -> list[str]:  # noqa: ANN401 -- sized
    size = len(things)
    return [] if least <= size <= most else [f"{what}: {size}"]


def _long_fields(block: Json) -> list[str]:
    return [
        f"{name} of {len(one[name])}"
        for one in _objects(block)
        for name, most in _LONGEST.items()
        if isinstance(one.get(name), str) and len(one[name]) > most
    ]


def _objects(value: object) -> Iterator[Json]:
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _objects(inner)


BLOCK_KIT, METHODS = "slack_blockkit.schema.json", "slack_methods.schema.json"


def _against(file: str, name: str, value: Json) -> list[str]:
    checker = validator(file, name)
    if checker is None:
        return []
    errors = sorted(checker.iter_errors(value), key=lambda error: list(error.path))
    return [f"{name}: {error.message[:300]}" for error in errors]


@cache
def validator(file: str, name: str) -> Draft7Validator | None:
    """The checker of one definition; None where the schemas are not at hand."""
    path = SPECS / file
    if not path.exists():
        return None
    definitions = json.loads(path.read_text(encoding="utf-8"))["definitions"]
    if name.endswith("Arguments"):
        definitions = _lenient(definitions, name)
    return Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": definitions})


def _lenient(definitions: dict[str, Any], name: str) -> dict[str, Any]:
    """With `team_id`, which Bolt adds to every call; blocks and views are checked on their own."""
    definition = json.loads(json.dumps(definitions[name]))
    for one in (definition, *definition.get("anyOf", ())):
        properties = one.get("properties", {})
        properties["team_id"] = {"type": "string"}
        if "blocks" in properties:
            properties["blocks"] = {"type": "array"}
        if "view" in properties:
            properties["view"] = {"type": "object"}
    return {**definitions, name: definition}
