"""Where: roads with numbers, villages, squares and stations, as the writer names them."""

import re
from collections.abc import Sequence

from nlp.reading import Reading
from nlp.recognize.names import NameEdges
from nlp.understanding import Finding, FindingKind

_ROAD_END = re.compile(
    r"(?:大道|公路|路|街(?!道|头|边|上|市|坊|区)|胡同|里弄|巷(?!子里|口卖))(?:[东西南北中](?:段|街|路)?|[一二三四五六七八九十]段)?"
)
_VILLAGE_END = re.compile(
    r"村(?!民|里人|干部|委会|支书|长|口味)|街道|镇(?!上|政府|里)|乡(?!下|亲|政府|村|镇)|屯(?!兵)|社区|湾(?=路|村)"
)
_NUMBER = re.compile(
    r"\s?(?:第?[0-9一二三四五六七八九十百]{1,5}(?:[-—–][0-9]{1,4})?号?(?:之[一二三四五]|附[0-9]+号?)?(?:院|楼|大院)?"
    r"(?:[0-9a-z一二三四五六七八九十]{1,4}(?:栋|座|幢|单元|层|楼|室|铺|档|号)){0,4}|与[\u4e00-\u9fa5]{2,5}(?:路|街|大道)(?:交叉口|交汇处|路口)?|[\u4e00-\u9fa5]{2,5}(?:路|街)?(?:交叉口|交汇处|路口))"
)
_AROUND = re.compile(
    r"(?:附近|旁边|对面|后头|后面|隔壁|门口|路口|口|尽头|交叉口|交汇处|楼下|斜对面|[a-e东西南北]{0,2}\d?出口|[a-e]\d?口)"
)
_NUMBERED = re.compile(r"(?<=[路街道巷村])\d")
_GENERIC = frozenset(
    ["马路", "公路", "道路", "街道", "大街", "小街", "路", "街", "村", "乡", "镇", "社区", "小区", "广场", "医院", "公园", "夜市", "市场", "菜市场", "农贸市场", "批发市场", "路口", "十字路口", "机场", "码头", "步行街", "小吃街", "美食街", "商业街", "新村", "农村", "乡村", "全村", "花园", "大厦", "工业区", "工业园", "园区", "一路", "半路", "走路", "上路", "修路", "出路", "网路", "思路", "线路", "门路", "销路", "铁路", "高速公路", "水路", "电路", "公交站", "地铁站", "火车站", "服务区", "老街", "后街", "购物中心", "体育馆", "城中村", "家属院", "大院", "公寓", "地铁", "本村", "我村", "我镇", "我社区", "本社区", "城镇", "乡镇", "古镇", "宿舍区", "大学城", "景区", "同村", "邻村", "跑路", "苑", "天桥", "立交桥", "汽车站", "高铁站", "客运站", "厂区", "农场", "图书馆", "逛街", "上街", "过街", "沿街", "临街", "整条街", "一条街", "这条街", "那条街", "这条路", "那条路", "这条", "那条", "批发", "综合市场", "海鲜市场", "肉菜市场", "大市场", "隔壁村", "某村", "村", "该村", "我们村", "我们社区", "我们镇", "你们社区"]
)
_TRIM = re.compile(
    r"^(?:[东西南北]?边|条|整|一条|这条|那条|我们|咱们?|本|某|该|有个|一个|有|个|隔壁|附近|旁边|对面|第)+"
)
_SHORTEST = 2


class PlaceRecogniser:
    """Joins what touches: 万丰路 + 12号 + 对面 is one place."""

    def __init__(self, edges: NameEdges, landmark_endings: Sequence[str]) -> None:
        self._edges = edges
        longest = sorted(landmark_endings, key=len, reverse=True)
        self._landmark = re.compile("|".join(map(re.escape, longest)))

    def find(self, reading: Reading, barriers: Sequence[tuple[int, int]]) -> list[Finding]:
        """Places in order; `barriers` are spans of divisions, which are not part of a place."""
        ends = [end for _, end in barriers]
        spans: list[tuple[int, int, str]] = []
        for pattern, rule in (
            (_ROAD_END, "place.road"),
            (_VILLAGE_END, "place.village"),
            (self._landmark, "place.landmark"),
        ):
            for one in pattern.finditer(reading.text):
                span = self._span(reading, one, ends, numbered=rule == "place.road")
                if span:
                    spans.append((*span, rule))
        return [
            reading.finding(FindingKind.place, (start, end), reading.text[start:end], rule, score)
            for start, end, rule, score in _joined(reading.text, spans)
        ]

    def _span(
        self, reading: Reading, one: re.Match[str], ends: Sequence[int], *, numbered: bool
    ) -> tuple[int, int] | None:
        text = reading.text
        start = self._edges.begin(reading, one.start(), ends)
        trimmed = _TRIM.match(text, start, one.start())
        start = trimmed.end() if trimmed else start
        end = one.end()
        name = text[start:end]
        if name in _GENERIC or len(name) < _SHORTEST or start == one.start():
            return None
        number = _NUMBER.match(text, end) if numbered else None
        return start, number.end() if number else end


def _joined(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str, float]]:
    """Merge spans that touch or overlap, and take 附近, 对面 along; longer ones score higher."""
    merged: list[tuple[int, int, str]] = []
    for start, end, rule in sorted(spans):
        if merged and start <= merged[-1][1]:
            first = merged[-1]
            merged[-1] = (first[0], max(end, first[1]), first[2])
        else:
            merged.append((start, end, rule))
    result = []
    for start, end, rule in merged:
        around = _AROUND.match(text, end)
        stop = around.end() if around else end
        score = (
            0.95 if _NUMBERED.search(text, start, stop) else 0.8 if rule == "place.road" else 0.75
        )
        result.append((start, stop, rule, score))
    return result
