"""Pure. The modals and the App Home: what they ask, and what was filled in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from adapters.chat import digest_line, digest_text, guide, languages, times
from adapters.chat.brief_card import HEADLINE, NAME, UNTITLED
from adapters.chat.digest_options import DigestOptions
from adapters.chat.lines import Line, TextRun, between, said
from adapters.chat.managing import panel, wishes
from adapters.chat.text import clean, shortened
from adapters.slack.commands import TYPED
from adapters.slack.rendering import elements as parts
from adapters.slack.rendering import limits
from adapters.slack.rendering.digests import panel_buttons
from adapters.slack.rendering.elements import Json
from bot.models import MOST_NAME, Brief, Channel, Length, Subscription
from bot.text import zones
from bot.translation import ENGLISH, Translation, formats, translatable

DIGEST, WRONG = "digest_wish", "wrong"
ZONE, SOURCES, ALERTS = "zone", "sources", "alerts"
PREVIEW = "digest_preview"
OPEN_BRIEF = "open_brief"
MOST_SUBSCRIPTIONS = 20

_LENGTHS = {
    Length.FLASH: translatable("Flash: a sentence each"),
    Length.BRIEF: translatable("Brief: the usual"),
    Length.FULL: translatable("Full: more of each"),
}
COMMANDS = (
    (translatable("/brief ukraine"), translatable("a topic, as you would say it")),
    ("/brief https://…", translatable("any article")),
    ("/brief top", translatable("what matters most now")),
    ("/brief digest", translatable("a digest for this channel, every day at your hour")),
    ("/brief new", translatable("what is new since you were last told")),
    (
        translatable("/brief my digest at 7, ukraine, grain"),
        translatable("a digest for you alone, in direct messages"),
    ),
    ("/brief topics", translatable("what the news is about")),
    ("/brief sources", translatable("where the news comes from, and how to add to it")),
    (
        translatable("/brief digest ukraine, chad at 08:00 Europe/Kyiv on weekdays"),
        translatable("the same in one line"),
    ),
    (
        translatable("/brief digest top at 9"),
        translatable("the top of the news, and no topics"),
    ),
    (
        translatable("/brief digest show, pause, resume, now or stop"),
        translatable("what becomes of it"),
    ),
)


@dataclass(frozen=True, slots=True)
class SlackPlace:
    """A channel that a digest is for, and what people call it, where that is known; which of its
    digests a form is about, by its mark, or that it makes one more."""

    channel: Channel
    name: str = ""
    mark: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in about a channel's digest, and the name of one more."""

    place: SlackPlace
    options: DigestOptions
    name: str | None = None


def help_blocks(tr: Translation = ENGLISH) -> list[Json]:
    """What can be asked."""
    more = (tr("Mention me for an answer everybody sees"),
            tr("“Brief this” in a message's menu briefs its link"))  # fmt: skip
    return [parts.listed(guide.listing(COMMANDS, tr)), parts.context(map(said, more))]


def digest_view(place: SlackPlace, shown: Subscription, tr: Translation = ENGLISH) -> Json:
    """The modal that makes or changes a channel's digest, filled with what is known of it."""
    topics = "\n".join(shown.topics)
    named = digest_line.sources_written(shown, tr)
    named_new = (
        _input(
            "name",
            tr("Name, such as weekly; none to name it by its topics"),
            _field(shown.name, MOST_NAME),
            optional=True,
        ),
    )
    sources = _input(
        SOURCES,
        tr("Sources: only from …; never from …; without …"),
        _field(named, limits.INPUT),
        optional=True,
    )  # left out where there is no room for all of it, which then stays as it is
    blocks = [
        *(named_new if place.is_new else ()),
        _input(
            "topics",
            tr("Topics, one a line; none for the top of the news"),
            {**_field(topics[: limits.INPUT], limits.INPUT), "multiline": True},
            optional=True,
        ),
        _input(
            "at", tr("Time"), {"type": "timepicker", "initial_time": times.clock_words(shown.at)}
        ),
        _input(ZONE, tr("Time zone"), _zone_picker(shown.zone, tr)),
        _input("days", tr("Days"), _day_boxes(shown.days, tr)),
        _input("length", tr("Length"), _length_buttons(shown.length, tr)),
        _input(
            "languages",
            tr("Languages; none for any"),
            _language_menu(shown.languages, tr),
            optional=True,
        ),
        _input(
            "only",
            tr("What is told only in other languages"),
            _only_box(tr, is_only=shown.only_languages),
            optional=True,
        ),
        _input(
            ALERTS,
            tr("Alerts a day at most; none for no alerts"),
            {
                "type": "number_input",
                "is_decimal_allowed": False,
                "min_value": "0",
                "max_value": str(digest_text.MOST_ALERTS),
            }
            | ({"initial_value": str(shown.alerts)} if shown.alerts else {}),
            optional=True,
        ),
        *([sources] if len(named) <= limits.INPUT else ()),
        parts.actions([parts.button(tr("Preview"), PREVIEW, "preview")]),
    ]
    return {
        **_form(DIGEST, tr("News digest"), tr("Save"), blocks, tr),
        "private_metadata": json.dumps(
            [place.channel.workspace, place.channel.id, place.name, place.mark, place.is_new]
        ),
    }


def wrong_view(brief: str, tr: Translation = ENGLISH) -> Json:
    """The modal that asks what is wrong with a brief."""
    reason = {"type": "plain_text_input", "multiline": True, "max_length": 1_000}
    blocks = [_input("reason", tr("What is wrong or not useful?"), reason)]
    form = _form(WRONG, tr("Wrong or not useful"), tr("Send"), blocks, tr)
    return {**form, "private_metadata": brief}


def said_view(text: str, tr: Translation = ENGLISH) -> Json:
    """A sentence of ours on top of a form."""
    return parts.modal(tr("Preview"), [parts.words(said(text))], tr("Back"))


def zone_options(typed: str) -> list[Json]:
    """The time zones whose names hold what was typed."""
    return [parts.option(zones.written(one), one) for one in zones.suggested(typed)]


def filled(view: Mapping[str, Any]) -> Filled:
    """What was filled in; before a form is sent, it may have no zone yet."""
    values = view["state"]["values"]
    options = DigestOptions(
        topics=digest_text.topics(str(values["topics"]["topics"].get("value") or "")),
        at=times.clock(values["at"]["at"]["selected_time"]),
        zone=(values[ZONE][ZONE].get("selected_option") or {}).get("value"),
        days=frozenset(int(one["value"]) for one in values["days"]["days"]["selected_options"]),
        length=Length(values["length"]["length"]["selected_option"]["value"]),
        languages=tuple(one["value"] for one in _chosen(values, "languages")),
        only_languages=bool(_chosen(values, "only")),
        alerts=int((values.get(ALERTS) or {}).get(ALERTS, {}).get("value") or 0),
    )
    if SOURCES in values:
        lists = digest_text.sources(str(values[SOURCES][SOURCES].get("value") or ""))
        options = replace(options, **lists.said())
    name = wishes.name_written((values.get("name") or {}).get("name", {}).get("value"))
    return Filled(place_of(view), options, name)


def _chosen(values: Mapping[str, Any], name: str) -> list[Json]:
    return (values.get(name) or {}).get(name, {}).get("selected_options") or []


def place_of(view: Mapping[str, Any]) -> SlackPlace:
    """The channel that the modal was opened for."""
    named = json.loads(view["private_metadata"])
    return SlackPlace(Channel("slack", *named[:2]), *named[2:])


def reason(view: Mapping[str, Any]) -> str:
    """What somebody wrote of a brief."""
    return clean(view["state"]["values"]["reason"]["reason"].get("value"))


def home_view(
    subscriptions: Sequence[Subscription], recent: Sequence[Brief], tr: Translation = ENGLISH
) -> Json:
    """The App Home: the person's digests, each with what can be done about it, their last briefs,
    and how to use it."""
    blocks = [parts.header(tr("Your digests")), *_digests(subscriptions[:MOST_SUBSCRIPTIONS], tr)]
    blocks += [parts.header(tr("Your last briefs")), *_briefs(recent, tr)]
    return {
        "type": "home",
        "blocks": [*blocks, parts.header(tr("How to use me")), *help_blocks(tr)],
    }


def _digests(subscriptions: Sequence[Subscription], tr: Translation) -> Iterator[Json]:
    for one in subscriptions:
        whose = panel.name_of(one, tr) if one.personal else panel.channel_of(one)
        named = (*whose, TextRun(f": {panel.written(one, tr)}"))
        state = panel.state(one, TYPED, tr)
        yield parts.words(between((named, state), "\n"))
        yield parts.actions(panel_buttons(panel.of(one, TYPED, None, None, tr)))
    if not subscriptions:
        text = tr("None yet. Type {command} in a channel to make one.", command="/brief digest")
        yield parts.words(said(text))


def _briefs(recent: Sequence[Brief], tr: Translation) -> Iterator[Json]:
    shown = [_brief_line(one, tr) for one in recent]
    yield parts.rich(parts.bullets(shown) if shown else parts.paragraph(said(tr("None."))))
    options = [parts.option(one.headline or tr(UNTITLED), one.id) for one in recent
               if one.id and parts.is_choice(one.id)]  # fmt: skip
    if options:
        yield parts.actions([parts.menu(OPEN_BRIEF, tr("Read one again…"), options)])


def _brief_line(one: Brief, tr: Translation) -> Line:
    links = tuple(source.url for source in one.sources if source.url)
    outlet = shortened(clean(one.sources[0].outlet), NAME) if one.sources else ""
    words = TextRun(shortened(clean(one.headline) or tr(UNTITLED), HEADLINE), links)
    return between(((words,), said(outlet) if outlet else ()))


def _input(name: str, label: str, element: Json, *, optional: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": name,
        "label": parts.plain(label),
        "element": {**element, "action_id": name},
        "optional": optional,
    }


def _zone_picker(zone: str, tr: Translation) -> Json:
    picker = {
        "type": "external_select",
        "min_query_length": 2,
        "placeholder": parts.plain(tr("A city, such as Kyiv")),
    }
    return picker | (
        {"initial_option": parts.option(zones.written(zone), zone)} if zone in zones.names() else {}
    )


def _day_boxes(days: frozenset[int], tr: Translation) -> Json:
    options = [parts.option(name, str(number)) for number, name in enumerate(formats.weekdays(tr))]
    chosen = [options[day] for day in sorted(days) if day < len(options)]
    boxes = {"type": "checkboxes", "options": options}
    return {**boxes, "initial_options": chosen} if chosen else boxes


def _length_buttons(length: Length, tr: Translation) -> Json:
    options = {one: parts.option(tr(words), one.value) for one, words in _LENGTHS.items()}
    return {
        "type": "radio_buttons",
        "options": list(options.values()),
        "initial_option": options[length],
    }


def _language_menu(chosen: Sequence[str], tr: Translation) -> Json:
    options = {lang: parts.option(name, lang) for lang, name in languages.choices(tr).items()}
    known = [options[lang] for lang in chosen if lang in options]
    menu = {"type": "multi_static_select", "options": list(options.values())}
    return {**menu, "initial_options": known} if known else menu


def _field(shown: str, most: int) -> Json:
    """A field for text, filled with what is shown; Slack refuses an empty one as its beginning."""
    field = {"type": "plain_text_input", "max_length": most}
    return {**field, "initial_value": shown} if shown else field


def _only_box(tr: Translation, *, is_only: bool) -> Json:
    left_out = parts.option(tr("is left out, and not shown in a line"), "only")
    box = {"type": "checkboxes", "options": [left_out]}
    return {**box, "initial_options": [left_out]} if is_only else box


def _form(callback: str, title: str, submit: str, blocks: list[Json], tr: Translation) -> Json:
    sent = {"callback_id": callback, "submit": parts.plain(submit)}
    return {**parts.modal(title, blocks, tr("Cancel")), **sent}
