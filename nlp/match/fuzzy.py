"""Words that are nearly there: one wrong character, tried only where exact matching found nothing.

Only hazards, only words of four characters or more; three of four must agree in place, and what
differs must sound alike (罂栗壳, 过器食品): a shorter or looser comparison invents more than it
finds.
"""

from rapidfuzz import fuzz, process

from knowledge.lexicon.loader import Entry, Lexicon
from knowledge.lexicon.schema import WEIGHTS
from nlp.match.patterns import parse
from nlp.match.sounds import sound
from nlp.reading import Hit

_SHORTEST_WORD = 4
_LONGEST_TEXT = 60
_CUTOFF = 74.0
_BEST = 3


class FuzzyMatcher:
    """Compares a short text with the strong words of all hazards."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._entries: dict[str, Entry] = {}
        for entry in lexicon.entries:
            if entry.topic == "hazard" and entry.rule.level == "strong":
                self._entries |= {word: entry for word in entry.rule.words if _is_long(word)}
        self._words = list(self._entries)

    def find(self, text: str) -> tuple[Hit, ...]:
        """The best near hits in a normal text, each at a weak word's weight; usually none."""
        if not _SHORTEST_WORD <= len(text) <= _LONGEST_TEXT:
            return ()
        near = process.extract(
            text, self._words, scorer=fuzz.partial_ratio, score_cutoff=_CUTOFF, limit=_BEST
        )
        hits = (self._hit(text, word) for word, _, _ in near)
        return tuple(hit for hit in hits if hit is not None)

    def _hit(self, text: str, word: str) -> Hit | None:
        where = fuzz.partial_ratio_alignment(word, text)
        if where is None or where.dest_end - where.dest_start != len(word):
            return None
        start, end = where.dest_start, where.dest_end
        differing = [(a, b) for a, b in zip(word, text[start:end], strict=True) if a != b]
        if len(differing) * 4 > len(word) or any(sound(a) != sound(b) for a, b in differing):
            return None
        entry = self._entries[word]
        rule = f"{entry.rule.id}.fuzzy"
        return Hit(rule, "hazard", entry.code, start, end, WEIGHTS["weak"])


def _is_long(word: str) -> bool:
    return parse(word).literal and len(word) >= _SHORTEST_WORD and not word.isascii()


def prepare() -> None:
    """Load the table of sounds now, for a server whose first near hit must not wait for it."""
    sound("一")
