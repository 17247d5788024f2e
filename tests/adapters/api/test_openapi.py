"""The API as schemathesis finds it: what its document promises is what comes."""

import asyncio
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ports import Scope
from bot.store.access import tokens
from tests.standins.archive import NOW, TellingNews, told

pytestmark = pytest.mark.slow

PLACES = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
SCHEMATHESIS = shutil.which("schemathesis", path=PLACES)
EXAMPLES = 10  # of each kind and operation
# What a topic is can't be said in a schema: one without a letter is text, and still no topic.
LEFT_OUT = "positive_data_acceptance"


@pytest.fixture
def news(tmp_path: Path) -> Iterator[TellingNews]:
    with told(tmp_path) as made:
        yield made


def test_schemathesis_finds_nothing(news: TellingNews, tmp_path: Path) -> None:
    if SCHEMATHESIS is None:
        pytest.skip("no schemathesis here: pip install schemathesis")
    news.have_daily()
    secret = tokens.add(news.store, "program", [Scope.READ], now=NOW)

    async def examined() -> tuple[int | None, str]:
        async with news.served(news.api(per_minute=6_000).routes()) as address:
            api = f"{address}/api/v1"
            process = await asyncio.create_subprocess_exec(
                str(SCHEMATHESIS), "run", f"{api}/openapi.json", "--url", api,
                "-H", f"Authorization: Bearer {secret}", "--checks", "all",
                "--exclude-checks", LEFT_OUT, "--max-examples", str(EXAMPLES), "--seed", "1",
                "--no-color",
                cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            )  # fmt: skip
            output, _ = await process.communicate()
            return process.returncode, output.decode()

    status, output = asyncio.run(examined())
    assert status == 0, output
