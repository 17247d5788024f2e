"""Whole messages as each platform is sent them, held against the files beside this test.

    pytest tests/adapters/chat --write-snapshots

writes them anew after a wanted change; what `git diff` then shows is what people will see.
"""

import json
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from adapters.chat import digest_options, lines
from adapters.chat.card import Action
from adapters.chat.digest_options import DigestOptions
from adapters.chat.lines import MomentRun, Named, NameRun, TextRun
from adapters.chat.managing.panel import DigestPanel
from adapters.discord.rendering import digests, forms, layout
from adapters.discord.rendering.custom_ids import Click
from adapters.matrix import rendering as matrix
from adapters.mattermost import rendering as mattermost
from adapters.slack.asking import help_message, topics_message
from adapters.slack.rendering import blocks, views
from adapters.slack.rendering.digests import (
    digest_message,
    panel_message,
    preview_message,
    preview_view,
    why_message,
)
from adapters.slack.rendering.elements import Message
from adapters.slack.rendering.views import SlackPlace
from adapters.teams import rendering as teams
from bot.models import Channel, Length
from bot.translation import Translation, available
from tests.standins.cards import AGENDAS, ALERT, ANSWERS, BRIEFS, DIGESTS, MORNING, NOW, TIMELINES
from tests.standins.digests import subscription

HERE = Channel("slack", "T1", "C1")
SET = replace(subscription(), topics=("skerry", "grain"), days=frozenset({0, 4}))
BLANK = digest_options.blank(HERE, "Europe/Kyiv", NOW)
SAID = DigestOptions(("chad",), time(17, 30), "Europe/Paris", frozenset({6}), Length.FULL)
PANEL = DigestPanel(
    HERE,
    (
        lines.said("Saved."),
        (TextRun("Digest of ", is_bold=True), lines.channel("C1")),
        (TextRun("Set by "), NameRun(Named.PERSON, "U1")),
        (*lines.said("The next one comes "), MomentRun(NOW)),
        (*lines.said("It is *paused*: "), lines.command("/digest resume")),
    ),
    (Action.CHANGE, Action.POST_NOW, Action.PAUSE, Action.STOP),
)
TELLING = ("morning", "corrected", "hostile", "right_to_left", "with_dates", "empty_and_silent")
FILES = Path(__file__).parent / "snapshots"

Json = dict[str, Any]


TRANSLATIONS = tuple(map(Translation, available()[1:]))


def sent(message: Message) -> Json:
    return {"text": message.text, "blocks": list(message.blocks)}


def slack() -> dict[str, dict[str, Json]]:
    near, here = ANSWERS["nothing"], ANSWERS["plain"]
    return {
        "answers": {name: sent(blocks.answer_message(one)) for name, one in ANSWERS.items()}
        | {"near_a_command": sent(blocks.answer_message(near, near="top"))}
        | {"in_a_direct_message": sent(blocks.answer_message(here, can_post=False))},
        "posts": {name: sent(blocks.posted_message(one)) for name, one in BRIEFS.items()},
        "languages": {
            tr.lang: sent(blocks.posted_message(BRIEFS["full"], tr)) for tr in TRANSLATIONS
        },
        "sources": {name: sent(blocks.sources_message(one)) for name, one in BRIEFS.items()},
        "timelines": {name: sent(blocks.turns_message(one)) for name, one in TIMELINES.items()},
        "agendas": {name: sent(blocks.turns_message(one)) for name, one in AGENDAS.items()},
        "digests": {name: sent(digest_message(one)) for name, one in DIGESTS.items()}
        | {mention: sent(digest_message(MORNING, mention)) for mention in ("S0G", "U0P", "nobody")}
        | {
            "preview": sent(preview_message(MORNING, "C1", "S0G")),
            "why": sent(why_message(MORNING)),
            "alert": sent(digest_message(ALERT)),
        }
        | {"preview_long": sent(preview_message(DIGESTS["long"], "C1"))},
        "forms": {
            "digest": views.digest_view(SlackPlace(HERE), BLANK),
            "a_change": views.digest_view(
                SlackPlace(HERE, "#news"), replace(SET, length=Length.FLASH)
            ),
            "another": views.digest_view(
                SlackPlace(HERE, "#news", is_new=True), replace(BLANK, zone="UTC")
            ),
            "in_one_line": views.digest_view(
                SlackPlace(HERE), digest_options.changed(SET, SAID, SET.owner, SET.since)
            ),
            "preview": preview_view(MORNING),
            "wrong": views.wrong_view("b1"),
            "home": views.home_view([SET], [one for one in BRIEFS.values() if one.sources]),
            "home_of_nobody": views.home_view([], []),
        },
        "words": {
            "help": sent(help_message()),
            "topics": sent(topics_message(("skerry", "grain"), "")),
            "no_topics": sent(topics_message((), "zz")),
            "nothing_read": sent(topics_message((), "")),
            "panel": sent(panel_message(PANEL)),
            "panels": sent(panel_message(PANEL, replace(PANEL, mark="1902c491"))),
            "zones": {"options": views.zone_options("kyi")},
        },
    }


def discord() -> dict[str, dict[str, Json]]:
    return {
        "answers": {name: layout.answer(one) for name, one in ANSWERS.items()},
        "posts": {name: layout.posted(one) for name, one in BRIEFS.items()},
        "languages": {tr.lang: layout.posted(BRIEFS["full"], tr) for tr in TRANSLATIONS},
        "sources": {name: layout.sources(one) for name, one in BRIEFS.items()},
        "timelines": {name: layout.turns(one) for name, one in TIMELINES.items()},
        "agendas": {name: layout.turns(one) for name, one in AGENDAS.items()},
        "digests": {name: digests.digest(one, "key") for name, one in DIGESTS.items()}
        | {"with_a_role": digests.digest(MORNING, "key", "42")}
        | {"preview": digests.preview(MORNING, "2000", "42"), "why": digests.why(MORNING)}
        | {"alert": digests.digest(ALERT, "key")}
        | {"preview_long": digests.preview(DIGESTS["long"])},
        "rest": {
            f"{name}_{'private' if is_private else 'public'}": layout.rest(
                BRIEFS[name], is_private=is_private
            )
            for name in ("plain", "full", "of_a_link")
            for is_private in (True, False)
        },
        "words": {
            "copy_in_a_thread": layout.posted(BRIEFS["full"], key="key"),
            "wrong": forms.wrong_form(Click(Action.WRONG, "b1")),
            "digest_form": forms.digest_form(Click(Action.CHANGE, key="200"), SET),
            "another_form": forms.digest_form(Click(Action.ANOTHER, key="200"), SET, is_new=True),
            "panels": layout.panel(PANEL, replace(PANEL, mark="1902c491")),
            "panel": layout.panel(PANEL),
            "notice": layout.notice("One line.", "", "And another."),
            "titles": {name: digests.title(one) for name, one in DIGESTS.items()},
        },
    }


def one_way() -> dict[str, dict[str, Any]]:
    """Digests on the platforms that take posts alone."""
    made = {name: DIGESTS[name] for name in TELLING} | {"alert": ALERT}
    return {
        "teams": {name: json.loads(teams.digest_message(one)) for name, one in made.items()},
        "mattermost": {
            name: mattermost.digest_post(one).split("\n\n") for name, one in made.items()
        },
        "matrix": {name: matrix.digest_message(one, "key") for name, one in made.items()},
    }


CASES = {
    f"{platform}_{form}": messages
    for platform, shown in (("slack", slack()), ("discord", discord()))
    for form, messages in shown.items()
} | {f"{platform}_digests": messages for platform, messages in one_way().items()}


@pytest.mark.parametrize("name", CASES)
def test_messages_are_what_they_were(name: str, *, write_snapshots: bool) -> None:
    file = FILES / f"{name}.json"
    if write_snapshots:
        shown = json.dumps(CASES[name], ensure_ascii=False, indent=1)
        file.write_text(f"{shown}\n", encoding="utf-8")
    assert json.loads(file.read_text(encoding="utf-8")) == CASES[name]


def test_every_stored_file_is_of_a_case() -> None:
    assert {file.stem for file in FILES.glob("*.json")} == set(CASES)
