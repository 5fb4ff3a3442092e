"""What a message says of the matter, apart from any draft."""

import re

from api.contract.codes import Demand
from api.contract.models import Facts
from bot.dialogue.demanding import OFFERED, declined_in, demands_in, offered_in, they_pay
from bot.dialogue.identity import introduced, is_address
from bot.dialogue.likeness import can_be_place, can_be_trader, is_corner, is_known_place
from bot.dialogue.naming import (
    named_at,
    neighbour,
    quoted_in,
    trader_named,
    unquoted,
    without_trader,
)
from bot.dialogue.standing_out import pointed_at, trader_by_place
from bot.dialogue.tone import is_question
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import theirs
from bot.wording.times import dated

_PAID = re.compile(
    r"(?:花了?|付了?|一共|总共|共|价格是?|金额是?|花费)(?:收了?)?(?:我|我们)?\s?(\d{1,7}(?:\.\d{1,2})?)(?!\d)"
)
_SAID = re.compile(
    r"(?:说|写|标|称|号|印|标注|宣传|叫做?|牌|买的|喝的|吃的|是)[的着了有]?\s*[「“《『【]$"
)
"""Before brackets in which stands no trader: 写着「无糖」."""
_ALWAYS = frozenset({"天天", "每天", "经常", "一直", "总是", "老是"})
"""How often it is so, which is no time at which it was."""
_CLAIM_FIRST = re.compile(r"^(?:我?(?:要|想)?)?(?:举报|投诉)(?:一下)?")
_A_CLAIM = 16
"""So short a claim is told in the words for it."""
_STALL = r"(?:摊|档|铺|柜|栋|楼|店|线|门)"
"""After a number that is no day: 8号摊位."""
_STREET_FIRST = re.compile(
    r"(?P<street>[\u4e00-\u9fff]{2,5}(?:路|大街|大道|巷))(?P<rest>[^路街道巷]{3,})"
)
_KIND_OF_SHOP = re.compile(
    r"(?:小吃|烧烤|水果|便利|早餐|快餐|生鲜|连锁|大|小|分|旗舰)*(?:店|超市|餐厅|饭店|市场|菜市场|商场|档口?|摊)"
)
_WHAT_WAS_DONE = re.compile(
    r"(?:(?<!小)吃(?:完|了|的)?(?:饭|东西)?|买的?|用餐|就餐|聚餐|请客|团建|喝酒|喝茶|喝东西|唱歌|过生日|聚会|办(?:酒席?|婚宴|满月酒))$"
)
"""After a name: 渔家乐吃完饭."""
_KIND_OF_PLACE = re.compile(
    r"(?:第?[一二三四五六七八九十]*(?:中|小)学?|中学|小学|大学|幼儿园|医院|人民医院|车站|机场|公园|广场|市场|口岸|图书馆"
    r"|[大老后横][街道]|新村|古[城镇]|中心[区城]|书城|天地|步行街|街道)(?:[\d附旁对门].*)?"
)
"""What stays with its district: 坪山中学, 光明大街."""
_DOOR = re.compile(r"[\d一二三四五六七八九十]{1,4}号")
_IN_STREET = (
    r"(?:[路街巷道村坊园苑城里弄围岭坑塘湾新栋座排]"
    r"|(?:[区县镇]|街道)[^，,。；;\s在是去到吃买喝订了]{2,12})"
)
"""Before a number that is no day: 岗厦西坊5号."""
_SENT_TO = r"(?:拉|送|运|卖|发|批发|供应?)(?:去|到|给|进|往)"
"""Before a name: 肉都拉去坑梓市场 tells where it goes, not who makes it."""
_WHERE_KINDS = frozenset({"place", "district", "street"})
_DIRECTION = re.compile(r"[东西南北中][一二三四]?[路街]")
_NO_HEAD = re.compile(
    r"[在去到的家买吃喝这那我你他是叫有从给跟和卖投诉举报路街道村区楼边面个们店铺点]"
    r"|今天|昨天|前天|早上|中午|晚上|外卖"
)
"""What stands before a name and is no part of it."""
_WHO = re.compile(r"1\d{10}|我叫|我是|我姓|本人|姓名|名字")
_POINTING = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:那边|那里|这边|这里|那家|这家|那个|那儿|那块儿?|那疙瘩)$"
)
_NO_PLACE = re.compile(
    r"^第[一二两三四]家$|^(?:送|去|到|进)(?:了)?医院$|(?:去|送)医院|路上$|送医|住院|急诊|整条街"
)
_UNKNOWN = re.compile(r"哪[条里个儿]|什么[路街地]|忘了|不知道|不清楚")
"""马峦街道哪条路忘了 tells no road."""
FIELDS = (
    "merchant",
    "place",
    "district",
    "division",
    "street",
    "when",
    "food",
    "people_ill",
    "amount",
)


def facts_of(heard: Heard, home: str | None = None) -> Facts:
    """What a message says of the matter, apart from any draft.

    Args:
        heard: The message.
        home: The writer's own address, if this message gives it.
    """
    where = theirs(heard, home)
    if where.district is None:
        where = where._replace(district=_pointed_at(heard))
    if where.place is not None:
        bare = _with_head(where.place, heard.message.text)
        bare = _CLAIM_FIRST.sub("", _POINTING.sub("", bare))
        bare = re.sub(r"^就(?!医)|(?:放学|上学|下班)$", "", bare)
        bare = bare.removesuffix("一") if f"{bare}家" in heard.text else bare
        place = _without_area(_whole_place(bare, heard), heard)
        odd = place in _people(heard) or _NO_PLACE.search(place) or _UNKNOWN.search(place)
        where = where._replace(place=None if odd else place or None)
    values = {name: getattr(heard.understood, name) for name in FIELDS}
    if values["food"] and f"{values['food']}车" in heard.text:  # 面包车
        values["food"] = None
    if _is_in_place(heard, values["food"]):
        values["food"] = None
    if values["amount"] is not None and _only_offered(heard):
        values["amount"] = None
    values |= where._asdict() | _trader(heard, where.place) | {"when": when_of(heard)}
    declined = declined_in(heard.text)
    still = demands_in(heard.text)
    asked = {Demand.answer} if is_question(heard.text) else set()
    meant = (demand for demand in heard.understood.demand if demand not in asked)
    offered = offered_in(heard.text)
    demand = tuple(d for d in meant if d not in {*declined, *offered} or d in still)
    if they_pay(heard.text) and Demand.refund not in demand:
        demand = (*demand, Demand.refund)
    if len(heard.text) <= _A_CLAIM and set(demand) & {Demand.compensation, Demand.refund}:
        demand = tuple(dict.fromkeys((*demand, *still)))  # 要赔药费和退餐费
    if set(demand) - {Demand.answer, Demand.punish}:  # 能退吗 is no wish for an answer alone
        demand = tuple(d for d in demand if d is not Demand.answer)
    return Facts.model_validate(values | {"demand": demand, "location": heard.message.location})


def _is_in_place(heard: Heard, food: str | None) -> bool:
    """笋 of 笋岗东路 is nothing to eat."""
    found = [f for f in heard.understood.findings if f.kind == "food" and f.text == food]
    places = [f for f in heard.understood.findings if f.kind in {"place", "district", "street"}]
    return bool(found) and all(
        any(where.start <= one.start and one.end <= where.end for where in places) for one in found
    )


def _with_head(place: str, text: str) -> str:
    """宝安北路 for 北路, 上星路 for 星路: what was cut off as a district or as 上."""
    found = re.search(
        rf"(?:(?<=[区镇道])|^|(?<=\s))(?P<head>[\u4e00-\u9fff]{{1,2}}){re.escape(place)}", text
    )
    head = found["head"] if found else ""
    cut = head in {"上", "下"} or (len(head) > 1 and _DIRECTION.match(place) is not None)
    return f"{head}{place}" if cut else place


def _whole_place(place: str, heard: Heard) -> str:
    """狮山路 印象城 from 狮山路: places that stand side by side are one, told ever closer."""
    text, found = heard.message.text, [f for f in heard.understood.findings if f.kind == "place"]
    start = text.find(place)
    end = start + len(place)
    for one in sorted(found, key=lambda finding: finding.start) if start >= 0 else ():
        if end <= one.start and text[end : one.start] in {"", " "}:
            end = one.end
    return text[start:end] if start >= 0 else place


def _pointed_at(heard: Heard) -> str | None:
    """就福田那家 → 福田区: the district that tells one shop of a chain from the others."""
    for district in heard.city.districts:
        short = re.sub(r"(?:新区|[区县市])$", "", district)
        if len(short) > 1 and re.search(
            f"{short}(?:区|的)?(?:那家|那间|那个店|分店|店[)）])", heard.text
        ):
            return district
    return None


def _only_offered(heard: Heard) -> bool:
    """Whether the sum of a message is what the trader offers, or gave."""
    sums = [one for one in heard.understood.findings if one.kind == "amount"]
    rest = OFFERED.sub(lambda found: "，" * len(found[0]), heard.text)
    return bool(sums) and all(rest[one.start] == "，" for one in sums)


def _without_area(place: str, heard: Heard) -> str:
    """龙岗布吉 → 布吉, 福田 → nothing: the district is a fact of its own."""
    meant = heard.understood
    for area in (meant.district, meant.city):
        for name in (area, area.rstrip("区县市")) if area else ():
            rest = place.removeprefix(name)
            if rest != place and len(rest) != 1 and not _KIND_OF_PLACE.fullmatch(rest):
                return rest
    return place


def _trader(heard: Heard, place: str | None) -> dict[str, str | None]:
    """The trader and its place: who is called so comes first, who is next door is a place."""
    named = trader_named(heard.text)
    there = named_at(heard.text)
    if there is not None and place is None and can_be_place(there[1]):
        place = there[1]
    name, place = _beside(heard, named, place)
    name = _another(heard) if name and not can_be_trader(name) else name
    name = name and _whole_token(heard, name)
    if named and place and (place in named or named in place):
        rest = without_trader(heard.text)
        place = rest if can_be_place(rest) else None
    if named and name and named.startswith(name):  # 一家叫湘村里的餐馆吃饭
        named = name
    name = named or name or _in_brackets(heard) or trader_by_place(heard) or pointed_at(heard)
    name = name and _with_branch(heard.text, name)
    name = None if name and re.search(_SENT_TO + re.escape(name), heard.text) else name
    name, place = _parted(heard, name, place)
    if name is not None and name in _people(heard) and _WHO.search(heard.text):
        name = named
    if name is None or (is_address(name) and name != named):
        return {"merchant": None, "place": place or name}
    return {"merchant": unquoted(name) if can_be_trader(name) else None, "place": place}


def _another(heard: Heard) -> str | None:
    """麦香人家 beside 也不回, which was taken for a name and can be none."""
    names = (one.text for one in heard.understood.findings if one.kind == "merchant")
    return next((name for name in names if can_be_trader(name)), None)


def _whole_token(heard: Heard, name: str) -> str:
    """好运来沙县小吃 where only the chain's name was recognised."""
    token = rf"(?:^|[\s，,])(?P<head>[\u4e00-\u9fff]{{2,4}}){re.escape(name)}(?=$|[\s，,。的])"
    found = re.search(token, heard.text)
    where = [f.text for f in heard.understood.findings if f.kind in _WHERE_KINDS]
    if found is None or _NO_HEAD.search(found["head"]):
        return name
    return name if any(found["head"] in one for one in where) else f"{found['head']}{name}"


def _with_branch(text: str, name: str) -> str:
    """阿叔猪杂粥（梅林店） where only the branch in its brackets was recognised."""
    found = re.search(rf"([\u4e00-\u9fffA-Za-z·]{{2,15}})[（(]{re.escape(name)}[）)]", text)
    return f"{found[1]}（{name}）" if found else name


def _beside(heard: Heard, named: str | None, place: str | None) -> tuple[str | None, str | None]:
    """What was recognised; a trader that another one stands beside is a place."""
    name = heard.understood.merchant
    beside = neighbour(heard.text, name) if name else None
    if beside is None or name == named or not can_be_place(beside):
        return name, place
    return None, beside if place is None or place in beside else place


def _in_brackets(heard: Heard) -> str | None:
    """The name in brackets, unless it is what something is said to be."""
    quoted = quoted_in(heard.text)
    if quoted is None or not can_be_trader(quoted):
        return None
    return None if _SAID.search(heard.text.partition(quoted)[0]) else quoted


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
    return (None if market or area or name in areas else name), place


def _whole_corner(heard: Heard, name: str) -> str | None:
    """中央大街和西十二道街交口 from the street before it: 交口那块儿 names no trader."""
    places = [f for f in heard.understood.findings if f.kind in {"place", "street"}]
    start = min((f.start for f in places), default=None)
    end = heard.text.find(name) + len(name)
    return None if start is None else _POINTING.sub("", heard.text[start:end])


def _after_street(name: str, place: str | None) -> tuple[str, str | None]:
    """贝丽北路名酒世家 → 名酒世家 in 贝丽北路; 翠竹路超市 stays what it is."""
    found = _STREET_FIRST.fullmatch(name)
    if found is None or _KIND_OF_SHOP.fullmatch(found["rest"]):
        return name, place
    return found["rest"], found["street"]


def _is_area(name: str, place: str, heard: Heard) -> bool:
    """罗湖黄贝岭 beside 黄贝岭 is that place, with its district before it."""
    before = name.removesuffix(place).rstrip("区县市")
    return any(area.rstrip("区县市") == before for area in heard.city.districts)


def _people(heard: Heard) -> frozenset[str]:
    """Names of persons in a message: personal data, never a fact of the case."""
    own = introduced(heard.text, heard.understood.findings).name
    found = {one.text for one in heard.understood.findings if one.kind == "person"}
    return frozenset(found | ({own} if own else set()))


def when_of(heard: Heard, within: str | None = None) -> str | None:
    """昨晚 with the day that it was, because the words are read on another day.

    Args:
        heard: The message.
        within: Only a time in this part of its words.
    """
    times = [f for f in heard.understood.findings if f.kind == "when"]
    words = heard.understood.when
    if words in _ALWAYS:
        words = None
    if words and re.search(re.escape(words) + _STALL, heard.text):
        words = None
    if words and _DOOR.fullmatch(words) and re.search(_IN_STREET + words, heard.text):
        words = None
    if words and within is not None and f"大{words}" in within:  # 大前天 is no 前天
        return within
    if within is not None:
        words = next((f.text for f in times if f.text in within), None)
    values = (f.value for f in times if f.text == words)
    return dated(words, next(values, "")) if words else None


def total_in(text: str) -> float | None:
    """一共收了我 1520: the whole of it, whatever single prices were told before."""
    found = _PAID.search(text)
    whole = found is not None and re.match("一共|总共", found[0]) is not None
    return float(found[1]) if found is not None and whole else None


def paid(new: Facts, heard: Heard) -> float | None:
    """花了59.9: said as the answer to nothing, without the word 元."""
    found = _PAID.search(heard.text) if new.amount is None else None
    return float(found[1]) if found else new.amount
