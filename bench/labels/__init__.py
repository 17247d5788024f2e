"""What an editor sees: roles, speakers, standing alone and briefs, beside labels made by reading.

    python -m bench labels

`labels.jsonl` has an article a line: its set and id in the shared data, its kind, the numbers of
its leading sentences, and for each of its first sentences where it stands in the body, a hash, and
what a reader said of it (see `Label`). Texts are not ours to ship; an article whose set is absent
is left out, and so is a sentence that is no longer split as it was. `second.jsonl` has a fifth
of them, read again, blind.
"""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha1
from pathlib import Path
from statistics import mean
from typing import Any

from rich.table import Table

from bot.briefing.extract.candidates import candidates
from bot.briefing.extract.compose import Shares, brief
from bot.briefing.extract.other_languages import roles_in_another_language
from bot.briefing.extract.roles import NOTHING, Hints, by_rules, hints, tagged
from bot.briefing.extract.speakers import Said, speech
from bot.errors import BriefbotError
from bot.models import Article, Change, Kind, Length, Part, Point
from bot.reading.article import read_page
from bot.text.sentences import Sentence, split
from bot.text.stems import content, stems

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
SETS = {
    "newspapers_a": "pages/newspapers_a.jsonl.gz",
    "more_a": "pages/more_a.jsonl.gz",
    "wcxb_dev": "pages/wcxb_dev.jsonl.gz",
    "inshorts_a": "summaries/inshorts_a.jsonl",
    "bbc_extractive_a": "summaries/bbc_extractive_a.jsonl",
    "cnndm_val500": "summaries/cnndm_val500.jsonl",
    "xsum_a": "summaries/xsum_a.jsonl",
}
NO_HEADLINE = {"inshorts_a"}  # its title is its editor's own
HASH = 12  # hexadecimal digits of a sentence's SHA-1
ROLES = ("news", "voice", "doubt", "next", "unconfirmed", "background", "opinion", "none")
NOW = datetime(2026, 11, 28, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader said of one sentence.

    `also` is a second role that another editor could choose. `alone`: yes, bracket (it would with a
    name in a bracket, `bracket` says which: "he=Alun Brenn"), connective (without its "But"), half
    (of a quotation) or no. `speaker` and `office` are None where nobody named speaks.
    """

    start: int
    end: int
    hash: str
    role: str
    also: str | None
    alone: str
    speaker: str | None
    office: str | None
    bracket: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with a label for each sentence that is still split as it was."""

    article: Article
    kind: str
    lead: tuple[Label, ...]
    labels: dict[int, Label]  # by the sentence's index
    sentences: tuple[Sentence, ...]


def table() -> Table:
    rows = Table("what", "value", "of", title="Beside labels made by reading")
    read = labelled()
    for name, share, of in (*_roles(read), *_speakers(read), *_alone(read), *briefs(read)):
        rows.add_row(name, f"{share:.3f}", str(of))
    return rows


@cache
def labelled(file: str = "labels.jsonl") -> tuple[Labelled, ...]:
    """The labelled articles whose sets are there."""
    return tuple(one for record in _records(file) if (one := _labelled(record)))


def agreement() -> tuple[float, int]:
    """The share of sentences that the second reading gave a role that the first one has, too."""
    first = {one.article.id: one.labels for one in labelled()}
    pairs = [
        (first[one.article.id].get(at), label)
        for one in labelled("second.jsonl")
        for at, label in one.labels.items()
        if one.article.id in first
    ]
    same = [_is_role(a, b.role) for a, b in pairs if a]
    return mean(same), len(same)


def _records(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / file).read_text(encoding="utf-8").splitlines()]


def _labelled(record: dict[str, Any]) -> Labelled | None:
    given = _texts(record["set"]).get(record["id"])
    if given is None:
        return None
    headline, body, standfirst = given
    article = Article(
        id=f"{record['set']}/{record['id']}",
        headline=headline,
        body=body,
        lang=record["lang"],
        standfirst=standfirst,
    )
    sentences = split(body, record["lang"])
    labels = [Label(*one) for one in record["sentences"]]
    by_hash = {label.hash: label for label in labels}
    fresh = {
        one.index: by_hash[key]
        for one in sentences
        if (key := sha1(one.text.encode(), usedforsecurity=False).hexdigest()[:HASH]) in by_hash
    }
    lead = tuple(labels[at] for at in record["lead"])
    return Labelled(article, record["kind"], lead, fresh, sentences)


@cache
def _texts(name: str) -> dict[str, tuple[str | None, str, str | None]]:
    """The headline, the body and the standfirst of each labelled article of a set."""
    path = DATA / SETS[name]
    if not path.exists():
        return {}
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    found = {}
    wanted = {record["id"] for record in _records("labels.jsonl")}
    for record in map(json.loads, text.split("\n")[:-1]):
        if record["id"] not in wanted:
            continue
        headline = None if name in NO_HEADLINE else record.get("title")
        body = record.get("body") or record.get("article")
        read = read_page(record["html"], id="", url=record["url"]) if "html" in record else None
        if body:
            whole = "\n\n".join(body) if isinstance(body, list) else body
        elif read:
            headline, whole = read.headline, read.body
        found[record["id"]] = (headline, whole, read.standfirst if read else None)
    return found


Row = tuple[str, float, int]
PointsOf = Callable[[Labelled, Length], tuple[Point, ...]]


def _roles(read: Sequence[Labelled]) -> Iterator[Row]:
    return role_rows([pair for one in read for pair in _told_roles(one)])


def role_rows(pairs: Sequence[tuple[Label, str]]) -> Iterator[Row]:
    """How well roles were told, each beside its label."""
    yield "role, accuracy", mean(label.role == kind for label, kind in pairs), len(pairs)
    yield "role, accuracy, either label", mean(_is_role(*pair) for pair in pairs), len(pairs)
    scores = {role: _f1(role, pairs) for role in ROLES}
    yield "role, macro-F1", mean(scores.values()), len(pairs)
    counts = Counter(label.role for label, _ in pairs)
    for role, score in scores.items():
        yield f"  {role}, F1", score, counts[role]


def _told_roles(one: Labelled) -> list[tuple[Label, str]]:
    kinds = tagged(one.sentences, hints_of(one), one.article.lang or "en")
    return [(label, kinds[at] or NOTHING) for at, label in one.labels.items()]


def hints_of(one: Labelled) -> list[Hints]:
    """What the product's rules tell its tagger of each sentence of an article."""
    if one.article.lang == "en":
        said = _said(one)
        return hints(by_rules(one.sentences, said), said)
    return hints(roles_in_another_language(one.sentences))


def _said(one: Labelled) -> tuple[Said, ...]:
    return speech(one.article.body, one.sentences)


def _speakers(read: Sequence[Labelled]) -> Iterator[Row]:
    named, right, wanted, found = 0, 0, 0, 0
    for one in read:
        if one.article.lang != "en":
            continue
        said = _said(one)
        for at, label in one.labels.items():
            told = said[at].speaker if said[at].named else None
            named += told is not None and label.role != "none"
            is_right = told is not None and _same_name(told, label.speaker)
            right += is_right and label.role != "none"
            wanted += label.speaker is not None
            found += is_right
    yield "named speakers right", right / max(1, named), named
    yield "speakers found", found / max(1, wanted), wanted


def _alone(read: Sequence[Labelled]) -> Iterator[Row]:
    pairs = []
    brackets = []
    for one in read:
        if one.article.lang != "en":
            continue
        standing = {c.sentence.index: c for c in candidates(one.article, one.sentences)}
        for at, label in one.labels.items():
            inserted = _inserted(standing[at].edits) if at in standing else None
            clear = label.alone in ("yes", "connective") or bool(
                label.alone == "bracket" and inserted
            )
            pairs.append((at in standing, clear and label.role != "none", _may(label)))
            named = ((label.bracket or "").rpartition("=")[2], label.speaker or "")
            if inserted and any(named):
                brackets.append(any(_same_name(inserted, one) for one in named))
    shown = [clear for is_shown, clear, _ in pairs if is_shown]
    wanted = [is_shown for is_shown, _, may in pairs if may]
    yield "stands alone, precision", mean(shown), len(shown)
    yield "stands alone, recall", mean(wanted), len(wanted)
    yield "brackets as labelled", mean(brackets) if brackets else 1.0, len(brackets)


def _may(label: Label) -> bool:
    return label.role != "none" and label.alone in ("yes", "connective")


def briefs(read: Sequence[Labelled], points_of: PointsOf | None = None) -> Iterator[Row]:
    """How briefs fare beside the labels: the product's, or those that `points_of` makes."""
    for length in (Length.BRIEF, Length.FLASH):
        made = [(one, (points_of or _points)(one, length)) for one in read if one.lead]
        made = [(one, points) for one, points in made if points]
        name = length.value
        held = [one.lead[0] in {_label(one, point) for point in points} for one, points in made]
        yield f"{name}: main news in it", mean(held), len(held)
        if length is Length.BRIEF:
            opens = [_label(one, points[0]) == one.lead[0] for one, points in made]
            yield f"{name}: opens with it", mean(opens), len(opens)
            for what, is_so in (
                ("an unresolved reference", _unresolved),
                ("opinion as news", _opinion),
                ("debris", _debris),
            ):
                found = [any(is_so(_label(one, p), p) for p in points) for one, points in made]
                yield f"{name}: {what}", mean(found), len(found)
            left = [_unresolved_beside(one, points) for one, points in made]
            yield f"{name}: one that the brief does not resolve either", mean(left), len(left)
        lead = [_lead(one, points) for one, points in made]
        yield f"{name}: the first sentences, main news in them", mean(lead), len(lead)


def _points(one: Labelled, length: Length) -> tuple[Point, ...]:
    try:
        return brief(one.article, length, NOW, Shares()).points
    except BriefbotError:
        return ()


def _label(one: Labelled, point: Point) -> Label | None:
    (span,) = point.spans
    if span.part is Part.STANDFIRST:  # of the leading sentence that it says again
        return next((label for label in one.lead if _says(one, label, point.text)), None)
    start = span.start
    return next((one.labels.get(s.index) for s in one.sentences if s.start == start), None)


def _says(one: Labelled, label: Label, text: str) -> bool:
    """Whether `text` has half of the words of a labelled sentence, or that half of its words."""
    told = content(frozenset(stems(text)), one.article.lang)
    said = content(frozenset(stems(one.article.body[label.start : label.end])), one.article.lang)
    return 2 * len(told & said) >= min(len(told), len(said))


def _lead(one: Labelled, points: Sequence[Point]) -> bool:
    """Whether the first sentences, in as many words as the points have, hold the main news."""
    most = sum(len(point.text.split()) for point in points)
    words = 0
    for sentence in one.sentences:
        words += len(sentence.text.split())
        if words > most and sentence.index:
            return False
        if one.labels.get(sentence.index) == one.lead[0]:
            return True
    return False


def _unresolved(label: Label | None, point: Point) -> bool:
    if label is None or label.alone in ("yes", "connective"):
        return False
    return label.alone != "bracket" or not _inserted(point.edits)


def _unresolved_beside(one: Labelled, points: Sequence[Point]) -> bool:
    """Whether a reference stays unresolved whose full name the points before do not have."""
    told = ""
    for point in points:
        label = _label(one, point)
        named = (label.bracket or "").rpartition("=")[2] if label else ""
        if _unresolved(label, point) and not (named and named in told):
            return True
        told += point.text
    return False


def _opinion(label: Label | None, point: Point) -> bool:
    given = label and label.role == "opinion" and label.also in (None, "opinion", "none")
    return bool(given) and point.kind is Kind.NEWS


def _debris(label: Label | None, _: Point) -> bool:
    return label is not None and label.role == "none" and label.also is None


def _inserted(edits: Iterable[Any]) -> str | None:
    """The names that edits put in brackets."""
    names = [edit.text for edit in edits if edit.change is Change.INSERT]
    return " ".join(names) or None


def _is_role(label: Label, role: str) -> bool:
    return role in (label.role, label.also)


def _f1(role: str, pairs: Sequence[tuple[Label, str]]) -> float:
    both = sum(label.role == role == kind for label, kind in pairs)
    of = sum((label.role == role) + (kind == role) for label, kind in pairs)
    return 2 * both / of if of else 1.0


def _same_name(told: str, label: str | None) -> bool:
    """Whether two names share their last word, or one has the other's words."""
    if not label:
        return False
    ours, theirs = (_name_words(name) for name in (told.split(",", maxsplit=1)[0], label))
    return bool(ours & theirs)


def _name_words(name: str) -> set[str]:
    words = name.replace("[", " ").replace("]", " ").replace("’s", "").replace("'s", "").split()
    return {word.casefold().strip(".") for word in words if word[:1].isupper()} or set(words)
