"""Phone numbers: mobile, masked mobile, landline."""

import re

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")
_MASKED = re.compile(r"(?<![\d*x])1[3-9][\d*x×]{9}(?![\d*x])")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}[- ]\d{7,8}|400[- ]?\d{3}[- ]?\d{4})(?!\d)")


def find(reading: Reading) -> list[Finding]:
    """All phone numbers; the value holds digits only, stars where the writer masked it."""
    found = [
        reading.finding(FindingKind.phone, one.span(1), _digits(one[1]), "phone.mobile", 0.98)
        for one in _MOBILE.finditer(reading.text)
    ]
    found += [
        reading.finding(
            FindingKind.phone, one.span(), re.sub(r"[x×]", "*", one[0]), "phone.masked", 0.6
        )
        for one in _MASKED.finditer(reading.text)
        if not one[0].isdigit()
    ]
    return found + [
        reading.finding(FindingKind.phone, one.span(), _digits(one[0]), "phone.landline", 0.9)
        for one in _LANDLINE.finditer(reading.text)
    ]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
