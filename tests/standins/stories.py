"""The stories of tests/data/stories, which we made up: several outlets on one event each."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.models import Article, Story

FOLDER = Path(__file__).parent.parent / "data" / "stories"


def story(name: str) -> Story:
    """The story in the file `name`.json."""
    told = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Story(told["id"], tuple(_article(article) for article in told["articles"]))


def stories() -> tuple[Story, ...]:
    """All of them, in the order of their names."""
    return tuple(story(path.stem) for path in sorted(FOLDER.glob("*.json")))


def until(whole: Story, moment: datetime) -> Story:
    """`whole` as it was at `moment`: without what was published later."""
    known = (one for one in whole.articles if one.published and one.published <= moment)
    return Story(whole.id, tuple(known))


def _article(told: dict[str, Any]) -> Article:
    moment = datetime.fromisoformat(told["published"])
    return Article(**{**told, "published": moment, "body": "\n\n".join(told["body"])})
