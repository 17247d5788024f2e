"""What Discord refuses in a request's body: by its own OpenAPI document, and by what that misses.

    found = problems("POST", "/channels/{channel_id}/messages", body)

Without ../shared/specs beside the project only the second half is checked; `HAS_SCHEMAS` says so.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # ships no types
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

Json = dict[str, Any]

SPEC = Path(__file__).parents[3] / "shared" / "specs" / "discord_openapi.json"
HAS_SCHEMAS = SPEC.exists()

CONTENT, EMBEDDED, DISPLAYED, NESTED = 2000, 6000, 4000, 40
COMPONENTS_V2 = 1 << 15
LOCALES = {
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no",
    "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th",
    "zh-CN", "ja", "zh-TW", "ko", "ar", "he",
}  # fmt: skip
_NAME = re.compile(r"[-_'\w]{1,32}")
_ADDRESS = "urn:discord"
_MESSAGES = {
    ("POST", "/channels/{channel_id}/messages"): "MessageCreateRequest",
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): "MessageEditRequestPartial",
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"): "IncomingWebhookRequestPartial",
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"): (
        "IncomingWebhookUpdateRequestPartial"
    ),
}


def problems(method: str, path: str, body: Json | list[Json] | None) -> list[str]:
    """Why Discord would answer 400 to this body; `path` has names in braces, as in the document."""
    return [*_by_schema(method, path, body), *_missed(method, path, body)]


def answer_problems(method: str, path: str, status: int, body: object) -> list[str]:
    """What in an answer is not as the document says."""
    validator = _validator(method, path, str(status))
    return [_line(error) for error in validator.iter_errors(body)] if validator else []


def _by_schema(method: str, path: str, body: object) -> list[str]:
    validator = _validator(method, path, None)
    if validator is None:
        return (
            [f"no such call: {method} {path}"] if HAS_SCHEMAS and not _known(method, path) else []
        )
    return [] if body is None else [_line(error) for error in validator.iter_errors(body)]


def _missed(method: str, path: str, body: Json | list[Json] | None) -> Iterator[str]:
    if isinstance(body, list):
        for command in body:
            yield from _command(command)
    elif (method, path) in _MESSAGES and body is not None:
        yield from _unknown(body, _MESSAGES[method, path])
        yield from message_problems(body, is_new=method == "POST")
    elif path.endswith("/threads") and body and "message" in body:
        yield from _unknown(body["message"], "BaseCreateMessageCreateRequest")
        yield from message_problems(body["message"], is_new=True)


def message_problems(body: Json, *, is_new: bool) -> Iterator[str]:
    """What the document misses in a message."""
    components = body.get("components") or []
    everything = [one for top in components for one in walk(top)]
    if len(body.get("content") or "") > CONTENT:
        yield "content over 2000"
    if sum(map(_embedded, body.get("embeds") or ())) > EMBEDDED:
        yield "embeds over 6000"
    if is_new and not any(body.get(part) for part in ("content", "embeds", "components")):
        yield "an empty message"
    yield from _flagged(body, everything)
    if len(everything) > NESTED:
        yield "over 40 components"
    if sum(_units(one["content"]) for one in everything if one["type"] == 10) > DISPLAYED:
        yield "text displays over 4000"
    names = [one["custom_id"] for one in everything if one.get("custom_id")]
    if len(names) != len(set(names)):
        yield "a custom_id twice"
    for one in everything:
        yield from _component(one)


def _flagged(body: Json, everything: list[Json]) -> Iterator[str]:
    if (body.get("flags") or 0) & COMPONENTS_V2:
        if body.get("content") or body.get("embeds"):
            yield "Components V2 with content or embeds"
    elif any(one["type"] > 8 for one in everything):
        yield "Components V2 without their flag"


def walk(component: Json) -> Iterator[Json]:
    """A component and all in it."""
    yield component
    for one in component.get("components") or ():
        yield from walk(one)
    if component.get("accessory"):
        yield from walk(component["accessory"])


def _component(one: Json) -> Iterator[str]:
    if one["type"] == 1 and len([each for each in one["components"] if each["type"] == 2]) > 5:
        yield "over five buttons in a row"
    if one["type"] == 2 and not (one.get("label") or one.get("emoji")):
        yield "a button with nothing on it"
    if one["type"] == 3:
        values = [option["value"] for option in one["options"]]
        if len(values) != len(set(values)) or not 1 <= len(values) <= 25:
            yield "a menu's values"
    if one["type"] == 11 and not one["media"]["url"].startswith(("https://", "http://")):
        yield "a picture from nowhere"


def _command(command: Json) -> Iterator[str]:
    names = [command["name"], *(command.get("name_localizations") or {}).values()]
    if command.get("type", 1) == 1:
        for name in names:
            if not _NAME.fullmatch(name) or name != name.lower():
                yield f"a command's name: {name}"
    for locales in ("name_localizations", "description_localizations"):
        if not set(command.get(locales) or {}) <= LOCALES:
            yield f"locales of {command['name']}"
    for option in command.get("options") or ():
        yield from _command({**option, "type": 1})


def _unknown(body: Json, schema: str) -> Iterator[str]:
    if HAS_SCHEMAS:
        known = set(_document()["components"]["schemas"][schema]["properties"])
        for name in set(body) - known:
            yield f"unknown key {name}"


def _embedded(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    texts += [field[part] for field in embed.get("fields") or () for part in ("name", "value")]
    return sum(_units(text) for text in texts if text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _line(error: Any) -> str:  # noqa: ANN401  jsonschema's error has no type of its own here
    return f"{error.json_path}: {error.message[:200]}"


@cache
def _document() -> Json:
    loaded: Json = json.loads(SPEC.read_text(encoding="utf-8"))
    whole: Json = _chosen_by_type(loaded, loaded["components"]["schemas"])
    return whole


def _chosen_by_type(schema: Any, named: Json) -> Any:  # noqa: ANN401  any part of the document
    """The same, but a component is checked as what its `type` says: much faster, and clearer."""
    if isinstance(schema, list):
        return [_chosen_by_type(one, named) for one in schema]
    if not isinstance(schema, dict):
        return schema
    rest = {name: _chosen_by_type(one, named) for name, one in schema.items()}
    types = [_only_type(one, named) for one in schema.get("oneOf") or ()]
    if not types or None in types or len(set(types)) != len(types):
        return rest
    several = rest.pop("oneOf")
    rest["allOf"] = [
        {"if": {"properties": {"type": {"const": kind}}, "required": ["type"]}, "then": one}
        for kind, one in zip(types, several, strict=True)
    ]
    return rest | {"properties": {"type": {"enum": types}}, "required": ["type"]}


def _only_type(schema: Json, named: Json) -> int | None:
    """The number that a named schema's `type` must have, where it must."""
    target = named.get(str(schema.get("$ref", "")).rpartition("/")[2], {})
    allowed = target.get("properties", {}).get("type", {}).get("enum", [])
    return allowed[0] if len(allowed) == 1 and "type" in target.get("required", []) else None


@cache
def _registry() -> Registry[Any]:
    whole = Resource.from_contents(_document(), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource(_ADDRESS, whole)
    return registry


@cache
def _validator(method: str, path: str, status: str | None) -> Draft202012Validator | None:
    """The schema of a call's body, or of its answer with `status`."""
    if not HAS_SCHEMAS or not _known(method, path):
        return None
    call = _document()["paths"][path][method.lower()]
    holder = call.get("requestBody") if status is None else call["responses"].get(status)
    schema = (holder or {}).get("content", {}).get("application/json", {}).get("schema")
    if schema is None:
        return None
    whole = json.loads(json.dumps(schema).replace('"#/', f'"{_ADDRESS}#/'))
    return Draft202012Validator(whole, registry=_registry())


def _known(method: str, path: str) -> bool:
    return method.lower() in _document()["paths"].get(path, {})
