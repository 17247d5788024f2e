import pytest

from bot.briefing.extract.speakers import Said, speech
from bot.text.sentences import split


def spoken(body: str) -> tuple[Said, ...]:
    return speech(body, split(body, "en"))


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Delta Group analyst Ines Cho says the pier is safe.", "Ines Cho, Delta Group analyst"),
        ("“The pier is quite safe,” said Ines Cho, a diver.", "Ines Cho, a diver"),
        ("“The pier is quite safe,” Ines Cho told reporters.", "Ines Cho"),
        ("The pier is safe, according to Mayor Ines Cho.", "Ines Cho, Mayor"),
        ("“The pier is quite safe,” a spokesman for the port said.", "a spokesman for the port"),
        ("“The pier is quite safe,” a lawyer for Ivo Cho said.", "a lawyer for Ivo Cho"),
        (
            "The pier is “really quite safe”, according to Delta Search lead Ana Lund.",
            "Delta Search lead Ana Lund",
        ),
        ("“The pier is quite safe,” the port said in a statement.", "the port"),
        ("“The pier is quite safe,” the family said.", "the family"),
        ("“The pier is quite safe,” Dora Pelly said.", "Dora Pelly"),
        ("Mayor John W. Stroll says the pier is safe.", "John W. Stroll, Mayor"),
        (
            "The port's acting director, Ivo Cho, said it was safe.",
            "Ivo Cho, the port's acting director",
        ),
        (
            "“It is safe by now,” said the port's acting director, Ivo Cho.",
            "Ivo Cho, the port's acting director",
        ),
    ],
)
def test_a_speaker_is_told_with_the_office_in_the_sentence(body: str, speaker: str) -> None:
    assert spoken(body)[0].speaker == speaker


@pytest.mark.parametrize(
    "body",
    [
        "Port Brem continues to report the most delays.",
        "Ines Cho added two goals before the break.",
        "Delta Search posted a record profit on Friday morning.",
        "The southern storm claimed five lives at sea.",
    ],
)
def test_a_verb_that_may_be_a_deed_makes_no_speaker(body: str) -> None:
    assert spoken(body)[0].speaker is None


@pytest.mark.parametrize(
    "body",
    [
        "Ines Cho added that the pier was safe.",
        "Ines Cho noted: “The pier is quite safe now.”",
        "Ines Cho claimed she had seen the pier.",
    ],
)
def test_such_a_verb_before_what_is_said_makes_one(body: str) -> None:
    assert spoken(body)[0].speaker == "Ines Cho"


def test_an_office_is_remembered_from_the_first_mention() -> None:
    said = spoken("Mayor Ines Cho came at noon. Rain fell.\n\n“The pier is quite safe,” Cho said.")
    assert said[-1].speaker == "Ines Cho, Mayor"


@pytest.mark.parametrize("words", ["But Cho", "And Mr Cho", "On Friday Cho", "An unmoved Cho"])
def test_what_stands_before_a_known_name_is_no_part_of_it(words: str) -> None:
    said = spoken(f"Mayor Ivo Cho came at noon. Rain fell.\n\n{words} said the pier was safe.")
    assert said[-1].speaker == "Ivo Cho, Mayor"


def test_he_is_the_only_person_of_the_sentence_before() -> None:
    said = spoken("Mayor Ivo Cho says the pier is safe. “We have looked at it twice,” he said.")
    assert said[1].speaker == "Ivo Cho, Mayor"
    assert said[1].referent == "Ivo Cho"


@pytest.mark.parametrize(
    "body",
    [
        "Mayor Ivo Cho met the diver Karl Lund. “We have looked at it twice,” he said.",
        "Mr Ivo Cho says the pier is safe. “We have looked at it twice,” she said.",
        "“This was greed,” Ana Holt said.\n\nHis lawyer, Ivo Vance, left. “Never,” he said.",
        "Ivo Cho and Karl Lund said “we have looked at it twice” to reporters.",
        "“We have looked at it twice,” the report said.",
        "“We have looked at it twice,” according to Ivo Cho’s page.",
        "Ivo Cho, who dived for “pearls of the sea”, told Crewe.com that he was out of it.",
        "“We have looked at it twice,” an unmoved Crewe said.",
        "A new report published this month says the pier is safe.",
        "The sun got warmer after Crewe told them so.",
        "Karl Lund, a spokesman for Crewe said it was safe.",
        "A check was due. Reality Check looked at it. “We have looked at it twice,” he said.",
    ],
)
def test_in_doubt_there_is_no_speaker(body: str) -> None:
    speaker = spoken(body)[-1].speaker
    assert speaker is None or not {"Cho", "Holt", "Crewe", "report", "Check"} & set(speaker.split())


def test_a_quotation_in_the_same_paragraph_goes_on_with_its_speaker() -> None:
    said = spoken("“We have looked at it twice,” Ivo Cho said. “The old pier is quite safe.”")
    assert said[1].speaker == "Ivo Cho"
    assert not said[1].attributed


def test_words_inside_a_quotation_attribute_nothing() -> None:
    (said,) = spoken("“Ana Ruiz said it was over, but nobody listened,” Ivo Cho said.")
    assert said.speaker == "Ivo Cho"
