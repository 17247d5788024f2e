import pytest

from bot.briefing.edits import apply
from bot.briefing.extract.standalone import is_whole, standing
from bot.briefing.extract.voices.speakers import speech
from bot.models import Span
from bot.text.openings import is_mid_air, speaks_of_us
from bot.text.quotations import is_balanced
from bot.text.sentences import split


def alone(body: str) -> str | None:
    """The last sentence of `body` as it would stand alone."""
    sentences = split(body, "en")
    last = sentences[-1]
    edits = standing(body, last, speech(body, sentences)[-1])
    return None if edits is None else apply(body, Span("", last.start, last.end), edits)


@pytest.mark.parametrize(
    "sentence",
    [
        "It’s a possibility the port is eager to head off.",
        "This was the third such case.",
        "They left at noon.",
        "The latter won.",
        "Meanwhile, in the capital, people danced.",
        "Speaking there, the mayor wept.",
        "“It would also cost more,” Ivo Cho said.",
        "“Meanwhile, the divers paid,” Ivo Cho said.",
        "Last week, it denied the charge.",
        "Two years later, the pier was shut.",
        "Maybe that’s because of the rain.",
        "Thus far, the pier has held.",
        "Police said he was unhurt.",
        "The trend will go on across the bay, he added.",
        "In 2012, he told the Bay Post that rain was good.",
        "On the Bay pier he said that rain was good.",
        "Ivo Cho, he said, was unhurt.",
        "The company said it would close the pier.",
        "The club’s boats were lost at sea.",
        "The second boat sank at noon.",
        "Even if there was rain, the pier held.",
        "The crowd in Old Tolm won't let him leave.",
        "Regardless, the pier held.",
        "Here’s what the divers said.",
        "TOLM (HP) — It was the third such case.",
        "TOLM — She’s closed the pier and now she’s the mayor.",
    ],
)
def test_a_sentence_in_mid_air_is_left_out(sentence: str) -> None:
    assert alone(f"Rain fell on the pier.\n\n{sentence}") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "There are reasons for doubt.",
        "It is not yet clear whether the pier will hold.",
        "Mayor Ivo Cho said he would resign.",
        "When he was mayor, Ivo Cho closed the pier.",
        "Cho made headlines when he closed the pier.",
        "The council opened an inquiry into Ivo Cho over his boats.",
        "In a long talk, Cho said that his pier was safe.",
        "Explaining his choice, the mayor wept.",
        "A man who said he owned the pier was held.",
        "Ivo Cho has denied reports that he told the council of his boats.",
        "Cho won nine votes after he claimed that the pier was safe.",
        "The company that runs the pier made a loss.",
        "The team of divers left at noon.",
        "The club, Delta Tolm, lost its boats.",
        "The second half of the race was dull.",
        "Regardless of the rain, the pier held.",
    ],
)
def test_a_sentence_that_explains_itself_stands_as_it_is(sentence: str) -> None:
    assert alone(f"Rain fell on the pier.\n\n{sentence}") == sentence


@pytest.mark.parametrize(
    "dateline",
    [
        "TOLM/LUND, Nov 16 (Kyst) - ",
        "LUND, 16 novembre (Kyst) — ",
        "LUND, Nov. 16, 2026 /Kyst/ -- ",
        "LUND and TOLM — ",
        "TOLM (HP) — ",
        "TOLM — ",
        "OLD TOLM, Wis. (BNN) -- ",
        "(BNN)",
        "(BNN) - ",
        "(Newsline) — ",
        "Tolm (dpa) - ",
        "Tolm (dpa): ",
        "Tolm, 4 sep (EFE).- ",
        "TOLM, 5 May (Reuters) – ",
        "FIRST ON BAY SIX: ",
        "EXCLUSIVE: ",
        "Breaking: ",
    ],
)
def test_a_dateline_is_dropped(dateline: str) -> None:
    assert alone(f"{dateline}The pier was closed at noon.") == "The pier was closed at noon."
    assert alone(f"{dateline}But the pier was closed.") == "The pier was closed."


@pytest.mark.parametrize(
    "text",
    [
        "(Re)opened at noon, the pier drew crowds.",
        "Ana Ruiz (Labour) – Tolm’s mayor – closed the pier.",
        "(Almost) Nobody came at noon.",
        "NATO: Allies met at noon in Tolm.",
        "UK-US talks on piers failed at noon.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert alone(text) == text


@pytest.mark.parametrize(
    "text",
    [
        'Ruiz sold her 9" knife at noon.',
        'The 40" screen, a 55" one and a 60" one fell.',
        'The pier was closed "after a fire at noon.',
        'The pier was called a wreck" by the crew at noon.',
        "The pier was closed “after a fire at noon.",
        'The pier was closed, " after a fire at noon.',
    ],
)
def test_a_stray_mark_is_no_half_quotation(text: str) -> None:
    assert alone(text) == text


@pytest.mark.parametrize(
    "text", ['Ruiz said: "We go at noon.', 'It was cold at noon."', "He said: “It is."]
)
def test_a_lone_mark_beside_a_capital_or_at_the_end_is_half_a_quotation(text: str) -> None:
    assert not is_balanced(text)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Das Boot sank.", False),
        ("Das kleine Boot sank.", False),
        ("Das 1950 gebaute Boot sank.", False),
        ("Das sagte der Kapitän.", True),
        ("Das hätte niemand gedacht.", True),
        ("Das gilt auch für Boote.", True),
        ("Das, so der Kapitän, war neu.", True),
    ],
)
def test_a_german_article_points_nowhere(text: str, points: bool) -> None:  # noqa: FBT001
    assert is_mid_air(text, "de") is points


@pytest.mark.parametrize(
    ("before", "sentence", "standing_alone"),
    [
        ("Ivo Cho closed the pier.", "He called it old.", "He [Ivo Cho] called it old."),
        ("Rain fell.", "It comes as divers search for a bus.", "Divers search for a bus."),
        ("Ivo Cho closed it.", "But he called it old.", "He [Ivo Cho] called it old."),
        ("Ivo Cho closed it.", "His choice was late.", "His [Ivo Cho’s] choice was late."),
        (
            "Ana Cho spoke.",
            "“The old pier is safe,” she said.",
            "“The old pier is safe,” she [Ana Cho] said.",
        ),
        (
            "“We have seen it all,” Ana Cho said.",
            "“The old pier is safe.”",
            "“The old pier is safe.” [Ana Cho]",
        ),
    ],
)
def test_a_bracket_introduces_whom_it_is_certain_to_be(
    before: str, sentence: str, standing_alone: str
) -> None:
    assert alone(f"{before} {sentence}") == standing_alone


@pytest.mark.parametrize(
    "before",
    ["Ivo Cho met Karl Lund.", "The pier was closed.", "Cho closed it.", "Mrs Ana Cho spoke."],
)
def test_in_doubt_nobody_is_put_into_a_bracket(before: str) -> None:
    assert alone(f"{before} He called it old.") is None


def test_half_a_quotation_is_left_out() -> None:
    long = "The pier is old and the sea is wide and nobody knows how long it will hold. " * 3
    body = f"“{long}And so it goes."
    assert alone(body) is None


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("„Genug“, sagte sie.", True),
        ("”Nog”, sade hon.", True),
        ("«Досить», сказала вона.", True),
        ("“Enough,” she said.", True),
        ("“Enough, she said.", False),
        ('"Enough, she said.', False),
        ("The pier (old, she said.", False),
        ('A "gross mistake?, she said.', True),
    ],
)
def test_quotations_of_any_country_are_whole_or_not(text: str, *, balanced: bool) -> None:
    assert is_balanced(text) is balanced


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Er blieb."),
        ("de", "Sein Boot sank."),
        ("de", "Gleichzeitig sank der Kahn."),
        ("de", "Ein Drittel davon sank."),
        ("fr", "Il resta."),
        ("uk", "Вона пішла."),
        ("ru", "Но дождь шёл."),
    ],
)
def test_other_languages_have_their_mid_air_too(lang: str, text: str) -> None:
    assert is_mid_air(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "speaks"),
    [
        ("de", "Wir haben den Steg gut gebaut.", True),
        ("de", "„Wir haben den Steg gut gebaut“, sagte Ivo Cho.", False),
        ("fr", "Nous avons fermé le quai.", True),
        ("fr", "« Nous avons fermé le quai », a dit Ivo Cho.", False),
        ("uk", "Ми закрили причал.", True),
        ("de", "Der Wirtschaft geht es gut.", False),
    ],
)
def test_in_another_language_we_are_known_from_a_quotation_only(
    lang: str, text: str, *, speaks: bool
) -> None:
    assert speaks_of_us(text, lang) is speaks


@pytest.mark.parametrize(
    "text",
    [
        'Ms. Quill called the plan "a gift to the harbour?.',
        'The plan, which means "slowly? - a word for crabs - has failed.',
        'He named "the wall? and "the harbour? in one breath.',
    ],
)
def test_a_mark_that_bad_decoding_left_closes_its_quotation(text: str) -> None:
    (sentence,) = split(text)
    assert is_whole(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "For example, a driver of the mill lost a finger.",
        "For instance, a driver of the mill lost a finger.",
        "In one case, a driver of the mill lost a finger.",
        "A driver of the mill, for example, lost a finger.",
    ],
)
def test_an_example_does_not_stand_without_what_it_is_one_of(sentence: str) -> None:
    assert alone(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry line initially reported a fire on board.",
        "Police first spoke of shots near the fountain.",
        "The ferry line said at first that a fire had broken out.",
        "Early reports spoke of forty people on board.",
        "The blast was originally described as an accident.",
    ],
)
def test_a_first_report_does_not_stand_without_its_correction(sentence: str) -> None:
    assert alone(sentence) is None
    corrected = f"{sentence.removesuffix('.')}, but it had been a drill."
    assert alone(corrected) == corrected


@pytest.mark.parametrize(
    "sentence",
    [
        "The leak was first reported by a student paper.",
        "A student who first reported the leak won a prize.",
        "The first report of the council fills forty pages.",
    ],
)
def test_what_was_first_to_be_told_stands(sentence: str) -> None:
    assert alone(sentence) == sentence


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Ana Ruiz left Tolm at noon.", "She took her dog.", "She [Ana Ruiz] took her dog."),
        ("Ana Ruiz left Tolm.", "Rain was on the way, she noted at noon.", "she [Ana Ruiz] noted"),
        # two people, in this sentence or in the one before
        ("Ana Ruiz met Bea Lund at noon.", "She took her dog.", None),
        ("Ana Ruiz left Tolm at noon.", "She met Bea Lund and took her dog.", None),
        ("Ana Ruiz left with her daughter.", "She took her dog.", None),
        ("Ana Ruiz drove past a cyclist at noon.", "She fell over.", None),
        # a surname of two
        ("Ana Ruiz left Tolm. Bea Ruiz stayed. Ruiz wept.", "She took her dog.", None),
        # only a source, which does not go on speaking
        ("Ana Ruiz said the road was dry.", "Her car was red.", None),
        ("Ana Ruiz said the road was wet.", "Her sister saw the crash.", None),
        ("Ana Ruiz said the road was wet.", "She said it would dry.", "She [Ana Ruiz] said"),
        # a crime
        ("Ana Ruiz left Tolm at noon.", "She was charged with theft.", None),
        ("Ana Ruiz left Tolm at noon.", "She killed the dog.", None),
        # things
        ("The Queen Helen left Tolm at noon.", "She has nine decks.", None),
        ("Tolm-based Maru left the race, it said.", "Her car was red.", None),
    ],
)
def test_a_bracket_names_whom_alone_it_can_mean(before: str, after: str, shown: str | None) -> None:
    text = alone(f"Rain fell on the pier.\n\n{before} {after}")
    assert (shown is None) is (text is None)
    assert text is None or shown is None or shown in text


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("The ferry line Ostra will sell nine boats, it said.", True),
        ("Delta Tolm has sold its boats, it said at noon.", True),
        ("The defence ministry will sell its boats, it said.", True),
        ("The Tolm Embassy has sold its boats after a row, it said.", True),
        ("The boats in Tolm will be sold, it said.", False),
        ("Boats were sold at noon, it said.", False),
    ],
)
def test_it_may_say_what_its_sentence_names_it_for(text: str, stands: bool) -> None:  # noqa: FBT001
    assert (alone(f"Rain fell on the pier.\n\n{text}") is not None) is stands
