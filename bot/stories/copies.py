"""Pure. Which articles are copies of one text, as several outlets print an agency's."""

from collections.abc import Collection, Iterable, Sequence

from bot.stories.features import Features

# Of the shorter text's runs of clauses. Copies lose a sentence, gain a notice and have a few words
# changed; two reports of one event share a quotation. On three editions of the invented week (1,048
# texts) any share from 0.25 to 0.5 takes 2% of the texts for another's.
SHARED = 0.35
LEAST = 3
SHORT = 2  # of the three runs that an agency's four sentences have, with a word changed in one


def is_copy(one: frozenset[int], other: Collection[int]) -> bool:
    """Whether two texts, given as `Features.runs`, are the same but for light edits."""
    shared = len(one.intersection(other))
    least = min(len(one), len(other))
    if shared < LEAST:
        return (shared == SHORT and least <= LEAST) or 0 < shared == len(one) == len(other)
    return shared >= SHARED * least


def texts(reports: Iterable[Features]) -> list[list[Features]]:
    """The reports, copies together: each list is one text, in the order given.

    A copy is compared with the first of its text, so that a row of small edits doesn't make one
    text of two.
    """
    found: list[list[Features]] = []
    for report in reports:
        same = next((text for text in found if is_copy(report.runs, text[0].runs)), None)
        if same is None:
            found.append([report])
        else:
            same.append(report)
    return found


def voices(reports: Sequence[Features]) -> list[list[Features]]:
    """The texts that stand for independent outlets, the newest first.

    A text counts while one of its outlets was not heard yet: copies of an agency are one voice, and
    so are several reports of one outlet. An unnamed outlet is nobody else's.
    """
    told = texts(sorted(reports, key=_moment))
    heard: set[str] = set()
    found: list[list[Features]] = []
    for text in sorted(told, key=lambda text: _moment(text[0]), reverse=True):
        outlets = {report.outlet or report.article for report in text}
        if not outlets <= heard:
            found.append(text)
        heard |= outlets
    return found


def _moment(report: Features) -> tuple[float, str]:
    return (report.published.timestamp() if report.published else 0.0, report.article)
