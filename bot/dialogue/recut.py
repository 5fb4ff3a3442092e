"""Names that were cut in the wrong place when they were recognised, put together again."""

import itertools
import re
from dataclasses import replace

from api.contract.understood import Finding
from bot.dialogue.called import can_be_trader, ends_in_dishes, reads_as_name
from bot.dialogue.common_words import is_common
from bot.dialogue.likeness import SHOP_ENDS, is_known_place, names_place
from bot.dialogue.turn import Heard

_JOINS = frozenset({"与", "の", "&", "＆"})
_DENIES = re.compile(r"(?:不|唔)(?:是|叫|系)[「“\"]?$")
_ROAD_AND_NAME = re.compile(
    r"(?P<road>[\u4e00-\u9fff]{2,8}?(?:大道|路|街(?!道|坊)|巷)(?:\d+号)?)(?P<name>[\u4e00-\u9fff]{3,10})"
)
_ROAD_FIRST = re.compile(
    r"(?P<road>(?:[东西南北中][一二三四五]?(?:路|街|巷)|大道)(?:\d+号)?)(?P<rest>[^口子].*|)"
)

_DONE_THERE = re.compile(
    r"(?P<name>[^吃买喝点订]{3,}|[^吃买喝点订]+[店馆铺楼阁轩坊园记摊档])(?<![好爱会想要来就])"
    r"[吃买喝点订](?:了|的|过)?(?P<what>[\u4e00-\u9fff]+)"
)
"""蜀香阁吃水煮鱼: the name, and what was eaten there."""
_CHANNEL = re.compile(
    r"(?<=.{3})的?(?:直播间|小程序|公众号|微信群|抖音号|快手号|网店|淘宝店|抖音店|美团店)$"
)
"""海哥鲜货的直播间: where it trades."""
_ON_PLATFORM = re.compile("(?:淘宝|天猫|京东|拼多多|抖音|快手|小红书|闲鱼|美团|饿了么)$")
_A_SIGN = 3
"""拼多多上山野茶农: 上 tells where it was ordered."""
_HEAD = re.compile(r"\s+(?P<head>[\u4e00-\u9fff]{1,2})$")
_EATEN = re.compile(r"[吃喝食](?:了|的|过)?(?:一?[碗份顿个锅次])?[「“\"]?$")
_TOKEN_BEFORE = re.compile(r"(?:^|[\s，,。；;])(?P<name>[\u4e00-\u9fffA-Za-z·]{2,10})[\s，,]+$")


def recut(heard: Heard) -> Heard:
    """A message with what was recognised in it cut where its words end."""
    whole = _road_whole(_joined(_undenied(_with_branch(_with_its_head(heard)))))
    whole = _who_not_where(whole)
    return _name_apart(_each(whole))


def _each(heard: Heard) -> Heard:
    """Each name without what leads to it and what was done there; what names nobody is none."""
    foods = {one.text for one in heard.understood.findings if one.kind == "food"}
    times = [one for one in heard.understood.findings if one.kind == "when"]
    for one in heard.understood.findings:
        if one.kind != "merchant":
            continue
        late = [time.end for time in times if time.start == one.start < time.end < one.end]
        start = max(late, default=one.start)
        on_it = (
            _ON_PLATFORM.search(heard.message.text[: one.start]) if start == one.start else None
        )
        start += int(on_it is not None and one.text[0] in "上里" and len(one.text) > _A_SIGN)
        text = one.text[start - one.start :]
        text = _CHANNEL.sub("", text)
        done = _DONE_THERE.fullmatch(text)
        text = done["name"] if done and done["what"] in foods else text
        if _is_eaten(heard, one, foods) or is_common(text, foods):
            heard = _renamed(heard, one, None)
        elif text != one.text:
            cut = one.model_copy(update={"text": text, "start": start, "end": start + len(text)})
            heard = _renamed(heard, one, cut)
    return heard


def _is_eaten(heard: Heard, one: Finding, foods: set[str]) -> bool:
    """我老公吃了野生菌火锅: taken for a dish and for a trader at once, it was eaten."""
    return one.text in foods and _EATEN.search(heard.message.text, 0, one.start) is not None


def _with_branch(heard: Heard) -> Heard:
    """钱多鲜生 坂田店, of which the branch was taken for the name."""
    text, areas = heard.message.text, set[str]()
    for found in heard.understood.findings:
        if found.kind in {"place", "street", "district"}:
            areas |= {found.text, re.sub(r"(?:街道|新区|[区县镇市])$", "", found.text)}
    for one in heard.understood.findings:
        if one.kind != "merchant" or one.text.removesuffix("店") not in areas:
            continue
        head = _TOKEN_BEFORE.search(text, 0, one.start)
        name = head["name"] if head else None
        if head and name and reads_as_name(name) and not names_place(name):
            whole = {"text": text[head.start("name") : one.end], "start": head.start("name")}
            return _renamed(heard, one, one.model_copy(update=whole))
    return heard


def _renamed(heard: Heard, old: Finding, new: Finding | None) -> Heard:
    """A message in which another name was found in the place of one, or none."""
    rest = tuple(one for one in heard.understood.findings if one != old)
    found = rest if new is None else (*rest, new)
    told: dict[str, object] = {"findings": found}
    if heard.understood.merchant == old.text:
        names = (one.text for one in rest if one.kind == "merchant")
        told["merchant"] = new.text if new else next(names, None)
    return replace(heard, understood=heard.understood.model_copy(update=told))


def _undenied(heard: Heard) -> Heard:
    """店不叫周记米线: who it is not was not told to be the trader."""
    text, findings = heard.message.text, heard.understood.findings
    named = [one for one in findings if one.kind == "merchant"]
    denied = [one for one in named if _DENIES.search(text, 0, one.start)]
    if not denied:
        return heard
    kept = tuple(one for one in findings if one not in denied)
    told: dict[str, object] = {"findings": kept}
    if heard.understood.merchant in {one.text for one in denied}:
        told["merchant"] = next((one.text for one in named if one not in denied), None)
    return replace(heard, understood=heard.understood.model_copy(update=told))


def _who_not_where(heard: Heard) -> Heard:
    """茶里有鹿，在购物公园: of two names the one that is no place is the trader's."""
    meant = heard.understood
    names = dict.fromkeys(one.text for one in meant.findings if one.kind == "merchant")
    who = [name for name in names if name not in (meant.place or "")]
    if meant.merchant is None or meant.merchant != meant.place or len(who) != 1:
        return heard
    where = next(one for one in meant.findings if one.text == meant.merchant)
    return _renamed(heard, where.model_copy(update={"kind": "merchant"}), None)


def _name_apart(heard: Heard) -> Heard:
    """翠竹路老街坊粉面, of which the whole was taken for a place."""
    meant = heard.understood
    found = _ROAD_AND_NAME.fullmatch(meant.place or "")
    if meant.merchant is not None or found is None:
        return heard
    name = found["name"]
    trade = ends_in_dishes(name) or (SHOP_ENDS.search(name) and can_be_trader(name))
    if not trade or is_known_place(name):
        return heard
    told: dict[str, object] = {"place": found["road"], "merchant": name}
    return replace(heard, understood=meant.model_copy(update=told))


def _joined(heard: Heard) -> Heard:
    """麦穗与猫烘焙, of which the two halves were taken for two traders."""
    text = heard.message.text
    named = sorted((f for f in heard.understood.findings if f.kind == "merchant"), key=_start)
    for one, other in itertools.pairwise(named):
        if text[one.end : other.start] in _JOINS and one.end < other.start:
            whole = one.model_copy(update={"text": text[one.start : other.end], "end": other.end})
            rest = (f for f in heard.understood.findings if f not in {one, other})
            told: dict[str, object] = {"findings": (whole, *rest), "merchant": whole.text}
            return replace(heard, understood=heard.understood.model_copy(update=told))
    return heard


def _start(finding: Finding) -> int:
    return finding.start


def _with_its_head(heard: Heard) -> Heard:
    """二驴子烤串, of which the first sign was taken for the end of a place: 太原南街 二."""
    for name in heard.understood.findings:
        if name.kind != "merchant":
            continue
        places = (
            f for f in heard.understood.findings if f.kind == "place" and f.end == name.start
        )
        place = next(places, None)
        head = _HEAD.search(place.text) if place else None
        if place is None or head is None:
            continue
        text, kept = f"{head['head']}{name.text}", place.text[: head.start()]
        start = name.start - len(head["head"])
        heard = _renamed(heard, name, name.model_copy(update={"text": text, "start": start}))
        if heard.understood.place == place.text:
            meant = heard.understood.model_copy(update={"place": kept})
            heard = replace(heard, understood=meant)
        return heard
    return heard


def _road_whole(heard: Heard) -> Heard:
    """人民南路 and 包子铺, of which 人民 and 南路包子铺 were recognised."""
    findings = heard.understood.findings
    places = {one.end: one for one in findings if one.kind == "place"}
    for name in findings:
        place = places.get(name.start) if name.kind == "merchant" else None
        cut = _ROAD_FIRST.match(name.text) if place else None
        if place is None or cut is None:
            continue
        at = name.start + len(cut["road"])
        whole = place.model_copy(update={"text": f"{place.text}{cut['road']}", "end": at})
        rest = name.model_copy(update={"text": cut["rest"], "start": at})
        kept = tuple(one for one in findings if one not in {name, place})
        told: dict[str, object] = {"findings": (*kept, whole, *([rest] if cut["rest"] else []))}
        meant = heard.understood
        told |= {"place": whole.text} if meant.place in {None, place.text} else {}
        told |= {"merchant": cut["rest"] or None} if meant.merchant == name.text else {}
        return replace(heard, understood=meant.model_copy(update=told))
    return heard
