"""Pure. What Slack takes at most, as docs.slack.dev/reference/block-kit gives it.

The characters over all blocks are not documented: posts were refused with `msg_blocks_too_long`
from about 13,200 on. Option values are 75 by Slack's own types, 150 elsewhere: the lower counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Block = Mapping[str, Any]

MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 12_000
TEXT = 4_000  # of a message's own text; more is cut by Slack, at 40,000
SECTION = 3_000
HEADER = 150
CONTEXT = 2_000
ACTIONS = 25
BUTTON = 75
BUTTON_VALUE = 2_000
BLOCK_ID = 255
CHANNEL = 20  # characters of an id; those seen have 9 to 11
OPTION = 75
OPTION_VALUE = 75
ALT_TEXT = 2_000
INPUT = 3_000

_COUNTED = {"text", "url", "image_url", "alt_text", "value", "fallback"}


def fits(blocks: Sequence[Block]) -> bool:
    """Whether `blocks` are few and short enough for one message."""
    return len(blocks) <= MESSAGE_BLOCKS and characters(blocks) <= MESSAGE_CHARACTERS


def characters(blocks: Iterable[Block]) -> int:
    """The characters over all blocks: every text, address and value in them."""
    return sum(map(len, _strings(list(blocks), "")))


def _strings(value: object, name: str) -> Iterator[str]:
    match value:
        case str() if name in _COUNTED:
            yield value
        case Mapping():
            for key, inner in value.items():
                yield from _strings(inner, key)
        case list() | tuple():
            for inner in value:
                yield from _strings(inner, name)
