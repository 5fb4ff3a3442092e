"""How likely each row that a search found is the merchant meant.

The worths below are those of a conditional choice between all rows found and "none of these":
a worth of 1 makes a row e times as likely as before. They were fitted on names that were
shortened, misheard, and had letters dropped or swapped, alone and in sentences, and on texts
without any name of the registry; those of places and branches were set by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, log1p

from nlp.link.alignment import Alignment, Heard, align
from nlp.link.letters import OF_FOOD
from nlp.link.rows import Row
from nlp.link.sentence import Sentence

_NONE = 15.5
_FLOOR = 1 / 2000  # what is less likely than this against "none" alone is far-fetched
_HIGHEST = 50.0  # keeps the exponential within a float


@dataclass(frozen=True, slots=True)
class Found:
    """A row as a search gave it.

    Attributes:
        part: The search's score as a part of the best row's.
        district: 1 in the district asked for, -1 in another, 0 when either is unknown.
    """

    row: Row
    heard: Heard
    part: float
    district: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with how likely it is meant, and the stretch of the text that names it."""

    row: Row
    score: float
    start: int
    end: int


def rank(sentence: Sentence, heard: Heard, found: Sequence[Found]) -> list[Ranked]:
    """The rows that may be meant, best first; those far-fetched left out.

    Args:
        sentence: What was written.
        heard: Its letters and their syllables.
        found: What a search found for it.
    """
    weights = []
    for one in found:
        fit = align(heard, one.heard)
        if fit is not None:
            worth = _likeness(one, fit) + _bounds(sentence, fit) + _about(sentence, one, fit)
            weights.append((exp(min(worth - _NONE, _HIGHEST)), one.row, fit))
    whole = 1 + sum(weight for weight, _, _ in weights)
    likely = [
        Ranked(row, weight / whole, fit.start, fit.end)
        for weight, row, fit in weights
        if weight >= _FLOOR
    ]
    return sorted(likely, key=lambda ranked: (-ranked.score, ranked.row.uscc))


def _likeness(found: Found, fit: Alignment) -> float:
    """What the letters say: how many agree, and how the name was shortened."""
    size = len(found.row.letters)
    worth = 8.73 * found.part + 0.79 * fit.same - 0.58 * fit.near
    worth -= 1.83 * fit.extra + 1.37 * log1p(fit.left_out)
    worth -= 0.97 * (not (fit.left_out or fit.extra or fit.moved))
    # Names are shortened from their ends: the place, the trade and the legal form go first.
    worth -= 3.01 * log1p(max(fit.before - found.row.core, 0)) + 2.53 * log1p(fit.after)
    return worth + 4.12 * fit.matched / size + 3.29 * log(size)


def _bounds(sentence: Sentence, fit: Alignment) -> float:
    """What the text beside says: a name begins and ends where words do."""
    beside = len(sentence.letters) - (fit.end - fit.start)
    return -0.40 * sentence.left[fit.start] - 0.42 * sentence.right[fit.end] - 0.50 * log1p(beside)


def _about(sentence: Sentence, found: Found, fit: Alignment) -> float:
    """What is known or said of what and where the merchant is."""
    row = found.row
    # People complain of who feeds them; all else alike, that one is meant.
    worth = 1.5 * found.district + 0.71 * bool(OF_FOOD.search(row.letters))
    beside = sentence.letters[: fit.start] + " " + sentence.letters[fit.end :]
    worth += 2.0 * any(len(key) > 1 and key in beside for key in row.places)
    # Platforms write 名称（某某路店）: the branch is no part of the name but lies in the address.
    return worth + 2.0 * (sentence.branch != "" and sentence.branch in row.address)
