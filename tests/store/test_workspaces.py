"""Of a workspace that has removed the bot nothing is kept, and all of the others."""

from dataclasses import replace

from bot.models import Channel, Feed, Person, Post
from bot.store import briefs, corrections, feeds, subscriptions, told, workspaces
from bot.store.engine import Store
from bot.store.workspaces import FORGOTTEN
from tests.standins.cards import PLAIN
from tests.standins.digests import NOW, subscription


def test_what_is_kept_of_a_workspace_goes_with_it(store: Store) -> None:
    for place in ("T1", "T10", "T_"):
        here, person = Channel("slack", place, "C1"), Person("slack", place, "U1")
        subscriptions.save(store, replace(subscription(), channel=here))
        kept = briefs.save_brief(store, replace(PLAIN, id=None), asker=str(person), now=NOW)
        briefs.add_post(store, kept.id or "", Post(here, "1.1"), now=NOW)
        for reader in (here, person):
            told.tell(store, str(reader), {"s1": "x"}, now=NOW)
            told.follow(store, str(reader), "s1", now=NOW)
        corrections.complain(store, kept.id or "", str(person), "Wrong.", now=NOW)
        inbox = Channel("mail", f"{place}@reader.example", "inbox")
        ordered = replace(subscription(), channel=inbox, owner=person, personal=True)
        subscriptions.save(store, ordered)
        feeds.add(store, [Feed(f"https://{place}.example/")], now=NOW, by=f"slack:{place}")
    for gone in ("T1", "T_"):
        workspaces.forget(store, "slack", gone)
        workspaces.forget(store, "discord", "T10")
        left = [one.subscription.channel.workspace for one in subscriptions.everything(store)]
        assert (gone in left, "T10" in left) == (False, True)
        readers = [f"slack:{gone}:C1", f"slack:{gone}:@U1"]
        assert told.last(store, readers) is None
        assert told.followed(store, readers) == ()
        assert briefs.recent(store, readers[1], limit=9) == ()
    others = ["slack:T10:C1", "slack:T10:@U1"]
    assert told.followed(store, others) == ("s1",)
    assert told.last(store, others[:1]) == told.last(store, others[1:]) == NOW
    assert len(briefs.recent(store, others[1], limit=9)) == 1
    by_mail = [one.subscription for one in subscriptions.active(store, "mail")]
    assert {one.owner for one in by_mail} == {None, Person("slack", "T10", "U1")}
    assert len(subscriptions.own(store, Person("slack", "T1", "U1"))) == 0
    assert {one.added_by for one in feeds.states(store)} == {None, "slack:T10"}
    complained = [one.reader for one in corrections.open_complaints(store)]
    assert complained[1] == "slack:T10:@U1"
    assert all(one.startswith(FORGOTTEN) for one in (complained[0], complained[2]))


def test_a_person_is_forgotten_and_nobody_else(store: Store) -> None:
    gone, other, kept = (Person("slack", "T1", name) for name in ("U1", "U2", "U10"))
    brief = briefs.save_brief(store, replace(PLAIN, id=None), asker=str(kept), now=NOW).id or ""
    for person in (gone, other, kept):
        told.tell(store, str(person), {"s1": "x"}, now=NOW)
        told.follow(store, str(person), "s1", now=NOW)
        corrections.complain(store, brief, str(person), "Wrong.", now=NOW)
    for person in (gone, other):
        assert workspaces.forget_person(store, person) == 3
        assert workspaces.forget_person(store, person) == 0
    assert told.followed(store, [str(gone), str(other)]) == ()
    assert told.followed(store, [str(kept)]) == ("s1",)
    assert len(briefs.recent(store, str(kept), limit=9)) == 1
    assert [one.reader for one in corrections.open_complaints(store)][2] == str(kept)
    assert len(corrections.open_complaints(store)) == 3


def test_a_persons_own_digests_are_forgotten_with_them_and_what_they_brought(store: Store) -> None:
    person = Person("discord", "100", "5")
    direct, shared = Channel("discord", "", "75"), Channel("discord", "100", "C1")
    own = Person("discord", "", "5")
    for where, personal in ((direct, True), (shared, False)):
        made = replace(subscription(), channel=where, owner=own, personal=personal)
        subscriptions.save(store, made)
        told.tell(store, str(where), {"s1": "x"}, now=NOW)
    assert workspaces.forget_person(store, person) == 2
    assert [one.subscription.channel for one in subscriptions.everything(store)] == [shared]
    assert told.last(store, [str(direct)]) is None
    assert told.last(store, [str(shared)]) == NOW
