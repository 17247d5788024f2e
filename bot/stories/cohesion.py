"""Pure. Which reports of a story surely tell the same: those that open like the others of it.

Reports of one day's markets share "stocks", "China" and "fall": each is like the one before, and
few tell the same. A story that hangs together so loosely must not lead for its many outlets.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import sqrt

from bot.stories import background, features
from bot.stories.features import Features

# The mean cosine of a report's opening with the others'. In the made-up fortnight of
# `python -m bench.fortnight` the mean over a story is 0.10 to 0.11 where it is of a day's markets,
# and 0.19 to 0.77 elsewhere.
LEAST = 0.14
FEW = 3  # reports: of so few the mean tells nothing


def sure(reports: Sequence[Features]) -> list[Features]:
    """The reports that surely tell what the others do, at least one; all of a few, and those whose
    opening isn't known. Those of each language are compared among themselves."""
    of_language: defaultdict[str, list[Features]] = defaultdict(list)
    for report in reports:
        of_language[report.written if report.opening else ""].append(report)
    loose: dict[str, float] = {}
    for written, some in of_language.items():
        if written and len(some) > FEW:
            alike = _alike(some)
            loose |= {article: mean for article, mean in alike.items() if mean < LEAST}
    found = [report for report in reports if report.article not in loose]
    return found or [max(reports, key=lambda one: (loose[one.article], one.article))]


def _alike(reports: Sequence[Features]) -> dict[str, float]:
    """By article, how much its opening is like the others' on average."""
    vectors = {report.article: _vector(report) for report in reports}
    total: Counter[str] = Counter()
    for vector in vectors.values():
        total.update(vector)
    others = max(1, len(vectors) - 1)
    return {
        article: (sum([total[term] * share for term, share in vector.items()]) - 1) / others
        for article, vector in vectors.items()
    }


def _vector(report: Features) -> Mapping[str, float]:
    rare = features.rarities(report.opening, background.of_language(report.lang), {}, 0)
    length = sqrt(sum([value * value for value in rare.values()])) or 1.0
    return {term: value / length for term, value in rare.items()}
