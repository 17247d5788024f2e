"""Pure. The form that says what is wrong with a brief, and what was written in it."""

from collections.abc import Iterator

from adapters.chat.card import Action
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.custom_ids import Click, packed
from adapters.discord.rendering.inert import cut
from bot.translation import ENGLISH, Translation

MOST_REASON = 1000
_FORM, _LABEL, _TEXT_INPUT, _PARAGRAPH = 9, 18, 4, 2


def wrong_form(brief: str, tr: Translation = ENGLISH) -> Json:
    """The answer to a click that opens the form; its custom_id says which brief is meant."""
    written = {
        "type": _TEXT_INPUT,
        "custom_id": "reason",
        "style": _PARAGRAPH,
        "required": True,
        "max_length": MOST_REASON,
    }
    label = {
        "type": _LABEL,
        "label": tr("What is wrong or not useful?"),
        "description": tr("Those who run this bot will read it."),
        "component": written,
    }
    data = {
        "custom_id": packed(Click(Action.WRONG, brief)) or "",
        "title": tr("Wrong or not useful"),
        "components": [label],
    }
    return {"type": _FORM, "data": data}


def reason(components: object) -> str:
    """What was written in a sent form, on one line and without signs that show nothing."""
    return cut(" ".join(_values(components)), MOST_REASON)


def _values(component: object) -> Iterator[str]:
    if isinstance(component, list):
        for one in component:
            yield from _values(one)
    elif isinstance(component, dict):
        value = component.get("value")
        if isinstance(value, str):
            yield value
        yield from _values(component.get("components"))
        yield from _values(component.get("component"))
