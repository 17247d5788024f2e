"""Of a workspace that has removed the bot nothing is kept, and all of the others."""

from dataclasses import replace

from bot.models import Channel, Person, Post
from bot.store import briefs, subscriptions, told, workspaces
from bot.store.engine import Store
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
