"""What a publisher changed in an article, by sentence."""

from dataclasses import replace

import pytest

from bot.briefing.revisions import (
    FIRST_WORDS,
    LONGEST_WORD,
    Alteration,
    Revision,
    note,
    revisions,
    stands_in,
)
from bot.models import Article

REST = (
    "The ferry was on its way from Skerry to Tolm when smoke was seen. "
    "Divers searched the hold until dark, and Skerry kept its school open for families. "
    "Varland sent two ships to help."
)


def article(text: str, rest: str = REST, lang: str = "en") -> Article:
    return Article("a", "Ferry fire", f"{text} {rest}".strip(), lang=lang)


def changed(before: str, after: str, lang: str = "en") -> list[Revision]:
    return list(revisions(article(before, lang=lang), article(after, lang=lang)))


MATTERING = [
    (Alteration.FIGURE, "The fire killed 12 people.", "The fire killed 19 people."),
    (Alteration.FIGURE, "The fire killed twelve people.", "The fire killed nineteen people."),
    (Alteration.FIGURE, "The repair will cost $2.5 million.", "The repair will cost $3.5 million."),
    (Alteration.FIGURE, "The ship left the port on Nov. 4.", "The ship left the port on Nov. 5."),
    (
        Alteration.NAME,
        "Captain Liza Manalo steered the ship that night.",
        "Captain Ramon Cruz steered the ship that night.",
    ),
    (
        Alteration.NAME,
        "The ship sails under the flag of Skerry, its owner said.",
        "The ship sails under the flag of Varland, its owner said.",
    ),
    (
        Alteration.CERTAINTY,
        "The captain was on the bridge when it began.",
        "The captain was not on the bridge when it began.",
    ),
    (
        Alteration.CERTAINTY,
        "The owner had ignored a warning about the car deck.",
        "The owner had allegedly ignored a warning about the car deck.",
    ),
    (
        Alteration.QUOTATION,
        "“We saw the flames from the shore,” said Ana Ruiz, a teacher.",
        "“We saw the sparks from the window,” said Ana Ruiz, a teacher.",
    ),
]


@pytest.mark.parametrize(("kind", "before", "after"), MATTERING)
def test_what_matters_is_told_by_its_kind(kind: Alteration, before: str, after: str) -> None:
    (one,) = changed(before, after)
    assert (one.alteration, one.before, one.after) == (kind, before, after)
    assert one.alteration.matters


TYPOS = [
    ("The fire killed twelve people.", "The fire killed 12 people."),
    ("The fire begann on the car deck.", "The fire began on the car deck."),
    ("Captain Liza Manlao steered the ship.", "Captain Liza Manalo steered the ship."),
    ("The coast gaurd said it sent three boats.", "The coast guard said it sent three boats."),
    ("“We saw teh fire from here,” Ruiz said.", "“We saw the fire from here,” Ruiz said."),
    ("The fire began on a car deck, police said.", "The fire began on a car deck, Police said."),
    ("The fire began on the car deck.", "The fire started on the car deck."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), TYPOS)
def test_a_typo_and_another_wording_do_not_matter(before: str, after: str) -> None:
    assert [one.alteration for one in changed(before, after)] == [Alteration.WORDING]


@pytest.mark.parametrize(
    ("before", "after"),
    [("It’s the ship’s third fire – a record.", "It's the ship's third fire - a record."),
     ("The fire  killed 12 people.", "The fire killed 12 people.")],
)  # fmt: skip
def test_typography_and_spaces_are_no_change(before: str, after: str) -> None:
    assert changed(before, after) == []


def test_a_name_that_the_article_has_elsewhere_was_not_misspelt() -> None:
    (one,) = changed("The ship belongs to a firm in Tolm.", "The ship belongs to a firm in Tolk.")
    assert one.alteration is Alteration.NAME


def test_a_sentence_that_is_gone_was_withdrawn_and_a_new_one_added() -> None:
    before, after = "The cook caused the fire, police said.", "A hearing begins in a month."
    assert changed(before, after) == [
        Revision(Alteration.WITHDRAWN, before, ""),
        Revision(Alteration.ADDED, "", after),
    ]


def test_what_moved_or_is_told_in_other_words_was_not_withdrawn() -> None:
    one = "The fire killed 12 people on the ferry."
    moved = revisions(article(one), article("", f"{REST} {one}"))
    assert moved == ()
    merged = "On the ferry the fire killed 12 people and burned for nine hours before rain came."
    assert not [each for each in changed(one, merged) if each.alteration.matters
                and each.alteration is not Alteration.FIGURE]  # fmt: skip


def test_an_article_written_anew_withdraws_nothing() -> None:
    new = (
        "Rain fell all day in the hills. Farmers lost their hay. A bridge closed. Trains ran late."
    )
    found = revisions(article("The cook caused the fire, police said."), article(new, ""))
    assert {one.alteration for one in found} <= {Alteration.ADDED}


def test_a_standfirst_counts() -> None:
    one = replace(article("The fire began at night."), standfirst="Twelve die in ferry fire")
    two = replace(one, standfirst="Nineteen die in ferry fire")
    (found,) = revisions(one, two)
    assert (found.alteration, found.change) == (Alteration.FIGURE, "Twelve → Nineteen")


def test_figures_change_in_any_language() -> None:
    (one,) = changed("Пожежа забрала життя 12 людей.", "Пожежа забрала життя 19 людей.", "uk")
    assert (one.alteration, one.change) == (Alteration.FIGURE, "12 → 19")


@pytest.mark.parametrize(
    ("shown", "stands"),
    [
        ("The fire killed 12 people on Friday [Nov. 20], police said.", True),
        ("the fire killed 12 people …, police said.", True),
        ("The fire killed 19 people on Friday, police said.", False),
        ("Police said … the fire", False),
        ("", False),
    ],
)
def test_a_brief_s_sentence_is_known_with_its_cuts_and_brackets(
    shown: str, *, stands: bool
) -> None:
    assert stands_in(shown, "The fire killed 12 people on Friday, police said.") is stands


def test_a_reader_is_told_what_changed() -> None:
    (one,) = changed("The fire killed 12 people.", "The fire killed 19 people.")
    assert note(2, one) == "The publisher changed [2]: 12 → 19"
    (other,) = changed("He was on the bridge all night.", "He was not on the bridge all night.")
    assert note(1, other) == "The publisher changed [1] to: “He was not on the bridge all night.”"
    assert note(3, Revision(Alteration.WITHDRAWN, "x", "")) == "The publisher withdrew [3]."


GERMAN = (
    "Die Fähre war auf dem Weg von Skerry nach Tolm, als Rauch aus dem Laderaum drang. "
    "Taucher suchten bis in die Nacht nach Vermissten, und die Schule blieb für Angehörige offen."
)


def test_a_german_noun_is_no_name() -> None:
    before, after = (
        article(f"Zwölf Menschen starben auf dem brennenden {noun}.", GERMAN, "de")
        for noun in ("Schiff", "Boot")
    )
    assert [one.alteration for one in revisions(before, after)] == [Alteration.WORDING]


def test_a_sentence_is_found_again_by_how_it_begins() -> None:
    """So that many long ones cost no more than many of a hundred words."""
    begin = " ".join(f"word{n}" for n in range(FIRST_WORDS))
    before, after = (f"The {begin} {' '.join(x + str(n) for n in range(99))}." for x in "ab")
    assert [one.alteration for one in changed(before, after)] == [Alteration.WORDING]


def test_a_word_without_end_is_no_slip() -> None:
    long = "Mis" * LONGEST_WORD
    found = changed(f"The ship {long}x sank on Monday.", f"The ship {long}y sank on Monday.")
    assert [one.alteration for one in found] == [Alteration.NAME]
