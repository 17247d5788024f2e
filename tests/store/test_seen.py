"""An event of a platform is new once, whoever sees it; an installation is kept by its team."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from bot.store import seen
from bot.store.access import installs
from bot.store.engine import Store
from tests.standins.digests import NOW


def test_an_event_is_new_once_for_all_who_see_it_together(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(seen.first_time, store, "Ev1", now=NOW) for _ in range(12)]
    assert sorted(one.result() for one in asked) == [False] * 11 + [True]
    assert seen.first_time(store, "Ev2", now=NOW)


def test_old_events_are_forgotten(store: Store) -> None:
    seen.first_time(store, "Ev1", now=NOW)
    assert seen.prune(store, before=NOW + timedelta(hours=1)) == 1
    assert seen.first_time(store, "Ev1", now=NOW)


def test_an_installation_is_kept_by_its_team(store: Store) -> None:
    installs.save(store, "T1", b"\x00\xff", now=NOW)
    installs.save(store, "T1", b"newer", now=NOW)
    assert installs.find(store, "T1") == b"newer"
    assert installs.find(store, "T2") is None
    assert installs.remove(store, "T1")
    assert not installs.remove(store, "T1")
