"""I/O. The form of a channel's digest, opened by a button beside it, and saved."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.chat.card import Action
from adapters.chat.lines import said
from adapters.chat.managing import changing
from adapters.chat.managing.naming import DigestKey
from adapters.chat.managing.panel import DigestPanel
from adapters.discord.answering import Interaction, reader, speaking, whose
from adapters.discord.places import known, require_posting
from adapters.discord.rendering import forms
from adapters.discord.rendering.components import Json
from adapters.discord.rendering.custom_ids import Click
from adapters.discord.typed.digest_commands import TYPED
from bot.ports import Desk


async def opened(desk: Desk, interaction: Interaction, click: Click, key: DigestKey) -> Json:
    """The form of the digest that a button names, or of one more; raises NotFoundError."""
    tr = speaking(interaction)
    if click.action is Action.CHANGE:
        return forms.digest_form(click, await changing.of_key(desk, key, TYPED), tr)
    asker, now = reader(interaction), interaction.created_at
    blank = await changing.begun(desk, key.channel, "UTC", asker, now)
    return forms.digest_form(click, blank, tr, is_new=True)


async def sent(
    desk: Desk, interaction: Interaction, key: DigestKey, components: object
) -> Sequence[DigestPanel]:
    """Saves what was written in the form; raises BriefbotError."""
    wish, now, tr = forms.digest_wish(components), interaction.created_at, speaking(interaction)
    asker, warning, name = reader(interaction), "", ""
    if key.channel.workspace:
        place = await known(interaction, key.channel)
        name, warning = place.name, await require_posting(interaction, place)
    else:
        asker = replace(asker, person=whose(interaction))
    if wish.is_new:
        is_own = not key.channel.workspace
        blank = await changing.begun(desk, key.channel, "UTC", asker, now, personal=is_own)
        kept, notes = await changing.kept(desk, blank, wish, asker, now, name)
    else:
        before = await changing.of_key(desk, key, TYPED)
        kept, notes = await changing.saved(desk, before, wish, asker, now, name)
    more = (*notes, *([said(tr(warning))] if warning else []))
    return [await changing.shown(desk, kept, TYPED, tr, tr("Saved."), more)]
