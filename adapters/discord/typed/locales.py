"""The names and descriptions of the commands in the languages that the bot speaks.

English is what the code says. The catalogues know a command as it is typed (`/digest set`), an
option with its colon (`topic:`), and all else as it is.
"""

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Place

from bot.translation import Translation, available, code

_COMMANDS = {Place.command_name, Place.group_name}


class Translator(app_commands.Translator):
    """Says each name and description as the catalogues do."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        language = code(locale.value)
        if language == "en" or language not in available():
            return None
        said = Translation(language)(known_by(string.message, context))
        if context.location in _COMMANDS:
            return said.rpartition("/")[2].rpartition(" ")[2] if said.startswith("/") else said
        return said.removesuffix(":") if context.location is Place.parameter_name else said


def known_by(text: str, context: app_commands.TranslationContextTypes) -> str:
    """What the catalogues know a name or description of a command by."""
    if context.location in _COMMANDS and not isinstance(context.data, app_commands.ContextMenu):
        return f"/{getattr(context.data, 'qualified_name', text)}"
    return f"{text}:" if context.location is Place.parameter_name else text
