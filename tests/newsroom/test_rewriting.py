"""When a brief is put into a model's words, and when it stays as it is."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.briefing import story as composing
from bot.briefing.extract.compose import Shares
from bot.briefing.model.protocols import Endpoint
from bot.briefing.model.summarizer import Budget
from bot.models import Brief, Length
from bot.newsroom.context import Context
from bot.newsroom.rewriting import by_model
from bot.store import model
from bot.store.engine import open_store
from tests.standins.stories import stories
from tests.stories.topic_set import GAZETTEER

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
NOBODY = Endpoint("http://127.0.0.1:9", "nobody")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    yield Context(store, GAZETTEER, Shares(), ZoneInfo("UTC"))
    store.close()


def test_what_the_model_is_not_to_tell_is_not_asked_of_it(context: Context) -> None:
    story = stories()[0]
    brief = composing.brief(story, Length.BRIEF, NOW, Shares(), outlets=1)
    known = replace(brief, told_before=NOW)

    async def rewritten() -> tuple[Brief, Brief, Brief]:
        async with by_model(context, NOBODY, Budget(seconds=1), "choose", lambda: NOW) as editor:
            return (
                await editor.rewrite(known, story.articles, Length.BRIEF),
                await editor.rewrite(brief, (), Length.BRIEF),
                await editor.rewrite(brief, story.articles, Length.BRIEF),
            )

    assert asyncio.run(rewritten()) == (known, brief, brief)
    counted = model.spent(context.store, NOW.date()).fallbacks
    assert sum(counted.values()) == 1
