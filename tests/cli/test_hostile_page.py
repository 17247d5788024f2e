"""A page that is too much work is refused by the service, which answers and reads on meanwhile."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.store import articles
from bot.store.articles import Kept, PageState
from bot.store.engine import open_store
from tests.standins.web import page, serving

BRIEFBOT = str(Path(sys.executable).with_name("briefbot"))
GOOD = b"""<html lang="en"><head><title>Quay closed</title></head><body><h1>Quay closed</h1>
<p>The northern quay was closed on Monday after a crane fell into the water, officials said.</p>
<p>Nobody was hurt, said the harbour master, Ilse Brandt, who expects it to open on Thursday.</p>
</body></html>"""
# Two nodes of a tree for every four bytes are more than a worker may keep, on any machine.
HOSTILE = b"<p>x" * 1_200_000
PATIENCE = 300.0  # seconds, however busy the machine is


@asynccontextmanager
async def service(folder: Path) -> AsyncIterator[str]:
    """The address of a running `briefbot run`."""
    process = await asyncio.create_subprocess_exec(
        BRIEFBOT, "run", cwd=folder, stderr=asyncio.subprocess.PIPE, env=dict(os.environ)
    )
    assert process.stderr is not None
    try:
        async for line in process.stderr:
            if b"health and metrics at " in line:
                break
        reading = asyncio.create_task(process.stderr.read())  # so that it can go on writing
        yield line.decode().split(" at ")[1].strip()
    finally:
        process.terminate()
        await process.wait()
    assert b"Traceback" not in await reading


async def settled(folder: Path, health: str, links: list[str]) -> list[Kept]:
    """The articles of `links`, once each page was asked for; the service answers all the while."""
    store = open_store(f"sqlite:///{folder}/briefbot.db")
    async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(PATIENCE):
        while True:
            answer = await client.get(f"{health}/healthz", timeout=PATIENCE)
            assert answer.status_code == httpx.codes.OK
            found = [one for link in links if (one := articles.by_url(store, link))]
            if len(found) == len(links):
                store.close()
                return found
            await asyncio.sleep(0.1)


@pytest.mark.slow
def test_a_hostile_page_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    async def tried() -> list[Kept]:
        sites = {"/1": page(GOOD), "/2": page(HOSTILE), "/3": page(GOOD)}
        async with serving(sites) as site:
            links = [site.url(path) for path in sites]
            items = "".join(f"<item><title>Q</title><link>{link}</link></item>" for link in links)
            sites["/feed"] = page(f"<rss><channel>{items}</channel></rss>".encode())
            sites["/robots.txt"] = page(b"")
            outline = f'<outline xmlUrl="{site.url("/feed")}"/>'
            (tmp_path / "feeds.opml").write_text(
                f'<opml version="2.0"><body>{outline}</body></opml>', encoding="utf-8"
            )
            (tmp_path / ".env").write_text(
                "BRIEFBOT_HTTP_PORT=0\nBRIEFBOT_LOG_FORMAT=text\nBRIEFBOT_FEEDS=feeds.opml\n"
                "BRIEFBOT_ALLOW_NETWORKS=127.0.0.0/8\n"
                f"BRIEFBOT_DATABASE_URL=sqlite:///{tmp_path}/briefbot.db\n",
                encoding="utf-8",
            )
            async with service(tmp_path) as health:
                return await settled(tmp_path, health, links)

    first, hostile, last = asyncio.run(tried())
    assert hostile.page.state is PageState.FAILED
    assert "took too much" in (hostile.page.error or "")
    assert hostile.article.headline == "Q"
    for good in (first, last):
        assert good.page.state is PageState.FETCHED
        assert "Ilse Brandt" in good.article.body
