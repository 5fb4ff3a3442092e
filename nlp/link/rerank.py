"""How likely each row that a search found is the merchant meant.

The worths below are those of a conditional choice between all rows found and "none of these",
fitted to names that were shortened, misheard, and had letters dropped or swapped. A worth of 1
makes a row e times as likely as before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log1p

from nlp.link.alignment import Alignment, Heard, align
from nlp.link.rows import Row

# Words and signs that a sentence has and a name as good as never.
_SENTENCE = re.compile("[我你他她们的了吗呢啊吃过说要请把被没很都就昨买卖，。？！]")

_NONE = 15.0
_FLOOR = 1 / 50  # less likely than this against "none" alone is far-fetched


@dataclass(frozen=True, slots=True)
class Found:
    """A row as a search gave it.

    Attributes:
        part: Its search score as a part of the best row's.
        elsewhere: It lies outside the place that was asked for.
        district: 1 in the district asked for, -1 in another, 0 when either is unknown.
    """

    row: Row
    heard: Heard
    part: float
    elsewhere: bool
    district: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with how likely it is meant, and the stretch of the text that names it."""

    row: Row
    score: float
    start: int
    end: int


def is_sentence(text: str) -> bool:
    """Whether a text says more than a name."""
    return _SENTENCE.search(text) is not None


def rank(text: Heard, found: Sequence[Found], *, alone: bool) -> list[Ranked]:
    """The rows that may be meant, best first; those far-fetched left out.

    Args:
        text: What was written, plain.
        found: What a search found for it.
        alone: The text is nothing but a name, so every letter of it should be in the row's.
    """
    aligned = [(one, align(text, one.heard)) for one in found]
    worths = [
        (exp(min(_worth(one, fit, len(text.letters) if alone else None) - _NONE, 50)), one, fit)
        for one, fit in aligned
        if fit is not None
    ]
    whole = 1 + sum(weight for weight, _, _ in worths)
    likely = [
        Ranked(one.row, weight / whole, fit.start, fit.end)
        for weight, one, fit in worths
        if weight >= _FLOOR
    ]
    return sorted(likely, key=lambda ranked: (-ranked.score, ranked.row.uscc))


def _worth(found: Found, fit: Alignment, letters: int | None) -> float:
    before = fit.before - found.row.core
    worth = 17.4 * found.part + _agreement(fit) + 1.1 * fit.matched / len(found.row.letters)
    # A name is shortened from its ends: first the place and the legal form, then the trade.
    worth += 0.8 * (fit.before == 0) + 0.8 * (before == 0) - 1.0 * log1p(abs(before))
    worth -= 1.3 * (fit.after == 0) + 0.9 * log1p(fit.after)
    if letters is not None:
        worth -= 1.45 * (letters - (fit.end - fit.start))
    return worth - 4.0 * found.elsewhere + 1.5 * found.district


def _agreement(fit: Alignment) -> float:
    matched = fit.matched
    worth = 0.9 * log1p(matched) + 1.0 * fit.same / matched
    worth -= 1.8 * (matched <= 2) + 0.95 * (matched == 3)  # noqa: PLR2004 - short mentions fit much
    worth -= 1.2 * fit.near + 1.35 * fit.moved + 3.5 * fit.extra + 0.65 * log1p(fit.left_out)
    worth -= 1.7 * (not (fit.left_out or fit.extra or fit.moved)) + 0.6 * (fit.alike > 0)
    return worth
