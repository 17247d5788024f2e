"""The bot's own words in a language: `catalogues/*.po`, a file a language, read when first needed.

The code says everything in English, and English needs no catalogue; what a catalogue lacks is said
in English too. A translation is passed to whoever speaks, since two channels in two languages are
served at once. What is said before it is known to whom, such as an error's advice, is a
`TranslatableText`: English as it stands, and said in another language with `Translation.said`.

`python -m bench.catalogues` finds the texts in the code and says which are missing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from gettext import NullTranslations

CATALOGUES = Path(__file__).parent / "catalogues"
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

_CODE = re.compile(r"[a-z]{2,3}")


class TranslatableText(str):
    """A text in English with all that it takes to say it in another language."""

    __slots__ = ("many", "number", "template", "values")

    template: str
    values: dict[str, object]
    many: str  # the English plural; empty where nothing is counted
    number: int

    def __new__(
        cls, template: str, values: dict[str, object], many: str = "", count: int = 1
    ) -> Self:
        chosen = many if many and count != 1 else template
        made = super().__new__(cls, chosen.format_map(values) if values else chosen)
        made.template, made.values, made.many, made.number = template, values, many, count
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return TranslatableText, (self.template, self.values, self.many, self.number)


def translatable(template: str, /, **values: object) -> TranslatableText:
    """A text whose `{names}` are filled with `values`; those that can be translated are, too."""
    return TranslatableText(template, values)


def translatable_count(one: str, many: str, count: int, /, **values: object) -> TranslatableText:
    """As `translatable`, of something counted, which fills `{count}`."""
    return TranslatableText(one, {"count": count, **values}, many, count)


def joined(mark: str, texts: Iterable[str]) -> TranslatableText:
    """Several texts as one, with `mark` between them."""
    values = {f"text{at}": text for at, text in enumerate(texts)}
    return TranslatableText(mark.join(f"{{{name}}}" for name in values), dict(values))


@dataclass(frozen=True, slots=True)
class Translation:
    """Says what is said in English in the language with the code `lang`."""

    lang: str = "en"

    def __call__(self, text: str, /, **values: object) -> str:
        """`text` in this language, its `{names}` filled with `values`."""
        is_said = self.lang == "en" or not text
        said = text if is_said else _catalogue(self.lang).gettext(text)
        return said.format_map(values) if values else said

    def count(self, one: str, many: str, count: int, /, **values: object) -> str:
        """What is said of `count` things, which fills `{count}`."""
        if self.lang == "en":
            said = one if count == 1 else many
        else:
            said = _catalogue(self.lang).ngettext(one, many, count)
        return said.format_map({"count": count, **values})

    def said(self, text: str) -> str:
        """A `TranslatableText`, or a text that stands in the catalogue as it is."""
        if not isinstance(text, TranslatableText):
            return self(text)
        values = {
            name: self.said(value) if isinstance(value, TranslatableText) else value
            for name, value in text.values.items()
        }
        if text.many:
            return self.count(text.template, text.many, text.number, **values)
        return self(text.template, **values)


ENGLISH = Translation()


def translation(languages: Iterable[str]) -> Translation:
    """In the first of these languages that there are words of; else in English."""
    return next((Translation(one) for one in languages if one in available()), ENGLISH)


def code(locale: str) -> str:
    """The code of a language in what a platform or person calls it: "es-ES" and "es_MX" are es;
    empty for what is none."""
    found = _CODE.fullmatch(locale.strip().casefold().replace("_", "-").partition("-")[0])
    return found[0] if found else ""


@cache
def available() -> tuple[str, ...]:
    """The languages that the bot speaks, English first."""
    return ("en", *sorted(file.stem for file in CATALOGUES.glob("*.po")))


@cache
def _catalogue(language: str) -> "NullTranslations":
    # Babel takes as long to import as half of briefbot, and English needs none of this.
    from gettext import GNUTranslations, NullTranslations  # noqa: PLC0415
    from io import BytesIO  # noqa: PLC0415

    if language not in available():
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
