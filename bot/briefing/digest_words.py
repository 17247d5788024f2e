"""Pure. What a digest says in its own words: a line, why a story is in, why it is empty."""

import re
from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.briefing.moments import clock
from bot.briefing.story import by_fullness, clearest
from bot.models import Article, Counts, Headline, Story, Teaser

_NEWS_CHARACTERS = 600  # of a body: what a headline is held against
_OPINION_PATH = re.compile(
    r"//[^/]+/(?:[^?#]*/)?(?:opinions?|commentisfree|columns?|columnists?|editorials?|op-ed|blogs?|"
    r"meinung|kommentare?|tribunes?)/",
    re.IGNORECASE,
)
_OPINION_LABEL = re.compile(r"(?:opinion|comment|editorial|op-ed|column)\s?[:|]\s*", re.IGNORECASE)

FOLLOWED = "Followed here"


def line(story: Story, outlets: int, update: str | None) -> Headline | None:
    """A story as one line, its `update` before it; an opinion is its author's. None if untitled."""
    articles = [one for one in story.articles if one.headline]
    if not articles:
        return None
    best = clearest(articles, by_fullness(articles)[0].body[:_NEWS_CHARACTERS])
    text = best.headline or ""
    if is_opinion(story):
        text = f"{best.byline or best.outlet or 'A column'} argues: {_OPINION_LABEL.sub('', text)}"
    if update:
        text = f"{update} · {text}"
    return Headline(story.id, text, best.url, best.outlet, outlets, best.published)


def as_line(teaser: Teaser, beside: Article) -> Headline | None:
    """A teaser printed beside an article, as a line; its link is all that can be asked for."""
    text = teaser.headline or teaser.text
    if not text or not teaser.url:
        return None
    credit = teaser.image.credit if teaser.image else None
    return Headline("", text, teaser.url, beside.outlet, 1, None, credit=credit)


def is_opinion(story: Story) -> bool:
    """Whether all its articles say, in their address or headline, that they argue."""
    return all(
        _OPINION_PATH.search(one.url or "") or _OPINION_LABEL.match(one.headline or "")
        for one in story.articles
    )


def matched(names: Sequence[str]) -> str:
    """What a story was found by: "Matched: Kyiv, Zelensky"."""
    return f"Matched: {', '.join(names)}" if names else "Top of the news"


def why(found_by: str, outlets: int, newest: datetime | None, as_of: datetime, zone: tzinfo) -> str:
    """Why a story is in: "Matched: Kyiv, Zelensky · 5 outlets · newest 06:40"."""
    told_by = "1 outlet" if outlets == 1 else f"{outlets} outlets"
    when = [f"newest {clock(newest, as_of, zone)}"] if newest else []
    return " · ".join((found_by, told_by, *when))


def empty(
    topics: Sequence[str], found: Counts, since: datetime | None, as_of: datetime, zone: tzinfo
) -> str:
    """Why nothing is in: "Nothing about chad since Sun 08:00: 84 articles read, none matched"."""
    after = f" since {clock(since, as_of, zone)}" if since else ""
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
