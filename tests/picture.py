"""The pictures in README and docs: `make picture` takes them anew, with a Chromium.

    python -m tests.picture          those in docs
    python -m tests.picture FOLDER   those of messages in all five languages, to be looked at

A brief, a digest and an alert as Slack and Discord show them, at a desk and on a phone, light and
dark; the preview's page and one of the archive. All of made-up stories.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from threading import Timer
from zoneinfo import ZoneInfo

from adapters.discord.rendering import digests, layout
from adapters.slack.rendering.blocks import answer_message
from adapters.slack.rendering.digests import digest_message
from adapters.slack.rendering.elements import Json, Message
from adapters.web import discord_look, slack_look
from adapters.web.clock import Clock
from bot.briefing.extract.compose import Shares
from bot.models import Article, Channel, Length, Subscription
from bot.newsroom import answers
from bot.newsroom.answers import Inquiry
from bot.newsroom.context import Context
from bot.newsroom.digests import Composer
from bot.newsroom.grouping import Grouper
from bot.store import articles, briefs
from bot.store.articles import FETCHED
from bot.store.engine import open_store
from bot.stories import requests
from bot.translation import translation
from tests.standins import eight_languages
from tests.standins.stories import stories
from tests.stories.topic_set import GAZETTEER

BRIEFBOT = str(Path(sys.executable).with_name("briefbot"))
DOCS = Path(__file__).parents[1] / "docs"
STYLE = Path(__file__).parents[1] / "adapters" / "web" / "style.css"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "chromium"
)
WIDTHS = {"desk": 1560, "phone": 800}  # pixels of a picture, which has two columns
PATIENCE = 600.0  # seconds until a process that nobody ended is ended
FEEDS = '<opml version="2.0"><body><outline xmlUrl="https://127.0.0.1:1/rss"/></body></opml>'
ASKED = "Because you asked for alerts on “{topic}”; {number} of at most {most} today."
REPORTED = "New: {count} outlet reports this", "New: {count} outlets report this"
TOPICS = {"en": "bridge", "uk": "зерно", "de": "Streik", "fr": "vendanges", "es": "agua"}
LANGUAGES = {
    "en": "Europe/London", "uk": "Europe/Kyiv", "de": "Europe/Berlin", "fr": "Europe/Paris",
    "es": "Europe/Madrid",
}  # fmt: skip
IN_DOCS = ("en", "uk")


def fill(url: str) -> None:
    """Puts the stories into a store, as if they had just happened."""
    now = datetime.now(UTC)
    made = [article for story in stories() for article in story.articles]
    newest = max(one.published for one in made if one.published)
    passed = (now - newest) // timedelta(days=1) * timedelta(days=1)  # the time of day stays
    moved = (replace(one, published=(one.published or newest) + passed) for one in made)
    put(url, moved, now)


def put(url: str, some: Iterable[Article], now: datetime) -> None:
    """Puts articles into a store, grouped."""
    store = open_store(url)
    for one in some:
        articles.save(store, one, FETCHED, now=now)
    Grouper(store).group_new(now)
    store.close()


def cards(lang: str, folder: Path) -> dict[str, tuple[Message, Json]]:
    """A brief, a digest and an alert in a language, for each platform."""
    url, zone = f"sqlite:///{folder / f'{lang}.db'}", LANGUAGES[lang]
    made = [article for story in stories() for article in story.articles]
    now = max(one.published for one in made if one.published) + timedelta(hours=1)
    if lang != "en":
        made, now = eight_languages.articles(), eight_languages.NOW
    put(url, made, now)
    store, tr = open_store(url), translation([lang])
    context = Context(store, GAZETTEER, Shares(), ZoneInfo(zone))
    here = Channel("slack", "T1", "C1")
    wanted = Subscription(here, time(8), zone, now - timedelta(days=1), languages=(lang,))
    digest = briefs.save_digest(store, Composer(context).compose(wanted, now).digest, now=now)
    asked = requests.parse(digest.items[0].brief.headline or "", now=now, zone=UTC)
    inquiry = Inquiry(now, Length.BRIEF, languages=(lang,))
    found = answers.on_topic(context, asked, inquiry).answer
    brief = briefs.save_brief(store, found.brief or digest.items[0].brief, now=now)
    answer = replace(found, brief=brief, note=found.note if found.brief else None)
    why = tr(ASKED, topic=TOPICS[lang], number=2, most=5)
    told = replace(digest.items[0], why=why, update=tr.count(*REPORTED, 3))
    alert = replace(digest, items=(told,), in_brief=(), is_alert=True)
    store.close()
    return {
        "brief": (answer_message(answer, tr), layout.answer(answer, tr)),
        **{
            name: (digest_message(one), digests.digest(one))
            for name, one in (("digest", digest), ("alert", alert))
        },
    }


def page(shown: tuple[Message, Json], lang: str, width: str) -> str:
    """Both platforms' messages, light and dark."""
    clock, (slack, discord) = Clock(ZoneInfo(LANGUAGES[lang]), translation([lang])), shown
    looks = {
        "slack": slack_look.message({"text": slack.text, "blocks": slack.blocks}, clock),
        "discord": discord_look.message(discord, clock),
    }
    panels = "".join(
        f'<div class="{theme} panel"><section class="platform {name}"><h2>{name.title()}</h2>'
        f'<article class="message">{html}</article></section></div>'
        for name, html in looks.items()
        for theme in ("light", "dark")
    )
    sheet = STYLE.read_text(encoding="utf-8")
    return f"""<!doctype html><html lang="{lang}"><meta charset="utf-8"><style>{sheet}
.panel {{ --light: 1; background: var(--paper); color: var(--ink); padding: 1rem; }}
.panel h2 {{ margin: 0 0 .5rem; font-size: 1rem; }}
body {{ display: grid; grid-template-columns: 1fr 1fr; width: {WIDTHS[width]}px; }}
.light {{ {_light(sheet)} }}
</style><body>{panels}<script>
document.documentElement.dataset.height = document.body.scrollHeight;
for (const name of ["slack", "discord"])
  document.documentElement.dataset[name] =
    document.querySelector(`.${{name}} .message`).offsetHeight;
</script></body></html>"""


def _light(sheet: str) -> str:
    """The colours of the light theme, for beside a dark one."""
    found = re.search(r":root \{(.*?)\}", sheet, re.DOTALL)
    return found[1] if found else ""


def taken(address: str, to: Path, width: int, height: int) -> None:
    """Takes a picture of a page."""
    _browser(f"--window-size={width},{height}", f"--screenshot={to}", address)
    if smaller := shutil.which("pngquant"):  # a quarter of the bytes
        command = [smaller, "--force", "--output", str(to), "64", str(to)]
        subprocess.run(command, check=True)  # noqa: S603  ours


def measured(address: str, width: int) -> dict[str, int]:
    """The heights that a page says of itself, in pixels."""
    dom = _browser(f"--window-size={width},900", "--dump-dom", address)
    return {name: int(found) for name, found in re.findall(r'data-(\w+)="(\d+)"', dom)}


def _browser(*options: str) -> str:
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
               *options]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  ours
    return done.stdout


@contextmanager
def previewed(folder: Path) -> Iterator[str]:
    """The address of a running preview over the stories."""
    url = f"sqlite:///{folder / 'store.db'}"
    fill(url)
    environment = {**os.environ, "BRIEFBOT_DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603  ours
        [BRIEFBOT, "preview", "--port", "0"],
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[2]
        process.terminate()


@contextmanager
def archived(folder: Path) -> Iterator[str]:
    """The address of a running archive of what is in the folder's store."""
    (folder / "feeds.opml").write_text(FEEDS, encoding="utf-8")
    environment = {
        **os.environ, "BRIEFBOT_ARCHIVE": "public", "BRIEFBOT_FEEDS": "feeds.opml",
        "BRIEFBOT_DATABASE_URL": "sqlite:///store.db", "BRIEFBOT_HTTP_PORT": "0",
        "BRIEFBOT_LOG_FORMAT": "text",
    }  # fmt: skip
    with subprocess.Popen(  # noqa: S603  ours
        [BRIEFBOT, "run"], cwd=folder, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        end = Timer(PATIENCE, process.kill)
        end.start()
        assert process.stderr is not None
        found = (re.search(r"metrics at (http\S+)", line) for line in process.stderr)
        yield next(one[1] for one in found if one)
        end.cancel()
        process.kill()


def main(to: str = "") -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not to:
            with previewed(folder) as address:
                taken(f"{address}?topics=bridge", DOCS / "preview.png", 1100, 900)
            with archived(folder) as address:
                taken(address, DOCS / "archive.png", 1100, 900)
        pictures = Path(to) if to else DOCS / "pictures"
        pictures.mkdir(exist_ok=True)
        for lang in LANGUAGES if to else IN_DOCS:
            of_messages(lang, folder, pictures)


def of_messages(lang: str, folder: Path, pictures: Path) -> None:
    """Takes the pictures of a language's messages."""
    for kind, shown in cards(lang, folder).items():
        for width, pixels in WIDTHS.items():
            file = folder / f"{kind}.html"
            file.write_text(page(shown, lang, width), encoding="utf-8")
            heights = measured(file.as_uri(), pixels)
            to = pictures / f"{kind}-{width}-{lang}.png"
            taken(file.as_uri(), to, pixels, heights["height"])
            print(to.name, heights)  # noqa: T201  for who takes them


if __name__ == "__main__":
    main(*sys.argv[1:2])
