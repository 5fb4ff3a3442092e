"""The first steps, in order: normalise, segment, match, judge, recognise, gather."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from knowledge.cities.city import City
from knowledge.lexicon.loader import Lexicon
from nlp.intent.facts import Facts, gather
from nlp.intent.who_writes import without_writer
from nlp.match.exact import ExactMatcher
from nlp.match.fuzzy import FuzzyMatcher
from nlp.match.misspelt import Spelling, put_right
from nlp.match.overlaps import settle
from nlp.normalise.normalised import Normalised, normalise
from nlp.reading import Cuts, Hit, Misspelt, Reading
from nlp.recognize.every import Recognisers
from nlp.recognize.gazetteer import Gazetteer
from nlp.scope import judge
from nlp.segment.words import Segmenter, Words
from nlp.substituted import with_substituted
from nlp.tagging.features import Item
from nlp.told_by_findings import with_findings
from nlp.understanding import Finding, FindingKind

_TELLING = frozenset({"hazard", "agency", "kind", "demand"})
"""Topics of which one exact word is enough to know what a message is about."""
_NAMES = frozenset(
    {
        FindingKind.merchant,
        FindingKind.person,
        FindingKind.place,
        FindingKind.street,
        FindingKind.brand,
    }
)
_LEAST_TITLE, _MOST_TITLE, _LEAST_BODY = 5, 50, 20
"""A first line of such a length over a text of such a length is its title."""


class Gatherer:
    """Finds the facts of messages; built once, then shared by threads, for it keeps no state.

    Args:
        lexicon: The words.
        city: The city pack served, whose short names and streets are known; None for none.
    """

    def __init__(self, lexicon: Lexicon, city: City | None = None) -> None:
        self._segmenter = Segmenter(word for word in lexicon.words() if word.isalpha())
        self._matcher = ExactMatcher(lexicon)
        self._fuzzy = FuzzyMatcher(lexicon)
        names = lexicon.names
        self._spelling = Spelling(
            names["by_ear"], names["by_sight"], names["as_written"], names["orders"]
        )
        self._recognisers = Recognisers(lexicon, Gazetteer(city), self._segmenter.common())

    def facts(self, text: str, at: datetime | None = None) -> Facts:
        """What is said in one message, before anything is decided.

        Args:
            text: The message as typed; any string at all.
            at: When it was sent, aware; lets 昨晚 become a date.
        """
        reading = self.read(text)
        findings = self._recognisers.find(reading, at)
        if _in_names(reading, findings):  # 老属火锅 is a name, whatever it sounds like
            reading = self._without(reading, _in_names(reading, findings))
            findings = self._recognisers.find(reading, at)
        reading = with_findings(reading, findings, at)
        findings += _misspelt(reading)
        whole = gather(reading, findings, self._heading(text, findings))
        matter = without_writer(reading, findings)
        return whole if matter == text else replace(whole, story=self._story(matter, findings))

    def _story(self, matter: str, findings: Sequence[Finding]) -> Facts:
        """Of the message without who writes it: what stands in the rest of it stays found."""
        left = _still_in(matter, findings)
        reading = self.read(matter)
        if _in_names(reading, left):
            reading = self._without(reading, _in_names(reading, left))
        reading = with_findings(reading, left, None)
        return gather(reading, left, self._heading(matter, left))

    def _heading(self, text: str, findings: Sequence[Finding]) -> Facts | None:
        head, _, rest = text.strip().partition("\n")
        titled = _LEAST_TITLE <= len(head) <= _MOST_TITLE and len(rest) >= _LEAST_BODY
        if not titled:
            return None
        start = text.index(head)
        own = [
            replace(one, start=one.start - start, end=one.end - start)
            for one in findings
            if one.end <= start + len(head)
        ]
        return gather(self.read(head), own)

    def read(self, text: str) -> Reading:
        """The message normalised, cut into words and marked with the lexicon's hits."""
        source = normalise(text)
        words = Words(self._segmenter, source.text)
        return self._meant(source, words, self._spelling.find(source.text, words))

    def _without(self, reading: Reading, names: Sequence[Misspelt]) -> Reading:
        source = normalise(reading.source.original)
        kept = tuple(one for one in reading.misspelt if one not in names)
        return self._meant(source, Words(self._segmenter, source.text), kept)

    def _meant(self, source: Normalised, words: Words, misspelt: tuple[Misspelt, ...]) -> Reading:
        if misspelt:
            source = replace(source, text=put_right(source.text, misspelt))
            words = Words(self._segmenter, source.text)
        cuts = Cuts.of(source.text)
        hits = self._hits(source.text, cuts)
        return Reading(source, cuts, words, hits, _by_topic(hits), misspelt)

    def seen(self, reading: Reading) -> list[Item]:
        """What the tagger sees of each character of a reading, for learning."""
        return self._recognisers.seen(reading)

    def _hits(self, text: str, cuts: Cuts) -> tuple[Hit, ...]:
        return judge(text, cuts, with_substituted(settle(self._matched(text, cuts)), text, cuts))

    def _matched(self, text: str, cuts: Cuts) -> tuple[Hit, ...]:
        exact = self._matcher.find(text, cuts)
        telling = any(hit.topic in _TELLING for hit in exact)
        return exact if telling else (*exact, *self._fuzzy.find(text))


def _still_in(matter: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that the rest of a message still holds; a district is found but once."""
    places = ((one, matter.find(one.text)) for one in findings)
    return [replace(one, start=at, end=at + len(one.text)) for one, at in places if at >= 0]


def _in_names(reading: Reading, findings: Sequence[Finding]) -> tuple[Misspelt, ...]:
    """What was put right in a name, which is written as its owner likes."""
    names = [one for one in findings if one.kind in _NAMES]
    return tuple(
        one
        for one, found in zip(reading.misspelt, _misspelt(reading), strict=True)
        if any(name.start <= found.start and found.end <= name.end for name in names)
    )


def _misspelt(reading: Reading) -> list[Finding]:
    return [
        reading.finding(FindingKind.misspelt, (one.start, one.end), one.meant, one.rule)
        for one in reading.misspelt
    ]


def _by_topic(hits: tuple[Hit, ...]) -> dict[str, tuple[Hit, ...]]:
    topics: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        topics[hit.topic].append(hit)
    return {topic: tuple(found) for topic, found in topics.items()}
