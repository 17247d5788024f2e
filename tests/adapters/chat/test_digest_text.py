"""What people write about a digest on one line, what it changes, and how it is written back."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.chat import digest_line, digest_options, digest_text
from adapters.chat.digest_options import DigestAction, DigestOptions
from adapters.chat.lines import Typed
from adapters.chat.managing import panel
from adapters.discord.rendering.inert import markdown
from bot.errors import UsageError
from bot.models import Channel, Length, Person, Quiet, Subscription, SubscriptionState
from bot.text import zones

NOW = datetime(2026, 3, 3, 8, tzinfo=UTC)
HERE = Channel("slack", "T1", "C1")
OWNER = Person("slack", "T1", "U1")
WEEKDAYS, EVERY_DAY = frozenset(range(5)), frozenset(range(7))
BLANK = digest_options.blank(HERE, "Europe/Kyiv", NOW)

CLOCKS = some.times().map(lambda one: one.replace(second=0, microsecond=0))
SUBSCRIPTIONS = some.builds(
    replace,
    some.just(BLANK),
    topics=some.lists(
        some.sampled_from(
            ["ukraine", "chad -football", "from:bbc", '"rapid at 9:30, forces"', "covid 19", "київ"]
        ),
        max_size=6,
        unique=True,
    ).map(tuple),
    at=CLOCKS,
    zone=some.sampled_from(sorted(zones.names() - {"EST", "MST"})).map(zones.read),
    days=some.frozensets(some.integers(0, 6), min_size=1),
    length=some.sampled_from(Length),
    quiet=some.builds(Quiet, CLOCKS, CLOCKS) | some.just(Quiet()),
    skip_if_nothing_new=some.booleans(),
    alerts=some.integers(0, 20),
    only_from=some.sampled_from([(), ("reuters", "bbc news")]),
    never_from=some.sampled_from([(), ("rt",)]),
    without=some.sampled_from([(), ("football", "the oscars")]),
)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("", DigestOptions()),
        ("ukraine, chad", DigestOptions(("ukraine", "chad"))),
        (
            "ukraine, chad at 08:00 Europe/Kyiv on weekdays, full",
            DigestOptions(("ukraine", "chad"), time(8), "Europe/Kyiv", WEEKDAYS, Length.FULL),
        ),
        ("at 7pm UTC on mon-wed and fri",
         DigestOptions(None, time(19), "UTC", frozenset({0, 1, 2, 4}))),
        ("at 12am every day", DigestOptions(None, time(0), None, EVERY_DAY)),
        ("AT 5 PM Daily", DigestOptions(None, time(17), None, EVERY_DAY)),
        ("war on drugs at 9:30", DigestOptions(("war on drugs",), time(9, 30))),
        ("war on drugs 9:30", DigestOptions(("war on drugs",), time(9, 30))),
        ("covid 19 at 9.30", DigestOptions(("covid 19",), time(9, 30))),
        ("covid 19, 17h30", DigestOptions(("covid 19",), time(17, 30))),
        ("covid 19.30", DigestOptions(("covid 19.30",))),
        ("america at 250", DigestOptions(("america at 250",))),
        ("britain at 1984", DigestOptions(("britain at 1984",))),
        ("britain at 2530", DigestOptions(("britain at 2530",))),
        ("britain 0830", DigestOptions(("britain 0830",))),
        ("britain at 0830", DigestOptions(("britain",), time(8, 30))),
        ("britain at 2359", DigestOptions(("britain",), time(23, 59))),
        ("ukraine 6h", DigestOptions(("ukraine 6h",))),
        ("ukraine at 6h", DigestOptions(("ukraine",), time(6))),
        ("high noon", DigestOptions(("high noon",))),
        ("chad at noon", DigestOptions(("chad",), time(12))),
        ("top at 8", DigestOptions((), time(8))),
        ("top", DigestOptions(())),
        ("none at 8", DigestOptions((), time(8))),
        ("top, ukraine at 8", DigestOptions(("top", "ukraine"), time(8))),
        ("chad, chad; mali at 8", DigestOptions(("chad", "mali"), time(8))),
        ("chad at 8 europe/kyiv", DigestOptions(("chad",), time(8), "Europe/Kyiv")),
        ("chad at 8 UTC+2 daily", DigestOptions(("chad",), time(8), "Etc/GMT-2", EVERY_DAY)),
        ("chad at 8 El Salvador", DigestOptions(("chad",), time(8), "America/El_Salvador")),
        ("chad at 8 new york on weekends",
         DigestOptions(("chad",), time(8), "America/New_York", frozenset({5, 6}))),
        ("chad at 8, Kyiv, Mon, Wed",
         DigestOptions(("chad",), time(8), "Europe/Kyiv", frozenset({0, 2}))),
        ("chad on weekdays at 8, UTC", DigestOptions(("chad",), time(8), "UTC", WEEKDAYS)),
        ("chad daily at 8", DigestOptions(("chad",), time(8), None, EVERY_DAY)),
        ("chad daily at 8 on mon", DigestOptions(("chad",), time(8), None, frozenset({0}))),
        ("chad, on mon, brief",
         DigestOptions(("chad",), days=frozenset({0}), length=Length.BRIEF)),
        ("story telling", DigestOptions(("story telling",))),
        ("news on so-called states", DigestOptions(("news on so-called states",))),
        ("full", DigestOptions(length=Length.FULL)),
        ("chad in full", DigestOptions(("chad",), length=Length.FULL)),
        ("chad, one sentence", DigestOptions(("chad",), length=Length.FLASH)),
        ("full, flash", DigestOptions(("full",), length=Length.FLASH)),
        ("quiet 22-7", DigestOptions(quiet=Quiet(time(22), time(7)))),
        ("chad at 8, quiet hours 10 pm to 7 am, flash",
         DigestOptions(("chad",), time(8), length=Length.FLASH, quiet=Quiet(time(22), time(7)))),
        ("chad, quiet none", DigestOptions(("chad",), quiet=Quiet())),
        ("a quiet place 2", DigestOptions(("a quiet place 2",))),
        ("chad, only if there is news", DigestOptions(("chad",), skip_if_nothing_new=True)),
        ('"at 9:30, daily", chad at 8', DigestOptions(('"at 9:30, daily"', "chad"), time(8))),
        ("„um 9:30 Uhr“ um 8 Uhr", DigestOptions(("„um 9:30 Uhr“",), time(8))),
        ('"on weekdays"', DigestOptions(('"on weekdays"',))),
        ('"in full"', DigestOptions(('"in full"',))),
        ("ukraine 20 Uhr Berlin werktags, ausführlich",
         DigestOptions(("ukraine",), time(20), "Europe/Berlin", WEEKDAYS, Length.FULL)),
        ("das wichtigste um 8 Uhr", DigestOptions((), time(8))),
        ("tchad à 17h30 Paris le lundi, en bref",
         DigestOptions(("tchad",), time(17, 30), "Europe/Paris", frozenset({0}), Length.BRIEF)),
        ("чад о 8:30 Київ щодня, стисло",
         DigestOptions(("чад",), time(8, 30), "Europe/Kyiv", EVERY_DAY, Length.BRIEF)),
        ("чад в 9 утра по будням, полностью",
         DigestOptions(("чад",), time(9), None, WEEKDAYS, Length.FULL)),
        ("at 7, ukraine, grain", DigestOptions(("ukraine", "grain"), time(7))),
        ("at 7 Kyiv on weekdays, chad, mali, full",
         DigestOptions(("chad", "mali"), time(7), "Europe/Kyiv", WEEKDAYS, Length.FULL)),
        ("at 7, Kyiv", DigestOptions(None, time(7), "Europe/Kyiv")),
        ("chad at 7, not what #news and #world told me",
         DigestOptions(("chad",), time(7), besides=("#news", "#world"))),
        ("chad um 7, nicht was #news schon gemeldet hat",
         DigestOptions(("chad",), time(7), besides=("#news",))),
        ("чад о 7, не те що вже розповів #news",
         DigestOptions(("чад",), time(7), besides=("#news",))),
        ("chad at 8, only from reuters, bbc, full",
         DigestOptions(("chad",), time(8), length=Length.FULL, only_from=("reuters", "bbc"))),
        ("chad at 8, never from rt, without football, tennis",
         DigestOptions(("chad",), time(8), never_from=("rt",), without=("football", "tennis"))),
        ("chad um 8, nie von RT, ohne Fußball",
         DigestOptions(("chad",), time(8), never_from=("RT",), without=("Fußball",))),
        ("чад о 8, без футболу", DigestOptions(("чад",), time(8), without=("футболу",))),
        ("never from none", DigestOptions(never_from=())),
        ("life without football at 8", DigestOptions(("life without football",), time(8))),
        ("not what none told me", DigestOptions(besides=())),
        ("not what it seems", DigestOptions(besides=("it seems",))),
        ("chad every weekday at 7:30", DigestOptions(("chad",), time(7, 30), None, WEEKDAYS)),
        ("every weekday at 7:30 chad", DigestOptions(("chad",), time(7, 30), None, WEEKDAYS)),
        ("weekdays at 8, chad", DigestOptions(("chad",), time(8), None, WEEKDAYS)),
        ("at 7 chad", DigestOptions(("chad",), time(7))),
        ("chad at noon in Kyiv time", DigestOptions(("chad",), time(12), "Europe/Kyiv")),
        ("chad at half past seven London time",
         DigestOptions(("chad",), time(7, 30), "Europe/London")),
        ("top at 8am CET on days off", DigestOptions((), time(8), "CET", EVERY_DAY - WEEKDAYS)),
        ("chad every morning", DigestOptions(("chad",), time(8), None, EVERY_DAY)),
        ("chad every evening at 6", DigestOptions(("chad",), time(18), None, EVERY_DAY)),
        ("chad at 9 jeden Abend", DigestOptions(("chad",), time(21), None, EVERY_DAY)),
        ("chad mon-fri 0730", DigestOptions(("chad",), time(7, 30), None, WEEKDAYS)),
        ("mon-fri 0730 chad", DigestOptions(("chad",), time(7, 30), None, WEEKDAYS)),
        ("black friday at 8", DigestOptions(("black friday",), time(8))),
        ("monthly jobs report at 8", DigestOptions(("monthly jobs report",), time(8))),
        ("last friday protests at 8", DigestOptions(("last friday protests",), time(8))),
        ("chad a las 8 de la tarde, todos los días, breve",
         DigestOptions(("chad",), time(20), None, EVERY_DAY, Length.BRIEF)),
    ],
)  # fmt: skip
def test_a_line_is_read_as_people_write_it(text: str, options: DigestOptions) -> None:
    assert digest_text.read(text) == options


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("x at 25:00", "08:00, 17:30 or 5 pm"),
        ("x at 25pm", "08:00, 17:30 or 5 pm"),
        ("x at 0:30 am", "08:00, 17:30 or 5 pm"),
        ("x at 8 on funday", "names such as mon, wed"),
        ("x at 8 UTC on weekdays and more", "names such as mon, wed"),
        ("x at 8 pause the war", "There is no time zone of that name"),
        ("x at 8 Kyyiv on weekdays", "did you mean Europe/Kyiv"),
        ("x at 8 CST", "CST can mean America/Chicago or Asia/Shanghai"),
        ("at 8 Kyyiv", "did you mean Europe/Kyiv"),
        ("x at 8, Kyyiv", "did you mean Europe/Kyiv"),
        ("x, quiet 22-25", "22:00-07:00, or none"),
        ("x on the 1st monday at 9", "certain days of every week"),
        ("x at 9 on the last friday of the month", "certain days of every week"),
        ("x every 2 weeks on friday", "certain days of every week"),
        ("x monthly at 8", "certain days of every week"),
        ("x tomorrow at 8", "certain days of every week"),
        ("x at 8 and 18", "once a day"),
        ("x le premier lundi du mois à 9h", "certain days of every week"),
    ],
)
def test_a_line_that_makes_no_sense_is_explained(text: str, advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        digest_text.read(text)
    assert advice in caught.value.advice


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("kyiv, ,ferries", ("kyiv", "ferries")),
        ("kyiv\nferries;trains", ("kyiv", "ferries", "trains")),
        ('"rapid, support", sudan -football', ('"rapid, support"', "sudan -football")),
        ("„a, b“ c", ("„a, b“ c",)),
        ('"never closed, so', ('"never closed, so',)),
        ("kyiv, kyiv", ("kyiv",)),
        ("none", ()), ("keine", ()), ("", ()), (" , ", ()), ("TOP", ()), ("all", ()),
        ("головне", ()),
    ],
)  # fmt: skip
def test_topics_stand_between_commas_unless_they_are_quoted(
    text: str, topics: tuple[str, ...]
) -> None:
    assert digest_text.topics(text) == topics


@pytest.mark.parametrize(
    ("text", "length"),
    [("flash", "flash"), ("One  sentence", "flash"), ("a brief", "brief"), ("in full", "full"),
     ("kurz", "brief"), ("en bref", "brief"), ("une phrase", "flash"), ("ein Satz", "flash"),
     ("una frase", "flash"), ("completo", "full"), ("повністю", "full"), ("кратко", "brief"),
     ("одне речення", "flash"), ("одно предложение", "flash"), ("complet", "full")],
)  # fmt: skip
def test_a_length_is_read_as_people_write_it(text: str, length: str) -> None:
    assert digest_text.length(text) == Length(length)


def test_a_length_that_is_none_is_explained() -> None:
    with pytest.raises(UsageError, match="no length") as caught:
        digest_text.length("endless" * 99)
    assert caught.value.advice == "Please give the length as flash, brief or full."


@pytest.mark.parametrize(
    ("text", "action"),
    [("pause", "pause"), (" PAUSE ", "pause"), ("resume", "resume"), ("stop", "stop"),
     ("now", "now"),
     ("show", "show"), ("пауза", "pause"), ("продовжити", "resume"), ("fortsetzen", "resume"),
     ("arrêter", "stop"), ("ahora", "now"), ("показать", "show"), ("pausar", "pause"),
     ("beenden", "stop"), ("reprendre", "resume"), ("зупинити", "stop"), ("остановить", "stop")],
)  # fmt: skip
def test_what_becomes_of_a_digest_is_said_in_a_word(text: str, action: str) -> None:
    assert digest_text.action(text) is DigestAction(action)


def test_more_than_a_word_is_no_action() -> None:
    assert digest_text.action("pause it") is None
    assert digest_text.action("") is None


def test_a_digest_of_which_nothing_was_said_is_the_top_of_the_news_every_morning() -> None:
    assert Subscription(HERE, time(8), "Europe/Kyiv", NOW) == BLANK
    assert digest_line.written(BLANK) == (
        "the top of the news at 08:00 Europe/Kyiv every day, brief"
    )


def test_what_was_not_said_stays_as_it_was() -> None:
    quiet = Quiet(time(22), time(7), frozenset({NOW.date()}), hold=False)
    said = DigestOptions(
        ("chad",),
        time(9),
        "UTC",
        WEEKDAYS,
        Length.FULL,
        quiet,
        skip_if_nothing_new=True,
        mention="4",
    )
    first = digest_options.changed(replace(BLANK, quiet=quiet), said, OWNER, NOW)
    assert first == Subscription(
        HERE, time(9), "UTC", NOW, WEEKDAYS, ("chad",), Length.FULL,
        skip_if_nothing_new=True, quiet=quiet, mention="4", owner=OWNER,
    )  # fmt: skip
    assert digest_options.changed(first, DigestOptions(), OWNER, NOW) == first
    later = NOW.replace(hour=9)
    midnight = digest_options.changed(first, DigestOptions(at=time(0)), OWNER, later)
    assert midnight == replace(first, at=time(0), since=later)


def test_what_was_said_can_be_taken_back() -> None:
    quiet = Quiet(time(22), time(7), frozenset({NOW.date()}))
    before = replace(
        BLANK, topics=("chad",), quiet=quiet, mention="4", skip_if_nothing_new=True, owner=OWNER
    )
    said = DigestOptions((), quiet=Quiet(), mention="", skip_if_nothing_new=False)
    after = digest_options.changed(before, said, OWNER, NOW)
    assert after == replace(BLANK, quiet=Quiet(dates=quiet.dates), owner=OWNER)


@pytest.mark.parametrize(
    ("before", "after"), [("active", "active"), ("paused", "paused"), ("broken", "active")]
)
def test_a_paused_digest_stays_so_and_a_broken_one_starts_again(before: str, after: str) -> None:
    standing = replace(BLANK, state=SubscriptionState(before), reason="The channel is gone.")
    changed = digest_options.changed(standing, DigestOptions(at=time(9)), OWNER, NOW)
    assert (changed.state, changed.reason) == (SubscriptionState(after), None)


def test_why_a_digest_does_not_come_is_said_with_what_to_type() -> None:
    paused = replace(BLANK, state=SubscriptionState.PAUSED)
    broken = replace(BLANK, state=SubscriptionState.BROKEN, reason="It is *gone*.")
    goes_on = ((one, Typed("/new", "/make", "/go")) for one in (BLANK, paused, broken))
    assert [markdown(panel.state(*one)) for one in goes_on] == [
        "",
        "It is paused: `/go` goes on with it.",
        r"It has stopped: It is \*gone\*. `/go` starts it again.",
    ]


def test_everything_that_was_said_is_written_back() -> None:
    one = replace(
        BLANK,
        topics=("ukraine", "chad"),
        at=time(17, 5),
        zone="Etc/GMT-2",
        days=frozenset({0, 4}),
        length=Length.FULL,
        quiet=Quiet(time(22), time(7)),
        skip_if_nothing_new=True,
    )
    assert digest_line.written(one) == (
        "ukraine, chad at 17:05 UTC+2 on Mon, Fri, full, quiet 22:00-07:00, only if there is news"
    )
    weekdays = replace(BLANK, days=WEEKDAYS, length=Length.FLASH)
    assert digest_line.written(weekdays).endswith("Europe/Kyiv on weekdays, flash")


def test_what_people_wrote_is_made_safe_and_not_too_long_to_show() -> None:
    many = replace(BLANK, topics=tuple(f"topic{number}" for number in range(23)))
    shown = digest_line.written(many, str.upper)
    assert shown.startswith("TOPIC0, TOPIC1, ")
    assert "TOPIC19 and 3 more at 08:00 EUROPE/KYIV every day" in shown
    assert "more" not in digest_line.written(replace(many, topics=many.topics[:20]))


@given(SUBSCRIPTIONS)
def test_what_is_written_back_is_read_as_the_same(one: Subscription) -> None:
    read = digest_text.read(digest_line.written(one))
    assert digest_options.changed(replace(one, at=time(1)), read, OWNER, NOW) == replace(
        one, owner=OWNER, since=NOW
    )
    blank = replace(BLANK, owner=OWNER)
    assert digest_options.changed(blank, read, OWNER, NOW) == replace(one, owner=OWNER, since=NOW)


@given(some.text(max_size=300) | some.text('at on 8:30,pm mondailyquet"-', max_size=60))
def test_whatever_is_written_is_read_or_explained(text: str) -> None:
    for read in (digest_text.read, digest_text.topics, digest_text.length, digest_text.action):
        try:
            read(text)
        except UsageError as error:
            assert error.advice  # noqa: PT017  either is right


@pytest.mark.parametrize(
    ("said", "topics", "alerts"),
    [
        ("alert me on ukraine, dam", ("ukraine", "dam"), 5),
        ("Alert me about dam at 08:00 UTC", ("dam",), 5),
        ("ukraine, dam at 08:00 UTC, alerts 3", ("ukraine", "dam"), 3),
        ("dam, full, with alerts", ("dam",), 5),
        ("dam, no alerts", ("dam",), 0),
        ("no alerts", None, 0),
        ("red alerts", ("red alerts",), None),
        ("dam", ("dam",), None),
        ("сповіщай мене про дамба", ("дамба",), 5),
    ],
)
def test_alerts_are_asked_for_beside_a_digest(
    said: str, topics: tuple[str, ...] | None, alerts: int | None
) -> None:
    found = digest_text.read(said)
    assert (found.topics, found.alerts) == (topics, alerts)


def test_alerts_are_written_as_they_are_read() -> None:
    channel = Channel("slack", "T1", "C1")
    blank = digest_options.blank(channel, "UTC", NOW)
    made = digest_options.changed(blank, digest_text.read("dam, alerts 3"), None, NOW)
    assert made.alerts == 3
    assert digest_text.read(digest_line.written(made)).alerts == 3
    assert digest_options.changed(made, digest_text.read("no alerts"), None, NOW).alerts == 0


@pytest.mark.parametrize(
    "text",
    ["only from bbc, reuters; without golf", "without golf;\nonly from bbc, reuters"],
)
def test_outlets_and_words_are_read_alone_and_all_of_them(text: str) -> None:
    said = digest_text.sources(text)
    assert said == DigestOptions(only_from=("bbc", "reuters"), never_from=(), without=("golf",))
    kept = digest_options.changed(replace(BLANK, never_from=("rt",)), said, OWNER, NOW)
    assert digest_text.sources(digest_line.sources_written(kept)) == said


@pytest.mark.parametrize("text", ["", "none", " "])
def test_no_outlets_and_words_end_those_before(text: str) -> None:
    assert digest_text.sources(text) == DigestOptions(only_from=(), never_from=(), without=())


def test_what_says_nothing_of_outlets_or_words_is_explained() -> None:
    with pytest.raises(UsageError, match="no sources"):
        digest_text.sources("ukraine, only from bbc")


@pytest.mark.parametrize(
    ("said", "topics"),
    [
        ("weekly on friday at 16", None),
        ("ukraine, weekly on friday at 16:00", ("ukraine",)),
        ("ukraine at 16 weekly on friday", ("ukraine",)),
        ("ukraine weekly, on fridays at 16", ("ukraine",)),
        ("Once a week on Friday at 16", None),
        ("ukraine, wöchentlich am freitag um 16 uhr", ("ukraine",)),
        ("chaque semaine le vendredi à 16h", None),
        ("una vez por semana el viernes a las 16", None),
        ("україна щотижня у п'ятницю о 16", ("україна",)),
    ],
)
def test_weekly_adds_nothing_to_the_day(said: str, topics: tuple[str, ...] | None) -> None:
    found = digest_text.read(said)
    assert (found.topics, found.at, found.days) == (topics, time(16), frozenset({4}))


@pytest.mark.parametrize("said", ["guardian weekly at 16", '"weekly friday" at 16'])
def test_weekly_in_a_topic_stays_there(said: str) -> None:
    found = digest_text.read(said)
    assert found.topics == (said.removesuffix(" at 16"),)
    assert found.days is None
