"""Makes the file of weights from the labelled messages: `make learn`.

Needs scikit-learn, which serving does not. The same messages give the same weights.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB

from nlp.learnt.grams import grams
from nlp.learnt.lessons import Lesson, digest, lessons
from nlp.learnt.model import WEIGHTS, Floats, Model, sign

_LEAST_SEEN = 2
_INT8 = 127
_ROUNDS, _TOLERANCE = 500, 1e-4


@dataclass(frozen=True, slots=True)
class Head:
    """How one dimension is learnt.

    A logistic regression learns what tells codes apart, complement naive Bayes what each code's
    messages have in common; what is rare is known better by the second. Both are sums over
    features, and so is their sum.
    """

    fit: float = 5.0
    """How closely the regression may fit."""
    bayes: float = 0.0
    """How much naive Bayes counts beside it."""
    mild: float = 1.0
    """What all scores are multiplied by in the end: likelihoods no surer than right."""


HEADS = {
    "kind": Head(),
    "hazard": Head(),
    "which": Head(bayes=0.7, mild=0.6),
    "letter": Head(),
    "emergency": Head(),
    "agency": Head(bayes=0.3, mild=0.8),
    "setting": Head(),
    "severity": Head(fit=1.0),
}
"""Found by trying on messages that were not learnt from."""
_SIGNS_IN_BAYES, _SMOOTH = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt; shapes as `nlp.learnt.model.Model` takes them."""

    features: tuple[str, ...]
    rarity: Floats
    weights: Floats
    bias: Floats
    heads: dict[str, tuple[str, ...]]

    def model(self) -> Model:
        """The weights, ready to judge."""
        return Model(self.features, self.rarity, self.weights, self.bias, self.heads)


def learn(taught: Sequence[Lesson]) -> Learnt:
    """Fit every dimension."""
    # What is labelled with its hazards alone teaches nothing else, not even what is rare.
    features, rarity = _features([one for one in taught if one.codes.keys() != {"which"}])
    none = np.zeros((len(features), 0), np.float32)
    rows = _matrix(Model(features, rarity, none, none[0], {}), taught, len(features))
    as_bayes = np.where([one.startswith(sign("")) for one in features], _SIGNS_IN_BAYES, 1.0)
    heads: dict[str, tuple[str, ...]] = {}
    columns: list[Floats] = []
    bias: list[Floats] = []
    for head, how in HEADS.items():
        chosen = [number for number, one in enumerate(taught) if head in one.codes]
        codes = [taught[number].codes[head] for number in chosen]
        heads[head], weights, own = _regression(rows[chosen], codes, how.fit)
        if how.bayes:
            weights = weights + how.bayes * _bayes(rows[chosen], codes, as_bayes)
        columns.append((weights * how.mild).astype(np.float32))
        bias.append((own * how.mild).astype(np.float32))
    return Learnt(features, rarity, np.hstack(columns), np.concatenate(bias), heads)


def _regression(
    rows: csr_matrix, codes: Sequence[str], fit: float
) -> tuple[tuple[str, ...], Floats, Floats]:
    """Codes in order, weights (features, codes) and bias (codes,)."""
    fitted = LogisticRegression(C=fit, max_iter=_ROUNDS, tol=_TOLERANCE).fit(rows, codes)
    weights, own = fitted.coef_, fitted.intercept_
    if len(weights) == 1:  # scikit-learn keeps one row for two codes
        weights, own = np.vstack([-weights, weights]) / 2, np.array([-own[0], own[0]]) / 2
    return tuple(str(code) for code in fitted.classes_), weights.T, own


def _bayes(rows: csr_matrix, codes: Sequence[str], counts: Floats) -> Floats:
    """Weights (features, codes), signs counting less: they repeat each other."""
    fitted = ComplementNB(alpha=_SMOOTH).fit(rows.multiply(counts).tocsr(), codes)
    weights = fitted.feature_log_prob_.T
    # What is the same for all codes tells nothing, and would only cost precision.
    centred: Floats = (weights - weights.mean(axis=1, keepdims=True)) * counts[:, None]
    return centred


def _features(taught: Sequence[Lesson]) -> tuple[tuple[str, ...], Floats]:
    """Grams and signs seen often enough, with their rarity; a sign's is 1."""
    seen: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for one in taught:
        seen.update(grams(one.text).keys())
        marked.update(one.signs)
    kept = sorted(gram for gram, times in seen.items() if times >= _LEAST_SEEN)
    rare = [np.log((len(taught) + 1) / (seen[gram] + 1)) + 1 for gram in kept]
    marks = sorted(sign(mark) for mark, times in marked.items() if times >= _LEAST_SEEN)
    return (*kept, *marks), np.array(rare + [1.0] * len(marks), dtype=np.float32)


def _matrix(model: Model, taught: Sequence[Lesson], width: int) -> csr_matrix:
    rows = [model.row(one.text, one.signs) for one in taught]
    ends = np.cumsum([0, *(len(row.numbers) for row in rows)])
    values = np.concatenate([row.values for row in rows])
    numbers = np.concatenate([row.numbers for row in rows])
    return csr_matrix((values, numbers, ends), (len(rows), width))


def pack(learnt: Learnt, taught_by: str) -> bytes:
    """The file of weights: each column in steps of a 127th of its largest weight."""
    steps = np.maximum(np.abs(learnt.weights).max(axis=0), 1e-6) / _INT8
    about = json.dumps({"heads": learnt.heads, "digest": taught_by})
    out = BytesIO()
    np.savez_compressed(
        out,
        about=np.frombuffer(about.encode(), dtype=np.uint8),
        features=np.frombuffer("\n".join(learnt.features).encode(), dtype=np.uint8),
        rarity=learnt.rarity.astype(np.float16),
        weights=np.round(learnt.weights / steps).astype(np.int8),
        steps=steps.astype(np.float32),
        bias=learnt.bias,
    )
    return out.getvalue()


def main() -> None:
    """Learn from all messages and replace the shipped weights."""
    taught = lessons()
    learnt = learn(taught)
    packed = pack(learnt, digest())
    (Path(__file__).parent / WEIGHTS).write_bytes(packed)
    told = f"{len(taught)} messages, {len(learnt.features)} features, {len(packed)} bytes\n"
    sys.stdout.write(told)


if __name__ == "__main__":
    main()
