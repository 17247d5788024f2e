"""The log can be read by people and programs, and never holds a secret."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from bot.masking import MASK, masked


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def logged(form: str, message: str, *words: object, **extra: object) -> str:
    out = io.StringIO()
    logs.set_up("info", form, ["hunter2"], out)
    logging.getLogger("briefbot").warning(message, *words, extra=extra)
    return out.getvalue()


def test_a_container_gets_a_json_object_a_line() -> None:
    said = json.loads(logged("auto", "feed %s failed", "x", feed="https://ex.com"))
    assert (said["level"], said["message"], said["feed"]) == (
        "warning",
        "feed x failed",
        "https://ex.com",
    )
    assert said["time"].endswith("Z")


def test_a_person_gets_a_line() -> None:
    assert logged("text", "feed %s failed", "x").endswith("WARNING feed x failed\n")


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "secret",
    [
        "hunter2",
        "xoxb-1234567890-abcdef",
        "xapp-1-A01-123-abcdef",
        "sk-ant-abcdefghijklmnop1234",
        "MTE4NjI5NTk0NzI2MjA3MDg1Mw.GdIY7c.kq0-abcdefghijklmnopqrstuvwxyz012",
        "Bearer abc.def",
        "postgresql://user:hunter3@host/name",
    ],
)
def test_a_secret_never_gets_in(form: str, secret: str) -> None:
    line = logged(form, "failed with %s", secret)
    assert secret not in line
    assert "hunter" not in line
    assert MASK in line


def test_a_secret_that_is_not_set_hides_nothing() -> None:
    assert masked("the store is locked", ["", "hunter2"]) == "the store is locked"


def test_a_traceback_is_redacted_too() -> None:
    out = io.StringIO()
    logs.set_up("info", "json", ["hunter2"], out)
    try:
        int("hunter2")
    except ValueError:
        logging.getLogger("briefbot").exception("failed")
    assert "hunter2" not in out.getvalue()
    assert "ValueError" in json.loads(out.getvalue())["traceback"]


@pytest.mark.parametrize(
    "secret", ['pa"ss\\word', "},{", 'Bearer abc"}', '"', "line\nbreak-secret", "\ud800-secret"]
)
def test_no_secret_breaks_json(secret: str) -> None:
    out = io.StringIO()
    logs.set_up("info", "json", [secret, "a"], out)
    logging.getLogger("briefbot").warning("said %s and so on", secret, extra={"more": [secret]})
    said = json.loads(out.getvalue())
    assert said["level"] == "warning"
    assert MASK in said["message"]


def test_a_short_secret_hides_itself_alone() -> None:
    assert masked("a banana at a bar", ["a"]) == f"{MASK} banana at {MASK} bar"


def test_what_a_feed_says_begins_no_line_and_steers_no_terminal() -> None:
    line = logged(
        "text", "a feed failed: %s", "x\n08:00:00 ERROR \x1b]8;;https://e.example\x07\x9b"
    )
    assert line.count("\n") == 1
    assert not set(line) & set("\x1b\x07\x9b")
    assert not set(logged("json", "%s", "\x1b\x9b\u202e")) & set("\x1b\x9b\u202e")
