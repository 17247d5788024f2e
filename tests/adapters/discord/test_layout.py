"""Whatever a brief or digest holds, Discord takes the message, and nothing of the web's acts."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chat.text import address
from adapters.discord.rendering import components, digests, layout
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.inert import inert
from bot.models import (
    Answer,
    Brief,
    Counts,
    Difference,
    Digest,
    Headline,
    Image,
    Item,
    Kind,
    Point,
    Reported,
    Source,
    Span,
)
from tests.standins.discord_rules import problems
from tests.standins.discord_rules import walk as walked

KEY = "k" * 24
CREATE = ("POST", "/channels/{channel_id}/messages")
HOSTILE = (
    "@everyone", "@here", "<@123>", "<@!123>", "<@&123>", "<#123>", "</brief:123>", "<t:0:R>",
    "<:evil:123>", "<a:evil:123>", "<id:customize>", ":skull:", "# shout", "-# small", "> quote",
    ">>> quote", "- list", "* list", "1. list", "**bold**", "__under__", "~~gone~~", "||spoiler||",
    "`code`", "```block", "[click](https://evil.example)", "[click](<https://evil.example>)",
    "https://evil.example/a_b_c", "<https://evil.example>", "discord.gg/evil", "\\*not\\*",
    "\u202egnp.exe", "zero\u200bwidth", "line\n# break", "\u2028- list", "\x00\x1b[31m", "\\",
)  # fmt: skip

words = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)), max_size=6).map(" ".join),
    st.integers(0, 9000).map(lambda count: "W😀" * (count // 2)),
)
maybe = st.none() | words
urls = st.none() | st.sampled_from(
    [
        "https://outlet.example/a", "http://outlet.example/(b)?c=d e#:~:text=one,two",
        "javascript:alert(1)", "https://bank.example@evil.example/", "https://1.2.3.4/", "nonsense",
        "https://münchen.example/ä?ö", "https://[::1]/", "https://outlet.example/x>) @everyone",
        "https://outlet.example/" + "%D1%8F" * 150, "https://outlet.example/" + "z" * 3000,
    ]
) | words  # fmt: skip
moments = st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001  made UTC here
    lambda moment: moment.replace(tzinfo=UTC)
)
ids = st.text(min_size=1, max_size=120)
images = st.none() | st.builds(Image, maybe, maybe, maybe, urls)
points = st.builds(
    Point,
    st.sampled_from(Kind),
    words,
    st.just((Span("a", 0, 1),)),
    maybe,
    link=urls,
    is_new=st.booleans(),
)
sources = st.builds(
    Source, st.sampled_from("abc"), maybe, maybe, urls, st.none() | moments, st.none(), maybe,
    st.integers(0, 9999),
)  # fmt: skip
differences = st.builds(
    Difference,
    words,
    st.lists(st.builds(Reported, words, st.sampled_from("abc")), max_size=9).map(tuple),
)
briefs = st.builds(
    Brief, maybe, maybe, moments, st.integers(0, 200),
    st.sampled_from(["extractive", "chosen", "written"]),
    st.lists(points, max_size=14).map(tuple), images, st.lists(sources, max_size=6).map(tuple),
    id=st.none() | ids, story=st.none() | ids, outlets=st.integers(1, 99),
    differences=st.lists(differences, max_size=6).map(tuple), told_before=st.none() | moments,
    corrected=st.none() | moments, correction=maybe,
)  # fmt: skip
headlines = st.builds(
    Headline, ids | st.just(""), words, urls, maybe, st.integers(1, 9), st.none() | moments, maybe
)
answers = st.builds(
    Answer, words, moments, st.none() | briefs, st.lists(words, max_size=9).map(tuple),
    st.lists(headlines, max_size=30).map(tuple), maybe, st.lists(words, max_size=12).map(tuple),
)  # fmt: skip
made_digests = st.builds(
    Digest, moments, st.just("UTC"), st.lists(words, max_size=9).map(tuple),
    st.lists(st.builds(Item, briefs, words, maybe), max_size=9).map(tuple),
    st.lists(headlines, max_size=12).map(tuple), st.builds(Counts, st.integers(0, 9999)),
    st.none() | moments, maybe, st.none() | ids,
)  # fmt: skip


def texts(message: Json) -> list[str]:
    return [one["content"] for top in message["components"] for one in walked(top)
            if "content" in one]  # fmt: skip


def is_quiet(message: Json) -> None:
    """Nothing acts but what we wrote ourselves: timestamps, and links that show no preview."""
    assert message["allowed_mentions"] == {"parse": []}
    for text in texts(message):
        assert acting(text) == [], text
        bare = ISOLATED.sub(r"\1", text)  # what reads from the right is kept to itself, by us
        assert not re.search("[\u200b\u202a-\u202e\u2066-\u2069\x00\x1b]", bare)


ISOLATED = re.compile("\u2068([^\u2066-\u2069\n]*)\u2069")
OURS = re.compile(r"<t:-?\d+:[fDRF]>|\]\(<https?://[!#-;=?-Z_a-z~%\[\]]+>\)")
ACTS = re.compile(
    r"<@|<#|<:|<a:|</|<t:|<id:|@everyone|@here|https?://|discord\.gg|:\w+:|\|\||~~|`|\]\(|__"
)


def acting(text: str) -> list[str]:
    """What Discord would act on, read as it does: a backslash makes the next sign plain."""
    unmarked = OURS.sub(" ", text)
    return ACTS.findall(re.sub(r"\\[^\w\s]", "", unmarked))


@pytest.mark.slow
@given(answers)
def test_any_answer_is_taken_and_nothing_in_it_acts(answer: Answer) -> None:
    message = layout.answer(answer)
    assert problems(*CREATE, message) == []
    is_quiet(message)


@pytest.mark.slow
@settings(max_examples=40)
@given(briefs)
def test_any_posted_brief_its_full_length_and_its_sources_are_taken(brief: Brief) -> None:
    for message in (layout.posted(brief, key=KEY), layout.sources(brief)):
        assert problems(*CREATE, message) == []
        is_quiet(message)


@pytest.mark.slow
@settings(max_examples=40)
@given(made_digests, st.sampled_from(["", "k" * 24]))
def test_any_digest_is_taken_and_its_title_is_a_posts(made: Digest, key: str) -> None:
    for message in (digests.digest(made, key), digests.preview(made), digests.why(made)):
        assert problems(*CREATE, message) == []
        is_quiet(message)
    assert 1 <= len(digests.title(made)) <= digests.TITLE_OF_POST


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map(" ".join))
def test_hostile_words_are_plain_wherever_they_stand(text: str) -> None:
    shown = inert(text)
    assert acting(shown) == []
    assert not re.match(r"(#|-|\+|>|\d+[.)])", shown)
    assert "\n" not in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_reader_sees_is_what_was_written(text: str) -> None:
    unmarked = re.sub(r"\\([^\w\s])", r"\1", inert(text))
    letters = "".join(re.findall(r"\w", text.replace("\u202e", "").replace("\u200b", "")))
    assert "".join(re.findall(r"\w", unmarked)) == letters


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://outlet.example/a_b", "https://outlet.example/a_b"),
        ("https://outlet.example/(x)", "https://outlet.example/%28x%29"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
        ("https://outlet.example/x>) <@1>", "https://outlet.example/x%3E%29%20%3C@1%3E"),
        ("javascript:alert(1)", None),
        ("https://bank.example@evil.example/", None),
        ("https://127.0.0.1/", None),
        ("https://localhost/", None),
        ("https://outlet.example:99999/", None),
        (None, None),
    ],
)
def test_only_named_hosts_on_the_web_are_linked(url: str | None, found: str | None) -> None:
    assert address(url) == found


def brief_of(count: int, link: str) -> Brief:
    """A brief of so many sentences with a link each."""
    said = tuple(
        Point(Kind.NEWS, f"Sentence {number} says what happened.", (Span("a", 0, 1),), link=link)
        for number in range(count)
    )
    source = Source("a", "Outlet", "Title", "https://outlet.example/a", None, None)
    moment = datetime(2026, 3, 3, tzinfo=UTC)
    return Brief("Headline", None, moment, 90, "extractive", said, None, (source,), id="b")


def test_a_long_brief_gives_up_links_to_sentences_before_sentences() -> None:
    long = layout.posted(brief_of(8, "https://outlet.example/a#:~:text=" + "x" * 700))
    shown = "\n".join(texts(long))
    assert all(f"Sentence {number}" in shown for number in range(8))
    assert "(<https://outlet.example/a>)" in shown
    assert "#:~:text" not in shown


def test_a_brief_within_the_limits_links_each_sentence_to_where_it_stands() -> None:
    shown = "\n".join(texts(layout.posted(brief_of(3, "https://outlet.example/a#:~:text=here"))))
    assert shown.count("(<https://outlet.example/a#:~:text=here>)") == 3


def test_a_photo_has_its_alternative_text_caption_and_credit() -> None:
    brief = brief_of(1, "https://outlet.example/a")
    image = Image("A ferry.", "Ada Lens", "A white ferry", "https://outlet.example/f.jpg")
    message = layout.posted(replace(brief, image=image))
    (picture,) = [one for top in message["components"] for one in walked(top) if one["type"] == 11]
    assert picture["description"] == "A white ferry"
    assert "-# Photo: A ferry. (Ada Lens)" in "\n".join(texts(message))


def test_a_role_is_notified_only_where_an_admin_set_it() -> None:
    made = Digest(datetime(2026, 3, 3, tzinfo=UTC), "UTC", (), (), (), Counts(0))
    assert digests.digest(made, role="42")["allowed_mentions"] == {"parse": [], "roles": ["42"]}
    assert "<@&42>" in "\n".join(texts(digests.digest(made, role="42")))
    assert digests.digest(made)["allowed_mentions"] == {"parse": []}


def test_times_are_in_the_readers_zone() -> None:
    brief = brief_of(1, "https://outlet.example/a")
    corrected = replace(brief, corrected=brief.as_of + timedelta(hours=1))
    assert "**Corrected** <t:1772499600:f>" in "\n".join(texts(layout.posted(corrected)))


def test_a_message_of_forty_one_components_would_not_fit() -> None:
    assert not components.fits(components.message([components.text("x")] * 41))
    assert components.fits(components.message([components.text("x")] * 40))
