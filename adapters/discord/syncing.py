"""Pure. Whether the commands that Discord knows are the ones that we have."""

from collections.abc import Mapping, Sequence
from typing import Any

_SUPERSEDED = {"dm_permission"}  # by `contexts`; discord.py sends both, Discord gives one back
_DEFAULTS: tuple[object, ...] = (None, False, [], {}, "")


def is_current(ours: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> bool:
    """Whether each of our commands is among theirs, as it is, and no other.

    Discord adds fields of its own and leaves out what is empty; neither is a change.
    """
    known = {_key(one): one for one in theirs}
    wanted = {_key(one): one for one in ours}
    return known.keys() == wanted.keys() and all(_same(wanted[key], known[key]) for key in wanted)


def _key(command: Mapping[str, Any]) -> tuple[str, int]:
    return str(command["name"]), int(command.get("type") or 1)


def _same(ours: object, theirs: object) -> bool:
    if ours in _DEFAULTS and theirs in _DEFAULTS:
        return True
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return all(
            _same(value, theirs.get(name))
            for name, value in ours.items()
            if name not in _SUPERSEDED
        )
    if isinstance(ours, list) and isinstance(theirs, list):
        if all(isinstance(one, int) for one in ours):
            return sorted(ours) == sorted(theirs)
        return len(ours) == len(theirs) and all(map(_same, ours, theirs))
    return str(ours) == str(theirs)  # a permission's bits come back as text
