"""What a machine that watches the service gets to hear."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from adapters.web import health
from bot.ports import Vitals

VITALS = Vitals(
    articles=84,
    feeds_failing=2,
    last_refresh=datetime(2026, 11, 23, 8, tzinfo=UTC),
    deliveries=(("sent", 5), ("unknown", 1)),
    last_posts=(("slack", datetime(2026, 11, 22, 8, tzinfo=UTC)),),
    refusals=(("discord", "The channel is gone.", 2),),
    points_rejected=3,
)


class Watched:
    def __init__(self, vitals: Vitals) -> None:
        self._vitals = vitals

    async def vitals(self) -> Vitals:
        return self._vitals


def asked(path: str, vitals: Vitals) -> tuple[int, str]:
    async def ask() -> tuple[int, str]:
        app = web.Application()
        app.add_routes(health.routes(Watched(vitals)))
        async with TestClient(TestServer(app)) as client:
            answer = await client.get(path)
            return answer.status, await answer.text()

    return asyncio.run(ask())


def test_what_is_alive_says_so_even_when_it_is_not_ready() -> None:
    assert asked("/healthz", replace(VITALS, unready=("the store is full",)))[0] == 200


def test_ready_says_what_is_missing() -> None:
    assert asked("/readyz", VITALS) == (200, "ready\n")
    assert asked("/readyz", replace(VITALS, unready=("the store is full",))) == (
        503,
        "the store is full\n",
    )


def test_the_metrics_are_prometheus_text() -> None:
    status, text = asked("/metrics", VITALS)
    assert status == 200
    values = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert values["briefbot_articles",] == 84
    assert values["briefbot_deliveries", "unknown"] == 1
    assert values["briefbot_points_rejected",] == 3
    assert values["briefbot_last_post_timestamp_seconds", "slack"] == 1_795_334_400
    assert values["briefbot_refusals", "discord", "The channel is gone."] == 2
    assert values["briefbot_last_refresh_timestamp_seconds",] == VITALS.last_refresh.timestamp()  # type: ignore[union-attr]  # given above
