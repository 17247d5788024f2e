"""Pure. A card -> the message that Slack shows."""

from collections.abc import Iterable, Iterator, Sequence

from adapters.chat import brief_card
from adapters.chat.card import (
    LABELS,
    Action,
    Card,
    CardLine,
    Disagreement,
    Fact,
    NothingCard,
    Passage,
    Photo,
    smaller,
)
from adapters.chat.text import shortened, spelled
from adapters.slack.rendering import limits
from adapters.slack.rendering.elements import (
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
from adapters.slack.rendering.text import MORE, escaped, web_address, when
from bot.models import Answer, Brief

NOTIFIED = 300  # characters of a sentence in a notification
ASK, STORY, MENU = "ask", "story", "brief_menu"


def action_id(action: Action) -> str:
    """The name of a button that does `action`."""
    return f"brief_{action}"


def answer_message(answer: Answer, near: str | None = None, *, can_post: bool = True) -> Message:
    """What the asker alone sees; `near` is the command that they may have meant.

    It can be posted where there is a channel to post it to.
    """
    if answer.brief is None:
        return _nothing(brief_card.nothing(answer), near)
    card = brief_card.private(answer, answer.brief, can_post=can_post)
    notes = [rich(section(run(card.note, italic=True)))] if card.note else []
    found = ", ".join(map(escaped, card.also_found_by))
    below = [*_buttons(card), *([context([f"Also found by: {found}"])] if found else [])]
    return _fitted(card, notes, *([*below, *one] for one in _ever_fewer(card.others)))


def posted_message(brief: Brief) -> Message:
    """What everybody sees in the channel or the thread."""
    card = brief_card.public(brief)
    return _fitted(card, [], _buttons(card))


def sources_message(brief: Brief) -> Message:
    """Every source with its link, its moment and its length, and the photo's credit."""
    card = brief_card.sources(brief)
    picture = card.brief.photo
    below = [context([f"Photo: {escaped(picture.words)}"])] if picture else []
    names = ", ".join(dict.fromkeys(escaped(one.outlet) for one in card.sources))
    for most in range(len(card.sources), 0, -1):
        lines = [_source(one) for one in card.sources[:most]]
        blocks = [rich(section(run("Sources", bold=True)), bullets(lines)), *below]
        if limits.fits(blocks):
            return Message(f"Sources: {names}", tuple(blocks))
    return Message(f"Sources: {names}", tuple(below))


def body(card: Card) -> list[Json]:
    """Headline, facts, the sentences and what outlets count differently."""
    found = [headline(card), facts(card), rich(*_sections(card))]
    if card.left_out:
        found.append(rich(section(link(MORE, card.url, italic=True))))
    if card.disagreements:
        found.append(rich(*_disagreements(card.disagreements)))
    return found


def headline(card: Card) -> Json:
    """The publisher's own headline, linked."""
    mark = run(" (corrected)", italic=True) if card.correction else run("")
    return rich(section(link(card.headline, card.url, bold=True), mark))


def fact(one: Fact) -> str:
    """One of a line's facts as mrkdwn."""
    return " ".join(filter(None, (escaped(one.words), when(one.moment) if one.moment else "")))


def photo(shown: Photo | None) -> list[Json]:
    """The picture with its caption and credit."""
    address = web_address(shown.url) if shown else None
    if shown is None or address is None:
        return []
    return [image(address, shown.alt), context([escaped(shown.words)])]


def summary(card: Card) -> str:
    """The brief as one short text, for a notification."""
    news = [shortened(one.text, NOTIFIED) for one in card.passages[:1]]
    return " — ".join(map(escaped, (card.headline, *news)))


def line(one: CardLine) -> list[Json]:
    """A story in one line: its headline, linked, and who reports it."""
    told = ", ".join(fact.words for fact in one.facts)
    return [link(one.text, one.url), run(f" ({told})" if told else "")]


def _fitted(card: Card, before: Sequence[Json], *afters: Sequence[Json]) -> Message:
    """The message with as much of the card as there is room for, and the first of `afters` that
    there is room for beside it."""
    for less in smaller(card):
        above = [*before, *body(less), *photo(less.photo), *_voice(less)]
        for after in afters:
            if limits.fits([*above, *after]):
                return Message(summary(card), (*above, *after))
    return Message(summary(card), (headline(card), *afters[-1]))


def _voice(card: Card) -> list[Json]:
    return [context([escaped(card.voice)])] if card.voice else []


def facts(card: Card) -> Json:
    """The line of facts, and that the brief was corrected."""
    corrected = ""
    if card.correction:
        reason = f": {escaped(card.correction.reason)}" if card.correction.reason else ""
        corrected = f"corrected {when(card.correction.at)}{reason}"
    return context([*map(fact, card.facts), corrected])


def _sections(card: Card) -> Iterator[Json]:
    for one in card.sections:
        if one.heading:
            yield section(run(one.heading, bold=True))
        yield bullets(map(passage, one.passages))


def passage(one: Passage) -> list[Json]:
    """A sentence, who says it, and the number that leads to where it stands."""
    address = next(filter(None, map(web_address, one.links)), None)
    return [
        run("New: ", bold=True) if one.is_new else run(""),
        run(f"{one.speaker}: ", italic=True) if one.speaker else run(""),
        run(f"{one.text} "),
        *([link(MORE, address), run(" ")] if one.is_cut else []),
        link(f"[{one.number}]", address),
    ]


def _disagreements(found: Iterable[Disagreement]) -> Iterator[Json]:
    yield section(run("Figures differ", bold=True))
    yield bullets(map(_disagreement, found))


def _disagreement(one: Disagreement) -> list[Json]:
    runs = [run(f"{one.what}: ")]
    for at, each in enumerate(one.figures):
        comma = ", " if at else ""
        runs += [run(f"{comma}{each.figure} ("), link(each.outlet, each.url), run(")")]
    return runs


def _buttons(card: Card) -> list[Json]:
    """Those in sight, and a menu of the rest, whose choices are an action and the brief."""
    brief = card.id
    if not brief or len(brief) > limits.BUTTON_VALUE:
        return []
    row = [
        button(LABELS[one], action_id(one), brief, "primary" if one is Action.POST else None)
        for one in card.in_sight
    ]
    rest = [(LABELS[one], f"{action_id(one)} {brief}") for one in card.in_menu]
    options = [option(text, value) for text, value in rest if is_choice(value)]
    menu = [{"type": "overflow", "action_id": MENU, "options": options}] if options else []
    return [actions([*row, *menu])] if row or menu else []


def _nothing(card: NothingCard, near: str | None) -> Message:
    asked = [button(one, f"{ASK}_{at}", one) for at, one in enumerate(card.suggestions)]
    hints = [f"Did you mean /brief {near}?"] if near else []
    hints += ["You could ask for:"] if asked else []
    shown = notice(" ".join([card.said, *hints]), *asked, at=card.since)
    fitting = (
        blocks
        for others in _ever_fewer(card.others)
        if limits.fits(blocks := [*shown.blocks, *others])
    )
    return Message(shown.text, tuple(next(fitting)))


def _ever_fewer(others: Sequence[CardLine]) -> list[list[Json]]:
    """Other stories in a line each: all of them, then one less, and none in the end."""
    return [_others(others[:most]) for most in range(len(others), -1, -1)]


def _others(others: Sequence[CardLine]) -> list[Json]:
    if not others:
        return []
    found = [rich(section(run("Other stories", bold=True)), bullets(map(line, others)))]
    options = [option(one.text, one.story) for one in others if is_choice(one.story)]
    if options:
        menu = {"type": "static_select", "action_id": STORY, "placeholder": plain("Brief another…")}
        found.append(actions([{**menu, "options": options}]))
    return found


def _source(one: CardLine) -> list[Json]:
    facts = [spelled(each.moment) if each.moment else each.words for each in one.facts]
    return [
        run(f"{one.outlet}: ", bold=True),
        link(one.text, one.url),
        run("".join(f" · {each}" for each in facts)),
    ]
