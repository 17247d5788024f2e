"""What a model's sentence may say of the sentences it cites."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.briefing.check import other_languages
from bot.briefing.check.claims import faults
from bot.briefing.check.faults import Fault

CLAIMS = Path(__file__).parents[2] / "data" / "claims"


def examples(name: str) -> list[Any]:
    found: list[Any] = json.loads((CLAIMS / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("example", examples("paraphrases"), ids=lambda one: one["claim"])
def test_a_true_paraphrase_is_kept(example: dict[str, Any]) -> None:
    assert faults(example["claim"], example["cited"]) == ()


@pytest.mark.parametrize(
    "example", examples("lies"), ids=lambda one: f"{one['kind']}: {one['claim']}"
)
def test_a_lie_is_caught_for_what_it_is(example: dict[str, Any]) -> None:
    found = faults(example["claim"], example["cited"])
    assert [fault.name for fault in found] == example["faults"]


@pytest.mark.xfail(reason="word by word, this can't be told", strict=True)
@pytest.mark.parametrize("example", examples("unseen"), ids=lambda one: one["claim"])
def test_what_the_rules_cannot_see(example: dict[str, Any]) -> None:
    """Lies made of the source's own words, and paraphrases in none of them."""
    assert (faults(example["claim"], example["cited"]) == ()) == (example["kind"] == "true")


def test_what_is_cited_holds() -> None:
    """Whatever an article says, its own sentence is true to it."""
    for example in [*examples("paraphrases"), *examples("lies")]:
        for sentence in example["cited"]:
            assert faults(sentence, [sentence]) == (), sentence


def test_a_name_may_be_given_as_fully_as_the_article_has_it() -> None:
    cited = ["Bremmer called it a major escalation."]
    claim = "Ian Bremmer called it a major escalation."
    assert faults(claim, cited, "Ian Bremmer leads a consultancy.") == ()
    assert faults(claim, cited, "Bremmer leads a consultancy.") == (Fault.NAME,)


def test_a_last_name_of_the_article_may_be_added_to_a_first_one_that_is_cited() -> None:
    claim, article = "Ian Bremmer called it a major escalation.", "Ian Bremmer leads a consultancy."
    assert faults(claim, ["Ian called it a major escalation."], article) == ()
    assert Fault.NAME in faults(claim, ["Ed called it a major escalation."], article)
    of_another = "Ian Falk works for Bremmer."
    assert Fault.NAME in faults(claim, ["Ian called it a major escalation."], of_another)


def test_a_common_word_that_opens_a_full_name_is_a_name() -> None:
    cited = ["Ana Falk sold the old mill in Tolm."]
    assert Fault.NAME in faults("Rose Falk sold the old mill in Tolm.", cited)


def test_a_name_is_not_another_that_holds_its_letters() -> None:
    cited = ["Marta Falk opened the school on Monday."]
    assert Fault.NAME in faults("Mart Falk opened the school on Monday.", cited)


def test_what_a_number_counts_may_stand_on_either_side_of_it() -> None:
    cited = ["Workers hired: 40; 12 workers left."]
    assert faults("It hired 40 workers.", cited) == ()


def test_whoever_did_it_by_a_passive_sentence_does_not_suffer_it() -> None:
    passive = "The mayor was sued by the paper in May over a story."
    assert faults("The paper sued the mayor in May over a story.", [passive]) == ()
    turned = faults("The mayor sued the paper in May over a story.", [passive])
    assert turned == (Fault.ORDER,)


def test_of_two_deeds_each_has_its_own_object() -> None:
    cited = ["The town closed the school and opened the library."]
    assert faults("The town opened the library and closed the school.", cited) == ()
    assert Fault.ORDER in faults("The town closed the library and opened the school.", cited)


def test_two_sentences_do_not_say_that_one_brought_the_other_about_or_came_after_it() -> None:
    cited = ["The mayor of Tolm resigned.", "The river flooded the town."]
    assert faults("The mayor of Tolm resigned and the river flooded the town.", cited) == ()
    for joint in ("because", "after"):
        claim = f"The mayor of Tolm resigned {joint} the river flooded the town."
        assert faults(claim, cited) == (Fault.CAUSE,)


def test_a_claim_that_cites_nothing_holds_for_nothing() -> None:
    assert Fault.NEW in faults("The mayor of Brem sold the old tower.", [])


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The mayor may resign in May.", "The mayor could resign in May."),
        ("The bank allegedly lost 40 clients.", "The bank lost 40 clients, the mayor said."),
        ("The bank may lose 40 clients.", "The bank will lose 40 clients."),
    ],
)
def test_a_doubt_may_be_told_in_another_word_and_rest_on_who_said_it(
    claim: str, cited: str
) -> None:
    assert faults(claim, [cited]) == ()


@pytest.mark.parametrize("odd", ["½", "⑬", "−12"])
def test_a_number_in_odd_signs_must_stand_there_so(odd: str) -> None:
    claim = f"The water rose by {odd} on Monday."
    assert faults(claim, [claim]) == ()
    assert Fault.NUMBER in faults(claim, ["The water rose by 3 on Monday."])


def test_of_many_cited_sentences_the_nearest_counts() -> None:
    others = ["Rain fell in Arl.", "Ships left Tolm.", "Prices rose.", "Schools closed."]
    cited = [*others, "The mayor of Brem will not sell the old tower."]
    assert Fault.NEGATION in faults("The mayor of Brem will sell the old tower.", cited)
    assert faults("The mayor of Brem will not sell the old tower.", cited) == ()


def test_a_quotation_in_odd_marks_stands_there_in_these_or_in_others() -> None:
    claim = "The mayor called it ❝a plain old lie❞ on Monday."
    assert faults(claim, [claim]) == ()
    assert Fault.QUOTATION in faults(claim, ["The mayor called it a plain old lie on Monday."])


GERMAN = ["Die Fähre ist laut Polizei am Montag nicht gesunken, 40 Menschen wurden gerettet."]


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ("Am Montag ist die Fähre laut Polizei nicht gesunken.", None),
        ("Die Fähre ist laut Polizei am Montag gesunken.", Fault.NEGATION),
        ("Die Fähre ist am Montag nicht gesunken.", Fault.ATTRIBUTION),
        ("Die Fähre ist laut Polizei am Montag vielleicht nicht gesunken.", Fault.HEDGE),
        ("Die Fähre ist aber laut Polizei am Montag nicht gesunken.", Fault.QUALIFIER),
        ("Die Fähre ist laut Polizei am Montag nicht gesunken, 50 Menschen wurden gerettet.",
         Fault.NUMBER),
        ("Die Fähre ist laut Polizei am Montag nicht verbrannt.", Fault.NEW),
        ("40 Fähre ist laut Polizei am Montag nicht gesunken.", Fault.MISPLACED),
    ],
)  # fmt: skip
def test_in_another_language_a_sentence_is_only_shortened(claim: str, fault: Fault | None) -> None:
    found = other_languages.faults(claim, GERMAN, "de")
    assert found == () if fault is None else fault in found


def test_in_another_language_numbers_keep_their_places() -> None:
    cited = ["Bei dem Sturm starben 12 Menschen, 40 Menschen wurden verletzt."]
    assert other_languages.faults("Bei dem Sturm starben 12 Menschen.", cited, "de") == ()
    swapped = "Bei dem Sturm starben 40 Menschen, 12 Menschen wurden verletzt."
    assert other_languages.faults(swapped, cited, "de") == (Fault.NUMBER,)


GERMAN_SEIZURE = "Tolm hat am Montag Schiffe aus Brem beschlagnahmt."
FRENCH_SUIT = "Le juge a poursuivi le maire en mai."


@pytest.mark.parametrize(
    ("claim", "cited", "lang", "found"),
    [
        (
            "Brem hat am Montag Schiffe aus Tolm beschlagnahmt.",
            GERMAN_SEIZURE,
            "de",
            (Fault.ORDER,),
        ),
        ("Le maire a poursuivi le juge en mai.", FRENCH_SUIT, "fr", (Fault.ORDER,)),
        ("Am Montag hat Tolm Schiffe aus Brem beschlagnahmt.", GERMAN_SEIZURE, "de", ()),
        ("En mai, le juge a poursuivi le maire.", FRENCH_SUIT, "fr", ()),
    ],
)
def test_in_another_language_two_change_no_places(
    claim: str, cited: str, lang: str, found: tuple[Fault, ...]
) -> None:
    assert other_languages.faults(claim, [cited], lang) == found


def test_a_score_counts_nothing_so_it_may_stand_beside_anything() -> None:
    told = "Tolm beat Vell 3-1 on Monday before 12 guests."
    assert faults("Tolm won 3-1 against Vell on Monday.", [told], told) == ()
