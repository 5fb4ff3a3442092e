"""Numbers of food licences: SC for producers, JY for traders, both with a check digit."""

import re

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_NUMBER = re.compile(r"(?<![a-z])(sc|jy)[- :.]{0,2}((?:\d[- ]?){13}\d)(?!\d)")
_TEN, _ELEVEN = 10, 11


def find(reading: Reading) -> list[Finding]:
    """Every licence number; a wrong check digit, a slip of the pen mostly, lowers the score."""
    found = []
    for one in _NUMBER.finditer(reading.text):
        digits = re.sub(r"\D", "", one[2])
        right = is_valid(digits)
        found.append(
            reading.finding(
                FindingKind.licence,
                one.span(),
                one[1].upper() + digits,
                "licence.checked" if right else "licence.shape",
                0.99 if right else 0.6,
            )
        )
    return found


def is_valid(digits: str) -> bool:
    """Whether the last of fourteen digits checks the others, by MOD 11,10 of GB/T 17710."""
    carry = _TEN
    for digit in digits[:-1]:
        carry = ((carry + int(digit)) % _TEN or _TEN) * 2 % _ELEVEN
    return (carry + int(digits[-1])) % _TEN == 1
