"""Where a learned name begins and ends, and whether it is one name or two, or a place."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from nlp.reading import Reading
from nlp.recognize.merchant import FRAMED
from nlp.tagging.tagger import Named
from nlp.understanding import Finding, FindingKind

_SCHOOL_GATE = re.compile(
    r"(?:实验|附属)?(?:学校|中学|小学|幼儿园|大学|学院)?(?:大?门口|校门口|旁边|对面|附近|隔壁|后门)(?!的?[^，,。；;！!？?\s]{0,6}店)"
)
_FLOOR = re.compile(r"(?:[一二三四五六七八九十\d]|负[一二三])[楼层]$")
_LURED = re.compile(r"(?:忽悠|哄骗|诱导|[拉骗]去)$")
_BEFORE = frozenset("勒喺搁")
_AND = frozenset("和跟与同、")
_STOPS = frozenset('。，,；;：:！!？?\n“「『"')
_GOES_ON = frozenset("的这那里用卖在，, ")
"""No name goes on so: 春风十里 of 春风十里的甜品店."""
_OF_THE_AREA = re.compile(
    r"(?:[中第一二三四五六七八九十实验人民附属外国语街道社区综合职业技术高级初级城老新]*"
    r"(?:学校|小学|中学|大学|学院|幼儿园|医院|食堂|饭堂|菜?市场|广场|大厦|公园|花园|中心|酒店|宾馆|店|分店|美食城|美食街|万达|天虹|超市|商场))$"
)
"""What is named after its street and keeps it: 坂田小学, 福永人民医院."""
_LABEL = re.compile(r"(?:店铺名?|网店|卖家|商家|店名|店家)(?:名|是|叫|为|[:：])?\s*")
_KIND_AFTER = re.compile(
    r"的(?:[^的]{0,4}(?:店|公司|餐?馆|餐厅|超市|摊子?|档口?|作坊|酒[楼家]|小吃))$"
)
_CHANNEL_AFTER = re.compile(
    r"的(?:直播间?|小程序|公众号|朋友圈|抖音号?|视频号|淘宝店?|网店|微店|团购群|群|主播|店铺|摊位|档口)$"
)
"""海哥鲜货的直播间: where it is sold, and no part of the name."""
_SHORTEST = 2
_FAR = 10
_HEAD = re.compile(r"((?![是的在了去到家])[^\W是的在了去到家]{2,8})[(（]$")
_HOUSES = frozenset("学院校区厂司局")
_SCHOOLS = ("学校", "小学", "中学", "大学", "学院", "幼儿园", "医院", "养老院", "敬老院")
_HOUSE_OF_AREA = re.compile(
    r"(?:第[一二三四五六]|实验|高级|外国语|人民|中心|中医|妇幼保?健?)*"
    r"(?:高中|中学|小学|学校|[一二三四五六]中|幼儿园|福利院|敬老院|养老院)"
    r"(?:(?:第?[一二三四五六七八九十\d]+|学生|教工)?(?:食堂|饭堂))?"
    r"(?!大?门口|校门|旁边|对面|附近|隔壁|后门)"
)
_CANTEEN = re.compile(
    r"(?:[东西南北]?(?:校区|园区|[区院苑门]))?(?:第?[一二三四五六七八九十\d]+|学生|教工|职工|员工|[东西南北])?(?:食堂|饭堂|餐厅)"
)


_ONLY_A_SCHOOL = re.compile(
    rf"(?:实验|中心|附属|希望|第[一二三四五六七八九十]+)?(?:技校|职校|卫校|中专|大专|学校|小学|中学|大学|学院|幼儿园|高中)(?:{_CANTEEN.pattern})?"
)
_SHOP_AFTER = re.compile(
    r"(?:奶茶|蛋糕|面包|水果|火锅|烧烤|烘焙|甜品|咖啡|零食|便利|海鲜|小吃|快餐|早餐|生鲜|卤味|熟食|饮品|粥|面|粉)"
    r"[店铺馆坊屋](?![长员里内外门家主])|[饭面粉粥](?=[，,。；;\s]|$)"
)
_QUARTER = 4
_ROAD_SIGN = re.compile("[路街道巷]")
_ROAD_STEM = re.compile(r"(?<![在去到的])[\u4e00-\u9fff]{2}$")
_IS_SHOP = re.compile(r"[店铺馆坊屋厅楼场超市家]$")


def each_trader(reading: Reading, one: Finding, ruled: Sequence[Finding]) -> list[Finding]:
    """阿福猪脚饭和小李小面 is two, if a rule finds a trader right after the word between them."""
    text = reading.source.original
    for other in ruled:
        at = other.start
        if one.start + _SHORTEST < at < one.end <= other.end and text[at - 1] in _AND:
            first = replace(one, end=at - 1, text=text[one.start : at - 1])
            return [replace(first, value=first.text), replace(other, score=one.score)]
    return [one]


def to_its_end(reading: Reading, one: Finding) -> Finding:
    """蜂蜜小镇奶茶店 where the name was taken to end before the kind of shop that it is."""
    text = reading.source.original
    found = _SHOP_AFTER.match(text, one.end)
    if found is None or _IS_SHOP.search(one.text):
        return one
    name = text[one.start : found.end()]
    return replace(one, end=found.end(), text=name, value=name)


def is_clause(reading: Reading, one: Finding) -> bool:
    """红枫路小学。: a name that stands for itself."""
    text = reading.source.original
    begins = one.start == 0 or text[one.start - 1] in _STOPS
    return begins and text[one.end : one.end + 1] in {"", *_STOPS}


def opens_clause(reading: Reading, one: Finding, foods: Collection[int]) -> bool:
    """老太原面馆的刀削面, 纤美坊的瘦身糖果: a kind of shop at its end, or what it sells behind it.

    Args:
        reading: The message.
        one: What may be a name.
        foods: Where foods begin.
    """
    text = reading.source.original
    begins = one.start == 0 or text[one.start - 1] in _STOPS
    sells = text[one.end : one.end + 1] == "的" and one.end + 1 in foods
    shop = _IS_SHOP.search(one.text) is not None and len(one.text) > _QUARTER
    return begins and (shop or sells)


def from_head(reading: Reading, one: Finding, ruled: Sequence[Finding]) -> Finding:
    """丰泽源食品有限公司 for 源食品有限公司, if a rule saw its head open the clause."""
    for other in ruled:
        more = other.text[len(one.text) :] if other.start == one.start else ""
        whole = bool(more) and more[0] not in _GOES_ON  # 老地方 of 老地方火锅店
        before = other.text[: one.start - other.start] if other.end == one.end else ""
        head = before and not _LABEL.fullmatch(before) and is_clause(reading, other)
        framed = bool(before) and other.why == FRAMED  # 友和大酒楼 for 大酒楼
        if whole or head or framed:
            return replace(other, score=one.score)
    return one


def without_area(one: Finding, findings: Sequence[Finding]) -> Finding:
    """肥仔茶餐厅 of 坂田肥仔茶餐厅: the street before a name is where it is."""
    areas = {FindingKind.district, FindingKind.street}
    for area in findings:
        rest = one.text[area.end - one.start :]
        if (
            area.kind in areas
            and area.start == one.start
            and len(rest) > _SHORTEST
            and not _OF_THE_AREA.match(rest)
        ):
            return replace(one, start=area.end, text=rest, value=rest)
    return one


def after_its_quarter(one: Finding, findings: Sequence[Finding]) -> Finding:
    """小满面包房 of 福田岗厦的小满面包房: what ends in 的 after a district is where it is."""
    quarter, there, rest = one.text.partition("的")
    areas = {FindingKind.district, FindingKind.street}
    follows = any(area.end == one.start for area in findings if area.kind in areas)
    if not (there and follows and len(quarter) <= _QUARTER and len(rest) > _SHORTEST):
        return one
    return replace(one, start=one.end - len(rest), text=rest, value=rest)


def after_its_street(reading: Reading, one: Finding) -> Finding:
    """味香居 of 翠竹路味香居, where the name was taken to begin with the last sign of the road."""
    text = reading.source.original
    before = text[max(0, one.start - 3) : one.start]
    rest = one.text[1:]
    of_road = _ROAD_SIGN.match(one.text) and _ROAD_STEM.search(before)
    if not of_road or len(rest) <= _SHORTEST or _OF_THE_AREA.match(rest):
        return one
    return replace(one, start=one.start + 1, text=rest, value=rest)


def at_the_gate(reading: Reading, one: Named) -> Named:
    """外国语 of 外国语学校门口 is a place, up to the gate."""
    if one.what == "m" and _FLOOR.search(reading.text, one.start, one.end):
        return replace(one, what="p")  # 曼哈数码广场五楼
    gate = _SCHOOL_GATE.match(reading.text, one.end) if one.what == "m" else None
    return replace(one, what="p", end=gate.end()) if gate else one


def with_head_of_school(reading: Reading, named: Sequence[Named]) -> list[Named]:
    """新华技校食堂 where 新华 was taken for a place: no school is called 技校 alone."""
    heads = {one.end: one for one in named if one.what == "p"}
    joined = {
        one: heads[one.start]
        for one in named
        if one.what == "m"
        and one.start in heads
        and _ONLY_A_SCHOOL.fullmatch(reading.text, one.start, one.end)
        and not _ROAD_SIGN.match(reading.text, one.start - 1)
    }
    whole = [replace(one, start=joined[one].start) if one in joined else one for one in named]
    return [one for one in whole if one not in joined.values()]


def is_where(one: Finding, findings: Sequence[Finding]) -> bool:
    """龙华: where the trader is, and not who."""
    areas = {FindingKind.district, FindingKind.street}
    return any(f.kind in areas and (f.start, f.end) == (one.start, one.end) for f in findings)


_BETWEEN = re.compile(r"(?:实验|外国语|第[一二三四五六七八九十]+|中心|附属)?")


def with_area_of_school(one: Finding, findings: Sequence[Finding], text: str) -> Finding:
    """南山实验教育集团麒麟小学: what is named after its district keeps it."""
    if not (one.text.endswith(_SCHOOLS) or _HOUSE_OF_AREA.fullmatch(one.text)):
        return one
    for area in findings:
        named_after = area.kind is FindingKind.district and area.text[-1] not in "区市县"
        named_after = named_after and area.start <= one.start  # not 小太阳幼儿园 宝安福永
        if named_after and _BETWEEN.fullmatch(text, area.end, max(area.end, one.start)):
            whole = text[area.start : one.end]
            return replace(one, start=area.start, text=whole, value=whole)
    return one


def school_of_area(reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """光明高中食堂, 坪山人民医院食堂: named after the district, and by nothing else."""
    text = reading.source.original
    for area in findings:
        named = area.kind is FindingKind.district and area.text[-1] not in "区市县"
        house = _HOUSE_OF_AREA.match(text, area.end) if named else None
        if house:
            whole = text[area.start : house.end()]
            return [
                replace(
                    area,
                    kind=FindingKind.merchant,
                    end=house.end(),
                    text=whole,
                    value=whole,
                    why="merchant.of_area",
                )
            ]
    return []


def without_head_of_school(settled: Sequence[Finding]) -> list[Finding]:
    """松坪 of 松坪学校 is no place beside the school."""
    schools = [
        one for one in settled if one.kind is FindingKind.merchant and one.text.endswith(_SCHOOLS)
    ]
    return [
        one
        for one in settled
        if one.kind is not FindingKind.place
        or not any(s.start <= one.start and one.end < s.end for s in schools)
    ]


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """No name ends within a Latin word or a number: ico, k11."""
    while start > 0 and _is_latin(text[start - 1 : start + 1]):
        start -= 1
    while end < len(text) and _is_latin(text[end - 1 : end + 1]):
        end += 1
    return start, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """No name holds half a pair of brackets, nor the 勒 or 喺 before it."""
    while start < end - _SHORTEST and text[start] in _BEFORE:
        start += 1
    if text.startswith("的士多", start):  # the 的 before a 士多, and no taxi
        start += 1
    if text[start] == "名" and text[max(0, start - 1) : start] in {"店", "铺"}:
        start += 1
    lured = _LURED.search(text, start, end)
    end = lured.start() if lured and lured.start() - start >= _SHORTEST else end
    if text[end - 1] in ")）" and not {"(", "（"} & set(text[start:end]):
        end -= 1
    if text[start] in "(（" and not {")", "）"} & set(text[start:end]):
        start += 1
    return start, end


def with_its_parts(text: str, start: int, end: int) -> tuple[int, int]:
    """七分甜(福田星河店) from its branch, 交通大学二食堂 from the school."""
    head = _HEAD.search(text, max(0, start - _FAR), start)
    if head and text[end - 1] == "店" and text[end : end + 1] in {")", "）"}:
        return head.start(1), end + 1
    canteen = _CANTEEN.match(text, end) if text[end - 1] in _HOUSES else None
    return (start, canteen.end()) if canteen else (start, end)


def after_label(text: str, start: int, end: int) -> int:
    """Where 黔山老灶官方店 begins in 店铺黔山老灶官方店."""
    label = _LABEL.match(text, start, end)
    return label.end() if label and end - label.end() >= _SHORTEST else start


def without_kind(text: str, start: int, end: int) -> int:
    """Where 春风十里 ends in 叫春风十里的甜品店: what is said of it is no part of its name."""
    channel = _CHANNEL_AFTER.search(text, start + _SHORTEST, end)
    if channel:
        return channel.start()
    kind = _KIND_AFTER.search(text, start + _SHORTEST, end)
    return (
        kind.start()
        if kind and text[max(0, start - 2) : start].strip('做“「"').endswith("叫")
        else end
    )


def _is_latin(pair: str) -> bool:
    return pair.isascii() and pair.isalpha()
