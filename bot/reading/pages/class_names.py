"""What newsrooms call their elements, by what these hold: `class_names.toml`, shipped, read once.

The patterns are of names in small letters: to ignore case takes four times as long.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

_TABLES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    Path(__file__).with_name("class_names.toml").read_text(encoding="utf-8")
)


def naming(kind: str, among: str = "elements") -> re.Pattern[str]:
    """The pattern that finds a kind's names within an element's, in small letters."""
    return re.compile("|".join(_TABLES[among][kind].split("\n")[:-1]))


FEATURES = {kind: naming(kind, "features") for kind in _TABLES["features"]}
