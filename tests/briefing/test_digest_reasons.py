from bot.briefing.digest_reasons import Reason, counts, explain, judged
from bot.models import Article


def articles(*names: str) -> list[Article]:
    return [Article(name, name, "", url=f"https://ex.com/{name}") for name in names]


ALL = [
    *judged(articles("a", "b", "c"), "bridge", Reason.SHOWN, "Matched: Tolm · 3 outlets"),
    *judged(articles("d"), "quake", Reason.MUTED, ""),
    *judged(articles("e", "f"), "vote", Reason.IN_BRIEF, "Matched: vote"),
]


def test_one_article_stands_for_a_story_and_the_others_are_merged_into_it() -> None:
    found = counts(ALL, feeds_down=2)
    assert (found.read, found.shown, found.merged, found.muted) == (6, 2, 3, 1)
    assert found.feeds_down == 2


def test_an_article_is_explained_by_its_address_its_id_or_its_story() -> None:
    assert explain(ALL, "https://ex.com/a/#top") == "In the digest. Matched: Tolm · 3 outlets"
    assert explain(ALL, "bridge") == explain(ALL, "a")
    assert explain(ALL, "b").startswith("Merged. It tells the same story as another article. In")
    assert explain(ALL, "d") == "Not in the digest: it is muted in this channel."
    assert "not among the 6 articles read" in explain(ALL, "https://ex.com/z")
    assert "not among" in explain(ALL, "")
