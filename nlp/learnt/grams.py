"""What a text is made of, for comparing it with others: its runs of one to three characters."""

import re

_PIECE = re.compile(r"[\u4e00-\u9fffa-z0-9]+")
_DIGIT = re.compile(r"\d")
LONGEST = 3


def grams(text: str) -> dict[str, int]:
    """Each run of one to three characters within a clause, with where it first begins.

    One digit is as good as another.
    """
    plain = _DIGIT.sub("0", text)
    found: dict[str, int] = {}
    for piece in _PIECE.finditer(plain):
        start, end = piece.span()
        for size in range(1, LONGEST + 1):
            for at in range(start, end - size + 1):
                found.setdefault(plain[at : at + size], at)
    return found
