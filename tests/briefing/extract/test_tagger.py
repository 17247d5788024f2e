import json

from bot.briefing.extract import tagger, weights
from bot.text.sentences import split

BODY = (
    "The council of Tolm closed the old bridge on Monday after divers found cracks in two piers, "
    "the fire service said.\n\n"
    "“We had no choice,” said the mayor, Ada Lund. The bridge was built in 1958.\n\n"
    "Read more about bridges here"
)


def test_each_sentence_gets_odds_of_every_tag() -> None:
    sentences = split(BODY, "en")
    odds = tagger.tags(sentences, [("news",)] * len(sentences), "en")
    assert len(odds) == len(sentences)
    assert all(tuple(one) == tagger.TAGS for one in odds)


def test_news_a_quotation_history_and_a_link_are_told_apart() -> None:
    sentences = split(BODY, "en")
    hints = [("news",), ("voice", "has speaker", "named"), ("news",), ("none",)]
    best = [max(one, key=one.__getitem__) for one in tagger.tags(sentences, hints, "en")]
    assert best == ["news", "voice", "background", "none"]


def test_no_words_of_english_are_looked_for_in_other_languages() -> None:
    (found,) = tagger.features(split("Es regnet heute in Tolm.", "de"), [("news",)], "de")
    assert not any(name.startswith("w:") for name in found)


def test_every_weight_is_of_a_feature_that_a_sentence_can_have() -> None:
    told = json.loads(weights.TAGGER.read_text(encoding="utf-8"))
    assert all(len(row) == len(tagger.TAGS) for row in told["weights"].values())
    assert told["unseen folds"]["role, accuracy"] > 0.6
