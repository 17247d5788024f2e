"""Pure. The first address of the web in what people write, without the signs they put around it."""

import re

# An address ends at a blank, at an angle bracket or quotation mark, or where a spoiler does.
_ADDRESS = re.compile(r"(?i:https?)://(?:(?!\|\|)[^\s<>\"`«»„“”])+")
_AFTER = ".,;:!?'*_~|…。，、；：！？"  # what ends a sentence or an emphasis, and no address
_CLOSING = {")": "(", "]": "[", "}": "{", "）": "（", "」": "「", "】": "【"}


def first_address(text: str) -> str | None:
    """The first address in `text`; None where there is none."""
    found = (_balanced(each[0]).rstrip(_AFTER) for each in _ADDRESS.finditer(text))
    return next((address for address in found if not address.endswith("//")), None)


def _balanced(address: str) -> str:
    """`address` up to the first bracket that closes what was opened before it."""
    opened: list[str] = []
    for at, sign in enumerate(address):
        if sign in _CLOSING.values():
            opened.append(sign)
        elif sign in _CLOSING and (not opened or opened.pop() != _CLOSING[sign]):
            return address[:at]
    return address
