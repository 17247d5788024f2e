"""A channel's digest as who manages it sees it: in the same words on both chats."""

import asyncio
from dataclasses import replace

import pytest

from adapters.chat.card import Action
from adapters.chat.digest_options import DigestAction, DigestOptions, blank
from adapters.chat.lines import Line, Typed
from adapters.chat.managing import changing, panel
from adapters.chat.managing.wishes import DigestWish
from adapters.discord.rendering.inert import markdown
from adapters.discord.typed.digest_commands import TYPED as DISCORD
from adapters.slack.rendering.elements import mrkdwn
from bot.errors import NotFoundError
from bot.models import Channel, Person, SubscriptionState
from bot.ports import Asker
from bot.translation import Translation
from tests.standins.desk import NOW, InMemoryDesk

HERE = Channel("slack", "T1", "C1")
ANN = Person("slack", "T1", "U7")
TYPED = Typed("/new", "/make", "/resume", "/unmention")

STILL_COMING = "One was handed over already and can't be taken back: it still comes"


def made(desk: InMemoryDesk, **options: object) -> list[str]:
    """What is said of a digest that Ann makes."""
    wish = DigestWish(DigestOptions(**options))  # type: ignore[arg-type]
    before = blank(HERE, "UTC", NOW)
    one, notes = asyncio.run(changing.saved(desk, before, wish, Asker(ANN), NOW))
    return said(asyncio.run(changing.shown(desk, one, TYPED, before="Saved.", notes=notes)).lines)


def said(lines: tuple[Line, ...]) -> list[str]:
    return [markdown(one).replace("\\", "") for one in lines]


def test_it_says_what_who_and_when_and_names_nobody_who_would_be_notified() -> None:
    desk = InMemoryDesk()
    assert made(desk, topics=("tolm",)) == [
        "Saved.",
        "**Digest of** <#C1>",
        "tolm at 08:00 UTC every day, brief",
        "Set by <@U7>",
        f"The next one comes <t:{int(NOW.timestamp()) + 86_400}:f>",
    ]


@pytest.mark.parametrize(
    ("mention", "named"),
    [
        ("42", "It notifies <@&42>: `/unmention` ends that."),
        ("S0G", "It notifies <@&S0G>: `/unmention` ends that."),
        ("W0P", "It notifies <@W0P>: `/unmention` ends that."),
        ("everyone", None),
        ("", None),
    ],
)
def test_whom_it_notifies_is_said_with_what_ends_it(mention: str, named: str | None) -> None:
    told = [one for one in made(InMemoryDesk(), mention=mention) if "notifies" in one]
    assert told == ([named] if named else [])


def test_a_group_of_slacks_is_named_as_slack_does() -> None:
    desk = InMemoryDesk()
    one = replace(blank(HERE, "UTC", NOW), mention="S0G")
    asyncio.run(desk.subscribe(one))
    shown = asyncio.run(changing.shown(desk, one, Typed("/new", "/make", "/resume")))
    assert "It notifies <!subteam^S0G>" in [mrkdwn(line) for line in shown.lines]


@pytest.mark.parametrize(
    ("state", "second"),
    [
        (SubscriptionState.ACTIVE, Action.PAUSE),
        (SubscriptionState.PAUSED, Action.RESUME),
        (SubscriptionState.BROKEN, Action.RESUME),
    ],
)
def test_what_can_be_done_is_what_makes_sense(state: SubscriptionState, second: Action) -> None:
    one = replace(blank(HERE, "UTC", NOW), state=state)
    assert panel.buttons(one) == (Action.CHANGE, Action.POST_NOW, second, Action.STOP)


def test_what_was_stopped_can_be_typed_again() -> None:
    async def test() -> None:
        desk = InMemoryDesk()
        with pytest.raises(NotFoundError, match="no digest"):
            await changing.done(desk, HERE, DigestWish(DigestAction.STOP), TYPED)
        await desk.subscribe(replace(blank(HERE, "UTC", NOW), topics=("tolm", "x" * 99)))
        desk.coming[HERE] = NOW
        one = f"tolm, {'x' * 58}…"
        (gone,) = await changing.done(desk, HERE, DigestWish(DigestAction.STOP), TYPED)
        assert said(gone.lines) == [
            f"<#C1> gets no digest any more. It was: {one} at 08:00 UTC every day, brief.",
            "`/make` makes a new one.",
            f"{STILL_COMING} <t:{int(NOW.timestamp())}:f>.",
        ]
        assert gone.buttons == ()

    asyncio.run(test())


def test_the_owner_of_a_digest_that_stopped_hears_which_and_why() -> None:
    one = replace(blank(HERE, "UTC", NOW), place="#general in Ours")
    (told,) = said((panel.stopped(one, "The channel is gone.", TYPED),))
    assert told == (
        "The digest of <#C1> (#general in Ours) has stopped: The channel is gone. It was: the top "
        "of the news at 08:00 UTC every day, brief. Once that is mended, `/resume` there goes on "
        "with it."
    )


@pytest.mark.parametrize(
    ("lang", "typed"),
    [
        ("en", "/digest resume name:sport"),
        ("de", "/überblick fortsetzen name:sport"),
        ("uk", "/дайджест продовжити назва:sport"),
    ],
)
def test_what_is_typed_for_one_by_its_name_is_in_the_readers_language(
    lang: str, typed: str
) -> None:
    one = replace(blank(HERE, "UTC", NOW), name="sport")
    (told,) = said((panel.stopped(one, "", DISCORD, Translation(lang)),))
    assert f"`{typed}`" in told
