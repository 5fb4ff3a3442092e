"""Writes one value over one item of a draft, if it has the shape of that item."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from api.contract.models import Facts, Reporter
from bot.dialogue.absorbing import city_of
from bot.dialogue.called import can_be_trader, may_be_called
from bot.dialogue.closer import is_open
from bot.dialogue.conversation import Draft
from bot.dialogue.dates import is_to_come, when_of
from bot.dialogue.demanding import demands_in
from bot.dialogue.identity import answered, is_address
from bot.dialogue.items import WRONG
from bot.dialogue.likeness import can_be_place
from bot.dialogue.naming import SPELT, trader_named, unquoted
from bot.dialogue.phones import MOBILE, phone_in
from bot.dialogue.tone import is_time
from bot.dialogue.turn import Heard
from bot.dialogue.where_now import beside_school
from bot.wording.labels import demands as demands_shown
from bot.wording.plain import mask_phone

_QUOTED = re.compile(r"[「『“\"《]([^」』”\"》]{2,30})[」』”\"》]")
POINTER = re.compile(
    r"^(?:在)?(?:它|他家?|她家?|人家|这家|那家)?(?:的)?"
    r"(?:斜?对面|隔壁|旁边|边上|楼上|楼下|左边|右边|后面)(?:一?家|那[家个]|那一家)?(?:的)?(?:那[家个])?(?:店)?(?:叫|是)?\s*(?=\S)"
)
"""它隔壁的, before the name of the right one."""
_AREA = re.compile(r"[区县镇]|街道")
_GOES_ON = re.compile(
    r"[东西南北中一二三四五六七八九十]{0,2}(?:大道|[路街道村桥站口山巷湾])|[区县市]|中学|小学|医院|花园"
)
"""What makes the name of a district part of another name."""


_WHICH_ONE = re.compile(r"\s+(?:就?在)?[^\s，,]*(?:那|这)(?:[家个间里边儿]|一家)$")
"""渝里小面 新洲路那家: where it is, after its name."""

_A_DISH = 20
_A_NUMBER = 16
"""So near after its item a number stands."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The draft after a correction, and what is now written where."""

    draft: Draft
    field: str
    value: str
    first: bool = False
    """Nothing stood there before."""
    more: tuple["Corrected", ...] = ()
    """What the same message put right before this."""


def shown_of(done: Corrected) -> str:
    """The new value as it may be repeated: nothing of a person's name and address."""
    if done.field == "phone":
        return mask_phone(done.value)
    unit = {"amount": "元", "people_ill": "人不适"}.get(done.field, "")
    return "" if done.field in {"name", "address"} else f"{done.value}{unit}"


def put(draft: Draft, heard: Heard, field: str, new: str) -> Corrected | None:
    """The draft with a new value in one item, or None if the value is none of its kind."""
    new = re.sub(
        r"^(?:店|它|他家|那家)(?:就|是)*在|^(?:是|叫|在|为)|[。！!，,]+$", "", new
    ).strip()
    new = re.sub(r"(?<=[区县市])的$", "", new) if field == "district" else new
    if field in {"name", "phone", "address"}:
        return _put_reporter(draft, field, new)
    if field == "demand":
        demands = demands_in(new)
        facts = draft.facts.model_copy(update={"demand": demands})
        shown = demands_shown(demands)
        return Corrected(draft.but(facts=facts), field, shown) if demands else None
    if field == "place" and re.match("哪|什么|啥|边度", new):
        return None  # 不清楚在哪条路
    if field == "place" and _is_coarser(draft.facts.place, new):
        return None  # 民治是龙华区, of 民治沙元埔市场
    if field == "place" or (field == "district" and re.search(r"\s", new)):
        district, rest = district_before(heard, new)
        if district is not None and (field == "place" or _as_place(heard, rest)):
            return _put_where(draft, heard, district, rest)
        new = district or new  # 龙华区 大浪那边, of the district
    return _put_fact(draft, heard, field, new)


def _is_coarser(known: str | None, new: str) -> bool:
    """Whether a place is no more than the area that begins the one that is known."""
    return known is not None and known != new and known.startswith(new) and is_open(new)


def _put_where(draft: Draft, heard: Heard, district: str, rest: str) -> Corrected | None:
    """罗湖黄贝岭: the district is a fact of its own, and decides which office gets the case."""
    moved = draft
    if draft.facts.district != district:
        done = _put_fact(draft, heard, "district", district)
        moved = done.draft if done is not None else draft
    there = _put_fact(moved, heard, "place", rest)
    return there and replace(there, value=f"{district}{rest}")


def district_before(heard: Heard, words: str) -> tuple[str | None, str]:
    """The district that a place begins with, and the place; 宝安南路 begins with none."""
    told = heard.understood.district
    for district in (*heard.city.districts, *([told] if told else [])):
        for name in (district, re.sub(r"(?:新区|[区县市])$", "", district)):
            rest = words.removeprefix(name)
            office = name == district and _OFFICE.match(rest)  # 龙岗区南湾街道
            goes_on = _GOES_ON.match(rest) and not office
            if len(name) > 1 and rest not in {words, ""} and not goes_on:
                return district, rest.strip().removeprefix(district) or rest
    return None, words


def _put_reporter(draft: Draft, field: str, new: str) -> Corrected | None:
    value = answered(new, (), alone=field == "address").model_dump()[field]
    known = getattr(draft.reporter, field)
    if field == "address" and known and value and re.search(r"(?:街道|[区县镇村])$", known):
        value = value if _AREA.search(value) else f"{known}{value}"
    if value is None or known == value or (known is None and draft.fixing != field):
        return None
    reporter = Reporter.model_validate(draft.reporter.model_dump() | {field: value})
    return Corrected(draft.but(reporter=reporter), field, value, first=known is None)


_NUMBER = re.compile(r"(?<!\d)\d{1,7}(?:\.\d+)?(?!\d|\s?[月号日年点时:：-]\s?\d?)")
"""A sum or a count: no part of a phone number, and no day."""


def _put_fact(draft: Draft, heard: Heard, field: str, new: str) -> Corrected | None:
    value: str | float | int = new
    if field in _SHAPES:
        new = value = _SHAPES[field](heard, new)
        if not new:
            return None
    if field == "when":
        new = value = _on_that_day(draft, new)
    if field in {"amount", "people_ill"}:
        digits = _NUMBER.search(MOBILE.sub(" ", new)[:_A_NUMBER])  # not 钱是我妈的，我叫…，住12栋
        if digits is None:
            return None
        value = float(digits[0]) if field == "amount" else min(int(float(digits[0])), 100_000)
    changes: dict[str, object] = {field: value}
    if field == "district":
        changes |= _moved(draft, heard, str(value))
    if field in {"merchant", "place"}:
        street = draft.facts.street if _in_same_office(draft.facts.place, str(value)) else None
        changes |= {"street": street} if field == "place" else {"merchant_address": None}
    if field == "merchant":
        changes |= beside_school(draft)
    facts = Facts.model_validate(draft.facts.model_dump() | changes)
    candidates = () if field == "merchant" else draft.candidates
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    first = getattr(draft.facts, field) is None
    told = draft.but(facts=facts, candidates=candidates)
    if field == "district":
        told = told.but(moved=True, **city_of(told, heard))
        shown = f"{told.city or ''}{shown}"
    return Corrected(told, field, shown, first=first)


def _in_same_office(known: str | None, new: str) -> bool:
    """福城街道，茜坑老村, of 福城街道，章阁老村."""
    office = _OFFICE.match(known or "")
    return office is not None and new.startswith(office[0])


def _moved(draft: Draft, heard: Heard, district: str) -> dict[str, object]:
    """What goes with the old district: its code, its street, a register's address in it."""
    address = draft.facts.merchant_address
    stays = address is not None and (draft.facts.district or " ") not in address
    return {
        "division": _division(heard, district),
        "street": None,
        "merchant_address": address if stays else None,
    }


_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,4}(?:街道|镇)")
_DATED = re.compile(r"\d{1,2}月\d{1,2}[号日]")
_PART = re.compile(r"早上|上午|中午|下午|傍晚|晚上|夜里|凌晨")
_DAY_AND_PART = re.compile(
    r"(?P<day>(?:大前|前|昨|今)天|上?个?(?:周|星期|礼拜)[一二三四五六日天]|(?:\d{1,2}月)?\d{1,2}[号日])(?:早上|上午|中午|下午|傍晚|晚上|夜里|凌晨)?"
    r"(?P<date>（\d{1,2}月\d{1,2}日）|$)"
)
A_SIGN = re.compile(r"店名|[店商]家?的?名|招牌|小票|店家?叫")
"""Before the name as it is written somewhere."""
STILL_THERE = re.compile(
    r"[，,\s]*(?:还|也|都|仍|同样|照样|依然|一样)(?:然|旧)?(?:[是在]|属于?|归)*的?(?:[\u4e00-\u9fff]{2,3}区|那个区|这个区|同一?个?区)(?:那边|这边|的|没[变错])*[。！!]*$"
)
"""还是宝安区, after a road: the district that is known."""
_NO_MORE_OF_PLACE = re.compile(
    r"叫|店名|全名|名字|招牌|电话|退|赔|昨|前天|今天|\d月|周[一二三四五六日末]|星期|礼拜|上周|上个?月"
    r"|下(?:的)?单|[买吃喝订花]|一共|总共|\d(?:元|块|毛)|我"
)
"""What follows a place and is no part of it."""


def _as_trader(heard: Heard, words: str) -> str:
    """Up to the first comma; a street, a number or a claim is no trader."""
    quoted = _QUOTED.findall(words)
    words = quoted[0] if len(quoted) == 1 else words  # 它斜对面的「福缘酒家」 缘分的缘
    words = _WHICH_ONE.sub("", POINTER.sub("", SPELT.sub("", words)))
    name = unquoted(re.split(r"[，,。；;！!]", trader_named(words) or words)[0].strip())
    street = is_address(name) and name not in quoted  # 「小渔村」 is one
    odd = street or demands_in(name) or phone_in(name) or WRONG.search(name)
    able = can_be_trader(name) or (A_SIGN.search(heard.text) and may_be_called(name))
    return name if able and not odd else ""  # 店名打反了，是洋货集市


def _as_district(heard: Heard, words: str) -> str:
    """南山区 for 南山; what is no district of the city stands as it is told."""
    shorts = {re.sub("(?:新区|[区县市])$", "", one): one for one in heard.city.districts}
    return shorts.get(words, words)


def _as_food(_heard: Heard, words: str) -> str:
    """买的是我爸 但钱是我付的 tells who bought it."""
    who = re.match(r"[我你他她它咱俺]|老人|孩子|家里", words)
    return "" if who or len(words) > _A_DISH else words


def _as_time(heard: Heard, words: str) -> str:
    if not is_time(words):
        return ""
    if is_to_come(heard, words):
        return ""
    told = when_of(heard, words)
    whole = None if told else when_of(heard)
    # 是上周日，11月22号: the date beside the day's name
    return told or (whole if whole and _DATED.match(whole) else words)


def _on_that_day(draft: Draft, new: str) -> str:
    """不是中午，是晚上: the day stays what it was."""
    found = _DAY_AND_PART.match(draft.facts.when or "")
    return f"{found['day']}{new}{found['date']}" if found and _PART.fullmatch(new) else new


def _as_place(_heard: Heard, words: str) -> str:
    words = STILL_THERE.sub("", words)
    first, *rest = re.split(r"(?=[，\s])", re.sub("[,；;。]", "，", words.strip()))
    more = takewhile(lambda part: not _NO_MORE_OF_PLACE.search(part), rest)
    words = "".join((first, *more))
    odd = phone_in(words) or demands_in(words) or not can_be_place(words)
    return "" if odd else words


_SHAPES: Mapping[str, Callable[[Heard, str], str]] = {
    "merchant": _as_trader,
    "district": _as_district,
    "food": _as_food,
    "when": _as_time,
    "place": _as_place,
}


def _division(heard: Heard, district: str) -> str | None:
    """The code of the district, if the message's own understanding speaks of the same."""
    meant = heard.understood
    if meant.district == district:
        return meant.division
    for finding in heard.understood.findings:
        if finding.kind == "district" and district.startswith(finding.text.rstrip("区县市")):
            return finding.value if re.fullmatch(r"\d{6}", finding.value) else None
    return None
