"""Every lexicon word that occurs in a text, found in one pass."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from knowledge.lexicon.loader import Entry, Lexicon
from knowledge.lexicon.schema import WEIGHTS
from nlp.match.patterns import NEAR, Pattern, parse
from nlp.normalise.normalised import normalise
from nlp.reading import Cuts, Hit

Spans = dict[str, list[tuple[int, int]]]
_MOST_STARTS = 40
"""Occurrences of a first part that are tried: a text of one word repeated stays cheap."""


@dataclass(frozen=True, slots=True)
class _Chain:
    entry: Entry
    pattern: Pattern
    needs: frozenset[str]
    silences: bool = False
    """It is one of the wordings in which the rule's other words do not count."""


class ExactMatcher:
    """Aho-Corasick over all literals; words of several parts are joined afterwards."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._literals: dict[str, list[Entry]] = defaultdict(list)
        self._blockers: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._chains: dict[str, list[_Chain]] = defaultdict(list)
        for entry in lexicon.entries:
            self._learn(entry)
        for name, members in lexicon.sets.items():
            for member in members:
                self._keys[normalise(member).text].append(f"<{name}>")
        self._words = sorted({*self._literals, *self._blockers, *self._keys})
        self._automaton = AhoCorasick(self._words)

    def _learn(self, entry: Entry) -> None:
        for word in entry.rule.words:
            pattern = parse(word)
            if pattern.literal:
                self._literals[pattern.keys[0]].append(entry)
            else:
                self._join(entry, pattern, silences=False)
        for word in entry.rule.unless:
            pattern = parse(word)
            if pattern.literal:
                self._blockers[normalise(word).text].add(entry.rule.id)
            else:
                self._join(entry, pattern, silences=True)

    def _join(self, entry: Entry, pattern: Pattern, *, silences: bool) -> None:
        chain = _Chain(entry, pattern, frozenset(pattern.keys), silences)
        self._chains[pattern.keys[0]].append(chain)
        for key in pattern.keys:
            if not key.startswith("<") and key not in self._keys[key]:
                self._keys[key].append(key)

    def find(self, text: str, cuts: Cuts) -> tuple[Hit, ...]:
        """All hits in a normal text, in order of their start; blocked ones left out."""
        spans: Spans = defaultdict(list)
        hits: list[Hit] = []
        blocked: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            word = self._words[index]
            if word[0].isascii() and _inside_latin(text, start, end):
                continue
            hits.extend(_hit(entry, start, end) for entry in self._literals.get(word, ()))
            for key in self._keys.get(word, ()):
                spans[key].append((start, end))
            for rule in self._blockers.get(word, ()):
                blocked[rule].append((start, end))
        for chain, hit in self._joined(spans, cuts):
            if chain.silences:
                blocked[hit.rule].append((hit.start, hit.end))
            else:
                hits.append(hit)
        return _without_blocked(hits, blocked)

    def _joined(self, spans: Spans, cuts: Cuts) -> Iterator[tuple[_Chain, Hit]]:
        for places in spans.values():
            places.sort()
        present = spans.keys()
        for key in present:
            for chain in self._chains.get(key, ()):
                if chain.needs <= present:
                    yield from ((chain, hit) for hit in _chain_hits(chain, spans, cuts))


def _inside_latin(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    first, last = text[start], text[end - 1]
    return (before.isascii() and before.isalpha() and first.isalpha()) or (
        after.isascii() and after.isalpha() and last.isalpha()
    )


def _hit(entry: Entry, start: int, end: int, parts: tuple[tuple[int, int], ...] = ()) -> Hit:
    rule = entry.rule
    weight = WEIGHTS[rule.level]
    return Hit(
        rule.id, entry.topic, entry.code, start, end, weight, parts, rule.negatable, rule.food
    )


def _chain_hits(chain: _Chain, spans: Spans, cuts: Cuts) -> list[Hit]:
    hits = []
    for first in spans[chain.pattern.keys[0]][:_MOST_STARTS]:
        parts = _follow(chain.pattern, first, spans, cuts)
        if parts:
            hits.append(_hit(chain.entry, parts[0][0], parts[-1][1], parts))
    return hits


def _follow(
    pattern: Pattern, first: tuple[int, int], spans: Spans, cuts: Cuts
) -> tuple[tuple[int, int], ...]:
    """The nearest parts after the first that keep the gaps, or nothing."""
    parts = [first]
    for key, gap in zip(pattern.keys[1:], pattern.gaps, strict=True):
        start, end = parts[-1]
        places = spans[key]
        at = bisect_left(places, (end, end))
        if at == len(places) or places[at][0] - end > gap:
            return ()
        number = cuts.clause if gap <= NEAR else cuts.sentence
        if number(start) != number(places[at][0]):
            return ()
        parts.append(places[at])
    return tuple(parts)


def _without_blocked(
    hits: list[Hit], blocked: dict[str, list[tuple[int, int]]]
) -> tuple[Hit, ...]:
    kept = {
        hit for hit in hits if not any(_blocks(a, b, hit) for a, b in blocked.get(hit.rule, ()))
    }
    return tuple(sorted(kept, key=lambda hit: (hit.start, -hit.end, hit.rule, hit.parts)))


def _blocks(start: int, end: int, hit: Hit) -> bool:
    """A blocker that begins before a plain word takes it along: 煤气中毒 silences 中毒了."""
    return start <= hit.start and (hit.end <= end or (not hit.parts and hit.start < end))
