"""Case numbers in the odd forms people type and speak them."""

import re
from collections.abc import Iterator

from nlp.reading import Reading
from nlp.recognize.numbers import DIGITS
from nlp.understanding import Finding, FindingKind

_SPOKEN = "零〇洞一幺壹二两贰三叁四肆五伍六陆七拐柒八捌九勾玖"
_D = rf"[\do{_SPOKEN}]"
_L = r"(?<![a-z])[a-z]{1,4}(?![a-z])"
_SEP = r"[-‐–—_ ./杠横#\[\]【】〔〕()]{0,3}"
_RUN = re.compile(rf"(?:{_D}{{1,24}}|{_L})(?:{_SEP}(?:{_D}{{1,24}}|{_L})){{0,9}}")
_LABEL = re.compile(
    r"(?:编号|单号|案号|案件|案子|案|单子|工单|受理单?号?|登记号|查询号|举报号|投诉号|号码|流水号|回执|case|并入|投诉|"
    rf"受理|件|[,，] ?号)(?:[^\d{_SPOKEN},，。!?\n]{{0,6}})$"
)
_TAIL = re.compile(
    r"(?:尾号|尾数|单尾|末尾|末位|末[四三]位|[后末]面?[四三]个?[位数字]|号尾巴|末了.{0,2}数?)"
    r"(?:数字)?(?:上|是|为|系|[:：]| )*$"
)
_LETTERED = re.compile(rf"(?:20[2-4]\d{_SEP})?[a-z]{{2,4}}{_SEP}{_D}")
_THIS = re.compile(r"\s?号?[那这][个件起单条份回]|号(?:那个)?[单案工]")
"""445那件, 一零七号那个案子: what is pointed at."""
_ELSE = re.compile(
    r"手机|电话|联系|快递|支付|银行卡|外卖|小票|发票|运单|骑手|志愿者|执照|许可证|车牌|批号|生产|喷码|罐底"
)
_ORDER = re.compile(r"订单")
_COUNTED = re.compile(
    r"\s?(?:[元块个斤天月年点岁位份盒瓶袋箱名人次路栋楼室%万千百十倍度]|号(?!案|单|工))"
)
_DATE = re.compile(
    r"(?:20\d\d[-/.年])?\d{1,2}[-/.]\d{1,2}|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|(?:19|20)\d\d|\d+\.\d+"
)
_LEADING = re.compile(
    r"^(?:(?:case|no|id|the|my|to|mark|sc|jy|wx|qq)\b|[a-z]{1,4}(?=[ ]+[a-z]))[-_ ./#]*"
)
_TRAILING = re.compile(r"[-_ ./#(【\[]+(?:[a-z]{3,4}|[a-z] ?)?$|(?<=\d)[ ]+[a-z]{1,4}$")
_WORDS = str.maketrans(
    {**{word: str(digit) for word, digit in DIGITS.items()}, "洞": "0", "拐": "7", "勾": "9"}
)
_EARLIER = ("progress", "supplement", "withdraw")
_HOTLINES = frozenset({"12345", "12315", "12331"})
_FULL, _SHORT, _BARE, _LONGEST = 8, 3, 5, 22
_REACH = 14
_CLAUSE = re.compile(r"[,，。!?;](?! ?号 ?$)")


def find(reading: Reading) -> list[Finding]:
    """Case numbers; the value holds capitals and digits only, O between digits read as 0."""
    earlier = reading.says("kind", *_EARLIER)
    found = [
        reading.finding(FindingKind.case_no, span, plain(reading.text[slice(*span)]), rule, score)
        for span, rule, score in _numbers(reading.text, earlier=earlier)
    ]
    return sorted(found, key=lambda one: -one.score)


def plain(number: str) -> str:
    """A number as it is stored: spoken digits as digits, letters and digits only, upper case."""
    joined = re.sub(r"[^a-z0-9]", "", number.lower().translate(_WORDS))
    return re.sub(
        r"(?<=\d)o+(?=\d|$)|(?<=[a-z]{2})o+(?=\d)", lambda one: "0" * len(one[0]), joined
    ).upper()


def _numbers(text: str, *, earlier: bool) -> Iterator[tuple[tuple[int, int], str, float]]:
    for run in _RUN.finditer(text):
        start, end = _trimmed(text, *run.span())
        value = plain(text[start:end])
        digits = sum(char.isdigit() for char in value)
        before = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
        this = earlier and digits > 1 and _THIS.match(text, end)
        if this and not _DATE.fullmatch(text[start:end]):
            yield (start, end), "case_no.pointed_at", 0.75
            continue
        odd = len(value) > _LONGEST or value in _HOTLINES
        if digits < _SHORT or odd or _ELSE.search(before):
            continue
        if _ORDER.search(before) and not earlier:
            continue
        rule = _rule(text[start:end], before, digits, earlier=earlier)
        if rule and not (rule[0] != "case_no.full" and _COUNTED.match(text, end)):
            yield (start, end), *rule


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without words before and after that are no part of the number."""
    while leading := _LEADING.match(text[start:end]):
        start += leading.end()
    while trailing := _TRAILING.search(text[start:end]):
        end = start + trailing.start()
    return start, end


def _rule(written: str, before: str, digits: int, *, earlier: bool) -> tuple[str, float] | None:
    """Which rule takes this for a case number, and how surely; or none."""
    lettered = bool(_LETTERED.match(written))
    dated = bool(_DATE.fullmatch(written))
    labelled = bool(_LABEL.search(before)) and (digits > _SHORT or earlier)
    looked_up = digits >= _BARE and written[0] == "0" and "查" in before
    bare = earlier and digits > _SHORT and (digits >= _BARE or not written.isdigit())
    rules = (
        (lettered and digits >= _FULL, "full", 0.99),
        (bool(_TAIL.search(before)), "tail", 0.7),
        (labelled and not dated, "labelled", 0.9),
        (lettered and digits > _SHORT and "-" in written and not dated, "lettered", 0.8),
        ((looked_up or bare) and not dated, "bare", 0.7),
    )
    return next(((f"case_no.{name}", score) for takes, name, score in rules if takes), None)
