"""Words of the lexicon taken apart: literals, sets and the gaps between them."""

import re
from dataclasses import dataclass

from nlp.normalise.normalised import normalise

_PIECE = re.compile(r"<(?P<set>[a-z_]+)>|(?P<gap>\.{2,3})|(?P<word>(?:(?!\.\.)[^<>])+)")
NEAR = 8
"""Most characters between the parts of `A..B`."""
FAR = 30
"""Most characters between the parts of `A...B`."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One written word of a rule: its parts, and how far apart they may lie.

    A key is a literal itself, or `<name>` for any word of a set.
    """

    keys: tuple[str, ...]
    gaps: tuple[int, ...]
    """`gaps[i]` is the most characters between part `i` and part `i+1`."""

    @property
    def literal(self) -> bool:
        """Whether it is one plain word."""
        return len(self.keys) == 1 and not self.keys[0].startswith("<")


def parse(word: str) -> Pattern:
    """Take a lexicon word apart.

    Raises:
        ValueError: It begins or ends with a gap, or holds no part.
    """
    keys: list[str] = []
    gaps: list[int] = []
    pending = 0
    for piece in _PIECE.finditer(word):
        if piece["gap"]:
            pending = NEAR if piece["gap"] == ".." else FAR
            continue
        if keys:
            gaps.append(pending)
        elif pending:
            raise ValueError(f"{word!r} begins with a gap")
        pending = 0
        keys.append(f"<{piece['set']}>" if piece["set"] else normalise(piece["word"]).text)
    if not keys or pending:
        raise ValueError(f"{word!r} has no part or ends with a gap")
    return Pattern(tuple(keys), tuple(gaps))
