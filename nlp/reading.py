"""What the steps hand to each other: a message read, cut and marked with lexicon hits.

All offsets here are into the normal text; `Reading.finding` maps them back.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from nlp.normalise.normalised import Normalised
from nlp.understanding import Finding, FindingKind

_CLAUSE_END = re.compile(r"[，,。！!？?；;：:、\n~…]|(?<=[^a-z0-9]) | (?=[^a-z0-9])")
_SENTENCE_END = re.compile(r"[。！!？?；;\n…]")


class Stance(StrEnum):
    """How the writer says it."""

    said = "said"
    denied = "denied"
    asked = "asked"
    supposed = "supposed"


@dataclass(frozen=True, slots=True)
class Hit:
    """A lexicon rule fired here."""

    rule: str
    topic: str
    """The dimension: `hazard`, `kind`, `agency`, `setting`, `cue` …"""
    code: str
    start: int
    end: int
    weight: float
    parts: tuple[tuple[int, int], ...] = ()
    """For a rule of several parts, where each part lies."""
    negatable: bool = True
    food: bool = False
    stance: Stance = Stance.said

    @property
    def decides(self) -> str:
        """The decision this hit speaks for, such as `hazard:expired`."""
        return f"{self.topic}:{self.code}"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the segmentation."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A stretch of a normal text, what is meant by it, and the rule that says so."""

    start: int
    end: int
    meant: str
    rule: str


class WordsOfText(Protocol):
    """The segmentation of one text."""

    def around(self, position: int) -> tuple[Token, ...]:
        """The words, in order, of the stretch that holds the character before a position."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where clauses and sentences end, to answer "the same clause?" quickly."""

    clause_ends: tuple[int, ...]
    sentence_ends: tuple[int, ...]

    @staticmethod
    def of(text: str) -> "Cuts":
        """Find the ends in a normal text."""
        return Cuts(
            tuple(found.start() for found in _CLAUSE_END.finditer(text)),
            tuple(found.start() for found in _SENTENCE_END.finditer(text)),
        )

    def clause(self, position: int) -> int:
        """The number of the clause that holds this position."""
        return bisect_right(self.clause_ends, position)

    def sentence(self, position: int) -> int:
        """The number of the sentence that holds this position."""
        return bisect_right(self.sentence_ends, position)

    def clause_span(self, position: int, length: int) -> tuple[int, int]:
        """Start and end of the clause around a position, in a text of this length."""
        return _around(self.clause_ends, position, length)

    def sentence_span(self, position: int, length: int) -> tuple[int, int]:
        """Start and end of the sentence around a position, in a text of this length."""
        return _around(self.sentence_ends, position, length)


def _around(ends: tuple[int, ...], position: int, length: int) -> tuple[int, int]:
    after = bisect_right(ends, position - 1) if position else 0
    start = ends[after - 1] + 1 if after else 0
    end = ends[after] if after < len(ends) else length
    return start, max(end, start)


@dataclass(frozen=True, slots=True)
class Reading:
    """A message after normalising, segmentation and lexicon matching."""

    source: Normalised
    cuts: Cuts
    words: WordsOfText
    hits: tuple[Hit, ...]
    by_topic: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    misspelt: tuple[Misspelt, ...] = ()
    """What the normal text says otherwise than it was written."""

    @property
    def text(self) -> str:
        """The normal text."""
        return self.source.text

    def of(self, topic: str, *codes: str) -> Iterator[Hit]:
        """Hits of a topic, all or only of these codes, in order of their start."""
        for hit in self.by_topic.get(topic, ()):
            if not codes or hit.code in codes:
                yield hit

    def says(self, topic: str, *codes: str) -> bool:
        """Whether any such hit exists."""
        return next(self.of(topic, *codes), None) is not None

    def finding(
        self, kind: FindingKind, span: tuple[int, int], value: str, rule: str, score: float = 0.9
    ) -> Finding:
        """Make a finding from a span of the normal text, mapped back to the original."""
        start, end = self.source.span(*span)
        return Finding(kind, start, end, self.source.original[start:end], value, score, rule)
