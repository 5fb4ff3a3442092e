"""The order of the steps: normalise, segment, match, judge, recognise, decide."""

from collections import defaultdict
from datetime import datetime
from functools import cache

from knowledge.cities.city import City
from knowledge.cities.load import load_city
from knowledge.codes import Kind
from knowledge.lexicon.loader import Lexicon, load_lexicon
from nlp.intent import decide
from nlp.match.exact import ExactMatcher
from nlp.match.fuzzy import FuzzyMatcher
from nlp.match.likeness import NONE, Example, Likeness, features
from nlp.match.overlaps import settle
from nlp.normalise.normalised import normalise
from nlp.reading import Cuts, Hit, Reading
from nlp.recognize.every import Recognisers
from nlp.recognize.gazetteer import Gazetteer
from nlp.scope import judge
from nlp.segment.words import Segmenter, Words
from nlp.tagging.features import Item
from nlp.understanding import Understanding

_TELLING = frozenset({"hazard", "agency", "kind", "demand"})
"""Topics of which one exact word is enough to know what a message is about."""


class Pipeline:
    """Understands messages; built once, then shared by all threads, for it keeps no state.

    Args:
        lexicon: The words.
        city: The city pack served, whose short names and streets are known; None for none.
    """

    def __init__(self, lexicon: Lexicon, city: City | None = None) -> None:
        self._lexicon = lexicon
        self._segmenter = Segmenter(word for word in lexicon.words() if word.isalpha())
        self._matcher = ExactMatcher(lexicon)
        self._fuzzy = FuzzyMatcher(lexicon)
        self._recognisers = Recognisers(lexicon, Gazetteer(city), self._segmenter.common())
        self._like = self._learn(lexicon)

    def understand(self, text: str, at: datetime | None = None) -> Understanding:
        """What one message means.

        Args:
            text: The message as typed; any string at all.
            at: When it was sent, aware; lets 昨晚 become a date.
        """
        reading = self.read(text)
        findings = self._recognisers.find(reading, at)
        return decide.decide(reading, findings, self._lexicon.version)

    def read(self, text: str) -> Reading:
        """The message normalised, cut into words and marked with the lexicon's hits."""
        source = normalise(text)
        cuts = Cuts.of(source.text)
        words = Words(self._segmenter, source.text)
        hits = self._hits(source.text, cuts)
        found = features(source.text, hits)
        like = {dimension: one.rank(found) for dimension, one in self._like.items()}
        return Reading(source, cuts, words, hits, _by_topic(hits), like)

    def seen(self, reading: Reading) -> list[Item]:
        """What the tagger sees of each character of a reading, for learning."""
        return self._recognisers.seen(reading)

    def _hits(self, text: str, cuts: Cuts) -> tuple[Hit, ...]:
        return judge(text, cuts, settle(self._matched(text, cuts)))

    def _learn(self, lexicon: Lexicon) -> dict[str, Likeness]:
        """Read the example sentences as messages are read."""
        examples: defaultdict[str, list[Example]] = defaultdict(list)
        for group in lexicon.examples:
            codes = {
                "kind": group.kind,
                "hazard": group.hazard or (None if group.kind is Kind.tip else NONE),
                "agency": group.agency,
            }
            for sentence in group.says:
                text = normalise(sentence).text
                found = features(text, self._hits(text, Cuts.of(text)))
                for dimension, code in codes.items():
                    if code is not None:
                        examples[dimension].append((found, str(code)))
        return {dimension: Likeness(some) for dimension, some in examples.items()}

    def _matched(self, text: str, cuts: Cuts) -> tuple[Hit, ...]:
        exact = self._matcher.find(text, cuts)
        telling = any(hit.topic in _TELLING for hit in exact)
        return exact if telling else (*exact, *self._fuzzy.find(text))


@cache
def load(city: str | None = None) -> Pipeline:
    """The pipeline over the shipped lexicon for a city pack, built once a process.

    Raises:
        KnowledgeError: No such city pack, or a data file is wrong.
    """
    return Pipeline(load_lexicon(), load_city(city) if city else None)


def _by_topic(hits: tuple[Hit, ...]) -> dict[str, tuple[Hit, ...]]:
    topics: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        topics[hit.topic].append(hit)
    return {topic: tuple(found) for topic, found in topics.items()}
