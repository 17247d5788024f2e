"""What a machine asks: `/healthz` (alive), `/readyz` (at work), `/metrics` (Prometheus)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from aiohttp import web
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.ports import Vitals, Watched


def routes(watched: Watched) -> list[web.RouteDef]:
    """The three, answered from `watched`."""

    async def alive(_: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def ready(_: web.Request) -> web.Response:
        unready = (await watched.vitals()).unready
        if unready:
            return web.Response(status=503, text="".join(f"{reason}\n" for reason in unready))
        return web.Response(text="ready\n")

    async def metrics(_: web.Request) -> web.Response:
        text = exposition(await watched.vitals())
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", metrics)]


def exposition(vitals: Vitals) -> bytes:
    """Prometheus's text of these vitals."""
    registry = CollectorRegistry()
    registry.register(_Collected(vitals))
    return generate_latest(registry)


class _Collected:
    """One look at the vitals as prometheus_client wants to collect it."""

    def __init__(self, vitals: Vitals) -> None:
        self._vitals = vitals

    def collect(self) -> Iterable[Metric]:
        return _metrics(self._vitals)


def _metrics(vitals: Vitals) -> Iterator[Metric]:
    read, posted = _seconds(vitals.last_refresh), _seconds(vitals.last_delivery)
    plain = (
        ("ready", "1 when nothing keeps it from its work", not vitals.unready),
        ("articles", "articles kept", vitals.articles),
        ("feeds", "feeds read", vitals.feeds),
        ("feeds_failing", "feeds that don't answer", vitals.feeds_failing),
        ("last_refresh_timestamp_seconds", "when a feed last answered", read),
        ("last_delivery_timestamp_seconds", "when a digest was posted", posted),
        ("delivery_lateness_seconds", "how late the last digest was", vitals.lateness),
        ("posts_to_edit", "posts that a correction has not reached", vitals.posts_to_edit),
        ("complaints", "readers' complaints that nobody settled", vitals.complaints),
        ("model_tokens_today", "tokens that the language model took", vitals.model_tokens_today),
        ("model_cost_today", "what they cost", vitals.model_cost_today),
        ("points_rejected", "points left out for a broken invariant", vitals.points_rejected),
    )  # fmt: skip
    for name, meaning, value in plain:
        yield GaugeMetricFamily(f"briefbot_{name}", meaning, value=float(value))
    last_posts = [(platform, at.timestamp()) for platform, at in vitals.last_posts]
    labelled: tuple[tuple[str, str, str, Iterable[tuple[Any, ...]]], ...] = (
        ("deliveries", "digests of the last days by their state", "state", vitals.deliveries),
        ("model_fallbacks", "today's briefs and orders made without the model", "cause",
         vitals.model_fallbacks),
        ("connections", "connections that are open, by platform", "platform", vitals.connections),
        ("last_post_timestamp_seconds", "when a digest was posted", "platform", last_posts),
        ("refusals", "digests refused in the last days", "platform reason", vitals.refusals),
    )  # fmt: skip
    for name, meaning, labels, rows in labelled:
        gauge = GaugeMetricFamily(f"briefbot_{name}", meaning, labels=labels.split())
        for *label, value in rows:
            gauge.add_metric(label, value)
        yield gauge


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
