"""A correction reaches every post of the brief, however often it breaks off."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import NotFoundError
from bot.models import Brief, Digest, Post
from bot.store import briefs, corrections, deliveries
from bot.store.corrections import Copies
from bot.store.deliveries import Decision
from bot.store.engine import Store
from tests.standins.digests import NOW, brief, channel, delivery, digest

LEASE = timedelta(minutes=1)


def posted(store: Store) -> str:
    """A brief that stands in a digest's post and in one of its own."""
    deliveries.decide(store, [Decision(delivery())], now=NOW)
    (claim,) = deliveries.claim(store, "slack", now=NOW, limit=1, lease=LEASE)
    made = deliveries.composed(store, claim, digest(), {}, now=NOW)
    assert made is not None
    deliveries.intend(store, claim, at=NOW, now=NOW)
    deliveries.sent(store, claim, Post(channel(), "1"), appeared=NOW, now=NOW)
    name = made.items[0].brief.id
    assert name is not None
    briefs.add_post(store, name, Post(channel("C2"), "2", thread="3"), now=NOW)
    return name


def test_a_post_is_corrected_in_the_language_that_it_is_in(store: Store) -> None:
    name = posted(store)
    german = Post(channel("C3"), "4", lang="de")
    briefs.add_post(store, name, german, now=NOW)
    corrections.correct(store, name, "Two dams.", now=NOW)
    due = corrections.claim_edits(store, now=NOW, limit=9, lease=LEASE)
    assert {one.post.lang for one in due} == {"en", "de"}
    assert german in [one.post for one in due]


def test_every_post_of_a_corrected_brief_is_to_be_edited_once(store: Store) -> None:
    name = posted(store)
    other = briefs.save_brief(store, brief("s2"), now=NOW)
    briefs.add_post(store, str(other.id), Post(channel("C3"), "4"), now=NOW)
    note = corrections.correct(store, name, "Two dams.", now=NOW)
    assert corrections.copies(store, name) == Copies(posts=2, owed=2, failed=0)
    edits = corrections.claim_edits(store, now=NOW, limit=9, lease=LEASE)
    assert {edit.post for edit in edits} == {Post(channel(), "1"), Post(channel("C2"), "2", "3")}
    for edit in edits:
        shown = edit.now.items[0].brief if isinstance(edit.now, Digest) else edit.now
        assert shown == note
        corrections.edited(store, edit, now=NOW)
    assert corrections.copies(store, name) == Copies(posts=2, owed=0, failed=0)
    assert corrections.correct(store, name, "Two dams.", now=NOW + LEASE) == note
    assert not corrections.claim_edits(store, now=NOW + LEASE, limit=9, lease=LEASE)


def test_another_channels_copy_of_the_same_words_is_corrected_too(store: Store) -> None:
    name = posted(store)
    told = briefs.brief(store, name)
    same = briefs.save_brief(store, replace(told, id=None), now=NOW)
    briefs.add_post(store, str(same.id), Post(channel("C9"), "9"), now=NOW)
    corrections.correct(store, name, "Two dams.", now=NOW)
    assert corrections.copies(store, name) == Copies(posts=3, owed=3, failed=0)
    assert briefs.brief(store, str(same.id)).correction == "Two dams."


def test_an_edit_that_broke_off_is_taken_up_again(store: Store) -> None:
    name = posted(store)
    corrections.correct(store, name, "Two dams.", now=NOW)
    (first,) = corrections.claim_edits(store, now=NOW, limit=1, lease=LEASE)
    corrections.edited(store, first, now=NOW)
    (second,) = corrections.claim_edits(store, now=NOW, limit=9, lease=LEASE)
    assert not corrections.claim_edits(store, now=NOW, limit=9, lease=LEASE)
    (again,) = corrections.claim_edits(store, now=NOW + LEASE, limit=9, lease=LEASE)
    assert again == second
    corrections.edit_failed(store, again, "message_not_found", retry=None)
    assert corrections.copies(store, name) == Copies(posts=2, owed=0, failed=1)


def test_the_same_note_settles_a_siblings_complaints_and_tries_again_what_failed(
    store: Store,
) -> None:
    name = posted(store)
    same = briefs.save_brief(store, replace(briefs.brief(store, name), id=None), now=NOW)
    for one in (name, str(same.id)):
        corrections.complain(store, one, "ann", "It was 12.", now=NOW)
    corrections.correct(store, name, "It was 12.", now=NOW)
    assert [one.brief for one in corrections.open_complaints(store)] == [same.id]
    done, failed = corrections.claim_edits(store, now=NOW, limit=9, lease=LEASE)
    corrections.edited(store, done, now=NOW)
    corrections.edit_failed(store, failed, "missing access", retry=None)
    corrections.correct(store, str(same.id), "It was 12.", now=NOW)
    assert corrections.open_complaints(store) == ()
    assert corrections.copies(store, name) == Copies(posts=2, owed=1, failed=0)
    (again,) = corrections.claim_edits(store, now=NOW, limit=9, lease=LEASE)
    assert (again.post, again.failed) == (failed.post, 0)


def test_what_another_process_has_edited_meanwhile_stays_done(store: Store) -> None:
    name = posted(store)
    corrections.correct(store, name, "Two dams.", now=NOW)
    slow, _ = corrections.claim_edits(store, now=NOW, limit=9, lease=LEASE)
    later = corrections.claim_edits(store, now=NOW + LEASE, limit=9, lease=LEASE)
    for edit in later:
        corrections.edited(store, edit, now=NOW)
    corrections.edit_failed(store, slow, "no answer", retry=NOW)
    assert corrections.copies(store, name) == Copies(posts=2, owed=0, failed=0)


def test_a_correction_that_comes_while_a_post_is_edited_stays_owed(store: Store) -> None:
    name = posted(store)
    corrections.correct(store, name, "Two dams.", now=NOW)
    for edit in corrections.claim_edits(store, now=NOW, limit=9, lease=LEASE):
        corrections.correct(store, name, "Three dams.", now=NOW)
        corrections.edited(store, edit, now=NOW)
    owed = corrections.claim_edits(store, now=NOW, limit=9, lease=LEASE)
    notes = {edit.now.correction for edit in owed if isinstance(edit.now, Brief)}
    assert (len(owed), notes) == (2, {"Three dams."})


def test_a_copy_posted_just_when_its_brief_was_corrected_is_edited_too(store: Store) -> None:
    made = briefs.save_brief(store, brief(), now=NOW)
    corrections.correct(store, str(made.id), "Two dams.", now=NOW)
    briefs.add_post(store, str(made.id), Post(channel(), "1"), now=NOW)
    assert corrections.copies(store, str(made.id)).owed == 1


def test_a_complaint_is_kept_once_until_it_is_settled(store: Store) -> None:
    first, second = (str(briefs.save_brief(store, brief(), now=NOW).id) for _ in range(2))
    assert corrections.complain(store, first, "ann", "It was two dams.", now=NOW)
    assert not corrections.complain(store, first, "ann", "It was two dams.", now=NOW)
    assert corrections.complain(store, second, "bob", "Dull.", now=NOW)
    assert [one.reader for one in corrections.open_complaints(store)] == ["ann", "bob"]
    corrections.correct(store, first, "Two dams.", now=NOW)
    assert [one.reason for one in corrections.open_complaints(store)] == ["Dull."]
    assert corrections.settle(store, second, now=NOW) == 1
    assert corrections.open_complaints(store) == ()


def test_a_useful_brief_is_counted_once_a_reader_and_is_no_complaint(store: Store) -> None:
    name = str(briefs.save_brief(store, brief(), now=NOW).id)
    for reader in ("ann", "ann", "bob"):
        corrections.praise(store, name, reader, now=NOW)
    assert corrections.useful(store) == 2
    assert corrections.open_complaints(store) == ()


def test_nothing_can_be_said_of_a_brief_that_is_not_kept(store: Store) -> None:
    with pytest.raises(NotFoundError):
        corrections.complain(store, "nothing", "ann", "Wrong.", now=NOW)
    with pytest.raises(NotFoundError):
        corrections.correct(store, "nothing", "Right.", now=NOW)
