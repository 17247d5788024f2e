"""A correction reaches the platforms, whatever an edit meets."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.delivery.corrections import edit_posts
from bot.models import Post
from bot.store import briefs, corrections
from bot.store.corrections import Copies
from bot.store.engine import Store, open_store
from tests.standins.board import Board
from tests.standins.digests import NOW, brief, channel
from tests.standins.processes import Clock

POSTS = 3


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def name(store: Store) -> str:
    """A corrected brief that stands in three channels."""
    made = str(briefs.save_brief(store, brief(), now=NOW).id)
    for number in range(POSTS):
        briefs.add_post(store, made, Post(channel(f"C{number}", "discord"), "1"), now=NOW)
    corrections.correct(store, made, "Two dams.", now=NOW)
    return made


def test_every_copy_is_edited_once(store: Store, name: str) -> None:
    clock = Clock(NOW)
    board = Board(clock)
    assert asyncio.run(edit_posts(store, {"discord": board}, clock)) == POSTS
    assert asyncio.run(edit_posts(store, {"discord": board}, clock)) == 0
    assert {shown.correction for _, shown in board.edits if hasattr(shown, "correction")} == {
        "Two dams."
    }
    assert corrections.copies(store, name) == Copies(POSTS, owed=0, failed=0)


def test_an_edit_that_fails_is_made_again_and_a_refused_one_is_not(store: Store, name: str) -> None:
    clock = Clock(NOW)
    board = Board(clock)
    board.outcomes.extend(["lost", "refused", "delayed 30"])
    assert asyncio.run(edit_posts(store, {"discord": board}, clock)) == 0
    assert corrections.copies(store, name) == Copies(POSTS, owed=2, failed=1)
    clock.now += timedelta(hours=1)
    assert asyncio.run(edit_posts(store, {"discord": board}, clock)) == POSTS - 1
    assert corrections.copies(store, name) == Copies(POSTS, owed=0, failed=1)


def test_a_platform_that_is_not_connected_is_waited_for(store: Store, name: str) -> None:
    clock = Clock(NOW)
    assert asyncio.run(edit_posts(store, {}, clock)) == 0
    clock.now += timedelta(hours=1)
    assert asyncio.run(edit_posts(store, {"discord": Board(clock)}, clock)) == POSTS
    assert corrections.copies(store, name).owed == 0
