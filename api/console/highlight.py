"""The words of a message with the places marked that a decision rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something was decided: the rule, what it speaks for, the words, and its weight."""

    rule: str
    decides: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text and the grounds that rest on all of it; none is plain text."""

    text: str
    grounds: tuple[Ground, ...] = ()


def grounds(understanding: Mapping[str, Any], text: str) -> list[Ground]:
    """The grounds of an understanding that point into a text; a span outside it is left out."""
    found = []
    for why in understanding.get("why", ()):
        span = why.get("span") or (why.get("start", 0), why.get("end", 0))
        start, end = int(span[0]), int(span[1])
        if 0 <= start < end <= len(text):
            weight = float(why.get("weight", 0))
            found.append(Ground(str(why["rule"]), str(why["decides"]), start, end, weight))
    return sorted(found, key=lambda ground: (ground.start, ground.end, ground.rule))


def stretches(text: str, reasons: Sequence[Ground]) -> list[Stretch]:
    """The text cut wherever a ground begins or ends; joined again it is the text."""
    cuts = sorted({0, len(text), *(g.start for g in reasons), *(g.end for g in reasons)})
    return [
        Stretch(
            text[start:end],
            tuple(g for g in reasons if g.start <= start and end <= g.end),
        )
        for start, end in pairwise(cuts)
    ]
