"""A product's brand: 某某牌."""

import re

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_BRAND = re.compile(
    r"(?<![\u4e00-\u9fa5])?([\u4e00-\u9fa5a-z]{2,5})牌(?!子|照|证|匾|坊|楼|桌|九|号|价|局|位|面)"
)
_QUOTED = re.compile(r"[“「\"‘《]([^”」\"’》]{1,12})[”」\"’》]牌")
_LEADING = re.compile(r"^.*(?:的|了|买|一个|一袋|一瓶|一包|一盒|是|用|叫|吃|喝)")
_SHORTEST = 2


def find(reading: Reading) -> list[Finding]:
    """Brands written as X牌; the words before the name are cut off."""
    found = [
        reading.finding(FindingKind.brand, one.span(1), one[1], "brand.quoted", 0.9)
        for one in _QUOTED.finditer(reading.text)
    ]
    for one in _BRAND.finditer(reading.text):
        name = _LEADING.sub("", one[1])
        if len(name) >= _SHORTEST and name not in {
            "品",
            "招",
            "名",
            "大",
            "杂",
            "冒",
            "什么",
            "这个",
            "那个",
        }:
            span = (one.end(1) - len(name), one.end(1))
            found.append(reading.finding(FindingKind.brand, span, name, "brand.suffix", 0.7))
    return found
