"""A brief leads to its story's page, once, where there are pages."""

import json
from dataclasses import replace

from adapters.discord.rendering import digests as in_discord
from adapters.discord.rendering import layout
from adapters.matrix.rendering import digest_message as in_matrix
from adapters.mattermost.rendering import digest_post as in_mattermost
from adapters.slack.rendering.blocks import posted_message
from adapters.slack.rendering.digests import digest_message
from adapters.teams.rendering import digest_message as in_teams
from tests.standins.cards import PLAIN
from tests.standins.digests import digest

PAGE = "https://news.example/story/7"


def count(message: object) -> int:
    return json.dumps(message, default=str).count(PAGE)


def test_a_posted_brief_leads_to_its_page() -> None:
    linked = replace(PLAIN, permalink=PAGE)
    assert count(posted_message(linked).blocks) == count(layout.posted(linked)) == 1
    assert count(posted_message(PLAIN).blocks) == count(layout.posted(PLAIN)) == 0


def test_of_a_digest_the_lead_alone_does() -> None:
    plain = digest("s1", "s2")
    items = [replace(one, brief=replace(one.brief, permalink=PAGE)) for one in plain.items]
    linked = replace(plain, items=tuple(items))
    assert count(digest_message(linked).blocks) == 1
    assert count(in_discord.digest(linked)) == 1
    assert in_teams(linked).decode().count(PAGE) == 1
    assert in_mattermost(linked).count(PAGE) == 1
    assert in_matrix(linked)["formatted_body"].count(PAGE) == 1
