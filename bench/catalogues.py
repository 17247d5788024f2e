"""Brings the catalogues up to the code's texts, and says which translations are missing.

    python -m bench.catalogues            # write the new texts into bot/translation/catalogues
    python -m bench.catalogues --table    # every text in every language, side by side

Names and descriptions of Discord's commands are asked of those. Any other text stands in a call of
a `Translation` (`tr(…)`, `tr.count(…)`) or of `translatable(…)`, or is an `advice=…`. What only an
operator reads, on the command line, stays English.
"""

import argparse
import ast
import asyncio
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import discord
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from discord import app_commands

from adapters.discord.app import Bot
from adapters.discord.typed.locales import Translator, known_by
from bot.translation import CATALOGUES, available

ROOT = Path(__file__).parent.parent
ONE = {"tr", "translatable"}
COUNTED = {"count", "translatable_count"}
FOR_OPERATORS = (
    "adapters/api/",
    "adapters/discord/app.py",
    "adapters/discord/checking.py",
    "adapters/mail/",  # its pages for readers are in English
    "adapters/slack/checking.py",
    "adapters/slack/installs.py",
    "bot/briefing/model/",
    "bot/cli/",
    "bot/contract/",
    "bot/newsroom/refresh.py",
    "bot/newsroom/transfer.py",
    "bot/reading/feeds/",
    "bot/reading/web/credentials.py",
    "bot/reading/web/proxies.py",
    "bot/sealing.py",
    "bot/settings/",
    "bot/store/access/",
    "bot/store/backup.py",
    "bot/store/corrections.py",
    "bot/store/locks.py",
    "bot/store/migrations/",
    "bot/stories/senses/gazetteer.py",
)

Text = str | tuple[str, str]  # one, or one and many


def texts() -> dict[Text, list[str]]:
    """Every text that the code says, and the files where it does."""
    found: dict[Text, list[str]] = {}
    for path in sorted([*ROOT.glob("adapters/**/*.py"), *ROOT.glob("bot/**/*.py")]):
        name = str(path.relative_to(ROOT))
        for text in _in_module(ast.parse(path.read_text(encoding="utf-8")), name):
            files = found.setdefault(text, [])
            if name not in files:
                files.append(name)
    for command in commands():
        found.setdefault(command, []).append("adapters/discord/typed/locales.py")
    return found


class _Listing(Translator):
    """Notes what Discord would be told of in other languages."""

    def __init__(self) -> None:
        self.found: dict[str, None] = {}

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,  # noqa: ARG002  any
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        self.found[known_by(string.message, context)] = None
        return None


def commands() -> tuple[str, ...]:
    """The names and descriptions of Discord's commands."""
    listing = _Listing()

    async def asked() -> None:
        tree = Bot(None, "UTC").tree  # type: ignore[arg-type]  # nothing is asked of its desk
        for one in tree.get_commands():
            await one.get_translated_payload(tree, listing)

    asyncio.run(asked())
    return tuple(listing.found)


def catalogue(lang: str) -> Catalog:
    """What is translated into a language."""
    with (CATALOGUES / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang)


def missing(catalog: Catalog, wanted: dict[Text, list[str]]) -> list[Text]:
    """The texts that a catalogue lacks."""
    return [one for one in wanted if not _is_whole(catalog.get(msgid(one)), catalog)]


def updated(catalog: Catalog, wanted: dict[Text, list[str]]) -> bytes:
    """A catalogue's file with the wanted texts in their order, and no others."""
    made = Catalog(locale=catalog.locale, project="briefbot", charset="utf-8", fuzzy=False)
    for text, files in wanted.items():
        known = catalog.get(msgid(text))
        string = known.string if known is not None else None
        kept = string if isinstance(string, tuple) == isinstance(text, tuple) else None
        made.add(text, kept, locations=[(name, 0) for name in files])
    written = BytesIO()
    write_po(written, made, width=100, omit_header=False, include_lineno=False)
    lines = written.getvalue().decode("utf-8").splitlines(keepends=True)
    kept_lines = [line for line in lines if not line.startswith(_DATED)]
    return "".join(kept_lines).encode()


_DATED = (
    '"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Language-Team',
    '"Report-Msgid', '"Generated-By', '"Project-Id-Version', "# Translations template",
    "# Copyright (C)", "# This file is distributed", "# FIRST AUTHOR", "#\n",
)  # fmt: skip


def _in_module(tree: ast.Module, name: str) -> Iterator[Text]:
    is_for_people = not name.startswith(FOR_OPERATORS)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = node.func.id if isinstance(node.func, ast.Name) else called
            called = "tr" if isinstance(node.func, ast.Call) else called  # speaking(them)("…")
            first = _literal(node.args[0])
            if called in ONE and first and is_for_people:
                yield first
            elif called in COUNTED and first and (many := _second(node)):
                yield first, many
        elif isinstance(node, ast.keyword) and node.arg == "advice":
            advice = _literal(node.value)
            if advice and is_for_people:
                yield advice


def _second(call: ast.Call) -> str:
    return _literal(call.args[1]) if len(call.args) > 1 else ""


def _literal(node: ast.expr) -> str:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text and isinstance(node, ast.Constant) else ""


def msgid(text: Text) -> str:
    """What a catalogue knows it by."""
    return text if isinstance(text, str) else text[0]


def _is_whole(message: Message | None, catalog: Catalog) -> bool:
    if message is None or message.fuzzy:
        return False
    string = message.string
    if isinstance(string, tuple | list):
        return len(string) == catalog.num_plurals and all(string)
    return bool(string)


def _table(wanted: dict[Text, list[str]]) -> Iterator[str]:
    catalogs = {lang: catalogue(lang) for lang in available()[1:]}
    for text in wanted:
        yield f"en  {text if isinstance(text, str) else ' | '.join(text)}"
        for lang, catalog in catalogs.items():
            message = catalog.get(msgid(text))
            string = message.string if message else None
            forms = [string] if isinstance(string, str) else string or ()
            yield f"{lang}  {' | '.join(forms)}"
        yield ""


def main() -> None:
    """See the module's text."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--table", action="store_true")
    wanted = texts()
    if options.parse_args().table:
        print("\n".join(_table(wanted)))
        return
    for lang in available()[1:]:
        known = catalogue(lang)
        (CATALOGUES / f"{lang}.po").write_bytes(updated(known, wanted))
        lacking = missing(known, wanted)
        print(f"{lang}: {len(wanted) - len(lacking)} of {len(wanted)} texts")
        for one in lacking:
            print(f"    {msgid(one)}")


if __name__ == "__main__":
    main()
