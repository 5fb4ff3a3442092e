"""Pairs of neighbours: the terms by which the index finds names."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.link.letters import pieces
from nlp.link.sentence import Sentence
from nlp.link.sounds import Sounds


def letter_pairs(letters: str) -> list[str]:
    """Every two neighbouring letters, in order of appearance, repeats included."""
    return [
        piece[place : place + 2] for piece in pieces(letters) for place in range(len(piece) - 1)
    ]


def sound_pairs(letters: str, sounds: Sounds) -> list[str]:
    """Syllables one or two places apart, the order within a pair forgotten.

    Thus a name still shares most pairs with its mention after a character was dropped (what was
    two apart is now beside) or two were swapped (the same pair).
    """
    return [
        _unordered(heard[place], heard[place + apart])
        for heard in (piece.translate(sounds.merged) for piece in pieces(letters))
        for apart in (1, 2)
        for place in range(len(heard) - apart)
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """The pairs of a sentence, each with how much it counts."""

    written: dict[str, float] = field(default_factory=dict)
    heard: dict[str, float] = field(default_factory=dict)


def asked(sentence: Sentence, worths: Sequence[float], sounds: Sounds) -> Asked:
    """The same pairs, of a sentence that holds a name.

    Args:
        sentence: What was written.
        worths: For each two neighbouring letters, how much they count.
        sounds: What the index was filled with.
    """
    pairs = Asked()
    for begin, piece in sentence.pieces:
        heard = piece.translate(sounds.merged)
        for place in range(len(piece) - 1):
            worth = worths[begin + place]
            _put(pairs.written, piece[place : place + 2], worth)
            _put(pairs.heard, _unordered(heard[place], heard[place + 1]), worth)
        for place in range(len(piece) - 2):
            worth = min(worths[begin + place], worths[begin + place + 1])
            _put(pairs.heard, _unordered(heard[place], heard[place + 2]), worth)
    return pairs


def _put(pairs: dict[str, float], pair: str, worth: float) -> None:
    pairs[pair] = max(pairs.get(pair, 0.0), worth)


def _unordered(one: str, other: str) -> str:
    return one + other if one <= other else other + one
