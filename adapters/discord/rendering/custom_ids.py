"""Pure. What a button or menu does, written in its custom_id: it works after a restart, anywhere.

A custom_id is "bb:" and three parts: the action, a delivery's key or a channel (or nothing), and
the id of the stored brief or digest.
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from adapters.chat.card import Action

MOST = 100  # characters; Discord's limit
_PREFIX = "bb"


@dataclass(frozen=True, slots=True)
class Click:
    """An action and what it is done to.

    `key` names the delivery that a digest came by, or the channel that it is to be posted in.
    """

    action: Action
    id: str = ""
    key: str = ""


def packed(click: Click) -> str | None:
    """The custom_id of `click`, None where it would be too long."""
    custom_id = f"{_PREFIX}:{click.action}:{quote(click.key, safe='')}:{click.id}"
    return custom_id if len(custom_id) <= MOST else None


def unpacked(custom_id: str) -> Click | None:
    """What `packed` wrote, None for anything else."""
    prefix, _, rest = custom_id.partition(":")
    action, _, rest = rest.partition(":")
    key, colon, target = rest.partition(":")
    if prefix != _PREFIX or not colon or action not in set(Action):
        return None
    return Click(Action(action), target, unquote(key))
