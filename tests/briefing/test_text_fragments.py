from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.text_fragments import fragment_link

PAGE = "https://example.org/news/1"


def test_a_short_sentence_is_named_whole() -> None:
    link = fragment_link(PAGE, "The ferry sank.")
    assert link == f"{PAGE}#:~:text=The%20ferry%20sank."


def test_the_directives_own_characters_are_encoded() -> None:
    link = fragment_link(PAGE, "Black-and-white, salt & pepper")
    assert link == f"{PAGE}#:~:text=Black%2Dand%2Dwhite%2C%20salt%20%26%20pepper"


def test_a_long_sentence_is_named_by_its_first_and_last_words() -> None:
    link = fragment_link(PAGE, " ".join(f"w{n}" for n in range(20)))
    assert link == f"{PAGE}#:~:text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19"


def test_a_pages_own_fragment_gives_way() -> None:
    link = fragment_link(f"{PAGE}#comments", "The ferry sank.")
    assert link == f"{PAGE}#:~:text=The%20ferry%20sank."


def test_an_article_without_an_address_has_no_link() -> None:
    assert fragment_link(None, "The ferry sank.") is None


@given(st.text(min_size=1))
def test_every_part_reads_back_as_the_sentences_own_words(sentence: str) -> None:
    link = fragment_link(PAGE, sentence)
    assert link is not None
    _, _, directive = link.partition("#:~:text=")
    for part in directive.split(","):
        assert not set("-&#, ") & set(part)
        assert unquote(part) in " ".join(sentence.split())
