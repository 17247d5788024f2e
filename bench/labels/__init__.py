"""What an editor sees: roles, speakers, standing alone and briefs, beside labels made by reading.

python -m bench labels
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import mean

from rich.table import Table

from bench.labels.articles import Label, Labelled, labelled
from bench.labels.briefs import Row, briefs, inserted
from bot.briefing.extract.candidates import candidates
from bot.briefing.extract.other_languages import roles_in_another_language
from bot.briefing.extract.roles import NOTHING, Hints, by_rules, hints, tagged
from bot.briefing.extract.voices.speakers import Said, speech

ROLES = ("news", "voice", "doubt", "next", "unconfirmed", "background", "opinion", "none")


def table() -> Table:
    rows = Table("what", "value", "of", title="Beside labels made by reading")
    for title, read in (("", labelled()), ("kept, ", labelled("kept.jsonl"))):
        for name, share, of in (*_roles(read), *_speakers(read), *_alone(read), *briefs(read)):
            rows.add_row(title + name, f"{share:.3f}", str(of))
    return rows


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
    kinds = tagged(one.sentences, hints_of(one), one.article.lang or "en").kinds
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
            bracket = inserted(standing[at].edits) if at in standing else None
            clear = label.alone in ("yes", "connective") or bool(
                label.alone == "bracket" and bracket
            )
            pairs.append((at in standing, clear and label.role != "none", _may(label)))
            named = ((label.bracket or "").rpartition("=")[2], label.speaker or "")
            if bracket and any(named):
                brackets.append(any(_same_name(bracket, one) for one in named))
    shown = [clear for is_shown, clear, _ in pairs if is_shown]
    wanted = [is_shown for is_shown, _, may in pairs if may]
    yield "stands alone, precision", mean(shown), len(shown)
    yield "stands alone, recall", mean(wanted), len(wanted)
    yield "brackets as labelled", mean(brackets) if brackets else 1.0, len(brackets)


def _may(label: Label) -> bool:
    return label.role != "none" and label.alone in ("yes", "connective")


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
