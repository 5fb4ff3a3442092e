"""Reads the messages in which people marked where names begin and end.

A line is `refund ill|message`: before the bar what is asked and whether anybody is ill, after it
the message, `⏎` for a line break. Marked are, as ⟦letter:words⟧, the trader (m), the place (p),
the district (d), the time (w) and the food (f). A line `?|message` leaves open what is asked.
"""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources.abc import Traversable

from knowledge.codes import Demand
from knowledge.reading import KnowledgeError, folder

ILL = "ill"
POINTS = (*(str(demand) for demand in Demand if demand is not Demand.answer), ILL)
"""What is told of a message as a whole; who asks for an answer is seen from its kind."""
_UNTOLD = "?"
_MARK = re.compile(r"⟦([mpdwf]):([^⟦⟧]+)⟧")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a message: what it names, as one letter."""

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """A message with its marks, in order, none over another."""

    text: str
    marks: tuple[Marked, ...]
    points: frozenset[str] | None = frozenset()
    """What is asked, and whether anybody is ill; None where the line leaves it open."""


@cache
def load_tagged() -> tuple[Tagged, ...]:
    """Every marked message of every file.

    Raises:
        KnowledgeError: A mark is not closed, or a letter or a point is unknown.
    """
    return tuple(
        read_line(source.name, line)
        for source in tagged_files()
        for line in source.read_text(encoding="utf-8").split("\n")
        if line and not line.startswith("#")
    )


def digest() -> str:
    """Twelve hex digits of the SHA-256 of the files: tells whether a model is in step."""
    total = sha256()
    for source in tagged_files():
        total.update(source.read_bytes())
    return total.hexdigest()[:12]


def tagged_files() -> list[Traversable]:
    """The files, in the order of their names."""
    there = folder("lexicon", "tagged").iterdir()
    return sorted((one for one in there if one.name.endswith(".txt")), key=lambda one: one.name)


def read_line(name: str, line: str) -> Tagged:
    """A message from a line of the file of this name.

    Raises:
        KnowledgeError: A mark is not closed, or a letter or a point is unknown.
    """
    head, bar, body = line.partition("|")
    points = None if head == _UNTOLD else frozenset(head.split())
    text, marks, position = "", [], 0
    for one in _MARK.finditer(body):
        text += body[position : one.start()]
        marks.append(Marked(len(text), len(text) + len(one[2]), one[1]))
        text += one[2]
        position = one.end()
    text += body[position:]
    if not bar or not (points or frozenset()) <= set(POINTS) or "⟦" in text or "⟧" in text:
        raise KnowledgeError(f"{name}: not as `refund ill|… ⟦m:words⟧ …`: {line!r}")
    return Tagged(text.replace("⏎", "\n"), tuple(marks), points)
