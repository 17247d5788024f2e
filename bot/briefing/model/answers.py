"""Pure. A language model's answers: the schema that bounds their numbers, and their reading.

Integers are bounded by `enum`, which keeps even a small model in range; what a server lets through
all the same is judged by who reads the numbers.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.errors import ModelError


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


def listed(answer: str, name: str) -> Sequence[Any]:
    """The objects in the list of that name in an answer in JSON, also between other words or in a
    code fence, as models without a schema give it; none where there is no such list."""
    try:
        parsed = json.loads(answer[answer.find("{") : answer.rfind("}") + 1])
    except (ValueError, RecursionError):
        return ()
    found = parsed.get(name) if isinstance(parsed, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else ()


def useless(why: str) -> ModelError:
    """What to say of an answer that is not what was asked for."""
    return ModelError(
        f"the model's answer {why}",
        advice="The language model does not answer as asked. Try a larger one.",
    )
