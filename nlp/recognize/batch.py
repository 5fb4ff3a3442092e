"""Batch numbers of products, as printed on the package."""

import re

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_BATCH = re.compile(
    r"(?:生产批号|产品批号|批次号|批号|批次|罐号|(?<![a-z])lot(?:[ .]?no)?)"
    r"(?:写的?是|印的?是|标的?是|是|为)?[ .:：#]{0,2}"
    r"([a-z]{0,4}[ -]?\d[a-z0-9/-]{2,19})(?![a-z0-9])"
)


def find(reading: Reading) -> list[Finding]:
    """What follows 批号 or LOT; the value is in capitals, without blanks."""
    return [
        reading.finding(
            FindingKind.batch,
            one.span(1),
            one[1].replace(" ", "").upper(),
            "batch.labelled",
            0.95,
        )
        for one in _BATCH.finditer(reading.text)
    ]
