"""What goes to a model's server, and what is understood of its answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.briefing.model.protocols import Endpoint, call, reply
from bot.briefing.model.write_prompt import question
from bot.errors import ModelError
from bot.ports import Completion

PROMPT = question([["A ferry burnt."]], 90)
KEY = SecretStr("sk-secret")


@pytest.mark.parametrize(
    ("url", "api", "address"),
    [
        ("http://localhost:11434", "openai", "http://localhost:11434/v1/chat/completions"),
        ("http://localhost:11434/", "openai", "http://localhost:11434/v1/chat/completions"),
        ("https://api.openai.com/v1", "openai", "https://api.openai.com/v1/chat/completions"),
        ("https://openrouter.ai/api/v1", "openai", "https://openrouter.ai/api/v1/chat/completions"),
        ("https://api.anthropic.com", "anthropic", "https://api.anthropic.com/v1/messages"),
    ],
)
def test_a_base_address_is_completed(url: str, api: str, address: str) -> None:
    assert call(Endpoint(url, "small", api), PROMPT).url == address


def test_each_protocol_has_its_own_key_header_and_schema() -> None:
    chat = call(Endpoint("http://x", "small", "openai", KEY), PROMPT)
    assert chat.headers["Authorization"] == "Bearer sk-secret"
    body = json.loads(chat.body)
    assert body["response_format"]["json_schema"]["schema"] == PROMPT.schema
    assert (body["max_tokens"], body["temperature"]) == (PROMPT.most_tokens, 0)
    messages = call(Endpoint("http://x", "small", "anthropic", KEY), PROMPT)
    assert messages.headers["x-api-key"] == "sk-secret"
    body = json.loads(messages.body)
    assert body["output_config"]["format"]["schema"] == PROMPT.schema
    assert body["system"] == PROMPT.system


def test_a_local_model_needs_no_key() -> None:
    assert "Authorization" not in call(Endpoint("http://x", "small"), PROMPT).headers


def test_openai_itself_names_the_bound_otherwise() -> None:
    body = json.loads(call(Endpoint("https://api.openai.com", "gpt"), PROMPT).body)
    assert body["max_completion_tokens"] == PROMPT.most_tokens
    assert not {"max_tokens", "temperature"} & body.keys()


def test_nothing_shows_a_key() -> None:
    endpoint = Endpoint("http://x", "small", "openai", KEY)
    assert "sk-secret" not in f"{endpoint!r} {call(endpoint, PROMPT)!r}"


def test_an_answer_without_a_count_is_one_too() -> None:
    body = b'{"choices": [{"message": {"content": "Yes."}}], "usage": {"prompt_tokens": "7"}}'
    assert reply(Endpoint("http://x", "small"), body) == Completion("Yes.", 0, 0)


def test_only_the_text_of_anthropics_blocks_counts() -> None:
    blocks = [{"type": "thinking", "thinking": "Hm."}, {"type": "text", "text": "Yes."}]
    body = json.dumps({"content": blocks, "usage": {"input_tokens": 7, "output_tokens": 2}})
    assert reply(Endpoint("http://x", "small", "anthropic"), body.encode()) == Completion(
        "Yes.", 7, 2
    )


@pytest.mark.parametrize("api", ["openai", "anthropic"])
@given(
    answer=st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["choices", "message", "content", "usage"]), inner)
        ),
    )
)
def test_any_other_json_is_an_error(api: str, answer: object) -> None:
    try:
        found = reply(Endpoint("http://x", "small", api), json.dumps(answer).encode())
    except ModelError:
        return
    assert isinstance(found.text, str)
