"""Numbers with their units, and when two of them are the same."""

import pytest

from bot.text.numbers import Quantity, is_same, is_same_but_for_bound, quantities, value_of


def one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("one_way", "other_way"),
    [
        ("2.5bn dollars", "$2.5 billion"),
        ("2,500 million euros", "€2.5bn"),
        ("3k pounds", "£3,000"),
        ("12 percent", "12%"),
        ("12 per cent", "12 pct"),
        ("two hundred and fifty thousand", "250,000"),
        ("thirty-four", "34"),
        ("Nov. 4", "4 November"),
        ("Sept 3", "3rd of September"),
        ("half", "50%"),
        ("a quarter", "25 percent"),
        ("two-thirds", "two thirds"),
        ("three-quarters", "75%"),
        ("one-third", "a third"),
        ("a dozen", "12"),
        ("half a dozen", "six"),
        ("two dozen", "24"),
        ("twice", "double"),
        ("triple", "tripled"),
        ("the seventh", "the 7th"),
        ("the eleventh", "the 11th"),
        ("5 kilometres", "5 km"),
        ("5 kilometers", "5km"),
        ("6 feet", "6 ft"),
        ("8 tonnes", "8 tonne"),
        ("9 litres", "9 liters"),
        ("4 kilos", "4 kilograms"),
        ("7 kph", "7 km/h"),
        ("3 roubles", "3 rubles"),
        ("2 percentage points", "2 points"),
        ("40 megawatts", "40 MW"),
        ("6 gigawatts", "6 GW"),
        ("5 p.m.", "17:00"),
        ("12 a.m.", "0:00"),
    ],
)
def test_two_spellings_of_one_quantity_are_the_same(one_way: str, other_way: str) -> None:
    assert is_same(one(f"It was {one_way} there."), one(f"It was {other_way} there."))


@pytest.mark.parametrize(
    ("one_way", "other_way"),
    [
        ("12 miles", "12 km"),
        ("12 dollars", "12 euros"),
        ("4 May", "4 June"),
        ("9 weeks", "9 months"),
        ("9 hours", "9 minutes"),
        ("9 acres", "9 hectares"),
        ("9 gallons", "9 barrels"),
        ("the ninth", "the tenth"),
        ("nineteen", "ninety"),
        ("fifteen", "fifty"),
        ("3 million", "3 billion"),
        ("5 a.m.", "5 p.m."),
        ("a fifth", "a tenth"),
        ("12", "dozens"),
    ],
)
def test_other_values_and_other_units_are_not(one_way: str, other_way: str) -> None:
    assert not is_same(one(f"It was {one_way} there."), one(f"It was {other_way} there."))


@pytest.mark.parametrize("vague", ["dozens", "scores", "hundreds", "thousands", "millions"])
def test_a_vague_word_means_no_number_outside_its_range(vague: str) -> None:
    low, high = one(f"{vague} came").low, one(f"{vague} came").high
    assert low is not None
    assert high is not None
    assert is_same(one(f"{vague} came"), one(f"{low:.0f} came"))
    assert not is_same(one(f"{vague} came"), one(f"{high:.0f} came"))


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("at least", "least"), ("more than", "least"), ("no fewer than", "least"),
        ("over", "least"), ("above", "least"), ("exceeding", "least"), ("upwards of", "least"),
        ("in excess of", "least"), ("surpassing", "least"), ("topping", "least"),
        ("up to", "most"), ("at most", "most"), ("fewer than", "most"), ("under", "most"),
        ("below", "most"), ("as many as", "most"), ("a maximum of", "most"),
        ("about", "about"), ("around", "about"), ("roughly", "about"), ("nearly", "about"),
        ("almost", "about"), ("some", "about"), ("approximately", "about"),
        ("close to", "about"), ("an estimated", "about"), ("painted", ""),
    ],
)  # fmt: skip
def test_what_bounds_a_number_is_read(words: str, bound: str) -> None:
    assert one(f"The town has {words} 300 boats.").bound == bound


def test_or_more_bounds_from_behind() -> None:
    assert one("Children aged 12 or older came.").bound == "least"


def test_a_bound_is_neither_lost_nor_made_up() -> None:
    bare, least = one("12 boats"), one("at least 12 boats")
    assert is_same_but_for_bound(bare, least)
    assert not is_same(bare, least)
    assert is_same(one("about 300 boats"), one("305 boats"))
    assert not is_same(one("about 300 boats"), one("350 boats"))


def test_the_word_one_alone_is_no_number() -> None:
    assert quantities("One of them left.") == ()


@pytest.mark.parametrize(
    ("figure", "value"),
    [("at least twelve", 12), ("$1.2 million", 1.2e6), ("8,000", 8000), ("about thirty", 30)],
)
def test_a_figures_value_is_read(figure: str, value: float) -> None:
    assert value_of(figure) == value
