"""Every pattern that the program compiles, and long texts made to cost each of them too much.

    python -m tests.patterns          prints those that are not linear, and the count of all
    python -m tests.patterns --note   and notes those that were found linear now
    python -m tests.patterns --all    tries again what was found linear before, and notes it

What a pattern repeats is taken from its own tree, and repeated behind what it wants before it.
Half a second a pattern is minutes for all, so `data/linear_patterns.txt` notes a hash of each that
was found linear. A pattern that was changed has another hash, and is tried.
"""

import hashlib
import importlib
import inspect
import itertools
import pkgutil
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from math import inf
from pathlib import Path
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]  # no other way in
from typing import Any

SHORT, LONG = 1_200, 4_800  # characters: above any bound that a pattern sets itself
GROWTH = 8.0  # what four times the text may cost: linear work costs 4, quadratic 16
TRIES = 2  # another process may disturb the caches, never all the time
SUSPICIOUS = 1 / 40  # of what a quadratic pattern costs: less is not looked at again
TOO_MUCH = 20  # times that: no growth is asked for

_NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
_DATA = Path(__file__).parent / "data"
_ARTICLES = _DATA / "articles"
_FOUND_LINEAR = _DATA / "linear_patterns.txt"
_LONGEST = 60.0  # seconds
_QUADRATIC = re.compile(r"\d+(?=x)")
_SIGNS = [*"Aa1 .,\"“(中•-—é\n'’:/<=&_。>[])*@|\t;!?%#$\\ы\u00a0ü"]
_RUNS = (
    "Ab ", "ab ", "A. ", "1 ", "Ab, ", "Ab Cd said ", "“Ab” ", "AB ", "— ", "• ", "中。", ". ",
    "a, ", "1,", "1.", "1-", "a-", "a.", "a'", "<a ", "a=1 ", "//a", "*a ", "_a ", "[a](", "(a) ",
    "the ", "of ", "\r\n", " \n", "1:1 ", "1 a ", "Jan 1 ", "'a ",
)  # fmt: skip
_FAVOURITES = ["Aa1 ", "aA1 ", "1a ", " aA", "-aA.", ".aA", ",a", "é", "\n ", '"“a', "'a", "_a"]
_ENDS = ("\0", '\0\n,;:."”)]>x')  # where a pattern wants more of the same, or the end
_MOST_WORDS = 8  # of a pattern's own, the shortest first
_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}

Tree = Any  # of the standard library's own parser
Hostile = tuple[str, str, str]  # what stands first, what is repeated behind it, and the end


@contextmanager
def collected() -> Iterator[list[re.Pattern[str]]]:
    """What modules of ours compile meanwhile."""
    found: dict[tuple[str, int], re.Pattern[str]] = {}
    compile_ = _compiler.compile

    def noted(pattern: Any, flags: int = 0) -> Any:  # noqa: ANN401  as the library has it
        compiled = compile_(pattern, flags)
        frame = inspect.currentframe()
        while frame and frame.f_globals["__name__"] in {__name__, "re", "functools"}:
            frame = frame.f_back
        ours = frame is not None and frame.f_globals["__name__"].startswith(("bot.", "adapters."))
        if ours and isinstance(compiled.pattern, str):
            found[compiled.pattern, compiled.flags] = compiled
        return compiled

    _compiler.compile = noted
    patterns: list[re.Pattern[str]] = []
    try:
        yield patterns
    finally:
        _compiler.compile = compile_
        patterns += found.values()


def use_everything() -> None:
    """Import all modules, call what compiles later, and brief a few articles."""
    modules = [
        importlib.import_module(one.name)
        for package in map(importlib.import_module, ("bot", "adapters"))
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not one.name.endswith(".__main__") and ".migrations." not in one.name
    ]
    languages: Sequence[str] = importlib.import_module("bot.text.lexicon").languages()
    for module in modules:
        for function in vars(module).copy().values():
            if getattr(function, "__module__", "") != module.__name__:
                continue
            if not hasattr(function, "cache_info"):
                continue
            wanted = list(inspect.signature(function).parameters)
            if wanted == ["lang"]:
                deque(map(function, languages), maxlen=0)
            elif not wanted:
                function()
    for path in sorted(_ARTICLES.iterdir()):
        _brief(path.read_bytes())


def _brief(raw: bytes) -> None:
    from bot.briefing.extract import compose  # noqa: PLC0415  under the eyes of `collected`
    from bot.models import Length  # noqa: PLC0415
    from bot.reading import documents  # noqa: PLC0415
    from bot.stories import features  # noqa: PLC0415

    article = documents.read_bytes(raw, id="x", url="https://news.example/x")
    features.of(article)
    compose.brief(article, Length.BRIEF, _NOW, compose.Shares())


def worst(pattern: re.Pattern[str]) -> str | None:
    """A text on which the pattern's time grows faster than the text, else None."""
    least, most = SUSPICIOUS * _quadratic(), TOO_MUCH * _quadratic()
    for hostile in hostile_texts(pattern):
        cost = _cost(pattern, hostile, SHORT, most)
        if cost >= most or (cost > least and _grows_too_fast(pattern, hostile)):
            return f"{hostile[0][:30]!r} + {hostile[1][:30]!r} * n + {hostile[2]!r}"
    return None


@cache
def _quadratic() -> float:
    """What a pattern costs here whose time grows with the square."""
    return min(_cost(_QUADRATIC, ("", "1", _ENDS[0]), SHORT, inf) for _ in range(TRIES))


def _grows_too_fast(pattern: re.Pattern[str], hostile: Hostile) -> bool:
    for _ in range(TRIES):
        most = GROWTH * _cost(pattern, hostile, SHORT, inf)
        if _cost(pattern, hostile, LONG, 1.2 * most) <= most:
            return False
    return True


def _cost(pattern: re.Pattern[str], hostile: Hostile, length: int, most: float) -> float:
    """Seconds of this thread for finding all matches, at most about `most`."""
    first, repeated, end = hostile
    text = (first + repeated * length)[:length] + end
    start = time.thread_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, min(most, _LONGEST))
        try:
            deque(pattern.finditer(text), maxlen=0)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except TimeoutError:
        return most
    return time.thread_time() - start


def hostile_texts(pattern: re.Pattern[str]) -> Iterable[Hostile]:
    tree = _parser.parse(pattern.pattern, pattern.flags)
    words = set(_literals(tree))
    own = sorted((word for word in words if len(word) > 1), key=len)[:_MOST_WORDS]
    found: dict[tuple[str, str], None] = {}
    for run in (*_SIGNS, *sorted(word for word in words if len(word) == 1), *_RUNS):
        found["", run] = None
    for word in own:
        for run in (word, f"{word} ", f"{word}, ", f"Ab {word} 1 "):
            found["", run] = None
    for favourites in _FAVOURITES:
        taste = [*favourites, *_SIGNS]
        whole = _sample(tree, taste)
        for first, repeated in (*_repeats(tree, "", taste), (whole, whole[:-1])):
            for one in ((first, repeated), ("", first + repeated), (first, f"{repeated} ")):
                found[one] = None
    short = [one for one in found if one[1] and len(one[0]) + len(one[1]) < SHORT // 4]
    return [(*one, end) for end in _ENDS for one in short]


def _parts(op: Any, value: Any) -> list[Tree]:  # noqa: ANN401  a node of the parser's
    """The trees inside a node."""
    if op in _REPEATS:
        return [value[2]]
    if op is _constants.SUBPATTERN:
        return [value[3]]
    if op is _constants.ATOMIC_GROUP:
        return [value]
    if op is _constants.BRANCH:
        return [*value[1][:6], *value[1][-2:]]
    return [value[1]] if op in {_constants.ASSERT, _constants.ASSERT_NOT} else []


def _literals(tree: Tree) -> Iterator[str]:
    """The words of a pattern, and the signs of its classes."""
    word = ""
    for op, value in tree:
        if op is _constants.LITERAL:
            word += chr(value)
            continue
        if word:
            yield word
        word = ""
        if op is _constants.IN:
            yield from itertools.islice(_members(value), 12)
        for part in _parts(op, value):
            yield from _literals(part)
    if word:
        yield word


def _members(value: Tree) -> Iterator[str]:
    for op, one in value:
        if op is _constants.LITERAL:
            yield chr(one)
        elif op is _constants.RANGE:
            yield from map(chr, one)


def _sample(tree: Tree, taste: list[str]) -> str:
    """A text that the tree may match, with as many favourites in it as can be."""
    text = ""
    for op, value in tree:
        if op is _constants.LITERAL:
            text += chr(value)
        elif op in {_constants.IN, _constants.NOT_LITERAL, _constants.ANY}:
            signs = itertools.chain(taste, _members(value) if op is _constants.IN else ())
            text += next(filter(_one(repr(value), op, value).match, signs), "")
        elif op in _REPEATS:
            text += _sample(value[2], taste) * max(value[0], min(int(value[1]), 1))
        elif op not in {_constants.ASSERT, _constants.ASSERT_NOT}:
            text += _sample(next(iter(_parts(op, value)), ()), taste)
    return text


_ONES: dict[str, re.Pattern[str]] = {}


def _one(name: str, op: Any, value: Any) -> re.Pattern[str]:  # noqa: ANN401  a parser's node
    """A node that stands for one sign, as a pattern."""
    if name not in _ONES:
        tree = _parser.SubPattern(_parser.State())
        tree.append((op, value))
        _ONES[name] = _compiler.compile(tree)
    return _ONES[name]


def _repeats(tree: Tree, before: str, taste: list[str]) -> Iterator[tuple[str, str]]:
    """What the tree wants before each thing it repeats, and that thing."""
    for op, value in tree:
        if op in _REPEATS and int(value[1]) > 2:  # more than "maybe twice"
            yield before, _sample(value[2], taste)
        for part in _parts(op, value):
            yield from _repeats(part, before, taste)
        before += _sample([(op, value)], taste)


def _stop(*_: object) -> None:
    raise TimeoutError


def not_linear(patterns: Iterable[re.Pattern[str]], report: Callable[[str], None]) -> None:
    signal.signal(signal.SIGPROF, _stop)
    for pattern in patterns:
        if text := worst(pattern):
            report(f"{pattern.pattern[:200]!r} on {text}")


def _hash(pattern: re.Pattern[str]) -> str:
    told = f"{pattern.flags} {pattern.pattern!a}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def main(*, everything: bool, note: bool) -> int:
    with collected() as patterns:
        use_everything()
    known = set() if everything else set(_FOUND_LINEAR.read_text().split())
    found: list[str] = []
    not_linear([one for one in patterns if _hash(one) not in known], found.append)
    if note and not found:
        _FOUND_LINEAR.write_text("".join(f"{one}\n" for one in sorted(map(_hash, patterns))))
    print(*found, f"{len(patterns)} patterns, {len(found)} not linear", sep="\n")  # noqa: T201  what it is for
    return 1 if found else 0


if __name__ == "__main__":
    everything = "--all" in sys.argv[1:]
    sys.exit(main(everything=everything, note=everything or "--note" in sys.argv[1:]))
