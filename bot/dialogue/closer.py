"""A place told before and what is told of it now: the more exact of them, or both."""

import re

from bot.dialogue.conversation import Draft
from bot.dialogue.homes import is_dwelling
from bot.dialogue.script import plain
from bot.dialogue.turn import Heard
from bot.wording.asks import Ask

_ROUGH = re.compile(r"(?:街道|[镇乡])$|^[\u4e00-\u9fff]{2,4}$|(?:街道|[镇乡])[\u4e00-\u9fff]{2}$")
_EXACT = re.compile(
    r"路|街(?!道)|巷|大道|[一二三四五六七八九十\d]道|号|栋|广场|商场|市场|大厦|城|村|社区|店|公园|花园|小区|苑|门口|地铁|工业[区园]|楼|天地|世界|中心"
)
ROAD = re.compile(r"路(?!边)|街(?![道边上])|巷(?!子|口)|大道|[一二三四五六七八九十\d]道|\d号")
"""Where something is for who has never been there."""
_STALL = re.compile(
    r"[A-Za-z]?(?:区|馆|栋|座)?[一二三四五六七八九十\d]{1,4}[-—]?\d{0,3}号?(?:摊位?|档口?|铺位?|柜台?|号|楼|层)"
)
"""23号档, 二楼: a detail of the place that was told before."""
_SAME_STREET = re.compile(r"(?:就?在?(?:同|那|这)一?条?|我们[这那]条)[街路]上?")
_BESIDE = re.compile(
    r"(?:[大正后校]?门口?|校门外?|旁边?|边上|[斜正]?对面|附近|隔壁|楼下|路边|街边|路口|巷子?口?)(?:那里|那边|那儿)?$"
)
_NAMED_SPOT = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:[小中大]学|学校|幼儿园|医院|地铁站|广场|市场|大厦|花园|小区|公园|工业[区园]|科技园)"
)
_ITS_ROAD = re.compile(
    r"(?:就|店|它|他家|那家)*(?:是)?(?:在(?!家)\s*)?(?:[\u4e00-\u9fff]{2,5}\s+(?=\S+那[家间个]))?"
    r"(?P<road>[^，,。；;我住\s\d在]{2,6}(?:大道|[路街巷](?!道)))(?:上头?|后[头背])?的?"
    r"(?:(?P<that>那[家间个]店?)|(?=[，,。；;！!\s对是]|$))"
)
"""在工业七路, 雪岗北路那家: of a shop of which no more than the area is known."""
_ITS_SPOT = re.compile(
    r"(?:就|店|它|他家|那家)*(?:是)?在?(?:(?P<area>[\u4e00-\u9fff]{2,8})\s+)?(?P<spot>(?!\S*(?:公司|单位|宿舍))[^，,。；;我住家\s\d]{3,12}"
    r"(?:旁边?|边上|[斜正]?对面|附近|隔壁|后面|后背|楼下))(?:那[家间个边里]店?)?[。！!]*"
)
"""沙井 京基百纳旁边: beside what a shop is; nobody tells their own home so before their name."""
_MARKET = re.compile(
    "市场|街市|菜场|夜市|早市|墟|商场|商城|广场|美食[城街]|小吃街|超市|百货|食街|档口街"
)
_ITS_STALL = re.compile(
    r"(?:^|[，,。；;！!\s])(?:就?[是在]|好像是?|大概是?)?(?:里面|里头)?(?P<stall>(?:(?:进门|[左右前后]|一楼|二楼)[\u4e00-\u9fff]{0,3})?"
    r"(?:第[一二三四五六七八九十\d]{1,3}(?:个|家|间)?(?:档口?|摊位?|铺位?)|(?:[A-Za-z]区?)?[\dA-Za-z]{1,3}-?\d{0,3}号?(?:档口?|摊位?|铺位?|柜台)"
    r"|[A-Za-z]区\d{1,3}号))(?:的|那[家个]|[那这]里)?(?=[，,。；;！!\s]|$)"
)
"""不知道叫什么 3号档: which stall of the market it is."""
_THAT_SHOP = re.compile(
    r"(?:就?在)?(?P<where>(?!我)[^，,。；;\s\d我住]{2,14}?(?:大道|[路街道巷村城]|市场|广场|大厦|中心|商场))上?的?(?:那|嗰|这|呢)[家间個个](?:店|铺|档)?[，,\s]"
)
_MOST = 300


def nearer(draft: Draft, known: str | None, new: str, *, alone: bool = False) -> str:
    """The place with what is told of it now: another, the whole of it, or a detail.

    Args:
        draft: What was told before.
        known: The place that was told before.
        new: The place that is told now.
        alone: Whether the message tells nothing else.
    """
    if known is None or draft.moved or known in new:
        return new
    if draft.asking is Ask.closer and not _STALL.fullmatch(new) and not _is_vague(known):
        return f"{known}，{new}"[:_MOST]
    joint = next((n for n in range(len(known) - 1, 1, -1) if new.startswith(known[-n:])), 0)
    if joint and joint < len(new):  # 公明上村, then 上村元山旧村三巷
        return f"{known}{new[joint:]}"[:_MOST]
    if _is_vague(known) and (ROAD.search(new) or _NAMED_SPOT.search(new)):
        # 校门口, then 学府路 or 民治小学旁
        same = ROAD.search(new) and _SAME_STREET.fullmatch(known)
        return new if same else f"{new}，{known}"[:_MOST]
    near_by = _BESIDE.search(known) or not ROAD.search(known)  # 步行街旁边, then its street
    if alone and ROAD.search(new) and near_by and not is_dwelling(new):
        return f"{known}，{new}"[:_MOST] if not _is_rough(known) else f"{known}{new}"[:_MOST]
    exact = _is_rough(known) and (_EXACT.search(new) or (alone and _BESIDE.search(new)))
    return f"{known}{new}"[:_MOST] if exact or _STALL.fullmatch(new) else known


def makes_closer(known: str | None, new: str | None) -> bool:
    """Whether what is told now says more exactly where it is than what was told before."""
    if not known or not new or new in known:
        return False
    return is_open(known) and ROAD.search(new) is not None


def is_open(known: str) -> bool:
    """Whether a street can still be told of the place."""
    return _is_rough(known) or _is_vague(known)


def its_road(draft: Draft | None, text: str) -> str | None:
    """In what road the shop is, of which none is known: 在 光明大街 你们去查 is no home."""
    known, found = draft and draft.facts.place, _ITS_ROAD.match(text)
    points = found is not None and (found["that"] or "在" in text[: found.start("road")])
    unknown = known and (is_open(known) or not ROAD.search(known))
    return found["road"] if found is not None and points and unknown else None


def its_spot(draft: Draft | None, text: str) -> str | None:
    """Beside what the shop is of which no more than the area is known: 沙井 京基百纳旁边."""
    known, found = draft and draft.facts.place, _ITS_SPOT.fullmatch(text)
    if draft is None or draft.asking is Ask.address or found is None:
        return None
    area = found["area"]
    within = known is not None and (area is None or known in area or area in known)
    return found["spot"] if known and within and _is_rough(known) else None


def pointed_at(text: str) -> str | None:
    """民康路 of 民康路那间 何家荣 136…: where the shop is, before who is writing."""
    found = _THAT_SHOP.match(text)
    return found["where"] if found is not None else None


def with_its_stall(known: str | None, text: str) -> str | None:
    """The market that is known with the number of its stall, if the words give one."""
    found = _ITS_STALL.search(text)
    if known is None or found is None or not _MARKET.search(known):
        return None
    stall = found["stall"]
    told = stall in known or _STALL.search(known) is not None
    return None if told else f"{known}，{stall}"[:_MOST]


def nothing_else(heard: Heard) -> bool:
    """荣华路市场 里面28号档: nothing was recognised but where it is."""
    told = {one.kind for one in heard.understood.findings}
    return told <= {"place", "street", "district", "merchant"} and not heard.understood.hazards


def only_inferred(draft: Draft) -> bool:
    """布吉农批 lies in 罗湖区, though 布吉 is a street of 龙岗: nobody said its district."""
    known = draft.facts.district
    said = "".join(one.text for one in draft.said)
    if plain(said) != said:  # 龍華: in another script it may well have been said
        return False
    return known is not None and re.sub("(?:新区|[区县市])$", "", known) not in said


def place_again(known: str, new: str) -> bool:
    """益田假日世界一楼, where 益田假日世界 was told: one of them begins as the other does."""
    parts = [part for part in re.split(r"[，,\s]+", known) if len(part) > 1]
    return any(part in new or new in part for part in parts)


def _is_rough(place: str) -> bool:
    """布吉, 粤海街道: an area in which a street can still be told."""
    return _ROUGH.search(place) is not None and _EXACT.search(place) is None


def _is_vague(place: str) -> bool:
    """同一条街, 校门口, 小学旁边: only for who knows where that is."""
    same = _SAME_STREET.fullmatch(place) is not None
    return same or (_BESIDE.search(place) is not None and ROAD.search(place) is None)
