"""How common a stem is, and how often it is a name."""

from bot.stories import background
from bot.stories.background import NONE, of_language, read


def test_a_table_is_read() -> None:
    table = read(["40", "said\t30\t0", "velm\t2\t10", "#19\t5\t0"])
    assert table.documents == 40
    assert (table.count("said"), table.named("said")) == (30, 0.0)
    assert (table.count("velm"), table.named("velm")) == (2, 1.0)
    assert (table.count("nobody"), table.named("nobody")) == (0, None)


def test_a_language_without_a_table_has_an_empty_one() -> None:
    assert of_language("") is of_language("xx") is of_language("../en") is NONE
    assert NONE.documents == background.NOTHING_COUNTED


def test_the_english_table_knows_names_from_words() -> None:
    english = of_language("en")
    for name, word in (("london", "people"), ("britai", "year"), ("americ", "time")):
        assert (english.named(name) or 0) > 0.8
        assert (english.named(word) or 0) < 0.2
    assert english.count("people") > english.count("london") > 20
    assert english.count("#10") > english.count("#38000")
