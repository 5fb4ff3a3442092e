"""Whether two messages are about one matter: same trader or place, hazard, time and wording."""

import re
from dataclasses import dataclass
from datetime import timedelta

from rapidfuzz import fuzz

from nlp.learnt.grams import grams
from nlp.learnt.model import load_model
from nlp.normalise.normalised import normalise
from nlp.understanding import Understanding

_WORDING, _NAMED, _WHERE, _TRADER, _HAZARD = 0.5, 0.15, 0.15, 0.15, 0.2
_ELSEWHERE = 0.1
_ALIKE, _LIKELY = 85.0, 0.4
_NEAR = timedelta(days=30)
_HEAD, _PAIR, _OPENING = 30, 2, 60
# What ends the name of a place or a shop; the two letters before it tell which one.
_NAME = re.compile(
    r"([\u4e00-\u9fff0-9a-z]{2})(?=小区|社区|花园|新城|城|苑|府|庭|湾|街道|镇|乡|村|路|大道|街|巷|学校|中学|小学|幼儿园|学院"
    r"|大学|医院|公司|广场|市场|超市|饭店|酒店|餐厅|店|馆|站|公园|栋|期|厂|院)(.)"
)
_NO_NAME = re.compile("^(?:[这我本该你他一各每所居业住的在是了和有家里个]|附近|周边|整个|老旧)")
_RARE = 6.5
"""From such a rarity on, two letters are a name rather than a word: 火锅店 names no shop."""


@dataclass(frozen=True, slots=True)
class Sameness:
    """How surely two messages are one matter, between 0 and 1, and why."""

    score: float
    why: tuple[str, ...]

    @property
    def likely(self) -> bool:
        """Whether to show one beside the other; nine in ten shown so are one matter."""
        return self.score >= _LIKELY


def same_matter(a: Understanding, b: Understanding, apart: timedelta) -> Sameness:
    """Compare two messages that came `apart` from each other.

    Copied wording about another place is another matter: another trader or district outweighs
    any likeness of words, and names that only one of them begins with speak against it.
    """
    named, where = _named(a.text, b.text), _where(a, b)
    if _another_district(a, b) or (_same_trader(a, b) is False and not named):
        return Sameness(0.0, ("another place or trader",))
    wording = alike(a.text, b.text)
    hazard = bool(set(a.hazards) & set(b.hazards))
    score = _WORDING * wording + _HAZARD * hazard
    score += _NAMED * bool(named) + _WHERE * (where is True)
    score += _TRADER * (_same_trader(a, b) is True)
    score -= _ELSEWHERE * (named is False) + _ELSEWHERE * (where is False)
    why = [f"wording {wording:.2f}"]
    why += ["same hazard"] if hazard else []
    why += ["same place or trader"] if where or named else []
    if abs(apart) > _NEAR:
        score, why = score / 2, [*why, "far apart in time"]
    return Sameness(round(min(max(score, 0.0), 1.0), 3), tuple(why))


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


def _named(a: str, b: str) -> bool | None:
    """True if a name that one begins with stands in the other, False if both begin with others."""
    first, second = normalise(a).text, normalise(b).text
    begin, other = _names(first[:_OPENING]), _names(second[:_OPENING])
    if begin & _names(second) or other & _names(first):
        return True
    return False if begin and other else None


def _names(text: str) -> set[str]:
    rarity = load_model().rarity
    return {
        found[1] + found[2]
        for found in _NAME.finditer(text)
        if not _NO_NAME.match(found[1]) and rarity(found[1]) >= _RARE
    }


def _same_trader(a: Understanding, b: Understanding) -> bool | None:
    """None also where it is no matter of food: a letter about noise names nobody's shop."""
    return _is_alike(a.merchant, b.merchant) if a.hazards and b.hazards else None


def _another_district(a: Understanding, b: Understanding) -> bool:
    return bool(a.district and b.district and a.district != b.district)


def _where(a: Understanding, b: Understanding) -> bool | None:
    """True for the same trader or place, False for different ones, None if one doesn't say."""
    told = (_same_trader(a, b), _is_alike(a.place, b.place))
    known = [one for one in told if one is not None]
    return any(known) if known else None


def _is_alike(one: str | None, other: str | None) -> bool | None:
    return fuzz.partial_ratio(one, other) >= _ALIKE if one and other else None
