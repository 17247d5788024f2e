"""Whole messages as each platform is sent them, held against the files beside this test.

    pytest tests/adapters/chat --write-snapshots

writes them anew after a wanted change; what `git diff` then shows is what people will see.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.rendering import digests, layout
from adapters.slack.rendering import blocks
from adapters.slack.rendering.digests import digest_message
from adapters.slack.rendering.elements import Message
from tests.standins.cards import ANSWERS, BRIEFS, DIGESTS, MORNING

FILES = Path(__file__).parent / "snapshots"

Json = dict[str, Any]


def sent(message: Message) -> Json:
    return {"text": message.text, "blocks": list(message.blocks)}


def slack() -> dict[str, dict[str, Json]]:
    near, here = ANSWERS["nothing"], ANSWERS["plain"]
    return {
        "answers": {name: sent(blocks.answer_message(one)) for name, one in ANSWERS.items()}
        | {"near_a_command": sent(blocks.answer_message(near, "top"))}
        | {"in_a_direct_message": sent(blocks.answer_message(here, can_post=False))},
        "posts": {name: sent(blocks.posted_message(one)) for name, one in BRIEFS.items()},
        "sources": {name: sent(blocks.sources_message(one)) for name, one in BRIEFS.items()},
        "digests": {name: sent(digest_message(one)) for name, one in DIGESTS.items()}
        | {mention: sent(digest_message(MORNING, mention)) for mention in ("S0G", "U0P", "nobody")},
    }


def discord() -> dict[str, dict[str, Json]]:
    return {
        "answers": {name: layout.answer(one) for name, one in ANSWERS.items()},
        "posts": {name: layout.posted(one) for name, one in BRIEFS.items()},
        "sources": {name: layout.sources(one) for name, one in BRIEFS.items()},
        "digests": {name: digests.digest(one, "key") for name, one in DIGESTS.items()}
        | {"with_a_role": digests.digest(MORNING, "key", "42")}
        | {"preview": digests.preview(MORNING, "2000"), "why": digests.why(MORNING)},
    }


CASES = {
    f"{platform}_{form}": messages
    for platform, shown in (("slack", slack()), ("discord", discord()))
    for form, messages in shown.items()
}


@pytest.mark.parametrize("name", CASES)
def test_messages_are_what_they_were(name: str, *, write_snapshots: bool) -> None:
    file = FILES / f"{name}.json"
    if write_snapshots:
        shown = json.dumps(CASES[name], ensure_ascii=False, indent=1)
        file.write_text(f"{shown}\n", encoding="utf-8")
    assert json.loads(file.read_text(encoding="utf-8")) == CASES[name]


def test_every_stored_file_is_of_a_case() -> None:
    assert {file.stem for file in FILES.glob("*.json")} == set(CASES)
