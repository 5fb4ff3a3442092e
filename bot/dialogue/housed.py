"""A stall within a house that has a name of its own: who is complained of, and where.

In 学校二食堂的「陕味源」窗口 or 红旗市场里的阿强肉档 two names stand, and one trader is meant: the
stall. The house, which alone would be taken for the trader, says where it is.
"""

import itertools
import re
from dataclasses import replace

from api.contract.models import Facts
from api.contract.understood import Finding
from bot.dialogue.called import can_be_trader
from bot.dialogue.recut import recut
from bot.dialogue.turn import Heard

_HOUSE = re.compile(
    r"(?:食堂|饭堂|市场|菜场|商场|广场|(?:购物|商业|商务|世纪|金融|国际|时代|城市)中心|大厦|万象城|印象城|海岸城|缤纷城|壹方城|大悦城|万象汇|奥特莱斯|天街|学校|学院|大学|中学|小学|医院|美食城|美食广场|夜市|食街|机场|车站)$"
)
_WITHIN = re.compile(
    r"(?:[里内入]?[面边头]?)?(?:负?[一二三四五六七八九十\d]+[楼层])?(?:[里内][面边头]?)?(?:的|有[一个]*家?|那[个家]|，|,|\s)*[「“『\"]?"
)
_A_STALL = re.compile(r"(?:窗口|档口?|摊位?|铺位?|柜台|专柜|摊子)")
_CLOSED = re.compile(r"[」”』\"]?的?(?:那个|这个)?\s?")


def with_stall(heard: Heard) -> Heard:
    """A message as the matter is to hear it: the stall is the trader, its house the place."""
    heard = recut(heard)
    found = _house_and_stall(heard)
    if found is None:
        return heard
    house, stall = found
    meant = heard.understood
    place = meant.place if meant.place and meant.place not in house.text else ""
    findings = tuple(one for one in meant.findings if one != house)
    where = house.model_copy(update={"kind": "place"})
    told: dict[str, object] = {"merchant": stall.text, "place": f"{place}{house.text}"}
    told["findings"] = (*findings, where)
    return replace(heard, understood=meant.model_copy(update=told))


def _house_and_stall(heard: Heard) -> tuple[Finding, Finding] | None:
    text = heard.message.text
    named = [one for one in heard.understood.findings if one.kind == "merchant"]
    named = sorted(named, key=lambda one: one.start)
    for house, stall in itertools.pairwise(named):
        between = text[house.end : stall.start]
        if not is_house(house.text) or is_house(stall.text) or not _WITHIN.fullmatch(between):
            continue
        if is_stall(stall.text, text[stall.end :]) and can_be_trader(stall.text):
            return house, stall
    return None


def is_house(name: str) -> bool:
    """红旗市场, 师范学院二食堂: many trade in it."""
    return _HOUSE.search(name) is not None


def is_stall(name: str, after: str) -> bool:
    """Whether a name is, by its end or by what follows it, that of a stall or a counter."""
    at = _CLOSED.match(after)
    ends = re.search(rf"{_A_STALL.pattern}$", name)
    return ends is not None or _A_STALL.match(after, at.end() if at else 0) is not None


def moved_in(known: Facts, new: Facts) -> dict[str, object]:
    """红旗市场 was told before, now 阿强肉档: the stall is the trader, the market its place."""
    old, name = known.merchant, new.merchant
    if not old or not name or not is_house(old) or is_house(name) or old in name:
        return {}
    places = [one for one in (known.place, old) if one and (one == old or one not in old)]
    return {"merchant": name, "merchant_address": None, "place": "".join(places)[:300]}
