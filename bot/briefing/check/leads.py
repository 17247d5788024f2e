"""Pure. Who does what to whom, when and where: what each word of an English sentence hangs on.

A word hangs on the preposition before it, or on its verb, as who does it or what it is done to; a
verb on the word that opens its clause ("after it fell"). However a sentence is turned, active or
passive, this or that first, true words hang on the same; two that have changed places are a lie.
"""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from bot.text.lexicon import lexicon
from bot.text.lexicon.notation import is_any_of
from bot.text.meanings import meanings
from bot.text.polarity import is_content_word
from bot.text.stems import root

MOST_WORDS = 60  # of a sentence; the work grows with their square
_WAITING = ""  # a word's lead while its verb is not known
_HELPERS = 3  # words before a verb among which "was" makes it passive

_EN = lexicon("en")
_GRAMMAR, _SPEECH, _LISTS = _EN.grammar, _EN.speech, _EN.meanings
_TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:[’'.&-][^\W_]+)*|[,;:—–()“”\"]")
_is_past = is_any_of(_GRAMMAR.pasts)
_SAYING = (*_SPEECH.saying, *_SPEECH.reporting)
_says = is_any_of(_SAYING)
_is_verb = is_any_of((*_GRAMMAR.finite_verbs, *_SAYING))
_is_infinitive = is_any_of(_EN.tense.infinitive)
_negates = is_any_of(_EN.polarity.negating)
_leads = is_any_of((*_LISTS.leading, *_EN.polarity.negating))
_opens = is_any_of(_LISTS.opening)
_is_relative = is_any_of((*_GRAMMAR.relatives, *_GRAMMAR.defining_relatives))
_is_joint = is_any_of((*_EN.clauses.joining, *_EN.clauses.opposing))
_determines = is_any_of(_GRAMMAR.determiners)
_helps = is_any_of(_GRAMMAR.helping)
_is_being = is_any_of(_GRAMMAR.linking_verbs)


_VERBS = frozenset(map(root, (*_GRAMMAR.irregular_pasts, *_GRAMMAR.plain_presents)))


class Lead(NamedTuple):
    """What a word hangs on: a preposition, or a verb that it "does" or that is "done" to it."""

    kind: str
    verb: str = ""

    def is_like(self, other: "Lead") -> bool:
        """Whether it is the same, in a word of the same meaning."""
        return self.kind == other.kind and not meanings(self.verb).isdisjoint(meanings(other.verb))


class _Syntax:
    """A sentence that is read word by word."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Lead]] = []
        self._verb = ""
        self._doers: list[tuple[str, str]] = []
        self._is_passive = False
        self._antecedent: list[tuple[str, str]] = []
        self._waiting: list[tuple[str, str]] = []  # for their verb, with an "of" before some
        self._opener = ""  # of the clause in which they wait
        self._kind = ""
        self._of = ""

    def end(self, opener: str = "") -> None:
        """A clause ends: its words that had no verb were of the one before, or of its opener."""
        if self._verb or self._opener:
            kind, verb = (self._opener, "") if self._opener else ("done", self._verb)
            self._hang(self._waiting, kind, verb)
            self._waiting = []
        self._kind, self._of, self._opener = _WAITING, "", opener

    def _hang(self, words: Sequence[tuple[str, str]], kind: str, verb: str) -> None:
        self.found += [(word, Lead(f"{of}{kind}", verb)) for word, of in words]

    def relate(self) -> None:
        """A relative clause begins: the one before it may be of its verb, or of the next."""
        self._antecedent, self._waiting = self._waiting, []
        self.end()

    def lead(self, kind: str) -> None:
        if kind in _LISTS.belonging:
            self._of = kind
        else:
            self._kind, self._of = "does" if kind in _LISTS.doing and self._is_passive else kind, ""

    def verb(self, word: str, *, passive: bool) -> None:
        if self._waiting:
            self._doers = self._waiting
        elif self._antecedent:
            self._doers, self._antecedent = self._antecedent, []
        self._verb, self._is_passive = root(word), passive
        self.found.append((self._verb, Lead(self._opener)))
        self._hang(self._doers, "done" if passive else "does", self._verb)
        self._waiting, self._opener, self._of = [], "", ""
        self._kind = _WAITING if _says(word) else "done"

    def noun(self, word: str) -> None:
        one = (root(word), self._of)
        if self._kind == _WAITING:
            self._waiting.append(one)
            return
        self._hang([one], self._kind, self._verb if self._kind in {"does", "done"} else "")


def leads(text: str) -> list[tuple[str, Lead]]:
    """The roots of the words of `text` and what they hang on, in no order."""
    syntax = _Syntax()
    tokens = _TOKEN.findall(text)[:MOST_WORDS]
    words = ["", *map(str.lower, tokens)]
    for place, token in enumerate(tokens, 1):
        before, word = words[place - 1 : place + 1]
        if _is_relative(word):
            syntax.relate()
        elif not word[0].isalpha() or _is_joint(word):
            syntax.end()
        elif _opens(word):
            syntax.end(word)
        elif _is_infinitive(before) and root(word) in _VERBS and token == word:
            syntax.verb(word, passive=False)
        elif _leads(word):
            syntax.lead(f"{before} {word}" if _negates(before) else word)
        elif _is_being(word) or _helps(word):
            continue
        elif token == word and (_is_verb(word) or _helps(before)) and not _determines(before):
            helpers = words[max(0, place - _HELPERS) : place]
            passive = _is_past(word) and any(map(_is_being, helpers))
            syntax.verb(word, passive=passive)
        elif is_content_word(word):
            syntax.noun(word)
    syntax.end()
    return syntax.found


def is_turned(claim: str, source: str) -> bool:
    """Whether two words hang on what the other hangs on in the source."""
    mine, theirs = _by_word(leads(claim)), _by_word(leads(source))
    moved = [
        (here, there)
        for word, here in mine.items()
        if (there := theirs.get(word)) and not _alike(here, there)
    ]
    return any(
        _alike(here, other_there) and _alike(other_here, there) and not _alike(here, other_here)
        for (here, there), (other_here, other_there) in combinations(moved, 2)
    )


def _by_word(found: Sequence[tuple[str, Lead]]) -> dict[str, set[Lead]]:
    """What each word hangs on; one word stands for all that mean the same."""
    by_word: dict[str, set[Lead]] = {}
    for word, lead in found:
        by_word.setdefault(min(meanings(word) - {word}, default=word), set()).add(lead)
    return by_word


def _alike(some: set[Lead], others: set[Lead]) -> bool:
    return any(one.is_like(other) for one in some for other in others)
