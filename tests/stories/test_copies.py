"""Which articles are copies of one text."""

from bot.stories import features
from bot.stories.copies import is_copy, texts, voices
from tests.standins.week import Report, reports


def test_copies_are_told_from_reports_of_the_same_event() -> None:
    """Light edits, a sentence less and other notices make no new text; other words do."""
    found = mixed = true = 0
    for event, told in _by_event().items():
        original = {report.article.id: report.copy_of or report.article.id for report in told}
        made = texts([features.of(report.article) for report in told])
        found += len(made)
        mixed += sum(len({original[one.article] for one in text}) > 1 for text in made)
        true += len(set(original.values()))
        assert sum(map(len, made)) == len(told), event
    assert mixed <= 0.04 * found
    assert abs(found - true) <= 0.1 * true


def _by_event() -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for report in reports():
        found.setdefault(report.event, []).append(report)
    return found


def test_the_shortest_text_is_a_copy_of_itself() -> None:
    one, other = frozenset({1}), frozenset({2})
    assert is_copy(one, one)
    assert not is_copy(one, other)
    assert not is_copy(frozenset(), frozenset())


def test_an_agencys_four_sentences_with_one_changed_are_a_copy() -> None:
    printed = frozenset({1, 2, 3})
    assert is_copy(printed, frozenset({2, 3, 4, 5}))
    assert not is_copy(printed, frozenset({3, 4, 5, 6}))
    assert not is_copy(frozenset(range(4)), frozenset({2, 3, 4, 5}))


def test_an_outlet_and_its_copies_are_one_voice() -> None:
    week = [report for report in reports() if report.event == "kyiv-strike"]
    marked = [features.of(report.article) for report in week]
    assert len(voices([*marked, *marked])) == len(voices(marked)) < len(marked)
