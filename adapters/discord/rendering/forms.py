"""Pure. The forms that say what is wrong with a brief and what a digest is to be, and what was
written in them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from adapters.chat import digest_line, digest_text
from adapters.chat.managing import wishes
from adapters.chat.managing.wishes import DigestWish
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.custom_ids import Click, packed
from adapters.discord.rendering.inert import cut
from bot.models import MOST_NAME, Subscription
from bot.translation import ENGLISH, Translation

MOST_REASON = 1000
_MOST_TITLE, _MOST_LABEL, _MOST_HINT = 45, 45, 100
_MOST_TOPICS, _MOST_WHEN = 3000, 200
_FORM, _LABEL, _TEXT_INPUT, _LINE, _PARAGRAPH = 9, 18, 4, 1, 2


def wrong_form(click: Click, tr: Translation = ENGLISH) -> Json:
    """The answer to a click that opens the form; its custom_id says which brief is meant."""
    asked = _field(
        "reason",
        tr("What is wrong or not useful?"),
        tr("Those who run this bot will read it."),
        MOST_REASON,
        required=True,
        style=_PARAGRAPH,
    )
    return _form(click, tr("Wrong or not useful"), [asked])


def digest_form(
    click: Click, one: Subscription, tr: Translation = ENGLISH, *, is_new: bool = False
) -> Json:
    """The form that changes a digest, or makes one more, filled with what is known of it."""
    name = _field(
        "name", tr("Name"), tr("Such as weekly; none to name it by its topics"), MOST_NAME, one.name
    )
    topics = ", ".join(one.topics)[:_MOST_TOPICS]
    fields = [
        _field(
            "topics", tr("Topics"), tr("With commas between them; none for the top of the news"),
            _MOST_TOPICS, topics, style=_PARAGRAPH,
        ),
        _field(
            "when", tr("Time"), tr("Such as: 08:00 Europe/Kyiv on weekdays"), _MOST_WHEN,
            digest_line.when_written(one, tr=tr)[:_MOST_WHEN], required=True,
        ),
        _field(
            "rest", tr("Length and more"),
            tr("Such as: full, in english, quiet 22:00-07:00, alerts 3, never from rt"),
            MOST_REASON, digest_line.rest_written(one, tr)[:MOST_REASON],
        ),
    ]  # fmt: skip
    return _form(click, tr("News digest"), [*([name] if is_new else []), *fields])


def reason(components: object) -> str:
    """What was written in a sent form, on one line and without signs that show nothing."""
    return cut(" ".join(_fields(components).values()), MOST_REASON)


def digest_wish(components: object) -> DigestWish:
    """What a digest is to be by a sent form; raises UsageError where that makes no sense."""
    written = _fields(components)
    when, rest = (
        digest_text.when(written.get("when", "")),
        digest_text.rest(written.get("rest", "")),
    )
    topics = digest_text.topics(written.get("topics", ""))
    options = replace(rest, topics=topics, at=when.at, zone=when.zone, days=when.days)
    name = wishes.name_written(written.get("name"))
    return DigestWish(options, name, is_new="name" in written)


def _form(click: Click, title: str, fields: list[Json]) -> Json:
    data = {
        "custom_id": packed(click) or "",
        "title": cut(title, _MOST_TITLE),
        "components": fields,
    }
    return {"type": _FORM, "data": data}


def _field(  # noqa: PLR0913  what a field has
    name: str,
    label: str,
    hint: str,
    most: int,
    value: str = "",
    *,
    required: bool = False,
    style: int = _LINE,
) -> Json:
    written = {
        "type": _TEXT_INPUT,
        "custom_id": name,
        "style": style,
        "required": required,
        "max_length": most,
        **({"value": value} if value else {}),
    }
    return {
        "type": _LABEL,
        "label": cut(label, _MOST_LABEL),
        "description": cut(hint, _MOST_HINT),
        "component": written,
    }


def _fields(components: object) -> Mapping[str, str]:
    return dict(_values(components))


def _values(component: object) -> Iterator[tuple[str, str]]:
    if isinstance(component, list):
        for one in component:
            yield from _values(one)
    elif isinstance(component, dict):
        value = component.get("value")
        if isinstance(value, str):
            yield str(component.get("custom_id")), value
        yield from _values(component.get("components"))
        yield from _values(component.get("component"))
