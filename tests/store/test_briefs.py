"""Briefs and digests are kept as they were made, until they are corrected or old."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import NotFoundError
from bot.models import Post
from bot.newsroom import status
from bot.store import briefs, corrections
from bot.store.engine import Store
from tests.standins.digests import NOW, brief, channel, corrected, digest

DAY = timedelta(days=1)


def test_a_brief_gets_an_id_and_is_found_by_it_and_its_asker(store: Store) -> None:
    first = briefs.save_brief(store, brief("s1"), asker="ann", now=NOW)
    second = briefs.save_brief(store, brief("s2"), asker="ann", now=NOW + DAY)
    briefs.save_brief(store, brief("s3"), asker="bob", now=NOW)
    assert first.id is not None
    assert briefs.brief(store, first.id) == first
    assert briefs.recent(store, "ann", limit=5) == (second, first)


def test_what_is_not_kept_is_said_so(store: Store) -> None:
    for ask in (briefs.brief, briefs.digest):
        with pytest.raises(NotFoundError):
            ask(store, "nothing")
    with pytest.raises(NotFoundError):
        briefs.add_post(store, "nothing", Post(channel(), "1"), now=NOW)


def test_a_digest_shows_its_briefs_as_they_are_now(store: Store) -> None:
    made = briefs.save_digest(store, digest("s1", "s2"), now=NOW)
    first = made.items[0].brief
    assert made.id is not None
    assert first.id is not None
    assert briefs.digest(store, made.id) == made
    corrections.correct(store, first.id, "It was two dams.", now=NOW)
    shown = [item.brief for item in briefs.digest(store, made.id).items]
    assert shown == [corrected(first, "It was two dams."), made.items[1].brief]


def test_old_digests_go_and_their_briefs_with_them(store: Store) -> None:
    briefs.save_digest(store, digest("s1", "s2"), now=NOW - 9 * DAY)
    young = briefs.save_digest(store, digest("s3"), now=NOW)
    assert briefs.prune(store, before=NOW - DAY) == 3
    assert young.id is not None
    assert briefs.digest(store, young.id) == young


def test_points_that_were_left_out_are_counted_from_a_time_on(store: Store) -> None:
    bad = replace(brief("s1"), rejected=("changed", "half"))
    briefs.save_brief(store, bad, now=NOW - DAY)
    made = digest("s2")
    item = replace(made.items[0], brief=replace(made.items[0].brief, rejected=("loss",)))
    briefs.save_digest(store, replace(made, items=(item,)), now=NOW)
    assert briefs.rejected(store, since=NOW - DAY) == 3
    assert briefs.rejected(store, since=NOW) == 1
    assert status.of(store, NOW).rejected == 3
