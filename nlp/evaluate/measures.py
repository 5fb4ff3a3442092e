"""Counts what was right, per class and over all."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.understanding import Understanding

ONE_OF = ("hazard", "setting", "severity", "agency")
FIELDS = ("merchant", "place", "district", "when", "food", "people_ill", "amount", "case_no")
_BINS = 10
_NOTHING = "-"

Label = Mapping[str, Any]
Pair = tuple[Label, Understanding]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one class, with how often it was expected."""

    name: str
    precision: float
    recall: float
    f1: float
    expected: int


def main_hazard(label: Label) -> str | None:
    """The hazard a label states, as `hazard` or first of `hazards`; None for none."""
    hazards = label.get("hazards") or ()
    found = label["hazard"] if "hazard" in label else next(iter(hazards), None)
    return str(found) if found is not None else None


def kinds(pairs: Sequence[Pair]) -> list[Score]:
    """One score a kind, and `micro` over all of them."""
    counted = [(set(a["kinds"]), {str(k) for k in u.kinds}) for a, u in pairs if "kinds" in a]
    names = sorted({kind for expected, actual in counted for kind in expected | actual})
    scores = [
        _score(name, [({name} & expected, {name} & actual) for expected, actual in counted])
        for name in names
    ]
    return [*scores, _score("micro", counted)]


def emergency(pairs: Sequence[Pair]) -> Score:
    """Of the messages that state `emergency`."""
    counted = [
        ({"emergency"} if label["emergency"] else set(), {"emergency"} if u.emergency else set())
        for label, u in pairs
        if "emergency" in label
    ]
    return _score("emergency", counted)


def confusion(pairs: Sequence[Pair], key: str) -> Counter[tuple[str, str]]:
    """How often each expected code of a dimension was answered by each actual one."""
    return Counter(
        (expected, answer(found, key))
        for label, found in pairs
        if (expected := _expected(label, key)) is not None
    )


def fields(pairs: Sequence[Pair]) -> dict[str, tuple[int, int]]:
    """For each field: right ones, and how many labels state it (null counts as stated)."""
    return {
        key: (
            sum(getattr(found, key) == label[key] for label, found in pairs if key in label),
            sum(key in label for label, _ in pairs),
        )
        for key in FIELDS
    }


def histogram(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """Ten bins of confidence: how many fell into each, and how many of those were right."""
    bins = [(0, 0)] * _BINS
    for label, found in pairs:
        at = min(int(found.confidence * _BINS), _BINS - 1)
        bins[at] = (bins[at][0] + 1, bins[at][1] + (not errors(label, found)))
    return bins


def errors(label: Label, found: Understanding) -> list[str]:
    """What is wrong with one answer: kinds, main hazard, emergency."""
    wrong = []
    if "kinds" in label and set(label["kinds"]) != {str(kind) for kind in found.kinds}:
        wrong.append("kinds")
    wrong += [
        key
        for key in ONE_OF
        if (expected := _expected(label, key)) is not None and expected != answer(found, key)
    ]
    if "emergency" in label and label["emergency"] != found.emergency:
        wrong.append("emergency")
    return wrong


def answer(found: Understanding, key: str) -> str:
    """The code found for a dimension, `-` for none."""
    if key == "hazard":
        return str(found.hazards[0]) if found.hazards else _NOTHING
    value = getattr(found, key)
    return str(value) if value is not None else _NOTHING


def _expected(label: Label, key: str) -> str | None:
    found = main_hazard(label) if key == "hazard" else label.get(key)
    return str(found) if found is not None else None


def _score(name: str, counted: Iterable[tuple[set[str], set[str]]]) -> Score:
    both = expected = actual = 0
    for wanted, found in counted:
        both += len(wanted & found)
        expected += len(wanted)
        actual += len(found)
    return Score(
        name,
        both / actual if actual else 0.0,
        both / expected if expected else 0.0,
        2 * both / (expected + actual) if expected + actual else 0.0,
        expected,
    )
