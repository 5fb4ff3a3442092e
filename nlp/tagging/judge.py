"""How probably a message speaks of somebody ill."""

import json
import re
from collections.abc import Iterable
from importlib.resources import files
from itertools import pairwise
from math import exp, fsum

from nlp.reading import Hit, Reading

MODEL = "points.json"
ALWAYS = "always"
"""The feature that every text has."""
_SURE = 30.0
_GAPS = re.compile(r"[^\u4e00-\u9fffa-z0-9]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HEAD, _TAIL = 500, 300
"""Of a long text the beginning and the end are judged."""


class Judge:
    """Adds up what each feature says; keeps no state."""

    def __init__(self) -> None:
        source = files("nlp.tagging").joinpath(MODEL)
        # Absent only while it is learned, when nothing is judged yet.
        text = source.read_text(encoding="utf-8") if source.is_file() else "{}"
        self._weights: dict[str, float] = json.loads(text)

    def of(self, reading: Reading) -> float:
        """The probability for a whole message."""
        found = {ALWAYS, *features(reading.text, reading.hits)}
        total = fsum(self._weights[one] for one in found if one in self._weights)  # exact
        return round(1 / (1 + exp(-min(max(total, -_SURE), _SURE))), 4)


def features(text: str, hits: Iterable[Hit]) -> set[str]:
    """Characters, their pairs and triples, ends of clauses, and the rules that fired."""
    if len(text) > _HEAD + _TAIL:
        text = f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    pieces = [one for one in _GAPS.split(_NUMBER.sub("0", text)) if one]
    found: set[str] = {f"n{min(len(text) // 20, 6)}"}
    for piece in pieces:
        found.update(piece)
        found.update(map("".join, pairwise(piece)))
        found.update(map("".join, zip(piece, piece[1:], piece[2:], strict=False)))
        found.add(f"^{piece[:2]}")
        found.add(f"${piece[-2:]}")
    if pieces:
        found.update(f"L{a}{b}" for a, b in zip(pieces[-1], pieces[-1][1:], strict=False))
    if text.rstrip().endswith("?"):
        found.add("Q")
    for hit in hits:
        found.add(f"r{hit.rule}/{hit.stance}")
        found.add(f"t{hit.decides}/{hit.stance}")
    return found
