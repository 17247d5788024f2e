"""A floor under the reading of flat text, on real pages that are not ours."""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def bench(shared: Callable[[str], Path]) -> ModuleType:
    shared("pages/newspapers_a.jsonl.gz")
    pytest.importorskip("numpy", reason="the benchmarks' packages are not installed")
    return importlib.import_module("bench.flat_text")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("english", "least_f1", "most_captions", "most_credits"),
    [
        (True, 0.965, 0, 0),
        (False, 0.93, 20, 2),
    ],
)
def test_whole_pages_give_their_bodies_and_hardly_a_caption(
    bench: ModuleType, *, english: bool, least_f1: float, most_captions: int, most_credits: int
) -> None:
    """Floors a little below what `python -m bench.flat_text` prints for the shipped reader."""
    pages = [page for page in bench.read_pages() if page.news and page.english == english]
    bodies = [bench.read_lines(page.blocks) for page in pages]
    scores = [bench.f1(body, page.body) for page, body in zip(pages, bodies, strict=True)]
    leaked = [bench.leaks(page, body) for page, body in zip(pages, bodies, strict=True)]
    assert sum(scores) >= least_f1 * len(scores)
    assert sum(captions for captions, *_ in leaked) <= most_captions
    assert sum(credited for *_, credited, _ in leaked) <= most_credits
