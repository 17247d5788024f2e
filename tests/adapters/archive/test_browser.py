"""The archive of a running briefbot in a real browser: read, searched, corrected, on a phone."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from urllib.request import urlopen

import pytest
from lxml import html

from bot.models import Article
from bot.newsroom.grouping import Grouper
from bot.store import articles, briefs, corrections
from bot.store.articles import FETCHED
from bot.store.engine import open_store
from tests.picture import archived, fill
from tests.standins import cards

pytestmark = pytest.mark.slow

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
PERSIAN = (
    "دست‌کم ۱۲ نفر روز سه‌شنبه در آتش‌سوزی یک کشتی مسافربری در بندر تولم جان باختند. "
    "گارد ساحلی گفت که ۳۱ نفر ناپدید شده‌اند و جست‌وجو ادامه دارد."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store: our stories, one in Persian, and a brief that was corrected."""
    path = tmp_path_factory.mktemp("archive")
    url = f"sqlite:///{path / 'store.db'}"
    fill(url)
    store, now = open_store(url), datetime.now(UTC)
    persian = Article(
        "fa", "آتش‌سوزی در کشتی تولم", PERSIAN, "https://bandar.example/1", "روزنامهٔ بندر",
        published=now, lang="fa",
    )  # fmt: skip
    kept = articles.save(store, persian, FETCHED, now=now)
    Grouper(store).group_new(now)
    brief = replace(cards.PERSIAN, id=None, story=kept.article.id, as_of=datetime.now(UTC))
    told = briefs.save_brief(store, brief, now=now)
    corrections.correct(store, told.id or "", "The toll was 12, not 21.", now=now)
    store.close()
    (path / "persian").write_text(kept.article.id, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with archived(folder) as found:
        yield found


def chromium(*flags: str) -> str:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    done = subprocess.run(  # noqa: S603  the browser found above
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000",
         "--enable-logging=stderr", "--v=0", *flags],
        capture_output=True, check=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert "Refused to" not in done.stderr
    assert "CONSOLE" not in done.stderr
    return done.stdout


def browsed(address: str) -> html.HtmlElement:
    """The page as Chromium has it when it is loaded."""
    return html.document_fromstring(chromium("--dump-dom", address))


def got(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310  this machine
        text: str = answer.read().decode()
        return text


def paths(address: str, folder: Path) -> dict[str, str]:
    """The kinds of pages that there are."""
    today = html.document_fromstring(got(address))
    story = today.xpath("//article//h2/a/@href")[0]
    persian = f"/story/{(folder / 'persian').read_text(encoding='utf-8')}"
    return {
        "today": "/", "story": story, "persian": persian, "search": "/search?q=bridge",
        "outlet": "/outlet/The%20Varland%20Courier", "days": "/days", "lost": "/story/9",
    }  # fmt: skip


def test_a_reader_finds_a_story_and_reads_it(address: str, folder: Path) -> None:
    found = browsed(f"{address}/search?q=bridge")
    (path, *_) = found.xpath("//main//li//a/@href")
    story = browsed(address + path)
    assert "bridge" in str(story.findtext(".//h1/a")).casefold()
    assert story.xpath("//article//a[. = '[1]']/@href")[0].count("#:~:text=") == 1
    assert story.xpath("//section[h2 = 'Reports']//li")
    persian = browsed(address + paths(address, folder)["persian"])
    article = persian.xpath("//article")[0]
    assert article.get("dir") == "rtl"
    assert "The toll was 12, not 21." in str(article.text_content())


AXE = """<script>{axe}</script><script>
axe.run({{rules: {{"color-contrast": {{enabled: true}}}}}}).then(found => {{
  document.title = JSON.stringify(found.violations.map(one => [one.id, one.nodes.length]));
}});</script></body>"""


@pytest.mark.parametrize("kind", ["today", "story", "persian", "search", "outlet", "days", "lost"])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_wrong(
    address: str, folder: Path, tmp_path: Path, kind: str, *, dark: bool
) -> None:
    pytest.importorskip("axe_core_python", reason="no axe here: pip install axe-core-python")
    try:
        page = got(address + paths(address, folder)[kind])
    except OSError as error:  # a page that says what is not there
        page = error.read().decode()  # type: ignore[attr-defined]  # an HTTPError
    axe = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    style = got(f"{address}/archive.css")
    page = re.sub(r"<link rel=.stylesheet.[^>]*>", lambda _: f"<style>{style}</style>", page)
    page = page.replace("</body>", AXE.format(axe=axe))
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    look = ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else []
    shown = html.document_fromstring(
        chromium(*look, "--dump-dom", (tmp_path / "page.html").as_uri())
    )
    assert json.loads(str(shown.findtext(".//title"))) == []


@pytest.mark.parametrize("kind", ["today", "story", "persian", "search"])
def test_a_phone_scrolls_one_way_only(
    address: str, folder: Path, tmp_path: Path, kind: str
) -> None:
    framed = """<iframe width=320 height=640 src="page.html"></iframe><script>
    onload = () => { const page = document.querySelector("iframe").contentDocument;
    document.title = page.documentElement.scrollWidth; }</script>"""
    style = got(f"{address}/archive.css")
    page = got(address + paths(address, folder)[kind])
    page = re.sub(r"<link rel=.stylesheet.[^>]*>", lambda _: f"<style>{style}</style>", page)
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "phone.html").write_text(framed, encoding="utf-8")
    flags = ("--allow-file-access-from-files", "--dump-dom", (tmp_path / "phone.html").as_uri())
    shown = html.document_fromstring(chromium(*flags))
    assert int(str(shown.findtext(".//title"))) <= 320
