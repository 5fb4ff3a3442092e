"""Where: roads with numbers, villages, squares and stations, as the writer names them."""

import re
from collections.abc import Collection, Sequence

from nlp.reading import Reading
from nlp.recognize.names import NameEdges
from nlp.understanding import Finding, FindingKind

_ROAD_END = re.compile(
    r"(?:大道|(?<![第这那几])[一二三四五六七八九十]道(?![菜题工手门线坎])|公路|路|街(?!道|头|边|上|市|坊|区)|胡同|里弄|巷(?!子|口卖))(?:[东西南北中](?:段|街|路)?|[一二三四五六七八九十]段)?"
)
_VILLAGE_END = re.compile(
    r"(?<!代表)村(?!路(?:[^口边上旁]|$)|民|里人|干部|委会|支书|长|口味)|街道|镇(?!上|政府|里)|乡(?!下|亲|政府|村|镇)|屯(?!兵)|社区|湾(?=路|村)"
)
_NUMBER = re.compile(
    r"\s?(?:第?[0-9一二三四五六七八九十百]{1,5}(?![0-9一二三四五六七八九十百]|元|块|蚊|\.\d)(?:[-—–][0-9]{1,4})?号?(?:之[一二三四五]|附[0-9]+号?)?(?:院|楼|大院)?"
    r"(?:[0-9a-z一二三四五六七八九十]{1,4}(?:栋|座|幢|单元|层|楼|室|铺|档|号)){0,4}|与[\u4e00-\u9fa5]{2,5}(?:路|街|大道)(?:交叉口|交汇处|路口)?|[\u4e00-\u9fa5]{2,5}(?:路|街)?(?:交叉口|交汇处|路口))"
)
_AROUND = re.compile(
    r"(?:附近|旁边|对面|后头|后面|隔壁|门口|路口|口|尽头|交叉口|交汇处|楼下|斜对面|负?[一二三四五六七八九\d]{1,2}[楼层f]|[东西南北正后前侧]门|[\d]{1,3}[栋座幢号][\d单元]{0,6}(?:室)?|底商|[a-e东西南北]{0,2}\d?出口|[a-e]\d?口)"
)
_NUMBERED = re.compile(r"(?<=[路街道巷村])\d")
_TRIM = re.compile(
    r"(?:地址(?:是|在)?[:：]?|直接|拉进|拉到|送到|刚在|现在|在|到|[东西南北]?边|条|整|一条|这条|那条|我们|咱们?|本|某|该|有个|一个|有|个|隔壁|附近|旁边|对面|第)+"
)
_UPPER_LOWER = re.compile(r"[上下](?=[\u4e00-\u9fff]{2})")
"""下梅林: a part of the name, where nothing stands before it that could be below."""
_POINTED = re.compile(
    r"(?:^|[，,。；;\s]|在)((?![我你他她它这那哪俺咱])[\u4e00-\u9fff]{1,3}[围村岭坑塘岗湾头洲坪埔涌墟屯庄寨堡])(?:那边|那头|那里|那儿|那一带|那块|这边|这一带)"
)
POINTED = "place.pointed"
"""深水围那边: a village whose name is known to nobody else."""
_CLAUSE = re.compile(r"[^，,。；;！!？?\s]+")
KNOWN = "place.known"
_SHORTEST, _PROPER = 2, 3


def _pointed_at(reading: Reading) -> list[Finding]:
    one = _POINTED.search(reading.text)
    if one is None:
        return []
    return [reading.finding(FindingKind.place, one.span(1), one[1], POINTED, 0.5)]


def _known_alone(reading: Reading, known: Collection[str]) -> list[Finding]:
    """车公庙, as a clause of its own."""
    for one in _CLAUSE.finditer(reading.text):
        if one[0] in known:
            return [reading.finding(FindingKind.place, one.span(), one[0], KNOWN, 0.5)]
    return []


def without_people(findings: Sequence[Finding]) -> list[Finding]:
    """车公庙 is nobody, though people are called 车."""
    known = {(one.start, one.end) for one in findings if one.why == KNOWN}
    people = FindingKind.person
    return [one for one in findings if one.kind is not people or (one.start, one.end) not in known]


def _opens(text: str, position: int) -> bool:
    return position == 0 or not text[position - 1].isalnum() or text[position - 1] == "的"


class PlaceRecogniser:
    """Joins what touches: 万丰路 + 12号 + 对面 is one place."""

    def __init__(
        self,
        edges: NameEdges,
        landmark_endings: Sequence[str],
        generic: Sequence[str],
        known: Collection[str],
    ) -> None:
        self._generic = frozenset(generic)
        self._known = known
        self._edges = edges
        longest = sorted(landmark_endings, key=len, reverse=True)
        self._landmark = re.compile("|".join(map(re.escape, longest)))

    def find(self, reading: Reading, barriers: Sequence[tuple[int, int]]) -> list[Finding]:
        """Places in order; `barriers` are spans of divisions, which are not part of a place."""
        ends = sorted(end for _, end in barriers)
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
        found = [
            reading.finding(FindingKind.place, (start, end), reading.text[start:end], rule, score)
            for start, end, rule, score in _joined(reading.text, spans)
        ]
        alone = _known_alone(reading, self._known)
        if found:  # 车公庙 泰然九路
            apart = [
                one for one in alone if all(one.end < f.start or f.end < one.start for f in found)
            ]
            return sorted([*apart, *found], key=lambda one: one.start)
        return _pointed_at(reading) or alone

    def _span(
        self, reading: Reading, one: re.Match[str], ends: Sequence[int], *, numbered: bool
    ) -> tuple[int, int] | None:
        text = reading.text
        start = self._edges.begin(reading, one.start(), ends)
        trimmed = _TRIM.match(text, start, one.start())
        start = trimmed.end() if trimmed else start
        if start and _UPPER_LOWER.match(text, start - 1) and _opens(text, start - 1):
            start -= 1
        end = one.end()
        name = text[start:end]
        bare = start == one.start() and len(name) < _PROPER  # 路, 小区; but 万象城 stands alone
        if name in self._generic or len(name) < _SHORTEST or bare:
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
