import pytest

from bot.text.names import People, introduced, mentions


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("But Delta Group analyst Ines Cho says no.", "Ines Cho", "Delta Group analyst"),
        (
            "This is likely, according to Delta Group and DELTO President Ivan Brehm.",
            "Ivan Brehm",
            "Delta Group and DELTO President",
        ),
        ("Ana Ruiz, the mayor of Vell, said so.", "Ana Ruiz", "the mayor of Vell"),
        ("Jon Smithers, 45, a teacher from Vell, said so.", "Jon Smithers", "a teacher from Vell"),
        ("The bank's chief economist, Jane Dow, left.", "Jane Dow", "The bank's chief economist"),
        ("“Go,” police spokeswoman Marta Olin told us.", "Marta Olin", "police spokeswoman"),
        ("It met Prime Minister Karl von der Lund.", "Karl von der Lund", "Prime Minister"),
        (
            "Ivo Cho, an envoy to the U.K. and Tolm, left.",
            "Ivo Cho",
            "an envoy to the U.K. and Tolm",
        ),
        ("Mr. Ahmed bin Salem spoke.", "Ahmed bin Salem", None),
    ],
)
def test_a_person_is_introduced_with_an_office(text: str, name: str, office: str | None) -> None:
    assert [(one.name, one.office) for one in mentions(text)] == [(name, office)]


def test_two_office_holders_in_a_row_keep_their_own() -> None:
    found = mentions("Talks of Varland President Vera Pohl and Tolm President Vito Zell failed.")
    assert [(one.name, one.office) for one in found] == [
        ("Vera Pohl", "Varland President"),
        ("Vito Zell", "Tolm President"),
    ]


@pytest.mark.parametrize(
    "text",
    ["The United Nations met in New York.", "Human Rights Watch objects.", "On Monday March came."],
)
def test_an_organisation_or_a_place_is_no_person(text: str) -> None:
    assert mentions(text) == ()


def test_a_last_word_shared_by_two_people_names_neither() -> None:
    people = introduced(People(), mentions("Ana Ruiz met Ines Cho."))
    assert people.full_name("Mrs Ruiz") == "Ana Ruiz"
    people = introduced(people, mentions("Pia Ruiz came."))
    assert people.full_name("Ruiz") is None
    assert people.full_name("Cho") == "Ines Cho"


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("But Mr Cho", "Mr Cho"),
        ("Foreign Secretary", None),
        ("Dan Major", "Dan Major"),
        ("The Bay Times", "The Bay Times"),
    ],
)
def test_a_connective_is_no_part_of_a_name_and_an_office_is_none(
    name: str, full: str | None
) -> None:
    assert People().full_name(name) == full


def test_initials_are_part_of_a_name_and_a_countrys_are_not() -> None:
    assert [one.name for one in mentions("J.K. Holt left.")] == ["J.K. Holt"]
    assert mentions("The U.S. Pier was shut.") == ()
