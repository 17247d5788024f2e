"""Answers and digests that between them show everything a card may hold; every text is invented.

for name, answer in ANSWERS.items(): ...
for name, digest in DIGESTS.items(): ...
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.models import (
    Agenda,
    Answer,
    Brief,
    Counts,
    DateToWatch,
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
    Timeline,
    TimelineLine,
    Turn,
)

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)  # a Tuesday
EARLIER = NOW - timedelta(hours=2)
HOSTILE = (
    "[click here](https://evil.example/x) <!channel> <@U123> @everyone <@&7> **bold** *bold* _it_ "
    "`code` :skull: ](https://evil.example) [open <https://evil.example|bank> ||spoiler|| "
    "https://evil.example discord.gg/evil \u202egnp.exe # end"
)


def point(
    text: str, kind: Kind = Kind.NEWS, speaker: str | None = None, *, at: str = "a1"
) -> Point:
    """A sentence that stands in article `at`, linked to its place there."""
    link = f"https://{at}.example/story#:~:text={text[:7].strip()}"
    return Point(kind, text, (Span(at, 0, len(text)),), speaker, link=link)


def source(at: str = "a1", outlet: str | None = "Harbour Post", **changes: object) -> Source:
    """An article of `outlet`."""
    made = Source(
        at,
        outlet,
        f"Ferry fire, as {outlet} tells it",
        f"https://{at}.example/story",
        EARLIER,
        "en",
        "Ines Calloway",
        540,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # of whatever is changed


PLAIN = Brief(
    headline="Ferry fire off Skerry leaves 12 dead as search goes on",
    topic="skerry",
    as_of=NOW,
    words=59,
    summarizer="extractive",
    points=(
        point("At least 12 people died after a fire on a ferry off Skerry on Tuesday [Nov. 24]."),
        point("Thirty-one were missing at noon, the coast guard said."),
    ),
    image=Image("The ferry at dawn.", "Ada Lens/Wire", "A white ferry", "https://a1.example/f.jpg"),
    sources=(source(),),
    id="b1",
    story="s1",
)
SEVERAL = replace(
    PLAIN,
    points=(
        *PLAIN.points,
        point("A second outlet counted more.", at="a2"),
        point("“The fire began on the car deck.”", Kind.VOICE, "Capt. Liza Marn, coast guard"),
        point("The mayor, Ana Ruiz, said help was late.", Kind.VOICE, "Ana Ruiz, mayor", at="a2"),
        point("Nobody has said how it began.", Kind.DOUBT),
        point("An inquiry opens on Friday [Nov. 27].", Kind.NEXT, at="a3"),
        point("The owner was not reached.", Kind.UNCONFIRMED),
        point("The ferry was built in 1998.", Kind.BACKGROUND),
    ),
    sources=(
        source(),
        source("a2", "Manila Wire", byline=None, published=NOW - timedelta(minutes=30)),
        source("a3", "North Wire", published=NOW.replace(hour=0)),
        source("a4", None, url=None, published=None),
    ),
    outlets=4,
    differences=(
        Difference("killed", (Reported("12", "a1"), Reported("14", "a2"), Reported("9", "zz"))),
        Difference("missing", (Reported("31", "a1"), Reported("28", "a3"))),
    ),
    story="s1",
)
HOSTILE_BRIEF = replace(
    SEVERAL,
    headline=HOSTILE,
    points=tuple(
        replace(one, text=HOSTILE, speaker=f"Eve {HOSTILE}"[:60]) for one in SEVERAL.points[:4]
    ),
    image=Image(HOSTILE, HOSTILE, HOSTILE, "https://a1.example/f.jpg?a=](b)<@1>"),
    sources=tuple(
        replace(one, outlet=HOSTILE, title=HOSTILE, byline=HOSTILE) for one in SEVERAL.sources[:2]
    ),
    differences=(Difference(HOSTILE, (Reported(HOSTILE, "a1"), Reported(HOSTILE, "a2"))),),
    corrected=NOW,
    correction=HOSTILE,
)
PERSIAN = replace(
    PLAIN,
    headline="آتش‌سوزی در کشتی: «می‌خواهم بدانم»",
    points=(point("دست‌کم ۱۲ نفر در آتش‌سوزی کشتی جان باختند.", at="a1"),),
    sources=(source(outlet="روزنامهٔ بندر", lang="fa", title="آتش‌سوزی", byline="مریم نمونه"),),
)
LINES = tuple(
    Headline(
        f"s{at}", f"Story number {at} opens", f"https://a{at}.example/", "Harbour Post", at, EARLIER
    )
    for at in range(1, 6)
)


def answer(brief: Brief, asked: str = "skerry", **changes: object) -> Answer:
    """An answer that has this brief."""
    return replace(Answer(asked, NOW, brief), **changes)  # type: ignore[arg-type]  # likewise


ANSWERS = {
    "plain": answer(PLAIN),
    "several_outlets": answer(SEVERAL),
    "opinion": answer(
        replace(
            PLAIN,
            headline="Ferries are the state's business, argues Ines Calloway",
            points=(point("Nobody else will run them, I am sure.", Kind.VOICE, "Ines Calloway"),),
        )
    ),
    "interview": answer(
        replace(
            PLAIN,
            points=(
                point("“We saw smoke.”", Kind.VOICE, "Jon Vale, passenger"),
                point("“Then we ran,” Jon Vale said.", Kind.VOICE, "Jon Vale, passenger"),
                point("“It was late.”", Kind.VOICE, ", a man without a name"),
            ),
        )
    ),
    "photo_without_credit": answer(
        replace(PLAIN, image=Image("The ferry.", None, "A ferry", "https://a1.example/f.jpg"))
    ),
    "photo_without_address": answer(replace(PLAIN, image=Image("The ferry.", "Ada Lens"))),
    "photo_without_words": answer(
        replace(PLAIN, image=Image(credit="Ada Lens", url="https://a1.example/f.jpg"))
    ),
    "long": answer(
        replace(
            PLAIN,
            headline="The ferry that burnt off Skerry was the oldest of the fleet " * 4,
            points=tuple(
                replace(one, text=f"{one.text} It goes on and on for a while. " * 30)
                for one in (*SEVERAL.points, *SEVERAL.points)
            ),
            image=replace(PLAIN.image or Image(), caption="The ferry at dawn, again. " * 20),
        )
    ),
    "hostile": answer(
        HOSTILE_BRIEF,
        HOSTILE,
        matched=(HOSTILE,),
        note=HOSTILE,
        others=(Headline("s2", HOSTILE, "https://a2.example/", HOSTILE, 2, EARLIER, HOSTILE),),
    ),
    "right_to_left": answer(PERSIAN, "کشتی", matched=("بندر",)),
    "full": answer(replace(SEVERAL, length=Length.FULL)),
    "flash": answer(replace(PLAIN, points=PLAIN.points[:1], length=Length.FLASH, words=14)),
    "told_before": answer(
        replace(
            PLAIN,
            told_before=NOW - timedelta(days=1),
            points=(PLAIN.points[0], replace(PLAIN.points[1], is_new=True)),
        )
    ),
    "corrected": answer(replace(PLAIN, corrected=NOW, correction="The toll was 12, not 21.")),
    "corrected_silently": answer(replace(PLAIN, corrected=NOW)),
    "by_a_model": answer(replace(PLAIN, summarizer="written")),
    "matched": answer(PLAIN, "Skerry 6h", matched=("skerry", "Marn Sound", "Tolm")),
    "matched_as_asked": answer(PLAIN, "skerry", matched=("Skerry",)),
    "others_and_note": answer(PLAIN, others=LINES, note="Only what was read since 06:00."),
    "see_also": answer(PLAIN, see_also=LINES[:2], others=LINES[2:4]),
    "in_other_languages": answer(replace(PLAIN, also_in=("uk", "ar", "xx"))),
    "of_a_link": answer(replace(PLAIN, story=None, topic=None)),
    "not_stored": answer(replace(PLAIN, id=None)),
    "bare": answer(
        Brief(None, None, NOW, 0, "extractive", (), None, ()),
    ),
    "without_addresses": answer(
        replace(
            PLAIN,
            points=tuple(replace(one, link=None) for one in PLAIN.points),
            sources=(source(url=None, published=NOW.replace(hour=0)),),
        )
    ),
    "nothing": Answer("toop", NOW, note="Nothing on toop.", suggestions=("top hats", "tolm")),
    "nothing_new": Answer("new", NOW, note="Nothing new since 06:00.", since=EARLIER),
    "nothing_said": Answer("toop", NOW),
    "nothing_near": Answer("toop", NOW, note="Nothing on toop.", others=LINES[:2]),
}


def item(brief: Brief, number: int, update: str | None = None) -> Item:
    """The story `number` of a digest."""
    made = replace(brief, id=f"b{number}", story=f"s{number}")
    return Item(made, "Matched: Skerry · 4 outlets · newest 06:00", update)


MORNING = Digest(
    as_of=NOW,
    zone="Europe/Kyiv",
    topics=("skerry", "grain"),
    items=(
        item(SEVERAL, 1),
        item(replace(PLAIN, headline="Cracks widen in Karun dam"), 2),
        item(replace(PLAIN, headline="Bridge over the Lopan opens"), 3, "Update: 12 → 19 killed"),
    ),
    in_brief=LINES,
    counts=Counts(84, merged=31, unasked=44, left_out=4, shown=5, feeds_down=2),
    since=NOW - timedelta(days=1),
    id="d1",
)
DIGESTS = {
    "morning": MORNING,
    "top": replace(MORNING, topics=(), since=None),
    "lead_alone": replace(MORNING, items=MORNING.items[:1], in_brief=()),
    "updates_only": replace(
        MORNING, items=tuple(replace(one, update="Update: 3 → 5 held") for one in MORNING.items)
    ),
    "lines_only": replace(MORNING, items=()),
    "empty": replace(
        MORNING, items=(), in_brief=(), counts=Counts(1, unasked=1), note="Nothing about grain."
    ),
    "empty_and_silent": replace(MORNING, items=(), in_brief=(), counts=Counts(0, feeds_down=1)),
    "late": replace(MORNING, note="Late: this was due at 08:00."),
    "many_topics": replace(MORNING, topics=tuple(f"topic number {at}" for at in range(9))),
    "full": replace(
        MORNING,
        items=tuple(item(replace(SEVERAL, length=Length.FULL), at) for at in range(1, 7)),
    ),
    "corrected": replace(
        MORNING,
        items=(
            item(replace(PLAIN, corrected=NOW, correction="The toll was 12."), 1),
            *MORNING.items[1:],
        ),
    ),
    "long": replace(
        MORNING,
        items=tuple(
            item(
                replace(
                    SEVERAL,
                    points=tuple(
                        replace(one, link=f"{one.link}{'%20and' * 60}")
                        for one in SEVERAL.points * 2
                    ),
                ),
                at,
            )
            for at in range(1, 12)
        ),
        in_brief=LINES * 4,
    ),
    "hostile": replace(
        MORNING,
        topics=(HOSTILE,),
        items=(item(HOSTILE_BRIEF, 1, HOSTILE), item(HOSTILE_BRIEF, 2)),
        in_brief=(Headline("s9", HOSTILE, "https://a2.example/", HOSTILE, 2, EARLIER, HOSTILE),),
        note=HOSTILE,
    ),
    "right_to_left": replace(MORNING, topics=("کشتی",), items=(item(PERSIAN, 1),)),
    "without_photo_credit": replace(
        MORNING,
        items=(item(replace(PLAIN, image=Image("The ferry.", url="https://a1.example/f.jpg")), 1),),
    ),
    "new_since": replace(
        MORNING,
        items=(
            item(
                replace(
                    PLAIN,
                    told_before=NOW - timedelta(days=1),
                    points=(PLAIN.points[0], replace(PLAIN.points[1], is_new=True)),
                ),
                1,
                "Update: the search goes on",
            ),
        ),
    ),
    "by_a_model": replace(MORNING, items=(item(replace(PLAIN, summarizer="written"), 1),)),
    "twice_the_same": replace(MORNING, items=(MORNING.items[0], MORNING.items[0])),
    "not_stored": replace(
        MORNING,
        id=None,
        items=(Item(replace(PLAIN, id=None, story=None), "Top of the news"),),
        in_brief=(
            Headline(
                "", "A teaser beside it", "https://a2.example/", "Harbour Post", 1, None, "Ada Lens"
            ),
            Headline("s9", "", None, None, 1, None),
        ),
    ),
}
WATCHED = (
    DateToWatch(
        date(2026, 11, 22),
        "s1",
        point("The inquiry meets on Sunday.", Kind.NEXT),
        source(),
        came=point("The inquiry met for four hours.", at="a2"),
        told_by=source("a2", "Courier"),
    ),
    DateToWatch(date(2026, 11, 22), "s1", point("Divers will search on Sunday."), source()),
    DateToWatch(
        date(2026, 11, 27),
        "s1",
        point("“We will raise the wreck on Friday,” she said.", speaker="A. Reed"),
        source(),
        outlets=3,
    ),
    DateToWatch(date(2026, 11, 30), "s2", point(HOSTILE), source(outlet=HOSTILE)),
)
DIGESTS |= {
    "with_dates": replace(MORNING, to_watch=WATCHED),
    "only_dates": replace(MORNING, items=(), in_brief=(), to_watch=WATCHED[1:2]),
}
AGENDAS = {
    "week": Agenda("ferry", NOW, date(2026, 11, 24), date(2026, 12, 1), WATCHED[2:]),
    "nothing": Agenda("", NOW, date(2026, 11, 24), date(2026, 12, 1), (), "Nothing is announced."),
    "long": Agenda(
        HOSTILE,
        NOW,
        date(2026, 11, 24),
        date(2026, 12, 1),
        tuple(replace(WATCHED[2], point=point(f"{at} " + "word " * 60)) for at in range(20)),
    ),
}
BRIEFS = {
    name: brief
    for name in (
        "plain",
        "several_outlets",
        "hostile",
        "long",
        "full",
        "told_before",
        "corrected",
        "of_a_link",
        "not_stored",
        "bare",
        "photo_without_credit",
        "without_addresses",
    )
    if (brief := ANSWERS[name].brief)
}

ALERT = Digest(
    as_of=NOW,
    zone="Europe/Kyiv",
    topics=("ferry",),
    items=(
        Item(
            replace(PLAIN, id="b9"),
            "Because you asked for alerts on “ferry”; 2 of at most 5 today.",
            "New: 3 outlets report this",
        ),
    ),
    in_brief=(),
    counts=Counts(read=1, shown=1),
    id="d9",
    is_alert=True,
)
TIMELINES = {
    "ferry": Timeline(
        "s1",
        "Ferry fire off Skerry leaves 19 dead",
        NOW + timedelta(hours=12),
        (
            TimelineLine(
                NOW - timedelta(days=4),
                Turn.FIRST,
                point("At least 12 people died in a ferry fire off Skerry.", speaker="A. Reed"),
            ),
            TimelineLine(
                NOW - timedelta(days=3),
                Turn.FIGURE,
                point("Nineteen people were killed, the coast guard said.", at="a2"),
                change="at least 12 → nineteen killed",
            ),
            TimelineLine(
                NOW - timedelta(days=2), Turn.NEWS, point("The captain was questioned.", at="a2")
            ),
            TimelineLine(
                NOW - timedelta(hours=40),
                Turn.DENIAL,
                point("The owner denied that the ship was overloaded."),
            ),
            TimelineLine(
                NOW - timedelta(days=3),
                Turn.ANNOUNCED,
                point("The inquiry meets on Sunday.", Kind.NEXT),
                day=date(2026, 11, 22),
                came=point("The inquiry met for four hours.", at="a2"),
            ),
            TimelineLine(
                NOW - timedelta(days=3),
                Turn.ANNOUNCED,
                point("Its first results are due on Monday.", Kind.NEXT),
                day=date(2026, 11, 23),
            ),
            TimelineLine(
                NOW - timedelta(days=3),
                Turn.ANNOUNCED,
                point("The wreck will be raised on Friday.", Kind.NEXT),
                day=date(2026, 11, 27),
            ),
        ),
        (source(), source("a2", "Courier")),
    ),
    "hostile": Timeline(
        "s2",
        HOSTILE,
        NOW,
        (TimelineLine(NOW, Turn.FIRST, point(HOSTILE)),),
        (source(outlet=HOSTILE),),
    ),
    "long": Timeline(
        "s3",
        "A long story",
        NOW,
        tuple(
            TimelineLine(NOW - timedelta(hours=40 - at), Turn.NEWS, point(f"{at} " + "word " * 60))
            for at in range(24)
        ),
        (source(),),
    ),
}


def brief_of(word: str) -> Brief:
    """A brief with this word of the web in every place."""
    image = Image(f"{word} caption", f"{word} credit", word, "https://a1.example/f.jpg")
    return replace(
        SEVERAL,
        headline=f"{word} headline",
        points=tuple(
            replace(one, text=f"{word} sentence", speaker=f"Eve {word}") for one in SEVERAL.points
        ),
        image=image,
        sources=tuple(
            replace(one, outlet=f"{word} outlet", title=f"{word} title", byline=f"{word} name")
            for one in SEVERAL.sources
        ),
        differences=(
            Difference(f"{word} what", (Reported(word, "a1"), Reported(f"{word} 2", "a2"))),
        ),
        corrected=NOW,
        correction=f"{word} was wrong",
    )


def digest_of(word: str) -> Digest:
    """A digest with this word of the web in every place."""
    item = Item(brief_of(word), f"{word} why", f"{word} update")
    line = Headline("s9", f"{word} line", "https://a9.example/", f"{word} outlet", 2, NOW)
    topics, note = (f"{word} topic",), f"{word} note"
    return replace(MORNING, topics=topics, items=(item,), in_brief=(line,), note=note)
