import time

import pytest

from bot.briefing.extract.other_languages import roles_in_another_language
from bot.briefing.extract.roles import by_rules, hints, tagged
from bot.briefing.extract.voices.speakers import speech
from bot.models import Kind
from bot.text.sentences import split

LEDE = "The old pier of Tolm was shut. Boats were sent to the new one.\n\n"


def kind(sentence: str) -> Kind | None:
    body = LEDE + sentence
    sentences = split(body, "en")
    return by_rules(sentences, speech(body, sentences))[-1]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“We have looked at it twice,” said Mayor Ivo Cho.", Kind.VOICE),
        ("Mayor Ivo Cho says the council was warned in time.", Kind.VOICE),
        ("Officials said the gate was locked at noon.", Kind.NEWS),
        ("The port authority did not immediately respond to questions.", Kind.UNCONFIRMED),
        ("The owner declined to comment on the matter.", Kind.UNCONFIRMED),
        ("The figures could not be independently verified by noon.", Kind.UNCONFIRMED),
        ("The council has denied that it knew of the cracks.", Kind.UNCONFIRMED),
        ("He was denied bail by the court in Tolm.", Kind.NEWS),
        ("Nobody in the port denies that the pier was rotten.", Kind.NEWS),
        ("The council will vote on the repairs in March.", Kind.NEXT),
        ("The navy has threatened to close the whole bay.", Kind.NEXT),
        ("The pier is expected to open in spring.", Kind.NEXT),
        ("All hangs on the vote of the council tomorrow.", Kind.NEXT),
        ("When the ice has gone, the pier will open again.", Kind.NEXT),
        ("A rule that will shut the pier was read at noon.", Kind.NEWS),
        ("The town asked how the pier will hold.", Kind.NEWS),
        ("There are reasons for scepticism: the port is not a member.", Kind.DOUBT),
        ("Analysts warn that the repairs cost too much.", Kind.DOUBT),
        ("But few fishermen trust the new pier.", Kind.DOUBT),
        ("The pier was built in 1974 by the navy.", Kind.BACKGROUND),
        ("The two ports have a mutual pact on repairs.", Kind.BACKGROUND),
        ("Divers now fear that the pier may go.", Kind.NEWS),
        ("Guards questioned the boys at noon in Tolm.", Kind.NEWS),
        ("The port staged its controversial boat race again.", Kind.NEWS),
        ("But it is not just the pier that is old.", Kind.NEWS),
        ("But nets that do not hold fish were sold.", Kind.NEWS),
        ("But if it does not rain, the pier is dry.", Kind.NEWS),
        ("The guide leaves no doubt that the pier is old.", Kind.NEWS),
        ("Critics say the pier costs too much.", Kind.DOUBT),
        ("The claim was firmly rejected by the divers.", Kind.DOUBT),
        ("But the pier has never been in use.", Kind.DOUBT),
        ("The port bought a boat which will reportedly ferry cars.", Kind.NEWS),
        ("Many in the port will remember the old pier.", Kind.NEWS),
        ("After all that, nobody is going to sail.", Kind.NEWS),
        ("Her job is to find holes in the nets.", Kind.NEWS),
        ("It is a fever that does not respond to any drug.", Kind.NEWS),
        ("The old port has not responded to the new drugs.", Kind.NEWS),
        ("The port owner would not comment on the pier.", Kind.UNCONFIRMED),
        ("After that we walked along the old pier.", None),
        ("Divers asked us to leave our boats there.", None),
        ("The pier is ‘all that we have’ in Tolm.", Kind.NEWS),
        ("Find all the oldest piers on one page.", None),
        ("The old pier can be seen on this map: .", None),
        ("Ivo Cho (L) and Ines Lund at the old pier.", None),
        ("Divers: Ivo Cho (left) at the old pier of Tolm.", None),
        ("Ivo Cho (left) swam from the pier to Tolm.", Kind.NEWS),
        ("But don't sail there in the dark.", Kind.NEWS),
        ("The old pier is pictured in its first year.", None),
        ("Could the navy close the whole bay?", None),
        ("Why now?", None),
        ("Read more: the ten oldest piers.", None),
    ],
)
def test_a_sentences_words_tell_its_role(sentence: str, expected: Kind | None) -> None:
    assert kind(sentence) is expected


def test_the_first_sentence_is_the_news_even_when_it_looks_ahead() -> None:
    body = "The old pier of Tolm will be shut."
    sentences = split(body, "en")
    assert by_rules(sentences, speech(body, sentences)) == (Kind.NEWS,)


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_label_is_no_sentence_but_tells_the_role_of_its_paragraph(gap: str) -> None:
    assert kind(f"What to watch:{gap}All eyes are on the council.") is Kind.NEXT


def test_a_role_is_not_read_from_inside_a_quotation() -> None:
    assert kind("A sign says “will not respond” to all.") is Kind.NEWS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Безпека понад усе для міста», сказала мерка.", Kind.VOICE),
        ("Laut Polizei besteht im Ort „große Gefahr“.", Kind.NEWS),
        ("In „Der Hafen von Tolm“ und „Die Taucher vom Pier“ spielt sie mit.", Kind.NEWS),
        ("Der Hafen sucht „die besten Taucher der Welt“ für den Pier.", Kind.NEWS),
        ("Die Taucherin sagte: „Der Pier ist alt und müde.“", Kind.VOICE),
        ("Der Hafen sei für die Boote nicht mehr zu gebrauchen.", None),
        ("Der Hafen sei zu alt für Boote, sagte die Bürgermeisterin.", Kind.NEWS),
        ("“Es una tragedia para toda la ciudad”.", None),
        ("هل يفتح الجسر القديم قريبا في المدينة؟", None),
    ],
)
def test_where_the_words_are_not_known_a_quotation_is_a_voice(
    text: str, expected: Kind | None
) -> None:
    assert roles_in_another_language(split(text)) == (expected,)


def test_a_page_of_open_quotations_takes_linear_time() -> None:
    sentences = split("“a b c d " * 4000 + ".")
    began = time.perf_counter()
    roles_in_another_language(sentences)
    assert time.perf_counter() - began < 2


def test_what_is_not_surely_background_or_to_come_is_shown_as_news() -> None:
    body = LEDE + (
        "The pier was built in 1974 by the navy. The town has had three piers since 1850.\n\n"
        "Ivo Cho has a boat of his own. It had been repaired in autumn. The pier may go."
    )
    sentences = split(body, "en")
    said = speech(body, sentences)
    told = tagged(sentences, hints(by_rules(sentences, said), said), "en")
    changed = {pair for pair in zip(told.kinds, told.shown, strict=True) if pair[0] != pair[1]}
    assert Kind.BACKGROUND in told.shown
    assert changed == {(Kind.BACKGROUND, Kind.NEWS)}
