"""Whether two messages are about one matter: the same trader or place, hazard and wording."""

from dataclasses import dataclass
from datetime import timedelta

from rapidfuzz import fuzz

from nlp.learnt.grams import grams
from nlp.learnt.model import load_model
from nlp.normalise.normalised import normalise
from nlp.understanding import Understanding

_WHERE, _HAZARD, _WORDING = 0.5, 0.2, 0.3
_ALIKE = 85.0
_NEAR = timedelta(days=30)
_HEAD, _PAIR = 30, 2


@dataclass(frozen=True, slots=True)
class Sameness:
    """How surely two messages are one matter, between 0 and 1, and why."""

    score: float
    why: tuple[str, ...]


def same_matter(a: Understanding, b: Understanding, apart: timedelta) -> Sameness:
    """Compare two messages that came `apart` from each other.

    Copied wording about another place is another matter: a different trader, place or district
    outweighs any likeness of words.
    """
    where = _where(a, b)
    if where is False:
        return Sameness(0.0, ("another place or trader",))
    wording = alike(a.text, b.text)
    hazard = bool(set(a.hazards) & set(b.hazards))
    score = _WORDING * wording + _HAZARD * hazard + (_WHERE if where else 0.0)
    why = [f"wording {wording:.2f}"]
    why += ["same hazard"] if hazard else []
    why += ["same place or trader"] if where else []
    if abs(apart) > _NEAR:
        score, why = score / 2, [*why, "far apart in time"]
    return Sameness(round(score, 3), tuple(why))


def alike(a: str, b: str) -> float:
    """How much two wordings share, between 0 and 1: rare pairs of characters weigh more.

    People say in the beginning what a message is about, so that counts as much as all the rest.
    """
    first, second = normalise(a).text, normalise(b).text
    return (_shared(first[:_HEAD], second[:_HEAD]) + _shared(first, second)) / 2


def _shared(a: str, b: str) -> float:
    one, other = _pairs(a), _pairs(b)
    least = min(sum(one.values()), sum(other.values()))
    both = sum(weight for pair, weight in one.items() if pair in other)
    return both / least if least else 0.0


def _pairs(text: str) -> dict[str, float]:
    model = load_model()
    return {gram: model.rarity(gram) - 1 for gram in grams(text) if len(gram) == _PAIR}


def _where(a: Understanding, b: Understanding) -> bool | None:
    """True for the same trader or place, False for different ones, None if one doesn't say."""
    if a.district and b.district and a.district != b.district:
        return False
    told = [
        fuzz.partial_ratio(one, other) >= _ALIKE
        for one, other in ((a.merchant, b.merchant), (a.place, b.place))
        if one and other
    ]
    return any(told) if told else None
