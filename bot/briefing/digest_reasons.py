"""Pure. Why a story or an article is, or is not, in a digest, and why a digest is empty.

Each article has one reason, so that the footer's counts add up; the answer to "why this?" comes
from the same judgements.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from bot.briefing.local_time import local_time
from bot.models import Article, Counts

FOLLOWED = "Followed here"


class Reason(StrEnum):
    """What became of an article; the names are those of `Counts`."""

    SHOWN = "shown"
    IN_BRIEF = "in brief"  # shown too, in a line
    MERGED = "merged"
    MUTED = "muted"
    TOLD = "told"
    UNASKED = "unasked"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Judged:
    """An article and what became of it; `detail` is a sentence on why."""

    article: str
    story: str
    url: str | None
    reason: Reason
    detail: str


def judged(articles: Sequence[Article], story: str, reason: Reason, detail: str) -> list[Judged]:
    """The judgements on a story's articles: one stands for it, the others are merged into it."""
    first, *others = articles
    merged = f"It tells the same story as another article. {_SAYING[reason]} {detail}".strip()
    return [
        Judged(first.id, story, first.url, reason, detail),
        *(Judged(one.id, story, one.url, Reason.MERGED, merged) for one in others),
    ]


def counts(all_judged: Sequence[Judged], feeds_down: int) -> Counts:
    """The footer's counts, which add up since every article has one reason."""
    of = Counter(one.reason for one in all_judged)
    return Counts(
        read=len(all_judged),
        merged=of[Reason.MERGED],
        muted=of[Reason.MUTED],
        told=of[Reason.TOLD],
        unasked=of[Reason.UNASKED],
        left_out=of[Reason.LEFT_OUT],
        shown=of[Reason.SHOWN] + of[Reason.IN_BRIEF],
        feeds_down=feeds_down,
    )


def matched(names: Sequence[str]) -> str:
    """What a story was found by: "Matched: Kyiv, Zelensky"."""
    return f"Matched: {', '.join(names)}" if names else "Top of the news"


def why(found_by: str, outlets: int, newest: datetime | None, as_of: datetime, zone: tzinfo) -> str:
    """Why a story is in: "Matched: Kyiv, Zelensky · 5 outlets · newest 06:40"."""
    told_by = "1 outlet" if outlets == 1 else f"{outlets} outlets"
    when = [f"newest {local_time(newest, as_of, zone)}"] if newest else []
    return " · ".join((found_by, told_by, *when))


def empty(
    topics: Sequence[str], found: Counts, since: datetime | None, as_of: datetime, zone: tzinfo
) -> str:
    """Why nothing is in: "Nothing about chad since Sun 08:00: 84 articles read, none matched"."""
    after = f" since {local_time(since, as_of, zone)}" if since else ""
    if not found.read:
        down = f" {found.feeds_down} feeds are down." if found.feeds_down else ""
        return f"No article came in{after}.{down}"
    about = f" about {', '.join(topics)}" if topics else ""
    kinds = {
        "told before": found.told,
        "muted": found.muted,
        "merged": found.merged,
        "without a sentence that can stand alone": found.left_out,
        "about something else": found.unasked,
    }
    fates = [f"{number} {fate}" for fate, number in kinds.items() if number]
    if not found.told + found.muted + found.left_out:
        fates = ["none matched"]
    new = " new" if found.told else ""
    articles = "1 article" if found.read == 1 else f"{found.read} articles"
    return f"Nothing{new}{about}{after}: {articles} read, {', '.join(fates)}."


def explain(all_judged: Sequence[Judged], asked: str) -> str:
    """Why the article or story `asked` (an address or an id) is, or is not, in the digest."""
    wanted = _bare(asked)
    found = (one for one in all_judged if wanted in (one.article, one.story, _bare(one.url or "")))
    one = next(found, None)
    if one is None:
        return (
            f"It is not among the {len(all_judged)} articles read for this digest: "
            "no feed gave it in that time."
        )
    return f"{_SAYING[one.reason]} {one.detail}".strip()


_SAYING = {
    Reason.SHOWN: "In the digest.",
    Reason.IN_BRIEF: "In the digest, in a line.",
    Reason.MERGED: "Merged.",
    Reason.MUTED: "Not in the digest: it is muted in this channel.",
    Reason.TOLD: "Not in the digest: the channel was told, and nothing is new.",
    Reason.UNASKED: "Not in the digest: it is about none of the channel's topics.",
    Reason.LEFT_OUT: "Not in the digest: there was no room.",
}


def _bare(address: str) -> str:
    return address.partition("#")[0].rstrip("/")
