"""Clarity: whether a reader who sees only the headline knows what each word points to."""

import json
from dataclasses import replace

from bot.briefing.extract.candidates import Candidate, as_clear
from bot.briefing.extract.clarity import clarities
from bot.briefing.extract.roles import by_rules
from bot.briefing.extract.voices.speakers import speech
from bot.briefing.extract.weights import CLARITY
from bot.models import Kind
from bot.text.sentences import Sentence, split

HEADLINE = "Ferry burns off Tolm"
LEAD = "A ferry with 90 people aboard burned off Tolm on Friday, the port authority of Tolm said."


def clarity_of(sentence: str, before: str = LEAD) -> float:
    """The log-odds of the last sentence of an article."""
    body = f"{before}\n\n{sentence}"
    sentences = split(body, "en")
    said = speech(body, sentences)
    last = len(sentences) - 1
    return clarities(HEADLINE, sentences, said, by_rules(sentences, said), {last})[last]


def test_what_points_back_is_less_clear_than_what_names_it() -> None:
    clear = clarity_of(
        "The ferry Ostra Bay of the Delta Line left Tolm for Karvo at nine on Friday."
    )
    for vague in (
        "It left the harbour for the island at nine in the morning.",
        "They left the harbour for the island at nine in the morning.",
        "The vessel left the harbour for the island at nine in the morning.",
        "He left the harbour for the island at nine in the morning.",
        "This harbour was the last that they had seen of the island.",
    ):
        assert clarity_of(vague) < clear - 1


def test_a_thing_of_the_headline_is_clearer_than_one_told_of_before() -> None:
    before = f"{LEAD} A tug towed a raft."
    assert clarity_of("The ferry sank at nine on Friday.", before) > clarity_of(
        "The raft sank at nine on Friday.", before
    )


def test_the_article_s_first_sentence_is_clear() -> None:
    sentences = split(LEAD, "en")
    said = speech(LEAD, sentences)
    assert clarities(HEADLINE, sentences, said, by_rules(sentences, said), {0})[0] > 1


def test_the_weights_say_how_they_did_on_unseen_folds() -> None:
    told = json.loads(CLARITY.read_text(encoding="utf-8"))
    unseen = told["unseen folds"]
    assert unseen["learned: precision at recall 0.87"] > unseen["rules: precision"]


def candidate(index: int, clarity: float, words: int = 20) -> Candidate:
    sentence = Sentence(index=index, paragraph=index, start=0, end=0, text="")
    return Candidate(sentence, Kind.NEWS, None, (), words, clarity)


def kept(*ranked: tuple[int, float]) -> list[int]:
    """The places of the sentences that are kept, of such clarity, likeliest main news first."""
    some = as_clear([candidate(*one) for one in ranked], -1.0)
    return [one.sentence.index for one in some]


def test_the_clear_are_kept_in_their_order() -> None:
    ranked = [(0, -3.0), (1, -2.0), (10, 2.0), (9, 3.0), (11, -1.0), (12, -1.1)]
    assert kept(*ranked) == [10, 9, 11]


def test_what_is_rare_may_be_a_little_less_clear() -> None:
    some = [replace(candidate(at, -1.5), kind=kind) for at, kind in enumerate(Kind)]
    clear = [candidate(7, 2.0), candidate(8, 2.0)]
    assert [one.kind for one in as_clear([*some, *clear], -1.0)[:-2]] == [
        Kind.DOUBT,
        Kind.NEXT,
        Kind.UNCONFIRMED,
    ]
