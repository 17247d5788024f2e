"""A fortnight of 500 articles a day, and what would lead each day's digest.

    python -m bench.fortnight    the first stories of each day, and which of them mix events

The articles are those of all shared sets: each event, headline and unrelated article once, on days
of chance, an event's within a day and a half, look-alikes a week apart; and an edition of the
invented week. They go through one window in the order of publication, and each evening the stories
of the last hours are ranked as for a digest without topics.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from rich.console import Console

from bench.story_sets import ALL, Labelled, Parts, events, headlines, unrelated, week
from bot.models import Article
from bot.newsroom.search import TOP_OF
from bot.stories import features, ranking
from bot.stories.features import Features
from bot.stories.grouping import Window
from tests.standins.week import MONDAY

DAYS = 14
A_DAY = 500
EDITION = 21
SHOWN = 6
SPAN = timedelta(hours=36)


def fortnight(seed: int = 1, parts: Parts = ALL) -> list[Labelled]:
    """The articles in the order of publication."""
    chance = random.Random(seed)  # noqa: S311  reproducible, no secret
    start: dict[str, float] = {}
    found: list[Labelled] = []
    for article, event in (*events(parts), *headlines(parts)):
        topic = event.removesuffix("plus")
        day = start.setdefault(topic, chance.uniform(0, 6 if topic[:1].isdigit() else 12))
        later = timedelta(days=7 if event.endswith("plus") else 0)
        moment = MONDAY + timedelta(days=day) + later + chance.random() * SPAN
        found.append(_moved(article, event, moment - MONDAY, chance))
    for article, event in unrelated("whole", parts):
        found.append(_moved(article, event, timedelta(days=chance.uniform(0, DAYS)), chance))
    for article, event in week(EDITION):
        found.append(_moved(article, event, (article.published or MONDAY) - MONDAY, chance))
    chance.shuffle(found)
    kept = found[: DAYS * A_DAY]
    return sorted(kept, key=lambda one: (one.article.published or MONDAY, one.article.id))


def _moved(article: Article, event: str, since: timedelta, chance: random.Random) -> Labelled:
    outlet = article.outlet or f"Outlet {chance.randrange(60)}"
    return Labelled(
        replace(article, id=f"{event}/{article.id}", outlet=outlet, published=MONDAY + since), event
    )


def digests(given: list[Labelled]) -> Iterator[list[tuple[int, list[Labelled]]]]:
    """Each evening's first stories: their outlets and the articles that tell them."""
    window = Window()
    story: dict[str, str] = {}
    known: dict[str, tuple[Labelled, Features]] = {}
    evening = MONDAY + timedelta(days=1)
    for one in given:
        moment = one.article.published or MONDAY
        while moment > evening:
            yield _first(story, known, evening)
            evening += timedelta(days=1)
        seen = features.of(one.article)
        known[one.article.id] = (one, seen)
        place = window.assign(seen, moment)
        for name, of in story.items():
            if of in place.absorbed:
                story[name] = place.story
        story[one.article.id] = place.story


def _first(
    story: dict[str, str], known: dict[str, tuple[Labelled, Features]], now: datetime
) -> list[tuple[int, list[Labelled]]]:
    reports: defaultdict[str, list[Features]] = defaultdict(list)
    for name, of in story.items():
        published = known[name][1].published
        if published and now - published <= TOP_OF:
            reports[of].append(known[name][1])
    ranked = ranking.rank(reports, now)[:SHOWN]
    return [
        (
            one.outlets,
            [
                known[seen.article][0]
                for seen in reports[one.story]
                if seen.article not in one.loose
            ],
        )
        for one in ranked
    ]


def main() -> None:
    console = Console(width=130, highlight=False)
    given = fortnight()
    mixed = shown = leads = 0
    for day, items in enumerate(digests(given), start=1):
        console.print(f"\n[bold]Day {day}")
        for at, (outlets, articles) in enumerate(items):
            of_event = Counter(event for _, event in articles)
            first = articles[-1].article
            title = first.headline or first.body[:90].replace("\n", " ")
            strangers = len(articles) - of_event.most_common(1)[0][1]
            shown += 1
            mixed += strangers > 0
            leads += strangers > 0 and at == 0
            told = f", {strangers} of other events" if strangers else ""
            console.print(f"  {outlets} outlets, {len(articles)} reports{told}: ", end="")
            console.print(title, markup=False)
            for article, event in articles if strangers else ():
                if event != of_event.most_common(1)[0][0]:
                    console.print(f"      {(article.headline or article.body)[:100]}", markup=False)
    console.print(
        f"\n{len(given)} articles; {mixed} of {shown} items mix events, {leads} of them lead"
    )


if __name__ == "__main__":
    main()
