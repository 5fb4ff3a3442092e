"""How probably a message asks for each thing that can be demanded."""

import json
from collections.abc import Iterable
from importlib.resources import files
from math import exp, fsum

from knowledge.lexicon.asked_messages import DEMANDS
from nlp.asked.features import clauses, features
from nlp.reading import Reading

MODEL = "asked.json"
_SURE = 30.0
Span = tuple[int, int]


class Asking:
    """Adds up what each feature of a clause says; a message asks what any clause asks.

    Keeps no state but the weights: feature → demand's place in the list → weight.
    """

    def __init__(self) -> None:
        source = files("nlp.asked").joinpath(MODEL)
        # Absent only while it is learnt, when nothing is judged yet.
        text = source.read_text(encoding="utf-8") if source.is_file() else "{}"
        self._weights: dict[str, dict[str, float]] = json.loads(text)

    def of(self, reading: Reading) -> dict[str, tuple[float, Span]]:
        """Every demand with its probability, and the clause that says most for it."""
        heard = [(span, self._clause(features(reading.text, *span))) for span in clauses(reading)]
        found: dict[str, tuple[float, Span]] = {}
        for place, demand in enumerate(DEMANDS):
            no, best, where = 1.0, -1.0, (0, len(reading.text))
            for span, chances in heard:
                no *= 1 - chances[place]
                if chances[place] > best:
                    best, where = chances[place], span
            found[demand] = (round(1 - no, 4), where)
        return found

    def _clause(self, found: Iterable[str]) -> list[float]:
        known = [self._weights[one] for one in found if one in self._weights]
        return [_chance(fsum(one.get(demand, 0.0) for one in known)) for demand in DEMANDS]


def _chance(total: float) -> float:
    return 1 / (1 + exp(-min(max(total, -_SURE), _SURE)))
