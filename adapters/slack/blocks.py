"""Pure. A Brief or an Answer -> the message that Slack shows."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from adapters.slack import limits
from adapters.slack.elements import (
    Json,
    Message,
    actions,
    bullets,
    button,
    context,
    image,
    is_choice,
    link,
    notice,
    option,
    plain,
    rich,
    run,
    section,
)
from adapters.slack.text import MORE, clean, escaped, shortened, spelled, web_address, when
from bot.models import Answer, Brief, Difference, Headline, Image, Length, Point, Source

HEADLINE = 90  # characters shown
SENTENCE = 700
NOTIFIED = 300  # of a sentence in a notification
CAPTION = 300
NAME = 80  # of an outlet, a byline or a speaker
MOST_POINTS = 24
MOST_SOURCES = 12
MOST_OTHERS = 5
MOST_DIFFERENCES = 4
MOST_REPORTS = 6
MOST_NAMES = 4

POST, MORE_OF, SOURCES = "brief_post", "brief_more", "brief_sources"
NEW_IN, FOLLOW, WRONG = "brief_new", "brief_follow", "brief_wrong"
ASK, STORY = "ask", "story"


def answer_message(answer: Answer, near: str | None = None, *, can_post: bool = True) -> Message:
    """What the asker alone sees; `near` is the command that they may have meant.

    It can be posted where there is a channel to post it to.
    """
    if answer.brief is None:
        return _nothing(answer, near)
    notes = [_note(answer.note)] if answer.note else []
    below = [*_buttons(answer.brief, can_post=can_post), *_matched(answer)]
    return _fitted(answer.brief, notes, *([*below, *one] for one in _ever_fewer(answer.others)))


def posted_message(brief: Brief) -> Message:
    """What everybody sees in the channel or the thread."""
    return _fitted(brief, [], _buttons(brief, can_post=False))


def sources_message(brief: Brief) -> Message:
    """Every source with its link, its moment and its length, and the photo's credit."""
    names = _listed(one.outlet or one.title for one in brief.sources)
    credit = _photo_words(brief.image) if brief.image else ""
    below = [context([f"Photo: {credit}"])] if credit else []
    for most in range(min(len(brief.sources), MOST_SOURCES), 0, -1):
        lines = [_source(one) for one in brief.sources[:most]]
        blocks = [rich(section(run("Sources", bold=True)), bullets(lines)), *below]
        if limits.fits(blocks):
            return Message(f"Sources: {names}", tuple(blocks))
    return Message(f"Sources: {names}", tuple(below))


def body(brief: Brief, points: int) -> list[Json]:
    """Headline, context line, the first `points` points and what outlets count differently."""
    shown = brief.points[:points]
    found = [headline(brief), context_line(brief), rich(*_sections(brief, shown))]
    if len(brief.points) > len(shown):
        found.append(rich(section(link(MORE, _address(brief), italic=True))))
    if brief.differences:
        found.append(rich(*_differences(brief)))
    return found


def headline(brief: Brief) -> Json:
    """The publisher's own headline, linked."""
    words = shortened(clean(brief.headline) or "(no headline)", HEADLINE)
    mark = run(" (corrected)", italic=True) if brief.corrected else run("")
    return rich(section(link(words, _address(brief), bold=True), mark))


def context_line(brief: Brief) -> Json:
    """Who wrote it and when, how much was read for how much is shown, and in whose words."""
    sources = brief.sources[:MOST_SOURCES]
    outlets = _listed(one.outlet for one in sources)
    if brief.outlets > 1:
        outlets = f"{outlets} ({brief.outlets} outlets report it)"
    published = max((one.published for one in sources if one.published), default=None)
    read = sum(one.words for one in sources)
    facts = (
        outlets,
        _listed(one.byline for one in sources),
        when(published) if published else "",
        f"{read} words → {brief.words}" if read else "",
        "in a model's words" if brief.summarizer == "model" else "in the source's own words",
        f"you were told {when(brief.told_before)}" if brief.told_before else "",
        _correction(brief),
    )
    return context(facts)


def photo(brief: Brief) -> list[Json]:
    """The picture with its caption and credit; without a credit, none is shown."""
    shown = brief.image
    address = web_address(shown.url) if shown else None
    if shown is None or address is None or not clean(shown.credit):
        return []
    alt = clean(shown.alt) or clean(shown.caption) or clean(brief.headline) or "Photo"
    return [image(address, alt), context([_photo_words(shown)])]


def summary(brief: Brief) -> str:
    """The brief as one short text, for a notification."""
    first = brief.points[0].text if brief.points else ""
    words = (shortened(clean(brief.headline), HEADLINE), shortened(clean(first), NOTIFIED))
    return " — ".join(filter(None, map(escaped, words))) or "A brief"


def _fitted(brief: Brief, before: Sequence[Json], *afters: Sequence[Json]) -> Message:
    """The message with as many whole points as there is room for, and the first of `afters` that
    there is room for beside them."""
    for points in range(min(len(brief.points), MOST_POINTS), 0, -1):
        above = [*before, *body(brief, points), *photo(brief)]
        for after in afters:
            if limits.fits([*above, *after]):
                return Message(summary(brief), (*above, *after))
    return Message(summary(brief), (*before, headline(brief), context_line(brief), *afters[-1]))


def _sections(brief: Brief, points: Sequence[Point]) -> Iterable[Json]:
    outlets = {one.id: one.outlet for one in brief.sources}
    told_by = {outlets.get(span.article) for point in points for span in point.spans}
    by_name = len(told_by) > 1
    numbered = enumerate(points, start=1)
    for kind, group in groupby(numbered, key=lambda item: item[1].kind):
        if kind.heading:
            yield section(run(kind.heading, bold=True))
        yield bullets(
            _sentence(point, _origin(brief, point, outlets if by_name else {}, number))
            for number, point in group
        )


def _sentence(point: Point, origin: Json) -> list[Json]:
    whole = clean(point.text)
    text = shortened(whole, SENTENCE)
    speaker = shortened(clean(point.speaker), NAME)
    name = speaker.partition(",")[0]
    return [
        run("New: ", bold=True) if point.is_new else run(""),
        run(f"{speaker}: ", italic=True) if name and name not in text else run(""),
        run(f"{text} "),
        link(MORE, origin.get("url")) if text != whole else run(""),
        run(" ") if text != whole else run(""),
        origin,
    ]


def _origin(brief: Brief, point: Point, outlets: dict[str, str | None], number: int) -> Json:
    """The link to where the sentence stands: by its outlet's name where there are several."""
    article = point.spans[0].article if point.spans else ""
    name = shortened(clean(outlets.get(article)), NAME) or str(number)
    urls = {one.id: one.url for one in brief.sources}
    return link(f"[{name}]", web_address(point.link) or urls.get(article))


def _differences(brief: Brief) -> Iterable[Json]:
    sources = {one.id: one for one in brief.sources}
    yield section(run("Figures differ", bold=True))
    yield bullets(_difference(one, sources) for one in brief.differences[:MOST_DIFFERENCES])


def _difference(one: Difference, sources: dict[str, Source]) -> list[Json]:
    runs = [run(f"{shortened(clean(one.what), NAME)}: ")]
    for at, report in enumerate(one.reports[:MOST_REPORTS]):
        source = sources.get(report.source)
        outlet = shortened(clean(source.outlet if source else None), NAME) or "unnamed"
        runs += [
            run(f"{', ' if at else ''}{shortened(clean(report.figure), NAME)} ("),
            link(outlet, source.url if source else None),
            run(")"),
        ]
    return runs


def _buttons(brief: Brief, *, can_post: bool) -> list[Json]:
    if not brief.id or len(brief.id) > limits.BUTTON_VALUE:
        return []
    offered = [
        ("Post to channel", POST, can_post),
        ("More", MORE_OF, brief.length is not Length.FULL),
        ("Sources", SOURCES, True),
        ("New since last time", NEW_IN, brief.story is not None),
        ("Follow this story", FOLLOW, brief.story is not None),
        ("Wrong or not useful", WRONG, True),
    ]
    row = [
        button(text, action, brief.id, "primary" if action == POST else None)
        for text, action, is_offered in offered
        if is_offered
    ]
    return [actions(row)]


def _nothing(answer: Answer, near: str | None) -> Message:
    said = clean(answer.note) or f"Nothing found for {clean(answer.asked)}."
    asked = [button(one, f"{ASK}_{at}", one) for at, one in enumerate(_askable(answer.suggestions))]
    hints = [f"Did you mean /brief {near}?"] if near else []
    hints += ["You could ask for:"] if asked else []
    shown = notice(" ".join([shortened(said, SENTENCE), *hints]), *asked)
    fitting = (
        blocks
        for others in _ever_fewer(answer.others)
        if limits.fits(blocks := [*shown.blocks, *others])
    )
    return Message(shown.text, tuple(next(fitting)))


def _askable(topics: Iterable[str]) -> list[str]:
    return [one for one in map(clean, topics) if one and len(one) <= limits.BUTTON][:5]


def _note(note: str) -> Json:
    return rich(section(run(shortened(clean(note), SENTENCE), italic=True)))


def _matched(answer: Answer) -> list[Json]:
    """The names that the topic was found by, where they tell more than the topic did."""
    asked = clean(answer.asked).casefold()
    names = [one for one in answer.matched if clean(one) and clean(one).casefold() != asked]
    return [context([f"Matched: {_listed(names)}"])] if names else []


def _ever_fewer(others: Sequence[Headline]) -> list[list[Json]]:
    """Other stories in a line each: all of them, then one less, and none in the end."""
    shown = others[:MOST_OTHERS]
    return [_others(shown[:most]) for most in range(len(shown), -1, -1)]


def _others(others: Sequence[Headline]) -> list[Json]:
    if not others:
        return []
    found = [rich(section(run("Other stories", bold=True)), bullets(map(line, others)))]
    options = [option(one.text, one.story) for one in others if is_choice(one.story)]
    if options:
        menu = {"type": "static_select", "action_id": STORY, "placeholder": plain("Brief another…")}
        found.append(actions([{**menu, "options": options}]))
    return found


def line(one: Headline) -> list[Json]:
    """A story in one line: its headline, linked, and who reports it."""
    facts = [
        shortened(clean(one.outlet), NAME),
        f"{one.outlets} outlets" if one.outlets > 1 else "",
    ]
    if one.credit:
        facts.append(f"photo: {shortened(clean(one.credit), NAME)}")
    told = ", ".join(filter(None, facts))
    words = shortened(clean(one.text) or "(no headline)", HEADLINE)
    return [link(words, one.url), run(f" ({told})" if told else "")]


def _source(one: Source) -> list[Json]:
    facts = [
        spelled(one.published) if one.published else "",
        shortened(clean(one.byline), NAME),
        f"{one.words} words" if one.words else "",
    ]
    return [
        run(f"{shortened(clean(one.outlet), NAME) or 'Unnamed outlet'}: ", bold=True),
        link(shortened(clean(one.title) or "(no headline)", HEADLINE), one.url),
        run("".join(f" · {fact}" for fact in facts if fact)),
    ]


def _address(brief: Brief) -> str | None:
    return next((one.url for one in brief.sources if web_address(one.url)), None)


def _correction(brief: Brief) -> str:
    if brief.corrected is None:
        return ""
    said = f": {_brought_down(brief.correction, CAPTION)}" if brief.correction else ""
    return f"corrected {when(brief.corrected)}{said}"


def _photo_words(one: Image) -> str:
    credit = f"({_brought_down(one.credit, NAME)})" if clean(one.credit) else ""
    return " ".join(filter(None, (_brought_down(one.caption, CAPTION), credit)))


def _listed(names: Iterable[str | None]) -> str:
    found = dict.fromkeys(_brought_down(one, NAME) for one in names if clean(one))
    return ", ".join(list(found)[:MOST_NAMES])


def _brought_down(text: str | None, most: int) -> str:
    """At most `most` characters of `text`, escaped."""
    return escaped(shortened(clean(text), most))
