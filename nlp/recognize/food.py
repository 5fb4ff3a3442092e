"""Which food or drink it is about."""

import re
from collections.abc import Sequence

from nlp.reading import Hit, Reading
from nlp.understanding import Finding, FindingKind

_HEAD = re.compile(
    r"(?:汤|饭|面|粥|粉|饼|糕|串|块|片|丝|丁|丸|酱|干|仔|卷|排|肉|鱼|菜|奶|茶|酒|油|罐头|礼盒|饮料|拼盘|煲|锅|沙拉)"
)
_TASTE = re.compile(
    r"(?:[\u4e00-\u9fa5]{1,3}味|散装|进口|鲜榨|冷冻|速冻|冰冻|手工|自制|现做|卤|红烧|清蒸|麻辣|香辣|酸辣|水煮|干锅|糖醋|蒜蓉|"
    r"油炸|油焖|凉拌|椒盐|孜然|五香|酱|烤|炸|炒|炖|蒸|煎|草莓|巧克力|芒果|抹茶|芝士|榴莲|婴儿|婴幼儿|有机|土|野生|鲜|纯|生|熟|黑椒|泡椒|葱花|鸡蛋|牛肉|猪肉|羊肉|鸡肉|白菜|韭菜|虾仁|海鲜|奶油|黑|白|老|番茄)+$"
)
_GOT = re.compile(
    r"(?:买|点|吃|喝|购|要|订|食|饮|叫|炫|囤|端|上|称|的|咗|那|卖)[^，。！？；]{0,8}$"
)
_REACH = 10
_SETTING_WORDS = frozenset(
    {
        "火锅",
        "烧烤",
        "快餐",
        "串串",
        "套餐",
        "冒菜",
        "盒饭",
        "零食",
        "水果",
        "海鲜",
        "蔬菜",
        "熟食",
    }
)


def find(
    reading: Reading, taken: Sequence[tuple[int, int]], areas: Sequence[tuple[int, int]]
) -> list[Finding]:
    """Foods, the likeliest subject first; `taken` are spans (a shop's name) that name none.

    Nor does what lies wholly within one of the `areas`: 盐 of 盐田区.

    A word's score rises when it was bought or eaten, and when it stands near what is wrong.
    """
    found = []
    hits = [hit for hit in reading.of("food") if not (_inside(hit, taken) or _within(hit, areas))]
    problems = [hit for hit in reading.of("hazard") if hit.weight > 1]
    for hit in _joined(hits):
        start, end = _extended(reading.text, *hit)
        score = _score(reading, (start, end), problems)
        found.append(
            reading.finding(
                FindingKind.food, (start, end), reading.text[start:end], "food.word", score
            )
        )
    return sorted(found, key=lambda one: (-one.score, one.start))


def _inside(hit: Hit, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < hit.end and hit.start < end for start, end in taken)


def _within(hit: Hit, areas: Sequence[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in areas)


def _joined(hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """牛肉 beside 汉堡 is one food; 牛肉 and 汉堡 with a comma between are two."""
    spans: list[tuple[int, int]] = []
    for hit in hits:
        if spans and hit.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(hit.end, spans[-1][1]))
        else:
            spans.append((hit.start, hit.end))
    return spans


def _extended(text: str, start: int, end: int) -> tuple[int, int]:
    before = _TASTE.search(text, max(0, start - 6), start)
    after = _HEAD.match(text, end)
    return (before.start() if before else start), (after.end() if after else end)


def _score(reading: Reading, span: tuple[int, int], problems: Sequence[Hit]) -> float:
    start, end = span
    score = 0.5 + min(end - start, 5) * 0.01
    if _GOT.search(reading.text, max(0, start - _REACH), start):
        score += 0.2
    if any(
        -_REACH <= problem.start - end <= _REACH or problem.start <= start < problem.end
        for problem in problems
    ):
        score += 0.2
    if reading.text[start:end] in _SETTING_WORDS:
        score -= 0.25
    return round(max(score, 0.1), 3)
