from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as some

from adapters.chat import brief_card
from adapters.chat.lines import TextRun
from adapters.slack.rendering import elements, limits
from adapters.slack.rendering.blocks import (
    answer_message,
    posted_message,
    sources_message,
    summary,
)
from adapters.slack.rendering.digests import digest_message, mentioned_in
from adapters.slack.rendering.elements import Json, Message
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
    Length,
    Point,
    Reported,
    Source,
    Span,
)
from tests.standins import slack_rules
from tests.standins.digests import brief as small_brief
from tests.standins.digests import digest as small_digest

NOW = datetime(2026, 3, 3, 8, tzinfo=UTC)
HOSTILE = (
    "<!channel>", "<!here|all>", "<@U123>", "<#C1|general>", "](http://evil)", "<http://evil|bank>",
    "*bold* _it_ ~no~ `code`", ":white_check_mark:", "\u202egnp.exe", "a\u200bb\u2060c", "\u2066x",
    "> quoted", "&lt;!channel&gt;", "http://evil.example", "\x00\x1b[31m", "\ud800", "e\u0301", "",
    "مرحبا", "long " * 20_000, "x" * 100_000, "A sentence. " * 500, "@channel @here",
)  # fmt: skip

words = some.one_of(some.sampled_from(HOSTILE), some.text(max_size=60))
maybe_words = some.one_of(some.none(), words)
urls = some.one_of(
    some.none(),
    words,
    some.sampled_from(
        ["https://ex.com/a", "javascript:alert(1)", "https://ex.com/" + "a" * 5000, "https://ex.com/|x>",
         "https://ex.com/" + "a" * 2900,
         "http://[", "https://ex.com/#:~:text=" + "b" * 4000]
    ),
)  # fmt: skip
times = some.datetimes(
    min_value=datetime(1971, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 -- the same
    timezones=some.just(UTC),
)
ids = some.one_of(some.sampled_from(["b1", "a" * 70, "a" * 3000]), some.none())
sources = some.builds(
    Source, id=some.sampled_from(["a1", "a2", "a3"]), outlet=maybe_words, title=maybe_words,
    url=urls, published=some.one_of(some.none(), times), lang=some.none(), byline=maybe_words,
    words=some.integers(0, 10**9),
)  # fmt: skip
points = some.builds(
    Point, kind=some.sampled_from(Kind), text=words, speaker=maybe_words, link=urls,
    spans=some.lists(some.just(Span("a1", 0, 9)), max_size=1).map(tuple), is_new=some.booleans(),
)  # fmt: skip
images = some.builds(
    Image, caption=maybe_words, credit=maybe_words, alt=maybe_words, url=urls
)  # fmt: skip
differences = some.builds(
    Difference, what=words,
    reports=some.lists(some.builds(Reported, figure=words, source=some.sampled_from(["a1", "zz"])),
                       max_size=3).map(tuple),
)  # fmt: skip
briefs = some.builds(
    Brief, headline=maybe_words, topic=maybe_words, as_of=times, words=some.integers(0, 10**6),
    summarizer=some.sampled_from(["extractive", "chosen", "written"]),
    points=some.lists(points, max_size=8).map(tuple), image=some.one_of(some.none(), images),
    sources=some.lists(sources, max_size=5).map(tuple), id=ids, story=ids,
    length=some.sampled_from(Length), outlets=some.integers(0, 99),
    differences=some.lists(differences, max_size=2).map(tuple),
    told_before=some.one_of(some.none(), times), corrected=some.one_of(some.none(), times),
    correction=maybe_words,
)  # fmt: skip
headlines = some.builds(
    Headline, story=some.one_of(words, some.just("s1")), text=words, url=urls, outlet=maybe_words,
    outlets=some.integers(0, 30), published=some.none(), credit=maybe_words,
)  # fmt: skip
answers = some.builds(
    Answer, asked=words, as_of=times, brief=some.one_of(some.none(), briefs),
    matched=some.lists(words, max_size=12).map(tuple),
    others=some.lists(headlines, max_size=12, unique_by=lambda one: one.story).map(tuple),
    note=maybe_words, suggestions=some.lists(words, max_size=30).map(tuple),
)  # fmt: skip
digests = some.builds(
    Digest, as_of=times, zone=some.sampled_from(["UTC", "Europe/Kyiv"]),
    topics=some.lists(words, max_size=5).map(tuple),
    items=some.lists(some.builds(Item, brief=briefs, why=words, update=maybe_words), max_size=6)
    .map(tuple),
    in_brief=some.lists(headlines, max_size=12).map(tuple),
    counts=some.builds(Counts, read=some.integers(0, 9999), feeds_down=some.integers(0, 99)),
    since=some.one_of(some.none(), times), note=maybe_words, id=ids,
)  # fmt: skip


def refused(message: Message) -> list[str]:
    return slack_rules.of_message({"text": message.text, "blocks": list(message.blocks)})


heavy = settings(
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking such texts takes minutes
)


@heavy
@given(answers)
def test_any_answer_is_a_message_that_slack_takes_and_nothing_of_the_web_is_active(
    answer: Answer,
) -> None:
    assert refused(answer_message(answer)) == []


@heavy
@given(briefs)
def test_any_brief_posted_or_its_sources_is_one(brief: Brief) -> None:
    assert refused(posted_message(brief)) == []
    assert refused(sources_message(brief)) == []


@heavy
@given(digests)
def test_any_digest_is_one(digest: Digest) -> None:
    assert refused(digest_message(digest)) == []


def test_other_stories_with_long_addresses_take_no_room_from_the_brief() -> None:
    long = "https://ex.com/" + "a" * 2900
    others = tuple(Headline(f"s{at}", f"Story {at}", long, "Post", 1, None) for at in range(5))
    brief = small_brief()
    shown = answer_message(Answer("x", NOW, brief, others=others))
    assert refused(shown) == []
    assert brief.points[-1].text in str(shown.blocks)
    assert "Story 1" in str(shown.blocks)
    assert "Story 4" not in str(shown.blocks)
    nothing = answer_message(Answer("x", NOW, others=others, note="Nothing."))
    assert refused(nothing) == []
    assert "Story 1" in str(nothing.blocks)


def test_as_much_as_anyone_could_send_still_fits() -> None:
    text = "A sentence <!here> of the & web. " * 300
    point = Point(
        Kind.VOICE, text, (Span("a1", 0, 9),), speaker=text, link="https://ex.com/" + "a" * 2_900
    )
    source = Source("a1", text, text, "https://ex.com/a", NOW, "en", text, 9)
    brief = replace(full_brief(), headline=text, points=(point,) * 60, sources=(source,) * 60)
    line = Headline("s1", text, "https://ex.com/b", text, 3, NOW)
    digest = replace(small_digest(), items=(Item(brief, text, text),) * 30, in_brief=(line,) * 60)
    assert refused(posted_message(brief)) == []
    assert refused(digest_message(replace(digest, topics=(text,) * 50, note=text))) == []


def shown(message: Message) -> str:
    """What a reader sees, block after block."""
    return "\n".join(" ".join(_texts(block)) for block in message.blocks)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for one in value.values() for text in _texts(one)]
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else []


def full_brief() -> Brief:
    return replace(
        small_brief(text="Ukraine says 8,000 soldiers have arrived."),
        points=(
            Point(Kind.NEWS, "Troops have arrived.", (Span("a1", 0, 9),), link="https://ex.com/a1#1"),
            Point(Kind.VOICE, "“It is grave.”", (Span("a2", 0, 9),), speaker="Ann Lee, a minister",
                  is_new=True),
        ),
        sources=(
            Source("a1", "Outlet A", "Troops", "https://ex.com/a1", NOW, "en", "Vera Munk", 540),
            Source("a2", "Outlet B", "Soldiers", "https://ex.com/a2", NOW, "en", None, 60),
        ),
        differences=(Difference("soldiers", (Reported("8,000", "a1"), Reported("10,000", "a2"))),),
        image=Image("Troops on a road.", "A. Camera/Wire", "Soldiers", "https://ex.com/i.jpg"),
        id="b1",
        words=96,
        outlets=2,
    )  # fmt: skip


def test_each_sentence_links_to_its_source_and_each_section_has_its_heading() -> None:
    blocks = posted_message(full_brief()).blocks
    text = shown(posted_message(full_brief()))
    assert "Who says what" in text
    assert "Ann Lee, a minister: " in text
    assert "New: " not in text  # which one reader knows, and not another
    links = [one for block in blocks for one in _links(block)]
    assert {"type": "link", "url": "https://ex.com/a1#1", "text": "[1]"} in links
    assert {"type": "link", "url": "https://ex.com/a2", "text": "[2]"} in links


def _links(value: object) -> list[Json]:
    if isinstance(value, dict):
        own = [value] if value.get("type") == "link" else []
        return own + [link for one in value.values() for link in _links(one)]
    return [link for one in value for link in _links(one)] if isinstance(value, list) else []


def test_differing_figures_stand_side_by_side_with_their_outlets() -> None:
    assert "soldiers:  8,000 ( Outlet A ) ,  10,000 ( Outlet B )".replace("  ", " ") in shown(
        posted_message(full_brief())
    ).replace("  ", " ")


def test_the_line_of_facts_says_who_reports_it_and_when_in_the_readers_zone() -> None:
    line = shown(posted_message(full_brief()))
    assert "words" not in line
    by_a_model = shown(posted_message(replace(full_brief(), summarizer="model")))
    assert by_a_model.count("written by a language model") == 1
    assert (
        f"<!date^{int(NOW.timestamp())}^{{date_short_pretty}} at {{time}}|3 Mar 2026, 08:00 UTC>"
        in line
    )


def _pictures(message: Message) -> list[Json]:
    return [one["accessory"] for one in message.blocks if "accessory" in one]


def test_a_photo_needs_a_credit_and_has_words_for_those_who_cannot_see_it() -> None:
    (picture,) = _pictures(posted_message(full_brief()))
    assert picture["alt_text"] == "Soldiers"
    assert "Troops on a road. (A. Camera/Wire)" in shown(posted_message(full_brief()))
    bare = replace(full_brief(), image=Image("Troops", None, "x", "https://ex.com/i.jpg"))
    assert not _pictures(posted_message(bare))
    assert not _pictures(posted_message(full_brief()).plainer())


def test_a_corrected_brief_says_so_and_what_was_wrong() -> None:
    corrected = replace(full_brief(), corrected=NOW, correction="It was a *bus*.")
    assert "Corrected" in shown(posted_message(corrected))
    assert ": It was a *bus*." in shown(posted_message(corrected))


def test_the_text_alone_reads_as_headline_and_news() -> None:
    assert summary(brief_card.public(full_brief())) == "A dam &lt;breaks&gt; — Troops have arrived."


def test_only_the_asker_is_offered_to_post_and_a_full_brief_has_no_more() -> None:
    answered = Answer("x", NOW, full_brief())
    assert "brief_post" in _actions(answer_message(answered))
    assert "brief_post" not in _actions(answer_message(answered, can_post=False))
    assert "brief_post" not in _actions(posted_message(full_brief()))
    assert "brief_more" not in _actions(posted_message(replace(full_brief(), length=Length.FULL)))


def _actions(message: Message) -> list[str]:
    rows = (block["elements"] for block in message.blocks if block["type"] == "actions")
    shown = [one for row in rows for one in row]
    menus = [each["value"] for one in shown for each in one.get("options", ())]
    return [*(one["action_id"] for one in shown), *(one.partition(" ")[0] for one in menus)]


def test_too_long_a_sentence_ends_at_a_sentence_with_more_that_leads_to_its_source() -> None:
    point = replace(full_brief().points[0], text="It goes on. " * 400)
    message = posted_message(replace(full_brief(), points=(point,)))
    assert "It goes on. … " in shown(message)
    assert [one for block in message.blocks for one in _links(block) if one["text"] == "more"]


def test_whole_points_go_from_the_end_where_there_is_no_room() -> None:
    many = tuple(
        Point(Kind.NEWS, f"Number {at} is here. " * 30, (Span("a1", 0, 1),)) for at in range(24)
    )
    text = shown(posted_message(replace(full_brief(), points=many)))
    assert "Number 0" in text
    assert "Number 23" not in text
    assert "… more" in text


def test_no_brief_says_why_and_offers_the_nearest_command_and_topics() -> None:
    nothing = Answer("toop", NOW, note="Nothing on toop.", suggestions=("top hats",))
    message = answer_message(nothing, near="top")
    assert message.text == "Nothing on toop. Did you mean /brief top? You could ask for:"
    assert "top hats" in shown(message)


def test_a_digest_opens_with_its_day_and_ends_with_counts_that_name_each_part() -> None:
    digest = replace(small_digest("s1", "s2"), zone="Asia/Tokyo", id="d1")
    text = shown(digest_message(digest))
    assert text.startswith("News digest · Monday 4 November")
    assert "In brief" in text
    assert "3 articles read · 2 shown · 1 left out" in text


def test_a_late_digest_says_so_first() -> None:
    late = replace(small_digest(), note="Late: this was due at 08:00.")
    assert "Late: this was due at 08:00." in shown(digest_message(late))
    assert digest_message(late).text.startswith("News digest: Late")


def test_an_update_stands_above_its_story() -> None:
    digest = small_digest()
    item = replace(digest.items[0], update="Update: 12 → 19 killed")
    for items in ((item,), (digest.items[0], replace(item, brief=replace(item.brief, id="b9")))):
        text = shown(digest_message(replace(digest, items=items)))
        assert text.index("Update: 12 → 19 killed") < text.rindex("A dam broke on Monday.")


def test_who_is_notified_is_read_from_a_posted_digest() -> None:
    digest = small_digest("s1", "s2")
    for mention in ("S0G", "U0P", None):
        assert mentioned_in(digest_message(digest, mention).blocks) == mention
    assert mentioned_in([]) is None
    assert mentioned_in([{"type": "divider"}, *digest_message(digest, "S0G").blocks]) is None


def test_the_text_alone_counts_the_stories_it_does_not_tell() -> None:
    def text(*stories: str) -> str:
        return digest_message(replace(small_digest(*stories), in_brief=())).text

    assert text("s1").endswith("A dam broke on Monday.")
    assert text("s1", "s2").endswith("And 1 more story.")
    assert text("s1", "s2", "s3").endswith("And 2 more stories.")


def test_a_button_carries_no_empty_value_which_slack_refuses() -> None:
    assert "value" not in elements.button("More", "more")
    assert elements.button("More", "more", "b1")["value"] == "b1"


def test_a_small_line_has_as_many_facts_as_fit_to_the_letter() -> None:
    def line(*lengths: int) -> str:
        block = elements.context((TextRun("a" * length),) for length in lengths)
        text: str = block["elements"][0]["text"]
        return text

    half = (limits.CONTEXT - len(" · ")) // 2
    rest = limits.CONTEXT - len(" · ") - half
    assert len(line(half, rest)) == limits.CONTEXT
    assert len(line(half, rest + 1)) == half
    assert line() == "–"


def test_a_menu_carries_short_plain_values_alone() -> None:
    assert elements.is_choice("a")
    assert elements.is_choice("a" * limits.OPTION_VALUE)
    for value in ("", "a" * (limits.OPTION_VALUE + 1), "дім", "a\nb"):
        assert not elements.is_choice(value)


def test_our_limits_are_not_above_those_an_independent_library_knows(shared_limits: Json) -> None:
    known = shared_limits
    pairs = [
        (limits.BUTTON, known["button"]["text"]["max_length"]),
        (limits.BUTTON_VALUE, known["button"]["value"]["max_length"]),
        (limits.OPTION, known["option"]["text"]["max_length"]),
        (limits.OPTION_VALUE, known["option"]["value"]["max_length"]),
        (limits.ACTIONS, known["actions"]["elements"]["max_items"]),
        (limits.HEADER, known["header"]["text"]["max_length"]),
        (limits.ALT_TEXT, known["image"]["alt_text"]["max_length"]),
        (limits.SECTION, known["section"]["text"]["max_length"]),
        (limits.BLOCK_ID, known["block_id"]["max_length"]),
    ]
    assert not [(ours, theirs) for ours, theirs in pairs if ours > theirs]


def test_a_moment_of_a_bare_date_is_not_moved_to_another_zone() -> None:
    source = replace(full_brief().sources[0], published=NOW - timedelta(hours=8))
    text = shown(posted_message(replace(full_brief(), sources=(source,))))
    assert "3 Mar 2026" in text
    assert "<!date" not in text
