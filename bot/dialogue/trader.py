"""Which trader a message names, and the place that its words give with the name."""

import re

from bot.dialogue.beside_area import WHERE_KINDS, WHO, before_area, beside_area, village_before
from bot.dialogue.called import can_be_trader, may_be_called, reads_as_name, without_manner
from bot.dialogue.identity import introduced, is_address, is_bare_name
from bot.dialogue.likely_name import likelihoods
from bot.dialogue.likeness import (
    can_be_place,
    is_corner,
    is_known_place,
    names_place,
)
from bot.dialogue.naming import (
    bought_at,
    is_family,
    named_at,
    neighbour,
    quoted_in,
    trader_named,
    unquoted,
    without_trader,
)
from bot.dialogue.script import as_written
from bot.dialogue.side_by_side import is_quarter
from bot.dialogue.standing_out import after_number, pointed_at, set_off, trader_by_place
from bot.dialogue.taken_apart import (
    at_its_door,
    ends_place,
    is_not_who,
    likelier,
    of_its_firm,
    school_in_place,
)
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import is_elsewhere, is_region

_STREET_FIRST = re.compile(
    r"(?P<street>[\u4e00-\u9fff]{2,5}(?:路|大街|大道|巷))(?P<rest>[^路街道巷口头尾子][^路街道巷]{2,})"
)
_KIND_OF_SHOP = re.compile(
    r"(?:小吃|农贸|批发|综合|海鲜|水产|农副产品|花鸟|包子|早点|面条|烧烤|水果|便利|早餐|快餐|生鲜|连锁|大|小|分|旗舰)*(?:店|铺|超市|餐厅|饭店|市场|菜市场|商场|档口?|摊)"
)
_BARE = re.compile(r".{1,2}[馆铺店摊档]")
"""饺子馆 of 春秀路饺子馆: nothing tells it from others but the road."""
_WHAT_WAS_DONE = re.compile(
    r"(?:(?<!小)吃(?:完|了|的)?(?:饭|东西)?|买的?|用餐|就餐|聚餐|请客|团建|喝酒|喝茶|喝东西|唱歌|过生日|聚会|办(?:酒席?|婚宴|满月酒)"
    r"|(?<=[店铺摊档馆坊])(?:买|点|订|吃|喝)了?[^，,]{1,8})$"
)
"""After a name: 渔家乐吃完饭."""
_QUARTER = re.compile(r"(?:[东西南北中]区|社区|新村|工业区|老村|旧村|村口|村里)")
_TOKEN = re.compile(r"[\s，,]")
_TOKEN_END = re.compile(r"[\s，,。的]")
_IS_WHERE = re.compile(
    r"(?:[路街巷道村镇区城湾]|广场|大厦|[那这][边里]|附近|旁边|对面|隔壁|门口|市场|[东西南北]站|天地|中心)$"
)
"""Ends a place, before which no name begins."""
_CALLED_FIRST = re.compile(
    r"\s*(?:就?是|好像|应该|大概)*(?:名叫|叫做?)\s?(?P<name>[^，,。；;！!？?「」“”\"\s我你他她]{2,12})[，,\s]+"
)
_HEAD = re.compile(r"[\u4e00-\u9fff]{2,4}")
_BEFORE_BRACKET = re.compile(r"([\u4e00-\u9fffA-Za-z·]{2,15})[（(]$")
_NO_HEAD = re.compile(
    r"[在去到的家买吃喝这那我你他是叫有从给跟和卖投诉举报路街道村区楼边面个们店铺点]"
    r"|今天|昨天|前天|早上|中午|晚上|外卖"
)
"""What stands before a name and is no part of it."""
_FIRST = re.compile(
    r"^就叫|^是(?=[\u4e00-\u9fff]{3})|^(?:先说|再说|接着说|最后说|首先|其次)(?:说|是)?"
)
"""先说北方饺子档: the order in which it is told is no part of the name."""
_OF = re.compile(r"^的(?!士)(?=[\u4e00-\u9fff]{2})")
"""的老灶烫捞, cut where its street ends."""
_PLAINLY = 0.9
POINTING = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:那边|那里|这边|这里|那家|这家|那个|那儿|那块儿?|那疙瘩)$"
)


def trader_of(heard: Heard, place: str | None) -> dict[str, str | None]:
    """The trader and its place: who is called so comes first, who is next door is a place."""
    named = trader_named(heard.text) or (None if quoted_in(heard.text) else set_off(heard.text))
    named = named if named and _can_be(heard, named) else _called_first(heard)  # 店名忘说了
    named = None if named and _is_city(heard, named) else named  # 店是 龙华区 …的 饭小仙
    there = named_at(heard.text)
    if there is not None and place is None and can_be_place(there[1]):
        place = there[1]
    name, place = likelier(heard, *_beside(heard, named, place))
    name = None if name and _is_city(heard, name) else name
    if heard.text == f"{place}{name}" and _is_one_name(heard, heard.text):
        return {"merchant": heard.text, "place": None}
    if name and (not _can_be(heard, name) or _cuts_a_place(heard, name)):
        name = _another(heard)
    if name and name.endswith("店") and heard.text.endswith(f"{place}{name}"):
        name = before_area(heard) or name  # 茶小满 南山区南山大道新保辉店 ends in its branch
    name = name and _with_street_as_head(heard, _whole_token(heard, name))
    name = name and _whole_quotation(heard, name)
    place = _before_name(heard, name, place)
    if named and place and (place in named or named in place):
        rest = without_trader(heard.text)
        there_is = can_be_place(rest) and not is_region(rest)
        place = rest if there_is else _another_place(heard, named)
    if named and name and named.startswith(name):  # 一家叫湘村里的餐馆吃饭
        named = name
    name = named or name or _in_brackets(heard) or trader_by_place(heard) or pointed_at(heard)
    name = name and _with_branch(heard.text, name)
    name = name or beside_area(heard) or after_number(heard.text) or bought_at(heard.text)
    village = village_before(heard.text, name) if name and place else None
    place = f"{place}{village}" if village and village not in str(place) else place
    name = None if name and _is_city(heard, name) else name  # 西安 雁塔区
    if name and _QUARTER.match(heard.text.partition(name)[2]):  # 白石厦东区 is where
        name = None
    name = None if name and is_not_who(heard.text, name) else name
    name = name and (_FIRST.sub("", name) or name)
    name = name and (_OF.sub("", name) or name)
    name, place = ends_place(heard, name, place)
    name, place = school_in_place(heard, of_its_firm(heard, name), place)
    name, place = at_its_door(heard, name and without_manner(name), place)
    name, place = _parted(heard, name, place)
    if name is not None and name in people_in(heard) and WHO.search(heard.text):
        name = named
    said = {named, quoted_in(heard.text)}
    said |= {heard.understood.merchant} if name == heard.text.strip("。！! ") else set()
    if name is None or (is_address(name) and name not in said):  # 麦穗十二街, and nothing else
        whole = f"{place}{name}"  # 盐田村12号 after 西乡街道
        return {"merchant": None, "place": whole if whole in heard.text else place or name}
    name = as_written(name, heard.message.text)
    return {"merchant": unquoted(name) if _can_be(heard, name) else None, "place": place}


def _can_be(heard: Heard, name: str) -> bool:
    """店名是沙拉日志: unlike other names, but told as one and recognised as one."""
    known = heard.understood.merchant
    both = name == trader_named(heard.text) and known is not None and name.endswith(known)
    plainly = name == known and likelihoods(name)[0] >= _PLAINLY  # 大家旺烧鹅, 每日鲜果吧
    return plainly or can_be_trader(name) or (both and may_be_called(name))


def _is_city(heard: Heard, name: str) -> bool:
    """郑州 of 在郑州金水区买了 is a city, whatever the tagger says."""
    areas = (heard.understood.city, heard.understood.district)
    return any(name in {area, area.rstrip("市区县")} for area in areas if area)


def _another(heard: Heard) -> str | None:
    """麦香人家 beside 也不回, which was taken for a name and can be none."""
    names = (one.text for one in heard.understood.findings if one.kind == "merchant")
    able = (name for name in names if can_be_trader(name) and not _cuts_a_place(heard, name))
    return next(able, None)


def _another_place(heard: Heard, named: str) -> str | None:
    """解放碑 of 解放碑的 山城老面, where the name was taken for a place too."""
    places = (one.text for one in heard.understood.findings if one.kind == "place")
    return next((one for one in places if one not in named and named not in one), None)


def _is_one_name(heard: Heard, whole: str) -> bool:
    """金陵果木烤鸭: an answer of one name, of which the head could be a place elsewhere."""
    meant = heard.understood
    areas = any(one.kind in {"district", "street"} for one in meant.findings)
    return not (areas or names_place(whole)) and reads_as_name(whole)


def _cuts_a_place(heard: Heard, name: str) -> bool:
    """大道观澜店 of 龙华大道观澜: what begins within a road is the branch that is there."""
    text = heard.message.text
    at = text.find(name)
    places = [one for one in heard.understood.findings if one.kind == "place"]
    cut = [text[one.start : at] for one in places if one.start < at < one.end < at + len(name)]
    return any(not _IS_WHERE.search(one) for one in cut)


def _before_name(heard: Heard, name: str | None, place: str | None) -> str | None:
    """六约 of 六约那边老街坊肠粉, 湖南路 of 湖南路一品锅: a place ends where the name begins."""
    start, at = heard.text.find(place or " "), heard.text.find(name or " ")
    if name is None or place is None or not 0 <= start < at < start + len(place) < at + len(name):
        return place
    cut = heard.text[start:at]
    return (POINTING.sub("", cut) or None) if _IS_WHERE.search(cut) else place


def _with_street_as_head(heard: Heard, name: str) -> str:
    """粤海水产档 of 盐田海鲜街粤海水产档: what is a street of another district is of the name."""
    at = heard.message.text.find(name)
    for one in heard.understood.findings if at > 0 else ():
        touches = one.kind == "street" and one.end == at and not one.text.endswith("街道")
        if touches and is_elsewhere(heard, one.value):
            return f"{one.text}{name}"
    return name


def _called_first(heard: Heard) -> str | None:
    """叫 盛昌冷藏，于洪区造化街道: called so, and then where it is."""
    found = _CALLED_FIRST.match(heard.message.text)
    areas = {one.start for one in heard.understood.findings if one.kind in WHERE_KINDS}
    told = found is not None and found.end() in areas and not is_bare_name(found["name"])
    return found["name"] if told and found and can_be_trader(found["name"]) else None


def _whole_quotation(heard: Heard, name: str) -> str:
    """‘柠小满手打柠檬茶’ where only 柠小满 was recognised."""
    quoted = quoted_in(heard.text)
    whole = quoted is not None and name in quoted and can_be_trader(quoted)
    return quoted if quoted and whole else name


def _whole_token(heard: Heard, name: str) -> str:
    """好运来沙县小吃 where only the chain's name was recognised."""
    before, there, after = heard.text.partition(name)
    if not there:
        return name
    head = _TOKEN.split(before)[-1]
    whole = _HEAD.fullmatch(head) is not None and (
        not after or _TOKEN_END.match(after) is not None
    )
    where = [f.text for f in heard.understood.findings if f.kind in WHERE_KINDS]
    if not whole or _NO_HEAD.search(head):
        return name
    return name if any(head in one for one in where) else f"{head}{name}"


def _with_branch(text: str, name: str) -> str:
    """阿叔猪杂粥（梅林店） where only the branch in its brackets was recognised."""
    before, _, after = text.partition(name)
    found = _BEFORE_BRACKET.search(before) if after[:1] in {"）", ")"} else None
    return f"{found[1]}（{name}）" if found else name


def _beside(heard: Heard, named: str | None, place: str | None) -> tuple[str | None, str | None]:
    """What was recognised; a trader that another one stands beside is a place."""
    name = heard.understood.merchant
    name = None if name and is_family(heard.text, name) else name
    beside = neighbour(heard.text, name) if name else None
    if beside is None or name == named or not can_be_place(beside):
        return name, place
    return None, beside if place is None or place in beside else place


def _in_brackets(heard: Heard) -> str | None:
    """The name in brackets, unless it is what something is said to be."""
    quoted = quoted_in(heard.text)
    return quoted if quoted is not None and can_be_trader(quoted) else None


def _parted(heard: Heard, name: str | None, place: str | None) -> tuple[str | None, str | None]:
    """Name and place without what belongs to the other."""
    if name is None:
        return None, place
    name = _WHAT_WAS_DONE.sub("", name) or name
    if is_corner(name):
        return None, _whole_corner(heard, name) or place
    if place is None or place in name:
        name, place = _after_street(name, place)
    areas = {f.text for f in heard.understood.findings if f.kind in {"district", "street"}}
    within = place is not None and place != name
    market = within and str(place).startswith(name) and is_known_place(name)
    area = within and name.endswith(str(place)) and _is_area(name, str(place), heard)
    part = within and bool({name, f"{name}小区"} & {*str(place).split()[1:]})
    part = part or (within and is_quarter(name) and str(place).endswith(f"街道{name}"))
    return (None if market or area or part or name in areas else name), place


def _whole_corner(heard: Heard, name: str) -> str | None:
    """中央大街和西十二道街交口 from the street before it: 交口那块儿 names no trader."""
    places = [f for f in heard.understood.findings if f.kind in {"place", "street"}]
    start = min((f.start for f in places), default=None)
    end = heard.text.find(name) + len(name)
    return None if start is None else POINTING.sub("", heard.text[start:end])


def _after_street(name: str, place: str | None) -> tuple[str, str | None]:
    """贝丽北路名酒世家 → 名酒世家 in 贝丽北路; 翠竹路超市 stays what it is."""
    found = _STREET_FIRST.fullmatch(name)
    if found is None or _KIND_OF_SHOP.fullmatch(found["rest"]) or _BARE.fullmatch(found["rest"]):
        return name, place
    return found["rest"], found["street"]


def _is_area(name: str, place: str, heard: Heard) -> bool:
    """罗湖黄贝岭 beside 黄贝岭 is that place, with its district before it."""
    before = name.removesuffix(place).rstrip("区县市")
    return any(area.rstrip("区县市") == before for area in heard.city.districts)


def people_in(heard: Heard) -> frozenset[str]:
    """Names of persons in a message: personal data, never a fact of the case."""
    own = introduced(heard.text, heard.understood.findings).name
    found = {one.text for one in heard.understood.findings if one.kind == "person"}
    return frozenset(found | ({own} if own else set()))
