"""What a message says of the matter, apart from any draft."""

import re

from api.contract.codes import Demand
from api.contract.models import Facts
from bot.dialogue.authority import ONLY_ASKS
from bot.dialogue.called import school_alone
from bot.dialogue.dates import when_of
from bot.dialogue.demanding import (
    asked_by,
    declined_in,
    demands_in,
    offered_in,
)
from bot.dialogue.finer import with_finer
from bot.dialogue.home_district import near_home
from bot.dialogue.likeness import PRICE, is_only_number
from bot.dialogue.occurrences import occurrences
from bot.dialogue.side_by_side import beside_district, is_quarter, side_by_side
from bot.dialogue.sums import sum_in
from bot.dialogue.tone import is_question
from bot.dialogue.trader import POINTING, people_in, trader_of
from bot.dialogue.turn import Heard
from bot.dialogue.whereabouts import Where, is_elsewhere, theirs

_CLAIM_FIRST = re.compile(r"^(?:我?(?:要|想)?)?(?:举报|投诉)(?:一下)?")
_KIND_OF_PLACE = re.compile(
    r"(?:第?[一二三四五六七八九十]*(?:中|小)学?|中学|小学|大学|幼儿园|医院|人民医院|车站|机场|公园|广场|市场|口岸|图书馆"
    r"|[大老后横][街道]|新村|古[城镇]|中心[区城]|书城|天地|(?:海鲜|美食|步行|商业|小吃|酒吧|食品|文化)(?:一条)?街|街道)(?:[\d附旁对门].*)?"
)
"""What stays with its district: 坪山中学, 光明大街."""
_OF_ITS_AREA = re.compile(r"[大老新横后前][街道路]|[大老]街")
_AREAS = frozenset({"district", "street"})
_ROAD_AFTER = re.compile(r"[大中]道|[东西南北]?[路街巷](?!道)")
"""龙华大道 is a road, and no 大道 in 龙华."""
_TAIL = re.compile(
    r"的?[\u4e00-\u9fff]{2,3}?市场(?![监部价上化])|[\u4e00-\u9fff]{0,3}?(?:商业中心|购物中心|保税区|商业广场|文化广场|美食街|步行街|批发市场|农贸市场|菜市场|工业[区园]|科技园|产业基地|创[业意]园|软件园|生态园|大厦"
    r"|(?:世界|天地|购物公园|奥特莱斯|物流园|产业园|市场(?!监|部|价)|广场|中心|城)(?=[那这的里内一二三四五负\d附旁对门，,。！!\s]|$))"
)
_QUARTER = re.compile(r"[\u4e00-\u9fff]{2,3}(?=$|[，,。；;！!\s]|那[边里])")
_ROAD = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:大道|[路街巷](?!道))(?:\d{1,4}号)?")
_SPOT = re.compile(
    r"[\u4e00-\u9fff]{2,5}?(?:水库|公园|工业[区园]|科技园|社区|广场|小区|花园|新村|市场(?![监部价])|地铁站|(?<![\u4e00-\u9fff]{5})村(?!民))"
)
"""罗田水库 of 燕罗街道罗田水库那边."""
_THE_ONE = re.compile(r"(?:区|的)?(?:那家|那间|那个店|分店|店[)）])")
"""After a district: the shop of a chain that is there."""
_NO_PART = re.compile(
    r"^边(?=[\u4e00-\u9fff]{2,}[路街])|^就(?!医)|(?:放学|上学|下班|(?<=[\u4e00-\u9fff]{3})玩)$"
    r"|^[\u4e00-\u9fff]{1,4}(?:是说|指的是)|^第[一二三四](?:[个件家]店?)?(?=\s)\s*"
)
"""较场尾玩, 村口是说新围村口: what is said around a place."""
_MONTH = re.compile(r"\s+(\d{1,2})$")
_HANZI = re.compile(r"[\u4e00-\u9fff]+")
_DIRECTION = re.compile(r"[东西南北中][一二三四]?[路街]")
_NO_PLACE = re.compile(
    r"^\d{1,2}月\d{1,2}[号日]?$|^(?:冇|没|無)|电话|手机号|号码$|[来好]了$|^(?:打|吃)饭$|^打[饭菜卡包]|^第[一二两三四]家$|^靠?[左右](?:边|手边|侧)?$|^(?:送|去|到|进)(?:了)?医院$|(?:去|送)医院|路上$|送医|住院|急诊|整条街|^(?:订单|小票|平台|美团|饿了么|微信|网|抖音|淘宝|点评|车|摊|盒|袋|包装|执照)上$"
)
_BARE_DAY = re.compile(r"\d{1,2}[号日]")
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
    where = _where(heard, home)
    if where.street and is_elsewhere(heard, where.street):
        where = where._replace(street=None)
    if where.place is not None and is_only_number(where.place):
        where = where._replace(place=None)
    values = {name: getattr(heard.understood, name) for name in FIELDS}
    if values["food"] and f"{values['food']}车" in heard.text:  # 面包车
        values["food"] = None
    if _is_in_place(heard, values["food"]):
        values["food"] = None
    values["amount"] = sum_in(heard)
    values |= where._asdict() | trader_of(heard, where.place) | {"when": when_of(heard)}
    values["place"] = _without_name(values["place"], values["merchant"])
    if (school := school_alone(heard.text)) is not None:
        values |= {"merchant": school, "place": None}
    values |= {"demand": _demand_of(heard), "location": heard.message.location}
    return Facts.model_validate(values)


def _where(heard: Heard, home: str | None) -> Where:
    """Where the trader is, in as many of the message's words as say so."""
    where = near_home(heard, theirs(heard, home))
    if where.district is None:
        where = where._replace(district=_pointed_at(heard))
    if where.district is None and home and where.place and where.place in home:
        meant = heard.understood  # the shop in the writer's own street
        where = where._replace(district=meant.district, division=meant.division)
    where = where._replace(place=_not_denied(where.place, heard))
    if where.place is None:
        between = beside_district(heard, home)
        return where._replace(place=between and side_by_side(between, heard, home))
    bare = _with_tail(
        _with_head(_with_its_area(where.place, heard), heard.message.text), heard.message.text
    )
    bare = _CLAIM_FIRST.sub("", POINTING.sub("", bare))
    bare = _NO_PART.sub("", bare)
    bare = bare.removesuffix("一") if f"{bare}家" in heard.text else bare
    place = _without_area(_whole_place(bare, heard), heard)
    place = _without_month(place, heard.text)
    place = with_finer(side_by_side(place, heard, home), heard, home)
    days = {one.text for one in heard.understood.findings if one.kind == "when"}
    a_day = place in days and _BARE_DAY.fullmatch(place)  # 22号, beside a road
    odd = (
        a_day
        or PRICE.fullmatch(place)
        or place in people_in(heard)
        or _NO_PLACE.search(place)
        or _UNKNOWN.search(place)
    )
    return where._replace(place=None if odd else place.strip() or None)


def _not_denied(place: str | None, heard: Heard) -> str | None:
    """华富路 of 不在深南大道 在华富路: another place than the one that is denied."""
    places = [one.text for one in heard.understood.findings if one.kind == "place"]
    others = (one for one in places if f"不在{one}" not in heard.text and one != place)
    return next(others, place) if place and f"不在{place}" in heard.text else place


def _demand_of(heard: Heard) -> tuple[Demand, ...]:
    """What is asked of the trader, and a check of him that is no guess and no mere question."""
    own = asked_by(heard)
    rest = ONLY_ASKS.sub("", heard.text)
    only_asks = rest != heard.text and Demand.punish not in demands_in(rest)
    if own or is_question(heard.text):  # 能退吗 is no wish for an answer alone
        others: set[Demand] = {Demand.punish}
    else:
        others = {Demand.punish, Demand.answer}
    if only_asks or _guessed_check(heard) or Demand.punish in _declined(heard.text):
        others -= {Demand.punish}
    found = [*heard.understood.demand]
    named = any(one.value == Demand.punish for one in heard.understood.findings)
    if named and Demand.punish in demands_in(heard.text):  # 请你们查处, and no other word
        found.append(Demand.punish)
    return (*own, *(one for one in dict.fromkeys(found) if one in others))


def _declined(text: str) -> set[Demand]:
    return {*declined_in(text), *offered_in(text)} - {*demands_in(text)}


def _guessed_check(heard: Heard) -> bool:
    """还有那顿饭钱退回来: a check is only guessed from words that ask for something else."""
    found = [one.text for one in heard.understood.findings if one.value == Demand.punish]
    asked = [demands_in(words) for words in found]
    return bool(asked) and all(one and Demand.punish not in one for one in asked)


def _is_in_place(heard: Heard, food: str | None) -> bool:
    """笋 of 笋岗东路 is nothing to eat."""
    found = [f for f in heard.understood.findings if f.kind == "food" and f.text == food]
    places = [f for f in heard.understood.findings if f.kind in {"place", "district", "street"}]
    return bool(found) and all(
        any(where.start <= one.start and one.end <= where.end for where in places) for one in found
    )


def _without_month(place: str, text: str) -> str:
    """文心五路 11 before 月16号: the number is of the day."""
    found = _MONTH.search(place)
    return place[: found.start()] if found and f"{found[1]}月" in text else place


def _with_tail(place: str, text: str) -> str:
    """大浪商业中心 for 大浪: what of a known kind of place follows its area."""
    end = text.find(place) + len(place)
    after = _TAIL.match(text, end) if place in text else None
    if after is None and place in text and place.endswith(("街道", "镇")):
        after = _ROAD.match(text, end) or _SPOT.match(text, end)  # 公明街道振明路
    if after is None and place in text and place.endswith("街道"):
        after = _QUARTER.match(text, end)
        after = after if after and is_quarter(after[0]) else None
    return f"{place}{after[0].removeprefix('的')}" if after else place


def _without_name(place: str | None, name: str | None) -> str | None:
    """西乡 of 西乡的盒马."""
    if place is None or name is None or place == name or _TAIL.fullmatch(name):
        return place  # 平湖街道华南城
    return place.removesuffix(name).removeprefix(f"{name} ").rstrip("的 ") or place


def _with_head(place: str, text: str) -> str:
    """宝安北路 for 北路, 上星路 for 星路: what was cut off as a district or as 上."""
    at = text.find(place)
    for length in (1, 2) if at > 0 else ():
        head, before = text[max(0, at - length) : at], text[max(0, at - length - 1) : at - length]
        begins = at >= length and (not before or before.isspace() or before in "区镇道")
        cut = head in {"上", "下"} if length == 1 else _DIRECTION.match(place) is not None
        if begins and cut and _HANZI.fullmatch(head):
            return f"{head}{place}"
    return place


def _with_its_area(place: str, heard: Heard) -> str:
    """光明大街, of which 光明 was taken for the district alone."""
    if _OF_ITS_AREA.fullmatch(place) is None:
        return place
    found = heard.understood.findings
    at = next((f.start for f in found if f.kind == "place" and f.text == place), None)
    return next((f"{f.text}{place}" for f in found if f.kind in _AREAS and f.end == at), place)


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
        ends = (at + len(short) for at in occurrences(short, heard.text))
        if len(short) > 1 and any(_THE_ONE.match(heard.text, end) for end in ends):
            return district
    return None


def _without_area(place: str, heard: Heard) -> str:
    """龙岗布吉 → 布吉, 福田 → nothing: the district is a fact of its own."""
    meant = heard.understood
    for area in (meant.district, meant.city):
        for name in (area, area.rstrip("区县市")) if area else ():
            rest = place.removeprefix(name)
            part = _KIND_OF_PLACE.fullmatch(rest) or _ROAD_AFTER.match(rest)
            if rest != place and len(rest) != 1 and not (part or rest.startswith("街道")):
                return rest
    return place
