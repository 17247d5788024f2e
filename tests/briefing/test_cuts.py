"""Which clauses are cut, judged by sentences and words of the tests' own."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.check import choosing
from bot.briefing.cuts import clause_cuts, cut_clauses, droppable_clauses, is_droppable_part
from bot.briefing.edits import apply
from bot.briefing.extract.grounding import violated
from bot.models import Article, Edit, Kind, Point, Span

CLAUSES = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text(encoding="utf-8"))
EXAMPLES = Path(__file__).parents[1] / "text" / "examples" / "cuts.toml"
KEPT = "The harbour board has closed the northern pier to all larger ships of the fleet"


def cut(sentence: str, most: int) -> str | None:
    cuts = cut_clauses(sentence, 0, len(sentence), most)
    return apply(sentence, Span("", 0, len(sentence)), cuts) if cuts else None


def length(sentence: str) -> int:
    return len(sentence.split())


def listed(name: str) -> list[str]:
    block = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))[name]
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    return [line if line[0] == "," or line[0].isupper() else f" {line}" for line in lines]


def test_the_smallest_clause_that_suffices_is_cut_and_marked() -> None:
    sentence = (
        "The harbour board has closed the northern pier to all larger ships and has asked the "
        "navy for divers because the timber below the water is rotten."
    )
    assert cut(sentence, 20) == (
        "The harbour board has closed the northern pier to all larger ships and has asked the "
        "navy for divers …"
    )
    assert cut(sentence, 15) == (
        "The harbour board has closed the northern pier to all larger ships …"
    )


def test_a_clause_between_commas_is_cut_where_the_sentence_goes_on_behind_it() -> None:
    sentence = (
        "The harbour master, who came to Brem from the southern fleet, closed the northern pier to "
        "every ship."
    )
    assert cut(sentence, 15) == "The harbour master … closed the northern pier to every ship."


def test_the_occasion_of_a_quotation_goes_and_what_is_told_in_its_tag_stays() -> None:
    said = "“The bridge will carry lorries again by the first week of spring,” Mara Cho said"
    occasion = f"{said} after a walk with the mayor and both engineers."
    assert cut(occasion, 16) == f"{said} …"
    assert cut(f"{said} after denying that it had been closed in error.", 16) is None
    assert cut(f"{said} to the mayor and to both engineers of the town.", 16) is None


def test_a_sentence_is_kept_to_the_word_that_fits() -> None:
    sentence = (
        "The harbour board has closed the northern pier to all larger ships because the timber "
        "below the water is rotten."
    )
    kept = "The harbour board has closed the northern pier to all larger ships …"
    assert cut(sentence, 12) == kept  # the words that are left, without the sign
    assert cut(sentence, 11) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Rotten timber in the long northern pier of the old harbour because the water is high.",
        "The ships that the harbour board with all of its members had closed because of rot.",
    ],
)
def test_what_is_left_has_its_verb_and_does_not_end_with_it(sentence: str) -> None:
    assert cut(sentence, 13) is None


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Villagers said that the blasts had damaged their houses badly, which include cracked "
            "walls, weakened floors and fallen roofs."
        ),
        (
            "The rule lets the staff of the yard work on their ideas, and Ilse Brandt, Jon Weir, "
            "and Ana Field soon began to test the glass."
        ),
        (
            "The storm closed the northern pier to all the larger ships, damaged the old mole, "
            "flooding the cellars of the town."
        ),
    ],
)
def test_a_list_is_not_cut_in_two(sentence: str) -> None:
    assert cut(sentence, length(sentence) - 1) is None


@pytest.mark.parametrize(
    "tail",
    [
        ", which the ministry denied.",
        ", which killed 14 sailors.",
        ", which the navy reportedly sank.",
        ", after talks that did not help.",
        ", as the mayor told reporters.",
        ", which critics call “a disgrace.”",
        ", which may open again in spring.",
        " unless the crew of the tug agrees.",
        " but kept the fish market open.",
    ],
)
def test_no_cut_loses_what_a_sentence_hangs_on(tail: str) -> None:
    sentence = f"The harbour board has closed the northern pier to all larger ships{tail}"
    assert cut(sentence, length(sentence) - 1) is None


def test_a_sentence_is_not_cut_inside_parentheses_or_quotations() -> None:
    sentence = (
        "The board has closed (for a long while, after storms hit the coast) the old pier here."
    )
    assert cut(sentence, 12) is None


@pytest.mark.parametrize("tail", listed("needed"))
def test_what_a_reader_needs_to_judge_the_rest_is_not_cut(tail: str) -> None:
    sentence = f"{KEPT}{tail}."
    assert cut(sentence, length(sentence) - 1) is None


@pytest.mark.parametrize("tail", listed("free"))
def test_a_clause_that_only_adds_is_cut(tail: str) -> None:
    assert cut(f"{KEPT}{tail}.", length(KEPT) + 1) == f"{KEPT} …"


@pytest.mark.parametrize("sentence", listed("whole"))
def test_words_that_call_for_what_follows_keep_it(sentence: str) -> None:
    assert cut(sentence, length(sentence) - 1) is None


@pytest.mark.parametrize(
    ("middle", "rest"),
    [
        (", who came to Brem from the south,", " closed the northern pier to every ship at noon."),
        (", whose father built it,", " gave the northern pier to the town on Monday at noon."),
        (", after a long walk,", " also opened the northern pier to the town on Monday at noon."),
        (", including the cooks,", " moved to the northern pier in the town on Monday at noon."),
        (", where he was born,", " welcomes the northern fleet to the town on Monday at noon."),
    ],
)
def test_a_clause_between_commas_goes_where_the_sentence_goes_on(middle: str, rest: str) -> None:
    assert cut(f"The harbour master{middle}{rest}", length(rest) + 4) == (
        f"The harbour master …{rest}"
    )


@pytest.mark.parametrize(
    "aside",
    [
        ", a quiet man from the southern fleet,",
        ", the uncle of the mayor,",
        ", one of the oldest pilots on the coast,",
        " – a quiet man from the south –",
        " — a quiet man from the south —",
        " -- a quiet man from the south --",
        " (a quiet man from the south)",
    ],
)
def test_who_somebody_is_and_an_aside_may_go_before_the_verb(aside: str) -> None:
    rest = "closed the northern pier to every ship on Monday at noon."
    assert cut(f"Ivo Brandt{aside} {rest}", length(rest) + 3) == f"Ivo Brandt … {rest}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ivo Brandt, a man who may be ill, closed the northern pier to every ship on Monday.",
        "Ivo Brandt, the only pilot of the town, closed the northern pier to every ship on Monday.",
        "Ivo Brandt, a cook, and Ana Field closed the northern pier to every ship on Monday.",
        "Jon Weir, Ivo Brandt, the cook, closed the northern pier to every ship on Monday at noon.",
        "While the board, a body of old men, was out, the crew closed the pier to every ship.",
        "The ship, which sank – as we saw, had left the northern pier of the town on Monday.",
        "Ivo Brandt (IB) closed the northern pier of the town to every ship on Monday at noon.",
        "Ivo Brandt (not a pilot himself) closed the northern pier to every ship on Monday.",
        "Ivo Brandt – a cook – Ana Field and all the others left the northern pier on Monday.",
        "Ivo Brandt is listed – as a pilot of the fleet – with the board of the northern harbour.",
        "Ivo Brandt – the “mad cook” of Brem – closed the northern pier to every ship on Monday.",
    ],
)
def test_an_aside_stays_that_is_guarded_or_part_of_the_rest(sentence: str) -> None:
    assert cut(sentence, length(sentence) - 1) is None


@pytest.mark.parametrize(
    ("middle", "rest"),
    [
        (", who is rumoured to be broke,", " closed the northern pier to every ship at noon."),
        (", which exclude the tugs,", " were made to keep the northern pier open for ships."),
        (", who was a liar,", " closed the northern pier of the town to every ship at noon."),
        (", including walls,", " roofs and doors of the old houses near the northern pier."),
        (", who was born in 1931,", " closed the northern pier of the town to every ship at noon."),
    ],
)
def test_a_clause_between_commas_stays_where_it_judges_or_lists(middle: str, rest: str) -> None:
    sentence = f"The harbour rules{middle}{rest}"
    assert cut(sentence, length(sentence) - 1) is None


def test_a_clause_whose_main_clause_is_to_come_stays_with_it() -> None:
    because = f"Because {KEPT[0].lower()}{KEPT[1:]} after storms the town is poor."
    assert cut(because, 20) is None
    assert cut(f"{KEPT} after storms the town is poor.", 20) is not None


def test_a_cut_leaves_a_sentence() -> None:
    assert cut("The old pier closed on Monday, which pleased the cooks.", 9) is None
    ten = "The old pier of the town closed on Monday morning"
    assert cut(f"{ten}, which pleased the cooks.", 11) == f"{ten} …"
    assert cut(f"{ten}, which pleased the cooks.", 9) is None


def test_a_part_with_half_a_parenthesis_or_inside_a_quotation_stays() -> None:
    for sentence, part in (
        ("He left (with the cooks) early", "(with"),
        ("He left (with the cooks) early", "the cooks"),
        ("He left “with the old cooks” early", "the old"),
        ("He left with the cooks) early", "cooks)"),
    ):
        start = sentence.index(part)
        assert not is_droppable_part(sentence, start, start + len(part))
    assert is_droppable_part("He left (with the cooks) early", 8, 24)


def shortened(sentence: str, most: int, lang: str) -> str | None:
    cuts = cut_clauses(sentence, 0, len(sentence), most, lang)
    return apply(sentence, Span("", 0, len(sentence)), cuts) if cuts else None


def test_in_another_language_what_only_adds_goes() -> None:
    inside = (
        "Die Brücke am alten Hafen, die ein Maurer aus Holm entwarf, bleibt bis zum Abend gesperrt."
    )
    assert shortened(inside, 12, "de") == (
        "Die Brücke am alten Hafen … bleibt bis zum Abend gesperrt."
    )
    last = "Le maire a fermé lundi soir le vieux pont du port, construit par des maçons de Holm."
    assert shortened(last, 12, "fr") == "Le maire a fermé lundi soir le vieux pont du port …"
    assert shortened(last, 8, "fr") is None


def test_in_another_language_no_condition_goes_nor_who_says_so() -> None:
    for sentence in (
        "Die Brücke am alten Hafen bleibt bis zum Abend zu, sofern die Stadt sie nicht räumt.",
        "Die Brücke am alten Hafen wird bis zum Abend geräumt, glauben die Leute im Ort.",
        "Die Häuser am alten Hafen, die leer stehen, werden bis zum Abend von der Stadt geräumt.",
    ):
        assert shortened(sentence, 13, "de") is None


# What no cut may drop, by hand: not taken from the lists that the cutter has.
PROTECTED = re.compile(
    r"\b(?:14|dozens|said|complained|reportedly|may|not|false|rumoured|if|excluding|hoax|feared)\b|"
    r"[“”()]"
)
WORDS = st.sampled_from(
    (
        *("14", "dozens", "said", "complained", "reportedly", "may", "not", "false", "rumoured"),
        *("if", "excluding", "hoax", "feared", "“", "”", "(", ")"),
        *2 * ("the", "old", "pier", ", which", "who", "and has", "after", "in", "Tolm", ",", ";"),
        *2 * ("when", "closed", "with", ", including", ", after", "opened", "at noon", "ships"),
    )
)


@given(st.lists(WORDS, min_size=12, max_size=40), st.integers(10, 30))
def test_no_cut_drops_a_protected_word(words: list[str], most: int) -> None:
    sentence = " ".join(words).replace(" ,", ",") + "."
    for lang in ("en", "de"):
        cuts = cut_clauses(sentence, 0, len(sentence), most, lang)
        if cuts:
            short = apply(sentence, Span("", 0, len(sentence)), cuts)
            assert PROTECTED.findall(short) == PROTECTED.findall(sentence)
            assert length(short) - len(cuts) <= most


def offered(sentence: str) -> list[str]:
    return [sentence[cut.start : cut.end] for cut in clause_cuts(sentence, 0, len(sentence))]


@pytest.mark.parametrize(
    ("sentence", "cuts"),
    [
        (
            "Orla Finn, a baker from Velm, sold the mill on a river to Brem, which needs a school.",
            [", a baker from Velm,", ", which needs a school."],
        ),
        (
            "The ferry line opened a terminal in the port of Brem on Monday, easing the traffic.",
            [", easing the traffic."],
        ),
        (
            "The guard followed him down the stairs of the bank and wrestled the man to the floor.",
            [" and wrestled the man to the floor."],
        ),
    ],
)
def test_each_clause_that_can_go_is_offered(sentence: str, cuts: list[str]) -> None:
    assert offered(sentence) == cuts


@pytest.mark.parametrize(
    "sentence",
    [
        # the last of a list, with or without a comma
        "The man shouted at the guests of the bar, ran outside and was stopped by the police.",
        "They asked whether the trials on mice were needed, careful and yielded useful results.",
        "The dress had a wide collar, a very long slit in its skirt, and a short train.",
        "Shops are under pressure from rivals both at home in the west, and in the south.",
        "The bill could mean a curfew for all suspects in the region, tagging or bans on phones.",
        # an adjective that looks like a verb
        "The package brings help from the central budget to farmers up north and affected towns.",
        # what a charge is, or what a count is of
        "The two men from Velm were charged on Friday in a court, with plotting to burn the mill.",
        "A ring sheds light on the trade in the north, more than a century after its discovery.",
        "The keeper held the side in the game on Sunday evening with save after save.",
        "This is why around 80% of all new clients in Velm come to us after working with a rival.",
        "But as the band went on with its tour, there emerged some signs of life after death.",
        # what is allowed, and how; what was not for long
        "Only one drug is currently sold in the country (via doctors trained in it) to the public.",
        "The firm saw its share price plunge earlier in the summer, before recovering slightly.",
        # the last of what a colon announces; the other half of what was done, or got
        "The study found two benefits of watching films: a lift in mood, and a threshold for pain.",
        "Instead, she says that she has grown the firm by keeping profits, and taking out loans.",
        "The firm will now be responsible for the wind farms in the hills, and Cour farm in Tolm.",
        # between dashes, or behind "with"
        "Seen as calm – and compared with rivals up in the north, including the king – he won.",
        "Tourism feeds the town on the coast, with the hills, attracting guests from the south.",
    ],
)
def test_a_cut_that_would_leave_half_of_something_is_not_offered(sentence: str) -> None:
    assert offered(sentence) == []


def parts(line: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence of a line, and where the parts are that stand in braces."""
    spans = [(match.start(1), match.end(1)) for match in re.finditer(r"\{([^{}]+)\}", line)]
    moved = [(left - 2 * at - 1, right - 2 * at - 1) for at, (left, right) in enumerate(spans)]
    return line.replace("{", "").replace("}", ""), moved


def lines_of(name: str) -> list[str]:
    return str(CLAUSES[name]).strip().splitlines()


def bare(text: str) -> str:
    return text.strip(" ,.()–—-")


@pytest.mark.parametrize("line", lines_of("may_go"))
def test_what_a_reader_can_do_without_may_go(line: str) -> None:
    sentence, marked = parts(line)
    found = {bare(sentence[left:right]) for left, right in droppable_clauses(sentence)}
    assert {bare(sentence[left:right]) for left, right in marked} <= found


@pytest.mark.parametrize("line", lines_of("is_needed"))
def test_what_a_reader_needs_is_never_cut(line: str) -> None:
    sentence, marked = parts(line)
    found = [*droppable_clauses(sentence)]
    assert [
        sentence[left:right]
        for left, right in found
        for first, last in marked
        if left < last and first < right
    ] == []


def point(sentence: str, cuts: tuple[Edit, ...]) -> Point:
    span = Span("a", 0, len(sentence))
    return Point(Kind.NEWS, apply(sentence, span, cuts), (span,), edits=cuts)


@pytest.mark.parametrize("line", lines_of("may_go"))
def test_what_is_cut_passes_the_checks(line: str) -> None:
    sentence, _ = parts(line)
    article = Article("a", None, sentence)
    for most in (12, 20, 25, 30):
        shown = point(sentence, cut_clauses(sentence, 0, len(sentence), most))
        assert violated(shown, article) is violated(point(sentence, ()), article)
        assert choosing.flaws(shown.text, [sentence], sentence, "en") == ()


def test_an_opening_goes_and_the_next_letter_is_raised() -> None:
    sentence = (
        "As a thick fog covered the port of Brem on Monday, sailors of a northern fleet carried "
        "nine old boats to a yard in Velm."
    )
    assert cut(sentence, 16) == (
        "… Sailors of a northern fleet carried nine old boats to a yard in Velm."
    )
    dated = f"BREM, Nov. 3 (AP) — {sentence}"
    assert cut(dated, 16) == cut(sentence, 16)


def test_several_clauses_are_cut_where_one_is_too_little() -> None:
    sentence = (
        "As fog covered the port of Brem on Monday, Ivo Brandt, a cook from Velm, opened a school "
        "for sailors in a loft above an old net store, easing a shortage of pilots."
    )
    assert cut(sentence, 16) == (
        "… Ivo Brandt … opened a school for sailors in a loft above an old net store …"
    )
    assert cut(sentence, 22) == (
        "… Ivo Brandt … opened a school for sailors in a loft above an old net store, easing a "
        "shortage of pilots."
    )


def test_a_cut_opening_is_traced_like_any_cut() -> None:
    sentence = "As fog covered Brem on Monday, sailors carried nine old boats to a yard in Velm."
    (opening,) = cut_clauses(sentence, 0, len(sentence), 10)
    article = Article("a", None, sentence)
    assert violated(point(sentence, (opening,)), article) is None
    for wrong in (
        Edit(opening.change, opening.start, opening.end, "S"),
        Edit(opening.change, opening.start, opening.end + 1, f"{opening.text}a"),
        Edit(opening.change, opening.start, opening.end + 8, "… C"),
    ):
        assert violated(point(sentence, (wrong,)), article) is not None
