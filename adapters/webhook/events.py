"""Pure. What a receiver is told: "digest", "digest.corrected" and "brief.corrected", as JSON."""

import json
from datetime import datetime

from bot.contract.records import Record, brief_record, digest_record, rfc3339
from bot.models import Brief, Channel, Delivery, Digest


def digest(delivery: Delivery, one: Digest, at: datetime) -> bytes:
    """A channel's digest of a date, which appears at the aware moment `at`."""
    about = {"date": delivery.date.isoformat(), "digest": _digest(one)}
    return _event("digest", at, delivery.subscription.channel, about)


def corrected_digest(channel: Channel, delivered: str, one: Digest, at: datetime) -> bytes:
    """A digest that now says something else than the one `delivered` under that id."""
    return _event("digest.corrected", at, channel, {"corrects": delivered, "digest": _digest(one)})


def corrected_brief(channel: Channel, delivered: str, one: Brief, at: datetime) -> bytes:
    """The same of a brief."""
    return _event("brief.corrected", at, channel, {"corrects": delivered, "brief": _brief(one)})


def _event(type: str, at: datetime, channel: Channel, data: Record) -> bytes:
    told = {"type": type, "timestamp": rfc3339(at), "data": {"channel": channel.id, **data}}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _digest(one: Digest) -> Record:
    record = digest_record(one)
    for item, told in zip(one.items, record["items"], strict=True):
        told["brief"] = _brief(item.brief)
    return {"id": one.id, **record}


def _brief(one: Brief) -> Record:
    corrected = {"corrected": rfc3339(one.corrected), "correction": one.correction}
    return {"id": one.id, **brief_record(one), **(corrected if one.corrected else {})}
