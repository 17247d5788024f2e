"""Pure. Answers in numbers: the schema that bounds them, and their reading.

Integers are bounded by `enum`, which keeps even a small model in range; what a server lets through
all the same is judged by who reads the numbers.
"""

import re
from collections.abc import Mapping


def bounded(most: int, *, least: int = 0) -> Mapping[str, object]:
    """An integer from `least` to `most`."""
    return {"type": "integer", "enum": list(range(least, most + 1))}


def record(properties: Mapping[str, object]) -> Mapping[str, object]:
    """An object with all of these properties and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def numbers_of(pattern: re.Pattern[str], answer: str) -> tuple[int, ...]:
    """The numbers in the list that a pattern finds in an answer, which may be cut off."""
    found = pattern.search(answer)
    return tuple(int(one) for one in re.findall(r"\d{1,4}", found[1])) if found else ()
