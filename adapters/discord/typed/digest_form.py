"""I/O. The form of a channel's digest, opened by a button beside it, and saved."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.chat import digest_text
from adapters.chat.card import Action
from adapters.chat.digest_text import DigestOptions
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
    standing = await desk.subscription(key.channel)
    zone = standing.zone if standing else "UTC"
    languages = reader(interaction).languages
    blank = digest_text.blank(key.channel, zone, interaction.created_at, languages)
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
        standing = await desk.subscription(key.channel)
        blank = digest_text.blank(
            key.channel, standing.zone if standing else "UTC", now, asker.languages,
            personal=not key.channel.workspace,
        )  # fmt: skip
        before = await changing.meant(desk, blank, wish, asker)
    else:
        before = await changing.of_key(desk, key, TYPED)
    options = wish.wanted if isinstance(wish.wanted, DigestOptions) else DigestOptions()
    named = replace(before, place=name or before.place)
    kept, notes = await changing.saved(desk, named, options, asker, now)
    more = (*notes, *([said(tr(warning))] if warning else []))
    return [await changing.shown(desk, kept, TYPED, tr, tr("Saved."), more)]
