"""Topics on our set: what they find and miss, beside a bare full-text search; other thresholds."""

import time

from rich.console import Console
from rich.table import Table

from bot.stories import expansion, topics
from tests.standins.news import many
from tests.stories import topic_set
from tests.stories.topic_set import GAZETTEER

THRESHOLDS = (0.34, 0.68, 1.0, 1.5, 2.0)
READ = 500


def table() -> Table:
    sets = [topic_set.read(file) for file in topic_set.FILES]
    made = sum(len(articles) for articles, _ in sets)
    queries = sum(len(wanted) for _, wanted in sets)
    shown = Table("", "precision", "recall", title=f"Topics: {queries} queries, {made} articles")
    for name, answer in (("full-text search", topic_set.bare), ("briefbot", topic_set.ours)):
        score = topic_set.score(answer)
        shown.add_row(name, f"{score.precision:.3f}", f"{score.recall:.3f}")
    chosen = topics.ENOUGH
    for threshold in THRESHOLDS:
        topics.ENOUGH = threshold
        score = topic_set.score(topic_set.ours)
        shown.add_row(f"  at {threshold}", f"{score.precision:.3f}", f"{score.recall:.3f}")
    topics.ENOUGH = chosen
    for words in (("ukraine",), ("europe",)):
        shown.add_row(f"{READ} candidates of “{words[0]}” judged, ms", f"{_judged(words):.0f}", "")
    return shown


def _judged(words: tuple[str, ...]) -> float:
    """Milliseconds to judge many candidates of 400 words."""
    candidates = list(many(READ))
    topic = expansion.expand(words, GAZETTEER)
    started = time.perf_counter()
    for article in candidates:
        topics.matches([topic], article)
    return (time.perf_counter() - started) * 1_000


if __name__ == "__main__":
    Console().print(table())
