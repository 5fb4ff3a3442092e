"""Where words stand in a text, for what is asked of their surroundings.

A pattern built of a name is compiled anew for every message, which costs more than a search.
"""

from collections.abc import Iterator


def occurrences(words: str, text: str) -> Iterator[int]:
    """Where some words begin in a text, from the left; they may overlap."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
