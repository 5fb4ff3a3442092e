"""The order of the steps: gather the facts of a message, then decide what it means."""

from datetime import datetime
from functools import cache
from hashlib import sha256

from knowledge.cities.load import load_city
from knowledge.lexicon.loader import load_lexicon
from nlp.gathering import Gatherer
from nlp.intent.decide import decide
from nlp.learnt.model import Model, load_model, taught_by
from nlp.reading import Reading
from nlp.understanding import Understanding


class Pipeline:
    """Understands messages; built once, then shared by all threads, for it keeps no state.

    Args:
        gatherer: Finds what is said.
        model: Weighs it.
        version: Of lexicon and weights: the same version, the same understanding.
    """

    def __init__(self, gatherer: Gatherer, model: Model, version: str) -> None:
        self._gatherer = gatherer
        self._model = model
        self._version = version

    def understand(self, text: str, at: datetime | None = None) -> Understanding:
        """What one message means.

        Args:
            text: The message as typed; any string at all.
            at: When it was sent, aware; lets 昨晚 become a date.
        """
        return decide(self._gatherer.facts(text, at), self._model, self._version)

    def read(self, text: str) -> Reading:
        """The message normalised, cut into words and marked with the lexicon's hits."""
        return self._gatherer.read(text)


@cache
def gatherer(city: str | None = None) -> Gatherer:
    """Finds facts by the shipped lexicon and a city pack's names, built once a process.

    Raises:
        KnowledgeError: No such city pack, or a data file is wrong.
    """
    return Gatherer(load_lexicon(), load_city(city) if city else None)


@cache
def load(city: str | None = None) -> Pipeline:
    """The pipeline over the shipped lexicon and weights for a city pack, built once a process.

    Raises:
        KnowledgeError: No such city pack, or a data file is wrong.
    """
    version = sha256(f"{load_lexicon().version}/{taught_by()}".encode()).hexdigest()[:12]
    return Pipeline(gatherer(city), load_model(), version)
