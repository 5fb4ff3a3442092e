"""Decides, with the learned model, which stretches of a text name a trader, place, time, food."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

import pycrfsuite

from nlp.reading import Reading
from nlp.tagging.features import Features, Item, Mark

MODEL = "names.crfsuite"
OUTSIDE = "O"
_LEAST = {"m": 0.25, "p": 0.15, "w": 0.12, "f": 0.2}
"""How probable a name must be, for what is said once and has no likelier rival."""
_INSIDE = 0.7
"""A character goes on a name while it is this fraction of the least probable."""
_LOUD = 0.97
"""More surely outside every name, a character is not looked at."""
_LONGEST = 200
"""Of a longer text only the sentences are tagged in which something is known."""
_MOST = 500


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of the normal text: what it names, as one letter, and how probably."""

    start: int
    end: int
    what: str
    score: float


class Tagger:
    """Shared by all threads; each opens the model for itself, for a tagger keeps a text."""

    def __init__(self, features: Features) -> None:
        self._features = features
        source = files("nlp.tagging").joinpath(MODEL)
        # Absent only while it is learned, when nothing is tagged yet.
        self._model = source.read_bytes() if source.is_file() else b""
        self._own = threading.local()

    def find(self, reading: Reading, marks: Sequence[Mark]) -> list[Named]:
        """Everything named, the likeliest first; equally likely ones from left to right."""
        found = [
            one
            for span in _stretches(reading, marks)
            for one in self._find(self._features.of(reading, marks, span), span[0])
        ]
        return sorted(found, key=lambda one: (-one.score, one.start))

    def _find(self, items: list[Item], offset: int) -> Iterator[Named]:
        tagger = self._tagger()
        tagger.set(pycrfsuite.ItemSequence(items))
        spans = list(_spans(tagger.tag()))
        size = len(items)
        loud = [at for at in range(size) if tagger.marginal(OUTSIDE, at) < _LOUD]
        if not loud:
            return
        for what, least in _LEAST.items():
            chances = [0.0] * size
            for at in loud:
                chances[at] = tagger.marginal(f"B{what}", at) + tagger.marginal(f"I{what}", at)
            own = [(start, end) for start, end, letter in spans if letter == what]
            for start, end in own or _likely(chances, least):
                score = sum(chances[start:end]) / (end - start)
                yield Named(start + offset, end + offset, what, round(score, 4))

    def _tagger(self) -> pycrfsuite.Tagger:
        tagger: pycrfsuite.Tagger | None = getattr(self._own, "tagger", None)
        if tagger is None:
            tagger = self._own.tagger = pycrfsuite.Tagger()
            tagger.open_inmemory(self._model)
        return tagger


def _spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Runs that begin with B and go on with I of the same letter."""
    start = 0
    while start < len(labels):
        label, end = labels[start], start + 1
        if label != OUTSIDE:
            while end < len(labels) and labels[end] == f"I{label[1]}":
                end += 1
            yield start, end, label[1]
        start = end


def _likely(chances: Sequence[float], least: float) -> Iterator[tuple[int, int]]:
    """Runs whose characters are probable enough together."""
    start = 0
    while start < len(chances):
        end = start
        while end < len(chances) and chances[end] > least * _INSIDE:
            end += 1
        if end > start and max(chances[start:end]) > least:
            yield start, end
        start = end + 1


def _stretches(reading: Reading, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """The whole of a short text; of a long one the sentences that hold a mark."""
    size = len(reading.text)
    if size <= _LONGEST:
        if size:
            yield 0, size
        return
    left = _MOST
    spans = {reading.cuts.sentence_span(start, size) for start, _, _ in marks}
    for start, end in sorted(spans):
        if 0 < end - start <= left:
            left -= end - start
            yield start, end
