"""Receipt codes: four groups of four from an alphabet without look-alikes."""

import re

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_GROUP = "[abcdefghjkmnpqrstvwxyz2-9]{4}"
_CODE = re.compile(rf"(?<![a-z0-9]){_GROUP}(?:[-‐–—_. ]?{_GROUP}){{3}}(?![a-z0-9])")
_GROUP_LENGTH = 4


def find(reading: Reading) -> list[Finding]:
    """Every receipt code, whatever joins its groups; the value is upper case joined by hyphens."""
    found = []
    for one in _CODE.finditer(reading.text):
        plain = re.sub(r"[^a-z0-9]", "", one[0]).upper()
        if plain.isalpha() and one[0].isalpha():
            continue  # sixteen letters in a row are a word, not a code
        if plain.isdigit() and "-" not in one[0]:
            continue  # an order or card number
        value = "-".join(plain[i : i + _GROUP_LENGTH] for i in range(0, len(plain), _GROUP_LENGTH))
        found.append(
            reading.finding(
                FindingKind.receipt_code, one.span(), value, "receipt_code.shape", 0.97
            )
        )
    return found
