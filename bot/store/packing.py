"""Pure. The nouns as text and back, so that a brief or a digest is stored as it was.

What a later briefbot adds to a noun has a default, and what it drops is passed over: what was
packed before can be read after.
"""

import json
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from bot import models

Noun = TypeVar("Noun")


def pack(noun: object) -> str:
    """A noun of `bot.models` as JSON, without what a database refuses."""
    plain = _adapter(type(noun).__name__).dump_python(noun, mode="json")
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode()  # half surrogates; JSON itself escapes NUL


def unpack(kind: type[Noun], text: str) -> Noun:
    """The noun of that kind that `pack` made the text of."""
    noun: Noun = _adapter(kind.__name__).validate_json(text)
    return noun


@cache
def _adapter(noun: str) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(models, noun))
