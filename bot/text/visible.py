"""Pure. What others wrote, fit for a terminal and for XML: nothing in it is obeyed by either."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

Value = TypeVar("Value")

# Control characters but for tab and newline, overrides of the direction, halves of surrogates and
# what is no character.
_OBEYED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

REPLACEMENT = "\ufffd"


def visible(text: str) -> str:
    """The text, as long as before, with a sign in the place of whatever would be obeyed."""
    return _OBEYED.sub(REPLACEMENT, text)


def host(address: str) -> str | None:
    """The host in what others give as an address; None where there is none, whatever it is."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def escaped(json: str) -> str:
    """JSON that says the same and steers no terminal that it is shown on."""
    return _OBEYED.sub(lambda sign: sign[0] if sign[0] < " " else f"\\u{ord(sign[0]):04x}", json)


def cleaned(value: Value) -> Value:
    """A value of ours with every text in it made visible."""
    if type(value) is str:
        return visible(value)  # type: ignore[return-value, arg-type]  # the same kind
    if isinstance(value, tuple):
        return tuple(cleaned(one) for one in value)  # type: ignore[return-value]  # likewise
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: cleaned(getattr(value, one.name)) for one in fields(value) if one.init}
        return replace(value, **parts)
    return value
