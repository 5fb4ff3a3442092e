"""Adds up what the lexicon's hits say for each code of one dimension."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from nlp.reading import Hit

_REPEAT = 0.25
"""A rule that fires again adds little: ten flies are not ten times as sure as one."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Score of each code, best first, and the hits behind it."""

    scores: dict[str, float]
    hits: dict[str, tuple[Hit, ...]]

    def of(self, code: str) -> float:
        """The score of a code, 0 if nothing spoke for it."""
        return self.scores.get(code, 0.0)

    def first(self, code: str) -> int:
        """Where its first hit starts."""
        return self.hits[code][0].start


def tally(hits: Iterable[Hit]) -> Tally:
    """Sum the weights per code; words of one rule count once fully and then little."""
    scores: defaultdict[str, float] = defaultdict(float)
    behind: defaultdict[str, list[Hit]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for hit in hits:
        again = (hit.code, hit.rule) in seen
        seen.add((hit.code, hit.rule))
        scores[hit.code] += hit.weight * (_REPEAT if again else 1.0)
        behind[hit.code].append(hit)
    ordered = dict(sorted(scores.items(), key=lambda item: (-item[1], behind[item[0]][0].start)))
    return Tally(ordered, {code: tuple(found) for code, found in behind.items()})
