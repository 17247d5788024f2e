"""Pure. What the bot must be allowed where it posts, and what is missing, as Discord names it.

Permissions have discord.py's names here.
"""

from collections.abc import Iterable, Mapping

TEXT, FORUMS, THREADS = 0, frozenset({15, 16}), frozenset({10, 11, 12})  # kinds of channels

_NAMES = {
    "read_messages": "View Channel",
    "mention_everyone": "Mention @everyone, @here, and All Roles",
    "send_messages_in_threads": "Send Messages in Threads",
}
_NAMES_IN_FORUMS = {"send_messages": "Create Posts"}


def for_posting(kind: int) -> tuple[str, ...]:
    """What a post wants in a channel of this kind."""
    return ("read_messages", "send_messages_in_threads" if kind in THREADS else "send_messages")


def lacking(have: Mapping[str, bool], wanted: Iterable[str], kind: int = TEXT) -> str:
    """The names of what is wanted and not there; empty where nothing is missing."""
    names = _NAMES_IN_FORUMS | _NAMES if kind in FORUMS else _NAMES
    missing = [names.get(one) or one.replace("_", " ").title()
               for one in wanted if not have.get(one)]  # fmt: skip
    *most, last = missing or [""]
    return f"{', '.join(most)} and {last}" if most else last
