"""Which district, and which street office, a text names."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.cities import divisions
from knowledge.cities.divisions import DISTRICT, PREFECTURE, PROVINCE, STREET, Division
from nlp.match.sounds import SoundAlike
from nlp.reading import Reading
from nlp.recognize.gazetteer import Gazetteer, Mention, Name
from nlp.understanding import Finding, FindingKind

# A short name counts as a place after one of these or before a place's beginning.
_BEFORE = re.compile(
    r"([在勒搁到去从于住位逛来经过,，。；：:、 (（喺]|我们|市|省|地址[是:：]?|是"
    r"|举报|投诉|反映|检举|[今昨前]天|[今昨前]晚|[早晚]上|[上中下]午|半夜|凌晨)$"
)
_AFTER = re.compile(
    r"([\u4e00-\u9fa5]{0,6}(路|街|道|巷|村|广场|镇|站|店|城|号|附近|万达|市场|这边|那边|那里|某|大学|医院|区|一家|有家|这家|火车站|学校|公园))"
)
_OTHER_WORD = re.compile(
    r"(?![桃梅梨李桂茶稻][\u4e00-\u9fa5]{0,2}(?:路|街|道|村|社区|地铁|小区|市场))"  # 南山桃园路
    r"(?!楼村)(牌|椒|门|椰|枣|橙|柚|桃|梨|蜜|瓜|茶|大?米|香米|稻|粉|酱|酒|醋|牛奶|鲜奶|酸奶|火腿|小吃|拉面|米粉|烤鸭|板鸭|鸡|鸭|鱼|肉|菜|面|路|街|大道|大厦|饭店|酒店|人(?!民)|话|银行|公司|集团|楼|茶|镇|乡|街道|新城|新区|村|豆腐|扣肉|烧饼|大学|医院|啤酒)"
)
_ITS_MARKET = re.compile("(?:肉菜?|鱼|菜|茶叶?|粮油|水产)市场")
_ROAD_OF_IT = re.compile(
    r"(?:[东南西北中]|[一二三四五六七八九十])?(?:大道|公路|路|街(?!道)|巷|广场|桥)"
)
"""罗湖区宝安南路 lies on no border of 宝安."""
_MARKET = re.compile("市(?:场|民|政|容|集)")
"""东方市场 is in no 东方市."""
_QUARTER = re.compile("[东西南北中]区")
_LOOK_BACK = 4
_STREET_NAME = re.compile(r"[\u4e00-\u9fa5]{2,6}?(?:街道|镇|乡)")


@dataclass(frozen=True, slots=True)
class _Read:
    mention: Mention
    name: Name


class DistrictRecogniser:
    """Resolves names against the gazetteer, by the city beside them and by the home city."""

    def __init__(self, gazetteer: Gazetteer, ambiguous: Sequence[str]) -> None:
        self._gazetteer = gazetteer
        self._ambiguous = frozenset(ambiguous)
        self._by_ear = SoundAlike(one.name for one in divisions.districts())

    def find(self, reading: Reading) -> list[Finding]:
        """Districts first (value: the code), then street offices (value: nine digits).

        A district whose name several cities share, with no city to tell, gets no code: its value
        is the bare name. Mentions of provinces and cities yield nothing of their own.
        """
        mentions = list(self._gazetteer.mentions(reading.text))
        frame = _frame(mentions)
        read = [
            one for mention in mentions if (one := self._read(reading, mention, frame, mentions))
        ]
        found = [
            self._district(reading, one, frame)
            for one in _of_one_city(read, frame)
            if one.name.division.level <= DISTRICT
        ]
        found = found or self._by_sound(reading, frame)
        streets = [self._street(reading, one) for one in read if one.name.division.level == STREET]
        return [*_distinct(found), *streets, *_far_streets(reading, found)]

    def spans(self, reading: Reading) -> list[tuple[int, int]]:
        """Where provinces, cities and districts stand, but for roads of their name."""
        return [
            (one.start, one.end)
            for one in self._gazetteer.mentions(reading.text)
            if not _ROAD_OF_IT.match(reading.text, one.end)
            and any(
                n.division.level < DISTRICT
                or (n.division.level == DISTRICT and (n.official or n.home))
                for n in one.names
            )
        ]

    def _read(
        self,
        reading: Reading,
        mention: Mention,
        frame: frozenset[str],
        mentions: Sequence[Mention],
    ) -> _Read | None:
        fitting = [
            n for n in mention.names if n.division.level >= DISTRICT or _is_bare_city(n.division)
        ]
        if not fitting:
            return None
        if _MARKET.match(reading.text, mention.end - 1):
            return None
        chosen = _choose(fitting, frame)
        word = reading.text[mention.start : mention.end]
        if _QUARTER.fullmatch(word) and not frame & _codes(chosen.division):
            return None  # 清湖老村东区28栋 lies in no 攀枝花市东区
        if chosen.official or self._short_is_meant(reading, mention, chosen, frame, mentions):
            return _Read(mention, chosen)
        return None

    def _short_is_meant(
        self,
        reading: Reading,
        mention: Mention,
        name: Name,
        frame: frozenset[str],
        mentions: Sequence[Mention],
    ) -> bool:
        text, word = reading.text, reading.text[mention.start : mention.end]
        before = mentions[bisect_left(mentions, mention.start, key=lambda one: one.end) :][:1]
        touches = bool(before) and before[0].end == mention.start
        if touches and any(_above(name.division, n.division) for n in before[0].names):
            return True
        of_district = name.division.level <= DISTRICT  # 景田北街 lies in 景田
        if of_district and _ROAD_OF_IT.match(text, mention.end):
            return False
        of_street = not of_district and _ITS_MARKET.match(text, mention.end)  # 公明菜市场
        if _OTHER_WORD.match(text, mention.end) and not of_street:
            return False
        at = mention.start
        begins = at == 0 or bool(_BEFORE.search(text[max(0, at - _LOOK_BACK) : at]))
        if name.home:
            placed = begins or bool(_AFTER.match(text, mention.end))
            return placed or word not in self._ambiguous
        known_frame = any(_above(name.division, divisions.by_code(code)) for code in frame)
        if word in self._ambiguous or any(n.division.level < DISTRICT for n in mention.names):
            return False
        return begins and (known_frame or not self._gazetteer.home)

    def _district(self, reading: Reading, one: _Read, frame: frozenset[str]) -> Finding:
        division = one.name.division
        alike = [d for d in divisions.by_name(division.name) if d.level == division.level]
        certain = one.name.home or len(alike) <= 1 or bool(frame & _codes(division))
        score = (0.95 if one.name.official else 0.8) if certain else 0.6
        rule = "district.official" if one.name.official else "district.short"
        # A pack's functional district has a code that belongs to another: then the name tells.
        listed = divisions.by_code(division.code)
        certain = certain and listed is not None and listed.name == division.name
        value = division.code if certain else division.name
        return reading.finding(
            FindingKind.district, (one.mention.start, one.mention.end), value, rule, score
        )

    def _by_sound(self, reading: Reading, frame: frozenset[str]) -> list[Finding]:
        """西安燕塔区: a district written by ear, in the city named or served, or the only one."""
        near = frame | self._gazetteer.home
        found = []
        for start, end, name in self._by_ear.find(reading.text):
            alike = [one for one in divisions.by_name(name) if one.level == DISTRICT]
            there = [one for one in alike if near & _codes(one)] if near else alike
            if len(there) == 1:
                found.append(
                    reading.finding(
                        FindingKind.district, (start, end), there[0].code, "district.by_ear", 0.7
                    )
                )
        return found[:1]

    def _street(self, reading: Reading, one: _Read) -> Finding:
        rule = "street.official" if one.name.official else "street.alias"
        span = (one.mention.start, one.mention.end)
        return reading.finding(FindingKind.street, span, one.name.division.code, rule, 0.9)


def _of_one_city(read: Sequence[_Read], frame: frozenset[str]) -> list[_Read]:
    """江城 beside 武汉洪山区 is no district of another city: one is told in full."""
    told = {_city(one.name.division) for one in read if one.name.official}
    return [
        one
        for one in read
        if not told
        or one.name.official
        or one.name.home
        or _city(one.name.division) in told
        or frame & _codes(one.name.division)
    ]


def _city(division: Division) -> str:
    """The code of the city a district lies in."""
    line = divisions.ancestry(division)
    return next((one.code for one in line if one.level == PREFECTURE), line[0].code)


def _frame(mentions: Sequence[Mention]) -> frozenset[str]:
    """Codes of the provinces and cities that the text names."""
    return frozenset(
        name.division.code
        for mention in mentions
        for name in mention.names
        if name.division.level in {PROVINCE, PREFECTURE}
    )


def _choose(names: Sequence[Name], frame: frozenset[str]) -> Name:
    def rank(name: Name) -> tuple[bool, bool, bool, bool]:
        above = bool(frame & _codes(name.division))
        return above, name.home, name.official, name.division.level == DISTRICT

    return max(names, key=rank)


def _is_bare_city(division: Division) -> bool:
    return division.level == PREFECTURE and not divisions.districts_of(division.code)


def _codes(division: Division) -> set[str]:
    return {one.code for one in divisions.ancestry(division)[:-1]} | {division.code}


def _above(below: Division, upper: Division | None) -> bool:
    return upper is not None and upper.level < below.level and upper.code in _codes(below)


def _distinct(found: Sequence[Finding]) -> list[Finding]:
    """One finding a district, the surest mention of each."""
    best: dict[str, Finding] = {}
    for one in sorted(found, key=lambda finding: (-finding.score, finding.start)):
        best.setdefault(one.value, one)
    return list(best.values())


def _far_streets(reading: Reading, districts: Sequence[Finding]) -> list[Finding]:
    """Streets and towns of the one district named, wherever in the country it lies."""
    codes = {one.value for one in districts if one.value.isdigit()}
    if len(codes) != 1:
        return []
    known = {street.name: street.code for street in divisions.streets_of(codes.pop())}
    found = []
    for one in _STREET_NAME.finditer(reading.text):
        for cut in range(len(one[0]) - 1):
            code = known.get(one[0][cut:])
            if code:
                span = (one.start() + cut, one.end())
                found.append(
                    reading.finding(FindingKind.street, span, code, "street.of_district", 0.95)
                )
                break
    return found
