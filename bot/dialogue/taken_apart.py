"""Name and place where what was recognised as one of them is, or holds, the other."""

import re

from bot.dialogue.called import can_be_trader, ends_in_trade
from bot.dialogue.likely_name import likelihoods
from bot.dialogue.likeness import is_known_place, names_place
from bot.dialogue.occurrences import occurrences
from bot.dialogue.turn import Heard

Told = tuple[str | None, str | None]
"""Name and place."""
_DOOR = re.compile(r"(?:的)?(?:后门|后厨|店门口|门口|店里|厨房)$")
_HARDLY, _PLAINLY = 0.1, 0.9
_SCHOOL = re.compile(
    r"(?P<where>[\u4e00-\u9fff]{2,}?(?:街道|[镇路]|社区))?(?P<school>[\u4e00-\u9fff]{2,8}(?:[小中]学|幼儿园|学校))"
)
_ANY_CANTEEN = re.compile(
    r"(?:项目部?|工地|员工|职工|厂区?|公司|内部|施工队?|指挥部)?的?(?:食堂|饭堂|餐厅)"
)
_FIRM = re.compile(
    r"(?:^|[，,。；;\s]|[路街道村区]的?|在)(?:[那这][个家间])?(?P<firm>(?![那这][个家间])[\u4e00-\u9fff]{2,8}(?:建[设工筑]|集团|公司|工程|电子|科技|实业|物流|地产|[五四三]局|[工铁]局|厂))(?P<of>的?)$"
)
"""Whose a canteen is."""
_OF_PUPILS = re.compile("[食饭]堂|学生|班[上里级]|老师|校方|园方|[饭午营]餐|娃|吃完")
_IS_AT = re.compile(r"(?:^|[，,。；;！!\s])(?:就|都|是)?[在喺][^，,。；;！!\s]{0,8}$")
_HOW_EXACTLY = re.compile(
    r"(?:那边|那里|附近|这边)?[，,\s]*(?:具体|准确|详细|靠近|进去|里面)(?:位置|地址)?"
    r"(?:就?[是在])?(?P<more>[\u4e00-\u9fff]{1,8}?(?:大道|[路街巷村]|小区|市场|广场|学校|地铁站)(?:旁边?|对面|附近|边上|路口)?)?"
)
_SENT_TO = r"(?:拉|送|运|卖|发|批发|供应?)(?:去|到|给|进|往)"
"""Before a name: 肉都拉去坑梓市场 tells where it goes, not who makes it."""
_FOOD_IS = (
    r"(?:点心|零食|吃的|喝的|食物|[早午晚中]餐|[早午晚]饭|餐食|饮料|菜)"
    r"(?:就?是|有)(?:一?[个份碗些])?"
    r"|(?:来|送来?|上|做|端上?来?|收到|拿到|发)的(?:却|居然|竟然)?是"
)
"""Before what was eaten: 点心是绿豆沙和小蛋糕."""
_NOT_WHO = re.compile(rf"(?:{_SENT_TO}|{_FOOD_IS})\Z")


def is_not_who(text: str, name: str) -> bool:
    """Whether a name stands after words that say what was eaten, or where it was sent."""
    return any(_NOT_WHO.search(text, 0, at) for at in occurrences(name, text))


def at_its_door(heard: Heard, name: str | None, place: str | None) -> Told:
    """老六猪脚饭 of 老六猪脚饭后门: a door of somebody, where no other trader is told."""
    if name is not None:
        return name, place
    findings = heard.understood.findings
    doors = [one.text for one in findings if one.kind == "place" and _DOOR.search(one.text)]
    stems = [stem for door in doors if _is_somebody(stem := _DOOR.sub("", door))]
    if not stems:
        return name, place
    streets = [one.text for one in findings if one.kind == "street"]
    return stems[0], next(iter(streets), None) if place in doors else place


def _is_somebody(words: str) -> bool:
    known = names_place(words) or is_known_place(words)
    return likelihoods(words)[0] > _PLAINLY and can_be_trader(words) and not known


def likelier(heard: Heard, name: str | None, place: str | None) -> Told:
    """老曾腊味 of 平湖辅城坳买的腊肠 老曾腊味: what is hardly a name ends the place before it."""
    if name is None or likelihoods(name)[0] > _HARDLY:
        return name, place
    names = [one.text for one in heard.understood.findings if one.kind == "merchant"]
    plain = [one for one in names if likelihoods(one)[0] > _PLAINLY and can_be_trader(one)]
    whole = f"{place or ''}{name}"
    if not plain or whole not in heard.text:
        return name, place
    return plain[0], whole


def ends_place(heard: Heard, name: str | None, place: str | None) -> Told:
    """丹竹头 of 在南湾街道丹竹头，具体是…: where it is goes on, if it is not plainly a name."""
    if name is None or place is None or likelihoods(name)[0] > _PLAINLY or ends_in_trade(name):
        return name, place
    whole = place if place.endswith(name) else f"{place}{name}"
    before, found, after = heard.text.partition(whole)
    told = _HOW_EXACTLY.match(after) if found and _IS_AT.search(before) else None
    if not told:
        return name, place
    return None, f"{whole}，{told['more']}" if told["more"] else whole


def of_its_firm(heard: Heard, name: str | None) -> str | None:
    """中屹建设的项目部食堂: a canteen that is called as all are, with whose it is."""
    if name is None or _ANY_CANTEEN.fullmatch(name) is None:
        return name
    before, found, _ = heard.text.partition(name)
    firm = _FIRM.search(before) if found else None
    return f"{firm['firm']}{firm['of']}{name}" if firm else name


def school_in_place(heard: Heard, name: str | None, place: str | None) -> Told:
    """明苑小学 of 平湖街道明苑小学: who feeds its pupils, where nobody else is told."""
    found = _SCHOOL.fullmatch(place) if name is None and place else None
    if found is None or _OF_PUPILS.search(heard.text) is None:
        return name, place
    return found["school"], found["where"] or None
