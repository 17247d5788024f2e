"""What others wrote steers no terminal and breaks no file."""

import json
from dataclasses import dataclass
from enum import StrEnum

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bot.text.visible import cleaned, escaped, visible

STEERING = "\x1b]8;;https://evil.example\x1b\\ \x9b2J \x07 \u202e \u2066 \x00 \x7f \r \ud800"


class Kind(StrEnum):
    ONE = "one"


@dataclass(frozen=True)
class Inner:
    text: str
    kind: Kind = Kind.ONE
    number: int = 3


@dataclass(frozen=True)
class Outer:
    inner: tuple[Inner, ...]
    title: str | None = None


def test_what_a_terminal_obeys_is_replaced_and_letters_stay() -> None:
    assert not set(visible(STEERING)) & set("\x1b\x9b\x07\u202e\u2066\x00\x7f\r\ud800")
    assert len(visible(STEERING)) == len(STEERING)
    kept = "Žluťoučký كلب \u200e\u200f मीन 👩\u200d🚀\tone\ntwo"
    assert visible(kept) == kept


@given(st.text())
def test_xml_takes_any_text(text: str) -> None:
    element = etree.Element("a", name=visible(text))
    element.text = visible(text)
    assert etree.fromstring(etree.tostring(element, encoding="utf-8")).text in {visible(text), None}


@given(st.text())
def test_json_says_the_same(text: str) -> None:
    written = escaped(json.dumps({"a": [text]}, ensure_ascii=False))
    assert json.loads(written) == {"a": [text]}
    assert visible(written) == written


def test_every_text_in_a_value_is_cleaned() -> None:
    value = Outer((Inner("a\x1b"), Inner("b")), None)
    found = cleaned(value)
    assert found == Outer((Inner("a\ufffd"), Inner("b")), None)
    assert found.inner[0].kind is Kind.ONE
