"""Learns what messages ask for: `python -m nlp.asked.train`.

Told is what a whole message asks, not which clause says so: a message asks for something unless
none of its clauses does, and the weights are those that make what is told likeliest. Of every
message that asks, and of some others, a second one is written by ear, with characters that only
sound like the right ones.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from knowledge.lexicon.asked_messages import DEMANDS, digest, load_asked
from nlp import pipeline
from nlp.asked.asking import MODEL
from nlp.asked.features import clauses, features
from nlp.match.sounds import sound

STEP = "step.json"
"""Beside the weights: which messages they were learnt from."""
_SEED = 20_261
_BY_EAR, _OTHERS = 0.15, 0.3
"""So many characters are written by ear, and so many of the messages that ask for nothing."""
_LEAST_SEEN, _LEAST_WEIGHT, _ROUNDS = 2, 0.04, 80
_SMALL = 0.3
"""How much it costs that a weight is large."""
_CERTAIN, _NEARLY_NONE = 30.0, 1e-9
Floats = NDArray[np.float64]
Asked = tuple[str, frozenset[str]]


def lessons() -> list[Asked]:
    """The messages, and those written by ear; always the same."""
    random = Random(_SEED)  # noqa: S311 - chance for variety, not for secrets
    told = [(one.text, (one.points or frozenset()) & set(DEMANDS)) for one in load_asked()]
    alike = _alike("".join(text for text, _ in told))
    heard = [
        (_by_ear(text, alike, random), points)
        for text, points in told
        if points or random.random() < _OTHERS
    ]
    return [*told, *heard]


def _alike(text: str) -> Mapping[str, Sequence[str]]:
    """Each character to all that sound like it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for char in sorted(set(text)):
        if "\u4e00" <= char <= "\u9fff":
            found[sound(char)].append(char)
    return {char: same for same in found.values() for char in same}


def _by_ear(text: str, alike: Mapping[str, Sequence[str]], random: Random) -> str:
    return "".join(
        random.choice(alike[char]) if char in alike and random.random() < _BY_EAR else char
        for char in text
    )


def learn(taught: Sequence[Asked]) -> dict[str, dict[str, float]]:
    """The weights: feature → demand → weight, without those that say next to nothing."""
    shared, rows, owner = pipeline.gatherer("china"), list[set[str]](), list[int]()
    for at, (text, _) in enumerate(taught):
        reading = shared.read(text)
        for span in clauses(reading):
            rows.append(features(reading.text, *span))
            owner.append(at)
    seen = Counter(one for row in rows for one in row)
    known = sorted(one for one, times in seen.items() if times >= _LEAST_SEEN)
    place = {one: at for at, one in enumerate(known)}
    columns = [sorted(place[one] for one in row if one in place) for row in rows]
    matrix = _matrix(columns, len(known))
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for demand in DEMANDS:
        asked = np.array([demand in points for _, points in taught])
        for one, weight in zip(known, _fit(matrix, np.array(owner), asked), strict=True):
            if abs(weight) >= _LEAST_WEIGHT:
                weights[one][demand] = round(float(weight), 2)
    return weights


def _matrix(rows: Sequence[Sequence[int]], width: int) -> Any:
    ends = np.cumsum([0, *map(len, rows)])
    columns = [one for row in rows for one in row]
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), width))


def _fit(matrix: Any, owner: NDArray[np.int64], asked: NDArray[np.bool_]) -> Floats:
    """The weights that make likeliest what is told, each of them kept small."""
    turned = matrix.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        sums = np.clip(matrix @ weights, -_CERTAIN, _CERTAIN)
        silent = np.bincount(owner, np.logaddexp(0, sums), len(asked))
        silent = np.maximum(silent, _NEARLY_NONE)  # less the log of the chance that none asks
        none = np.exp(-silent)
        value = np.where(asked, -np.log1p(-none), silent).sum() + _SMALL * (weights @ weights) / 2
        slope = np.where(asked, -none / (1 - none), 1.0)[owner] / (1 + np.exp(-sums))
        return float(value), turned @ slope + _SMALL * weights

    start = np.zeros(matrix.shape[1])
    found: Floats = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}
    ).x
    return found


def main(folder: Path) -> None:
    """Write the weights, and beside them what they were learnt from."""
    weights = learn(lessons())
    names = ((json.dumps(one, ensure_ascii=False), weights[one]) for one in sorted(weights))
    lines = (f"{one}: {json.dumps(each)}" for one, each in names)
    (folder / MODEL).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    (folder / STEP).write_text(json.dumps({"messages": digest()}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(str(files("nlp.asked"))))
