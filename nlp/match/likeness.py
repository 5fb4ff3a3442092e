"""What a message is like: compared with the example sentences of the lexicon.

Words of the lexicon find what is said plainly. Who writes "两个人轮流蹲马桶" uses none of them,
but writes like others who were ill. A sentence is taken as the set of its characters, its pairs of
characters and the rules that fired in it; each speaks for a code as much as it occurs more often
in that code's examples than in all others (complement naive Bayes over the presence of features).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log

from nlp.reading import Hit, Stance

Example = tuple[frozenset[str], str]
_GAPS = re.compile(r"[^\u4e00-\u9fffa-z0-9]+")
NONE = "none"
"""Stands, among hazards, for sentences in which nothing is wrong with food."""
_SMOOTH = 4.0
_PRIOR = 0.3
"""How much of an example set's size counts: we wrote as many as we liked of each."""
_FULL = 60
"""Up to so many features count fully; of a longer text, each the less."""


def features(text: str, hits: Iterable[Hit]) -> frozenset[str]:
    """Characters, pairs of characters within a clause, and the rules that fired undenied."""
    found: set[str] = set()
    for piece in _GAPS.split(text):
        found.update(piece)
        found.update(a + b for a, b in pairwise(piece))
    found.update(hit.rule for hit in hits if hit.stance is not Stance.denied)
    return frozenset(found)


class Likeness:
    """The codes of one dimension, each with what its examples are made of."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._sizes = Counter(code for _, code in examples)
        self._total = len(examples)
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for found, code in examples:
            for feature in found:
                counts[feature][code] += 1
        self._weights = {feature: self._weigh(among) for feature, among in counts.items()}

    def _weigh(self, among: Counter[str]) -> tuple[float, ...]:
        """What a feature says for each code, in the order of `self._sizes`."""
        everywhere = sum(among.values())
        smooth = _SMOOTH * everywhere / self._total
        return tuple(
            log((among[code] + smooth) / (size + _SMOOTH))
            - log((everywhere - among[code] + smooth) / (self._total - size + _SMOOTH))
            for code, size in self._sizes.items()
        )

    def rank(self, found: Iterable[str]) -> dict[str, float]:
        """Each code's log-likelihood below the best code's, which is 0, the best first."""
        known = [self._weights[feature] for feature in found if feature in self._weights]
        if not known:
            return {}
        damp = min(1.0, _FULL / len(known))
        final = {
            code: sum(column) * damp + _PRIOR * log(size)
            for (code, size), column in zip(
                self._sizes.items(), zip(*known, strict=True), strict=True
            )
        }
        best = max(final.values())
        return {
            code: score - best
            for code, score in sorted(final.items(), key=lambda item: (-item[1], item[0]))
        }
