"""Money: what was paid, if said, otherwise what is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.reading import Reading
from nlp.recognize import moneywords as words
from nlp.recognize.numbers import CHINESE, NUMBER, parse
from nlp.understanding import Finding, FindingKind

_UNIT = (
    "元钱|元|块钱|块|圆|蚊|箍|rmb|人民币|软妹币|个?大洋|万元|万块|万|yuan|k(?![a-z])|w(?![a-z])"
)
_SUM = re.compile(
    rf"[¥$]\s?(?P<signed>\d+(?:[,.]\d+)*)"
    rf"|(?<![a-z\d.#/-])(?<!\d:)(?P<number>{NUMBER})(?P<more>[多来余几])?(?:\s?(?P<unit>{_UNIT}))?"
    rf"(?P<tail>(?<=[块蚊])[一二两三四五六七八九半\d](?=$|[^\w]|[的一钱毛买卖算收付结退赔要]))?"
)
_SMALL = re.compile(rf"({NUMBER})(?:毛钱|毛|角)(?!病|肚|血|巾|发|豆)")
_SCALE = {"万": 10_000.0, "w": 10_000.0, "k": 1_000.0}

_CHAIN = "711"
"""The number that is a shop."""
_FEW = frozenset("一两二三四五六七八九十半几")
_NO_COUNT = frozenset("千万亿")
"""Without a digit before them they count nothing."""
_TENS = frozenset("十百千万拾佰仟")
_BOUGHT = re.compile(r"(?:买|花|付|吃|点|充|收|共)了$")
"""一共买了120: paid, and no number to ring."""
_LEAST, _MOST_DIGITS, _OLDEST = 5, 5, 110
_BEFORE = 12
_EACH = 0.75
"""At most, of what one costs: 结账按38一只算，1140块."""
_WORTH = 0.4
"""Below it a sum only stands if money is asked for."""
_FEE = 0.45
"""One of several extras is not what was paid: 餐具一人3块 纸巾5块."""


@dataclass(frozen=True, slots=True)
class _Sum:
    start: int
    end: int
    value: float
    score: float


def find(reading: Reading) -> list[Finding]:
    """Every sum in yuan, the most likely payment first; 多 and 来 are dropped."""
    if reading.text.isdigit():
        return []
    found = [
        one for match in _SUM.finditer(reading.text) if (one := _read(reading, match)) is not None
    ] or list(_small(reading.text))
    if sum(one.score == _FEE for one in found) > 1:
        found = [one for one in found if one.score != _FEE]
    if not reading.says("demand", "refund", "compensation"):
        found = [one for one in found if one.score >= _WORTH]
    ordered = sorted(found, key=lambda one: (-one.score, one.start))
    return [
        reading.finding(
            FindingKind.amount, (one.start, one.end), f"{one.value:.2f}", "amount.yuan", one.score
        )
        for one in ordered
        if one.score > 0
    ]


def _read(reading: Reading, match: re.Match[str]) -> _Sum | None:
    text = reading.text
    start, end = match.span()
    written, unit = match["signed"] or match["number"], match["unit"] or ""
    if set(written) <= _NO_COUNT:
        return None  # 千万不能让老板知道
    if "," in written and "，" in reading.source.original[slice(*reading.source.span(start, end))]:
        kept = written.rpartition(",")[2]  # 6.30，288块: two numbers with a pause between
        start += written.rindex(",") + 1
        written = kept
    if (
        not unit
        and written[-1] in "一两三"
        and len(written) > 1
        and words.EACH.match(text, end - 1)
    ):
        written, end = written[:-1], end - 1  # 三十八一杯
    value = parse(written)
    if value is None or (not unit and written[-1] == "两"):
        return None
    value *= next((scale for sign, scale in _SCALE.items() if unit.startswith(sign)), 1.0)
    if match["tail"]:  # 三块五
        value += 0.5 if match["tail"] == "半" else (parse(match["tail"]) or 0) / 10
    sure = bool(match["signed"] or (unit and unit[0] not in "万wk"))
    if sure and unit == "块" and not match["tail"] and _is_piece(text, written, start, end):
        return None
    if not sure and (
        written == _CHAIN or not _stands_alone(reading, written, value, (start, end))
    ):
        return None
    return _Sum(start, end, value, _score(text, start, end, sure=sure))


def _is_piece(text: str, written: str, start: int, end: int) -> bool:
    """一块肉, 吃到第三块: a piece of something."""
    if written not in _FEW:
        return False
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + 4]
    piece = words.PIECE.search(before)
    if words.REFUND.search(before) or (words.TOTAL.search(before) and not piece):
        return False
    priced = words.EACH.match(after) or words.WEIGHED.match(after)
    alone = words.CLOSED.match(after) and (not before or not before[-1].isalnum())
    return bool(piece or not (priced or alone))


def _stands_alone(reading: Reading, written: str, value: float, span: tuple[int, int]) -> bool:
    """Whether a number without a unit is money: 两箱199，退."""
    text = reading.text
    before, after = text[max(0, span[0] - _BEFORE) : span[0]], text[span[1] : span[1] + _BEFORE]
    spelled = written[0] in CHINESE
    if words.CHEAP.search(before) and words.WANTED.match(after) and not spelled:
        return True
    if _names_something(written, value, before, spelled=spelled):
        return False
    told = _told(before.rstrip())
    if not told and _is_year(written, before):
        return False
    if words.EACH.match(after) or words.NOT_MONEY.match(after) or words.COUNTED.match(after):
        return bool(words.EACH.match(after) or words.WEIGHED.match(after))
    if told or _goes_on(reading, written, span[1], after):
        return True
    return _closes(reading, written, before, span)


def _goes_on(reading: Reading, written: str, end: int, after: str) -> bool:
    """点了268的鱼, 128退我; 11.26买的 is a day."""
    day = words.A_DAY.fullmatch(written) and words.BOUGHT_ON.match(after)
    dish = after.startswith("的") and any(hit.start == end + 1 for hit in reading.of("food"))
    return dish or (words.THEN.match(after.lstrip()) is not None and not day)


def _closes(reading: Reading, written: str, before: str, span: tuple[int, int]) -> bool:
    """Whether nothing follows a bare number, or a blank before which it may be money."""
    after, spelled = reading.text[span[1] : span[1] + _BEFORE], written[0] in CHINESE
    closed = words.CLOSED.match(after) and len(written) > 1
    if closed and (after[:1] == " " or words.DOOR.search(before)):
        asked = words.ASKED.match(after) is not None
        return _set_apart(reading, before, span[0], written, asked=asked)
    whole = not spelled or written[0] != "十" or not before or not before[-1].isalnum()
    return bool(closed and whole)


def _told(before: str) -> bool:
    patterns = (words.TOTAL, words.REFUND, words.MEDICAL, words.CLAIM)
    return any(one.search(before) for one in patterns)


def _set_apart(reading: Reading, before: str, start: int, written: str, *, asked: bool) -> bool:
    """198 我要退款, 29.8 全臭了, 蛋糕268 有虫: first of its words, or after what was bought."""
    if any(hit.end == start for hit in reading.of("food")):
        priced = asked or words.ORDERED.search(before) is not None
        return priced or words.DISH.fullmatch(written) is not None
    if words.DOOR.search(before):
        return False
    priced = words.PRICE.fullmatch(written) is not None and not words.MEASURED.search(before)
    alone = (asked or priced) and not before[-1:].isalnum()
    return words.BOUGHT.search(before) is not None or alone


def _is_year(written: str, before: str) -> bool:
    """2019, and 1903 of 啤酒1903."""
    named = words.IN_NAME.fullmatch(written) and before[-1:].isalnum()
    return bool(named or words.YEAR.fullmatch(written))


def _names_something(written: str, value: float, before: str, *, spelled: bool) -> bool:
    """A house, a hotline, an age, a case: no number to pay."""
    if spelled and (len(written) == 1 or not _TENS & set(written)):
        return True
    paid = _BOUGHT.search(before) or words.TOTAL.search(before)  # 一共买了120, 收我120
    hotline = written in words.SERVICES and not paid
    if value < _LEAST or hotline or written[0] == "0":
        return True
    if before.endswith("斤") and len(written) == 1:  # 2斤8
        return True
    if words.HOUSE.search(before) or words.FLAT.search(before):
        return True
    if value < _OLDEST and words.AGE.search(before) and not words.TOTAL.search(before):
        return True
    return not spelled and len(written.partition(".")[0]) > _MOST_DIGITS


def _score(text: str, start: int, end: int, *, sure: bool) -> float:
    before, after = text[max(0, start - _BEFORE) : start].rstrip(), text[end : end + 8]
    if words.OFFERED.search(before) or words.OFFERED_AFTER.match(after):
        return 0.2 if sure else 0.0
    if words.WEIGHED.match(after) or words.WEIGHED_BEFORE.search(before):
        return 0.3 if sure else 0.0
    if words.UNPAID.match(after):
        return 0.35
    each = words.EACH.match(after)
    if words.EXTRA_AFTER.match(after) or words.EXTRA.search(before):
        return 0.35 if each else _FEE
    score = next((score for pattern, score in _WEIGHTS if pattern.search(before)), None)
    if score is None:
        score = 0.8 if sure else 0.78
    return min(score, _EACH if each else 1.0, 0.7 if words.DEPOSIT.match(after) else 1.0)


_WEIGHTS = (
    (words.DEPOSITED, 0.7),
    (words.CHARGED, 0.96),
    (words.BILLED, 0.9),
    (words.ONLY_EATEN, 0.6),
    (words.SUPPOSED, 0.35),
    (words.PRICED, 0.35),
    (words.RECKONED, 0.5),
    (words.MEDICAL, 0.65),
    (words.CLAIM, 0.55),
    (words.REFUND, 0.7),
    (words.WHOLE, 0.97),
    (words.TOTAL, 0.95),
)


def _small(text: str) -> Iterator[_Sum]:
    for one in _SMALL.finditer(text):
        value = parse(one[1])
        if value is not None and words.TOTAL.search(
            text, max(0, one.start() - _BEFORE), one.start()
        ):
            yield _Sum(one.start(), one.end(), value / 10, 0.5)
