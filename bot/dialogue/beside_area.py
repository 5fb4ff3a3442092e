"""A trader's name that stands beside an area, and is known by where it stands alone.

港货小铺 福田区福保街道…, 南山区桃园路 面包新语林，… and 道外区，北疆顺达冻品批发，南直路上.
"""

import re

from bot.dialogue.called import can_be_trader, reads_as_name
from bot.dialogue.demanding import demands_in
from bot.dialogue.identity import is_bare_name
from bot.dialogue.likely_name import likelihoods
from bot.dialogue.likeness import is_where, names_place
from bot.dialogue.tone import is_question, is_time
from bot.dialogue.turn import Heard

WHERE_KINDS = frozenset({"place", "district", "street"})
_AREA_NAME = re.compile(
    r"(?:[区路街道村镇]|市场|广场|大厦|商场)的?\s+(?P<name>[\u4e00-\u9fff·]{3,10})(?=[，,。；;]|$)"
)
_NO_TRADER = frozenset({"person", "when", "amount", "symptom", "place", "district", "street"})
_NAME_AREA = re.compile(
    r"(?:我?(?:要|想)?(?:投诉|举报)(?:一下)?[\s，,：:]+)?(?P<name>[^\s，,。；;]{2,12})[\s，,]+(?P<where>[^\s，,。；;].{3,60})"
)
_DOOR = re.compile(
    r"(?:路|街|大道|巷)(?P<name>[\u4e00-\u9fff]{3,9}?)(?:门口|门前|后门|店里|里面)(?!的)"
)
_SOMEBODY_THERE = re.compile(r"^[^，,。；;]{0,6}(?:摊|推车|三轮|有[个家人]|一[个家辆]|卖)")
_HOUSE = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:厂|公司|学校|中学|小学|学院|技校|职校|幼儿园|超市|饭店|餐厅|酒楼)"
)
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{2,3}")
"""A village whose name is known to nobody else, between the area and who is there."""
_CANTEEN = re.compile(
    r"(?:^|[，,。；;：:\s在区镇村路]|[我咱俺]们?)(?P<name>(?![我咱俺])[\u4e00-\u9fff]{3,12}(?:厂|公司|集团|学校|中学|小学|学院|幼儿园))"
    r"\s*的?(?:职工|员工|学生|教工|内部)?(?:食堂|饭堂)"
)
_SURELY, _PERHAPS = 0.95, 0.3
_PREAMBLE = re.compile(r"^有[个家人一]|[吧吗呢啊呀嘛]|哈哈|说|正事|你好|您好|请问|同志|老师|师傅")
"""哈哈好吧说正事, 有人灌假酒: what is said before the story begins, and how it begins."""
_AS_PEOPLE = 4
"""A name so short beside a place may be a person's."""
WHO = re.compile(r"1\d{10}|我叫|我是|我姓|本人|姓名|名字")


def beside_area(heard: Heard) -> str | None:
    """The name that stands before an area, after one, or among several."""
    return (
        before_area(heard)
        or _after_area(heard)
        or _among_places(heard)
        or _at_its_door(heard)
        or _whose_canteen(heard)
    )


def _at_its_door(heard: Heard) -> str | None:
    """陈妈麻辣烫 of 在中翠路陈妈麻辣烫门口等外卖, unless somebody else stands there."""
    found = _DOOR.search(heard.text)
    if found is None or _SOMEBODY_THERE.search(heard.text, found.end()):
        return None
    name = found["name"]
    return name if likelihoods(name)[0] >= _SURELY and can_be_trader(name) else None


def _whose_canteen(heard: Heard) -> str | None:
    """恒拓精密五金厂 of 恒拓精密五金厂 的职工食堂."""
    found = _CANTEEN.search(heard.text)
    name = found["name"] if found else None
    return name if name and likelihoods(name)[0] >= _PERHAPS and can_be_trader(name) else None


def before_area(heard: Heard) -> str | None:
    """港货小铺 福田区福保街道…: what stands before a blank and an area is called so."""
    found, district = _NAME_AREA.fullmatch(heard.text), heard.understood.district
    if found is None or district is None:
        return None
    there = found["where"].startswith((district, district.rstrip("区县市")))
    return found["name"] if there and _can_stand_alone(found["name"]) else None


def _after_area(heard: Heard) -> str | None:
    """南山区桃园路 面包新语林，…: what stands between a road and a comma is called so."""
    found, meant = _AREA_NAME.search(heard.text), heard.understood
    if found is None or not (meant.district or meant.street or meant.place):
        return None
    name = found["name"]
    known = any(name in one.text for one in heard.understood.findings if one.kind in _NO_TRADER)
    return name if _can_stand_alone(name) and not known else None


def _among_places(heard: Heard) -> str | None:
    """道外区，北疆顺达冻品批发，南直路上: the one clause that is no place, and nothing told."""
    clauses = [part for part in re.split(r"[，,。；;！!\s]+", heard.text) if part]
    found = heard.understood.findings
    areas = {one.text for one in found if one.kind in WHERE_KINDS}
    foods = {one.text for one in found if one.kind == "food"}
    rest = [one for one in clauses if not (is_where(one) or one in areas)]
    if rest and village_before(heard.text, rest[-1]) == rest[0]:
        rest = rest[1:]
    if not areas or len(rest) != 1 or len(clauses) == 1 or WHO.search(heard.text):
        return None
    if rest[0] in foods:  # 罗湖 笋岗 麻辣小龙虾
        return None
    stands = _HOUSE.fullmatch(rest[0]) is not None or _can_stand_alone(rest[0])
    named = reads_as_name(rest[0]) and stands
    return rest[0] if named and len(rest[0]) > _AS_PEOPLE else None


def village_before(text: str, name: str) -> str | None:
    """田心 of 坪山区碧岭 田心 宏发电子厂: where it is, though nobody else knows the name."""
    lead = text.partition(name)[0]
    before = re.split(r"[，,。；;\s]+", lead.rstrip("，,。；; "))
    apart = lead[-1:] in {"", *"，,。；; "}
    house = _HOUSE.fullmatch(name) is not None and len(before) > 1 and apart
    return before[-1] if house and _VILLAGE.fullmatch(before[-1]) else None


def _can_stand_alone(name: str) -> bool:
    """Whether words beside an area are a name: no place, time, person, claim or question."""
    odd = names_place(name) or is_time(name) or is_bare_name(name) or is_question(name)
    greets = _PREAMBLE.search(name) is not None
    return can_be_trader(name) and not (odd or greets or demands_in(name))
