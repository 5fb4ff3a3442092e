"""The weights, and what they say of one message.

A message is a row of features: its grams, weighed by their rarity and scaled to one length, and
the signs of the rules. Each dimension (`kind`, `hazard` …) is a multinomial logistic regression
over them, so that its numbers are probabilities.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from nlp.learnt.grams import grams

Floats = NDArray[np.float32]

GRAMS_COUNT, SIGN_COUNTS = 6.0, 0.25
"""How much all grams together and one sign weigh beside each other; found by trying."""
WEIGHTS = "weights.npz"
_SIGN = "\t"
"""Begins the name of a sign, so that none is taken for a gram."""


@dataclass(frozen=True, slots=True)
class Row:
    """A message as features: their numbers, their values, and where a gram first begins."""

    numbers: NDArray[np.int64]
    values: Floats
    places: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """A gram that spoke for one code rather than another: where it lies, and by how much."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely each code of one dimension is, the likeliest first."""

    likely: Mapping[str, float]

    @property
    def best(self) -> str:
        """The likeliest code."""
        return next(iter(self.likely))

    def first(self, among: Iterable[str]) -> str | None:
        """The likeliest of some codes."""
        wanted = frozenset(among)
        return next((code for code in self.likely if code in wanted), None)

    def of(self, code: str) -> float:
        """How likely a code is, between 0 and 1."""
        return self.likely.get(code, 0.0)

    def without(self, ruled_out: str) -> "Verdict":
        """The same where a code is ruled out."""
        left = {code: share for code, share in self.likely.items() if code != ruled_out}
        whole = sum(left.values()) or 1.0
        return Verdict({code: share / whole for code, share in left.items()})

    def together(self, other: "Verdict", counts: float) -> "Verdict":
        """Both as witnesses of one thing, the other counting so much beside this one."""
        shares = {code: share * other.of(code) ** counts for code, share in self.likely.items()}
        whole = sum(shares.values()) or 1.0
        ranked = sorted(shares.items(), key=lambda one: (-one[1], one[0]))
        return Verdict({code: share / whole for code, share in ranked})


class Model:
    """All dimensions' weights; read once, then shared by all threads."""

    def __init__(
        self,
        features: Sequence[str],
        rarity: Floats,
        weights: Floats,
        bias: Floats,
        heads: Mapping[str, Sequence[str]],
    ) -> None:
        """Bind the weights.

        Args:
            features: Grams, and signs with their mark.
            rarity: Of each feature, shape (features,); a sign's is 1.
            weights: Shape (features, codes of all heads).
            bias: Shape (codes of all heads,).
            heads: Each dimension's codes, in the order of the columns.
        """
        self._numbers = {feature: number for number, feature in enumerate(features)}
        self._rarity = rarity
        self._rarest = float(rarity.max(initial=1.0))
        self._weights = weights
        self._bias = bias
        self._columns: dict[str, tuple[int, tuple[str, ...]]] = {}
        begin = 0
        for head, codes in heads.items():
            self._columns[head] = (begin, tuple(codes))
            begin += len(codes)

    def rarity(self, gram: str) -> float:
        """How much a gram tells a text from others; one never seen tells most."""
        number = self._numbers.get(gram)
        return self._rarest if number is None else float(self._rarity[number])

    def row(self, text: str, signs: Iterable[str]) -> Row:
        """The features of a normal text with its signs; those never seen are passed over."""
        found = grams(text)
        known = [
            (number, at, one)
            for one, at in found.items()
            if (number := self._numbers.get(one)) is not None
        ]
        rarity = self._rarity[[number for number, _, _ in known]]
        unknown = (len(found) - len(known)) * self._rarest**2
        length = float(np.sqrt(np.square(rarity).sum() + unknown)) or 1.0
        marked = [self._numbers.get(_SIGN + sign) for sign in signs]
        told = sorted(number for number in marked if number is not None)
        return Row(
            np.array([number for number, _, _ in known] + told, dtype=np.int64),
            np.concatenate(
                [rarity * (GRAMS_COUNT / length), np.full(len(told), SIGN_COUNTS)]
            ).astype(np.float32),
            (*((at, at + len(one)) for _, at, one in known), *(None for _ in told)),
        )

    def judge(self, row: Row) -> dict[str, Verdict]:
        """What each dimension's weights say of a row."""
        scores = row.values @ self._weights[row.numbers] + self._bias
        return {
            head: _verdict(codes, scores[begin : begin + len(codes)])
            for head, (begin, codes) in self._columns.items()
        }

    def verdict(self, row: Row, head: str) -> Verdict:
        """What one dimension's weights say of a row."""
        begin, codes = self._columns[head]
        columns = slice(begin, begin + len(codes))
        weights = self._weights[:, columns][row.numbers]
        return _verdict(codes, row.values @ weights + self._bias[columns])

    def witnesses(self, row: Row, head: str, code: str, other: str, most: int) -> list[Witness]:
        """The grams that spoke most for a code against another, the strongest first."""
        begin, codes = self._columns[head]
        lead = self._weights[row.numbers, begin + codes.index(code)]
        lead = lead - self._weights[row.numbers, begin + codes.index(other)]
        said = lead * row.values
        order = np.argsort(-said, kind="stable")
        return list(_strongest(row, said, order, most))


def _strongest(row: Row, said: Floats, order: NDArray[np.int64], most: int) -> Iterator[Witness]:
    """Those that overlap no stronger one."""
    taken: list[tuple[int, int]] = []
    for number in order:
        place = row.places[number]
        if said[number] <= 0 or len(taken) == most:
            return
        if place and all(place[1] <= start or end <= place[0] for start, end in taken):
            taken.append(place)
            yield Witness(place[0], place[1], round(float(said[number]), 3))


def _verdict(codes: Sequence[str], scores: Floats) -> Verdict:
    odds = np.exp(scores - scores.max())
    shares = odds / odds.sum()
    ranked = sorted(zip(codes, shares.tolist(), strict=True), key=lambda one: (-one[1], one[0]))
    return Verdict(dict(ranked))


@cache
def load_model() -> Model:
    """The shipped weights, read once a process."""
    raw = files("nlp.learnt").joinpath(WEIGHTS).read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as kept:
        about = json.loads(bytes(kept["about"]).decode())
        steps = kept["steps"].astype(np.float32)
        return Model(
            features=bytes(kept["features"]).decode().split("\n"),
            rarity=kept["rarity"].astype(np.float32),
            weights=kept["weights"].astype(np.float32) * steps,
            bias=kept["bias"].astype(np.float32),
            heads=about["heads"],
        )


def taught_by() -> str:
    """The digest of what the shipped weights were made from; see `nlp.learnt.train.digest`."""
    raw = files("nlp.learnt").joinpath(WEIGHTS).read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as kept:
        return str(json.loads(bytes(kept["about"]).decode())["digest"])


def sign(name: str) -> str:
    """The name of a sign among the features."""
    return _SIGN + name
