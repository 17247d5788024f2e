"""I/O. What publishers changed reaches the briefs that quote it, and so every post of them.

A typo put right, or a sentence that is only said otherwise, never does.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.briefing.revisions import Revision, note, stands_in
from bot.models import Brief
from bot.newsroom.following.rereading import loaded
from bot.store.engine import Store
from bot.store.following import amendments, versions
from bot.store.following.amendments import Amendment, AmendmentState
from bot.store.following.versions import Version

AT_A_TIME = 50  # versions
_JOINT = " → "


def amend(store: Store, now: datetime, *, at_once: bool) -> int:
    """Compares what publishers changed with the stored briefs; returns in how many places one of
    those is out of date. Readers are told `at_once`, or once the operator approves."""
    count = 0
    for version in versions.unsettled(store, limit=AT_A_TIME):
        found = list(_amendments(store, version))
        if amendments.settle(store, version, found, at_once=at_once, now=now):
            count += sum(one.state is AmendmentState.WAITING for one in found)
    return count


def _amendments(store: Store, version: Version) -> Iterator[Amendment]:
    changes = [one for one in loaded(version.changes) if one.before]
    if not changes:
        return
    for brief, known in amendments.quoting(store, version):
        before = {one.place: one for one in known}
        for place, revision in _places(brief, version.article, changes, before):
            yield _amendment(brief.id or "", place, revision, before.get(place))


def _amendment(brief: str, place: int, revision: Revision, known: Amendment | None) -> Amendment:
    """What only is said otherwise is noted, so that the next change is known for one, and changes
    nothing of what readers are told."""
    if revision.alteration.matters:
        return Amendment(brief, place, revision.after, _note(place, revision, known))
    if known is None:
        return Amendment(brief, place, revision.after, "", state=AmendmentState.TOLD)
    return replace(known, now=revision.after)


def _places(
    brief: Brief, article: str, changes: list[Revision], before: dict[int, Amendment]
) -> Iterator[tuple[int, Revision]]:
    """The sentences of `brief` that were changed, by their numbers, each once: what stands there,
    or what was put in its place by the change before."""
    for place, point in enumerate(brief.points, start=1):
        if all(span.article != article for span in point.spans):
            continue
        known = before.get(place)
        for one in changes:
            is_it = known.now == one.before if known else stands_in(point.text, one.before)
            if is_it:
                yield place, one
                break


def _note(place: int, revision: Revision, before: Amendment | None) -> str:
    """What readers are told; a figure that changes once more shows all it was: 12 → 19 → 31."""
    told = note(place, revision)
    old, joint, new = revision.change.partition(_JOINT)
    if before is not None and joint and before.note.endswith(f"{_JOINT}{old}"):
        return f"{before.note}{_JOINT}{new}"
    return told
