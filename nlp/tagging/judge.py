"""How probably a message asks for each thing a person may demand, and speaks of somebody ill."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable
from importlib.resources import files
from itertools import pairwise
from math import exp, fsum

from knowledge.lexicon.tagged_messages import POINTS
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
    """Adds up what each feature says for each point; keeps no state."""

    def __init__(self) -> None:
        source = files("nlp.tagging").joinpath(MODEL)
        # Absent only while it is learned, when nothing is judged yet.
        text = source.read_text(encoding="utf-8") if source.is_file() else "{}"
        self._weights: dict[str, list[float]] = json.loads(text)

    def chances(self, found: Iterable[str]) -> dict[str, float]:
        """The probability of every point, given the features of a text."""
        known = [self._weights[ALWAYS]]
        known += [self._weights[one] for one in found if one in self._weights]
        sums = map(fsum, zip(*known, strict=True))  # exact, in whatever order
        return {
            point: round(1 / (1 + exp(-min(max(total, -_SURE), _SURE))), 4)
            for point, total in zip(POINTS, sums, strict=True)
        }

    def of(self, reading: Reading) -> dict[str, float]:
        """The probabilities for a whole message."""
        return self.chances(features(reading.text, reading.hits))

    def clause(self, reading: Reading, point: str) -> tuple[int, int]:
        """The clause that speaks most for a point."""
        best, span, start = -1.0, (0, len(reading.text)), 0
        starts = [hit.start for hit in reading.hits]
        for end in (*reading.cuts.clause_ends, len(reading.text)):
            if end - start > 1:
                inside = reading.hits[bisect_left(starts, start) : bisect_left(starts, end)]
                hits = [hit for hit in inside if hit.end <= end]
                chance = self.chances(features(reading.text[start:end], hits))[point]
                if chance > best:
                    best, span = chance, (start, end)
            start = end + 1
        return span


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
