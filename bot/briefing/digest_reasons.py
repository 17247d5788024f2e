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
from bot.translation import ENGLISH, Translation, translatable

FOLLOWED = translatable("Followed here")


class Reason(StrEnum):
    """What became of an article; the names are those of `Counts`."""

    SHOWN = "shown"
    IN_BRIEF = "in brief"  # shown too, in a line
    MERGED = "merged"
    MUTED = "muted"
    TOLD = "told"
    UNASKED = "unasked"
    OTHER_LANGUAGES = "in other languages"
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
        other_languages=of[Reason.OTHER_LANGUAGES],
        shown=of[Reason.SHOWN] + of[Reason.IN_BRIEF],
        feeds_down=feeds_down,
    )


def matched(names: Sequence[str], tr: Translation = ENGLISH) -> str:
    """What a story was found by: "Matched: Kyiv, Zelensky"."""
    found = ", ".join(names)
    return tr("Matched: {names}", names=found) if names else tr("Top of the news")


def why(  # noqa: PLR0913, PLR0917  what is said, in its order
    found_by: str,
    outlets: int,
    newest: datetime | None,
    as_of: datetime,
    zone: tzinfo,
    tr: Translation = ENGLISH,
) -> str:
    """Why a story is in: "Matched: Kyiv, Zelensky · 5 outlets · newest 06:40 EET"."""
    told_by = tr.count("{count} outlet", "{count} outlets", outlets)
    when = [tr("newest {time}", time=local_time(newest, as_of, zone, tr))] if newest else []
    return " · ".join((found_by, told_by, *when))


def empty(  # noqa: PLR0913, PLR0917  likewise
    topics: Sequence[str],
    found: Counts,
    since: datetime | None,
    as_of: datetime,
    zone: tzinfo,
    tr: Translation = ENGLISH,
) -> str:
    """Why nothing is in: "Nothing about chad since 08:00 UTC: 84 articles read, none matched"."""
    time = local_time(since, as_of, zone, tr) if since else ""
    after = f" {tr('since')} {time}" if since else ""
    if not found.read:
        none = tr("No article came in{since}.", since=after)
        down = tr.count("{count} feed is down.", "{count} feeds are down.", found.feeds_down)
        return f"{none} {down}" if found.feeds_down else none
    about = f" {tr('about {topics}', topics=', '.join(topics))}" if topics else ""
    nothing = tr("Nothing new") if found.told else tr("Nothing")
    read = tr.count("{count} article read", "{count} articles read", found.read)
    return f"{nothing}{about}{after}: {read}, {_fates(found, tr)}."


def _fates(found: Counts, tr: Translation) -> str:
    """What became of what was read, where nothing of it is shown."""
    if not found.told + found.muted + found.left_out + found.other_languages:
        return tr("none matched")
    told = (
        (found.told, tr.count("{count} told before", "{count} told before", found.told)),
        (found.muted, tr.count("{count} muted", "{count} muted", found.muted)),
        (found.merged, tr.count("{count} merged", "{count} merged", found.merged)),
        (
            found.left_out,
            tr("{count} without a sentence that can stand alone", count=found.left_out),
        ),
        (found.unasked, tr("{count} about something else", count=found.unasked)),
        (found.other_languages, tr("{count} in other languages", count=found.other_languages)),
    )
    return ", ".join(text for number, text in told if number)


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
    Reason.OTHER_LANGUAGES: "Not in the digest: it is told only in other languages.",
    Reason.LEFT_OUT: "Not in the digest: there was no room.",
}


def _bare(address: str) -> str:
    return address.partition("#")[0].rstrip("/")
