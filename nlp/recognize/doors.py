"""How far a place reaches: up to its market, its house, its floor."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.reading import Reading
from nlp.understanding import Finding, FindingKind

_LANDMARKS = ("市场", "广场", "大厦", "花园", "小区", "公园", "工业区", "工业园", "科技园", "商场")
_BETWEEN = re.compile(
    r"[\s，,]*(?P<where>(?!一家|某|那|这|有|新|老|小|大型|知名|附近|本地|市区)[^\W的了吃买喝点订家个是有在去到说]{2,10})"
    r"(?:的|(?<=[路街道巷村围湾岭园场坊站])[\s，,]*[这那有]一?家(?:店|餐厅|饭店)?(?:叫做?|是)?\s?)"
)
_MARKET = re.compile(r"(?:肉菜|菜|农贸|综合|海鲜)?市场(?!监|部|价)")
_NO_STREET = re.compile(
    "(?:海鲜|美食|步行|商业|小吃|酒吧|食品|文化)(?:一条)?街|(?:口岸|(?:高铁|火车|汽车|地铁)站).{0,4}"
)
"""What a street or a station is, and not what it is called: its district is a part of its name."""
_BEFORE_DOOR = frozenset("口村坊区园苑城里路街巷围岭坑厦场道庄寨号栋座期")
_DOOR = re.compile(
    r"(?:(?:[东西南北正后]门)?(?:入面|入去|里面|里头|进去|里)?第[一二三四五六七八九十\d]{1,2}(?:个|间|家|排)?(?:档口?|摊位?|铺|门面)?)?"
    r"(?:(?:新|老|东|西|南|北|上|下)?[一二三四五六七八九十\da-z]{0,3}(?:坊|区|组|巷|弄|期|队))?"
    r"(?:[\da-z]{1,4}(?:[-—]\d{1,3})?(?:号|栋|座|幢|单元)){0,2}"
    r"(?:负?[一二三四五六七八九十\d]{1,3}(?:楼|层))?"
    r"(?:[a-z]?\d{1,4}(?:号?铺|号?档口?|号?摊位?|室|房))?",
    re.IGNORECASE,
)
_ENDS_AREA = re.compile(r"[村围屯庄寨坑塘岭湾]|社区|工业[区园]|新区")
_ENDS_ROAD = re.compile(r"(?:[路街巷]|大道)(?:[东西南北中]段)?$")
_NUMBERED = re.compile(r"第?[一二三四五六七八九十]工业")
_GAP = 3
_PART_OF_NAME = re.compile(
    r"(?:(?![的在那有个是去到往从和跟这里边店家叫买吃喝住区镇市条])[\u4e00-\u9fff])+"
)
_HEADS = frozenset("长大上下新老高小东西南北")
_BEGINS = re.compile(r"(?:^|[\W\d]|[在区镇]|街道)$")


def is_landmark(one: Finding) -> bool:
    """卓越世纪中心: where shops are."""
    return one.text.endswith((*_LANDMARKS, "中心"))


def joined(text: str, found: Sequence[Finding], findings: Sequence[Finding]) -> list[Finding]:
    """西乡 and 盐田村菜市场, side by side or with 的, are one place; a bare district is none."""
    areas = {(f.start, f.end) for f in findings if f.kind is FindingKind.district}
    kept: list[Finding] = []
    for one in found:
        if (one.start, one.end) in areas:
            continue
        beside = next((k for k in kept if _touch(text, one, k) or _touch(text, k, one)), None)
        if beside is None:
            kept.append(one)
            continue
        first, last = sorted((one, beside), key=lambda part: part.start)
        whole = text[first.start : last.end]
        both = replace(first, end=last.end, text=whole, value=whole, score=beside.score)
        kept[kept.index(beside)] = both
    return kept


def _touch(text: str, first: Finding, last: Finding) -> bool:
    return first.end <= last.start and text[first.end : last.start] in {"", "的", "嘅"}


def before_trader(
    reading: Reading, traders: Sequence[Finding], findings: Sequence[Finding]
) -> list[Finding]:
    """欢乐海岸 of 南山欢乐海岸的胡大碗: between the district and a trader in it."""
    text = reading.source.original
    for area in (f for f in findings if f.kind is FindingKind.district):
        for trader in traders:
            between = _BETWEEN.fullmatch(text, area.end, trader.start)
            if between:
                start, end = between.span("where")
                where = between["where"]
                place = replace(area, kind=FindingKind.place, why="place.before_trader")
                return [replace(place, start=start, end=end, text=where, value=where)]
    return []


def whole_place(one: Finding, ruled: Sequence[Finding], findings: Sequence[Finding]) -> Finding:
    """新桥市场 for 新桥, if a rule saw the whole; 民治沙吓村 for 治沙吓村."""
    for other in ruled:
        if other.start == one.start and other.end > one.end and other.text.endswith(_LANDMARKS):
            one = replace(other, score=one.score)
    for street in findings:
        if street.kind is FindingKind.street and street.start < one.start < street.end < one.end:
            head = street.text[: one.start - street.start]
            whole = f"{head}{one.text}"
            return replace(one, start=street.start, text=whole, value=whole)
    return one


def with_its_head(text: str, one: Finding, findings: Sequence[Finding]) -> Finding:
    """长圳村 for 圳村 where a district ends before it, 第三工业区 for 三工业区."""
    head, before = text[max(0, one.start - 1) : one.start], text[: max(0, one.start - 1)]
    areas = {FindingKind.district, FindingKind.street}
    begins = _BEGINS.search(before) or any(
        f.end == len(before) for f in findings if f.kind in areas
    )
    stems = {f.text.rstrip("区县市") for f in findings if f.kind in areas}
    stem = next((stem for stem in stems if text[: one.start].endswith(stem)), None)
    if stem and _NO_STREET.fullmatch(one.text):  # 盐田海鲜街
        whole = f"{stem}{one.text}"
        return replace(one, start=one.start - len(stem), text=whole, value=whole)
    between = _between(text, one, findings)
    if between:  # 水贝二路 of 罗湖水贝二路, 塘头第三工业区 of 石岩塘头第三工业区
        whole = f"{between}{one.text}"
        return replace(one, start=one.start - len(between), text=whole, value=whole)
    numbered = head == "第" and one.text[0] in "一二三四五六七八九十"
    named = head in _HEADS and begins and _ENDS_AREA.search(one.text) is not None
    if not head or not (numbered or named):
        return one
    whole = f"{head}{one.text}"
    return replace(one, start=one.start - 1, text=whole, value=whole)


def _between(text: str, one: Finding, findings: Sequence[Finding]) -> str:
    """What stands between the area and a road or an estate, if it can belong to its name."""
    areas = {FindingKind.district, FindingKind.street}
    ends = [f.end for f in findings if f.kind in areas and f.end < one.start]
    gap = text[max(ends) : one.start] if ends else ""
    most = _GAP if _NUMBERED.match(one.text) else 1
    named = _ENDS_AREA.search(one.text) or _ENDS_ROAD.search(one.text)
    return gap if named and len(gap) <= most and _PART_OF_NAME.fullmatch(gap) else ""


def with_its_door(reading: Reading, one: Finding) -> Finding:
    """清湖老村二区15栋一楼 from the village: its quarter, house and floor."""
    text, end = reading.source.original, one.end
    market = _MARKET.match(text, end)
    end = market.end() if market else end
    door = _DOOR.match(text, end) if text[end - 1] in _BEFORE_DOOR else None
    end = door.end() if door else end
    whole = text[one.start : end]
    return one if end == one.end else replace(one, end=end, text=whole, value=whole)
