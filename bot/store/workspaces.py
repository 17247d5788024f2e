"""I/O. What is kept of a workspace or server that has removed the bot: nothing."""

from sqlalchemy import delete, update

from bot.store.engine import Store
from bot.store.schema import briefs, follows, posts, subscriptions, told


def forget(store: Store, platform: str, workspace: str) -> None:
    """Forgets its digests, where copies stand there, and what its people and channels were told,
    follow and asked for."""
    readers = f"{platform}:{workspace}:"
    with store.writing() as connection:
        for table in (subscriptions, posts):
            there = (table.c.platform == platform, table.c.workspace == workspace)
            connection.execute(delete(table).where(*there))
        for read in (told, follows):
            mine = read.c.reader.startswith(readers, autoescape=True)
            connection.execute(delete(read).where(mine))
        asked = briefs.c.asker.startswith(readers, autoescape=True)
        connection.execute(update(briefs).where(asked).values(asker=None))
