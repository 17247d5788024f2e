"""Pure. A question to a language model -> the HTTP request of its protocol; the answer -> a Reply.

Two protocols reach nearly every model: OpenAI's chat completions, which Ollama, vLLM, llama.cpp
and OpenRouter speak too, and Anthropic's messages.
https://platform.openai.com/docs/api-reference/chat/create
https://docs.anthropic.com/en/api/messages
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr

from bot.errors import ModelError
from bot.ports import Completion, Prompt

APIS = ("openai", "anthropic")
_ANTHROPIC_VERSION = "2023-06-01"
_OPENAI_ITSELF = "api.openai.com"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model's server as an operator names it: its base address, one of `APIS`, name and key."""

    url: str
    name: str
    api: str = "openai"
    key: SecretStr | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """An HTTP POST; its headers hold the key, so it is never shown."""

    url: str
    headers: Mapping[str, str]
    body: bytes

    def __repr__(self) -> str:
        return f"Call to {urlsplit(self.url).hostname}"


def call(endpoint: Endpoint, prompt: Prompt) -> Call:
    """The request that asks `prompt`."""
    anthropic = endpoint.api == "anthropic"
    path, key, body = (_messages if anthropic else _chat)(endpoint, prompt)
    headers = {"Content-Type": "application/json", "Accept-Encoding": "identity", **key}
    return Call(_address(endpoint.url, path), headers, json.dumps(body).encode())


def reply(endpoint: Endpoint, body: bytes) -> Completion:
    """What a successful answer says, as far as it goes; raises ModelError when that is nothing."""
    try:
        answer = json.loads(body)
        return (_from_messages if endpoint.api == "anthropic" else _from_chat)(answer)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(
            "the model's server sent something else than its protocol's JSON",
            advice="Check BRIEFBOT_MODEL_URL and BRIEFBOT_MODEL_API.",
        ) from error


def _address(base: str, path: str) -> str:
    """`base` with the protocol's path; a bare host gets the usual /v1."""
    parts = urlsplit(base)
    root = parts.path.rstrip("/") or "/v1"
    return urlunsplit((parts.scheme, parts.netloc, f"{root}/{path}", parts.query, ""))


_Parts = tuple[str, dict[str, str], dict[str, Any]]


def _chat(endpoint: Endpoint, prompt: Prompt) -> _Parts:
    body: dict[str, Any] = {
        "model": endpoint.name,
        "messages": [
            {"role": "system", "content": prompt.system},
            {"role": "user", "content": prompt.user},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "brief", "strict": True, "schema": prompt.schema},
        },
    }
    if urlsplit(endpoint.url).hostname == _OPENAI_ITSELF:
        body["max_completion_tokens"] = prompt.most_tokens  # its newer models refuse the other two
    else:
        body |= {"max_tokens": prompt.most_tokens, "temperature": 0}
    key = {"Authorization": f"Bearer {endpoint.key.get_secret_value()}"} if endpoint.key else {}
    return "chat/completions", key, body


def _messages(endpoint: Endpoint, prompt: Prompt) -> _Parts:
    body = {
        "model": endpoint.name,
        "max_tokens": prompt.most_tokens,
        "system": prompt.system,
        "messages": [{"role": "user", "content": prompt.user}],
        "output_config": {"format": {"type": "json_schema", "schema": prompt.schema}},
    }
    key = {"x-api-key": endpoint.key.get_secret_value()} if endpoint.key else {}
    return "messages", {"anthropic-version": _ANTHROPIC_VERSION, **key}, body


def _from_chat(answer: Any) -> Completion:  # noqa: ANN401 - parsed JSON
    choice = answer["choices"][0]
    message, usage = choice["message"], answer.get("usage") or {}
    if message.get("refusal") or choice.get("finish_reason") == "content_filter":
        raise _refusal()
    return _whole(message["content"], usage.get("prompt_tokens"), usage.get("completion_tokens"))


def _from_messages(answer: Any) -> Completion:  # noqa: ANN401 - parsed JSON
    usage = answer.get("usage") or {}
    if answer.get("stop_reason") == "refusal":
        raise _refusal()
    text = "".join(block["text"] for block in answer["content"] if block["type"] == "text")
    return _whole(text, usage.get("input_tokens"), usage.get("output_tokens"))


def _whole(text: object, tokens_in: object, tokens_out: object) -> Completion:
    if not isinstance(text, str):
        raise TypeError(type(text))
    counts = [tokens if type(tokens) is int else 0 for tokens in (tokens_in, tokens_out)]
    return Completion(text, *counts)


def _refusal() -> ModelError:
    return ModelError(
        "the model refused to answer",
        advice="The language model refuses this report. Its extractive brief is complete.",
    )
