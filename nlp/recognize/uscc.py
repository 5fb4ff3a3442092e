"""Unified social credit codes of traders, checked by GB 32100."""

import re

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE = re.compile(r"(?<![a-z0-9])([1-9a-ny][1-9]\d{6}[0-9a-hj-npqrtuwxy]{10})(?![a-z0-9])")
_LENGTH = 18


def find(reading: Reading) -> list[Finding]:
    """Every code whose check sign is right; eighteen other signs in a row are no code."""
    return [
        reading.finding(FindingKind.uscc, one.span(), one[1].upper(), "uscc.checked", 0.99)
        for one in _CODE.finditer(reading.text)
        if is_valid(one[1].upper())
    ]


def is_valid(code: str) -> bool:
    """Whether the last of eighteen signs checks the seventeen before it."""
    if len(code) != _LENGTH or not set(code) <= set(_SIGNS):
        return False
    base = len(_SIGNS)
    total = sum(_SIGNS.index(sign) * pow(3, at, base) for at, sign in enumerate(code[:-1]))
    return _SIGNS[-total % base] == code[-1]
