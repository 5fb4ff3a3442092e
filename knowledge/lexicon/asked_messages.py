"""Reads the messages of which it is told what they ask for.

A line is `refund compensation|message`: before the bar what is asked of a trader or of the
authority, nothing where nothing is, after it the message, `⏎` for a line break.
"""

from hashlib import sha256
from importlib.resources.abc import Traversable

from knowledge.lexicon.tagged_messages import ILL, POINTS, Tagged, load_tagged, read_line
from knowledge.reading import folder

DEMANDS = tuple(point for point in POINTS if point != ILL)


def load_asked() -> list[Tagged]:
    """Every such message, those that have marks too.

    Raises:
        KnowledgeError: A line is not as it should be.
    """
    own = [
        read_line(source.name, line)
        for source in _asked_files()
        for line in source.read_text(encoding="utf-8").split("\n")
        if line and not line.startswith("#")
    ]
    return [*own, *(one for one in load_tagged() if one.points is not None)]


def digest() -> str:
    """Twelve hex digits of the SHA-256 of these messages: tells if the weights are in step."""
    total = sha256()
    for one in load_asked():
        total.update(f"{one.text}|{sorted(one.points or ())}\n".encode())
    return total.hexdigest()[:12]


def _asked_files() -> list[Traversable]:
    there = folder("lexicon", "asked").iterdir()
    return sorted((one for one in there if one.name.endswith(".txt")), key=lambda one: one.name)
