import pytest

from bot.briefing.extract.voices.speakers import Said, speech
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
        (
            "The pier is “really quite safe”, according to Delta Search lead Ana Lund.",
            "Ana Lund",
        ),
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
    "who",
    ["A spokesman for the port", "A lawyer for Ivo Cho", "The port", "The family", "A PR expert"],
)
def test_whoever_is_only_described_is_a_source_without_a_name(who: str) -> None:
    said = spoken(f"{who} said “the pier is really quite safe”.")[0]
    assert (said.speaker, said.source) == (None, who)
    assert said.attributed


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Mayor Ines Cho on Monday admitted that it was shut.", "Ines Cho, Mayor"),
        ("Ines Cho late on Sunday said that it was shut.", "Ines Cho"),
        ("Ines Cho has over the past two years repeatedly warned of it.", "Ines Cho"),
        ("Ines Cho, who led the talks in Tolm, told reporters it was shut.", "Ines Cho"),
        ("Ines Cho, 41, from Brem, Tolm, said it was shut.", "Ines Cho"),
        ("The Tolm League's Ines Cho, a diver, said it was shut.", "Ines Cho, a diver"),
        ("“It is shut by now,” said Tolm's harbour keeper, Ines Cho.", "Ines Cho"),
        ("It is shut, said Ines Cho.", "Ines Cho"),
        ("The pier, says Ines Cho, is shut.", "Ines Cho"),
        ("Asked of it, Mayor Ines Cho said it was shut.", "Ines Cho, Mayor"),
        ("Ines Cho lashed out at the port over the pier.", "Ines Cho"),
        ("Ines Cho denied that the pier was shut.", "Ines Cho"),
        ("Ines Cho dismissed the claims.", "Ines Cho"),
        ("Ines Cho went to court on Monday, saying that it was shut.", "Ines Cho"),
        ("Mr Brell said the pier was shut.", "Mr Brell"),
        ("MEC for Roads and Harbour Works, Ines Cho, said it was shut.", "Ines Cho"),
    ],
)
def test_a_speaker_is_the_subject_of_a_verb_of_saying(body: str, speaker: str) -> None:
    said = spoken(body)[0].speaker
    assert said is not None
    assert said == speaker or said.startswith(f"{speaker},")


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("It was shut, the Metropolitan Harbour Police said.", "Metropolitan Harbour Police"),
        ("The 12th Harbour Brigade says it was shut.", "12th Harbour Brigade"),
        ("According to the World Harbour Organization, it is shut.", "World Harbour Organization"),
        ("Analysts at Tolm Securities wrote that it was shut.", "Tolm Securities"),
        ("A spokesman for Tolm Council said it was shut.", "Tolm Council"),
        ("Tolm's energy ministry denied that it was shut.", "Tolm's energy ministry"),
        ("The harbour charity Cordel said it was shut.", "Cordel"),
        ("The price, the Office for Tolm Statistics said, is low.", "Office for Tolm Statistics"),
        (
            "The Tolm Harbour Agency opened it. Later the THA said it was shut.",
            "Tolm Harbour Agency",
        ),
        ("Tolm Harbour Bank owns it. The bank said it was shut.", "Tolm Harbour Bank"),
    ],
)
def test_a_body_with_a_name_speaks_too(body: str, speaker: str) -> None:
    said = spoken(body)[-1]
    assert (said.speaker, said.named) == (speaker, False)


@pytest.mark.parametrize(
    "body",
    [
        "Mr Cho’ remarks came late. Cho’ comments come after a vote.",
        "Tolm City replied with two goals in the second half.",
        "The Tolm wing said goodbye to the pier.",
        "Ivo Cho, pilot and father, fell off the pier.",
        "Brem claimed the pier in a third title of its own.",
        "The decree signed by Tolm says that the pier is shut.",
        "The Harbour Index says that the pier is shut.",
        "The pier is shut, according to Tolm tallies.",
        "Ivo Cho was told that the pier was shut.",
        "Ivo Cho and Karl Lund, the owners, said the pier was shut.",
        "The pier is old, while the Tolm Council has urged calm.",
        "Ivo Cho and his wife said the pier was shut.",
        "Nobody at Brem said a word of it.",
        "Ivo Cho, a member since May of the Tolm board, since removed the comments.",
        "The lawyer for Ivo Cho said the pier was shut.",
        "Friends of Mr Cho said the pier was shut.",
        "Ana Cho and Karl Cho own it. “It is shut by now,” Cho said.",
        "The pier is shut, according to Ana Ruiz and Karl Lund.",
        "Tolm Harbour Bank met Brem Land Bank. The bank said it was shut.",
        "Minister Ivo Cho met Minister Karl Lund. The minister said it was shut.",
    ],
)
def test_what_only_looks_like_a_speaker_is_none(body: str) -> None:
    assert spoken(body)[-1].speaker is None


def test_the_minister_is_the_only_one_so_far() -> None:
    said = spoken("Health Minister Ines Cho came to Tolm. The minister said it was shut.")
    assert said[-1].speaker == "Ines Cho, Health Minister"


def test_he_is_who_spoke_last_until_somebody_else_is_named() -> None:
    first = "The pier is old, says Ivo Cho.\n\n“Nobody has looked at it for years,” he said."
    assert spoken(first)[-1].speaker == "Ivo Cho"
    others = first.replace("\n\n", " The Brem man is Karl Lund.\n\n")
    assert spoken(others)[-1].speaker is None
    described = first.replace("\n\n", " The diver has been there.\n\n")
    assert spoken(described)[-1].speaker is None


def test_a_quotation_goes_on_over_paragraphs() -> None:
    said = spoken(
        "Ivo Cho said the pier was old.\n\n“Nobody has looked at it for years.”\n\n"
        "“It will not hold for long.”\n\nThe road was shut."
    )
    assert [one.speaker for one in said] == ["Ivo Cho", "Ivo Cho", "Ivo Cho", None]


def test_a_quotation_that_goes_on_to_a_tag_is_of_that_one() -> None:
    said = spoken(
        "“It is safe,” said Ivo Cho.\n\n“Nobody has looked at it. It is old,” Ana Lund said."
    )
    assert {one.speaker for one in said[1:]} <= {"Ana Lund"}


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
