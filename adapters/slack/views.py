"""Pure. The modals and the App Home: what they ask, and what was filled in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from adapters.slack import limits
from adapters.slack.blocks import HEADLINE, NAME
from adapters.slack.elements import (
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
from adapters.slack.text import clean, shortened, web_address, when
from adapters.slack.wishes import Wish
from bot.models import Brief, Channel, Length, Person, Subscription, SubscriptionState

DIGEST, WRONG = "digest_wish", "wrong"
ZONE = "zone"
EDIT, HOME_EDIT = "digest_edit", "home_edit"
OPEN_BRIEF = "open_brief"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MORNING = time(8)
MOST_ZONES = 100
MOST_SUBSCRIPTIONS = 20

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
class Filled:
    """A wish as it was filled in, for a channel."""

    channel: Channel
    wish: Wish


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


def digest_view(channel: Channel, wish: Wish, now: Subscription | None, zone: str) -> Json:
    """The modal that makes or changes a channel's digest, filled with what is known."""
    at = wish.at or (now.at if now else MORNING)
    days = wish.days or (now.days if now else frozenset(range(7)))
    length = wish.length or (now.length if now else Length.BRIEF)
    shown_zone = wish.zone or (now.zone if now else zone)
    chosen = wish.topics if wish.topics is not None else (now.topics if now else ())
    topics = "\n".join(chosen)
    blocks = [
        _input(
            "topics",
            "Topics, one a line; none for the top of the news",
            {"type": "plain_text_input", "multiline": True, "max_length": limits.INPUT}
            | ({"initial_value": topics[: limits.INPUT]} if topics else {}),
            optional=True,
        ),
        _input("at", "Time", {"type": "timepicker", "initial_time": f"{at:%H:%M}"}),
        _input(ZONE, "Time zone", _zone_picker(shown_zone)),
        _input("days", "Days", _day_boxes(days)),
        _input("length", "Length", _length_buttons(length)),
    ]
    return {
        **_modal(DIGEST, "News digest", "Save", blocks),
        "private_metadata": json.dumps({"channel": channel.id, "workspace": channel.workspace}),
    }


def wrong_view(brief: str) -> Json:
    """The modal that asks what is wrong with a brief."""
    reason = {"type": "plain_text_input", "multiline": True, "max_length": 1_000}
    blocks = [_input("reason", "What is wrong or not useful?", reason)]
    return {**_modal(WRONG, "Wrong or not useful", "Send", blocks), "private_metadata": brief}


def zone_options(typed: str) -> list[Json]:
    """The time zones whose names hold what was typed."""
    part = typed.strip().replace(" ", "_").casefold()
    found = [one for one in _zones() if part in one.casefold()]
    return [option(one, one) for one in found[:MOST_ZONES]]


def filled(view: Mapping[str, Any]) -> Filled:
    """What was filled in."""
    values = view["state"]["values"]
    place = json.loads(view["private_metadata"])
    topics = str(values["topics"]["topics"].get("value") or "")
    lines = (one.strip() for one in topics.replace(",", "\n").splitlines())
    wish = Wish(
        topics=tuple(dict.fromkeys(one for one in lines if one)),
        at=time.fromisoformat(values["at"]["at"]["selected_time"]),
        zone=values[ZONE][ZONE]["selected_option"]["value"],
        days=frozenset(int(one["value"]) for one in values["days"]["days"]["selected_options"]),
        length=Length(values["length"]["length"]["selected_option"]["value"]),
    )
    return Filled(Channel("slack", place["workspace"], place["channel"]), wish)


def reason(view: Mapping[str, Any]) -> str:
    """What somebody wrote of a brief."""
    return clean(view["state"]["values"]["reason"]["reason"].get("value"))


def blank(channel: Channel, zone: str, now: datetime) -> Subscription:
    """The digest of a channel for which nothing was said: every morning, the top of the news."""
    return Subscription(channel, MORNING, zone, now)


def wished(wish: Wish, before: Subscription, owner: Person, now: datetime) -> Subscription:
    """A channel's subscription as `owner` changes it; what was not said stays as it was."""
    return replace(
        before,
        at=wish.at or before.at,
        zone=_as_spelled(wish.zone) if wish.zone else before.zone,
        since=now,
        days=before.days if wish.days is None else wish.days,
        topics=before.topics if wish.topics is None else wish.topics,
        length=wish.length or before.length,
        owner=owner,
        state=SubscriptionState.ACTIVE,
        reason=None,
    )


def subscription_words(one: Subscription) -> str:
    """A digest in a sentence: "ukraine, chad · weekdays at 08:00 Europe/Kyiv · full"."""
    topics = ", ".join(one.topics) or "the top of the news"
    state = "" if one.state is SubscriptionState.ACTIVE else f" · {one.state.value}"
    why = f": {one.reason}" if one.reason else ""
    return (
        f"{shortened(clean(topics), 300)} · {days_words(one.days)} at {one.at:%H:%M} {one.zone}"
        f" · {one.length.value}{state}{why}"
    )


def days_words(days: frozenset[int]) -> str:
    """Days as people say them."""
    named = {frozenset(range(7)): "every day", frozenset(range(5)): "weekdays"}
    return named.get(days) or ", ".join(DAYS[day][:3] for day in sorted(days))


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
        option(f"{one.at:%H:%M} {one.zone}: {', '.join(one.topics) or 'top'}", one.channel.id)
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
    return {**picker, "initial_option": option(zone, zone)} if zone in _zones() else picker


def _day_boxes(days: frozenset[int]) -> Json:
    options = [option(name, str(number)) for number, name in enumerate(DAYS)]
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


def _as_spelled(zone: str) -> str:
    """A time zone as its name is written: "europe/kyiv" is Europe/Kyiv."""
    return next((one for one in _zones() if one.casefold() == zone.casefold()), zone)


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))
