"""What a clause is made of: its characters, and how they sound.

The sounds let 再陪我点钱 and 给我到个欠 be read as they are meant, by whoever types by ear.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from nlp.match.sounds import sound
from nlp.reading import Reading

ALWAYS = "always"
"""The feature that every clause has."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GAPS = re.compile(r"[^\u4e00-\u9fffa-z0-9]+")
_HEAD, _TAIL = 500, 300
"""Of a long text the beginning and the end are heard."""
_UNBROKEN = 30
_WISHES = re.compile(
    r"(?:也|还|再|就|然后|另外|反正|所以|现在)*(?:我们?要求|要求|我们?[要想]|希望|麻烦|请你?们?)"
)
"""我们要求…, 也请你们…: where a wish begins that is spoken without a stop before it."""
_STEP, _LONGEST = 4, 5
_FIRST, _LAST = "\u4e00", "\u9fff"


def clauses(reading: Reading) -> Iterator[tuple[int, int]]:
    """Start and end of every clause that is heard."""
    text, start = reading.text, 0
    for end in (*reading.cuts.clause_ends, len(text)):
        if end > start and (start < _HEAD or end > len(text) - _TAIL):
            yield from _parts(text, start, end)
        start = end + 1


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A clause; of what is spoken without a stop each part that begins with a wish."""
    if end - start > _UNBROKEN:
        for found in _WISHES.finditer(text, start + 1, end):
            yield start, found.start()
            start = found.start()
    yield start, end


def features(text: str, start: int, end: int) -> set[str]:
    """The features of one clause of a normal text."""
    words = _GAPS.sub("", _NUMBER.sub("0", text[start:end]))
    found = {ALWAYS, f"n{min(len(words) // _STEP, _LONGEST)}", *words}
    if text[end : end + 1] == "?":
        found.add("?")
    _add_runs(found, "", ["^", *words, "$"])
    _add_runs(found, "~", ["^", *map(_heard, words), "$"])
    return found


def _add_runs(found: set[str], mark: str, line: list[str]) -> None:
    """Each two and each three that stand side by side."""
    found.update(f"{mark}{one}{two}" for one, two in pairwise(line))
    threes = zip(line, line[1:], line[2:], strict=False)
    found.update(f"{mark}{one}{two}{three}" for one, two, three in threes)


@cache
def _heard(char: str) -> str:
    return sound(char) if _FIRST <= char <= _LAST else char
