"""Pairs of neighbours: the terms by which the index finds names."""

from nlp.link.letters import pieces
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
        "".join(sorted((heard[place], heard[place + apart])))
        for heard in (piece.translate(sounds.merged) for piece in pieces(letters))
        for apart in (1, 2)
        for place in range(len(heard) - apart)
    ]
