"""Money: what was paid, if said, otherwise what is asked."""

import re

from nlp.reading import Reading
from nlp.recognize.numbers import CHINESE, NUMBER, parse
from nlp.understanding import Finding, FindingKind

_UNIT = r"(?:多|来|余)?(?:元|块钱|块|圆|蚊|rmb|人民币|万元|万块)"
_AMOUNT = re.compile(
    rf"(?:[¥￥]\s*(\d+(?:\.\d+)?))|({NUMBER})({_UNIT})([一二三四五六七八九\d](?=$|[^\d一二三四五六七八九个斤天年月]))?"
)
_BARE = re.compile(
    rf"(?:一共|总共|共计|合计|花了?|付了?|实付|定金|订金|押金|赔偿?(?:我|医药费|医疗费)?|充了?|结账变?成?|变成|卡里还?[有剩]?|还[有剩]|一[盒瓶箱套斤份]|先交|交了?|值|收了?我?)"
    rf"((?:\d{{2,6}}(?:\.\d{{1,2}})?|[{CHINESE}]{{2,8}}))(?=$|[^\d.个斤天年月号点次人位份名岁分钟小时公里克楼层桌箱瓶盒袋%期遍盘碗串多度种家台只条章口{CHINESE}])"
)
"""Money without its unit, after a word of paying: 一共36.8, 定金六百, 一盒三千九."""
_SMALL = re.compile(rf"({NUMBER})(?:毛钱|毛|角)(?!病|肚|血|巾)")
_BEFORE = 8
_LEAST = 5
_PAID = re.compile(
    r"花|付|买|充|交|收|支付|消费|给了|一共|总共|共计|合计|结账|买单|卖|价|块|团购|用了|办|单价|原价|才|实付"
)
_ASKED = re.compile(r"赔|补偿|退一|罚|索赔|奖|至少|要求")
_PIECES = re.compile(r"(?:吃|咬|剩|切|夹|掉|尝|啃|有)(?:了|掉|的|着)?$")
_ONE_PIECE = frozenset("一半几")
_PIECE_AFTER = re.compile(r"[被,，]|[的]?(?:肉|玻璃|铁|石|塑料|布|骨|皮|[黑白绿]色)")
_PER_UNIT = re.compile(r"(?:一|1|每|/)\s*(?:斤|公斤|两|个|只|份|位|瓶|盒|袋|包|kg|千克)")


def find(reading: Reading) -> list[Finding]:
    """Every sum in yuan, the most likely payment first; 多 and 来 are dropped."""
    found = [
        (score, one.span(), value)
        for one in _AMOUNT.finditer(reading.text)
        if (value := _value(one)) is not None and (score := _score(reading.text, one))
    ]
    if not found:
        found = [
            (0.7, one.span(1), parsed)
            for one in _BARE.finditer(reading.text)
            if (parsed := parse(one[1])) is not None and parsed >= _LEAST
        ]
    if not found:
        found = [
            (0.5, one.span(), parsed / 10)
            for one in _SMALL.finditer(reading.text)
            if (parsed := parse(one[1])) is not None
        ]
    ordered = sorted(found, key=lambda item: (-item[0], item[1]))
    return [
        reading.finding(FindingKind.amount, span, f"{value:.2f}", "amount.yuan", score)
        for score, span, value in ordered
    ]


def _value(one: re.Match[str]) -> float | None:
    if one[1]:
        return float(one[1])
    value = parse(one[2])
    if value is None:
        return None
    if "万" in one[3]:
        value *= 10_000
    if one[4]:  # 三块五
        value += (parse(one[4]) or 0) / 10
    return value


def _score(text: str, one: re.Match[str]) -> float:
    before = text[max(0, one.start() - _BEFORE) : one.start()]
    if one[3] == "块" and one[2] in _ONE_PIECE and _PIECE_AFTER.match(text, one.end()):
        return 0.0
    if one[3] == "块" and _PIECES.search(before):
        return 0.0
    after = text[one.end() : one.end() + 4]
    if _ASKED.search(before):
        return 0.6
    if _PER_UNIT.search(before[-4:]) or _PER_UNIT.match(after):
        return 0.7
    return 0.9 if _PAID.search(before) else 0.75
