"""No pattern of the program takes time that grows faster than the text."""

import re
import subprocess
import sys

import pytest

from tests.patterns import not_linear

LINEAR = [
    r"\d+",
    r"\b\w+ly\b",
    r"(?<!\s)\s++-",
    r"<[^<>]*>",
    r"[A-Z][a-z]{0,40}(?: [A-Z][a-z]{0,40}){1,4},",
]
NOT_LINEAR = [
    r"\d+%",
    r"\s*-\s*",
    r"<[^>]*>",
    r"(?:the )+end",
    r"[A-Z]\w+(?: [A-Z]\w+)* said",
    r"\[[^\[\]]*\d[^\[\]]*\]",
    r"(?:won|lost)\b[^,]*$",
    r"at\s*:?\s+\w",
    r"[\w.]+@",
    r"…\W*$",
]


def told(pattern: str) -> list[str]:
    found: list[str] = []
    not_linear([re.compile(pattern)], found.append)
    return found


@pytest.mark.parametrize("pattern", LINEAR)
def test_a_linear_pattern_is_let_pass(pattern: str) -> None:
    assert told(pattern) == []


@pytest.mark.parametrize("pattern", NOT_LINEAR)
def test_a_pattern_that_is_not_linear_is_found(pattern: str) -> None:
    assert told(pattern)


@pytest.mark.slow
def test_every_pattern_of_the_program_is_linear() -> None:
    done = subprocess.run(  # on its own, so that everything is compiled under its eyes
        [sys.executable, "-m", "tests.patterns"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.match(r"(\d+) patterns", done.stdout)
    assert found is not None
    assert int(found[1]) > 400
