"""I/O. New articles find their stories; one replica at a time does it."""

from datetime import datetime

from bot.briefing.dates_to_watch import announcements
from bot.models import Article
from bot.store import articles, stories
from bot.store.engine import Store
from bot.store.stories import Grouped
from bot.stories import features, reasons
from bot.stories.grouping import LIFE, Window

AT_ONCE = 500  # articles a transaction
MOST_RELATED = 3  # stories, of an article


class Grouper:
    """Groups what is new, and remembers the recent stories between two times.

    `forget` when another replica may have grouped since: they are then read from the store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._window: Window | None = None

    def forget(self) -> None:
        """Reads the stories anew the next time."""
        self._window = None

    def group_new(self, now: datetime) -> int:
        """Gives every new article its story; returns how many there were. Raises StoreError."""
        grouped = 0
        while new := stories.ungrouped(self._store, limit=AT_ONCE):
            if self._window is None:
                self._window = restored(self._store, now)
            self._group(self._window, new, now)
            grouped += len(new)
        return grouped

    def _group(self, window: Window, new: tuple[Article, ...], now: datetime) -> None:
        placed: dict[str, Grouped] = {}
        absorbed: dict[str, str] = {}
        for article in new:
            found = features.of(article)
            place = window.assign(found, now)
            absorbed |= dict.fromkeys(place.absorbed, place.story)
            placed[article.id] = Grouped(
                article.id,
                place.story,
                found.dumps(),
                place.related[:MOST_RELATED],
                announcements(article),
            )
        try:
            stories.assign(self._store, placed.values(), absorbed)
        except BaseException:
            self.forget()  # the window knows what the store does not
            raise


def restored(store: Store, now: datetime) -> Window:
    """The recent stories, from what is stored: all articles of those that somebody just reported
    for, so that each is known as well as before."""
    window = Window()
    recent = sorted({one.story for one in stories.window(store, since=now - LIFE)})
    for one in sorted(stories.reports(store, recent), key=lambda one: int(one.article)):
        window.restore(features.loads(one.features), one.story, now)
    return window


def joined_by(store: Store, url: str) -> tuple[str, ...]:
    """What the article at `url` shares with the others of its story; empty where it is alone."""
    kept = articles.by_url(store, url)
    story = stories.story_of(store, kept.article.id) if kept else None
    if kept is None or story is None:
        return ()
    members = stories.members(store, [story])[story]
    return reasons.shared(kept.article, [one for one in members if one.id != kept.article.id])
