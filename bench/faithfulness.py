"""The check of a model's sentences (`bot.briefing.check.claims`) on summaries that people judged.

    python -m bench.faithfulness            balanced accuracy, a line a set
    python -m bench.faithfulness --faults   which rule fires how often, on true and on false ones

Balanced accuracy in percent: the mean of the share of true summaries kept and of false ones
caught. Each sentence of a summary is held against the three sentences of the article that cover
its words best, as if it cited them; one fault makes the summary false. "bare" is what one would
write first: a number, a capitalised name or a quotation that the whole article does not have.
"check" leaves out what a brief refuses though it may be true (`bot.briefing.check.faults`: a lost
hedge, an attribution), which these sets do not count as false; "brief" is all that
is asked of a model.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from bot.briefing.check import claims
from bot.briefing.check.faults import Fault
from bot.briefing.model.write_prompt import MOST_SENTENCES_CITED
from bot.text.sentences import split
from bot.text.stems import stems

CITED = MOST_SENTENCES_CITED
DATA = Path(__file__).parent.parent.parent / "shared" / "data" / "faithfulness"
_OPENED = re.compile(r"` ?` ?")
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_CAPITALISED = re.compile(r"(?<=[\w,;] )[A-Z]\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
# What a brief refuses though it may be true: what leaves a part out, or puts it too freely.
BEYOND_TRUTH = frozenset(
    {Fault.QUALIFIER, Fault.BOUND, Fault.HEDGE, Fault.TENSE, Fault.ATTRIBUTION, Fault.LOOSE}
)
SETS = (
    "cliff-cnndm",
    "cliff-xsum",
    "goyal21-cnndm",
    "goyal21-xsum",
    "summedits_news_a",
    "factual_pairs",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A summary, the article that it is of, and whether people found it true to it."""

    source: str
    claim: str
    true: bool


def cases(name: str) -> list[Case]:
    """A shared set: "cliff-cnndm", "cliff-xsum", "goyal21", "summedits_news_a", "factual_pairs"."""
    file, _, origin = name.partition("-")
    return [
        case
        for line in (DATA / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
        for case in _cases(json.loads(line), origin)
    ]


def _cases(record: Mapping[str, Any], origin: str) -> Iterator[Case]:
    if origin and record["origin"] != origin:
        return
    source = _untokenized(record["source"])
    if "good" in record:
        yield Case(source, _untokenized(record["good"]), true=True)
        yield Case(source, _untokenized(record["bad"]), true=False)
    else:
        yield Case(source, _untokenized(record["claim"]), true=record["label"] == 1)


def _untokenized(text: str) -> str:
    """`text` with the quotation marks that a tokenizer took from it."""
    return _OPENED.sub("“", text).replace(" ''", "”").replace("''", "”")


def bare(case: Case) -> bool:
    """Whether every number, capitalised name and quotation of the summary is in the article."""
    words = set(_WORD.findall(case.source.casefold()))
    named = {
        word.casefold() for kind in (_CAPITALISED, _NUMBER) for word in kind.findall(case.claim)
    }
    quoted = (match[1] for match in _QUOTED.finditer(case.claim))
    return named <= words and all(text.strip(" ,.") in case.source for text in quoted)


def found(case: Case) -> set[Fault]:
    """The faults of a summary's sentences, each with the sentences that it would cite."""
    told = [sentence.text for sentence in split(case.source)]
    return {
        fault
        for one in split(case.claim)
        for fault in claims.faults(one.text, cited(one.text, told), case.source)
    }


def cited(claim: str, told: Sequence[str]) -> list[str]:
    """The sentences that cover a claim's words together, chosen one by one, in their order."""
    missing = set(stems(claim))
    lines = [set(stems(text)) for text in told]
    chosen: set[int] = set()
    while len(chosen) < CITED:
        best = max(range(len(lines)), key=lambda at: len(missing & lines[at]), default=None)
        if best is None or not missing & lines[best]:
            break
        chosen.add(best)
        missing -= lines[best]
    return [told[at] for at in sorted(chosen)]


def balanced(cases: Sequence[Case], kept: Sequence[bool]) -> tuple[float, float, float]:
    """Balanced accuracy, the share of true summaries kept, and of false ones caught, in percent."""
    true = [keep for keep, case in zip(kept, cases, strict=True) if case.true]
    false = [not keep for keep, case in zip(kept, cases, strict=True) if not case.true]
    good, bad = 100 * sum(true) / len(true), 100 * sum(false) / len(false)
    return (good + bad) / 2, good, bad


def table() -> Table:
    rows = Table("", "summaries", "bare", "check", "kept", "caught", "brief", box=SIMPLE)
    rows.title = "Faithfulness: balanced accuracy"
    if not DATA.exists():
        rows.caption = "no shared data here"
        return rows
    for name in SETS:
        known = cases(name)
        judged = [found(case) for case in known]
        simple, *_ = balanced(known, [bare(case) for case in known])
        check, kept, caught = balanced(known, [faults <= BEYOND_TRUTH for faults in judged])
        strict, *_ = balanced(known, [not faults for faults in judged])
        numbers = (simple, check, kept, caught, strict)
        rows.add_row(name, str(len(known)), *(f"{number:.1f}" for number in numbers))
    return rows


def fault_table() -> Table:
    rows = Table("", *(f"{name} ✓/✗" for name in SETS), box=SIMPLE)
    counts = []
    for name in SETS:
        tally: Counter[tuple[Fault, bool]] = Counter()
        for case in cases(name):
            tally.update((fault, case.true) for fault in found(case))
        counts.append(tally)
    for fault in Fault:
        rows.add_row(
            fault.name, *(f"{tally[fault, True]}/{tally[fault, False]}" for tally in counts)
        )
    return rows


if __name__ == "__main__":
    Console(width=140).print(fault_table() if "--faults" in sys.argv[1:] else table())
