"""What a further matter has of the one before: where 隔壁那家 is, what was announced of all."""

import re

from api.contract.codes import Demand, Kind
from api.contract.models import Facts, Said
from bot.dialogue.conversation import Draft, Filed
from bot.dialogue.demanding import changed, demands_in
from bot.dialogue.how_many import announced_part, announces
from bot.dialogue.parting import went_on
from bot.dialogue.script import in_plain
from bot.dialogue.turn import Heard

_POINTS = re.compile(
    r"旁边|隔壁|对面|楼上|楼下|边上|斜对面|左边|右边|同一?个?(?:条街|街|商场|层|栋楼?|市场|条路|路|小区|广场|美食城|村)"
    r"|[这那](?:条|个)(?:街|路|市场|商场|小区|村|广场)|也是?在?[这那](?:里|边|儿|附近)"
)
_NTH = re.compile("第[一二两三四]家")
_DAY = re.compile(r"[号日天周昨今前]|礼拜|星期|上个月")
_NAME = 2
_ROAD = re.compile("(?:路|街|大道)$")
_WITH_DOOR = re.compile(
    r"(?P<road>[\u4e00-\u9fff]{2,}?(?:路|街|大道|巷))(?=\d|[^\u4e00-\u9fff]|$)"
)
_EVERYWHERE = re.compile("人民|中山|解放|建设|和平|新华|中心|万达|[东西南北]")
"""Every town has them."""
_SAME_DAY = re.compile(r"同一天|当天|那天")
_PART_OF_DAY = re.compile(r"凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜")
_STREET = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:路|街|大道|巷|市场|广场|村)")
_ONE_EACH = re.compile(r"(?:一[家个件][^，,。；;]{0,8}[，,、；;\s]*(?:另|还有)?){2}|分别|各不")
# 一家退款，一家道歉: said with the announcement, and of none of them yet.
WHERE = ("place", "district", "division", "street")


def near(first: Draft, draft: Draft, text: str, *, announced: bool) -> Draft:
    """A further matter with what it has of the first: its city, and what it points at."""
    facts, known = draft.facts, first.facts
    changes: dict[str, object] = {}
    pointed = _POINTS.search(text) is not None
    street = known.place is not None and known.place in {facts.place, *_STREET.findall(text)}
    road = same_road(known.place, facts.place)
    placed = facts.place is not None and _NTH.fullmatch(facts.place) is None
    elsewhere = facts.district is not None and facts.district != known.district
    area = same_area(known.place, facts.place)
    if (pointed or announced or street or road or area) and not elsewhere:
        changes |= {
            name: getattr(facts, name) or getattr(known, name) for name in ("district", "division")
        }
        if (not placed or street) and not area:
            shared = known.place if pointed or street else _of_each(first)
            changes |= {"place": facts.place if placed else shared}
            changes |= {"street": facts.street or (known.street if shared else None)}
    changes["when"] = _when(first, draft, text, announced=announced)
    there = draft.but(facts=facts.model_copy(update=changes))
    return there.but(area=draft.area or first.area, city=draft.city or first.city)


def same_area(one: str | None, other: str | None) -> bool:
    """黄贝岭 and 黄贝路, 新洲路 and 新洲北村: two places by one name lie in one district."""
    alike = one is not None and other is not None and one[:_NAME] == other[:_NAME]
    roads = all(_ROAD.search(str(place)) for place in (one, other))
    return alike and not roads and _EVERYWHERE.match(str(one)) is None


def same_road(one: str | None, other: str | None) -> bool:
    """布吉吉华路86号 and 吉华路92号: two doors of one road."""
    roads = [_WITH_DOOR.search(place or "") for place in (one, other)]
    here, there = (found["road"] if found else "" for found in roads)
    short = min(here, there, key=len)
    alike = here.endswith(there) or there.endswith(here)
    return bool(short) and alike and _EVERYWHERE.match(short) is None


def with_claims_of_all(first: Draft, draft: Draft, text: str) -> Draft:
    """A further matter with what was announced to be asked of each: 两家都要退钱."""
    shared = claims_announced(in_plain(first.said[:2]))
    own = draft.facts.demand
    now = changed(shared, text) if shared else None
    claims = now if now is not None else tuple(dict.fromkeys((*shared, *own)))
    return draft.but(facts=draft.facts.model_copy(update={"demand": claims})) if shared else draft


def claims_announced(told: tuple[str, ...]) -> tuple[Demand, ...]:
    """What was asked of all of them before any was told."""
    texts = (announced_part(text) for text in told)
    return tuple(d for text in texts if not _ONE_EACH.search(text) for d in demands_in(text))


def _of_each(first: Draft) -> str | None:
    """西乡街道 of 西乡街道盐田街: so much of the first one's place was announced of all."""
    place = first.facts.place or ""
    announced = [text for text in in_plain(first.said) if announces(text)]
    if not announced:
        return place or None
    announced = [announced_part(text) for text in announced]
    heads = (place[:size] for size in range(len(place), 1, -1))
    return next((head for head in heads if any(head in text for text in announced)), None)


def _when(first: Draft, draft: Draft, text: str, *, announced: bool) -> str | None:
    """晚上 after 昨天中午: of the same day; otherwise each has its own."""
    own, known = draft.facts.when, first.facts.when
    if known is None or _DAY.search(known) is None or (own and _DAY.search(own)):
        return own
    if own:
        return f"{_PART_OF_DAY.sub('', known)}{own}"
    same = _SAME_DAY.search(text) or went_on(text, draft.facts.merchant or " ")
    return known if same or (announced and _is_of_all(first, known)) else None


def _is_of_all(first: Draft, when: str) -> bool:
    """11月22日我在壹方城逛街，被坑了两次: told with the announcement, and so of each."""
    words = when.partition("（")[0]
    before = (_of_all(first, one) for one in first.said[:2])
    return any(words in text for text in before)


def _of_all(first: Draft, said: Said) -> str:
    """So much of a message as is said of all of them."""
    return said.text if _is_preface(first, said) else announced_part(said.text)


def _is_preface(first: Draft, said: Said) -> bool:
    """早饭和晚饭都吃出东西: neither the trader nor what was wrong stands in it."""
    telling = first.telling is not None and said.id.startswith(first.telling)
    name = first.facts.merchant
    return name is not None and name not in said.text and not telling


def same_kind(filed: Filed | None, heard: Heard) -> tuple[Kind, ...]:
    """隔壁那家也有过期的, after a report: one more report, unless money is asked for."""
    called = "投诉" in heard.text or demands_in(heard.text)
    again = filed is not None and filed.draft.kinds == (Kind.report,) and "也" in heard.text
    return (Kind.report,) if again and not called else ()


def pointed_from(filed: Filed | None, heard: Heard) -> Facts:
    """Where the matter was that was filed last, if this one is said to be beside it."""
    meant = heard.understood
    if filed is None:
        return Facts()
    if meant.district is None and same_area(filed.draft.facts.place, meant.place):
        return _area_of(filed)
    elsewhere = meant.district or (meant.place and _POINTS.sub("", meant.place))
    if elsewhere or _POINTS.search(heard.text) is None:
        return Facts()
    return Facts.model_validate({name: getattr(filed.draft.facts, name) for name in WHERE})


def _area_of(filed: Filed) -> Facts:
    """The district of what was filed last, of a place by the same name."""
    known = filed.draft.facts
    return Facts(district=known.district, division=known.division)
