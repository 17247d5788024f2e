"""What a process of chaos can be made to do wrong, each by patching the product in that process.

The trials are worth what they notice: `python -m tests.chaos.kills --mutations` runs each of these,
and fails where one goes unnoticed.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import update

from adapters.discord.platform import DiscordPlatform
from adapters.mail.platform import MailPlatform
from adapters.slack.platform import SlackPlatform
from bot.delivery.courier import Courier
from bot.models import Digest, Post
from bot.ports import Found, Looked
from bot.store import corrections, deliveries, schema
from bot.store.corrections import PostEdit
from bot.store.deliveries import Claim, DeliveryState
from bot.store.engine import Store

PLATFORMS = (SlackPlatform, DiscordPlatform)


def sends_before_the_intent() -> None:
    """The intent is written after the platform has answered."""
    intend = deliveries.intend
    put_off: list[Callable[[], object]] = []

    def later(*arguments: Any, **named: Any) -> bool:  # noqa: ANN401  handed on
        put_off.append(lambda: intend(*arguments, **named))
        return True

    deliveries.intend = later
    for kind in PLATFORMS:
        _around(kind, "publish", after=lambda: [one() for one in put_off])


def skips_the_look() -> None:
    """What may have been sent is sent again at once."""

    async def is_absent(_courier: Courier, _claim: Claim) -> bool:
        return True

    setattr(Courier, "_confirm_absent", is_absent)  # noqa: B010  that is the mutation


def resends_the_unknown() -> None:
    """A look that can't tell counts as an absence."""
    for kind in PLATFORMS:
        look = kind.look

        async def blindly(
            self: Any, *arguments: Any, look: Any = look, **named: Any  # noqa: ANN401  handed on
        ) -> Looked:  # fmt: skip
            looked: Looked = await look(self, *arguments, **named)
            return Looked(Found.ABSENT) if looked.found is Found.UNKNOWN else looked

        kind.look = blindly  # type: ignore[method-assign]


def commits_before_it_sends() -> None:
    """The digest counts as sent as soon as its intent is written."""
    intend = deliveries.intend

    def at_once(store: Store, claim: Claim, **named: Any) -> bool:  # noqa: ANN401  handed on
        is_ours = intend(store, claim, **named)
        deliveries.sent(store, claim, None, appeared=named["at"], now=named["now"])
        return is_ours

    deliveries.intend = at_once


def resends_when_all_looks_failed() -> None:
    """What nobody can tell is not ended, but begun anew."""
    end = deliveries.end

    def anew(store: Store, claim: Claim, state: DeliveryState, reason: str, **named: Any) -> None:  # noqa: ANN401  handed on
        if state is DeliveryState.UNKNOWN:
            deliveries.absent(store, claim, reason=reason, again=named["now"])
        else:
            end(store, claim, state, reason, **named)

    deliveries.end = anew


def ignores_leases() -> None:
    """A delivery that another process has is claimed all the same."""
    claim = deliveries.claim

    def greedily(store: Store, platform: str, **named: Any) -> tuple[Claim, ...]:  # noqa: ANN401  handed on
        table = schema.deliveries
        with store.writing() as connection:
            theirs = table.c.id.not_in(named["busy"])
            connection.execute(update(table).where(theirs).values(leased_until=None))
        return claim(store, platform, **named)

    deliveries.claim = greedily


def ends_edits_first() -> None:
    """A post counts as edited as soon as it is claimed."""
    claim = corrections.claim_edits

    def ended(store: Store, **named: Any) -> tuple[PostEdit, ...]:  # noqa: ANN401  handed on
        edits = claim(store, **named)
        for edit in edits:
            corrections.edited(store, edit, now=named["now"])
        return edits

    corrections.claim_edits = ended


def names_letters_by_the_clock() -> None:
    """A correction that is mailed again has another name."""
    correct = MailPlatform.correct_digest

    async def anew(mail: MailPlatform, post: Post, one: Digest) -> None:
        now = mail.clock()
        items = tuple(replace(item, brief=replace(item.brief, corrected=now)) for item in one.items)
        await correct(mail, post, replace(one, items=items))

    setattr(MailPlatform, "correct_digest", anew)  # noqa: B010  likewise


MUTATIONS: dict[str, Callable[[], None]] = {
    "send before the intent": sends_before_the_intent,
    "skip the look": skips_the_look,
    "resend the unknown": resends_the_unknown,
    "commit before sending": commits_before_it_sends,
    "resend when all looks failed": resends_when_all_looks_failed,
    "ignore leases": ignores_leases,
    "end edits first": ends_edits_first,
    "name letters by the clock": names_letters_by_the_clock,
}


def _around(kind: type, name: str, after: Callable[[], object]) -> None:
    method = getattr(kind, name)

    async def patched(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  handed on
        try:
            return await method(*arguments, **named)
        finally:
            after()

    setattr(kind, name, patched)
