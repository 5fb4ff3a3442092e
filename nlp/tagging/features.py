"""What the tagger sees of each character: its neighbours, its word, and what is known there."""

from collections.abc import Iterable, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from nlp.reading import Reading

_OPENING = frozenset('“「『"‘《【(')
_CLOSING = frozenset('”」』"’》】)')
_LISTS = {
    "merchant_ending": "me",
    "chain": "ch",
    "landmark_ending": "le",
    "platform": "pf",
    "generic": "ge",
    "generic_place": "gp",
    "before_name": "bn",
    "relative_day": "tm",
    "day_part": "tm",
    "vague_span": "tm",
    "surname": "sn",
}
_TOPICS = {
    "food": "fd",
    "hazard": "hz",
    "symptom": "sy",
    "demand": "dm",
    "setting": "se",
    "kind": "kd",
}
DISTRICT = "rd"
Mark = tuple[int, int, str]
"""A span of the normal text and what is known about it."""
Item = list[str]


class Features:
    """Built once.

    Args:
        names: The lexicon's name lists.
        common: Common words; cutting a text greedily by them is a hundred times faster than
            segmenting it well, and enough to see what stands beside a name.
    """

    def __init__(self, names: Mapping[str, Sequence[str]], common: Sequence[str]) -> None:
        self._cutter = AhoCorasick(common, matchkind=MatchKind.LeftmostLongest)
        known: dict[str, set[str]] = {}
        for key, short in _LISTS.items():
            for word in names[key]:
                known.setdefault(word.lower(), set()).add(short)
        self._words = sorted(known)
        self._marks = [sorted(known[word]) for word in self._words]
        self._automaton = AhoCorasick(self._words)

    def of(self, reading: Reading, marks: Iterable[Mark], span: tuple[int, int]) -> list[Item]:
        """The features of each character of a stretch of the normal text."""
        start, end = span
        text = reading.text
        items = _characters(text, start, end)
        self._known(reading, marks, items, start, end)
        self._cut(text[start:end], items)
        _quotes(text, items, start, end)
        _clauses(reading, [m for m in marks if m[2] == DISTRICT], items, start, end)
        return items

    def _cut(self, text: str, items: list[Item]) -> None:
        before, position = "^", 0
        words = [(first, last) for _, first, last in self._cutter.find_matches_as_indexes(text)]
        cuts = []
        for first, last in (*words, (len(text), len(text))):
            cuts += [(at, at + 1) for at in range(position, first)]
            cuts.append((first, last))
            position = last
        cuts.pop()
        for number, (first, last) in enumerate(cuts):
            after = text[slice(*cuts[number + 1])] if number + 1 < len(cuts) else "$"
            word, length = text[first:last], last - first
            shared = (f"w{word}", f"v{before}", f"x{after}", f"l{length}")
            for index in range(first, last):
                place = "B" if index == first else "E" if index == last - 1 else "I"
                items[index] += shared
                items[index].append(f"s{place}{length}")
            before = word

    def _known(
        self, reading: Reading, marks: Iterable[Mark], items: list[Item], start: int, end: int
    ) -> None:
        for index, first, last in self._automaton.find_matches_as_indexes(
            reading.text[start:end], overlapping=True
        ):
            for short in self._marks[index]:
                _mark(items, first, last, short)
        for hit in reading.hits:
            topic = _TOPICS.get(hit.topic)
            if topic and start <= hit.start and hit.end <= end:
                for first, last in hit.parts or ((hit.start, hit.end),):
                    _mark(items, first - start, last - start, topic)
        for first, last, what in marks:
            if start <= first and last <= end:
                _mark(items, first - start, last - start, what)
                if first > start:
                    items[first - start - 1].append(f"]{what}")
                if last < end:
                    items[last - start].append(f"[{what}")


def _mark(items: list[Item], first: int, last: int, what: str) -> None:
    if last - first == 1:
        items[first].append(f"S{what}")
        return
    items[first].append(f"B{what}")
    items[last - 1].append(f"E{what}")
    inside = f"I{what}"
    for index in range(first + 1, last - 1):
        items[index].append(inside)


def _characters(text: str, start: int, end: int) -> list[Item]:
    """Each character with two neighbours on both sides, and the kinds of three."""
    padded = f"^^^{text[start:end]}$$$"
    kinds = "".join(map(_kind, padded))
    items = [
        [
            f"0{c}",
            f"1{b}",
            f"2{d}",
            f"3{a}",
            f"4{e}",
            f"5{b}{c}",
            f"6{c}{d}",
            f"7{a}{b}",
            f"8{d}{e}",
        ]
        for a, b, c, d, e in zip(
            padded[1:], padded[2:], padded[3:-3], padded[4:], padded[5:], strict=False
        )
    ]
    for at, item in enumerate(items, start=2):
        item.append(f"k{kinds[at : at + 3]}")
    items[0].append("^")
    items[-1].append("$")
    return items


def _kind(char: str) -> str:
    if "\u4e00" <= char <= "\u9fff":
        return "h"
    if char.isdigit():
        return "d"
    if char.isalpha():
        return "a"
    if char in _OPENING:
        return "<"
    if char in _CLOSING:
        return ">"
    return " " if char == " " else char if char in "^$" else "p"


def _quotes(text: str, items: list[Item], start: int, end: int) -> None:
    """Inside a quotation: what stands before and after it, and how long it is."""
    opened = -1
    for index in range(start, end):
        char = text[index]
        if char in _CLOSING and opened >= 0:
            length = index - opened - 1
            before = text[max(start, opened - 2) : opened]
            shared = [
                "q",
                f"q1{before[-1:]}",
                f"q2{before}",
                f"q3{text[index + 1 : index + 2]}",
                f"q4{text[index + 1 : index + 3]}",
                f"q5{min(length, 12)}",
                f"q6{text[index - 1]}",
                f"q7{text[index - 2 : index]}",
            ]
            for inside in range(opened + 1, index):
                items[inside - start] += shared
            opened = -1
        elif char in _OPENING:
            opened = index
        elif char == "\n":
            opened = -1


def _clauses(
    reading: Reading, districts: Sequence[Mark], items: list[Item], start: int, end: int
) -> None:
    """Whether a district stands before in the clause, and a quotation after."""
    text = reading.text
    first = start
    while first < end:
        last = max(min(reading.cuts.clause_span(first, len(text))[1], end), first + 1)
        after = max((stop for _, stop, _ in districts if first <= stop <= last), default=end)
        quote = next((at for at in range(first, last) if text[at] in _OPENING), end)
        shared = [f"cl{min((last - first) // 4, 5)}"]
        shared.append("cf" if first == start else "ce" if last >= end - 1 else "cm")
        for index in range(first, last):
            item = items[index - start]
            item += shared
            where = "a" if index >= after else "b" if after < end else ""
            if after < end:
                item.append(f"cd{where}")
            if index >= after:
                item.append(f"cn{min(index - after, 9)}")
            if quote < end:
                item.append(f"cq{where}<" if index < quote else f"cq{where}>")
        first = last
