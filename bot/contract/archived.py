"""Pure. The records of what was told, as programs get them: briefs with ids, stories, lists."""

from dataclasses import asdict
from datetime import datetime

from bot.contract.records import (
    Record,
    brief_record,
    digest_record,
    feed_record,
    headline_record,
    rfc3339,
    source_record,
)
from bot.masking import address
from bot.models import Answer, Brief, Digest, Subscription
from bot.ports import FeedState, StoryDetails


def told_record(brief: Brief) -> Record:
    """A brief as everybody was given it, with what tells it from others and what was corrected."""
    record = brief_record(brief)
    del record["topic"]  # somebody's own words
    return record | {
        "id": brief.id,
        "story": brief.story,
        "lang": next((one.lang for one in brief.sources if one.lang), None),
        "length": brief.length.value,
        "outlets": brief.outlets,
        "differences": [asdict(one) for one in brief.differences],
        "corrected": rfc3339(brief.corrected),
        "correction": brief.correction,
    }


def told_answer_record(answer: Answer) -> Record:
    """What is said to a topic: its brief, if there is one, and other stories in a line each."""
    return {
        "as_of": rfc3339(answer.as_of),
        "brief": told_record(answer.brief) if answer.brief else None,
        "others": [headline_record(one) for one in answer.others],
        "see_also": [headline_record(one) for one in answer.see_also],
        "matched": list(answer.matched),
        "suggestions": list(answer.suggestions),
        "note": answer.note,
    }


def story_record(told: StoryDetails) -> Record:
    """A story: its brief, each report of it, and what was corrected in it."""
    return {
        "story": told.story,
        "changed": rfc3339(told.changed),
        "brief": told_record(told.brief) if told.brief else None,
        "reports": [source_record(one) for one in told.reports],
        "see_also": [headline_record(one) for one in told.see_also],
        "corrections": [
            {"brief": one.id, "at": rfc3339(one.corrected), "correction": one.correction}
            for one in told.corrected
        ],
    }


def told_digest_record(digest: Digest) -> Record:
    """A digest, with its briefs as everybody was given them."""
    items = [
        {"brief": told_record(item.brief), "why": item.why, "update": item.update}
        for item in digest.items
    ]
    return digest_record(digest) | {"items": items}


def feed_state_record(one: FeedState) -> Record:
    """A feed without the passwords that its address may hold."""
    record = feed_record(one.feed, one.health, one.why, one.next_poll)
    return record | {"url": address(one.feed.url)}


def subscription_record(subscription: Subscription, due: datetime | None) -> Record:
    """A channel's digest: when it comes, about what, and its state."""
    return {
        "channel": str(subscription.channel),
        "name": subscription.name,
        "at": f"{subscription.at:%H:%M}",
        "time_zone": subscription.zone,
        "days": sorted(subscription.days),
        "topics": list(subscription.topics),
        "length": subscription.length.value,
        "state": subscription.state.value,
        "reason": subscription.reason,
        "next": rfc3339(due),
    }
