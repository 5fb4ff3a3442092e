"""Case numbers in the odd forms people type and speak them."""

import re

from nlp.reading import Reading
from nlp.recognize.numbers import DIGITS
from nlp.understanding import Finding, FindingKind

_SPOKEN = "零〇一幺二两三四五六七八九"
_D = rf"[\do{_SPOKEN}]"
_SEP = r"[-‐–—_ ./杠横]{0,3}"
# City letters, a date of eight digits, four digits or more: SZ-20261121-0007.
_FULL = re.compile(
    rf"(?<![a-z0-9])([a-z]{{2,4}}){_SEP}({_D}{{4}}{_SEP}{_D}{{2}}{_SEP}{_D}{{2}}){_SEP}({_D}{{3,6}})(?![\da-z])"
)
# City letters and a year: JS2026-00471.
_YEAR = re.compile(
    rf"(?<![a-z0-9])([a-z]{{2,4}}){_SEP}(20[2-4]{_D}){_SEP}({_D}{{3,8}})(?![\da-z])"
)
_BARE = re.compile(rf"(?<![\w])(20[2-4]{_D}{_D}{{4}}){_SEP}({_D}{{4}})(?!\d)")
_LABELLED = re.compile(
    rf"(?:编号|单号|案号|工单号?|受理号|案件号|举报号|投诉号|查询号|号码|流水号)(?:是|为|系|[:：])?\s*((?:[a-z]{{1,4}}{_SEP})?{_D}(?:{_SEP}{_D}){{3,19}})(?!\d)"
)
_TAIL = re.compile(
    rf"(?:尾号|末尾|最后四位|后四位|后面四位|后四个数)(?:数字)?(?:是|为|系|[:：])?\s*({_D}{{3,6}})(?![\d元块])"
)
_WORDS = str.maketrans({**{word: str(digit) for word, digit in DIGITS.items()}})


def find(reading: Reading) -> list[Finding]:
    """Case numbers; the value holds capitals and digits only, O between digits read as 0."""
    text = reading.text
    for pattern, rule, score in (
        (_FULL, "case_no.full", 0.99),
        (_YEAR, "case_no.year", 0.97),
        (_LABELLED, "case_no.labelled", 0.9),
        (_BARE, "case_no.bare", 0.8),
        (_TAIL, "case_no.tail", 0.7),
    ):
        found = [one for one in pattern.finditer(text) if not _is_phone_tail(text, one)]
        if found:
            return [
                reading.finding(
                    FindingKind.case_no,
                    _span(one, pattern),
                    plain(_part(one, pattern)),
                    rule,
                    score,
                )
                for one in found
            ]
    return []


def plain(number: str) -> str:
    """A number as it is stored: spoken digits as digits, letters and digits only, upper case."""
    digits = number.lower().translate(_WORDS)
    joined = re.sub(r"[^a-z0-9]", "", digits)
    return re.sub(
        r"(?<=\d)o+(?=\d|$)|(?<=[a-z]{2})o+(?=\d)", lambda one: "0" * len(one[0]), joined
    ).upper()


def _part(one: re.Match[str], pattern: re.Pattern[str]) -> str:
    return one[1] if pattern in {_LABELLED, _TAIL} else one[0]


def _span(one: re.Match[str], pattern: re.Pattern[str]) -> tuple[int, int]:
    return one.span(1) if pattern in {_LABELLED, _TAIL} else one.span()


def _is_phone_tail(text: str, one: re.Match[str]) -> bool:
    before = text[max(0, one.start() - 6) : one.start()]
    return bool(re.search(r"手机|电话|联系|订单|快递|支付|银行卡|外卖|小票|发票|运单", before))
