"""Pure. The modals and the App Home: what they ask, and what was filled in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.chat import digest_text, times
from adapters.chat.brief_card import HEADLINE, NAME
from adapters.chat.digest_text import MORNING, DigestOptions
from adapters.chat.text import clean, shortened
from adapters.slack.rendering import limits
from adapters.slack.rendering.elements import (
    Json,
    actions,
    bullets,
    button,
    context,
    header,
    is_choice,
    link,
    option,
    plain,
    rich,
    run,
    section,
)
from adapters.slack.rendering.text import web_address, when
from bot.models import Brief, Channel, Length, Subscription
from bot.text import zones

DIGEST, WRONG = "digest_wish", "wrong"
ZONE = "zone"
EDIT, HOME_EDIT = "digest_edit", "home_edit"
OPEN_BRIEF = "open_brief"
MOST_SUBSCRIPTIONS = 20
MOST_OF_TOPIC = 60

_LENGTHS = {
    Length.FLASH: "Flash: a sentence each",
    Length.BRIEF: "Brief: the usual",
    Length.FULL: "Full: more of each",
}
_COMMANDS = (
    ("/brief ukraine", "a topic, as you would say it"),
    ("/brief https://…", "any article"),
    ("/brief top", "what matters most now"),
    ("/brief new", "what is new since you were last told"),
    ("/brief topics", "what the news is about"),
    ("/brief digest", "a digest for this channel, every day at your hour"),
    ("/brief digest ukraine, chad at 08:00 Europe/Kyiv on weekdays", "the same in one line"),
    ("/brief digest top at 9", "the top of the news, and no topics"),
    ("/brief digest show, pause, resume, now or stop", "what becomes of it"),
)


@dataclass(frozen=True, slots=True)
class SlackPlace:
    """A channel that a digest is for, and what people call it, where that is known."""

    channel: Channel
    name: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in about a channel's digest."""

    place: SlackPlace
    options: DigestOptions


def help_blocks() -> list[Json]:
    """What can be asked."""
    lines = [(run(f"{words}", bold=True), run(f"  {meaning}")) for words, meaning in _COMMANDS]
    return [
        rich(section(run("What you can ask", bold=True)), bullets(lines)),
        context(
            [
                "Mention me for an answer everybody sees",
                "“Brief this” in a message's menu briefs its link",
            ]
        ),
    ]


def digest_view(
    place: SlackPlace, options: DigestOptions, now: Subscription | None, zone: str
) -> Json:
    """The modal that makes or changes a channel's digest, filled with what is known."""
    at = options.at or (now.at if now else MORNING)
    days = options.days or (now.days if now else times.WEEK)
    length = options.length or (now.length if now else Length.BRIEF)
    shown_zone = options.zone or (now.zone if now else zone)
    chosen = options.topics if options.topics is not None else (now.topics if now else ())
    topics = "\n".join(chosen)
    blocks = [
        _input(
            "topics",
            "Topics, one a line; none for the top of the news",
            {"type": "plain_text_input", "multiline": True, "max_length": limits.INPUT}
            | ({"initial_value": topics[: limits.INPUT]} if topics else {}),
            optional=True,
        ),
        _input("at", "Time", {"type": "timepicker", "initial_time": times.clock_words(at)}),
        _input(ZONE, "Time zone", _zone_picker(shown_zone)),
        _input("days", "Days", _day_boxes(days)),
        _input("length", "Length", _length_buttons(length)),
    ]
    return {
        **_modal(DIGEST, "News digest", "Save", blocks),
        "private_metadata": json.dumps(
            [place.channel.workspace, place.channel.id, place.name, place.is_private]
        ),
    }


def wrong_view(brief: str) -> Json:
    """The modal that asks what is wrong with a brief."""
    reason = {"type": "plain_text_input", "multiline": True, "max_length": 1_000}
    blocks = [_input("reason", "What is wrong or not useful?", reason)]
    return {**_modal(WRONG, "Wrong or not useful", "Send", blocks), "private_metadata": brief}


def zone_options(typed: str) -> list[Json]:
    """The time zones whose names hold what was typed."""
    return [option(zones.written(one), one) for one in zones.suggested(typed)]


def filled(view: Mapping[str, Any]) -> Filled:
    """What was filled in."""
    values = view["state"]["values"]
    options = DigestOptions(
        topics=digest_text.topics(str(values["topics"]["topics"].get("value") or "")),
        at=times.clock(values["at"]["at"]["selected_time"]),
        zone=values[ZONE][ZONE]["selected_option"]["value"],
        days=frozenset(int(one["value"]) for one in values["days"]["days"]["selected_options"]),
        length=Length(values["length"]["length"]["selected_option"]["value"]),
    )
    return Filled(place_of(view), options)


def place_of(view: Mapping[str, Any]) -> SlackPlace:
    """The channel that the modal was opened for."""
    workspace, channel, name, is_private = json.loads(view["private_metadata"])
    return SlackPlace(Channel("slack", workspace, channel), name, is_private)


def reason(view: Mapping[str, Any]) -> str:
    """What somebody wrote of a brief."""
    return clean(view["state"]["values"]["reason"]["reason"].get("value"))


def subscription_words(one: Subscription) -> str:
    """A digest as it can be typed."""
    return digest_text.written(one, lambda text: shortened(clean(text), MOST_OF_TOPIC))


def home_view(subscriptions: Sequence[Subscription], recent: Sequence[Brief]) -> Json:
    """The App Home: the person's digests, their last briefs, and how to use it."""
    digests = [
        [{"type": "channel", "channel_id": one.channel.id}, run(f": {subscription_words(one)}")]
        for one in subscriptions[:MOST_SUBSCRIPTIONS]
    ]
    blocks = [header("Your digests")]
    blocks.append(_listing(digests, "None yet. Type /brief digest in a channel to make one."))
    blocks += _edits(subscriptions)
    blocks += [header("Your last briefs"), _listing([_brief_line(one) for one in recent], "None.")]
    blocks += _reopened(recent)
    return {"type": "home", "blocks": [*blocks, header("How to use me"), *help_blocks()]}


def _edits(subscriptions: Sequence[Subscription]) -> list[Json]:
    options = [
        option(subscription_words(one), one.channel.id)
        for one in subscriptions[: limits.SELECT_OPTIONS]
        if is_choice(one.channel.id)
    ]
    return [_menu(HOME_EDIT, "Change a digest…", options)] if options else []


def _reopened(recent: Sequence[Brief]) -> list[Json]:
    options = [
        option(one.headline or "(no headline)", one.id)
        for one in recent
        if one.id and is_choice(one.id)
    ]
    return [_menu(OPEN_BRIEF, "Read one again…", options)] if options else []


def _menu(action: str, words: str, options: list[Json]) -> Json:
    return actions(
        [{"type": "static_select", "action_id": action, "placeholder": plain(words)}
         | {"options": options}]
    )  # fmt: skip


def _brief_line(one: Brief) -> list[Json]:
    url = next((source.url for source in one.sources if web_address(source.url)), None)
    outlet = clean(one.sources[0].outlet) if one.sources else ""
    words = shortened(clean(one.headline) or "(no headline)", HEADLINE)
    return [link(words, url), run(f" ({shortened(outlet, NAME)})" if outlet else "")]


def _listing(lines: list[list[Json]], nothing: str) -> Json:
    return rich(bullets(lines)) if lines else rich(section(run(nothing)))


def next_words(due: datetime | None) -> str:
    """When the next digest comes, in mrkdwn."""
    return f"The next one comes {when(due)}" if due else "No digest is due"


def change_button() -> Json:
    """Opens the modal."""
    return button("Change", EDIT, "change")


def _input(name: str, label: str, element: Json, *, optional: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
        "optional": optional,
    }


def _zone_picker(zone: str) -> Json:
    picker = {
        "type": "external_select",
        "min_query_length": 2,
        "placeholder": plain("A city, such as Kyiv"),
    }
    return picker | (
        {"initial_option": option(zones.written(zone), zone)} if zone in zones.names() else {}
    )


def _day_boxes(days: frozenset[int]) -> Json:
    options = [option(name, str(number)) for number, name in enumerate(times.day_names())]
    chosen = [options[day] for day in sorted(days) if day < len(options)]
    boxes = {"type": "checkboxes", "options": options}
    return {**boxes, "initial_options": chosen} if chosen else boxes


def _length_buttons(length: Length) -> Json:
    options = {one: option(words, one.value) for one, words in _LENGTHS.items()}
    return {
        "type": "radio_buttons",
        "options": list(options.values()),
        "initial_option": options[length],
    }


def _modal(callback: str, title: str, submit: str, blocks: list[Json]) -> Json:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Cancel"),
        "blocks": blocks,
    }
