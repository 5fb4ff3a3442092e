"""Resident identity numbers, checked by GB 11643 so that order numbers are not taken for one."""

import re

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_NUMBER = re.compile(
    r"(?<!\d)([1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx])(?![\dx])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"


def find(reading: Reading) -> list[Finding]:
    """Every identity number; a wrong check digit lowers the score but is still to be masked."""
    return [
        reading.finding(
            FindingKind.id_number,
            one.span(),
            one[1].upper(),
            "id_number.checked" if is_valid(one[1]) else "id_number.shape",
            0.99 if is_valid(one[1]) else 0.6,
        )
        for one in _NUMBER.finditer(reading.text)
    ]


def is_valid(number: str) -> bool:
    """Whether the last character is the check character of the seventeen digits before it."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].lower()
